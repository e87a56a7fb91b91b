#include "outcome.h"

#include "log.h"
#include "money.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static struct db *
ledger_of(const struct refus *refus)
{
	char path[LEDGER_PATH_SIZE];

	return ledger_read(ledger_path(path, refus->dir, refus->ledger));
}

int64_t
outcome_before(const struct refus *refus)
{
	struct db *db = ledger_of(refus);
	int64_t last = db_number(db, "SELECT max(numero) FROM emission", 0);

	db_close(db);
	return last;
}

/* One motif of what was refused again; deja-facture: it was billed meanwhile. */
static void
add_again(struct outcome *o, struct text code, int64_t acts, bool json)
{
	struct json member = {.out = &o->again, .comma = o->again_count > 0};
	char text[80];

	if (text_is(code, "deja-facture")) {
		o->billed_before += acts;
		return;
	}
	if (json) {
		json_key_text(&member, code);
		json_int(&member, acts);
	} else {
		snprintf(text, sizeof(text), "%s%.*s %" PRId64, o->again_count ? ", " : "",
			TEXT_ARG(code), acts);
		buffer_add(&o->again, text, strlen(text));
	}
	o->again_count += acts;
}

static void
read_billed(struct outcome *o, struct db *db)
{
	struct query *query = query_new(db, "SELECT count(*), sum(acte.amo_cents) FROM acte JOIN lot"
		" ON lot.numero = acte.lot WHERE lot.emission = ?1");

	query_int(query, 1, o->emission);
	query_row(query);
	o->billed = column_int(query, 0);
	o->amo_cents = column_int(query, 1);
	query_free(query);
}

static void
read_refused(struct outcome *o, struct db *db, bool json)
{
	struct query *query = query_new(db, "SELECT code, sum(actes) FROM refus WHERE emission = ?1"
		" GROUP BY code ORDER BY 2 DESC, 1");

	query_int(query, 1, o->emission);
	while (query_row(query))
		add_again(o, column_text(query, 0), column_int(query, 1), json);
	query_free(query);
}

void
outcome_read(struct outcome *o, const struct refus *refus, int64_t before)
{
	struct db *db = ledger_of(refus);
	struct query *query = query_new(db, "SELECT min(numero), count(*) FROM emission"
		" WHERE numero > ?1 AND recus = ?2");

	query_int(query, 1, before);
	query_int(query, 2, o->given);
	query_row(query);
	o->emission = column_int(query, 0);
	if (column_int(query, 1) != 1)
		die(EX_TEMPFAIL, "pmi-%s was replayed, and another process emitted at the same time: "
			"pmi-report and pmi-refus ls say what became of it", o->etape);
	query_free(query);
	read_billed(o, db);
	read_refused(o, db, refus->options->json);
	db_close(db);
}

static void
say_json(const struct outcome *o)
{
	struct buffer line = {0};
	struct json json = {.out = &line};
	const struct {
		const char *key;
		int64_t value;
	} numbers[] = {{"given", o->given}, {"emission", o->emission}, {"billed", o->billed},
		{"amo_cents", o->amo_cents}, {"billed_before", o->billed_before}};

	json_open(&json, '{');
	json_pair_text(&json, "etape", text_of(o->etape));
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		json_pair_int(&json, numbers[i].key, numbers[i].value);
	}
	json_key(&json, "refused");
	json_open(&json, '{');
	buffer_add(&line, o->again.at, o->again.len);
	json_close(&json, '}');
	json_close(&json, '}');
	put_line(&line);
	buffer_free(&line);
}

void
outcome_say(const struct outcome *o, bool json)
{
	char amount[MONEY_SIZE];

	if (json) {
		say_json(o);
		return;
	}
	printf("%s: %" PRId64 " given: billed now %" PRId64 " (%s EUR), refused again %" PRId64, o->etape,
		o->given, o->billed, money_format(o->amo_cents, '.', amount), o->again_count);
	if (o->again_count)
		printf(" (%.*s)", (int)o->again.len, (const char *)o->again.at);
	printf(", billed before %" PRId64 "\n", o->billed_before);
}
