#include "sorties.h"

#include "drain.h"
#include "file.h"
#include "log.h"
#include "output.h"
#include "spawn.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ARGUMENTS 12
#define ASKED 64
#define AT_ONCE_MAX 4

/* What pmi-form calls each of its own; pmi-b2 makes the other one. */
static const char *const forms[SORTIE_COUNT] = {[SORTIE_PDF] = "pdf", [SORTIE_CSV] = "csv", [SORTIE_JSON] = "json",
	[SORTIE_ENVOI] = "bordereau"};
#define BY_B2 (1u << SORTIE_B2)
#define SETS (1u << SORTIE_COUNT)

/* Processes of one program, which take lots from one queue. */
struct makers {
	int queue; /* our end; 0: not started */
	pid_t pids[AT_ONCE_MAX]; /* 0: none, or ended */
};

struct sorties {
	const struct emission *e;
	struct makers makers[SETS]; /* by what they make: bits of enum sortie */
	unsigned at_once, running;
	unsigned failed; /* makers of which one did, */
	int code;        /* with this code; 0: none did */
};

static const char *
program_of(unsigned set)
{
	return set & BY_B2 ? "pmi-b2" : "pmi-form";
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
start_one(const struct emission *e, unsigned set, int queue)
{
	char *argv[ARGUMENTS], sign[PATH_SIZE], asked[ASKED];
	unsigned argc = 0;

	path_print(sign, sizeof(sign), "--signatory=%.*s", TEXT_ARG(e->params->signataire->libelle));
	argv[argc++] = (char *)program_of(set);
	argv[argc++] = set & BY_B2 ? (char *)"write" : asked_of(set, asked);
	if (!(set & BY_B2))
		argv[argc++] = sign;
	argv[argc++] = (char *)"--config";
	argv[argc++] = (char *)e->book->dir;
	argv[argc++] = (char *)"--beside";
	argv[argc++] = (char *)"--files-from=-";
	if (log_json())
		argv[argc++] = (char *)"--json";
	if (log_quiet())
		argv[argc++] = (char *)"--quiet";
	argv[argc] = NULL;
	return spawn_beside(argv, &(struct spawn){queue, -1, -1});
}

/* A message a lot: whoever is ready takes the next one whole. */
static void
start(struct sorties *s, unsigned set)
{
	struct makers *makers = &s->makers[set];
	unsigned count = set & BY_B2 ? 1 : s->at_once;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends))
		die_errno(EX_OSERR, "a queue for %s", program_of(set));
	for (unsigned i = 0; i < count; i++)
		makers->pids[i] = start_one(s->e, set, ends[0]);
	s->running += count;
	makers->queue = ends[1];
	close(ends[0]);
}

/* pmi-b2 and pmi-form each make their part. */
static unsigned
part(unsigned wanted, bool b2)
{
	return b2 ? wanted & BY_B2 : wanted & ~BY_B2;
}

struct sorties *
sorties_new(const struct emission *e)
{
	struct sorties *s = calloc(1, sizeof(*s));
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (!s)
		out_of_memory();
	s->e = e;
	s->at_once = processors < 1 ? 1 : processors > AT_ONCE_MAX ? AT_ONCE_MAX : (unsigned)processors;
	if (e->without_sorties)
		return s;
	ledger_share_lock(e->ledger);
	for (size_t i = 0; i < e->params->support_count; i++)
		for (int b2 = 0; b2 < 2; b2++) {
			unsigned set = part(e->params->supports[i].sorties, b2);

			if (set && !s->makers[set].queue)
				start(s, set);
		}
	return s;
}

static unsigned
wanted(const struct emission *e, const struct bordereau *of)
{
	unsigned set = e->without_sorties ? 0 : params_support(e->params, text_of(of->support))->sorties;

	return strcmp(of->genre, genre_names[GENRE_ANNULATION]) ? set : set & 1u << SORTIE_ENVOI;
}

/* ---- One that failed */

/* The first lot that is not all there. */
static void
first_missing(const struct emission *e, unsigned set, char dir[PATH_SIZE])
{
	struct query *lots = bordereaux_of(e);
	struct bordereau of;
	char lot[PATH_SIZE], path[PATH_SIZE];
	bool there = true;

	while (there && bordereau_next(lots, &of)) {
		path_join(dir, PATH_SIZE, e->staging, bordereau_dir(&of, lot));
		for (unsigned i = 0; i < SORTIE_COUNT; i++)
			if (wanted(e, &of) & set & 1u << i)
				there &= path_exists(path_join(path, sizeof(path), dir, sortie_files[i]));
	}
	query_free(lots);
	path_print(dir, PATH_SIZE, "%s", there ? "before the first lot" : lot);
}

