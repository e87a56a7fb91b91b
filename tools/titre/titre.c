/*
 * pmi-titre - titres de recette as a PES V2 file: what is due, what was received before, what is taken back
 *
 *   reads    the ledger: lots, P503s, titres made before
 *   writes   a PES_Aller (PES_RecetteAller); bordereau_titre, titre, titre_ligne of the ledger
 *   config   titres.yaml caisses.yaml conventions.yaml departement.yaml
 */
#include "log.h"
#include "options.h"
#include "rulebook.h"
#include "titres.h"

#include <string.h>

struct arguments {
	const char *dir, *ledger, *as_of, *mois, *lots, *encaissement, *annulation, *again, *draft, *schema;
};

static void
check_arguments(const struct arguments *arg, const struct options *opt)
{
	const char *choice = arg->mois ? arg->mois : arg->lots;

	if (!arg->dir && !arg->ledger)
		die(EX_USAGE, "-d DIR is needed");
	if (!opt->output_given || !strcmp(opt->output, "-"))
		die(EX_USAGE, "-o FILE.xml is needed: a PES appears whole or not at all");
	if (arg->encaissement && arg->annulation)
		die(EX_USAGE, "--encaissement or --annulation, not both");
	if (arg->encaissement && arg->lots)
		die(EX_USAGE, "--encaissement takes P503s, not lots");
	if (arg->again && (choice || arg->encaissement || arg->annulation || arg->as_of))
		die(EX_USAGE, "--again N says it all: without --as-of, --mois, --lot, --encaissement, --annulation");
	if (!arg->again && options_day(arg->as_of, "as-of", DAY_NONE) == DAY_NONE)
		die(EX_USAGE, "--as-of DATE is needed: the day of the bordereau, and its exercice");
	if (arg->draft && arg->schema)
		die(EX_USAGE, "--draft is no PES: no schema takes it");
}

static int
run(const struct arguments *arg, const struct options *opt, struct titres *titres)
{
	char path[LEDGER_PATH_SIZE];
	const char *schema = arg->schema ? arg->schema : titres->params->pes_schema;
	bool made;

	db_close(ledger_read(ledger_path(path, arg->dir, arg->ledger))); /* 66: none is made here */
	ledger_open(titres->ledger, path);
	ledger_begin(titres->ledger);
	if (!arg->again)
		titres_make(titres);
	made = titres->bordereau != 0;
	if (!made)
		titres->bordereau = titres_before(titres, arg->again);
	if (titres->bordereau) {
		titres_publish(titres, made, opt->output, schema);
		titres_say(titres, made, opt->json);
	} else {
		warn("there is no titre to make, and none was made of the same question: nothing is written");
	}
	if (!titres->bordereau || titres->draft)
		db_exec(titres->ledger->db, "ROLLBACK");
	ledger_close(titres->ledger);
	return EX_OK;
}

int
main(int argc, char *argv[])
{
	struct arguments arg = {0};
	const struct option_spec specs[] = {
		{"directory", 'd', "DIR", "the directory of pmi-emit", &arg.dir},
		{"ledger", 0, "FILE", "the ledger (DIR/" LEDGER_FILE ")", &arg.ledger},
		{"as-of", 0, "DATE", "the day of the bordereau, and its exercice", &arg.as_of},
		{"mois", 0, "AAAA-MM", "lots sent in that month; P503s of that month", &arg.mois},
		{"lot", 0, "LIST", "these lots: L000001,L000002", &arg.lots},
		{"encaissement", 0, NULL, "titres for what a P503 says was received before", &arg.encaissement},
		{"annulation", 0, NULL, "titres that take back what was voided or corrected", &arg.annulation},
		{"again", 0, "N", "bordereau N once more, the same bytes", &arg.again},
		{"draft", 0, NULL, "a draft: placeholders pass, no number is given, no PES", &arg.draft},
		{"schema", 0, "XSD", "hold the file against this schema (titres.yaml: pes_schema)", &arg.schema},
		{0},
	};
	const struct usage usage = {"pmi-titre", "-d DIR --as-of DATE -o FILE.xml [OPTION]...",
		"Writes titres de recette as a PES V2 file, numbered in the ledger.",
		"  pmi-titre -d envoi --as-of 2026-04-30 --mois 2026-04 -o titres.xml\n"
		"  pmi-titre -d envoi --as-of 2026-05-15 --encaissement -o regularisation.xml\n"
		"  pmi-titre -d envoi --as-of 2026-04-30 --draft -o brouillon.xml\n", specs, 0,
		WITHOUT_INPUT | WITHOUT_PROGRESS | WITHOUT_STREAM};
	struct options opt;
	struct titre_params params;
	struct rulebook book;
	struct ledger ledger;
	static struct demande demande;
	struct titres titres = {.ledger = &ledger, .params = &params, .demande = &demande, .livre_hash = book.hash};

	options_parse(&opt, argc, argv, &usage);
	titre_params_load(&params, opt.config);
	if (opt.check)
		return EX_OK;
	check_arguments(&arg, &opt);
	rulebook_identify(&book, opt.config);
	titres.draft = arg.draft != NULL;
	demande.genre = arg.encaissement ? ENCAISSEMENT : arg.annulation ? ANNULATION : ORDINAIRE;
	demande.as_of = arg.as_of;
	if (!arg.again)
		demande_make(&demande, arg.mois, arg.lots);
	return run(&arg, &opt, &titres);
}
