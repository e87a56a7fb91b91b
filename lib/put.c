#include "put.h"

#include "log.h"

#include <errno.h>
#include <stdio.h>

void
put_text(struct text text, int width)
{
	int columns = 0;

	if (!text.len)
		text = TEXT("-");
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];

		putchar(c < 0x20 || c == 0x7f ? '?' : c);
		columns += (c & 0xc0) != 0x80; /* characters, not bytes */
	}
	for (; columns < width; columns++)
		putchar(' ');
	if (width)
		putchar(' ');
}

void
put_line(struct buffer *line)
{
	fwrite(line->at, 1, line->len, stdout);
	putchar('\n');
	line->len = 0;
}

int
put_end(void)
{
	if (!fflush(stdout) && !ferror(stdout))
		return EX_OK;
	if (errno == EPIPE) /* its reader has seen enough */
		return EX_TEMPFAIL;
	die_errno(EX_IOERR, "stdout");
}
