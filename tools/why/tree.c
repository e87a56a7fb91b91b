#include "tree.h"

#include "log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 16

void
tree_add(struct tree *tree, unsigned depth, const char *format, ...)
{
	char *line;
	int len;
	va_list ap;

	va_start(ap, format);
	len = vasprintf(&line, format, ap);
	va_end(ap);
	if (len < 0)
		out_of_memory();
	if (tree->count == tree->room) {
		tree->room = tree->room ? 2 * tree->room : 64;
		tree->nodes = reallocarray(tree->nodes, tree->room, sizeof(*tree->nodes));
		if (!tree->nodes)
			out_of_memory();
	}
	tree->nodes[tree->count++] = (struct node){depth, tree->text.len, (size_t)len};
	buffer_add(&tree->text, line, (size_t)len);
	free(line);
}

void
tree_free(struct tree *tree)
{
	free(tree->nodes);
	buffer_free(&tree->text);
	*tree = (struct tree){0};
}

/* Does a branch go on at this depth below the node? */
static bool
goes_on(const struct tree *tree, size_t node, unsigned depth)
{
	for (size_t i = node + 1; i < tree->count && tree->nodes[i].depth >= depth; i++)
		if (tree->nodes[i].depth == depth)
			return true;
	return false;
}

/* What stands before a line: the branches that pass by, then the node's own on its first line. */
static size_t
put_branches(const struct tree *tree, size_t node, bool first)
{
	unsigned depth = tree->nodes[node].depth;

	for (unsigned i = 1; i < depth; i++)
		fputs(goes_on(tree, node, i) ? "│  " : "   ", stdout);
	if (depth && first)
		fputs(goes_on(tree, node, depth) ? "├─ " : "└─ ", stdout);
	else if (depth)
		fputs(goes_on(tree, node, depth) ? "│  " : "   ", stdout);
	if (!first)
		fputs(goes_on(tree, node, depth + 1) ? "│ " : "  ", stdout);
	return 3 * depth + (first ? 0 : 2);
}

static size_t
width_of(const char *at, size_t len)
{
	size_t width = 0;

	for (size_t i = 0; i < len; i++)
		width += ((unsigned char)at[i] & 0xc0) != 0x80;
	return width;
}

static void
put_bytes(const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)at[i];

		putchar(c < 0x20 || c == 0x7f ? '?' : c);
	}
}

/* Of `len` bytes, those that go on one line of `room` columns: up to a blank, or all of a long word. */
static size_t
line_of(const char *at, size_t len, size_t room)
{
	size_t best = 0, i = 0;

	while (i < len) {
		size_t end = i;

		while (end < len && at[end] != ' ')
			end++;
		if (best && width_of(at, end) > room)
			break;
		best = end;
		i = end + 1;
	}
	return best;
}

static void
print_node(const struct tree *tree, size_t node)
{
	const char *at = (const char *)tree->text.at + tree->nodes[node].from;
	const char *end = at + tree->nodes[node].len;
	bool first = true;

	do {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t left = put_branches(tree, node, first);
		size_t len = line_of(at, (size_t)((stop ? stop : end) - at), TREE_WIDTH - left);

		put_bytes(at, len);
		putchar('\n');
		for (at += len; at < end && *at == ' ';)
			at++;
		at += at < end && *at == '\n';
		first = false;
	} while (at < end);
}

void
tree_print(const struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++)
		print_node(tree, i);
}
