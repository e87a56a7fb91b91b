#include "date.h"

#include <string.h>

#define YEAR_MIN 1800
#define YEAR_MAX 2999
#define DAY_MIN (-62091) /* 1800-01-01 */

#define EPOCH 719468    /* days from 0000-03-01 to 1970-01-01 */
#define DAYS_400 146097 /* days in 400 years */

static bool
is_day(day_t day)
{
	return day >= DAY_MIN && day <= DAY_MAX;
}

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
month_length(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return lengths[month - 1] + (month == 2 && is_leap(year));
}

/* Years are counted from March, so that the day which comes and goes is the last of its year; the
 * lengths of the months from March on follow (153 m + 2) / 5. */
day_t
day_of(int year, int month, int day)
{
	int y, m, century;

	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 ||
	    (day > 28 && day > month_length(year, month)))
		return DAY_NONE;
	y = month > 2 ? year : year - 1;
	m = month > 2 ? month - 3 : month + 9;
	century = y / 100;
	return 1461 * y / 4 - century + century / 4 + (153 * m + 2) / 5 + day - 1 - EPOCH;
}

/* The way back: Neri and Schneider, Euclidean affine functions and their application to calendar algorithms (2022):
 * year of the century and day of it are the two halves of one product. Day 306 of such a year is 1 January. */
struct civil
day_civil(day_t day)
{
	uint32_t n, century, of_century, year, of_year, month;
	uint64_t p;

	if (!is_day(day))
		return (struct civil){0, 0, 0};
	n = 4 * (uint32_t)(day + EPOCH) + 3;
	century = n / DAYS_400;
	of_century = n % DAYS_400 / 4;
	p = UINT64_C(2939745) * (4 * of_century + 3);
	year = 100 * century + (uint32_t)(p >> 32);
	of_year = (uint32_t)p / 2939745 / 4;
	month = 2141 * of_year + 197913;
	return (struct civil){
		.year = (int)(year + (of_year >= 306)),
		.month = (int)(month >> 16) - (of_year >= 306 ? 12 : 0),
		.day = (int)((month & 0xffff) / 2141) + 1,
	};
}

static int
two_digits(const char *s)
{
	return 10 * (s[0] - '0') + (s[1] - '0');
}

/* Eight characters at once: those of `form` are digits where it has a 0, and as it has them elsewhere. What is
 * added makes a byte reach its high bit when it is too large: a digit past 9, another character past 0. */
static bool
is_formed(const char *at, const char form[8], const char added[8])
{
	uint64_t chars, zeros, more;

	memcpy(&chars, at, sizeof(chars));
	memcpy(&zeros, form, sizeof(zeros));
	memcpy(&more, added, sizeof(more));
	chars ^= zeros;
	return !((chars | (chars + more)) & UINT64_C(0x8080808080808080));
}

day_t
day_parse(struct text t)
{
	if (t.len != DAY_SIZE - 1 || !is_formed(t.at, "0000-00-", "\x76\x76\x76\x76\x7f\x76\x76\x7f")
		|| !is_formed(t.at + 2, "00-00-00", "\x76\x76\x7f\x76\x76\x7f\x76\x76"))
		return DAY_NONE;
	return day_of(100 * two_digits(t.at) + two_digits(t.at + 2), two_digits(t.at + 5),
		two_digits(t.at + 8));
}

static void
put_two_digits(char *s, int n)
{
	s[0] = (char)('0' + n / 10);
	s[1] = (char)('0' + n % 10);
}

const char *
day_format(day_t day, char buf[DAY_SIZE])
{
	struct civil c = day_civil(day);

	if (c.year == 0) {
		buf[0] = '\0';
		return buf;
	}
	memcpy(buf, "AAAA-MM-JJ", DAY_SIZE);
	put_two_digits(buf, c.year / 100);
	put_two_digits(buf + 2, c.year % 100);
	put_two_digits(buf + 5, c.month);
	put_two_digits(buf + 8, c.day);
	return buf;
}

day_t
day_add_months(day_t day, int months)
{
	struct civil c = day_civil(day);
	int64_t total = (int64_t)12 * c.year + (c.month - 1) + months;
	int year, month, last;

	if (c.year == 0 || total < 12 * YEAR_MIN || total >= 12 * (YEAR_MAX + 1))
		return DAY_NONE;
	year = (int)(total / 12);
	month = (int)(total % 12) + 1;
	last = month_length(year, month);
	return day_of(year, month, c.day < last ? c.day : last);
}

int
day_age(day_t birth, day_t at)
{
	struct civil b = day_civil(birth), a = day_civil(at);
	bool to_come = a.month < b.month || (a.month == b.month && a.day < b.day);

	if (b.year == 0 || a.year == 0)
		return -1;
	return a.year - b.year - to_come;
}

/* Easter Sunday, Gregorian: Butcher, in Meeus, Astronomical Algorithms, ch. 8 [recalled, 95 %]. */
static day_t
easter(int year)
{
	int golden = year % 19, century = year / 100, rest = year % 100;
	int leaps = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
	int epact = (19 * golden + leaps + 15) % 30;
	int sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
	int late = (golden + 11 * epact + 22 * sunday) / 451;
	int n = epact + sunday - 7 * late + 114;

	return day_of(year, n / 31, n % 31 + 1);
}

enum { MONDAY, THURSDAY = 3, SATURDAY = 5, SUNDAY };

/* 1970-01-01 was a Thursday. */
static int
day_of_week(day_t day)
{
	return (day % 7 + 7 + THURSDAY) % 7;
}

/* The eleven days of art. L3133-1 code du travail, as it stands: no year is told from another, nor
 * are the days proper to Alsace-Moselle and overseas. Easter is from 22 March to 25 April; what hangs on it is a
 * Monday or a Thursday. */
static bool
is_holiday(day_t day, struct civil c, int of_week)
{
	static const uint32_t fixed[] = {
		[1] = 1u << 1, [5] = 1u << 1 | 1u << 8, [7] = 1u << 14, [8] = 1u << 15,
		[11] = 1u << 1 | 1u << 11, [12] = 1u << 25};

	if (fixed[c.month] >> c.day & 1)
		return true;
	if (c.month < 3 || c.month > 6 || (of_week != MONDAY && of_week != THURSDAY))
		return false;
	switch (day - easter(c.year)) {
	case 1:  /* Easter Monday */
	case 39: /* Ascension */
	case 50: /* Whit Monday */
		return true;
	}
	return false;
}

bool
day_is_working(day_t day)
{
	int of_week = day_of_week(day);

	return is_day(day) && of_week < SATURDAY && !is_holiday(day, day_civil(day), of_week);
}

static struct civil
next_civil(struct civil c)
{
	if (c.day < 28 || c.day < month_length(c.year, c.month))
		return (struct civil){c.year, c.month, c.day + 1};
	return c.month < 12 ? (struct civil){c.year, c.month + 1, 1} : (struct civil){c.year + 1, 1, 1};
}

/* The calendar is walked, not computed again from each day. */
day_t
day_add_working(day_t day, int working)
{
	struct civil c = day_civil(day);
	int of_week = day_of_week(day);

	while (working > 0 && is_day(day)) {
		day++;
		c = next_civil(c);
		of_week = of_week < SUNDAY ? of_week + 1 : MONDAY;
		working -= of_week < SATURDAY && is_day(day) && !is_holiday(day, c, of_week);
	}
	return day;
}
