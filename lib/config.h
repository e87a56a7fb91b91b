/*
 * config - YAML that is read strictly
 *
 * The event reader of libyaml, no more of YAML than a rule book needs: mappings, sequences, plain or
 * quoted scalars. Refused, with file:line:column, the line and a caret (exit 78): anchors, aliases,
 * tags, merge keys, directives, a second document, block texts, a duplicate key, a key without a
 * value, more than 16 levels, a file over 1 MiB, invalid UTF-8, control characters, a last line
 * without its end (a file cut short would read as another price); and when bound: an unknown key
 * (the nearest known one is named), a missing key, a value of another type or out of bounds.
 * Scalars are text until a key's type says otherwise.
 *
 * Everything read lives until config_close(); nodes and texts point into it.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include "date.h"
#include "slots.h"
#include "text.h"

struct config;
struct config_node;

enum config_type {
	CONFIG_TEXT,   /* struct text; min and max bound its length in characters when max > 0 */
	CONFIG_INT,    /* int64_t within [min, max] */
	CONFIG_EUROS,  /* int64_t centimes, decimal euros with '.', within [min, max] centimes */
	CONFIG_RATE,   /* int64_t basis points, "65 %" or "2.5 %", within [min, max] bp */
	CONFIG_DATE,   /* day_t, AAAA-MM-JJ */
	CONFIG_YESNO,  /* bool, "oui" or "non" */
	CONFIG_NAME,   /* unsigned, the index in `names` */
	CONFIG_NAMES,  /* unsigned, a bit set of indexes in `names`; a list, not empty, or one */
	CONFIG_LIST,   /* struct config_list: scalars, or one; bounds its count when max > 0 */
	CONFIG_NODE,   /* const struct config_node *: whatever stands there */
	CONFIG_SOURCE, /* struct text: how a value is known; begins with one of
	                  "[seed1" "[seed2" "[sourced" "[computed]" "[recalled" "[invented" */
};

struct config_key {
	const char *name; /* NULL ends the table */
	enum config_type type;
	size_t offset;    /* where in the struct it goes: offsetof */
	bool optional;    /* absent: the struct keeps what it had */
	int64_t min, max;
	const char *const *names; /* ended by NULL */
};

struct config_list {
	const struct text *at;
	size_t count;
};

/* Reads `dir`/`file` whole, or `file` when dir is NULL. Never returns NULL: what is wrong is said
 * (66 unreadable, 78 malformed) and the process ends. */
struct config *config_open(const char *dir, const char *file);
void config_close(struct config *config); /* NULL is accepted */

const struct config_node *config_root(const struct config *config);

/* The node must be a mapping with these keys and no other. */
void config_bind(const struct config_node *node, const struct config_key *keys, void *into);

/* For a list that may stand as its one item. */
bool config_is_list(const struct config_node *node);

/* A sequence; dies if it is not one. */
size_t config_count(const struct config_node *node);
const struct config_node *config_item(const struct config_node *node, size_t index);

/* A mapping whose keys are data (site keys, column names). */
size_t config_pairs(const struct config_node *node);
struct text config_pair_key(const struct config_node *node, size_t index);
const struct config_node *config_pair_value(const struct config_node *node, size_t index);

/* What stands under a key of a mapping; the mapping itself where it has no such key: a place for a
 * message. */
const struct config_node *config_under(const struct config_node *node, const char *key);

/* NULL where the mapping has no such key. */
const struct config_node *config_find(const struct config_node *node, const char *key);

enum config_kind { CONFIG_SCALAR, CONFIG_SEQUENCE, CONFIG_MAPPING };
enum config_kind config_kind(const struct config_node *node);

/* The text of a scalar; dies if it is not one. */
struct text config_scalar(const struct config_node *node);

/* "tarifs.yaml:41": where the node stands, to be kept as a reference. Lives as long as the config. */
const char *config_where(const struct config_node *node);
unsigned config_line(const struct config_node *node);
unsigned config_column(const struct config_node *node);

/* Zeroed memory that lives as long as the config. */
void *config_alloc(const struct config *config, size_t size);

/* The slots (slots.h) of a table that was read out of it. */
const struct slot *config_slots(const struct config *config, const void *rows, size_t count, size_t size);

/* What is wrong with the value of this node; for rules that only the caller knows. Exit 78. */
_Noreturn void config_die(const struct config_node *node, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The same with another code: the value is well-formed, and what it says is not so. */
_Noreturn void config_fail(int code, const struct config_node *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Two entries that cannot both stand: both lines are shown. Exit 78. */
_Noreturn void config_die_both(const struct config_node *node, const struct config_node *other,
	const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
