/*
 * publish - the file of a bordereau gets its name once its numbers are in the ledger, and can be written again
 */
#include "titres.h"

#include "buffer.h"
#include "json.h"
#include "log.h"
#include "money.h"

#include <inttypes.h>
#include <stdio.h>

/* The bordereau that was made before: --again, or the same question with nothing new. */
int64_t
titres_before(struct titres *titres, const char *again)
{
	char sql[96];
	int64_t numero;

	if (!again)
		return titres_find(titres);
	if (!text_to_int(text_of(again), 1, INT32_MAX, &numero))
		die(EX_USAGE, "--again %s: the number of a bordereau (bordereau_titre.numero)", again);
	snprintf(sql, sizeof(sql), "SELECT numero FROM bordereau_titre WHERE numero = %" PRId64, numero);
	if (!db_number(titres->ledger->db, sql, 0))
		die(EX_DATAERR, "the ledger has no bordereau %" PRId64, numero);
	return numero;
}

/* A file that is written again must be the one that left: the book may have changed meanwhile. */
static void
keep_or_compare(struct titres *titres, bool made, const char *sha256)
{
	struct query *query = query_new(titres->ledger->db, made
		? "UPDATE bordereau_titre SET sha256 = ?2 WHERE numero = ?1"
		: "SELECT livre_hash FROM bordereau_titre WHERE numero = ?1 AND sha256 <> ?2");

	query_int(query, 1, titres->bordereau);
	query_text(query, 2, text_of(sha256));
	while (query_row(query))
		die(EX_CONFIG, "bordereau %" PRId64 " would not be what it was: it was made with the book %.*s (--book)",
			titres->bordereau, TEXT_ARG(column_text(query, 0)));
	query_free(query);
}

/* The numbers stand in the ledger before the file has its name: whoever dies in between has --again. */
void
titres_publish(struct titres *titres, bool made, const char *path, const char *schema)
{
	struct output *output = output_open(path);
	char sha256[65];
	const char *temporary;

	pes_write(titres, output);
	temporary = output_seal(output, sha256);
	if (schema && !titres->draft)
		schema_hold(temporary, schema, path);
	if (!titres->draft) {
		keep_or_compare(titres, made, sha256);
		ledger_commit(titres->ledger);
	}
	output_publish(output);
}

static void
say_json(const struct query *row, const struct titres *titres, const char *name, const char *etat)
{
	struct buffer out = {0};
	struct json json = {.out = &out};

	json_open(&json, '{');
	json_pair_int(&json, "bordereau", titres->bordereau);
	json_pair_int(&json, "exercice", column_int(row, 2));
	json_pair_int(&json, "id_bord", column_int(row, 3));
	json_pair_int(&json, "titres", column_int(row, 0));
	json_pair_int(&json, "cents", column_int(row, 1));
	json_pair_text(&json, "nom_fic", text_of(name));
	json_pair_text(&json, "etat", text_of(etat));
	json_close(&json, '}');
	printf("%.*s\n", (int)out.len, (const char *)out.at);
	buffer_free(&out);
}

void
titres_say(const struct titres *titres, bool made, bool as_json)
{
	struct query *query = query_new(titres->ledger->db,
		"SELECT pieces, cents, exercice, id_bord FROM bordereau_titre WHERE numero = ?1");
	const char *etat = titres->draft ? "brouillon" : made ? "nouveau" : "encore";
	char name[NOM_FIC_SIZE], euros[MONEY_SIZE];

	pes_name(titres, name);
	query_int(query, 1, titres->bordereau);
	while (query_row(query)) {
		if (as_json)
			say_json(query, titres, name, etat);
		else
			printf("bordereau %" PRId64 " (%" PRId64 ", IdBord %07" PRId64 "), %s: %" PRId64 " titres, %s EUR: %s\n",
				titres->bordereau, column_int(query, 2), column_int(query, 3), etat, column_int(query, 0),
				money_format(column_int(query, 1), '.', euros), name);
	}
	query_free(query);
	if (fflush(stdout))
		die_errno(EX_IOERR, "standard output");
}
