/*
 * The period an act is sent in, by its date of care: every month on paper (art. 6.2, 10.2), every
 * quarter for form 709 (art. 10.3.2), every half-year for PEGASE (2026-49 art. 6).
 */
#include "rule.h"

#include <stdio.h>

void
periode_of(day_t day, enum periode periode, char out[PERIODE_SIZE])
{
	struct civil civil;
	int year, month;

	out[0] = '\0';
	if (day == DAY_NONE)
		return;
	civil = day_civil(day);
	year = civil.year % 10000;
	month = civil.month % 100;
	switch (periode) {
	case PERIODE_MOIS:
		snprintf(out, PERIODE_SIZE, "%04d-%02d", year, month);
		break;
	case PERIODE_TRIMESTRE:
		snprintf(out, PERIODE_SIZE, "%04d-T%d", year, (month + 2) / 3);
		break;
	case PERIODE_SEMESTRE:
		snprintf(out, PERIODE_SIZE, "%04d-S%d", year, (month + 5) / 6);
		break;
	}
}
