#include "bordereau.h"

#include "bordereau_csv.h"
#include "bordereau_json.h"
#include "sorties.h"

/* What is printed on a lot that is no original (enum genre). */
static const char *const mentions[GENRE_COUNT] = {
	[GENRE_CORRECTION] = "RECTIFICATIF",
	[GENRE_ANNULATION] = "ANNULATION",
};

static const char *
mention_of(const char *genre)
{
	for (int i = 0; i < GENRE_COUNT; i++)
		if (text_is(text_of(genre), genre_names[i]))
			return mentions[i];
	return NULL;
}

/* A lot's row outlives the query that gave it. */
static void
copy(char *out, size_t size, struct text t)
{
	path_print(out, size, "%.*s", TEXT_ARG(t));
}

static bool
next_lot(struct query *query, struct bordereau *b)
{
	if (!query_row(query))
		return false;
	b->numero = column_int(query, 0);
	copy(b->id, sizeof(b->id), column_text(query, 1));
	copy(b->payeur, sizeof(b->payeur), column_text(query, 2));
	copy(b->support, sizeof(b->support), column_text(query, 3));
	copy(b->periode, sizeof(b->periode), column_text(query, 4));
	b->factures = column_int(query, 5);
	b->lignes = column_int(query, 6);
	b->amo_cents = column_int(query, 7);
	copy(b->genre, sizeof(b->genre), column_text(query, 8));
	b->mention = mention_of(b->genre);
	return true;
}

static struct output *
open_file(const struct emission *e, const char *dir, const char *name)
{
	char path[PATH_SIZE], relative[PATH_SIZE];

	path_join(relative, sizeof(relative), dir, name);
	return output_open(path_join(path, sizeof(path), e->staging, relative));
}

static void
close_file(const struct emission *e, struct output *output, const char *dir, const char *name)
{
	char relative[PATH_SIZE], sha256[65];

	output_close(output, sha256);
	emission_file(e, path_join(relative, sizeof(relative), dir, name), sha256);
}

/* Both at once: the lines of a lot stand all over the ledger. */
static void
write_bordereaux(struct bordereau *b, struct query *lines, const char *dir)
{
	const struct emission *e = b->emission;
	struct bordereau_json json;

	b->csv = open_file(e, dir, "bordereau.csv");
	b->json = open_file(e, dir, "bordereau.json");
	bordereau_csv_begin(b);
	bordereau_json_begin(&json, b);
	query_int(lines, 1, b->numero);
	while (query_row(lines)) {
		bordereau_csv_line(b, lines);
		bordereau_json_line(&json, lines);
		progress_tell(e->progress);
	}
	bordereau_csv_end(b);
	bordereau_json_end(&json);
	close_file(e, b->csv, dir, "bordereau.csv");
	close_file(e, b->json, dir, "bordereau.json");
}

void
bordereaux_write(const struct emission *e, struct lot_files *files)
{
	struct db *db = e->ledger->db;
	struct query *lots = query_new(db, "SELECT numero, id, payeur, support, periode, factures,"
		" lignes, amo_cents, genre FROM lot WHERE emission = ?1 ORDER BY numero");
	struct query *lines = query_new(db, "SELECT n.facture, n.ligne, n.acte_ref, n.id, n.site, n.date_soins,"
		" n.acte_code, n.libelle, n.nature_assurance, n.quantite, n.tarif_cents, n.base_cents, n.taux_bp,"
		" n.amo_cents, n.imputation, n.tarif_ref, ol.id || ', facture ' || o.facture || ', ligne ' || o.ligne,"
		" o.acte_ref, n.repris_cents FROM acte AS n LEFT JOIN acte AS o ON o.numero = n.remplace"
		" LEFT JOIN lot AS ol ON ol.numero = o.lot WHERE n.lot = ?1 ORDER BY n.facture, n.ligne");
	struct sorties *sorties = sorties_new(e);
	struct bordereau b = {.emission = e};
	char dir[PATH_SIZE], path[PATH_SIZE];

	query_int(lots, 1, e->numero);
	while (next_lot(lots, &b)) {
		path_print(dir, sizeof(dir), "lots/%s-%s-%s-%s", b.id, b.payeur, b.support, b.periode);
		directory_make(path_join(path, sizeof(path), e->staging, dir));
		write_bordereaux(&b, lines, dir);
		lot_file_write(files, b.numero, path_join(path, sizeof(path), dir, "lot.msgpack"));
		sorties_begin(sorties, &b, dir);
	}
	sorties_finish(sorties);
	query_free(lots);
	query_free(lines);
}
