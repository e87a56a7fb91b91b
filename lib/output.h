/*
 * output - a file that appears whole or not at all
 *
 * Written under `.NAME.tmp` beside its place with mode 0600, flushed, fsynced, renamed, and the
 * directory fsynced. A process that dies leaves no half-written file under the real name.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "text.h"

struct output;

/* Dies with 73 (cannot create); here and below with 75 where there is no room or no right (fault.h). */
struct output *output_open(const char *path);
void output_write(struct output *output, const void *bytes, size_t len); /* dies with 74 */
void output_print(struct output *output, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A cell of a CSV whose separator is `;`: quoted where it must be. */
void output_cell(struct output *output, struct text cell);

/* Nobody will ask for its hash; before the first byte. */
void output_unhashed(struct output *output);

/* Nobody reads it soon: what is long does not stay in memory, where it would push out what is read again. */
void output_unread(struct output *output);

/* The two halves of output_close(), for who has something to do between them: all is on the disk under the
 * temporary name that is returned, and nothing can be added; then it gets its own name. Both die with 74. */
const char *output_seal(struct output *output, char sha256[65]);
void output_publish(struct output *output);

/* Publishes, and gives the SHA-256 of what was written in hexadecimal ("" where nobody asks). Dies with 74. */
void output_close(struct output *output, char sha256[65]);

/* Files that are made together: those that are closed between the two calls wait for the disk together, and get their
 * names in the second one, a directory fsynced once. To wait for each alone takes twice as long. */
void output_together(void);
void output_publish_all(void);

/* Removes what was written. NULL is accepted. */
void output_abandon(struct output *output);

#endif
