/*
 * books - where the rule book is, and those that are kept beside it
 *
 * The store is a directory with a book in each of its own: $PMI_FLUX_BOOKS, else `livres` in the
 * directory of the rule book. `pmi-rulebook keep` places a book there under its hash; one that a person
 * places there bears any other name.
 */
#ifndef BOOKS_H
#define BOOKS_H

#include <stdbool.h>

#define BOOK_PREFIX 8 /* digits of a hash that name a book */

/* The directory of the rule book: as given (-c), else $PMI_FLUX_CONFIG, else beside the program; "" where
 * none is found. */
const char *books_config(const char *given);

/* Lives until the process ends. */
const char *books_store(const char *config);

/* The directory of a kept book: by the name of its directory, by BOOK_PREFIX digits or more of its hash, by
 * its `nom`. Dies with 66 where there is none or more than one, with 78 where a book kept under its hash is
 * not what it was. Lives until the process ends. */
const char *books_find(const char *store, const char *wanted);

/* The same for a book on a command line, which may be a directory, too. */
const char *books_named(const char *config, const char *wanted);

/* Calls `each` for every directory of the store that holds a book, in the order of their names: its path
 * (which each may keep) and its name. A store that is not there holds none. */
void books_walk(const char *store, void (*each)(void *arg, const char *dir, const char *name), void *arg);

/* 64 lower-case hexadecimal digits? */
bool books_is_hash(const char *name);

#endif
