/*
 * test - what pmi-test knows of a file of cases
 *
 *   load.c      YAML into cases
 *   table.c     CSV into cases
 *   value.c     one « field: value » of a case
 *   line.c      the processes that the cases of a file go through
 *   run.c       cases in, records out, each compared
 *   compare.c   a record against what was expected
 *   say.c       TAP
 *   coverage.c  which rules were tried; tally.c: by this run, and by others
 *   bounds*.c   cases made of the rule book's own dates, ages and ceilings
 */
#ifndef TEST_H
#define TEST_H

#include "config.h"
#include "options.h"
#include "record.h"
#include "regles.h"

#include <stdio.h>

#define LINE_MAX 16 /* stages of one line, pmi-cat included */
#define LABEL_SIZE 200

/* Where something stands that may be wrong: a node of YAML, or a cell of a table. */
struct spot {
	const struct config_node *node; /* NULL: the cell */
	const char *file;
	unsigned line;
	const char *column; /* of a table */
	bool cells;         /* what a source gives stands there: any text */
};

_Noreturn void spot_die(const struct spot *spot, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* « base_cents: 5400 », « base: 54.00 » and « taux: 65 % » alike. */
struct value {
	enum field field;
	struct text text;   /* as it stands; empty: given as absent, or expected to be */
	int64_t number;     /* INT and EUROS fields */
	struct text cell;   /* as the case calls it: "montant" */
	bool own;           /* of the case itself, not of what is common to its file */
};

struct values {
	struct value *at;
	unsigned count, room;
};

/* A set of codes that must be there, « code » or « code@champ »: all of them, or these at least. */
struct codes {
	struct config_list exact, among;
	bool given; /* one of the two */
};

enum wanted_statut { WANTED_BY_MOTIFS, WANTED_ACCEPTED, WANTED_HOLD, WANTED_REJECT };

struct wanted {
	unsigned statut;
	struct values values;
	struct codes motifs, avis;
};

struct cas {
	const char *file; /* with the directory, as it was found */
	unsigned line;
	struct text titre, article;
	struct config_list regles;
	day_t quand;
	struct values given;  /* those of `commun` first */
	struct wanted wanted;
	bool exact;           /* what is not expected may not have changed */
	char *differs;        /* what came out is not this; NULL: it is */
};

struct file {
	const char *path;
	struct text titre;
	struct config_list etapes; /* ["price"]; empty: the pipeline */
	struct text pipeline;      /* "principal" */
	struct cas *at;
	unsigned count;
};

struct files {
	struct file *at;
	unsigned count, room;
};

struct coverage;

struct test {
	const struct options *options;
	const char *coverage_file;  /* NULL: not asked for */
	struct coverage *coverage;
	const char *directory;      /* of what the processes write */
	unsigned number, failed;    /* cases said so far */
};

/* ---- Loading: a file, or every *.yaml of a directory. Dies with 66 or 78. */
void files_load(struct files *files, const char *path);
void yaml_load(struct file *file, const char *path);
void table_load(struct file *file, const char *path);
void *grow(void *at, unsigned count, unsigned *room, size_t size);

/* Adds, or replaces what has the same field. What it returns lives until the next one is added. */
struct value *value_add(struct values *values, struct text key, struct text value,
	const struct spot *spot);
const struct value *value_of(const struct values *values, enum field field);

/* Die where it is none. */
void code_check(struct text code, const struct spot *spot);
unsigned statut_wanted(struct text name, const struct spot *spot);
void regle_check(struct text regle, const struct spot *spot);

/* ---- Running */
struct line {
	char *argv[LINE_MAX][LINE_MAX + 1];
	char name[LINE_MAX][48];
	bool judges[LINE_MAX]; /* takes --explain */
	unsigned count;
	char output[96];
	bool source; /* the first one reads cells, as a source gives them */
};

/* Do the cases begin as a source gives them? Else as records that a stage takes. */
bool line_has_source(const struct file *file);

/* The stages of a file on a day; `input` is what the cases were written to. Dies with 78. */
void line_compose(struct line *line, const struct test *test, const struct file *file, day_t day);
void line_input(const struct test *test, char path[96]);
void line_output(const struct test *test, char path[96]);
void line_explained(const struct test *test, unsigned index, char path[96]);
void line_run(const struct line *line);
void line_free(struct line *line);

void make_directory(struct test *test); /* removed when this process ends */
void run_file(struct test *test, struct file *file);

/* ---- What came out: nothing is written where it is as expected; true then. */
bool compare(const struct cas *c, const struct record *rec, FILE *said);

/* ---- TAP */
void say_plan(unsigned count);
void say_case(struct test *test, const struct text *titre, const struct cas *c);
void say_bail(const char *program);

/* ---- Which rules were tried */
struct coverage *coverage_new(const struct options *options);
void coverage_read(struct coverage *coverage, const char *file); /* explanations, or a coverage */
void coverage_write(const struct coverage *coverage, const char *file);
void coverage_page(struct coverage *coverage, const char *before);
void coverage_excuse(struct coverage *coverage, const char *ids); /* "R222,R226"; dies with 64 */
unsigned coverage_holes(const struct coverage *coverage);
void coverage_free(struct coverage *coverage);

/* Adds to the file what was tried, and shows it. Both return the exit code: 1 where it is to be `complete`
 * and is not. */
int tally(const struct test *test, int code, bool complete);
int tally_show(const struct options *options, const char *untried, bool complete);

/* ---- Generated cases: how many. */
unsigned bounds_write(const char *config_dir, const char *directory);

#endif
