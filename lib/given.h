/*
 * given - the files that a program is given: its operands, or the lines of a list (--files-from)
 *
 * A list is read as it comes, so that the first files are worked at while it is still written. Processes that share
 * one, as a socket that keeps each line apart (SOCK_SEQPACKET), take the next line as each is ready for it.
 */
#ifndef GIVEN_H
#define GIVEN_H

#include "directory.h"

#include <stdio.h>

struct given {
	char *const *operands;
	int count, at; /* at: of them, or lines of the list, so far */
	FILE *list; /* NULL: operands */
	const char *list_name;
	char name[PATH_SIZE + 1];
	char bytes[2 * PATH_SIZE]; /* of the list: whole messages */
};

/* `list`: a file, "-" for standard input; NULL: the operands. Dies with 64 where there are both or neither, with 66
 * for a list that is not there. */
void given_open(struct given *given, char *const *operands, int count, const char *list);

/* The next one, until the call after it; NULL at the end. Dies with 65: a line that names no file; with 75 once a signal
 * asked this process to end. */
const char *given_next(struct given *given);

#endif
