#include "sorties.h"

#include "bordereau_csv.h"
#include "file.h"
#include "log.h"
#include "spawn.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ARGUMENTS 12
#define AT_ONCE_MAX 4

/* How each is made: program, then what it is asked for. */
static const struct {
	const char *program, *asked;
} makers[SORTIE_COUNT] = {
	[SORTIE_B2] = {"pmi-b2", "write"},
	[SORTIE_PDF] = {"pmi-form", "--as=pdf"},
	[SORTIE_CSV] = {"pmi-form", "--as=csv"},
	[SORTIE_JSON] = {"pmi-form", "--as=json"},
	[SORTIE_ENVOI] = {"pmi-form", "--as=bordereau"},
};

/* One that is being made. */
struct making {
	pid_t pid; /* 0: nothing */
	enum sortie sortie;
	char path[PATH_SIZE]; /* relative to the staging directory */
};

struct sorties {
	const struct emission *e;
	struct making making[AT_ONCE_MAX];
	unsigned at_once;
};

struct sorties *
sorties_new(const struct emission *e)
{
	struct sorties *sorties = calloc(1, sizeof(*sorties));
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (!sorties)
		out_of_memory();
	sorties->e = e;
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

/* It said why on stderr. The others are not left behind, to write where all is removed. */
static _Noreturn void
give_up(struct sorties *sorties, const struct making *failed, int code)
{
	const char *program = makers[failed->sortie].program;
	int by = code - 128, other;
	char path[PATH_SIZE];

	path_print(path, sizeof(path), "%s", failed->path);
	while (wait_for_one(sorties, &other))
		;
	if (by == SIGKILL || by == SIGTERM || by == SIGINT || by == SIGHUP)
		die(EX_TEMPFAIL, "%s: %s was killed by signal %d: nothing is published; run the same line again",
			path, program, by);
	if (by > 0)
		die(EX_SOFTWARE, "%s: %s crashed (signal %d): nothing is published", path, program, by);
	die(code, "%s: %s ended with %d, as it says above: nothing is published. Mend that, or go without "
		  "such files (--no-sorties), and run the same line again", path, program, code);
}

/* Returns where it was. */
static struct making *
end_one(struct sorties *sorties)
{
	char path[PATH_SIZE], sha256[SHA256_HEX];
	struct making *making;
	int code;

	if (!(making = wait_for_one(sorties, &code)))
		return NULL;
	if (code)
		give_up(sorties, making, code);
	file_hash(path_join(path, sizeof(path), sorties->e->staging, making->path), sha256);
	emission_file(sorties->e, making->path, sha256);
	progress_tell(sorties->e->progress);
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

static pid_t
start(const struct emission *e, enum sortie sortie, bool signed_table, const char *lot, const char *out)
{
	char *argv[ARGUMENTS], sign[PATH_SIZE];
	unsigned argc = 0;

	path_print(sign, sizeof(sign), "--signatory=%.*s", TEXT_ARG(e->params->signataire->libelle));
	argv[argc++] = (char *)makers[sortie].program;
	argv[argc++] = (char *)makers[sortie].asked;
	argv[argc++] = (char *)"--config";
	argv[argc++] = (char *)e->book->dir;
	argv[argc++] = (char *)"--output";
	argv[argc++] = (char *)out;
	if (signed_table && sortie != SORTIE_B2)
		argv[argc++] = sign;
	if (log_json())
		argv[argc++] = (char *)"--json";
	if (log_quiet())
		argv[argc++] = (char *)"--quiet";
	argv[argc++] = (char *)lot;
	argv[argc] = NULL;
	return spawn_beside(argv, &(struct spawn){-1, -1, -1});
}

void
sorties_begin(struct sorties *sorties, const struct bordereau *of, const char *dir)
{
	const struct emission *e = sorties->e;
	unsigned wanted = e->without_sorties ? 0 : params_support(e->params, text_of(of->support))->sorties;
	char lot[PATH_SIZE], out[PATH_SIZE];

	if (!strcmp(of->genre, genre_names[GENRE_ANNULATION]))
		wanted &= 1u << SORTIE_ENVOI;
	path_print(lot, sizeof(lot), "%s/%s/lot.msgpack", e->staging, dir);
	for (unsigned i = 0; i < SORTIE_COUNT; i++) {
		struct making *making;

		if (!(wanted & 1u << i))
			continue;
		making = free_place(sorties);
		making->sortie = (enum sortie)i;
		path_join(making->path, sizeof(making->path), dir, sortie_files[i]);
		path_join(out, sizeof(out), e->staging, making->path);
		making->pid = start(e, making->sortie, !strcmp(of->support, "recapitulatif"), lot, out);
	}
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
	while (end_one(sorties))
		;
	if (!sorties->e->without_sorties)
		check_book(sorties->e);
	free(sorties);
}
