/*
 * test - cases that an integrator can write, through the real filters
 *
 *   reads    files of cases (YAML or CSV); with --coverage-of, what filters explained
 *   writes   TAP on standard output
 *   config   the rule book that the filters are started with; regles.yaml
 */
#include "test.h"

#include "log.h"

static const char *stage, *coverage_file, *coverage_of, *complete, *untried, *boundaries;

static const struct option_spec specs[] = {
	{"stage", 's', "NAME", "only the files of this stage, or of this pipeline", &stage},
	{"coverage", 0, "FILE", "add to FILE which rules were tried", &coverage_file},
	{"coverage-of", 0, NULL, "the operands are explanations or coverages: show them together",
		&coverage_of},
	{"complete", 0, NULL, "a rule that was never tried is a failure", &complete},
	{"untried", 0, "IDS", "but for these rules, as R222,R226", &untried},
	{"boundaries", 0, "DIR", "write cases made of the rule book's own dates, ages, ceilings",
		&boundaries},
	{0},
};

static const struct usage usage = {
	.program = "pmi-test",
	.synopsis = "[OPTION]... FILE|DIR...",
	.purpose = "Run cases through the filters and compare what comes out: TAP.",
	.examples = "  pmi-test tests/cases\n"
		    "  pmi-test -c my-book --stage price my-cases/tariffs.yaml\n"
		    "  pmi-test --boundaries bornes -c my-book && pmi-test -c my-book bornes\n"
		    "  pmi-run --explain why principal actes=a.csv as_of=2026-03-31 sortie=out\n"
		    "  pmi-test --coverage-of why/*\n",
	.options = specs,
	.operands = -1,
	.without = WITHOUT_INPUT | WITHOUT_OUTPUT | WITHOUT_CHECK | WITHOUT_PROGRESS | WITHOUT_STREAM,
};

static struct test test;

static bool
wanted(const struct file *file)
{
	if (!stage)
		return true;
	for (size_t i = 0; i < file->etapes.count; i++)
		if (text_is(file->etapes.at[i], stage))
			return true;
	return text_is(file->pipeline, stage);
}

static int
run_files(struct files *files)
{
	unsigned count = 0;

	for (unsigned i = 0; i < files->count; i++)
		count += wanted(&files->at[i]) ? files->at[i].count : 0;
	if (!count)
		die(EX_NOINPUT, "no case%s%s", stage ? " of stage " : "", stage ? stage : "");
	say_plan(count + (complete != NULL));
	for (unsigned i = 0; i < files->count; i++)
		if (wanted(&files->at[i]))
			run_file(&test, &files->at[i]);
	return test.failed != 0;
}

static void
check_options(const struct options *options)
{
	if (boundaries && (stage || coverage_file || coverage_of || complete || options->count))
		die(EX_USAGE, "--boundaries writes cases, and nothing else: run them afterwards");
	if (coverage_of && (stage || coverage_file))
		die(EX_USAGE, "--coverage-of shows what was tried; it runs no case");
	if (complete && !coverage_file && !coverage_of)
		die(EX_USAGE, "--complete goes with --coverage or --coverage-of");
	if (untried && !complete)
		die(EX_USAGE, "--untried goes with --complete");
	if (!boundaries && !options->count)
		die(EX_USAGE, "which %s? (see pmi-test --help)", coverage_of ? "files" : "cases");
}

int
main(int argc, char *argv[])
{
	struct options options;
	static struct files files;
	int code;

	options_parse(&options, argc, argv, &usage);
	check_options(&options);
	if (coverage_of)
		return tally_show(&options, untried, complete != NULL);
	if (boundaries) {
		fprintf(stderr, "%u cases in %s\n", bounds_write(options.config, boundaries), boundaries);
		return EX_OK;
	}
	test = (struct test){.options = &options, .coverage_file = coverage_file};
	for (int i = 0; i < options.count; i++)
		files_load(&files, options.operands[i]);
	if (coverage_file)
		coverage_excuse(test.coverage = coverage_new(&options), untried);
	make_directory(&test);
	code = tally(&test, run_files(&files), complete != NULL);
	coverage_free(test.coverage);
	return code;
}
