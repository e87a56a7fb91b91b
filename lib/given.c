#include "given.h"

#include "drain.h"
#include "log.h"

#include <string.h>

void
given_open(struct given *given, char *const *operands, int count, const char *list)
{
	*given = (struct given){.operands = operands, .count = count, .list_name = list};
	if (list && count)
		die(EX_USAGE, "files of a list and %s: one or the other", operands[0]);
	if (!list && !count)
		die(EX_USAGE, "no file is given");
	if (!list)
		return;
	given->list = strcmp(list, "-") ? fopen(list, "re") : stdin;
	if (!given->list)
		die_errno(EX_NOINPUT, "%s", list);
	setvbuf(given->list, given->bytes, _IOFBF, sizeof(given->bytes));
}

/* Between two files, so that what is begun is whole. */
static void
stop_where_asked(void)
{
	if (draining())
		die(EX_TEMPFAIL, "stopped by a signal: run the same line again");
}

static const char *
next_line(struct given *given)
{
	size_t len;

	if (!fgets(given->name, sizeof(given->name), given->list)) {
		stop_where_asked();
		if (ferror(given->list))
			die_errno(EX_IOERR, "%s", given->list_name);
		return NULL;
	}
	given->at++;
	len = strlen(given->name);
	if (!len || given->name[len - 1] != '\n')
		die(EX_DATAERR, "%s:%d: no whole line, or a name longer than %d bytes", given->list_name, given->at,
			PATH_SIZE - 1);
	given->name[len - 1] = '\0';
	if (len == 1 || !strcmp(given->name, "-"))
		die(EX_DATAERR, "%s:%d: the name of a file is needed", given->list_name, given->at);
	return given->name;
}

const char *
given_next(struct given *given)
{
	stop_where_asked();
	if (given->list)
		return next_line(given);
	return given->at < given->count ? given->operands[given->at++] : NULL;
}
