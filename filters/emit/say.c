/*
 * say - what pmi-emit says of an emission, on stderr: for a person at a terminal, or as JSON
 */
#include "emission.h"
#include "json.h"
#include "log.h"
#include "summary.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

static void
print_json(const struct emission *e, int64_t lots)
{
	const struct {
		const char *key;
		int64_t value;
	} said[] = {{"emission", e->numero}, {"lots", lots},
		{"accepted", e->tally[STATUT_ACCEPTED].actes}, {"held", e->tally[STATUT_HELD].actes},
		{"rejected", e->tally[STATUT_REJECTED].actes},
		{"amo_cents", e->tally[STATUT_ACCEPTED].amo_cents}};
	struct buffer line = {0};
	struct json json = {.out = &line};

	json_open(&json, '{');
	json_pair_text(&json, "programme", text_of(log_program()));
	json_pair_text(&json, "evenement", TEXT("emission"));
	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		json_pair_int(&json, said[i].key, said[i].value);
	}
	summary_usage(&json);
	json_close(&json, '}');
	fprintf(stderr, "%.*s\n", (int)line.len, (const char *)line.at);
	buffer_free(&line);
}

static int64_t
count_lots(const struct emission *e)
{
	struct query *query = query_new(e->ledger->db, "SELECT count(*) FROM lot WHERE emission = ?1");
	int64_t lots;

	query_int(query, 1, e->numero);
	query_row(query);
	lots = column_int(query, 0);
	query_free(query);
	return lots;
}

void
emission_say(const struct emission *e)
{
	int64_t lots = count_lots(e);

	if (log_quiet())
		return;
	if (log_json())
		print_json(e, lots);
	else if (isatty(STDERR_FILENO))
		fprintf(stderr, "%s: emission %" PRId64 ": %" PRId64 " lots; %" PRId64 " acts accepted, %"
				PRId64 " held, %" PRId64 " rejected; %" PRId64 " centimes due\n",
			log_program(), e->numero, lots, e->tally[STATUT_ACCEPTED].actes,
			e->tally[STATUT_HELD].actes, e->tally[STATUT_REJECTED].actes,
			e->tally[STATUT_ACCEPTED].amo_cents);
}
