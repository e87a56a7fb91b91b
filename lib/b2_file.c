#include "b2_file.h"

#include "log.h"

#include <string.h>

static size_t
look_behind(FILE *in)
{
	int c = getc(in);

	if (c == '\n')
		return 1;
	if (c == '\r' && (c = getc(in)) == '\n')
		return 2;
	ungetc(c, in);
	return 0;
}

static void
skip(struct b2_file *file)
{
	char separator[2];

	if (!file->known)
		file->separator = look_behind(file->in);
	else if (file->separator && fread(separator, 1, file->separator, file->in) != file->separator)
		return; /* the last record may go without */
	file->known = true;
}

bool
b2_file_read(struct b2_file *file, char record[B2_SIZE])
{
	file->rest = fread(record, 1, B2_SIZE, file->in);
	if (ferror(file->in))
		die_errno(EX_IOERR, "cannot read the file");
	if (file->rest != B2_SIZE)
		return false;
	file->rest = 0;
	skip(file);
	return true;
}
