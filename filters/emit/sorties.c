#include "sorties.h"

#include "bordereau_csv.h"
#include "file.h"
#include "log.h"
#include "spawn.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ARGUMENTS 12
#define LOTS_AT_ONCE 8
#define ACTS_AT_ONCE 150 /* as many as one process is given, so that another has the next ones meanwhile */
#define ASKED 64
#define AT_ONCE_MAX 4

/* What pmi-form calls each of its own; pmi-b2 makes the other one. */
static const char *const forms[SORTIE_COUNT] = {[SORTIE_PDF] = "pdf", [SORTIE_CSV] = "csv", [SORTIE_JSON] = "json",
	[SORTIE_ENVOI] = "bordereau"};
#define BY_FORM (1u << SORTIE_PDF | 1u << SORTIE_CSV | 1u << SORTIE_JSON | 1u << SORTIE_ENVOI)

/* Those of lots that one process is making; of one lot, where it is pmi-b2. */
struct making {
	pid_t pid; /* 0: nothing */
	unsigned set; /* of enum sortie */
	bool sign;
	unsigned lots;
	int64_t acts;
	char dirs[LOTS_AT_ONCE][PATH_SIZE]; /* relative to the staging directory */
};

struct sorties {
	const struct emission *e;
	struct making making[AT_ONCE_MAX];
	unsigned at_once;
	struct making next[2]; /* what pmi-form will be given next: [1] with who signs */
};

struct sorties *
sorties_new(const struct emission *e)
{
	struct sorties *sorties = calloc(1, sizeof(*sorties));
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (!sorties)
		out_of_memory();
	sorties->e = e;
	ledger_share_lock(e->ledger);
	sorties->at_once = processors < 1 ? 1 : processors > AT_ONCE_MAX ? AT_ONCE_MAX : (unsigned)processors;
	return sorties;
}

/* The place that is free, or was first to be; *code of what was made there. NULL: nothing is being made. */
static struct making *
wait_for_one(struct sorties *sorties, int *code)
{
	bool making = false;

	for (unsigned i = 0; i < sorties->at_once; i++)
		making |= sorties->making[i].pid != 0;
	while (making) {
		pid_t pid = spawn_wait_any(code);

		for (unsigned i = 0; i < sorties->at_once; i++)
			if (sorties->making[i].pid == pid) {
				sorties->making[i].pid = 0;
				return &sorties->making[i];
			} /* else of who was in this process before: sh -c 'x & exec pmi-emit' */
	}
	return NULL;
}

static const char *
program_of(const struct making *making)
{
	return making->set & BY_FORM ? "pmi-form" : "pmi-b2";
}

/* It said why on stderr. The others are not left behind, to write where all is removed. */
static _Noreturn void
give_up(struct sorties *sorties, const struct making *failed, int code)
{
	const char *program = program_of(failed);
	int by = code - 128, other;
	char dir[PATH_SIZE];

	path_print(dir, sizeof(dir), failed->lots > 1 ? "%s, the first of %u lots" : "%s", failed->dirs[0],
		failed->lots);
	while (wait_for_one(sorties, &other))
		;
	if (by == SIGKILL || by == SIGTERM || by == SIGINT || by == SIGHUP)
		die(EX_TEMPFAIL, "%s: %s was killed by signal %d: nothing is published; run the same line again",
			dir, program, by);
	if (by > 0)
		die(EX_SOFTWARE, "%s: %s crashed (signal %d): nothing is published", dir, program, by);
	die(code, "%s: %s ended with %d, as it says above: nothing is published. Mend that, or go without "
		  "such files (--no-sorties), and run the same line again", dir, program, code);
}

static void
take_in(const struct emission *e, const char *dir, unsigned set)
{
	char name[PATH_SIZE], path[PATH_SIZE], sha256[SHA256_HEX];

	for (unsigned i = 0; i < SORTIE_COUNT; i++)
		if (set & 1u << i) {
			path_join(name, sizeof(name), dir, sortie_files[i]);
			file_hash(path_join(path, sizeof(path), e->staging, name), sha256);
			emission_file(e, name, sha256);
		}
	progress_tell(e->progress);
}

static void
take_in_all(struct sorties *sorties, struct making *made)
{
	for (unsigned i = 0; i < made->lots; i++)
		take_in(sorties->e, made->dirs[i], made->set);
	made->lots = 0;
}

/* What was made there is still to be taken in. */
static struct making *
end_one(struct sorties *sorties)
{
	int code;
	struct making *making = wait_for_one(sorties, &code);

	if (making && code)
		give_up(sorties, making, code);
	return making;
}

