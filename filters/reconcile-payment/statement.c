#include "statement.h"

#include "log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define LINE_ROOM 1024 /* 120 characters, four bytes each at most, and blanks that somebody added */

static FILE *
open_statement(struct statement *statement)
{
	const char *slash = strrchr(statement->path, '/');
	struct stat st;
	FILE *file;

	if (!strcmp(statement->path, "-")) {
		statement->source = TEXT("stdin");
		return stdin;
	}
	statement->source = text_of(slash ? slash + 1 : statement->path);
	file = fopen(statement->path, "re");
	if (!file || fstat(fileno(file), &st))
		die_errno(EX_NOINPUT, "%s", statement->path);
	if (S_ISDIR(st.st_mode))
		die(EX_NOINPUT, "%s: is a directory", statement->path);
	return file;
}

/* The line is not shown: a label may name a person. */
static _Noreturn void
refuse(const struct statement *statement, const struct cfonb_error *error)
{
	struct place place = {statement->path, error->line, error->column, NULL, 0};

	die_at(EX_DATAERR, &place, "%s; nothing of this file is recorded", error->why);
}

static void
handle(const struct statement *statement, struct effects *effects, struct cfonb *reader,
	unsigned events)
{
	if (events & CFONB_MOVEMENT)
		effects_movement(effects, &reader->done);
	if (events & CFONB_CLOSED)
		effects_statement(effects, &reader->account);
	if (events & CFONB_ERROR)
		refuse(statement, &reader->error);
}

/* Up to a newline; false at the end. Of a line that is too long the rest is left for the next call:
 * it is refused before. */
static bool
next_line(FILE *file, struct sha256 *hash, char line[LINE_ROOM], size_t *len)
{
	int c = EOF;

	for (*len = 0; *len < LINE_ROOM && (c = getc_unlocked(file)) != EOF; line[(*len)++] = (char)c)
		if (c == '\n')
			break;
	sha256_add(hash, line, *len);
	if (c == '\n')
		sha256_add(hash, "\n", 1);
	return c != EOF || *len;
}

void
statement_read(struct statement *statement, struct effects *effects)
{
	FILE *file = open_statement(statement);
	struct cfonb reader = {0};
	struct sha256 hash;
	char line[LINE_ROOM];
	size_t len;

	sha256_start(&hash);
	while (next_line(file, &hash, line, &len))
		handle(statement, effects, &reader, cfonb_line(&reader, (struct text){line, len}));
	if (ferror(file))
		die_errno(EX_IOERR, "%s", statement->path);
	handle(statement, effects, &reader, cfonb_end(&reader));
	sha256_end(&hash, statement->sha256);
	if (file != stdin)
		fclose(file);
	if (!effects_counts(effects)->ours)
		die(EX_DATAERR, "%s: no statement is of the account of the convention "
				"(config/conventions.yaml: compte)", statement->path);
}
