/*
 * money - centimes as integers, rates as basis points
 *
 * 1 euro = 100 centimes; 65 % = 6500 bp. Amounts stay within +/- MONEY_MAX, so that no sum of a
 * run overflows. Rounding happens here and nowhere else.
 */
#ifndef MONEY_H
#define MONEY_H

#include "text.h"

#define MONEY_MAX INT64_C(100000000000) /* one milliard of euros, in centimes */

/* Decimal euros, `.` or `,` before at most two decimals, optional '-', no other sign or blank:
 * "7,5" = 750. `separators` lists the decimal separators allowed. False leaves *cents alone. */
bool money_parse(struct text t, const char *separators, int64_t *cents);

/* A number with at most two decimals, in hundredths: "2,5" = 250. Same forms as money_parse. */
bool hundredths_parse(struct text t, const char *separators, int64_t *hundredths);

/* "12.34", "-0.05": writes and returns `buf`. `separator` is '.' or ','. */
#define MONEY_SIZE 32
const char *money_format(int64_t cents, char separator, char buf[MONEY_SIZE]);

/*
 * tarif x coefficient x quantity, and base x rate, rounded half up to the centime (away from zero).
 * No text that prescribes the rounding of a 65 % or 70 % share was found: half up is
 * [recalled, 70 %] (domain facts, part 2), and this is its only home. A result beyond MONEY_MAX is
 * MONEY_MAX, of the same sign.
 */
int64_t money_scale(int64_t tarif_cents, int64_t coefficient_hundredths, int64_t quantity);
int64_t money_share(int64_t base_cents, int64_t taux_bp);

#endif
