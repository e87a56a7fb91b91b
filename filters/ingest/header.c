#include "header.h"

#include "log.h"

#include <stdarg.h>
#include <stdio.h>

void
header_die(const struct header_at *at, unsigned column, const char *format, ...)
{
	struct place place = {.file = at->path, .line = 1, .column = column < CSV_CELLS_MAX};
	char message[512];
	va_list ap;

	if (column < at->row->count)
		place.column = (unsigned)(at->row->cell[column].at - at->start) + 1;
	va_start(ap, format);
	vsnprintf(message, sizeof(message), format, ap);
	va_end(ap);
	die_at(EX_DATAERR, &place, "%s", message);
}

void
header_unknown(const struct header_at *at, unsigned column, const char *nearest, const char *hint)
{
	struct text name = text_trim(at->row->cell[column]);

	if (!name.len)
		header_die(at, column, "column %u has no name", column + 1);
	if (nearest)
		header_die(at, column, "unknown column \"%.*s\"; nearest: \"%s\"", TEXT_ARG(name), nearest);
	header_die(at, column, "unknown column \"%.*s\": %s", TEXT_ARG(name), hint);
}
