/*
 * strip - a record as it came from ingest, out of the one that later stages wrote to
 *
 * What a stage writes is in fields that no source gives, but for nature_assurance: pmi-price leaves one
 * that was given in its place, and puts its own behind what earlier stages wrote. What anonymize erased
 * is gone.
 */
#include "why.h"

/* The fields that no source gives: colonne, and all behind the last one of a source. */
static bool
is_of_a_stage(enum field field)
{
	return field > F_ANNULE || field == F_COLONNE;
}

static bool
nature_is_given(const struct record *rec)
{
	const char *nature = record_pair(rec, F_NATURE_ASSURANCE).at;

	for (enum field field = F_ID; field < FIELD_COUNT; field++) {
		const char *pair = record_pair(rec, field).at;

		if (is_of_a_stage(field) && pair && pair < nature)
			return false;
	}
	return true;
}

/* What is judged again behind anonymize; the payer of a bilan stands since pmi-pegase. */
static bool
is_of_routing(const struct record *rec, enum field field)
{
	if (field == F_PAYEUR)
		return !record_is(rec, F_ACTIVITE, "pegase");
	return field >= F_SUPPORT;
}

void
strip_stages(struct record *rec, bool anonymous)
{
	bool given = nature_is_given(rec);

	for (enum field field = F_ID; field < FIELD_COUNT; field++)
		if (record_pair(rec, field).at && (anonymous ? is_of_routing(rec, field) : is_of_a_stage(field)))
			record_unset(rec, field);
	if (!anonymous && !given)
		record_unset(rec, F_NATURE_ASSURANCE);
	rec->statut = STATUT_ACCEPTED;
}
