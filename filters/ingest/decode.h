/*
 * decode - Windows-1252 and ISO-8859-1 to UTF-8
 *
 * iconv says once what each byte is; from then on a table answers.
 */
#ifndef INGEST_DECODE_H
#define INGEST_DECODE_H

#include <stddef.h>

#define DECODE_MAX 3 /* bytes that one may become */

struct decoder {
	char text[256][DECODE_MAX];
	unsigned char len[256];
};

/* `encoding` as iconv names it. A byte that it does not have becomes 0xFF, which no UTF-8 holds: the
 * row where it stands is then refused like any other that is not UTF-8. Dies with 71. */
void decoder_make(struct decoder *decoder, const char *encoding);

/* `to` holds DECODE_MAX * len bytes. Returns how many were written. */
size_t decode(const struct decoder *decoder, const unsigned char *from, size_t len, char *to);

#endif
