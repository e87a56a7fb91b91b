/*
 * pmi-sentinel - nothing passes that says who somebody is
 *
 *   reads    any bytes: a stream, a CSV, a B2 file, a ledger, a PDF
 *   writes   the same bytes, up to the first number like a NIR or name of the list; then 65
 *   config   identifiants.yaml: the prefix of fictitious numbers
 */
#include "scan.h"

#include "config.h"
#include "log.h"
#include "options.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const char *names, *quiet_output;

static const struct option_spec specs[] = {
	{"names", 'n', "FILE", "names that must not pass, one a line", &names},
	{"no-output", 0, NULL, "look only: nothing is written", &quiet_output},
	{0},
};

static const struct usage usage = {
	.program = "pmi-sentinel",
	.synopsis = "[OPTION]... [FILE]...",
	.purpose = "Passes bytes on until a NIR, or a name of a list, would pass.",
	.examples = "  pmi-report -d envoi --as-of 2026-05-15 | pmi-sentinel --names agents.txt > page.txt\n"
		    "  pmi-sentinel --no-output lots/*/bordereau.csv releve.pdf\n",
	.options = specs,
	.operands = -1,
	.without = WITHOUT_INPUT | WITHOUT_OUTPUT | WITHOUT_PROGRESS | WITHOUT_CHECK | WITHOUT_STREAM,
};

/* The others of identifiants.yaml are other programs'. */
static struct text
fictif_prefix(const char *dir)
{
	const struct config_node *root = config_root(config_open(dir, "identifiants.yaml"));

	return config_scalar(config_under(config_under(config_under(root, "nir"), "fictif"), "prefixe"));
}

static int
open_file(const char *path)
{
	int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;

	if (fd < 0)
		die_errno(EX_NOINPUT, "%s", path);
	return fd;
}

int
main(int argc, char *argv[])
{
	static char *standard[] = {"-"};
	struct options options;
	static struct scan scan;
	char **paths;
	int count;

	options_parse(&options, argc, argv, &usage);
	scan.fictif = fictif_prefix(options.config);
	scan.names = names ? names_load(names) : NULL;
	scan.out = quiet_output ? -1 : STDOUT_FILENO;
	paths = options.count ? options.operands : standard;
	count = options.count ? options.count : 1;
	for (int i = 0; i < count; i++) {
		scan.path = paths[i];
		if (!scan_file(&scan, open_file(paths[i])))
			return EX_DATAERR;
	}
	return EX_OK;
}
