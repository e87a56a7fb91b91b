/*
 * whatif - the same acts under two rule books, and what the difference is
 *
 *   reads    acts: whatever pmi-ingest reads, or the refusals of a stage
 *   writes   a page: by article, act code, site and payer, in count and euros; no ledger, no lot
 *   config   both books; pipelines/principal.yaml of the one in use
 */
#include "books.h"
#include "log.h"
#include "whatif.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static const char *as_of, *as_of_a, *as_of_b, *mapping, *format, *acts, *all, *pipeline;

static const struct option_spec specs[] = {
	{"as-of", 0, "DATE", "the day the acts are judged at", &as_of},
	{"as-of-a", 0, "DATE", "another one for BOOK_A: what was known then", &as_of_a},
	{"as-of-b", 0, "DATE", "another one for BOOK_B", &as_of_b},
	{"acts", 'a', NULL, "a line for each act that changes, before the page", &acts},
	{"all", 0, NULL, "in the page also what does not change", &all},
	{"mapping", 0, "FILE", "that of pmi-ingest", &mapping},
	{"format", 0, "NAME", "that of pmi-ingest", &format},
	{"pipeline", 0, "NAME", "the stages and their order (principal)", &pipeline},
	{0},
};

static const struct usage usage = {
	.program = "pmi-whatif",
	.synopsis = "[OPTION]... BOOK_A BOOK_B [FILE]",
	.purpose = "What another rule book would change: the same acts through the same stages under each.\n"
		   "A book is a directory, or one that was kept, by name or hash. With --json, JSON on stdout.",
	.examples = "  pmi-whatif --as-of 2026-04-07 2023 config < actes.csv\n"
		    "  pmi-whatif --as-of-a 2024-12-01 --as-of-b 2025-02-01 config config < actes.csv\n"
		    "  pmi-whatif --acts 66b57956 config envoi/refus/price.msgpack\n",
	.options = specs,
	.operands = 3,
	.without = WITHOUT_OUTPUT | WITHOUT_BOOK | WITHOUT_CHECK | WITHOUT_PROGRESS | WITHOUT_STREAM,
};

static struct side sides[SIDES] = {{.letter = "A"}, {.letter = "B"}};

static const char *
input_of(const struct options *options)
{
	bool given = strcmp(options->input, "-") != 0;

	if (options->count < SIDES)
		die(EX_USAGE, "two books: pmi-whatif BOOK_A BOOK_B (see pmi-whatif --help)");
	if (given && options->count > SIDES)
		die(EX_USAGE, "two inputs: --input %s and %s", options->input, options->operands[SIDES]);
	return options->count > SIDES ? options->operands[SIDES] : options->input;
}

/* Never the clock: an answer to "what if" has to be the same tomorrow. */
static void
set_day(struct side *side, const struct source *source, const char *own, const char *name)
{
	day_t day = options_day(own ? own : as_of, own ? name : "as-of", source->as_of);

	if (*source->etape && day != source->as_of)
		die(EX_USAGE, "refusals keep the day of their run: pmi-refus retry --as-of DATE -o - gives them "
			"another");
	if (*source->etape && (mapping || format))
		die(EX_USAGE, "these are refusals of pmi-%s: no --mapping, no --format", source->etape);
	if (day == DAY_NONE)
		die(EX_USAGE, "--as-of DATE: the day the acts are judged at");
	day_format(day, side->as_of);
}

/* However this process ends: what the stages judge is nobody's any more. */
static void
stop(void)
{
	for (int i = 0; i < SIDES; i++)
		line_stop(&sides[i].line);
}

static void
end_tee(const struct source *source)
{
	while (source->tee && waitpid(source->tee, NULL, 0) < 0 && errno == EINTR)
		;
}

int
main(int argc, char *argv[])
{
	struct options options;
	struct asked asked;
	struct source source;
	struct result result = {0};
	struct page page = {.sides = sides, .result = &result};
	struct buffer out = {0};
	int ends[SIDES];

	options_parse(&options, argc, argv, &usage);
	source_open(&source, input_of(&options));
	asked = (struct asked){&options, mapping, format, pipeline ? pipeline : "principal", source.etape};
	set_day(&sides[0], &source, as_of_a, "as-of-a");
	set_day(&sides[1], &source, as_of_b, "as-of-b");
	for (int i = 0; i < SIDES; i++) {
		rulebook_identify(&sides[i].book, books_named(options.config, options.operands[i]));
		line_plan(&sides[i].line, &asked, sides[i].book.dir, sides[i].as_of);
		line_check(&sides[i].line);
	}
	source_give(&source, ends);
	atexit(stop);
	for (int i = 0; i < SIDES; i++)
		side_start(&sides[i], ends[i]);
	result_make(&result, sides, acts != NULL, options.json);
	end_tee(&source);
	page.all = all != NULL;
	(options.json ? page_json : page_text)(&out, &page);
	whatif_flush(&out);
	if (fflush(stdout))
		die_errno(EX_IOERR, "standard output");
	buffer_free(&out);
	result_free(&result);
	return EX_OK;
}
