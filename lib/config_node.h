/*
 * config_node - what config.c, config_yaml.c and config_bind.c share; nobody else includes it but
 * their fuzzer
 */
#ifndef CONFIG_NODE_H
#define CONFIG_NODE_H

#include "arena.h"
#include "config.h"
#include "log.h"

#define CONFIG_DEPTH_MAX 16
#define CONFIG_BYTES_MAX ((size_t)1 << 20)

struct config_node {
	const struct config *config;
	const struct config_node *parent; /* NULL: the root */
	const struct config_node *key;    /* in a mapping: its key; a key is its own */
	const struct config_node **child; /* items; or key, value, key, value … */
	struct config_node *next;         /* while being read */
	struct text text;                 /* of a scalar */
	unsigned count;                   /* items, or pairs */
	unsigned line, column;            /* from 1, in characters */
	enum config_kind kind;
};

struct config {
	struct config *next; /* of those that are open */
	char *path;          /* as given: dir/file */
	char *bytes;
	size_t len;
	struct arena *arena;
	const struct config_node *root;
	struct config_refusal {
		unsigned line, column; /* line 0: not refused */
		char message[256];
	} refusal;
};

/* Takes `bytes`, which came from malloc; NULL-terminated path is copied. Parses nothing. */
struct config *config_new(const char *path, char *bytes, size_t len);

/* Fills root from bytes, or says in `refusal` why not. Does not die but for want of memory. */
bool config_parse(struct config *config);

/* Dies with the refusal (78), its line and a caret. */
_Noreturn void config_refuse(const struct config *config);

/* "taux of code XYZ", "" for the root. */
#define CONFIG_LABEL 160
const char *config_label(const struct config_node *node, char buf[CONFIG_LABEL]);

/* config_die, with the label before the message. */
_Noreturn void config_wrong(const struct config_node *node, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
