#include "log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"
#include "json.h"

#define MESSAGE_MAX 1024
#define LINE_MAX_BYTES 8192
#define EXCERPT_CHARS 120 /* shown of a long line, around the caret */

static struct {
	const char *program;
	bool json, quiet;
	bool writing_json; /* out of memory while writing JSON is said as text */
} self = {.program = "pmi-flux"};

/* What goes out in one write(2), so that processes sharing a stderr do not mix their lines. */
struct lines {
	char at[LINE_MAX_BYTES];
	size_t len;
};

void
log_open(const char *program, bool json, bool quiet)
{
	self.program = program;
	self.json = json;
	self.quiet = quiet;
}

const char *
log_program(void)
{
	return self.program;
}

bool
log_json(void)
{
	return self.json;
}

bool
log_quiet(void)
{
	return self.quiet;
}

static void
put(const void *bytes, size_t len)
{
	const char *at = bytes;
	ssize_t n;

	while (len > 0) {
		n = write(STDERR_FILENO, at, len);
		if (n < 0 && errno != EINTR)
			return; /* nobody is left to be told */
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		}
	}
}

static void
add(struct lines *lines, const char *at, size_t len)
{
	if (len > sizeof lines->at - lines->len)
		len = sizeof lines->at - lines->len;
	memcpy(lines->at + lines->len, at, len);
	lines->len += len;
}

static void __attribute__((format(printf, 2, 3)))
addf(struct lines *lines, const char *format, ...)
{
	char buf[MESSAGE_MAX];
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(buf, sizeof buf, format, ap);
	va_end(ap);
	if (n > 0)
		add(lines, buf, (size_t)n < sizeof buf ? (size_t)n : sizeof buf - 1);
}

/* Bytes of the character at `at`; *clean is false for what would upset a terminal. */
static size_t
character(const char *at, size_t len, bool *clean)
{
	unsigned char c = (unsigned char)*at;
	size_t n = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	*clean = n <= len && text_utf8_error((struct text){at, n}) == n;
	if (!*clean)
		return 1;
	if (n == 1)
		*clean = (c >= 0x20 && c != 0x7f) || c == '\t';
	else if (n == 2)
		*clean = c != 0xc2 || (unsigned char)at[1] >= 0xa0; /* U+0080 to U+009F */
	return n;
}

static void
add_clean(struct lines *lines, const char *at, size_t len)
{
	bool clean;
	size_t n;

	for (; len > 0; at += n, len -= n) {
		n = character(at, len, &clean);
		if (clean)
			add(lines, at, n);
		else
			add(lines, "?", 1);
	}
}

/* The line with its number, then a caret under `column`; a long line is cut around it. */
static void
add_excerpt(struct lines *lines, const struct place *place)
{
	const char *at = place->excerpt, *end = at + place->excerpt_len;
	unsigned first = place->column > EXCERPT_CHARS / 2 ? place->column - EXCERPT_CHARS / 2 : 1;
	struct lines caret = {.len = 0};
	bool clean;
	size_t n;

	if (place->excerpt_len <= EXCERPT_CHARS)
		first = 1;
	addf(lines, "%5u | %s", place->line, first > 1 ? "..." : "");
	addf(&caret, "      | %s", first > 1 ? "   " : "");
	for (unsigned i = 1; at < end && i < first + EXCERPT_CHARS; i++, at += n) {
		n = character(at, (size_t)(end - at), &clean);
		if (i < first)
			continue;
		add_clean(lines, at, n);
		if (i < place->column)
			add(&caret, *at == '\t' ? "\t" : " ", 1);
	}
	add(lines, at < end ? "...\n" : "\n", at < end ? 4 : 1);
	if (place->column == 0)
		return;
	add(&caret, "^\n", 2);
	add(lines, caret.at, caret.len);
}

static void
add_place(struct lines *lines, const struct place *place)
{
	add_clean(lines, place->file, strlen(place->file));
	if (place->line)
		addf(lines, ":%u", place->line);
	if (place->line && place->column)
		addf(lines, ":%u", place->column);
	add(lines, ": ", 2);
}