/* It said why on stderr. */
static _Noreturn void
say(const struct sorties *s)
{
	const char *program = program_of(s->failed);
	int by = s->code - 128;
	char lot[PATH_SIZE];

	if (draining()) /* as they were: Ctrl-C is for all */
		die(EX_TEMPFAIL, "stopped by a signal: nothing is published; run the same line again");
	first_missing(s->e, s->failed, lot);
	if (by == SIGKILL || by == SIGTERM || by == SIGINT || by == SIGHUP)
		die(EX_TEMPFAIL, "%s: %s was killed by signal %d: nothing is published; run the same line again",
			lot, program, by);
	if (by > 0)
		die(EX_SOFTWARE, "%s: %s crashed (signal %d): nothing is published", lot, program, by);
	die(s->code, "%s: %s ended with %d, as it says above: nothing is published. Mend that, or go without "
		     "such files (--no-sorties), and run the same line again", lot, program, s->code);
}

static void
note_end(struct sorties *s, pid_t pid, int code)
{
	for (unsigned set = 0; set < SETS; set++)
		for (unsigned i = 0; i < AT_ONCE_MAX; i++)
			if (s->makers[set].pids[i] == pid) {
				s->makers[set].pids[i] = 0;
				s->running--;
				if (code && !s->code) {
					s->failed = set;
					s->code = code;
				}
				return;
			} /* else of who was in this process before: sh -c 'x & exec pmi-emit' */
}

/* The others are not left behind, to write where all is removed. */
static _Noreturn void
give_up(struct sorties *s)
{
	int code;

	for (unsigned set = 0; set < SETS; set++)
		for (unsigned i = 0; i < AT_ONCE_MAX; i++)
			if (s->makers[set].pids[i])
				kill(s->makers[set].pids[i], SIGKILL);
	while (s->running) {
		pid_t pid = spawn_wait_any(&code);

		note_end(s, pid, code);
	}
	say(s);
}

/* ---- Lots */

/* A socket says which once, where they left lots unread. */
static bool
nobody_reads(void)
{
	return errno == EPIPE || errno == ECONNRESET;
}

/* Waits while they have enough to do. Those that are gone say why when they are waited for. */
static void
queue_up(const struct sorties *s, unsigned set, const char *lot)
{
	char line[PATH_SIZE + 1];

	path_print(line, PATH_SIZE, "%s/%s/lot.msgpack", s->e->staging, lot);
	strcat(line, "\n");
	while (send(s->makers[set].queue, line, strlen(line), MSG_NOSIGNAL) < 0 && !nobody_reads())
		if (errno != EINTR)
			die_errno(EX_OSERR, "the queue for %s", program_of(set));
}

static void
hand_over(struct sorties *s, unsigned set, const char *lot)
{
	pid_t pid;
	int code;

	if (!s->makers[set].queue)
		start(s, set);
	queue_up(s, set, lot);
	while (s->running && (pid = spawn_ended_any(&code)))
		note_end(s, pid, code);
	if (s->code)
		give_up(s);
}

void
sorties_give(struct sorties *s, const struct bordereau *of)
{
	char dir[PATH_SIZE];

	for (int b2 = 0; b2 < 2; b2++) {
		unsigned set = part(wanted(s->e, of), b2);

		if (set)
			hand_over(s, set, bordereau_dir(of, dir));
	}
}

static void
wait_for_all(struct sorties *s)
{
	int code;

	while (s->running) {
		pid_t pid = spawn_wait_any(&code);

		note_end(s, pid, code);
		if (s->code)
			give_up(s);
	}
}

/* What is there is whole: it came under its name at once. */
static void
take_in(struct sorties *s, const char *lot, unsigned set)
{
	char name[PATH_SIZE], path[PATH_SIZE], sha256[SHA256_HEX];

	for (unsigned i = 0; i < SORTIE_COUNT; i++) {
		if (!(set & 1u << i))
			continue;
		path_join(name, sizeof(name), lot, sortie_files[i]);
		if (!path_exists(path_join(path, sizeof(path), s->e->staging, name)))
			wait_for_all(s);
		if (!path_exists(path))
			die(EX_SOFTWARE, "%s: %s did not make it, and did not say why: nothing is published", name,
				program_of(1u << i));
		file_hash(path, sha256);
		emission_file(s->e, name, sha256);
	}
	progress_tell(s->e->progress);
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
sorties_finish(struct sorties *s)
{
	struct query *lots = bordereaux_of(s->e);
	struct bordereau of;
	char dir[PATH_SIZE];

	for (unsigned set = 0; set < SETS; set++)
		if (s->makers[set].queue)
			close(s->makers[set].queue);
	while (bordereau_next(lots, &of))
		take_in(s, bordereau_dir(&of, dir), wanted(s->e, &of));
	wait_for_all(s);
	query_free(lots);
	if (!s->e->without_sorties)
		check_book(s->e);
	free(s);
}
