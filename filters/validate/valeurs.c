/*
 * valeurs - what a field may hold, whatever the act: a value of its list, a date that exists, a
 * number within the bounds of config/mentions.yaml
 */
#include "rule.h"

#include "money.h"

/* Wire form of a NUMBER: a point, at most two decimals. */
static bool
readable(enum field field, const struct mention *m)
{
	int64_t hundredths;

	switch (field_infos[field].type) {
	case FIELD_DATE:
		return m->day != DAY_NONE;
	case FIELD_NUMBER:
		return hundredths_parse(m->text, ".", &hundredths);
	case FIELD_TEXT:
	case FIELD_IDENT:
		return field_allows(field, m->text);
	default:
		return true; /* the wire form already says it: an integer, a list */
	}
}

static void
check_borne(const struct question *act, const struct borne *borne, struct defects *d)
{
	const struct mention *m = &act->at[borne->champ];
	int64_t value = m->number;

	if (!m->given)
		return;
	if (field_infos[borne->champ].type == FIELD_NUMBER
		&& !hundredths_parse(m->text, ".", &value))
		return; /* said by readable() */
	if (value < borne->de || value > borne->a)
		defect(d, "value-range", borne->champ);
}

void
check_valeurs(const struct question *act, const struct params *params, struct defects *d)
{
	rule(d, "R209");
	for (unsigned i = 0; i < act->given_count; i++)
		if (!readable(act->given[i], &act->at[act->given[i]]))
			defect(d, "value-unknown", act->given[i]);
	for (size_t i = 0; i < params->borne_count; i++)
		check_borne(act, &params->bornes[i], d);
}
