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
	const char *at, *as_of, *article, *strict;
};

/* Each returns the exit code. */
int lint_book(const struct request *request);
int show_book(const struct request *request);
int diff_books(const struct request *request);
int list_books(const struct request *request);
int keep_book(const struct request *request);

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
void warn_book(struct report *report);

#endif
