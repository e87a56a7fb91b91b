#include "options.h"

#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "books.h"
#include "date.h"
#include "log.h"
#include "nearest.h"

#define OWN_MAX 24
#define LONG_BASE 256 /* what getopt_long returns: LONG_BASE + index, or a letter */

enum common { INPUT, OUTPUT, CONFIG, BOOK, CHECK, JSON, PROGRESS, QUIET, CAPTURE, PATIENCE, TAP, EXPLAIN,
	HELP, VERSION, COMMON_COUNT };

static const struct option_spec common[COMMON_COUNT] = {
	[INPUT] = {"input", 'i', "ENDPOINT",
		"records from: -, a file, ipc://PATH, tcp://127.0.0.1:PORT", NULL},
	[OUTPUT] = {"output", 'o', "ENDPOINT", "records to: the same", NULL},
	[CONFIG] = {"config", 'c', "DIR", "the rule book (or $PMI_FLUX_CONFIG)", NULL},
	[BOOK] = {"book", 0, "BOOK", "a book that was kept, by name or hash", NULL},
	[CHECK] = {"check", 0, NULL, "load the configuration, say what is wrong, stop", NULL},
	[JSON] = {"json", 0, NULL, "errors and the summary as JSON lines on stderr", NULL},
	[PROGRESS] = {"progress", 0, NULL, "progress as JSON lines on stderr", NULL},
	[QUIET] = {"quiet", 'q', NULL, "no warnings, no summary", NULL},
	[CAPTURE] = {"capture", 0, "FILE", "keep what comes in, to run this stage again alone", NULL},
	[PATIENCE] = {"patience", 0, "SECONDS", "wait so long for a peer over ZeroMQ (60; 0: for ever)", NULL},
	[TAP] = {"tap", 0, "ENDPOINT", "let pmi-tap look on there", NULL},
	[EXPLAIN] = {"explain", 0, "FILE", "which rules looked at each act, as JSON lines", NULL},
	[HELP] = {"help", 'h', NULL, "this text", NULL},
	[VERSION] = {"version", 'V', NULL, "the version", NULL},
};

/* All the options of one program: its own first. */
struct table {
	const struct usage *usage;
	const struct option_spec *spec[OWN_MAX + COMMON_COUNT];
	unsigned own, count;
	struct option longs[OWN_MAX + COMMON_COUNT + 1];
	char letters[2 * (OWN_MAX + COMMON_COUNT) + 2];
};

static void
table_add(struct table *table, const struct option_spec *spec, size_t *letter)
{
	table->longs[table->count] = (struct option){
		.name = spec->name,
		.has_arg = spec->value ? required_argument : no_argument,
		.val = LONG_BASE + (int)table->count,
	};
	if (spec->letter) {
		table->letters[(*letter)++] = spec->letter;
		if (spec->value)
			table->letters[(*letter)++] = ':';
	}
	table->spec[table->count++] = spec;
}

static void
table_fill(struct table *table, const struct usage *usage)
{
	size_t letter = 0;

	*table = (struct table){.usage = usage};
	table->letters[letter++] = ':'; /* a missing value is told from an unknown option */
	for (const struct option_spec *own = usage->options; own && own->name; own++) {
		if (table->count == OWN_MAX)
			die(EX_SOFTWARE, "more than %d options", OWN_MAX);
		table_add(table, own, &letter);
	}
	table->own = table->count;
	for (unsigned i = 0; i < COMMON_COUNT; i++) /* a bit of `without` each, in this order */
		if (!(usage->without >> i & 1))
			table_add(table, &common[i], &letter);
}

/* ---- Help */

static int
option_width(const struct option_spec *spec)
{
	size_t value = spec->value ? strlen(spec->value) + 1 : 0;

	return (int)(strlen(spec->name) + value);
}

