/*
 * warn - what no loader refuses: gaps, rows that nothing reaches, acts without tariff, weak sources
 */
#include "actes.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

#define NONE(day) ((day) == DAY_NONE)

static day_t
last(const struct entry *e)
{
	return NONE(e->au) ? DAY_MAX : e->au;
}

static bool
same_code(const struct entry *a, const struct entry *b)
{
	return !strcmp(a->file, b->file) && text_equal(a->section, b->section) && text_equal(a->code, b->code);
}

/* Is there a profession and a week that both are for? */
static bool
same_cases(const struct entry *a, const struct entry *b)
{
	return (!a->professions || !b->professions || (a->professions & b->professions))
		&& a->semaines_min <= b->semaines_max && b->semaines_min <= a->semaines_max;
}

/* A row, other than `but`, that has the price of all that `e` is for, on that day, known before `before`. */
static bool
priced(const struct view *view, const struct entry *e, day_t day, day_t before)
{
	for (size_t i = 0; i < view->count; i++) {
		const struct entry *o = &view->entries[i];

		if (o != e && same_code(o, e) && o->connu_le < before && entry_in_force(o, day, DAY_MAX)
			&& entry_covers(o, e))
			return true;
	}
	return false;
}

/* ---- Two rows of one code */

/* The next row that is for some of the same cases. */
static const struct entry *
next_row(const struct view *view, const struct entry *e)
{
	const struct entry *next = NULL;

	for (size_t i = 0; i < view->count; i++) {
		const struct entry *o = &view->entries[i];

		if (same_code(o, e) && o->du > last(e) && same_cases(o, e) && (!next || o->du < next->du))
			next = o;
	}
	return next;
}

static void
warn_gap(struct report *r, const struct entry *e)
{
	const struct entry *next = NONE(e->au) ? NULL : next_row(r->view, e);
	char from[DAY_SIZE], to[DAY_SIZE];

	if (!next || next->du == e->au + 1 || priced(r->view, e, e->au + 1, DAY_MAX))
		return;
	report_at(r, LEVEL_WARNING, e, "%.*s has no price from %s to %s", TEXT_ARG(e->code),
		day_format(e->au + 1, from), day_format(next->du - 1, to));
}

/* Nobody ever sees a row that another one replaced before its first day. */
static void
warn_replaced(struct report *r, const struct entry *e)
{
	day_t seen = e->du > e->connu_le ? e->du : e->connu_le;

	for (size_t i = 0; i < r->view->count; i++) {
		const struct entry *o = &r->view->entries[i];

		if (same_code(o, e) && o->connu_le > e->connu_le && o->connu_le <= seen && o->du <= e->du
			&& last(o) >= last(e) && entry_covers(o, e)) {
			report_at(r, LEVEL_WARNING, e, "%.*s is never reached: line %u prevails, learnt before "
				"its first day", TEXT_ARG(e->name), config_line(o->node));
			return;
		}
	}
}

static bool
ends_before(const struct view *view, const struct entry *e)
{
	for (size_t i = 0; i < view->count; i++) {
		const struct entry *o = &view->entries[i];

		if (same_code(o, e) && o->connu_le < e->connu_le && o->au == e->du - 1 && same_cases(o, e))
			return true;
	}
	return false;
}

static void
warn_learnt(struct report *r, const struct entry *e)
{
	char day[DAY_SIZE], known[DAY_SIZE];

	if (NONE(e->connu_le))
		return;
	if (e->connu_le > e->du && ends_before(r->view, e) && !priced(r->view, e, e->du, e->connu_le))
		report_at(r, LEVEL_WARNING, e, "%.*s: a run before %s finds no price from %s on: leave the row "
			"before it open", TEXT_ARG(e->name), day_format(e->connu_le, known),
			day_format(e->du, day));
	if (!NONE(e->au) && priced(r->view, e, e->au + 1, e->connu_le)
		&& (!next_row(r->view, e) || next_row(r->view, e)->du > e->au + 1))
		report_at(r, LEVEL_WARNING, e, "%.*s: after its last day what was known before is back, until "
			"a row learnt later", TEXT_ARG(e->name));
}

/* ---- A tariff and its act */

