/*
 * date - civil days, without a clock
 *
 * A day is a count of days since 1970-01-01 (negative before), valid from 1800-01-01 to 2999-12-31.
 * No function here knows what today is: `--as-of` brings it.
 */
#ifndef DATE_H
#define DATE_H

#include "text.h"

typedef int32_t day_t;

#define DAY_NONE INT32_MIN /* not given, or not a date */
#define DAY_MAX 376199     /* 2999-12-31, the last there is */

struct civil {
	int year, month, day; /* 1800-2999, 1-12, 1-31 */
};

/* AAAA-MM-JJ, exactly ten characters, a day that exists; else DAY_NONE. */
day_t day_parse(struct text t);

/* Writes AAAA-MM-JJ and a NUL; returns `buf`. DAY_NONE gives an empty string. */
#define DAY_SIZE 11
const char *day_format(day_t day, char buf[DAY_SIZE]);

/* DAY_NONE where the day does not exist (31/02). */
day_t day_of(int year, int month, int day);
struct civil day_civil(day_t day);

/* `months` later (or earlier), kept in its month: 31 January + 1 = 28 or 29 February. */
day_t day_add_months(day_t day, int months);

/* Whole years between two days: 0 until the eve of the first birthday. Born on 29 February: the
 * birthday of a common year is 1 March. Negative before birth and where either day is DAY_NONE. */
int day_age(day_t birth, day_t at);

/* Monday to Friday, not a French public holiday (art. L3133-1 code du travail; Easter computed). */
bool day_is_working(day_t day);

/* The day that is `working` working days later: the last one of such a delay. */
day_t day_add_working(day_t day, int working);

#endif
