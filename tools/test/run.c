/* Cases in, records out, each compared: one line of processes for all the cases of a file and a day. */
#include "test.h"

#include "directory.h"
#include "json.h"
#include "log.h"
#include "money.h"
#include "pipe.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- What the processes read and write, for as long as this one lives */

void
make_directory(struct test *test)
{
	const char *tmp = directory_temporary();

	test->directory = directory_own(strlen(tmp) < 40 ? tmp : "/tmp", "pmi-test");
}

static bool
is_number(enum field field)
{
	return field_infos[field].type == FIELD_INT || field_infos[field].type == FIELD_EUROS;
}

/* As a source writes it. « base: 54.00 » and « taux: 65 % » are our way to say base_cents and taux_bp, of
 * which a source knows the first alone, as « montant ». */
static void
put_cell(struct json *json, const struct value *v)
{
	char euros[MONEY_SIZE];
	bool amount = v->field == F_MONTANT_CENTS && text_is(v->cell, "montant_cents");

	json_key(json, v->field == F_MONTANT_CENTS ? "montant" : field_infos[v->field].name);
	json_text(json, amount ? text_of(money_format(v->number, '.', euros)) : v->text);
}

static void
put_field(struct json *json, const struct value *v)
{
	if (!v->text.len)
		return;
	json_key(json, field_infos[v->field].name);
	if (is_number(v->field))
		json_int(json, v->number);
	else
		json_text(json, v->text);
}

static void
put_cas(struct buffer *out, const struct cas *c, bool cells)
{
	struct json json = {.out = out};
	char ref[24];

	json_open(&json, '{');
	if (!value_of(&c->given, F_ACTE_REF)) {
		snprintf(ref, sizeof(ref), "L%u", c->line);
		json_pair_text(&json, "acte_ref", text_of(ref));
	}
	for (unsigned i = 0; i < c->given.count; i++)
		(cells ? put_cell : put_field)(&json, &c->given.at[i]);
	json_close(&json, '}');
	buffer_add(out, "\n", 1);
}

static void
write_input(const struct test *test, const struct file *file, day_t day, bool cells)
{
	struct buffer out = {0};
	char path[96];
	FILE *to;

	line_input(test, path);
	for (unsigned i = 0; i < file->count; i++)
		if (file->at[i].quand == day)
			put_cas(&out, &file->at[i], cells);
	to = fopen(path, "we");
	if (!to || fwrite(out.at, 1, out.len, to) != out.len || fclose(to))
		die_errno(EX_IOERR, "%s", path);
	buffer_free(&out);
}

/* ---- What came out, one record a case, in order */

static void
compare_one(struct cas *c, const struct record *rec)
{
	size_t len;
	FILE *said = open_memstream(&c->differs, &len);

	if (!said)
		out_of_memory();
	if (compare(c, rec, said)) {
		fclose(said);
		free(c->differs);
		c->differs = NULL;
		return;
	}
	fclose(said);
}

static struct cas *
next_of(struct file *file, unsigned *next, day_t day)
{
	while (*next < file->count && file->at[*next].quand != day)
		++*next;
	return *next < file->count ? &file->at[(*next)++] : NULL;
}

static void
compare_frame(struct file *file, unsigned *next, day_t day, const struct frame *frame, struct record *rec)
{
	for (size_t at = 0, len; at < frame->len; at += len) {
		const char *why;
		struct cas *c = next_of(file, next, day);

		len = record_parse(rec, frame->body + at, frame->len - at, &why);
		if (!len)
			die(EX_DATAERR, "what came out is no record: %s", why);
		if (!c)
			die(EX_SOFTWARE, "more records came out than cases went in");
		compare_one(c, rec);
	}
}

static void
compare_output(const struct test *test, struct file *file, day_t day)
{
	struct record *rec = calloc(1, sizeof(*rec));
	struct frame frame;
	unsigned next = 0;
	struct pipe *in;
	char path[96];

	if (!rec)
		out_of_memory();
	line_output(test, path);
	in = pipe_open_read(path);
	while ((frame = pipe_recv(in)).kind == FRAME_HEAD || frame.kind == FRAME_DATA)
		if (frame.kind == FRAME_DATA)
			compare_frame(file, &next, day, &frame, rec);
	if (frame.kind != FRAME_END || next_of(file, &next, day))
		die(EX_SOFTWARE, "fewer records came out than cases went in");
	pipe_close(in, true);
	record_free(rec);
	free(rec);
}

/* ---- */

static void
clear(const struct test *test, const struct line *line)
{
	char path[96];

	line_input(test, path);
	unlink(path);
	line_output(test, path);
	unlink(path);
	for (unsigned i = 0; i < line->count; i++) {
		line_explained(test, i, path);
		if (test->coverage && line->judges[i])
			coverage_read(test->coverage, path);
		unlink(path);
	}
}

static void
run_day(struct test *test, struct file *file, day_t day)
{
	struct line *line = calloc(1, sizeof(*line));

	if (!line)
		out_of_memory();
	line_compose(line, test, file, day);
	write_input(test, file, day, line->source);
	line_run(line);
	compare_output(test, file, day);
	clear(test, line);
	line_free(line);
	free(line);
}

/* Is it the first case of its day? */
static bool
new_day(const struct file *file, unsigned index)
{
	for (unsigned i = 0; i < index; i++)
		if (file->at[i].quand == file->at[index].quand)
			return false;
	return true;
}

void
run_file(struct test *test, struct file *file)
{
	for (unsigned i = 0; i < file->count; i++)
		if (new_day(file, i))
			run_day(test, file, file->at[i].quand);
	for (unsigned i = 0; i < file->count; i++)
		say_case(test, &file->titre, &file->at[i]);
	fflush(stdout);
}