static void
print_option(const struct option_spec *spec, int width)
{
	char letter[5] = "    ";

	if (spec->letter)
		snprintf(letter, sizeof letter, "-%c, ", spec->letter);
	printf("  %s--%s%s%s%*s  %s\n", letter, spec->name, spec->value ? " " : "",
		spec->value ? spec->value : "", width - option_width(spec), "", spec->help);
}

static _Noreturn void
end_of_output(void)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		die_errno(EX_IOERR, "standard output");
	exit(EX_OK);
}

static _Noreturn void
print_help(const struct table *table)
{
	const struct usage *usage = table->usage;
	int width = 0;

	for (unsigned i = 0; i < table->count; i++)
		if (option_width(table->spec[i]) > width)
			width = option_width(table->spec[i]);
	printf("Usage: %s %s\n%s\n\nOptions:\n", usage->program, usage->synopsis, usage->purpose);
	for (unsigned i = 0; i < table->count; i++)
		print_option(table->spec[i], width);
	if (usage->examples && *usage->examples)
		printf("\nExamples:\n%s", usage->examples);
	printf("\nExit codes: 0 done, 64 usage, 65 bad data, 66 no input, 69 no peer,\n"
	       "70 accounts do not balance, 71 the system, 73 cannot create, 74 input/output,\n"
	       "75 try again, 78 configuration\n");
	end_of_output();
}

static _Noreturn void
print_version(const struct table *table)
{
	printf("%s %s\n", table->usage->program, PMI_VERSION);
	end_of_output();
}

/* ---- What is wrong */

static _Noreturn void
unknown_option(const struct table *table, const char *written)
{
	struct nearest nearest = {.word = text_of(written)};

	nearest.word.len = strcspn(written, "=");
	for (unsigned i = 0; i < table->count; i++) {
		char dashed[64];

		snprintf(dashed, sizeof dashed, "--%s", table->spec[i]->name);
		nearest.word.at = written;
		if (text_is(nearest.word, dashed))
			die(EX_USAGE, "--%s takes no value", table->spec[i]->name);
	}
	nearest.word.at += 2; /* "--" */
	nearest.word.len -= 2;
	for (unsigned i = 0; i < table->count; i++)
		nearest_try(&nearest, table->spec[i]->name);
	if (nearest.name)
		die(EX_USAGE, "unknown option %s; did you mean --%s? See %s --help", written,
			nearest.name, table->usage->program);
	die(EX_USAGE, "unknown option %s; see %s --help", written, table->usage->program);
}

static _Noreturn void
wrong_option(const struct table *table, int found, char *argv[])
{
	const char *written = argv[optind - 1];

	if (found == ':')
		die(EX_USAGE, "%s needs a value; see %s --help", written, table->usage->program);
	if (optopt > 0 && optopt < LONG_BASE)
		die(EX_USAGE, "unknown option -%c; see %s --help", optopt, table->usage->program);
	unknown_option(table, written);
}

/* ---- What is right */

static unsigned
table_index(const struct table *table, int found)
{
	unsigned i = 0;

	if (found >= LONG_BASE)
		return (unsigned)(found - LONG_BASE);
	while (i < table->count && table->spec[i]->letter != found)
		i++;
	return i;
}

static int
seconds(const char *value)
{
	int64_t number;

	if (!text_to_int(text_of(value), 0, 86400, &number))
		die(EX_USAGE, "--patience %s: seconds, from 0 (for ever) to 86400", value);
	return (int)number;
}

static void
take_common(struct options *options, const struct table *table, enum common which)
{
	switch (which) {
	case INPUT:
		options->input = optarg;
		break;
	case OUTPUT:
		options->output = optarg;
		options->output_given = true;
		break;
	case CONFIG:
		options->config = optarg;
		break;
	case BOOK:
		options->book = optarg;
		break;
	case CHECK:
		options->check = true;
		break;
	case JSON:
		options->json = true;
		break;
	case PROGRESS:
		options->progress = true;
		break;
	case QUIET:
		options->quiet = true;
		break;
	case CAPTURE:
		options->capture = optarg;
		break;
	case PATIENCE:
		options->patience_s = seconds(optarg);
		break;
	case TAP:
		options->tap = optarg;
		break;
	case EXPLAIN:
		options->explain = optarg;
		break;
	case HELP:
		print_help(table);
	case VERSION:
		print_version(table);
	case COMMON_COUNT:
		break;
	}
}

