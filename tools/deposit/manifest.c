/*
 * manifest - what lies in a directory of a destination: one JSON object, the same bytes for the same drop
 */
#include "buffer.h"
#include "drop.h"
#include "json_rows.h"
#include "output.h"

/* Said in each, so that nobody takes it for something else. */
static const char *const natures[] = {
	[NATURE_B2] = "B2 non sécurisé, préparé : pas une FSE",
	[NATURE_PAPIER] = "papier, préparé : à imprimer et à signer ; pas une FSE",
};

static const char *const lot_columns[] = {"*lot", "*payeur", "*support", "*periode", "factures", "lignes",
	"amo_cents", "*genre", NULL};
static const char lots_sql[] = "SELECT id, payeur, support, periode, factures, lignes, amo_cents, genre FROM lot"
	" WHERE numero IN (SELECT lot FROM depot_fichier WHERE destination = ?1 AND emission = ?2) ORDER BY numero";

static const char *const file_columns[] = {"*nom", "*lot", "*chemin", "*sha256", "octets", NULL};
static const char files_sql[] = "SELECT nom, lot.id, chemin, sha256, octets FROM depot_fichier AS d"
	" JOIN fichier USING (emission, chemin) JOIN lot ON lot.numero = d.lot"
	" WHERE d.destination = ?1 AND d.emission = ?2 ORDER BY nom";

static const char *const total_columns[] = {"lots", "factures", "lignes", "amo_cents", NULL};
static const char totals_sql[] = "SELECT count(*), sum(factures), sum(lignes), sum(amo_cents) FROM lot"
	" WHERE numero IN (SELECT lot FROM depot_fichier WHERE destination = ?1 AND emission = ?2)";

static struct query *
ask(const struct drop *drop, const char *sql)
{
	struct query *query = query_new(drop->ledger->db, sql);

	query_text(query, 1, drop->depot->nom);
	query_int(query, 2, drop->emission);
	return query;
}

static void
write_rows(struct json *json, const struct drop *drop, const char *key, const char *sql,
	const char *const *columns)
{
	struct query *query = ask(drop, sql);

	json_rows(json, key, query, columns);
	query_free(query);
}

static void
write_head(struct json *json, const struct drop *drop)
{
	struct query *query = ask(drop, "SELECT run, as_of, livre_nom, livre_hash FROM emission WHERE ?1 <> ''"
		" AND numero = ?2");

	query_row(query);
	json_pair_text(json, "destination", drop->depot->nom);
	json_pair_text(json, "nature", text_of(natures[drop->depot->nature]));
	json_pair_int(json, "emission", drop->emission);
	json_pair_text(json, "run", column_text(query, 0));
	json_pair_text(json, "as_of", column_text(query, 1));
	json_key(json, "book");
	json_open(json, '{');
	json_pair_text(json, "name", column_text(query, 2));
	json_pair_text(json, "hash", column_text(query, 3));
	json_close(json, '}');
	query_free(query);
}

static void
write_totals(struct json *json, const struct drop *drop)
{
	struct query *query = ask(drop, totals_sql);

	query_row(query);
	json_key(json, "totaux");
	json_open(json, '{');
	for (int i = 0; total_columns[i]; i++)
		json_pair_int(json, total_columns[i], column_int(query, i));
	json_close(json, '}');
	query_free(query);
}

void
drop_manifest(const struct drop *drop, char sha256[65])
{
	struct buffer bytes = {0};
	struct json json = {.out = &bytes};
	char path[PATH_SIZE];
	struct output *output = output_open(path_join(path, sizeof(path), drop->staging, "manifest.json"));

	json_open(&json, '{');
	write_head(&json, drop);
	write_rows(&json, drop, "lots", lots_sql, lot_columns);
	write_rows(&json, drop, "files", files_sql, file_columns);
	write_totals(&json, drop);
	json_close(&json, '}');
	buffer_add(&bytes, "\n", 1);
	output_write(output, bytes.at, bytes.len);
	output_close(output, sha256);
	buffer_free(&bytes);
}
