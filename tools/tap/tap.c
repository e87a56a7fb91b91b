/*
 * tap - look on at a stage of a line that runs: the records before it or behind it, or how many
 *
 *   reads    the frames that a stage shows (--tap), while it lives; DIR/.pmi-run.json
 *   writes   JSON Lines: the records that are asked for, or a line a second
 *
 * The stage never waits: what does not come through in time is missing, and that is said.
 */
#include "log.h"
#include "options.h"
#include "tap.h"
#include "watch.h"

#include <string.h>
#include <unistd.h>

static const char *before, *after, *both, *count, *rates, *identity, *statut, *motif, *site, *payer, *code,
	*acte_ref;

/* DIR STAGE, or the endpoint that the stage was given. */
static void
find(struct watch *w, const struct options *options)
{
	const char *first = options->count ? options->operands[0] : "";

	w->at.side = before ? TAP_BEFORE : TAP_AFTER;
	if (options->count == 2) {
		w->dir = first;
		find_stage(&w->at, w->dir, options->operands[1], w->at.side, both != NULL);
	} else if (strstr(first, "://") && strlen(first) < sizeof(w->at.endpoint)) {
		strcpy(w->at.endpoint, first);
	} else {
		die(EX_USAGE, "which stage? A directory in which pmi-run is at work and the name of a stage, "
			      "or the endpoint that a stage was given as --tap");
	}
}

static void
check(struct watch *w, const struct options *options)
{
	bool chosen = statut || motif || site || payer || code || acte_ref;

	w->view = (struct view){.choice = {statut, motif, site, payer, code, acte_ref}, .both = both != NULL,
		.identity = identity != NULL, .wanted = -1};
	choice_check(&w->view.choice);
	if (!!before + !!after + !!both > 1)
		die(EX_USAGE, "one of --before, --after and --both");
	if (rates && (both || chosen || identity))
		die(EX_USAGE, "--rate counts all that passes on one side: no --both, no selection, no identities");
	if (count && !text_to_int(text_of(count), 1, INT64_MAX, &w->view.wanted))
		die(EX_USAGE, "--count %s: a number of records", count);
	w->counts = rates != NULL;
	w->rate.json = options->json || !isatty(STDOUT_FILENO);
}

int
main(int argc, char *argv[])
{
	static const struct option_spec specs[] = {
		{"before", 'b', NULL, "what goes into the stage", &before},
		{"after", 'a', NULL, "what comes out of it (the default)", &after},
		{"both", 0, NULL, "both, record by record; each line says its side", &both},
		{"status", 's', "STATUS", "only accepted, held or rejected ones", &statut},
		{"motif", 'm', "CODES", "only those that have one of these motifs", &motif},
		{"site", 0, "KEYS", "only acts of these sites", &site},
		{"payer", 0, "KEYS", "only acts that were routed to these payers", &payer},
		{"acte-code", 0, "CODES", "only these acts of the table", &code},
		{"acte-ref", 0, "REFS", "only these acts", &acte_ref},
		{"show-identity", 0, NULL, "NIR, names, birth dates and addresses in the clear", &identity},
		{"rate", 'r', NULL, "how many pass in a second, in the place of the records", &rates},
		{"count", 'n', "N", "end after so many records, or lines of --rate", &count},
		{0},
	};
	static const struct usage usage = {"pmi-tap", "[OPTION]... DIR STAGE | ENDPOINT",
		"Look on at a stage of a line that runs, without slowing it. A list has commas between.",
		"  pmi-tap envoi price --status held -n 10 | jq -c .motifs\n"
		"  pmi-tap envoi price --both --acte-ref A00000281\n"
		"  pmi-tap envoi validate --rate\n"
		"  pmi-tap --before ipc:///tmp/price.tap\n",
		specs, 2, WITHOUT_INPUT | WITHOUT_OUTPUT | WITHOUT_BOOK | WITHOUT_CHECK | WITHOUT_PROGRESS | WITHOUT_STREAM};
	static struct watch w;
	struct options options;

	options_parse(&options, argc, argv, &usage);
	check(&w, &options);
	find(&w, &options);
	watch(&w);
	return EX_OK;
}
