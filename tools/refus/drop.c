/*
 * drop - pmi-refus drop: refusals that a person closes for good; and opens again with --undo
 */
#include "log.h"
#include "refus.h"

#include <stdio.h>

/* All that the mark says, but for whose refusal it is. */
static int64_t
mark(struct refus *refus, struct ledger *ledger, day_t as_of)
{
	struct query *rows = index_rows(&refus->index, "choisi = 1");
	struct query *insert = query_new(ledger->db, "INSERT OR IGNORE INTO abandon (structure, acte_ref,"
		" id, emission, etape, code, raison, as_of) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
	struct row row;
	char day[DAY_SIZE];
	int64_t count = 0;

	query_text(insert, 7, text_of(refus->reason));
	query_text(insert, 8, text_of(day_format(as_of, day)));
	for (; row_next(rows, &row); count++) {
		query_text(insert, 1, row.structure);
		query_text(insert, 2, row.acte_ref);
		query_text(insert, 3, row.id);
		query_int(insert, 4, row.emission);
		query_text(insert, 5, row.etape);
		query_text(insert, 6, row.motif);
		query_run(insert);
	}
	query_free(insert);
	query_free(rows);
	return count;
}

static int64_t
unmark(struct refus *refus, struct ledger *ledger)
{
	struct query *rows = index_rows(&refus->index, "choisi = 1");
	struct query *delete = query_new(ledger->db, "DELETE FROM abandon WHERE structure = ?1"
		" AND acte_ref = ?2 AND id = ?3 AND emission = ?4");
	struct row row;
	int64_t count = 0;

	for (; row_next(rows, &row); count++) {
		query_text(delete, 1, row.structure);
		query_text(delete, 2, row.acte_ref);
		query_text(delete, 3, row.id);
		query_int(delete, 4, row.emission);
		query_run(delete);
	}
	query_free(delete);
	query_free(rows);
	return count;
}

static void
check_arguments(const struct refus *refus)
{
	const struct selection *s = &refus->selection;
	bool selected = s->motif || s->stage || s->site || s->period || s->payer || s->status || s->id;

	if (selected == !!refus->all_open)
		die(EX_USAGE, selected ? "--all-open is for no selection"
			: "drop needs a selection, or --all-open");
	if (refus->undo)
		return;
	if (!refus->reason)
		die(EX_USAGE, "drop needs --reason TEXT");
	if (!refus->as_of)
		die(EX_USAGE, "drop needs --as-of DATE, the day that it is decided");
}

static void
say(const struct refus *refus, int64_t count)
{
	const char *key = refus->undo ? "reopened" : "dropped";

	if (refus->options->json)
		printf("{\"%s\":%lld}\n", key, (long long)count);
	else
		printf("%lld refusals %s\n", (long long)count, key);
}

/* The ledger is held from before the refusals are looked at: what is open then is what is dropped. */
int
drop_refusals(struct refus *refus)
{
	char path[LEDGER_PATH_SIZE];
	struct ledger ledger;
	day_t as_of = options_day(refus->as_of, "as-of", DAY_NONE);
	int64_t count;

	check_arguments(refus);
	db_close(ledger_read(ledger_path(path, refus->dir, refus->ledger))); /* none is made here: 66 */
	ledger_open(&ledger, path);
	index_make(&refus->index, refus->dir, ledger.db);
	index_choose(&refus->index, &refus->selection, refus->undo ? ETAT_DROPPED : ETAT_OPEN);
	ledger_begin(&ledger);
	count = refus->undo ? unmark(refus, &ledger) : mark(refus, &ledger, as_of);
	ledger_commit(&ledger);
	ledger_close(&ledger);
	say(refus, count);
	return put_end();
}
