/*
 * options - the flags that every process has, and those that one adds
 *
 *   -i, --input ENDPOINT   -, a file, ipc://PATH, tcp://127.0.0.1:PORT
 *   -o, --output ENDPOINT  the same
 *   -c, --config DIR       the rule book (default: found beside the program)
 *       --book BOOK        one that was kept, by name or hash (books.h)
 *       --capture FILE     keep what comes in, to run this stage again alone
 *       --tap ENDPOINT     let pmi-tap look on there
 *       --explain FILE     which rules looked at each act, as JSON lines (explain.h)
 *       --patience SECONDS how long to wait for a peer over ZeroMQ that is gone (60; 0: for ever)
 *       --check            load the configuration, say what is wrong with it, stop
 *       --json             errors and the summary as JSON lines on stderr
 *       --progress         progress as JSON lines on stderr (what pmi-run draws)
 *   -q, --quiet            no warnings, no summary
 *   -h, --help  -V, --version
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* An option of one program only. */
struct option_spec {
	const char *name;  /* long name, NULL ends the table */
	char letter;       /* short name, 0: none */
	const char *value; /* what it takes, for the help; NULL: a switch */
	const char *help;
	const char **into; /* set to the argument; to "" for a switch */
};

/* Options of the common ones that mean nothing to a program: it refuses them as unknown. */
enum {
	WITHOUT_INPUT = 1, WITHOUT_OUTPUT = 2, WITHOUT_BOOK = 8, WITHOUT_CHECK = 16,
	WITHOUT_PROGRESS = 64, WITHOUT_CAPTURE = 256, WITHOUT_PATIENCE = 512, WITHOUT_TAP = 1024,
	WITHOUT_EXPLAIN = 2048,
	WITHOUT_STREAM = WITHOUT_CAPTURE | WITHOUT_PATIENCE | WITHOUT_TAP | WITHOUT_EXPLAIN
};

struct usage {
	const char *program;  /* "pmi-price" */
	const char *synopsis; /* "[OPTION]... [FILE]" */
	const char *purpose;  /* one sentence */
	const char *examples; /* lines, each ended by a newline */
	const struct option_spec *options; /* NULL: none */
	int operands;         /* how many at most; -1: any number */
	unsigned without;     /* bits of WITHOUT_… */
};

struct options {
	const char *program;
	const char *input;  /* "-" unless given */
	const char *output; /* "-" unless given */
	const char *capture, *tap, *explain; /* NULL: not asked for */
	const char *config; /* the directory of the rule book; "" where none was found: 78 at use */
	const char *book;   /* as given: config is that of this one; NULL: not given */
	int patience_s;     /* 60 unless given */
	bool output_given;
	bool check, json, progress, quiet;
	char **operands; /* what is left of argv */
	int count;
};

/* Parses, answers --help and --version (exit 0), dies with 64 and the nearest known name on a wrong
 * option, opens the log. `usage` and argv outlive the options. One operand where an input is read and
 * -i was not given is the input. */
void options_parse(struct options *options, int argc, char *argv[], const struct usage *usage);

/* A date given on the command line: dies with 64 if it is not one; NULL gives `otherwise`. */
int options_day(const char *value, const char *name, int otherwise);

/* Which of `count` structs of `size` bytes, whose first member is its name, a word names. Dies with 64 and the
 * nearest name, or all of them. */
size_t options_verb(const char *word, const void *verbs, size_t size, size_t count);

#endif
