/*
 * luhn - the check digits of FINESS, RPPS, SIREN, SIRET (Luhn) and of CIP13 (EAN-13)
 */
#ifndef LUHN_H
#define LUHN_H

#include "text.h"

bool luhn_ok(struct text digits);   /* all digits, at least two, Luhn sum divisible by 10 */
bool finess_ok(struct text finess); /* 9 characters; Corsica: 2A reads 21, 2B reads 22 */
bool rpps_ok(struct text rpps);     /* 11 digits */
bool cip13_ok(struct text cip13);   /* 13 digits, EAN-13 key */

#endif
