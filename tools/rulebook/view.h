/*
 * view - a rule book as its entries, whatever the file: what lint, show and diff walk through
 *
 * An entry is an item of a list (a tariff), a mapping among others (a site), or what stands at the
 * root of a file. It is called by what identifies it, never by its line: what its first key says, and
 * its first day.
 */
#ifndef RULEBOOK_VIEW_H
#define RULEBOOK_VIEW_H

#include "arena.h"
#include "config.h"
#include "rulebook.h"

struct value {
	struct text key; /* "euros", "fenetres[1].de" */
	struct text text; /* a list of scalars: joined with ", " */
};

struct entry {
	const char *file;    /* "tarifs.yaml" */
	struct text section; /* the list or mapping that it is of; "" at the root */
	struct text name;    /* "G 2024-12-22" */
	struct text code;    /* what its first key says, or the key that it stands under */
	const struct config_node *node;
	const struct value *values;
	size_t count;
	/* those that most tables have; absent, or DAY_NONE */
	struct text article, source;
	day_t du, au, connu_le;
	/* of a tariff */
	unsigned professions;
	int64_t semaines_min, semaines_max;
};

struct view {
	struct rulebook book;
	struct arena *arena;
	struct entry *entries; /* files by name, entries as they stand */
	size_t count, room;
	const struct entry **sorted; /* by file, section and name */
};

/* Dies with 66 or 78. What it reads lives until the process ends. */
void view_open(struct view *view, const char *dir);
void view_free(struct view *view);

/* By file, section and name. */
int entry_compare(const struct entry *a, const struct entry *b);

/* The value of a key; absent where there is none. */
struct text entry_value(const struct entry *entry, const char *key);
bool entry_is(const struct entry *entry, const char *file, const char *section);

/* In force on the day, as far as was known then. */
bool entry_in_force(const struct entry *entry, day_t at, day_t as_of);

/* Another row of the same code prevails over this one, for whoever it is for, on that day. */
const struct entry *entry_superseded(const struct view *view, const struct entry *entry, day_t at, day_t as_of);

/* Every case that the second is for is one of the first. */
bool entry_covers(const struct entry *entry, const struct entry *other);

#endif