static void
add_line(struct lines *lines, const struct place *place, const char *message)
{
	addf(lines, "%s: ", self.program);
	if (place)
		add_place(lines, place);
	add_clean(lines, message, strlen(message));
	add(lines, "\n", 1);
	if (place && place->excerpt && place->line)
		add_excerpt(lines, place);
}

static void
say_text(const struct place *place, const struct place *other, const char *message)
{
	struct lines lines = {.len = 0};

	add_line(&lines, place, message);
	if (other)
		add_line(&lines, other, "the other one stands here");
	if (lines.len == sizeof lines.at)
		lines.at[lines.len - 1] = '\n';
	put(lines.at, lines.len);
}

static void
json_place(struct json *json, const struct place *place, const char *const keys[3])
{
	if (!place)
		return;
	json_pair_text(json, keys[0], text_of(place->file));
	if (place->line) {
		json_pair_int(json, keys[1], place->line);
	}
	if (place->line && place->column) {
		json_pair_int(json, keys[2], place->column);
	}
}

static void
say_json(int code, const struct place *place, const struct place *other, const char *message)
{
	static const char *const here[] = {"fichier", "ligne", "colonne"};
	static const char *const there[] = {"autre_fichier", "autre_ligne", "autre_colonne"};
	struct buffer out = {0};
	struct json json = {.out = &out};

	self.writing_json = true;
	json_open(&json, '{');
	json_pair_text(&json, "programme", text_of(self.program));
	json_pair_text(&json, "niveau", code ? TEXT("erreur") : TEXT("avertissement"));
	if (code) {
		json_pair_int(&json, "code", code);
	}
	json_pair_text(&json, "message", text_of(message));
	json_place(&json, place, here);
	json_place(&json, other, there);
	json_close(&json, '}');
	buffer_add(&out, "\n", 1);
	self.writing_json = false;
	put(out.at, out.len);
	buffer_free(&out);
}

/* code 0: a warning */
static void
say(int code, const struct place *place, const struct place *other, const char *message)
{
	if (self.json && !self.writing_json)
		say_json(code, place, other, message);
	else
		say_text(place, other, message);
}

/* What printf would say, cut at the room there is. */
#define FORMAT(message, format) \
	do { \
		va_list ap; \
		va_start(ap, format); \
		vsnprintf(message, sizeof message, format, ap); \
		va_end(ap); \
	} while (0)

void
warn(const char *format, ...)
{
	char message[MESSAGE_MAX];

	if (self.quiet)
		return;
	FORMAT(message, format);
	say(0, NULL, NULL, message);
}

void
log_error(int code, const char *format, ...)
{
	char message[MESSAGE_MAX];

	FORMAT(message, format);
	say(code, NULL, NULL, message);
}

void
die(int code, const char *format, ...)
{
	char message[MESSAGE_MAX];

	FORMAT(message, format);
	say(code, NULL, NULL, message);
	exit(code);
}

void
die_errno(int code, const char *format, ...)
{
	int error = errno;
	struct fault fault = fault_of(error, code);
	char message[MESSAGE_MAX], whole[MESSAGE_MAX + 256];

	if (error == EPIPE)
		exit(EX_TEMPFAIL);
	FORMAT(message, format);
	snprintf(whole, sizeof whole, "%s: %s%s%s", message, strerror(error), fault.hint ? ": " : "",
		fault.hint ? fault.hint : "");
	say(fault.code, NULL, NULL, whole);
	exit(fault.code);
}

void
out_of_memory(void)
{
	struct fault fault = fault_of(ENOMEM, EX_OSERR);

	die(fault.code, "out of memory: %s", fault.hint);
}

void
die_at(int code, const struct place *place, const char *format, ...)
{
	char message[MESSAGE_MAX];

	FORMAT(message, format);
	say(code, place, NULL, message);
	exit(code);
}

void
die_at_both(int code, const struct place *place, const struct place *other, const char *format, ...)
{
	char message[MESSAGE_MAX];

	FORMAT(message, format);
	say(code, place, other, message);
	exit(code);
}
