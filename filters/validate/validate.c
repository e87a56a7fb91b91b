/*
 * validate - refuse an act that is wrong by itself: identity, identifiers, dates, mentions
 *
 *   reads    the act as it came in (record.5)
 *   writes   every record, in order; a wrong one carries all its motifs; no field of its own
 *   config   identifiants.yaml, mentions.yaml, actes.yaml
 */
#include "params.h"

#include "filter.h"

static const struct usage usage = {
	.program = "pmi-validate",
	.synopsis = "[OPTION]... [FILE]",
	.purpose = "Refuse acts whose identity, identifiers, dates or mentions are wrong.",
	.examples = "  pmi-ingest actes.csv | pmi-validate | pmi-cat --status rejected\n"
		    "  pmi-validate refus/validate.msgpack | pmi-check-eligibility\n",
	.operands = 1,
};

/* In the order of field.h, in which nearly all of them come. */
static void
note_given(struct question *act, enum field field)
{
	unsigned i = act->given_count++;

	for (; i && act->given[i - 1] > field; i--)
		act->given[i] = act->given[i - 1];
	act->given[i] = field;
}

/* Into `m`; false where there is nothing, or no single value. */
static bool
read_mention(struct mention *m, const struct record *rec, enum field field)
{
	enum field_type type = field_infos[field].type;
	struct text text = record_text(rec, field);

	if (type == FIELD_DEFECTS || !record_has(rec, field))
		return false;
	if (type == FIELD_INT || type == FIELD_EUROS) {
		m->number = record_int(rec, field, 0);
		return true;
	}
	if (!text.len)
		return false;
	m->text = text;
	if (type == FIELD_DATE)
		m->day = day_parse(text);
	return true;
}

static void
take(struct question *act, const struct record *rec, const enum field *fields, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct mention *m = &act->at[fields[i]];

		if (!read_mention(m, rec, fields[i]))
			continue;
		if (!m->given)
			note_given(act, fields[i]);
		m->given = true;
	}
}

/* An act that says nothing again: only what it gave is wiped. */
static void
blank(struct question *act)
{
	for (unsigned i = 0; i < act->given_count; i++) {
		struct mention *m = &act->at[act->given[i]];

		m->given = false;
		m->text = TEXT_ABSENT;
		m->day = DAY_NONE;
	}
	act->given_count = 0;
}

static void
apply(struct record *rec, const struct params *params, struct question *act)
{
	struct defects defects;

	take(act, rec, rec->read, rec->read_count);
	take(act, rec, rec->edits, rec->edit_count);
	defects_start(&defects, rec->trace);
	validate_rule(act, params, &defects);
	record_judge(rec, &defects);
	blank(act);
}

int
main(int argc, char *argv[])
{
	struct options opt;
	struct params params;
	struct filter f;
	struct record *rec;
	struct question act;

	options_parse(&opt, argc, argv, &usage);
	params_load(&params, opt.config);
	if (opt.check)
		return filter_check(&opt);
	filter_open(&f, &opt);
	params.actes.as_of = f.head.as_of;
	question_start(&act, f.head.as_of);
	while ((rec = filter_read(&f))) {
		apply(rec, &params, &act);
		filter_write(&f, rec);
	}
	return filter_close(&f);
}
