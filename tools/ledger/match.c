/*
 * match - pmi-ledger match, unmatch: what a person decides of a movement
 *
 * A decision is never changed: taken back, it stands beside its contrary.
 */
#include "attribution.h"
#include "log.h"
#include "verbs.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct decision {
	const struct request *request;
	struct ledger ledger;
	struct ecritures *ecritures;
	struct attributions *attributions;
	struct query *add, *told;
	const char *id; /* of the movement */
	int64_t virement;
	int64_t open_cents;   /* what of it has found no lot */
	int64_t nobody_cents; /* what of it was said to be nobody's */
	int64_t meme;         /* the movement that it is the money of; 0: none */
	bool uncertain;       /* it may be that of another one, and counts nothing yet */
	char as_of[DAY_SIZE];
};

/* What is asked for a column of a row that must be there. */
static int64_t
number_of(struct db *db, const char *sql, int64_t numero, const char *id)
{
	struct query *query = query_new(db, sql);
	int64_t number = 0;
	bool found;

	query_int(query, 1, numero);
	if ((found = query_row(query)))
		number = column_int(query, 0);
	query_free(query);
	if (!found)
		die(EX_DATAERR, "%s is not in the ledger", id);
	return number;
}

static void
read_movement(struct decision *d)
{
	struct db *db = d->ledger.db;
	struct query *row = query_new(db, "SELECT cents - affecte_cents, meme, date_comptable,"
		" raison = 'meme-incertain' FROM virement WHERE numero = ?1");
	char day[DAY_SIZE] = "";

	query_int(row, 1, d->virement);
	if (query_row(row)) {
		d->open_cents = column_int(row, 0);
		d->meme = column_int(row, 1);
		d->uncertain = column_int(row, 3);
		snprintf(day, sizeof(day), "%.*s", TEXT_ARG(column_text(row, 2)));
	}
	query_free(row);
	if (!*day)
		die(EX_DATAERR, "%s is not in the ledger", d->id);
	if (strcmp(d->as_of, day) < 0)
		die(EX_DATAERR, "%s is of %s, later than --as-of %s", d->id, day, d->as_of);
	d->nobody_cents = number_of(db, "SELECT coalesce(sum(cents), 0) FROM decision WHERE virement = ?1"
		" AND lot IS NULL", d->virement, d->id);
}

static void
begin(struct decision *d, const struct request *request)
{
	*d = (struct decision){.request = request, .id = request->operands[0],
		.virement = request_id(request->operands[0], 'V')};
	request_day(request, d->as_of);
	if (!request->raison)
		die(EX_USAGE, "--raison TEXT is needed");
	request_write(request, &d->ledger);
	check_open(d->ledger.db, d->as_of);
	read_movement(d);
	d->ecritures = ecritures_new(d->ledger.db);
	d->attributions = attributions_new(d->ledger.db, d->ecritures);
	d->add = query_new(d->ledger.db, "INSERT INTO decision (virement, lot, cents, raison, as_of)"
		" VALUES (?1, iif(?2 = 0, NULL, ?2), ?3, ?4, ?5)");
	d->told = query_new(d->ledger.db, "UPDATE virement SET raison = 'decision', candidats = 0 WHERE numero = ?1");
}

static int
end(struct decision *d)
{
	query_free(d->add);
	query_free(d->told);
	attributions_free(d->attributions);
	ecritures_free(d->ecritures);
	ledger_commit(&d->ledger);
	ledger_close(&d->ledger);
	return put_end();
}

static void
say(const struct decision *d, int64_t lot, int64_t cents)
{
	char id[LEDGER_ID_SIZE], euros[MONEY_SIZE];
	struct buffer line = {0};
	struct json json = {.out = &line};

	ledger_id(id, 'L', lot);
	if (!d->request->options->json) {
		printf("%s: %s of it for %s\n", d->id, money_format(cents, '.', euros), lot ? id : "nobody");
		return;
	}
	json_open(&json, '{');
	json_pair_text(&json, "virement", text_of(d->id));
	json_pair_text(&json, "lot", lot ? text_of(id) : TEXT_ABSENT);
	json_pair_int(&json, "cents", cents);
	json_close(&json, '}');
	put_line(&line);
	buffer_free(&line);
}

static void
say_same(const struct decision *d, const char *id)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	if (!d->request->options->json) {
		printf(id ? "%s: the money of %s\n" : "%s: money of its own\n", d->id, id);
		return;
	}
	json_open(&json, '{');
	json_pair_text(&json, "virement", text_of(d->id));
	json_pair_text(&json, "meme", text_of(id));
	json_close(&json, '}');
	put_line(&line);
	buffer_free(&line);
}

