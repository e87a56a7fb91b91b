/*
 * show - what pmi-rulebook show prints, and the two ways to print it
 */
#ifndef RULEBOOK_SHOW_H
#define RULEBOOK_SHOW_H

#include "verbs.h"

struct shown {
	struct text article;
	const struct entry *entry;
};

struct show {
	struct view view;
	day_t at, as_of;
	struct text wanted; /* an article; absent: all */
	struct shown *shown; /* by article */
	size_t count;
};

/* The prices of an act or a vaccine in force on the day, one behind another; NULL at the end. */
const struct entry *next_price(const struct show *show, const struct entry *of, const struct entry *behind);

void show_text(struct buffer *out, const struct show *show);
void show_json(struct buffer *out, const struct show *show);

#endif
