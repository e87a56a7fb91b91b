/*
 * pmi-why - which rules looked at an act, what each made of it, and what became of it
 *
 *   reads    the ledger and DIR/envois of pmi-emit; the source; lines of --explain
 *   writes   a page on stdout, or a letter
 *   config   regles.yaml motifs.yaml, and what the stages take
 */
#include "why.h"

#include "log.h"
#include "put.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct why why;

static const struct option_spec specs[] = {
	{"directory", 'd', "DIR", "the directory of pmi-emit", &why.dir},
	{"ledger", 0, "FILE", "the ledger (DIR/" LEDGER_FILE ")", &why.ledger},
	{"source", 0, "FILE", "the source of the acts: all is judged again, from its rows on", &why.source},
	{"mapping", 0, "FILE", "how that source writes, as pmi-ingest was told", &why.mapping},
	{"pipeline", 0, "NAME", "the stages and their order (principal)", &why.pipeline},
	{"today", 0, NULL, "under the rule book of --config, whatever was in force", &why.today},
	{"trace", 't', "FILE", "show what a stage wrote with --explain (-: stdin)", &why.trace},
	{"letter", 0, "FILE", "one act, as a page of HTML to print, for a control", &why.letter},
	{"brief", 'b', NULL, "only the rules that refused, or took something from the book", &why.brief},
	{"lang", 0, "LANG", "fr or en (the locale's; French where it says nothing)", &why.lang},
	{0},
};

static const struct usage usage = {
	.program = "pmi-why",
	.synopsis = "-d DIR [OPTION]... ACTE_REF|ID...\n       pmi-why --trace FILE [OPTION]...",
	.purpose = "Says why an act was paid, held or refused: each rule, its article, what it looked at.\n"
		   "With --json, one JSON line an act. Nobody is named.",
	.examples = "  pmi-why -d envoi A00000281\n"
		    "  pmi-why -d envoi --json A00000281 | jq .rejeu\n"
		    "  pmi-why -d envoi --source actes.csv A00000281\n"
		    "  pmi-why -d envoi --letter controle.html A00000281\n"
		    "  pmi-price --explain /dev/stderr <s 2>&1 >/dev/null | pmi-why --trace -\n",
	.options = specs,
	.operands = -1,
	.without = WITHOUT_INPUT | WITHOUT_OUTPUT | WITHOUT_CHECK | WITHOUT_PROGRESS | WITHOUT_STREAM,
};

/* --lang, else the locale as it is looked up for messages; French where nothing says English. */
static bool
is_english(const char *lang)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	if (lang && strcmp(lang, "fr") && strcmp(lang, "en"))
		die(EX_USAGE, "--lang %s: fr or en", lang);
	for (size_t i = 0; !(lang && *lang) && i < sizeof(names) / sizeof(*names); i++)
		lang = getenv(names[i]);
	return lang && !strncmp(lang, "en", 2);
}

static int
show_trace(void)
{
	FILE *file = strcmp(why.trace, "-") ? fopen(why.trace, "r") : stdin;
	char *line = NULL;
	size_t room = 0, number = 0;
	ssize_t len;

	if (!file)
		die_errno(EX_NOINPUT, "%s", why.trace);
	while ((len = getline(&line, &room, file)) > 0) {
		struct arena *arena = arena_new();
		const char *wrong;
		const struct explained *explained = explained_read((struct text){line,
			(size_t)len - (line[len - 1] == '\n')}, arena, &wrong);

		if (!explained)
			die(EX_DATAERR, "%s: line %zu: %s", why.trace, number + 1, wrong);
		number++;
		(why.options->json ? trace_json : trace_text)(&why, explained);
		arena_free(arena);
	}
	if (ferror(file))
		die_errno(EX_IOERR, "%s", why.trace);
	free(line);
	if (file != stdin)
		fclose(file);
	return put_end();
}

/* 65: the same book does not give what was recorded; 66: nothing was left to judge again. */
static int
code_of(const struct acte *acte)
{
	if (acte->agreement == DIFFERS && !why.today) {
		log_error(EX_DATAERR, "%s: judged again, it is not what was recorded: another version of the "
			"programs, or a file that was changed", acte->asked);
		return EX_DATAERR;
	}
	if (acte->record.bytes)
		return EX_OK;
	log_error(EX_NOINPUT, "%s: envois/%04lld/reception.msgpack is gone: give its source with --source",
		acte->asked, (long long)acte->emission.numero);
	return EX_NOINPUT;
}

static int
explain_acts(void)
{
	char path[LEDGER_PATH_SIZE];
	int code, said;

	why.db = ledger_read(ledger_path(path, why.dir, why.ledger));
	code = find_acts(&why, why.options->operands, why.options->count);
	replay_acts(&why);
	for (size_t i = 0; i < why.acte_count; i++) {
		if (why.letter)
			page_letter(&why, &why.actes[i], why.letter);
		else
			(why.options->json ? page_json : page_text)(&why, &why.actes[i]);
		if ((said = code_of(&why.actes[i])) != EX_OK)
			code = said;
	}
	db_close(why.db);
	said = put_end();
	return code ? code : said;
}

int
main(int argc, char *argv[])
{
	struct options options;
	int code;

	options_parse(&options, argc, argv, &usage);
	if (!why.trace == !why.dir || (why.trace && options.count) || (!why.trace && !options.count))
		die(EX_USAGE, "either -d DIR and acts, or --trace FILE (see pmi-why --help)");
	if (why.letter && options.count != 1)
		die(EX_USAGE, "--letter: one act a letter");
	why.options = &options;
	why.english = is_english(why.lang) && !why.letter; /* a letter is in French */
	why.arena = arena_new();
	rulebook_open(&why.book, options.config, "why");
	regles_load(&why.regles, options.config);
	code = why.trace ? show_trace() : explain_acts();
	arena_free(why.arena);
	return code;
}
