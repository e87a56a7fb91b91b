#include "tarif.h"

static bool
in_force(const struct tarif *t, day_t date)
{
	return t->du <= date && (t->au == DAY_NONE || date <= t->au);
}

/* Is it a row of that code, known by now? */
static bool
known(const struct tarifs *tarifs, const struct tarif *t, struct text code)
{
	return text_equal(t->code, code) && t->connu_le <= tarifs->as_of;
}

static bool
by_semaines(const struct tarif *t)
{
	return t->semaines_min > 0 || t->semaines_max < SEMAINES_MAX;
}

/* What is not known excludes no row. */
static bool
for_profession(const struct tarif *t, const struct tarif_key *key)
{
	return !t->professions || !key->profession || (t->professions & key->profession);
}

static bool
may_apply(const struct tarif *t, const struct tarif_key *key)
{
	if (!for_profession(t, key))
		return false;
	if (by_semaines(t) && key->semaines >= 0)
		return t->semaines_min <= key->semaines && key->semaines <= t->semaines_max;
	return true;
}

static bool
depends_on_unknown(const struct tarif *t, const struct tarif_key *key)
{
	return (t->professions && !key->profession) || (by_semaines(t) && key->semaines < 0);
}

/* The row learnt last prevails. */
enum tarif_found
tarif_find(const struct tarifs *tarifs, const struct tarif_key *key, const struct tarif **tarif)
{
	struct slot slot = slot_of(tarifs->slots, tarifs->count, key->code);
	const struct tarif *last = NULL;
	bool ambiguous = false;

	for (size_t i = slot.from; i < slot.to; i++) {
		const struct tarif *t = &tarifs->at[i];

		if (!known(tarifs, t, key->code) || !in_force(t, key->date) || !may_apply(t, key))
			continue;
		if (last && t->connu_le < last->connu_le)
			continue;
		ambiguous = (last && t->connu_le == last->connu_le) || depends_on_unknown(t, key);
		last = t;
	}
	*tarif = last;
	if (!last)
		return TARIF_ABSENT;
	return ambiguous ? TARIF_AMBIGUOUS : TARIF_FOUND;
}

enum field
tarif_gap(const struct tarifs *tarifs, const struct tarif_key *key)
{
	struct slot slot = slot_of(tarifs->slots, tarifs->count, key->code);
	enum field gap = tarifs->champ;

	for (size_t i = slot.from; i < slot.to; i++) {
		const struct tarif *t = &tarifs->at[i];

		if (!known(tarifs, t, key->code))
			continue;
		if (in_force(t, key->date) && for_profession(t, key))
			return F_SEMAINES_GROSSESSE;
		if (in_force(t, key->date))
			gap = F_EXECUTANT_PROFESSION;
		else if (gap == tarifs->champ)
			gap = F_DATE_SOINS;
	}
	return gap;
}

bool
tarif_exists(const struct tarifs *tarifs, struct text code)
{
	struct slot slot = slot_of(tarifs->slots, tarifs->count, code);

	for (size_t i = slot.from; i < slot.to; i++)
		if (known(tarifs, &tarifs->at[i], code))
			return true;
	return false;
}

bool
tarif_overlap(const struct tarif *a, const struct tarif *b)
{
	if (!text_equal(a->code, b->code) || a->connu_le != b->connu_le)
		return false;
	if ((a->au != DAY_NONE && a->au < b->du) || (b->au != DAY_NONE && b->au < a->du))
		return false;
	if (a->semaines_max < b->semaines_min || b->semaines_max < a->semaines_min)
		return false;
	return !a->professions || !b->professions || (a->professions & b->professions);
}
