#include "decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "log.h"

void
decoder_make(struct decoder *d, const char *encoding)
{
	iconv_t to_utf8 = iconv_open("UTF-8", encoding);

	if (to_utf8 == (iconv_t)-1 && errno != EINVAL)
		die_errno(EX_OSERR, "encoding %s", encoding);
	if (to_utf8 == (iconv_t)-1)
		die(EX_OSERR, "this system's iconv does not know %s", encoding);
	for (unsigned i = 0; i < 256; i++) {
		char byte = (char)i, *from = &byte, *to = d->text[i];
		size_t left = 1, room = DECODE_MAX;

		if (iconv(to_utf8, &from, &left, &to, &room) == (size_t)-1) {
			d->text[i][0] = (char)0xFF;
			room = DECODE_MAX - 1;
			iconv(to_utf8, NULL, NULL, NULL, NULL);
		}
		d->len[i] = (unsigned char)(DECODE_MAX - room);
	}
	iconv_close(to_utf8);
}

size_t
decode(const struct decoder *d, const unsigned char *from, size_t len, char *to)
{
	char *start = to;

	for (size_t i = 0; i < len; i++) {
		memcpy(to, d->text[from[i]], DECODE_MAX);
		to += d->len[from[i]];
	}
	return (size_t)(to - start);
}