/* From now on no rule attributes it: a person has. `lot` 0: of no lot of ours. */
static void
note(struct decision *d, int64_t lot, int64_t cents)
{
	query_int(d->add, 1, d->virement);
	query_int(d->add, 2, lot);
	query_int(d->add, 3, cents);
	query_text(d->add, 4, text_of(d->request->raison));
	query_text(d->add, 5, text_of(d->as_of));
	query_run(d->add);
	query_int(d->told, 1, d->virement);
	query_run(d->told);
}

/* How often, 1 or -1, it counts from now on. */
static void
count(struct decision *d, int sign)
{
	struct query *set = query_new(d->ledger.db, "UPDATE releve SET credits = credits + ?2 * (v.cents >= 0),"
		" credits_cents = credits_cents + ?2 * max(v.cents, 0), debits = debits + ?2 * (v.cents < 0),"
		" debits_cents = debits_cents + ?2 * min(v.cents, 0) FROM virement AS v WHERE v.numero = ?1"
		" AND releve.numero = v.releve");

	query_int(set, 1, d->virement);
	query_int(set, 2, sign);
	query_run(set);
	query_free(set);
	mouvement_make(d->attributions, d->virement, sign * d->open_cents, text_of(d->as_of));
	d->uncertain = false;
}

/* `lot` 0: it is nobody's, and no account changes. */
static void
decide(struct decision *d, int64_t lot, int64_t cents)
{
	if (d->uncertain)
		count(d, 1);
	note(d, lot, cents);
	if (lot)
		attribution_make(d->attributions, &(struct attribution){d->virement, lot, cents, TEXT("decision"), -1,
			text_of(d->request->raison), text_of(d->as_of)});
	say(d, lot, cents);
}

/* What is asked for, of what waits: no more of it, and not the other way. */
static int64_t
cents_asked(const struct decision *d)
{
	char open[MONEY_SIZE];
	int64_t cents = d->open_cents;

	if (d->request->cents && !text_to_int(text_of(d->request->cents), -MONEY_MAX, MONEY_MAX, &cents))
		die(EX_USAGE, "--cents %s: a number of centimes is expected", d->request->cents);
	if (d->meme)
		die(EX_DATAERR, "%s is the money of V%06" PRId64 ": decide of that", d->id, d->meme);
	if (!d->open_cents)
		die(EX_DATAERR, "%s is attributed already: pmi-ledger unmatch first", d->id);
	if (d->nobody_cents)
		die(EX_DATAERR, "%s was said to be nobody's: pmi-ledger unmatch first", d->id);
	if (!cents || (cents > 0) != (d->open_cents > 0) || llabs(cents) > llabs(d->open_cents))
		die(EX_DATAERR, "%s: --cents %" PRId64 ", but %s waits", d->id, cents,
			money_format(d->open_cents, '.', open));
	return cents;
}

/* A debit gives back what came in: no more than that. */
static void
match_lot(struct decision *d, const char *id)
{
	int64_t lot = request_id(id, 'L'), cents = cents_asked(d);
	int64_t paid = number_of(d->ledger.db, "SELECT paye_cents FROM lot WHERE numero = ?1", lot, id);
	char euros[MONEY_SIZE];

	if (cents < 0 && -cents > paid)
		die(EX_DATAERR, "%s takes back more than the %s that was paid of %s", d->id,
			money_format(paid, '.', euros), id);
	decide(d, lot, cents);
}

static void
match_nobody(struct decision *d)
{
	if (d->request->cents)
		die(EX_USAGE, "--cents is not for --nobody: all that waits is");
	decide(d, 0, cents_asked(d));
}

/* What it pays of each lot of ours, told twice or not, and what it keeps back. */
static const char parts_sql[] =
	"SELECT lot, sum(paye_cents) FROM retour WHERE reglement = ?1 AND lot IS NOT NULL"
	" AND ((genre = 'facture' AND etat = 'paye' AND raison <> 'double') OR (genre = 'retenue' AND raison = 'retenue'))"
	" GROUP BY lot HAVING sum(paye_cents) <> 0";

static void
set_return(struct decision *d, int64_t reglement)
{
	struct query *set = query_new(d->ledger.db, "UPDATE reglement SET virement = ?2, raison = 'decision'"
		" WHERE numero = ?1");

	query_int(set, 1, reglement);
	query_int(set, 2, d->virement);
	query_run(set);
	query_free(set);
}

