/*
 * cat - show records as JSON Lines, and make records of JSON Lines
 *
 *   reads    a stream of records; with --from-json, JSON Lines
 *   writes   one JSON object a record; with --from-json, a stream of records
 *   config   motifs.yaml and the hash of the rule book, with --from-json only
 */
#include "cat.h"

#include "log.h"
#include "nearest.h"
#include "stream.h"

static const char *field, *statut, *all, *identity, *from_json, *as_of;

static const struct option_spec specs[] = {
	{"field", 'f', "NAME", "only this field, one value a line", &field},
	{"status", 's', "STATUS", "only records that are accepted, held or rejected", &statut},
	{"all", 'a', NULL, "the head and the end of the stream too, as JSON arrays", &all},
	{"show-identity", 0, NULL, "NIR, names, birth dates and addresses in the clear", &identity},
	{"from-json", 0, NULL, "the other way: JSON Lines in, records out", &from_json},
	{"as-of", 0, "DATE", "with --from-json: the day of a head that the JSON lacks", &as_of},
	{0},
};

static const struct usage usage = {
	.program = "pmi-cat",
	.synopsis = "[OPTION]... [FILE]",
	.purpose = "Show a stream of records as JSON Lines, or make one of JSON Lines.",
	.examples = "  pmi-ingest actes.csv | pmi-validate | pmi-cat --status rejected\n"
		    "  pmi-cat refus/price.msgpack | jq -r '.motifs[].code' | sort | uniq -c\n"
		    "  pmi-cat --all --show-identity s.msgpack | pmi-cat --from-json > same.msgpack\n",
	.options = specs,
	.operands = 1,
	.without = WITHOUT_CHECK | WITHOUT_PROGRESS | WITHOUT_CAPTURE | WITHOUT_TAP | WITHOUT_EXPLAIN,
};

static void
check_field(const char *name)
{
	struct nearest nearest = {.word = text_of(name)};

	if (!name || field_named(nearest.word) != FIELD_NONE)
		return;
	for (int i = 0; i < FIELD_COUNT; i++)
		nearest_try(&nearest, field_infos[i].name);
	if (nearest.name)
		die(EX_USAGE, "--field %s: a record has no such field; did you mean %s?", name,
			nearest.name);
	die(EX_USAGE, "--field %s: a record has no such field (record.5 lists them)", name);
}

int
main(int argc, char *argv[])
{
	struct options options;
	struct cat cat;

	options_parse(&options, argc, argv, &usage);
	cat = (struct cat){&options, field, {.statut = statut}, all != NULL, identity != NULL, as_of};
	choice_check(&cat.choice);
	check_field(field);
	return from_json ? cat_from_json(&cat) : cat_to_json(&cat);
}
