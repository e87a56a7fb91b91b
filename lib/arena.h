/*
 * arena - memory that is given back all at once
 */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is accepted */

/* Zeroed, aligned for anything. Memory that cannot be had ends the process (75). */
void *arena_alloc(struct arena *arena, size_t size);

#endif
