/*
 * pmi-ingest - turns sources into the record stream
 *
 *   reads    CSV, JSON Lines, record streams, what comes back (formats.c): files, or stdin
 *   writes   one record a row, in order; a row that cannot be read carries its motif
 *   config   the mapping file of the source, motifs.yaml, noemie.yaml
 *
 * The one process that sees the clock, for the default of --as-of.
 */
#include "formats.h"
#include "log.h"
#include "origin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct given {
	const char *as_of, *mapping, *format, *schema, *batch;
};

static void
parse(struct options *opt, struct given *given, int argc, char *argv[])
{
	char list[FORMATS_SIZE], formats[FORMATS_SIZE + 64];
	const struct option_spec specs[] = {
		{"as-of", 0, "DATE", "the day the acts are sent, AAAA-MM-JJ (default: today)",
			&given->as_of},
		{"mapping", 0, "FILE", "how the source writes: columns, separator, encoding", &given->mapping},
		{"format", 0, "NAME", formats, &given->format},
		{"schema", 0, "PATH", "an XSD, or a directory of them, that XML must fit", &given->schema},
		{"batch", 0, "BYTES", "send a frame past this many bytes (default: 131072)", &given->batch},
		{0},
	};
	const struct usage usage = {
		.program = "pmi-ingest",
		.synopsis = "[OPTION]... [FILE]...",
		.purpose = "Turns sources (CSV, JSON Lines, records, what comes back) into the record stream.",
		.examples = "pmi-ingest actes.csv | pmi-validate | pmi-cat\n"
			    "pmi-ingest --mapping config/mappings/exemple-logiciel.yaml x.csv | pmi-cat\n"
			    "pmi-ingest refus/ingest.msgpack | pmi-validate | pmi-cat\n",
		.options = specs,
		.operands = -1,
		.without = WITHOUT_CAPTURE,
	};

	snprintf(formats, sizeof(formats), "%s (else guessed)", formats_list(list));
	options_parse(opt, argc, argv, &usage);
}

static day_t
today(void)
{
	time_t now = time(NULL);
	struct tm tm;

	localtime_r(&now, &tm);
	return day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static size_t
batch_of(const char *batch)
{
	int64_t bytes = FRAME_FILL;

	if (batch && !text_to_int(text_of(batch), 1, FRAME_BODY_MAX / 2, &bytes))
		die(EX_USAGE, "--batch %s: a number of bytes from 1 to %u", batch, FRAME_BODY_MAX / 2);
	return (size_t)bytes;
}

/* The same content twice would give two records one identifier. */
static struct input *
open_inputs(char *const paths[], int count, const struct asked *asked, struct window *window)
{
	struct input *inputs = calloc((size_t)count, sizeof(*inputs));
	bool xml = !asked->schema;

	if (!inputs)
		out_of_memory();
	for (int i = 0; i < count; i++) {
		input_open(&inputs[i], paths[i], asked, window);
		xml |= inputs[i].schema != NULL;
		for (int j = 0; j < i; j++)
			if (!strcmp(source_sha256(inputs[i].source), source_sha256(inputs[j].source)))
				die(EX_DATAERR, "%s and %s hold the same bytes", paths[j], paths[i]);
	}
	if (!xml)
		die(EX_USAGE, "--schema: no source is of an XML format that is known");
	return inputs;
}

static int
read_inputs(struct filter *f, struct input *inputs, int count, struct row *row, struct window *window)
{
	row_open(row);
	for (int i = 0; i < count && !f->failed; i++) {
		if (!input_read(&inputs[i], row, window))
			f->failed = EX_DATAERR;
	}
	for (int i = 0; i < count; i++)
		input_close(&inputs[i]);
	row_close(row);
	window_free(window);
	free(inputs);
	return filter_close(f);
}

int
main(int argc, char *argv[])
{
	struct options opt;
	struct given given = {0};
	struct mapping mapping;
	struct asked asked = {.mapping = &mapping};
	struct rulebook book;
	struct window window = {0};
	struct origin origin;
	struct head head = {.as_of = DAY_NONE};
	struct filter f;
	struct row row = {.filter = &f, .mapping = &mapping};
	struct input *inputs;
	char *only[1];
	size_t batch;
	int count, code;

	parse(&opt, &given, argc, argv);
	only[0] = (char *)(uintptr_t)opt.input;
	count = opt.count ? opt.count : 1;
	asked.format = given.format ? format_named(given.format) : NULL;
	asked.schema = given.schema;
	batch = batch_of(given.batch);
	head.as_of = options_day(given.as_of, "as-of", today());
	mapping_load(&mapping, given.mapping);
	mapping.book = opt.config;
	rulebook_open(&book, opt.config, "ingest"); /* its hash is part of the run's name */
	if (opt.check) {
		formats_check(opt.config);
		return filter_check(&opt);
	}
	filter_meet(&f, &opt); /* to read the inputs once, for their hash, may take minutes */
	inputs = open_inputs(opt.count ? opt.operands : only, count, &asked, &window);
	origin_make(&origin, &head, inputs, count, &mapping, &book);
	filter_begin(&f, &head);
	f.crumb = window.crumb = crumb_open();
	f.batch = batch;
	code = read_inputs(&f, inputs, count, &row, &window);
	origin_free(&origin);
	return code;
}
