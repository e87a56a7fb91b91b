/* What a run of cases tried, added to what others tried; and the page of it. */
#include "test.h"

#include <unistd.h>

int
tally(const struct test *test, int code, bool complete)
{
	unsigned holes;

	if (!test->coverage)
		return code;
	if (!access(test->coverage_file, F_OK))
		coverage_read(test->coverage, test->coverage_file);
	coverage_write(test->coverage, test->coverage_file);
	holes = coverage_holes(test->coverage);
	if (complete)
		printf("%sok %u - every rule that these stages apply or compute was tried\n",
			holes ? "not " : "", test->number + 1);
	coverage_page(test->coverage, "# ");
	return complete && holes ? 1 : code;
}

int
tally_show(const struct options *options, const char *untried, bool complete)
{
	struct coverage *coverage = coverage_new(options);
	unsigned holes;

	coverage_excuse(coverage, untried);
	for (int i = 0; i < options->count; i++)
		coverage_read(coverage, options->operands[i]);
	coverage_page(coverage, "");
	holes = coverage_holes(coverage);
	coverage_free(coverage);
	return complete && holes;
}
