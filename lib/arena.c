#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "log.h"

#define CHUNK 16384

struct chunk {
	struct chunk *next;
	size_t used, room;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct chunk *chunks; /* the one being filled first */
};

static void *
zeroed(size_t size)
{
	void *at = calloc(1, size);

	if (!at)
		out_of_memory();
	return at;
}

struct arena *
arena_new(void)
{
	return zeroed(sizeof(struct arena));
}

void
arena_free(struct arena *arena)
{
	struct chunk *next;

	if (!arena)
		return;
	for (struct chunk *c = arena->chunks; c; c = next) {
		next = c->next;
		free(c);
	}
	free(arena);
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t step = alignof(max_align_t);
	struct chunk *c = arena->chunks;
	void *at;

	if (size > SIZE_MAX / 2)
		out_of_memory();
	size = (size + step - 1) / step * step;
	if (!c || c->room - c->used < size) {
		size_t room = size > CHUNK ? size : CHUNK;

		c = zeroed(sizeof *c + room);
		c->room = room;
		c->next = arena->chunks;
		arena->chunks = c;
	}
	at = c->bytes + c->used;
	c->used += size;
	return at;
}