static void
take(struct options *options, const struct table *table, int found)
{
	unsigned i = table_index(table, found);
	const struct option_spec *spec = table->spec[i];

	if (spec->value && !*optarg)
		die(EX_USAGE, "--%s has an empty value", spec->name);
	if (i >= table->own)
		take_common(options, table, (enum common)(spec - common));
	else
		*spec->into = spec->value ? optarg : "";
}

/* Known before the options are parsed: what is wrong with them is said in that form. */
static bool
wants_json(int argc, char *argv[])
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--json") == 0)
			return true;
	return false;
}

static void
take_operands(struct options *options, int argc, char *argv[], const struct usage *usage)
{
	options->operands = argv + optind;
	options->count = argc - optind;
	if (usage->operands >= 0 && options->count > usage->operands)
		die(EX_USAGE, "unexpected operand \"%s\"; see %s --help",
			options->operands[usage->operands], usage->program);
	for (int i = 0; i < options->count; i++)
		if (!*options->operands[i])
			die(EX_USAGE, "an empty operand; see %s --help", usage->program);
	if (usage->operands != 1 || options->count != 1)
		return;
	if (options->input)
		die(EX_USAGE, "two inputs: --input %s and %s", options->input,
			options->operands[0]);
	options->input = options->operands[0];
}

/* A standard descriptor that is closed would be the next file that is opened, and records or messages
 * would go into that. Opened the wrong way round it stays as useless as it was. */
static void
occupy_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
			exit(EX_OSERR);
}

/* A reader that left and a limit on the size of files are errors of write(2), not ends of a process. */
static void
ignore_signals(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

void
options_parse(struct options *options, int argc, char *argv[], const struct usage *usage)
{
	struct table table;
	int found;

	occupy_descriptors();
	ignore_signals();
	*options = (struct options){.program = usage->program, .output = "-", .patience_s = 60};
	log_open(usage->program, wants_json(argc, argv), false);
	table_fill(&table, usage);
	opterr = 0;
	optind = 0; /* glibc: begin anew */
	while ((found = getopt_long(argc, argv, table.letters, table.longs, NULL)) != -1) {
		if (found == '?' || found == ':')
			wrong_option(&table, found, argv);
		take(options, &table, found);
	}
	take_operands(options, argc, argv, usage);
	if (!options->input)
		options->input = "-";
	log_open(usage->program, options->json, options->quiet);
	options->config = books_config(options->config);
	if (options->book)
		options->config = books_find(books_store(options->config), options->book);
}

int
options_day(const char *value, const char *name, int otherwise)
{
	day_t day;

	if (!value)
		return otherwise;
	day = day_parse(text_of(value));
	if (day == DAY_NONE)
		die(EX_USAGE, "--%s %s: no day (AAAA-MM-JJ)", name, value);
	return day;
}

static const char *
verb_name(const void *verbs, size_t size, size_t i)
{
	return *(const char *const *)(const void *)((const char *)verbs + i * size);
}

size_t
options_verb(const char *word, const void *verbs, size_t size, size_t count)
{
	struct nearest nearest = {.word = text_of(word)};
	char all[256];
	size_t len = 0;

	all[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		const char *name = verb_name(verbs, size, i);

		if (!strcmp(name, word))
			return i;
		nearest_try(&nearest, name);
		if (len < sizeof(all))
			len += (size_t)snprintf(all + len, sizeof(all) - len, "%s%s",
				!i ? "" : i + 1 == count ? " or " : ", ", name);
	}
	die(EX_USAGE, "%s: no such verb; did you mean %s?", word, nearest.name ? nearest.name : all);
}
