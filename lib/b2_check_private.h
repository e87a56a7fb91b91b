/* b2_check_private - between b2_check.c (what records say of each other) and b2_check_zones.c (a zone by itself) */
#ifndef B2_CHECK_PRIVATE_H
#define B2_CHECK_PRIVATE_H

#include "b2_check.h"

/* `zone` -1: the record as a whole. */
void b2_fault(struct b2_checker *checker, enum b2_type type, int zone, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* What is no number counts as what its first digits say. */
int64_t b2_number(const char *record, enum b2_zone zone);

void b2_check_zones(struct b2_checker *checker, const char *record, enum b2_type type);

#endif
