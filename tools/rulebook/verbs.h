/*
 * verbs - what the verbs of pmi-rulebook share
 */
#ifndef RULEBOOK_VERBS_H
#define RULEBOOK_VERBS_H

#include "json.h"
#include "options.h"
#include "view.h"

struct request {
	const struct options *options;
	const char *const *operands; /* behind the verb */
	const char *at, *as_of, *article, *strict, *csv;
};

/* Each returns the exit code. */
int lint_book(const struct request *request);
int show_book(const struct request *request);
int diff_books(const struct request *request);
int list_books(const struct request *request);
int keep_book(const struct request *request);
int extract_list(const struct request *request);
int list_due(const struct request *request);

/* own.c: what no filter loads of a book. Dies with 66 or 78. */
int check_own(const char *dir);

/* out.c: prints what it holds and empties it. */
void put_out(struct buffer *out);
void put_entry_json(struct json *json, const struct entry *entry); /* members of an object */

/* warn.c: what no loader refuses, and somebody should look at. */
enum level { LEVEL_ERROR, LEVEL_WARNING, LEVEL_WEAK, LEVELS };
struct report {
	const struct view *view;
	bool json;
	struct buffer out;
	unsigned count[LEVELS];
};
void report_at(struct report *report, enum level level, const struct entry *entry, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void report_file(struct report *report, enum level level, const char *file, const char *message);
void warn_book(struct report *report);

/* warn_listes.c: lists to hand over that say nothing. */
void warn_listes(struct report *report);

/* files.c: a file of the book that no program reads changes nothing, whatever it says. */
void check_files(struct report *report, const char *dir);

#endif
