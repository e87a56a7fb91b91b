/* A record against what was expected of it. What differs is written as lines of YAML; about a person it
 * is said that something differs, and not what. */
#include "test.h"

#include <inttypes.h>
#include <string.h>

#define DEFECTS_SHOWN 64

static bool
is_number(enum field field)
{
	return field_infos[field].type == FIELD_INT || field_infos[field].type == FIELD_EUROS;
}

/* An empty text is no value, as in a source. */
static bool
got_given(const struct record *rec, enum field field)
{
	return is_number(field) ? record_has(rec, field) : record_given(rec, field);
}

static bool
as_expected(const struct value *v, const struct record *rec)
{
	bool given = got_given(rec, v->field);

	if (!v->text.len || !given)
		return !v->text.len && !given;
	return is_number(v->field) ? v->number == record_int(rec, v->field, 0)
				   : text_equal(v->text, record_text(rec, v->field));
}

static void
put_expected(FILE *said, const struct value *v)
{
	if (!v || !v->text.len)
		fputs("absent", said);
	else if (field_infos[v->field].who == FIELD_PERSON)
		fputs("(given)", said);
	else if (is_number(v->field))
		fprintf(said, "%" PRId64, v->number);
	else
		fprintf(said, "\"%.*s\"", TEXT_ARG(v->text));
}

static void
put_got(FILE *said, const struct record *rec, enum field field)
{
	if (!got_given(rec, field))
		fputs("absent", said);
	else if (field_infos[field].who == FIELD_PERSON)
		fputs("(another)", said);
	else if (is_number(field))
		fprintf(said, "%" PRId64, record_int(rec, field, 0));
	else
		fprintf(said, "\"%.*s\"", TEXT_ARG(record_text(rec, field)));
}

static bool
differ(FILE *said, enum field field, const struct value *expected, const struct record *rec)
{
	fprintf(said, "    %s: {expected: ", field_infos[field].name);
	put_expected(said, expected);
	fputs(", got: ", said);
	put_got(said, rec, field);
	fputs("}\n", said);
	return false;
}

static bool
compare_values(const struct wanted *wanted, const struct record *rec, FILE *said)
{
	bool same = true;

	for (unsigned i = 0; i < wanted->values.count; i++)
		if (!as_expected(&wanted->values.at[i], rec))
			same = differ(said, wanted->values.at[i].field, &wanted->values.at[i], rec);
	return same;
}

/* Nothing else has changed: a field that was given is as it was, one that was not is not there. */
static bool
compare_rest(const struct cas *c, const struct record *rec, FILE *said)
{
	const struct wanted *wanted = &c->wanted;
	bool same = true;

	for (enum field f = 0; f < FIELD_COUNT; f++) {
		const struct value *given = value_of(&c->given, f);

		if (f == F_ACTE_REF || f == F_STATUT || field_infos[f].type == FIELD_DEFECTS
			|| value_of(&wanted->values, f))
			continue;
		if (given ? !as_expected(given, rec) : got_given(rec, f))
			same = differ(said, f, given, rec);
	}
	return same;
}

/* ---- Motifs and avis */

static bool
same_code(struct text wanted, const struct record_defect *got)
{
	const char *at = memchr(wanted.at, '@', wanted.len);
	struct text code = {wanted.at, at ? (size_t)(at - wanted.at) : wanted.len};
	struct text champ = {at ? at + 1 : NULL, at ? wanted.len - code.len - 1 : 0};

	return text_equal(code, got->code) && (!at || text_equal(champ, got->champ));
}

static bool
all_there(const struct config_list *wanted, const struct record_defect *got, unsigned count)
{
	for (size_t i = 0; i < wanted->count; i++) {
		bool found = false;

		for (unsigned j = 0; j < count; j++)
			found |= same_code(wanted->at[i], &got[j]);
		if (!found)
			return false;
	}
	return true;
}

static bool
all_wanted(const struct config_list *wanted, const struct record_defect *got, unsigned count)
{
	for (unsigned j = 0; j < count; j++) {
		bool found = false;

		for (size_t i = 0; i < wanted->count; i++)
			found |= same_code(wanted->at[i], &got[j]);
		if (!found)
			return false;
	}
	return true;
}

static void
put_codes(FILE *said, const char *what, const struct codes *wanted, const struct record_defect *got,
	unsigned count)
{
	const struct config_list *list = wanted->among.count ? &wanted->among : &wanted->exact;

	fprintf(said, "    %s: {expected: [", what);
	for (size_t i = 0; i < list->count; i++)
		fprintf(said, "%s%.*s", i ? ", " : "", TEXT_ARG(list->at[i]));
	fprintf(said, "%s], got: [", wanted->among.count ? " and others" : "");
	for (unsigned i = 0; i < count; i++)
		fprintf(said, "%s%.*s%s%.*s", i ? ", " : "", TEXT_ARG(got[i].code),
			text_given(got[i].champ) ? "@" : "", TEXT_ARG(got[i].champ));
	fputs("]}\n", said);
}

static bool
compare_codes(const char *what, enum field field, const struct codes *wanted, const struct record *rec,
	FILE *said)
{
	struct record_defect got[DEFECTS_SHOWN];
	unsigned count = record_defects(rec, field, got, DEFECTS_SHOWN);

	if (wanted->among.count ? all_there(&wanted->among, got, count)
				: all_there(&wanted->exact, got, count)
					  && all_wanted(&wanted->exact, got, count))
		return true;
	put_codes(said, what, wanted, got, count);
	return false;
}

/* Who expects motifs and does not say the outcome expects the act to be stopped; who says neither, that
 * it goes on. */
static bool
compare_statut(const struct wanted *wanted, const struct record *rec, FILE *said)
{
	static const char *const words[] = {[STATUT_ACCEPTED] = "accepted", [STATUT_HELD] = "hold",
		[STATUT_REJECTED] = "reject"};
	bool motifs = wanted->motifs.exact.count || wanted->motifs.among.count;
	unsigned statut = wanted->statut;

	if (statut == WANTED_BY_MOTIFS && motifs && rec->statut != STATUT_ACCEPTED)
		return true;
	if (statut == WANTED_BY_MOTIFS)
		statut = motifs ? WANTED_REJECT : WANTED_ACCEPTED;
	if (statut - WANTED_ACCEPTED == (unsigned)rec->statut)
		return true;
	fprintf(said, "    statut: {expected: %s, got: %s}\n", words[statut - WANTED_ACCEPTED],
		words[rec->statut]);
	return false;
}

bool
compare(const struct cas *c, const struct record *rec, FILE *said)
{
	const struct wanted *wanted = &c->wanted;
	bool same = compare_statut(wanted, rec, said);

	if (wanted->motifs.given
		|| (rec->statut != STATUT_ACCEPTED && wanted->statut <= WANTED_ACCEPTED))
		same &= compare_codes("motifs", F_MOTIFS, &wanted->motifs, rec, said);
	if (wanted->avis.given || c->exact)
		same &= compare_codes("avis", F_AVIS, &wanted->avis, rec, said);
	same &= compare_values(wanted, rec, said);
	if (c->exact)
		same &= compare_rest(c, rec, said);
	return same;
}
