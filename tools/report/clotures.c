#include "clotures.h"

#include "rows.h"
#include "title.h"

#include <stdio.h>
#include <stdlib.h>

void
clotures_read(struct clotures *c, struct db *db)
{
	struct query *query = query_new(db, "SELECT mois, cloture.as_of, count(DISTINCT e.operation),"
		" coalesce(sum(max(e.cents, 0)), 0) FROM cloture LEFT JOIN ecriture AS e"
		" ON e.numero > cloture.ecriture AND substr(e.date_operation, 1, 7) = mois"
		" GROUP BY mois ORDER BY mois");

	*c = (struct clotures){.count = 0};
	while (query_row(query)) {
		struct cloture *one;

		c->at = rows_more(c->at, c->count, sizeof(*c->at));
		one = &c->at[c->count++];
		rows_copy(one->mois, sizeof(one->mois), column_text(query, 0));
		rows_copy(one->as_of, sizeof(one->as_of), column_text(query, 1));
		one->operations = column_int(query, 2);
		one->cents = column_int(query, 3);
	}
	query_free(query);
}

void
clotures_free(struct clotures *c)
{
	free(c->at);
}

void
clotures_text(struct buffer *out, const struct clotures *c)
{
	static const char *const columns[] = {"#opérations", "débits €", NULL};

	if (!c->count)
		return;
	title(out, "Mois clos : écrit depuis", columns);
	for (size_t i = 0; i < c->count; i++) {
		char name[64];

		snprintf(name, sizeof(name), "%s, clos le %s", c->at[i].mois, c->at[i].as_of);
		columns_put(out, "  ");
		columns_left(out, name, NAME - 2);
		columns_count(out, c->at[i].operations, COUNT);
		columns_euros(out, c->at[i].cents, EUROS);
		columns_put(out, "\n");
	}
}

void
clotures_json(struct json *json, const struct clotures *c)
{
	json_key(json, "clotures");
	json_open(json, '[');
	for (size_t i = 0; i < c->count; i++) {
		json_open(json, '{');
		json_pair_text(json, "mois", text_of(c->at[i].mois));
		json_pair_text(json, "as_of", text_of(c->at[i].as_of));
		json_pair_int(json, "operations_depuis", c->at[i].operations);
		json_pair_int(json, "debits_depuis_cents", c->at[i].cents);
		json_close(json, '}');
	}
	json_close(json, ']');
}
