/*
 * pmi-deposit - hands the files of lots over: a directory a destination, filled whole or not at all
 *
 *   reads    DIR/envois/NNNN/lots, the ledger
 *   writes   DIR/depot/DESTINATION/NNNN; the ledger: depot, depot_fichier
 *   config   remises/depots.yaml; caisses.yaml, supports.yaml
 *
 * What lies there is prepared and not secured: it is no FSE. Nothing leaves twice, whoever took it away.
 */
#include "drop.h"
#include "log.h"
#include "options.h"
#include "status.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

struct arguments {
	const char *dir, *ledger, *destination, *status;
};

static const struct depot *
find_destination(const struct depots *depots, const char *name)
{
	for (size_t i = 0; i < depots->count; i++)
		if (text_is(depots->at[i].nom, name))
			return &depots->at[i];
	die(EX_USAGE, "--destination %s: remises/depots.yaml has no such destination", name);
}

static void
say(struct text nom, int64_t count)
{
	if (!log_quiet() && isatty(STDERR_FILENO) && !log_json())
		fprintf(stderr, "%s: %.*s: %" PRId64 " emissions handed over\n", log_program(), TEXT_ARG(nom), count);
}

/* One that lacks a file keeps no other destination back. */
static int
hand_over(const struct arguments *arg, const struct depots *depots, const char *ledger_name)
{
	const struct depot *only = arg->destination ? find_destination(depots, arg->destination) : NULL;
	struct ledger ledger;
	bool whole = true;

	db_close(ledger_read(ledger_name)); /* none is made here: 66 */
	ledger_open(&ledger, ledger_name);
	drop_recover(arg->dir, &ledger);
	for (size_t i = 0; i < depots->count; i++) {
		const struct depot *d = &depots->at[i];
		int64_t count = 0;

		if (only && d != only)
			continue;
		whole &= drop_emissions(arg->dir, &ledger, d, &count);
		say(d->nom, count);
	}
	ledger_close(&ledger);
	return whole ? EX_OK : EX_DATAERR;
}

int
main(int argc, char *argv[])
{
	struct arguments arg = {0};
	const struct option_spec specs[] = {
		{"directory", 'd', "DIR", "the directory of pmi-emit", &arg.dir},
		{"ledger", 0, "FILE", "the ledger (DIR/" LEDGER_FILE ")", &arg.ledger},
		{"destination", 0, "NAME", "this one alone (depots.yaml)", &arg.destination},
		{"status", 0, NULL, "what was handed over, and what was acknowledged; writes nothing", &arg.status},
		{0},
	};
	const struct usage usage = {"pmi-deposit", "-d DIR [OPTION]...",
		"Puts the files of published lots where billing software, a concentrator or the post takes them:\n"
		"DIR/depot/DESTINATION/NNNN, whole or not at all, once. Prepared and unsecured: no FSE.",
		"  pmi-deposit -d envoi\n"
		"  pmi-deposit -d envoi --destination concentrateur\n"
		"  pmi-deposit -d envoi --status\n", specs, 0,
		WITHOUT_INPUT | WITHOUT_OUTPUT | WITHOUT_BOOK | WITHOUT_PROGRESS | WITHOUT_STREAM};
	struct options opt;
	struct depots depots;
	char path[LEDGER_PATH_SIZE];

	options_parse(&opt, argc, argv, &usage);
	depots_load(&depots, opt.config);
	if (opt.check)
		return EX_OK;
	if (!arg.dir)
		die(EX_USAGE, "-d DIR is needed");
	ledger_path(path, arg.dir, arg.ledger);
	if (arg.status)
		return status_print(path, arg.destination ? find_destination(&depots, arg.destination) : NULL, opt.json);
	return hand_over(&arg, &depots, path);
}
