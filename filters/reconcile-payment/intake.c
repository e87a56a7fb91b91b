#include "intake.h"

#include "balances.h"
#include "log.h"
#include "movement.h"
#include "returns.h"
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct intake {
	struct run *run;
	struct sources *sources;
	struct identities *identities;
	struct movements *movements;
	struct returns *returns;
	struct refused *refused;
	int64_t ours; /* statements and movements of the account */
};

static bool
is_socket(const char *endpoint)
{
	return strstr(endpoint, "://") != NULL;
}

static char **
command(const struct options *options, const char *as_of)
{
	static const char *const before[] = {"pmi-ingest", "--as-of", "", "--config", ""};
	size_t count = sizeof(before) / sizeof(*before);
	char **argv = calloc((size_t)options->count + count + 5, sizeof(*argv));

	if (!argv)
		out_of_memory();
	for (size_t i = 0; i < count; i++)
		argv[i] = (char *)(uintptr_t)(i == 2 ? as_of : i == 4 ? options->config : before[i]);
	if (options->json)
		argv[count++] = (char *)(uintptr_t)"--json";
	argv[count++] = (char *)(uintptr_t)"--quiet"; /* what it took is told by this process */
	argv[count++] = (char *)(uintptr_t)"--";
	for (int i = 0; i < options->count; i++)
		argv[count++] = options->operands[i];
	if (!options->count)
		argv[count++] = (char *)(uintptr_t)options->input;
	return argv;
}

static void
check_readable(const struct options *options)
{
	for (int i = 0; i < options->count; i++)
		if (strcmp(options->operands[i], "-") && access(options->operands[i], R_OK))
			die_errno(EX_NOINPUT, "%s", options->operands[i]);
	if (!options->count && strcmp(options->input, "-") && access(options->input, R_OK))
		die_errno(EX_NOINPUT, "%s", options->input);
}

int
intake_start(struct options *options, const char *as_of)
{
	int ends[2], pid;
	char **argv;

	if (!options->count && is_socket(options->input))
		return 0;
	check_readable(options);
	if (pipe2(ends, O_CLOEXEC))
		die_errno(EX_OSERR, "pipe");
	argv = command(options, as_of);
	pid = spawn_beside(argv, &(struct spawn){-1, ends[1], -1});
	free(argv);
	close(ends[1]);
	if (dup2(ends[0], STDIN_FILENO) < 0)
		die_errno(EX_OSERR, "dup2");
	close(ends[0]);
	options->input = "-";
	return pid;
}

int
intake_wait(int pid)
{
	int code = 0;

	while (pid && (code = spawn_wait(pid)) < 0)
		;
	return code;
}

/* What a record of that kind is about, and must say. */
static const struct {
	const char *retour;
	enum field needed[4];
} kinds[] = {
	{"mouvement", {F_COMPTE, F_DATE_COMPTABLE, F_MOUVEMENT_CENTS, FIELD_NONE}},
	{"encaissement", {F_DATE_COMPTABLE, F_MOUVEMENT_CENTS, FIELD_NONE}},
	{"releve", {F_COMPTE, F_DATE_COMPTABLE, F_SOLDE_CENTS, F_SOLDE_AVANT_CENTS}},
	{"facture", {F_NUMERO_LOT, F_ETAT_RETOUR, FIELD_NONE}},
	{"ligne", {F_NUMERO_LOT, F_LIGNE_FACTURE, F_ETAT_RETOUR, FIELD_NONE}},
	{"retenue", {F_MOUVEMENT_CENTS, FIELD_NONE}},
	{"forfait", {F_MOUVEMENT_CENTS, FIELD_NONE}},
	{"reglement", {F_DATE_COMPTABLE, F_MOUVEMENT_CENTS, FIELD_NONE}},
	{"accuse", {F_NUMERO_LOT, F_ETAT_RETOUR, FIELD_NONE}},
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))

static bool
is_whole(const struct record *rec)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (!record_is(rec, F_RETOUR, kinds[i].retour))
			continue;
		for (size_t k = 0; k < 4 && kinds[i].needed[k] != FIELD_NONE; k++)
			if (!record_has(rec, kinds[i].needed[k]))
				return false;
		return !record_is(rec, F_ETAT_RETOUR, "paye") || record_has(rec, F_PAYE_CENTS);
	}
	return false;
}

static void
take(struct intake *in, const struct record *rec)
{
	bool movement = record_is(rec, F_RETOUR, "mouvement") || record_is(rec, F_RETOUR, "encaissement");
	struct text source;
	int64_t releve = source_of(in->sources, rec, &source);

	if (record_is(rec, F_RETOUR, "releve")) {
		bool ours = account_is_ours(in->run, record_text(rec, F_COMPTE));

		in->ours += ours;
		in->run->counts.elsewhere += !ours;
		if (ours)
			solde_take(in->run, rec, releve);
	} else if (movement) {
		int64_t elsewhere = in->run->counts.elsewhere;

		movement_take(in->movements, rec, releve, source);
		in->ours += elsewhere == in->run->counts.elsewhere;
	} else if (record_is(rec, F_RETOUR, "accuse")) {
		accuse_take(in->returns, rec, releve, source);
	} else {
		return_take(in->returns, rec, releve, source);
	}
}

static void
refuse(struct intake *in, struct record *rec)
{
	if (rec->statut == STATUT_ACCEPTED) {
		struct defects defects = {.trace = rec->trace};

		rule(&defects, "R229");
		defect(&defects, "retour-incomplet", F_RETOUR);
		record_judge(rec, &defects);
	}
	in->run->counts.refused++;
	refused_add(in->refused, rec);
}

static void
check_account(const struct intake *in, const struct filter *f)
{
	const struct counts *c = &in->run->counts;

	if (f->failed == EX_OK && c->elsewhere && !in->ours && !c->factures && !c->reglements && !c->accuses)
		die(EX_DATAERR, "%.*s: no statement is of the account of the convention "
			"(config/conventions.yaml: compte)", TEXT_ARG(f->head.source));
}

void
intake_take(struct run *run, struct filter *f, struct effects *effects, struct refused *refused)
{
	struct identities *identities = identities_new(run);
	struct intake in = {run, sources_new(run), identities, movements_new(run, identities, effects),
		returns_new(run, identities, effects), refused, 0};
	struct record *rec;

	while ((rec = filter_read(f))) {
		if (!record_has(rec, F_RETOUR))
			run->counts.acts++;
		else if (rec->statut != STATUT_ACCEPTED || !is_whole(rec))
			refuse(&in, rec);
		else
			take(&in, rec);
	}
	check_account(&in, f);
	if (returns_end(in.returns))
		warn("%lld parts of a transfer that the file does not tell of: they are kept without it",
			(long long)returns_end(in.returns));
	movements_free(in.movements);
	returns_free(in.returns);
	sources_free(in.sources);
	identities_free(identities);
}
