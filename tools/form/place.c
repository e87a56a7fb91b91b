#include "form.h"

#include "log.h"

#include <string.h>
#include <sys/stat.h>

static bool
is_directory(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

void
lots_open(struct given *lots, const struct options *options, const char *list)
{
	static char *input; /* as long as `lots` */
	bool named = options->count || list;

	input = (char *)options->input;
	if (named && strcmp(input, "-"))
		die(EX_USAGE, "two inputs: --input %s and %s", input, list ? "a list" : options->operands[0]);
	given_open(lots, named ? options->operands : &input, named ? options->count : 1, list);
}

void
place_check(const struct options *options, const struct given *lots, bool beside, const char *several)
{
	if (beside ? options->output_given : !options->output_given || !strcmp(options->output, "-"))
		die(EX_USAGE, "-o FILE is needed, or --beside: pages hold identities, and appear whole or not at all");
	if ((lots->list || lots->count > 1) && !beside)
		die(EX_USAGE, "several lots: each has its own directory (--beside)");
	for (int i = 0; i < lots->count; i++)
		if ((beside || several) && !strcmp(lots->operands[i], "-"))
			die(EX_USAGE, "%s needs a LOT that is a file", beside ? "--beside" : "--as with several forms");
	if (several && !beside && !is_directory(options->output))
		die(EX_USAGE, "--as %s: several forms need a directory (-o), or --beside", several);
}

const char *
place_of(const char *lot, const char *output, const char *name, char path[PATH_SIZE])
{
	if (!output)
		return path_beside(path, PATH_SIZE, lot, name);
	return is_directory(output) ? path_join(path, PATH_SIZE, output, name) : output;
}
