#include "form.h"

#include "log.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool
is_directory(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

char *const *
lots_of(const struct options *options, char *const *input, int *count)
{
	if (options->count && strcmp(options->input, "-") != 0)
		die(EX_USAGE, "two inputs: --input %s and %s", options->input, options->operands[0]);
	*count = options->count ? options->count : 1;
	return options->count ? options->operands : input;
}

void
place_check(const struct options *options, bool beside, char *const *lots, int count, const char *several)
{
	if (beside ? options->output_given : !options->output_given || !strcmp(options->output, "-"))
		die(EX_USAGE, "-o FILE is needed, or --beside: pages hold identities, and appear whole or not at all");
	if (count > 1 && !beside)
		die(EX_USAGE, "several lots: each has its own directory (--beside)");
	for (int i = 0; i < count; i++)
		if ((beside || several) && !strcmp(lots[i], "-"))
			die(EX_USAGE, "%s needs a LOT that is a file", beside ? "--beside" : "--as with several forms");
	if (several && !beside && !is_directory(options->output))
		die(EX_USAGE, "--as %s: several forms need a directory (-o), or --beside", several);
}

const char *
place_of(const char *lot, const char *output, const char *name, char path[PATH_MAX])
{
	const char *slash = strrchr(lot, '/');
	int len;

	if (output && !is_directory(output))
		return output;
	if (output)
		len = snprintf(path, PATH_MAX, "%s/%s", output, name);
	else
		len = snprintf(path, PATH_MAX, "%.*s%s", slash ? (int)(slash + 1 - lot) : 0, lot, name);
	if (len >= PATH_MAX)
		die(EX_CANTCREAT, "%s: too long a name", output ? output : lot);
	return path;
}
