/*
 * pmi-report - one page: what was received, billed, paid, and what is still owed
 *
 *   reads    the ledger; the counters that the service gives by hand
 *   writes   a page of text, or JSON; nothing in the ledger
 *   config   motifs.yaml (sentences), delais.yaml, recettes.yaml (votes), indicateurs.yaml,
 *            vaccins.yaml, interpretations.yaml, pegase.yaml (forfaits)
 */
#include "ledger.h"
#include "log.h"
#include "options.h"
#include "output.h"
#include "page.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arguments {
	const char *dir, *ledger, *as_of, *year, *counters;
};

static void
write_page(const struct options *opt, const struct buffer *page)
{
	char sha256[65];
	struct output *output;

	if (strcmp(opt->output, "-") != 0) {
		output = output_open(opt->output);
		output_write(output, page->at, page->len);
		output_close(output, sha256);
	} else if (fwrite(page->at, 1, page->len, stdout) != page->len || fflush(stdout)) {
		die_errno(EX_IOERR, "stdout");
	}
}

static int
year_of(const char *value)
{
	char *end;
	long year;

	if (!value)
		return 0;
	year = strtol(value, &end, 10);
	if (end == value || *end || year < 1900 || year > 2999)
		die(EX_USAGE, "--year %s: no year", value);
	return (int)year;
}

static void
read_page(struct page *page, const struct arguments *arg, const struct delai_paiement *delai,
	const struct votes *votes)
{
	char name[LEDGER_PATH_SIZE];
	struct db *db = ledger_read(ledger_path(name, arg->dir, arg->ledger));
	db_exec(db, "BEGIN"); /* one state of the ledger, whatever is written meanwhile */
	figures_read(&page->figures, db, delai, options_day(arg->as_of, "as-of", DAY_NONE));
	figures_check(&page->figures, db);
	vues_read(&page->vues, db);
	vues_check(&page->vues, db);
	anciennete_read(&page->anciennete, db, delai, page->figures.as_of);
	rejets_read(&page->rejets, db);
	clotures_read(&page->clotures, db);
	recettes_read(&page->recettes, db, votes);
	page->annual.comptes.as_of = page->figures.as_of;
	if (page->annual.year)
		annual_read(&page->annual, db, page->indicateurs, page->annual.year);
	db_exec(db, "COMMIT");
	db_close(db);
}

/* What of the yearly review is not in the ledger. */
static void
read_year(struct page *page, const struct arguments *arg, const char *dir)
{
	struct annual *annual = &page->annual;

	annual->year = year_of(arg->year);
	if (arg->counters && !annual->year)
		die(EX_USAGE, "--counters goes with --year");
	if (!annual->year)
		return;
	comptes_read(&annual->comptes, &page->indicateurs->compteurs, arg->counters, annual->year);
	annual->cohorte.forfait = forfait_load(dir, annual->year);
}

static void
report(const struct options *opt, struct page *page)
{
	struct buffer bytes = {0};

	if (opt->json)
		page_json(&bytes, page);
	else
		page_text(&bytes, page);
	write_page(opt, &bytes);
	figures_free(&page->figures);
	vues_free(&page->vues);
	anciennete_free(&page->anciennete);
	rejets_free(&page->rejets);
	clotures_free(&page->clotures);
	annual_free(&page->annual);
	buffer_free(&bytes);
}

int
main(int argc, char *argv[])
{
	struct arguments arg = {0};
	const struct option_spec specs[] = {
		{"directory", 'd', "DIR", "the directory of pmi-emit", &arg.dir},
		{"ledger", 0, "FILE", "the ledger (DIR/" LEDGER_FILE ")", &arg.ledger},
		{"as-of", 0, "DATE", "the day of the page (the last that the ledger knows)", &arg.as_of},
		{"year", 0, "AAAA", "the yearly review of art. 18 behind it", &arg.year},
		{"counters", 0, "FILE", "what of it the service counts by hand, in YAML", &arg.counters},
		{0},
	};
	const struct usage usage = {"pmi-report", "-d DIR [OPTION]...",
		"Prints one page: received, billed, paid, owed. With --json, as JSON on stdout.",
		"  pmi-report -d envoi --as-of 2026-06-30\n  pmi-report -d envoi --year 2026 --counters compteurs-2026.yaml\n", specs, 0,
		WITHOUT_INPUT | WITHOUT_PROGRESS | WITHOUT_STREAM};
	struct options opt;
	struct rulebook book;
	struct delai_paiement delai;
	struct votes votes;
	struct indicateurs indicateurs;
	struct raisons raisons;
	struct page page = {.indicateurs = &indicateurs, .book = &book, .raisons = &raisons};

	options_parse(&opt, argc, argv, &usage);
	rulebook_open(&book, opt.config, "report");
	echeance_load(&delai, opt.config);
	votes_load(&votes, opt.config);
	raisons_load(&raisons, opt.config);
	indicateurs_load(&indicateurs, opt.config);
	read_year(&page, &arg, opt.config);
	if (opt.check)
		return EX_OK;
	if (!arg.dir && !arg.ledger)
		die(EX_USAGE, "-d DIR is needed");
	read_page(&page, &arg, &delai, &votes);
	report(&opt, &page);
	return EX_OK;
}
