/*
 * put - lines on stdout, of a program whose lines are what it is for
 */
#ifndef PUT_H
#define PUT_H

#include "buffer.h"

/* For a terminal: what is absent is "-", what would command the terminal is "?". Padded to `width`. */
void put_text(struct text text, int width);
void put_line(struct buffer *line); /* and a newline; empties it */

/* Flushes stdout and checks it: the exit code, 75 where its reader is gone. */
int put_end(void);

#endif
