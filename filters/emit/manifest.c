#include "manifest.h"

#include "bordereau_json.h"
#include "json_rows.h"

static void
write_rows(struct json *json, const struct emission *e, const char *key, const char *sql,
	const char *const *columns)
{
	struct query *query = query_new(e->ledger->db, sql);

	query_int(query, 1, e->numero);
	json_rows(json, key, query, columns);
	query_free(query);
}

static void
write_tally(struct json *json, const char *key, const struct tally *tally)
{
	json_key(json, key);
	json_open(json, '{');
	json_pair_int(json, "count", tally->actes);
	json_pair_int(json, "montant_cents", tally->montant_cents);
	json_pair_int(json, "amo_cents", tally->amo_cents);
	json_close(json, '}');
}

static void
write_tallies(struct json *json, const struct emission *e)
{
	const struct totals *totals = &e->reception->totals;
	const struct tally received = {(int64_t)totals->records, totals->montant_cents,
		totals->amo_cents};

	write_tally(json, "received", &received);
	for (int i = 0; i < STATUT_COUNT; i++)
		write_tally(json, statut_name((enum statut)i), &e->tally[i]);
}

static void
write_lists(struct json *json, const struct emission *e)
{
	static const char *const lots[] = {"*lot", "*payeur", "*support", "*periode", "factures",
		"lignes", "amo_cents", "*genre", NULL};
	static const char *const refus[] = {"*etape", "*code", "*statut", "count", "montant_cents",
		"amo_cents", NULL};
	static const char *const files[] = {"*path", "*sha256", "size", NULL};

	write_rows(json, e, "lots", "SELECT id, payeur, support, periode, factures, lignes, amo_cents,"
		" genre FROM lot WHERE emission = ?1 ORDER BY numero", lots);
	write_rows(json, e, "refus", "SELECT etape, code, statut, actes, montant_cents, amo_cents"
		" FROM refus WHERE emission = ?1 ORDER BY etape, code, statut", refus);
	write_rows(json, e, "files", "SELECT chemin, sha256, octets FROM fichier WHERE emission = ?1"
		" ORDER BY chemin", files);
}

void
manifest_write(const struct emission *e)
{
	struct buffer bytes = {0};
	struct json json = {.out = &bytes};
	char path[PATH_SIZE], sha256[65];
	struct output *output =
		output_open(path_join(path, sizeof(path), e->staging, "manifest.json"));

	json_open(&json, '{');
	json_origin(&json, e);
	write_tallies(&json, e);
	write_lists(&json, e);
	json_close(&json, '}');
	buffer_add(&bytes, "\n", 1);
	output_write(output, bytes.at, bytes.len);
	output_close(output, sha256);
	buffer_free(&bytes);
}