/* Every part as if it were matched by itself. */
static void
match_return(struct decision *d, const char *id)
{
	int64_t reglement = request_id(id, 'R');
	struct db *db = d->ledger.db;
	struct query *parts;
	int count = 0;

	if (d->request->cents)
		die(EX_USAGE, "--cents is not for a return: it says how much is for each lot");
	if (number_of(db, "SELECT virement IS NOT NULL FROM reglement WHERE numero = ?1", reglement, id))
		die(EX_DATAERR, "%s has its movement already", id);
	if (cents_asked(d) != number_of(db, "SELECT cents FROM reglement WHERE numero = ?1", reglement, id))
		die(EX_DATAERR, "%s is not of the amount that waits of %s", id, d->id);
	set_return(d, reglement);
	parts = query_new(db, parts_sql);
	query_int(parts, 1, reglement);
	for (; query_row(parts); count++)
		decide(d, column_int(parts, 0), column_int(parts, 1));
	query_free(parts);
	if (!count)
		die(EX_DATAERR, "%s pays no lot of ours, or was told twice: match the lot", id);
}

static void
set_same(struct decision *d, int64_t other)
{
	struct query *set = query_new(d->ledger.db, "UPDATE virement SET meme = iif(?2 = 0, NULL, ?2) WHERE numero = ?1");

	query_int(set, 1, d->virement);
	query_int(set, 2, other);
	query_run(set);
	query_free(set);
	note(d, 0, 0);
}

/* The same money, told by bank and treasury: this row of it counts no more. */
static void
match_same(struct decision *d, const char *id)
{
	int64_t other = request_id(id, 'V'), cents = cents_asked(d);
	struct db *db = d->ledger.db;

	if (other == d->virement
		|| number_of(db, "SELECT cents FROM virement WHERE numero = ?1", other, id) != cents
		|| number_of(db, "SELECT meme IS NOT NULL OR EXISTS (SELECT 1 FROM virement WHERE meme = v.numero)"
			" FROM virement AS v WHERE numero = ?1", other, id))
		die(EX_DATAERR, "%s is not the money of %s: another amount, or told twice already", d->id, id);
	if (!d->uncertain)
		count(d, -1);
	set_same(d, other);
	say_same(d, id);
}

int
match_movement(const struct request *request)
{
	const char *to = request->count > 1 ? request->operands[1] : NULL;
	struct decision d;

	if (!to == !request->nobody)
		die(EX_USAGE, "what it is for: a lot (L000012), a return (R000001), a movement (V000002), or --nobody");
	begin(&d, request);
	if (request->nobody)
		match_nobody(&d);
	else if (*to == 'R')
		match_return(&d, to);
	else if (*to == 'V')
		match_same(&d, to);
	else
		match_lot(&d, to);
	return end(&d);
}

/* Its lots, or one of them; whoever had attributed it. */
static int
unmatch_lots(struct decision *d, int64_t only)
{
	struct query *lots = query_new(d->ledger.db, "SELECT lot, sum(cents) FROM affectation WHERE virement = ?1"
		" AND (?2 = 0 OR lot = ?2) GROUP BY lot HAVING sum(cents) <> 0");
	int count = 0;

	query_int(lots, 1, d->virement);
	query_int(lots, 2, only);
	for (; query_row(lots); count++) {
		int64_t lot = column_int(lots, 0), cents = column_int(lots, 1);

		query_reset(lots); /* what it reads is about to be written: it begins again without this lot */
		decide(d, lot, -cents);
	}
	query_free(lots);
	return count;
}

/* It counts, as if it had just come. */
static void
unmatch_same(struct decision *d)
{
	count(d, 1);
	set_same(d, 0);
	say_same(d, NULL);
}

static void
unmatch_return(struct decision *d)
{
	struct query *set = query_new(d->ledger.db, "UPDATE reglement SET virement = NULL, raison = 'decision'"
		" WHERE virement = ?1");

	query_int(set, 1, d->virement);
	query_run(set);
	query_free(set);
}

int
unmatch_movement(const struct request *request)
{
	struct decision d;
	int64_t only = request->count > 1 ? request_id(request->operands[1], 'L') : 0;
	int count;

	begin(&d, request);
	count = unmatch_lots(&d, only);
	if (!only && d.nobody_cents) {
		decide(&d, 0, -d.nobody_cents);
		count++;
	}
	if (!only && d.meme) {
		unmatch_same(&d);
		count++;
	}
	if (!count)
		die(EX_DATAERR, "%s is attributed to nothing that could be taken back", d.id);
	unmatch_return(&d);
	return end(&d);
}
