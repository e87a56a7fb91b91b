/*
 * tree - lines of text with branches before them, for a terminal
 */
#ifndef WHY_TREE_H
#define WHY_TREE_H

#include "buffer.h"

#define TREE_WIDTH 96

struct tree {
	struct node {
		unsigned depth; /* 0: without a branch */
		size_t from, len;
	} *nodes;
	size_t count, room;
	struct buffer text;
};

/* A newline in it begins a line of its own, under the same branch. */
void tree_add(struct tree *tree, unsigned depth, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* On stdout, wrapped at TREE_WIDTH; what would command the terminal is "?". */
void tree_print(const struct tree *tree);
void tree_free(struct tree *tree);

#endif
