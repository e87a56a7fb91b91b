/*
 * pmi-report - one page: what was received, billed, paid, and what is still owed
 *
 *   reads    the ledger
 *   writes   a page of text, or JSON; nothing in the ledger
 *   config   motifs.yaml (sentences), delais.yaml
 */
#include "ledger.h"
#include "log.h"
#include "options.h"
#include "output.h"
#include "page.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct arguments {
	const char *dir, *ledger, *as_of;
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

static void
report(const struct options *opt, const struct arguments *arg, const struct rulebook *book,
	const struct delai_paiement *delai)
{
	char name[LEDGER_PATH_SIZE];
	struct figures figures;
	struct buffer page = {0};
	struct db *db = ledger_read(ledger_path(name, arg->dir, arg->ledger));

	db_exec(db, "BEGIN"); /* one state of the ledger, whatever is written meanwhile */
	figures_read(&figures, db, delai, options_day(arg->as_of, "as-of", DAY_NONE));
	figures_check(&figures, db);
	db_exec(db, "COMMIT");
	db_close(db);
	if (opt->json)
		page_json(&page, &figures, book);
	else
		page_text(&page, &figures, book);
	write_page(opt, &page);
	figures_free(&figures);
	buffer_free(&page);
}

int
main(int argc, char *argv[])
{
	struct arguments arg = {0};
	const struct option_spec specs[] = {
		{"directory", 'd', "DIR", "the directory of pmi-emit", &arg.dir},
		{"ledger", 0, "FILE", "the ledger (DIR/" LEDGER_FILE ")", &arg.ledger},
		{"as-of", 0, "DATE", "the day of the page (the last that the ledger knows)", &arg.as_of},
		{0},
	};
	const struct usage usage = {"pmi-report", "-d DIR [OPTION]...",
		"Prints one page: received, billed, paid, owed. With --json, as JSON on stdout.",
		"  pmi-report -d envoi --as-of 2026-06-30\n", specs, 0,
		WITHOUT_INPUT | WITHOUT_PROGRESS | WITHOUT_STREAM};
	struct options opt;
	struct rulebook book;
	struct delai_paiement delai;

	options_parse(&opt, argc, argv, &usage);
	rulebook_open(&book, opt.config, "report");
	echeance_load(&delai, opt.config);
	if (opt.check)
		return EX_OK;
	if (!arg.dir && !arg.ledger)
		die(EX_USAGE, "-d DIR is needed");
	report(&opt, &arg, &book, &delai);
	return EX_OK;
}
