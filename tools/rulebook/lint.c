/*
 * lint - pmi-rulebook lint: what the programs refuse of a book, then what somebody should look at
 *
 * The checks are those of the programs themselves, asked one by one (--check): nothing is checked twice
 * in two ways.
 */
#include "cursor.h"
#include "file.h"
#include "json_read.h"
#include "log.h"
#include "spawn.h"
#include "verbs.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* All that load a part of the book: a filter more belongs here, and whoever alone reads a file of it. */
static const char *const programs[] = {
	"pmi-ingest", "pmi-validate", "pmi-check-eligibility", "pmi-pegase", "pmi-price", "pmi-anonymize",
	"pmi-route-to-cpam", "pmi-emit", "pmi-reconcile-payment", "pmi-report", "pmi-b2", "pmi-form", "pmi-rulebook",
};

static const char *const level_names[LEVELS] = {"erreur", "avertissement", "source-faible"};
static const char *const level_words[LEVELS] = {"error", "warning", "weak source"};

struct said {
	struct text message, file;
	int64_t line, column;
};

static void
put_said(struct report *r, enum level level, const struct said *said)
{
	struct json json = {.out = &r->out};
	char place[32] = "";

	r->count[level]++;
	if (r->json) {
		json_open(&json, '{');
		json_pair_text(&json, "niveau", text_of(level_names[level]));
		json_pair_text(&json, "message", said->message);
		json_pair_text(&json, "fichier", said->file);
		json_pair_int(&json, "ligne", said->line);
		json_pair_int(&json, "colonne", said->column);
		json_close(&json, '}');
		buffer_add(&r->out, "\n", 1);
		return;
	}
	buffer_add(&r->out, said->file.at, said->file.len);
	if (said->line)
		snprintf(place, sizeof(place), ":%lld:%lld: ", (long long)said->line, (long long)said->column);
	buffer_add(&r->out, place, strlen(place));
	buffer_add(&r->out, level_words[level], strlen(level_words[level]));
	buffer_add(&r->out, ": ", 2);
	buffer_add(&r->out, said->message.at, said->message.len);
	buffer_add(&r->out, "\n", 1);
}

void
report_at(struct report *r, enum level level, const struct entry *entry, const char *format, ...)
{
	char message[1024], file[1024];
	va_list ap;

	va_start(ap, format);
	vsnprintf(message, sizeof(message), format, ap);
	va_end(ap);
	snprintf(file, sizeof(file), "%s/%s", r->view->book.dir, entry->file);
	put_said(r, level, &(struct said){text_of(message), text_of(file), config_line(entry->node),
		config_column(entry->node)});
}

void
report_file(struct report *r, enum level level, const char *file, const char *message)
{
	put_said(r, level, &(struct said){text_of(message), text_of(file), 1, 1});
}

/* ---- What a program says of the book */

#define SAID_MAX 65536

static size_t
ask(const char *program, const char *dir, char said[SAID_MAX], int *code)
{
	char *argv[] = {(char *)(uintptr_t)program, (char *)(uintptr_t) "--config", (char *)(uintptr_t)dir,
		(char *)(uintptr_t) "--check", (char *)(uintptr_t) "--json", NULL};
	int ends[2], null = open("/dev/null", O_RDWR | O_CLOEXEC);
	size_t len;
	pid_t pid;

	if (null < 0 || pipe2(ends, O_CLOEXEC))
		die_errno(EX_OSERR, "cannot ask %s", program);
	pid = spawn_beside(argv, &(struct spawn){null, null, ends[1]});
	close(ends[1]);
	close(null);
	if (!file_fill(ends[0], said, SAID_MAX, &len))
		die_errno(EX_IOERR, "%s", program);
	close(ends[0]);
	if ((*code = spawn_wait(pid)) < 0)
		die(EX_TEMPFAIL, "stopped by a signal");
	return len;
}

static void
read_pairs(struct cursor *c, struct said *said)
{
	uint32_t pairs;
	struct text key;

	if (!cursor_map(c, &pairs))
		return;
	while (pairs-- && cursor_text(c, &key)) {
		if (text_is(key, "message"))
			cursor_text(c, &said->message);
		else if (text_is(key, "fichier"))
			cursor_text(c, &said->file);
		else if (text_is(key, "ligne"))
			cursor_int(c, &said->line);
		else if (text_is(key, "colonne"))
			cursor_int(c, &said->column);
		else
			cursor_skip(c);
	}
}

/* One line as a program wrote it; what another one said before is not said again. */
static void
take_line(struct report *r, struct buffer *before, struct text line, const char *program)
{
	static const char behind[] = "\"niveau\""; /* the program's name stands before it */
	const char *same = memmem(line.at, line.len, behind, sizeof(behind) - 1);
	struct text rest = same ? (struct text){same, line.len - (size_t)(same - line.at)} : line;
	struct said said = {.message = line, .file = text_of(program)};
	struct buffer packed = {0};
	struct cursor c;
	unsigned column;

	if (!rest.len || (before->len && memmem(before->at, before->len, rest.at, rest.len)))
		return;
	buffer_add(before, rest.at, rest.len);
	if (!json_read(line, &packed, &column)) {
		c = (struct cursor){packed.at, packed.at + packed.len};
		read_pairs(&c, &said);
	}
	put_said(r, LEVEL_ERROR, &said);
	buffer_free(&packed);
}

static void
check(struct report *r, const char *dir)
{
	static char said[SAID_MAX];
	struct buffer before = {0};

	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++) {
		int code;
		size_t len = ask(programs[i], dir, said, &code);
		char *at = said, *end = said + len;

		while (code && at < end) {
			char *eol = memchr(at, '\n', (size_t)(end - at));

			eol = eol ? eol : end;
			take_line(r, &before, (struct text){at, (size_t)(eol - at)}, programs[i]);
			at = eol + (eol < end);
		}
		if (code && !len)
			die(code, "%s --check ends with %d and says nothing", programs[i], code);
	}
	buffer_free(&before);
}

static void
say_counts(const struct report *r)
{
	if (!r->json)
		fprintf(stderr, "%u errors, %u warnings, %u weak sources\n", r->count[LEVEL_ERROR],
			r->count[LEVEL_WARNING], r->count[LEVEL_WEAK]);
}

int
lint_book(const struct request *request)
{
	struct report report = {.json = request->options->json};
	struct view view;
	bool wrong;

	check(&report, request->options->config);
	check_files(&report, request->options->config);
	if (!report.count[LEVEL_ERROR]) {
		view_open(&view, request->options->config);
		report.view = &view;
		warn_book(&report);
		warn_listes(&report);
		view_free(&view);
	}
	put_out(&report.out);
	if (!request->options->quiet)
		say_counts(&report);
	wrong = report.count[LEVEL_ERROR]
		|| (request->strict && (report.count[LEVEL_WARNING] || report.count[LEVEL_WEAK]));
	buffer_free(&report.out);
	return wrong ? EX_CONFIG : EX_OK;
}
