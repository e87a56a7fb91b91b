/*
 * select - the options that say which refusals a verb works on
 */
#include "log.h"
#include "refus.h"

#include <string.h>

static void
add(struct query *insert, const char *on, struct text value)
{
	query_text(insert, 1, text_of(on));
	query_text(insert, 2, value);
	query_run(insert);
}

/* A quarter is its three months. */
static void
add_period(struct query *insert, struct text period)
{
	char day[DAY_SIZE] = "0000-01-01", month[DAY_SIZE];
	bool is_quarter = period.len == 7 && period.at[5] == 'T';
	int64_t quarter = 1;
	day_t first;

	if (period.len == 7)
		memcpy(day, period.at, is_quarter ? 5 : 7);
	first = day_parse(text_of(day));
	if (first == DAY_NONE
		|| (is_quarter && !text_to_int((struct text){period.at + 6, 1}, 1, 4, &quarter)))
		die(EX_USAGE, "--period %.*s: a month (AAAA-MM) or a quarter (AAAA-T1 to T4)",
			TEXT_ARG(period));
	for (int i = 0; i < (is_quarter ? 3 : 1); i++) {
		day_format(day_add_months(first, (int)(quarter - 1) * 3 + i), month);
		add(insert, "periode", (struct text){month, 7});
	}
}

static void
add_one(struct query *insert, const char *on, struct text value)
{
	if (!value.len)
		die(EX_USAGE, "a list with an empty place in it");
	if (!strcmp(on, "periode"))
		add_period(insert, value);
	else
		add(insert, on, value);
}

static void
add_list(struct query *insert, const char *on, const char *list)
{
	if (!list)
		return;
	for (;;) {
		size_t len = strcspn(list, ",");

		add_one(insert, on, (struct text){list, len});
		if (!list[len])
			return;
		list += len + 1;
	}
}

static void
check_status(const char *status)
{
	if (status && strcmp(status, "held") && strcmp(status, "rejected"))
		die(EX_USAGE, "--status %s: held or rejected", status);
}

#define ANY_OR(column) \
	"(NOT EXISTS (SELECT 1 FROM choix WHERE sur = '" column "')" \
	" OR " column " IN (SELECT valeur FROM choix WHERE sur = '" column "'))"

void
index_choose(struct index *index, const struct selection *s, enum etat wanted)
{
	struct query *insert = query_new(index->db, "INSERT INTO choix VALUES (?1, ?2)");

	check_status(s->status);
	add_list(insert, "motif", s->motif);
	add_list(insert, "etape", s->stage);
	add_list(insert, "site", s->site);
	add_list(insert, "periode", s->period);
	add_list(insert, "payeur", s->payer);
	add_list(insert, "statut", s->status);
	add_list(insert, "id", s->id);
	if (wanted != ETAT_COUNT)
		add(insert, "etat", text_of(etat_names[wanted]));
	query_free(insert);
	db_exec(index->db, "UPDATE refus SET choisi = iif(" ANY_OR("etat") ", 1, 2)"
		" WHERE " ANY_OR("etape") " AND " ANY_OR("site") " AND " ANY_OR("periode")
		" AND " ANY_OR("payeur") " AND " ANY_OR("statut") " AND " ANY_OR("id")
		" AND (NOT EXISTS (SELECT 1 FROM choix WHERE sur = 'motif') OR EXISTS (SELECT 1 FROM choix"
		" WHERE sur = 'motif' AND instr(refus.motifs, ' ' || valeur || ' ')))");
}

void
refus_choose(struct refus *r)
{
	char path[LEDGER_PATH_SIZE];
	struct db *ledger = ledger_read(ledger_path(path, r->dir, r->ledger));

	index_make(&r->index, r->dir, ledger);
	db_close(ledger);
	index_choose(&r->index, &r->selection, r->all ? ETAT_COUNT : ETAT_OPEN);
}
