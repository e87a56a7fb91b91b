/*
 * printed - amounts and days as a French page prints them
 */
#ifndef PRINTED_H
#define PRINTED_H

#include "date.h"

#define PRINTED_SIZE 64

const char *euros_text(int64_t cents, char out[PRINTED_SIZE]); /* "1 234,56", a no-break space between thousands */
const char *day_text(day_t day, char out[PRINTED_SIZE]);       /* "31/03/2026"; DAY_NONE: "" */

#endif
