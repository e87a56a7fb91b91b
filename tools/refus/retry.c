/*
 * retry - pmi-refus retry: the selection again, from its stage through the rest of the pipeline
 */
#include "log.h"
#include "outcome.h"
#include "output.h"
#include "spool.h"
#include "stages.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define GIVEN "choisi = 1"
#define LEFT_OUT "choisi = 2 AND etat = 'billed'"

/* ---- -o: the stream, for a line made by hand */

static void
copy_to(const struct options *options, int fd)
{
	struct output *output = strcmp(options->output, "-") ? output_open(options->output) : NULL;
	char bytes[65536], sha256[65];
	ssize_t len;

	while ((len = read(fd, bytes, sizeof(bytes))) > 0)
		if (output)
			output_write(output, bytes, (size_t)len);
		else
			fwrite(bytes, 1, (size_t)len, stdout);
	if (len < 0)
		die_errno(EX_IOERR, "a temporary file");
	if (output)
		output_close(output, sha256);
}

static int
write_stream(const struct refus *refus, day_t as_of)
{
	const char *etape = refus->selection.stage;
	struct spool spool;

	if (!etape || strchr(etape, ','))
		die(EX_USAGE, "-o writes the refusals of one stage: --stage NAME");
	if (strstr(refus->options->output, "://"))
		die(EX_USAGE, "--output %s: - or a file", refus->options->output);
	if (!strcmp(refus->options->output, "-") && isatty(STDOUT_FILENO))
		die(EX_USAGE, "records are not for a terminal: pipe them on, or give -o FILE");
	if (!index_count(&refus->index, GIVEN, text_of(etape)))
		die(EX_NOINPUT, "no refusal of pmi-%s is selected", etape);
	spool_make(&spool, refus, etape, as_of);
	copy_to(refus->options, spool.fd);
	close(spool.fd);
	return put_end();
}

/* ---- The line of processes */

static bool
is_ingest(const struct stage *stage)
{
	return !strcmp(stage_etape(stage), "ingest");
}

static void
add_common(struct stages *line, const struct refus *refus)
{
	struct stage *emit = &line->at[line->count - 1];

	for (unsigned i = 0; i < line->count; i++) {
		stage_add(&line->at[i], "--config");
		stage_add(&line->at[i], refus->options->config);
		if (is_ingest(&line->at[i])) {
			stage_add(&line->at[i], "--format");
			stage_add(&line->at[i], "records");
		}
		if (refus->options->quiet)
			stage_add(&line->at[i], "--quiet");
		if (refus->options->json)
			stage_add(&line->at[i], "--json");
	}
	stage_add(emit, "--directory");
	stage_add(emit, refus->dir);
	if (refus->ledger) {
		stage_add(emit, "--ledger");
		stage_add(emit, refus->ledger);
	}
	if (refus->key_file) {
		stage_add(emit, "--key-file");
		stage_add(emit, refus->key_file);
	}
}

static void
say_line(const struct stages *line, unsigned first, int64_t given)
{
	printf("%s: %" PRId64 " acts:", stage_etape(&line->at[first]), given);
	for (unsigned i = first; i < line->count; i++) {
		const struct stage *stage = &line->at[i];

		printf(i > first ? " |" : "");
		for (unsigned j = 0; j < stage->argc; j++)
			printf(" %s", stage->argv[j]);
	}
	putchar('\n');
}

/* Returns the exit code. */
static int
replay(const struct refus *refus, struct stages *line, unsigned first, struct outcome *o, day_t as_of)
{
	const struct stage *stage;
	int64_t before = outcome_before(refus);
	struct spool spool;

	spool_make(&spool, refus, o->etape, as_of);
	if (is_ingest(&line->at[first])) { /* the one stage that takes its day not from the stream */
		stage_add(&line->at[first], "--as-of");
		stage_add(&line->at[first], spool.as_of);
	}
	stages_start(line, first, line->count, spool.fd, -1);
	if ((stage = stages_wait(line))) {
		log_error(stage->code, "%s ended with %d: the refusals of pmi-%s from here on were not "
			"replayed, and are where they were", stage->argv[0], stage->code, o->etape);
		return stage->code;
	}
	outcome_read(o, refus, before);
	return EX_OK;
}

/* One stage of the pipeline: nothing where none of its refusals is selected. */
static int
retry_stage(const struct refus *refus, struct stages *line, unsigned first, day_t as_of)
{
	struct outcome o = {.etape = stage_etape(&line->at[first])};
	int code = EX_OK;

	o.given = index_count(&refus->index, GIVEN, text_of(o.etape));
	o.billed_before = index_count(&refus->index, LEFT_OUT, text_of(o.etape));
	if (refus->dry_run) {
		if (o.given)
			say_line(line, first, o.given);
		return EX_OK;
	}
	if (o.given)
		code = replay(refus, line, first, &o, as_of);
	if (code == EX_OK && (o.given || o.billed_before))
		outcome_say(&o, refus->options->json);
	fflush(stdout);
	buffer_free(&o.again);
	return code;
}

/* Refusals of a stage that the pipeline has not would be left without a word. */
static void
check_stages(const struct refus *refus, const struct stages *line)
{
	struct query *query = query_new(refus->index.db, "SELECT DISTINCT etape FROM refus WHERE " GIVEN);

	while (query_row(query)) {
		bool found = false;

		for (unsigned i = 0; i < line->count; i++)
			found |= text_is(column_text(query, 0), stage_etape(&line->at[i]));
		if (!found)
			die(EX_CONFIG, "the pipeline has no pmi-%.*s, whose refusals are selected",
				TEXT_ARG(column_text(query, 0)));
	}
	query_free(query);
}

int
retry_refusals(struct refus *refus)
{
	static struct stages line;
	day_t as_of = options_day(refus->as_of, "as-of", DAY_NONE);
	int code = EX_OK;

	refus_choose(refus);
	if (refus->options->output_given)
		return write_stream(refus, as_of);
	stages_read(&line, refus->options->config, refus->pipeline ? refus->pipeline : "principal");
	check_stages(refus, &line);
	add_common(&line, refus);
	for (unsigned i = 0; code == EX_OK && i < line.count; i++)
		code = retry_stage(refus, &line, i, as_of);
	return code == EX_OK ? put_end() : code;
}
