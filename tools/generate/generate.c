/*
 * generate - invented acts, with valid keys, in realistic proportions, some of them wrong
 *
 *   reads    nothing
 *   writes   a CSV with the default header on stdout
 *   config   generation/trimestre.yaml, sites.yaml, caisses.yaml, pegase.yaml
 */
#include "generate.h"
#include "log.h"
#include "options.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *acts, *seed, *profile_file, *faults;

static const struct option_spec specs[] = {
	{"acts", 'n', "N", "how many acts (default: as the profile says)", &acts},
	{"seed", 's', "N", "the same seed gives the same bytes (default 1)", &seed},
	{"profile", 'p', "FILE", "kinds, weights, mistakes (default: generation/trimestre.yaml)",
		&profile_file},
	{"faults", 0, "N", "how many rows in a thousand are wrong", &faults},
	{0},
};

static const struct usage usage = {
	.program = "pmi-generate",
	.synopsis = "[OPTION]...",
	.purpose = "Make invented acts as a CSV that pmi-ingest reads.",
	.examples = "  pmi-generate > actes.csv\n"
		    "  pmi-generate --acts 1000000 --seed 7 --faults 0 > million.csv\n",
	.options = specs,
	.operands = 0,
	.without = WITHOUT_INPUT | WITHOUT_OUTPUT | WITHOUT_PROGRESS | WITHOUT_STREAM,
};

static void
print(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	if (vprintf(format, ap) < 0)
		die_errno(EX_IOERR, "cannot write");
	va_end(ap);
}

/* What a source gives: from acte_ref to annule. */
#define FIRST F_ACTE_REF
#define LAST F_ANNULE

static void
print_header(void)
{
	for (int i = FIRST; i <= LAST; i++)
		print("%s%s", i > FIRST ? ";" : "", i == F_MONTANT_CENTS ? "montant" : field_infos[i].name);
	print("\n");
}

static void
print_row(const struct row *row)
{
	int last = row->cut ? F_DATE_SOINS : LAST;

	for (int i = FIRST; i <= last; i++)
		print("%s%s%s", i > FIRST ? ";" : "", row->cell[i],
			row->bad_byte && i == F_ASSURE_NOM ? "\xe9" : "");
	print("\n");
}

static uint64_t
number(const char *given, const char *name, int64_t otherwise, int64_t max)
{
	int64_t value = otherwise;

	if (given && !text_to_int(text_of(given), 0, max, &value))
		die(EX_USAGE, "--%s %s: a whole number up to %lld", name, given, (long long)max);
	return (uint64_t)value;
}

int
main(int argc, char *argv[])
{
	struct options options;
	struct profile profile;
	struct payeurs payeurs;
	struct sites sites;
	struct random random;
	char path[4096];
	uint64_t count;
	struct row row;

	options_parse(&options, argc, argv, &usage);
	payeurs_load(&payeurs, options.config);
	sites_load(&sites, options.config, &payeurs);
	snprintf(path, sizeof(path), "%s/generation/trimestre.yaml", options.config);
	profile_read(&profile, profile_file ? profile_file : path, options.config);
	if (options.check)
		return EX_OK;
	count = number(acts, "acts", profile.actes, 1000000000);
	random.state = number(seed, "seed", 1, INT64_MAX);
	profile.fautes_pour_mille = (int64_t)number(faults, "faults", profile.fautes_pour_mille, 1000);
	print_header();
	for (uint64_t i = 1; i <= count; i++) {
		act_make(&row, &profile, &sites, &random, i);
		print_row(&row);
		if (row.twice)
			print_row(&row);
	}
	if (fflush(stdout))
		die_errno(EX_IOERR, "cannot write");
	return EX_OK;
}