static struct making *
free_place(struct sorties *sorties)
{
	for (unsigned i = 0; i < sorties->at_once; i++)
		if (!sorties->making[i].pid)
			return &sorties->making[i];
	return end_one(sorties);
}

/* "--as=pdf,csv" */
static char *
asked_of(unsigned set, char out[ASKED])
{
	size_t len = (size_t)snprintf(out, ASKED, "--as=");

	for (unsigned i = 0; i < SORTIE_COUNT; i++)
		if (set & 1u << i)
			len += (size_t)snprintf(out + len, ASKED - len, "%s,", forms[i]);
	out[len - 1] = '\0';
	return out;
}

static pid_t
start(const struct emission *e, const struct making *making)
{
	char *argv[ARGUMENTS + LOTS_AT_ONCE], sign[PATH_SIZE], asked[ASKED], out[PATH_SIZE];
	char lots[LOTS_AT_ONCE][PATH_SIZE];
	bool form = making->set & BY_FORM;
	unsigned argc = 0;

	path_print(sign, sizeof(sign), "--signatory=%.*s", TEXT_ARG(e->params->signataire->libelle));
	path_print(out, sizeof(out), "--output=%s/%s/%s", e->staging, making->dirs[0], sortie_files[SORTIE_B2]);
	argv[argc++] = (char *)program_of(making);
	argv[argc++] = form ? asked_of(making->set, asked) : (char *)"write";
	argv[argc++] = (char *)"--config";
	argv[argc++] = (char *)e->book->dir;
	argv[argc++] = form ? (char *)"--beside" : out;
	if (making->sign && form)
		argv[argc++] = sign;
	if (log_json())
		argv[argc++] = (char *)"--json";
	if (log_quiet())
		argv[argc++] = (char *)"--quiet";
	for (unsigned i = 0; i < making->lots; i++) {
		path_print(lots[i], sizeof(lots[i]), "%s/%s/lot.msgpack", e->staging, making->dirs[i]);
		argv[argc++] = lots[i];
	}
	argv[argc] = NULL;
	return spawn_beside(argv, &(struct spawn){-1, -1, -1});
}

/* The next one is begun before what the last one made is read. */
static void
begin(struct sorties *sorties, struct making *next)
{
	struct making *making, made;

	if (!next->lots)
		return;
	making = free_place(sorties);
	made = *making;
	*making = *next;
	making->pid = start(sorties->e, making);
	take_in_all(sorties, &made);
	next->lots = 0;
	next->acts = 0;
}

static void
give(struct making *next, const struct bordereau *of, const char *dir, unsigned set)
{
	next->set = set;
	next->sign = !strcmp(of->support, "recapitulatif");
	next->acts += of->lignes;
	path_print(next->dirs[next->lots++], PATH_SIZE, "%s", dir);
}

/* pmi-form costs more to start than to draw a small lot: one process has several, pmi-b2 one. */
void
sorties_begin(struct sorties *sorties, const struct bordereau *of, const char *dir)
{
	const struct emission *e = sorties->e;
	unsigned wanted = e->without_sorties ? 0 : params_support(e->params, text_of(of->support))->sorties;
	struct making b2 = {0}, *next = &sorties->next[!strcmp(of->support, "recapitulatif")];

	if (!strcmp(of->genre, genre_names[GENRE_ANNULATION]))
		wanted &= 1u << SORTIE_ENVOI;
	if (wanted & ~BY_FORM) {
		give(&b2, of, dir, wanted & ~BY_FORM);
		begin(sorties, &b2);
	}
	if (!(wanted & BY_FORM))
		return;
	if (next->set != (wanted & BY_FORM))
		begin(sorties, next);
	give(next, of, dir, wanted & BY_FORM);
	if (next->lots == LOTS_AT_ONCE || next->acts >= ACTS_AT_ONCE)
		begin(sorties, next);
}

/* The programs read the book after this process did. */
static void
check_book(const struct emission *e)
{
	struct rulebook now;

	rulebook_identify(&now, e->book->dir);
	if (strcmp(now.hash, e->book->hash) != 0)
		die(EX_CONFIG, "%s: the rule book was changed while files were made under it: nothing is published",
			e->book->dir);
}

void
sorties_finish(struct sorties *sorties)
{
	struct making *making;

	for (int sign = 0; sign < 2; sign++)
		begin(sorties, &sorties->next[sign]);
	while ((making = end_one(sorties)))
		take_in_all(sorties, making);
	if (!sorties->e->without_sorties)
		check_book(sorties->e);
	free(sorties);
}