static void
warn_tarif(struct report *r, const struct entry *e)
{
	unsigned acts = 0, meets = 0, asks = 0;

	for (size_t i = 0; i < r->view->count; i++) {
		const struct entry *acte = &r->view->entries[i];

		if (!entry_is(acte, "actes.yaml", "actes") || !text_equal(acte->code, e->code))
			continue;
		acts++;
		asks += text_is(entry_value(acte, "semaines"), "oui");
		meets += acte->du <= last(e) && e->du <= last(acte)
			&& (!acte->professions || !e->professions || (acte->professions & e->professions));
	}
	if (!acts)
		report_at(r, LEVEL_WARNING, e, "%.*s: actes.yaml has no such act", TEXT_ARG(e->code));
	else if (!meets)
		report_at(r, LEVEL_WARNING, e, "%.*s is never reached: on its days and for its professions the "
			"act is not open", TEXT_ARG(e->name));
	if (acts && !asks && (e->semaines_min > 0 || entry_value(e, "semaines_max").at))
		report_at(r, LEVEL_WARNING, e, "%.*s goes by weeks, and the act does not ask for them "
			"(semaines: oui)", TEXT_ARG(e->name));
}

/* Is there a row of this code in that list, of any day, for this profession (0: any)? */
static bool
has_row(const struct view *view, const char *file, const char *section, struct text code, unsigned profession)
{
	for (size_t i = 0; i < view->count; i++) {
		const struct entry *e = &view->entries[i];

		if (entry_is(e, file, section) && text_equal(e->code, code)
			&& (!profession || !e->professions || (e->professions & profession)))
			return true;
	}
	return false;
}

static void
warn_acte(struct report *r, const struct entry *e)
{
	if (!text_is(entry_value(e, "tarif"), "table") || text_is(entry_value(e, "famille"), "vaccin") || !NONE(e->au))
		return;
	if (!has_row(r->view, "tarifs.yaml", "tarifs", e->code, 0)) {
		report_at(r, LEVEL_WARNING, e, "%.*s has no tariff: its acts are held", TEXT_ARG(e->code));
		return;
	}
	for (unsigned i = 0; profession_names[i]; i++)
		if ((e->professions & 1u << i) && !has_row(r->view, "tarifs.yaml", "tarifs", e->code, 1u << i))
			report_at(r, LEVEL_WARNING, e, "%.*s has no tariff for %s: those acts are held",
				TEXT_ARG(e->code), profession_names[i]);
}

/* ---- Sources */

static bool
mentions(struct text text, const char *mark)
{
	return text.len && memmem(text.at, text.len, mark, strlen(mark));
}

static bool
is_source(struct text key)
{
	size_t len = strlen("source");

	return key.len >= len && !memcmp(key.at + key.len - len, "source", len);
}

static void
warn_sources(struct report *r, const struct entry *e)
{
	for (size_t i = 0; i < e->count; i++) {
		struct text source = e->values[i].text;

		if (!is_source(e->values[i].key))
			continue;
		if (mentions(source, "[invented") || mentions(source, "[recalled"))
			report_at(r, LEVEL_WEAK, e, "%.*s%s%.*s: %.*s", TEXT_ARG(e->section),
				e->section.len ? " " : "", TEXT_ARG(e->name), TEXT_ARG(source));
	}
}

void
warn_book(struct report *r)
{
	for (size_t i = 0; i < r->view->count; i++) {
		const struct entry *e = &r->view->entries[i];
		bool tarif = entry_is(e, "tarifs.yaml", "tarifs"), prix = entry_is(e, "marche.yaml", "prix");

		if (tarif || prix) {
			warn_gap(r, e);
			warn_replaced(r, e);
			warn_learnt(r, e);
		}
		if (tarif)
			warn_tarif(r, e);
		if (entry_is(e, "actes.yaml", "actes"))
			warn_acte(r, e);
		if (entry_is(e, "vaccins.yaml", "vaccins") && !has_row(r->view, "marche.yaml", "prix", e->code, 0))
			report_at(r, LEVEL_WARNING, e, "%.*s has no price in marche.yaml: its lines are held",
				TEXT_ARG(e->code));
		warn_sources(r, e);
	}
}
