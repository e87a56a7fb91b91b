/*
 * pmi-relance - letters to the payers that are late
 *
 *   reads    the lots that are owed, as pmi-ledger owed gives them
 *   writes   DIR/relance-PAYEUR-DATE.pdf, .csv, .json: one letter a payer
 *   config   lettres/relance.yaml departement.yaml caisses.yaml conventions.yaml delais.yaml
 */
#include "relance.h"

#include "filter.h"
#include "log.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#define PATH_SIZE 4096

static const char *dir, *payeur;

static const struct option_spec specs[] = {
	{"directory", 'd', "DIR", "where the letters go (made where it is missing)", &dir},
	{"payeur", 0, "NAME", "this payer only", &payeur},
	{0},
};

static const struct usage usage = {
	.program = "pmi-relance",
	.synopsis = "-d DIR [OPTION]... [FILE]",
	.purpose = "Writes a letter to each payer that is late, with the list of what is owed.",
	.examples = "  pmi-ledger owed -d envoi --as-of 2026-06-30 | pmi-relance -d relances\n",
	.options = specs,
	.operands = 1,
	.without = WITHOUT_OUTPUT | WITHOUT_PROGRESS | WITHOUT_CAPTURE | WITHOUT_EXPLAIN | WITHOUT_TAP,
};

static void
write_letter(const struct lettre *lettre)
{
	static const struct {
		const char *suffix;
		void (*write)(const struct lettre *lettre, const char *path);
	} forms[] = {{"csv", lettre_csv}, {"json", lettre_json}, {"pdf", lettre_pdf}};
	char path[PATH_SIZE], day[DAY_SIZE];

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		int len = snprintf(path, sizeof(path), "%s/relance-%.*s-%s.%s", dir,
			TEXT_ARG(lettre->debiteur->payeur->key), day_format(lettre->as_of, day),
			forms[i].suffix);

		if (len >= PATH_SIZE)
			die(EX_USAGE, "the path of the letters is too long");
		forms[i].write(lettre, path);
	}
}

struct book {
	struct payeurs payeurs;
	struct textes textes;
	struct departement departement;
	struct conventions conventions;
	struct delai_paiement delai;
};

static void
load_book(struct book *book, const char *config)
{
	payeurs_load(&book->payeurs, config);
	textes_load(&book->textes, config, &book->payeurs);
	departement_load(&book->departement, config);
	conventions_load(&book->conventions, config);
	echeance_load(&book->delai, config);
	if (payeur && !payeurs_find(&book->payeurs, text_of(payeur)))
		die(EX_USAGE, "--payeur %s: caisses.yaml has no such payer", payeur);
}

int
main(int argc, char *argv[])
{
	struct options opt;
	struct book book;
	struct filter f;
	struct dus dus = {0};
	const struct record *rec;
	int code;

	options_parse(&opt, argc, argv, &usage);
	load_book(&book, opt.config);
	if (opt.check)
		return filter_check(&opt);
	if (!dir)
		die(EX_USAGE, "-d DIR is needed");
	filter_open_sink(&f, &opt);
	while ((rec = filter_read(&f)))
		if (!payeur || record_is(rec, F_PAYEUR, payeur))
			dus_add(&dus, rec, &book.payeurs, &book.delai, f.head.as_of);
	code = filter_code(&f);
	if (code == EX_OK && mkdir(dir, 0700) && errno != EEXIST)
		die_errno(EX_CANTCREAT, "%s", dir);
	for (size_t i = 0; code == EX_OK && i < dus.count; i++)
		write_letter(&(struct lettre){&dus.at[i], textes_of(&book.textes, dus.at[i].payeur),
			&book.departement, &book.conventions.compte, f.head.as_of});
	dus_free(&dus);
	return filter_close(&f);
}
