/*
 * The period an act is sent in, by its date of care: every month on paper (art. 6.2, 10.2), every
 * quarter for form 709 (art. 10.3.2), every half-year for PEGASE (2026-49 art. 6, 7: « à terme
 * échu »). What is sent before its quarter or half-year is over is told so: another lot will follow.
 *
 * domain facts: R043, R075, R167, R168
 */
#include "rule.h"

/* Which article sets the rhythm of a support; lots of electronic sheets are by the month of care. */
void
periode_rule(enum support support, const struct params *params, struct defects *d)
{
	switch (support) {
	case SUPPORT_FEUILLE:
	case SUPPORT_708:
	case SUPPORT_RECAPITULATIF:
		rule(d, "R043");
		break;
	case SUPPORT_709:
		rule(d, "R075");
		break;
	case SUPPORT_PEGASE:
		rule(d, "R167");
		break;
	default:
		rule(d, "R028");
		break;
	}
	takes(d, params->supports[support]);
}

struct text
periode_of(day_t day, enum periode periode, char room[PERIODE_SIZE])
{
	int month;

	if (!*day_format(day, room))
		return TEXT("");
	month = 10 * (room[5] - '0') + (room[6] - '0');
	if (periode != PERIODE_MOIS) {
		room[5] = periode == PERIODE_TRIMESTRE ? 'T' : 'S';
		room[6] = (char)('0' + (periode == PERIODE_TRIMESTRE ? (month + 2) / 3 : (month + 5) / 6));
	}
	return (struct text){room, sizeof("AAAA-MM") - 1};
}

static day_t
last_day(day_t day, enum periode periode)
{
	static const int months[] = {
		[PERIODE_MOIS] = 1, [PERIODE_TRIMESTRE] = 3, [PERIODE_SEMESTRE] = 6};
	struct civil civil = day_civil(day);
	int first = (civil.month - 1) / months[periode] * months[periode] + 1;

	return day_add_months(day_of(civil.year, first, 1), months[periode]) - 1;
}

void
periode_terme(const struct question *q, const struct params *params, enum support support,
	struct defects *d)
{
	rule(d, "R168");
	if (concerns(d, params->terme_echu[support], "terme-echu") && q->date_soins != DAY_NONE
		&& q->as_of <= last_day(q->date_soins, (enum periode)params->periodes[support]))
		defect(d, "periode-en-cours", F_DATE_SOINS);
}
