/*
 * due - pmi-rulebook due: each list, each payer, and whether it is to be handed over on that day
 */
#include <stdio.h>

#include "columns.h"
#include "extract.h"
#include "log.h"

static void
put_text(struct buffer *out, const struct echu *echu)
{
	char days[3][DAY_SIZE], cell[160];

	snprintf(cell, sizeof(cell), "%.*s", TEXT_ARG(echu->liste->key));
	columns_left(out, cell, 14);
	snprintf(cell, sizeof(cell), "%.*s", TEXT_ARG(echu->payeur->key));
	columns_left(out, cell, 18);
	columns_left(out, echu->last ? day_fr(echu->last->le, days[0]) : "-", 12);
	columns_left(out, echu->raison == RAISON_AUCUNE ? "non" : "OUI", 5);
	columns_put(out, raison_fr(echu->raison));
	if (echu->depuis != DAY_NONE) {
		snprintf(cell, sizeof(cell), " (%s)", day_fr(echu->depuis, days[1]));
		columns_put(out, cell);
	}
	if (echu->prochaine != DAY_NONE) {
		snprintf(cell, sizeof(cell), " ; ensuite le %s", day_fr(echu->prochaine, days[2]));
		columns_put(out, cell);
	}
	columns_put(out, "\n");
}

static void
put_line(struct buffer *out, bool as_json, const struct echu *echu)
{
	struct json json = {.out = out};

	if (!as_json) {
		put_text(out, echu);
		return;
	}
	json_open(&json, '{');
	json_pair_text(&json, "liste", echu->liste->key);
	put_echu_json(&json, echu);
	json_close(&json, '}');
	buffer_add(out, "\n", 1);
}

static void
put_list(struct buffer *out, bool as_json, const struct view *view, const struct transmissions *t,
	const struct liste *liste, day_t at)
{
	struct rows rows;

	rows_make(&rows, view, liste, at);
	for (size_t i = 0; i < liste->destinataires.count; i++) {
		struct echu echu = echu_at(view, t, liste, payeurs_find(&t->payeurs, liste->destinataires.at[i]), &rows,
			at);

		put_line(out, as_json, &echu);
	}
}

int
list_due(const struct request *request)
{
	day_t at = options_day(request->at, "at", DAY_NONE);
	struct transmissions transmissions;
	struct buffer out = {0};
	struct view view;

	if (at == DAY_NONE)
		die(EX_USAGE, "--at DATE: the day on which it is asked");
	transmissions_load(&transmissions, request->options->config);
	view_open(&view, request->options->config);
	if (!request->options->json)
		columns_put(&out, "liste         destinataire      remise      due  pourquoi\n");
	for (size_t i = 0; i < transmissions.count; i++)
		put_list(&out, request->options->json, &view, &transmissions, &transmissions.listes[i], at);
	put_out(&out);
	buffer_free(&out);
	view_free(&view);
	return EX_OK;
}
