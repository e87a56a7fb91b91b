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

static struct mention
mention(const struct record *rec, enum field field)
{
	struct mention m = {.day = DAY_NONE};

	switch (field_infos[field].type) {
	case FIELD_INT:
	case FIELD_EUROS:
		m.given = record_has(rec, field);
		m.number = record_int(rec, field, 0);
		break;
	case FIELD_DATE:
		m.text = record_text(rec, field);
		m.given = text_given(m.text);
		m.day = record_day(rec, field);
		break;
	case FIELD_DEFECTS:
		break;
	default:
		m.text = record_text(rec, field);
		m.given = text_given(m.text);
	}
	return m;
}

/* An act that says nothing: what `act` holds of fields that no record gives. */
static void
blank(struct question *act)
{
	const struct record nothing = {0};

	for (enum field field = 0; field < FIELD_COUNT; field++)
		act->at[field] = mention(&nothing, field);
}

static void
apply(struct record *rec, const struct params *params, const struct question *nothing)
{
	struct question act = *nothing;
	struct defects defects;

	for (unsigned i = 0; i < rec->read_count; i++)
		act.at[rec->read[i]] = mention(rec, rec->read[i]);
	for (unsigned i = 0; i < rec->edit_count; i++)
		act.at[rec->edits[i]] = mention(rec, rec->edits[i]);
	defects_start(&defects, rec->trace);
	validate_rule(&act, params, &defects);
	record_judge(rec, &defects);
}

int
main(int argc, char *argv[])
{
	struct options opt;
	struct params params;
	struct filter f;
	struct record *rec;
	struct question nothing;

	options_parse(&opt, argc, argv, &usage);
	params_load(&params, opt.config);
	if (opt.check)
		return filter_check(&opt);
	filter_open(&f, &opt);
	params.actes.as_of = f.head.as_of;
	nothing.as_of = f.head.as_of;
	blank(&nothing);
	while ((rec = filter_read(&f))) {
		apply(rec, &params, &nothing);
		filter_write(&f, rec);
	}
	return filter_close(&f);
}
