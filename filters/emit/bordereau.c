#include "bordereau.h"

#include "bordereau_csv.h"
#include "bordereau_json.h"
#include "factures.h"
#include "lot_file.h"
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

struct query *
bordereaux_of(const struct emission *e)
{
	struct query *query = query_new(e->ledger->db, "SELECT numero, id, payeur, support, periode, factures,"
		" lignes, amo_cents, genre FROM lot WHERE emission = ?1 ORDER BY numero");

	query_int(query, 1, e->numero);
	return query;
}

bool
bordereau_next(struct query *query, struct bordereau *b)
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

const char *
bordereau_dir(const struct bordereau *b, char dir[PATH_SIZE])
{
	return path_print(dir, PATH_SIZE, "lots/%s-%s-%s-%s", b->id, b->payeur, b->support, b->periode);
}

/* What each lot has, whatever is sent of it. */
enum { FILE_CSV, FILE_JSON, FILE_LOT, FILES };
static const char *const names[FILES] = {"bordereau.csv", "bordereau.json", "lot.msgpack"};

static struct output *
open_file(const struct emission *e, const char *dir, const char *name)
{
	char path[PATH_SIZE], relative[PATH_SIZE];

	path_join(relative, sizeof(relative), dir, name);
	return output_open(path_join(path, sizeof(path), e->staging, relative));
}

/* Those of one lot, which wait for the disk together. */
static void
close_files(const struct emission *e, struct output *const files[FILES], const char *dir)
{
	char relative[PATH_SIZE], sha256[FILES][65];

	output_together();
	for (int i = 0; i < FILES; i++)
		output_close(files[i], sha256[i]);
	output_publish_all();
	for (int i = 0; i < FILES; i++)
		emission_file(e, path_join(relative, sizeof(relative), dir, names[i]), sha256[i]);
}

/* What is made of the acts of a lot, in one reading of them. */
struct making {
	struct bordereau b;
	struct bordereau_json json;
	struct lot_file file;
	struct factures *factures;
	struct lines *lines;
};

static void
open_all(struct making *m, const char *dir)
{
	struct bordereau *b = &m->b;
	const struct emission *e = b->emission;

	b->csv = open_file(e, dir, names[FILE_CSV]);
	b->json = open_file(e, dir, names[FILE_JSON]);
	m->file.output = open_file(e, dir, names[FILE_LOT]);
	output_unread(b->csv);
	output_unread(b->json);
	if (e->without_sorties)
		output_unread(m->file.output);
	bordereau_csv_begin(b);
	bordereau_json_begin(&m->json, b);
	lot_file_begin(&m->file, e->head);
	factures_begin(m->factures, b->numero, params_support(e->params, text_of(b->support)));
	lines_begin(m->lines, b->numero, !b->mention);
}

static void
close_all(struct making *m, const char *dir)
{
	const struct bordereau *b = &m->b;

	bordereau_csv_end(b);
	bordereau_json_end(&m->json);
	lot_file_end(&m->file);
	factures_end(m->factures);
	close_files(b->emission, (struct output *const[FILES]){b->csv, b->json, m->file.output}, dir);
}

/* The lot's own file last: it edits the record. */
static void
write_lot(struct making *m, const char *dir)
{
	const struct bordereau *b = &m->b;
	const struct line *line;

	open_all(m, dir);
	while ((line = lines_next(m->lines))) {
		bordereau_csv_line(b, line);
		bordereau_json_line(&m->json, line);
		factures_line(m->factures, line);
		lot_file_line(&m->file, line, text_of(b->id), text_of(b->support));
		progress_tell(b->emission->progress);
	}
	close_all(m, dir);
}

void
bordereaux_write(const struct emission *e, struct places_file *places, int64_t first, struct sorties *sorties)
{
	struct db *db = e->ledger->db;
	struct query *lots = bordereaux_of(e);
	struct making m = {.b = {.emission = e}, .factures = factures_new(db), .lines = lines_new(db, places, first)};
	char dir[PATH_SIZE], path[PATH_SIZE];

	while (bordereau_next(lots, &m.b)) {
		bordereau_dir(&m.b, dir);
		directory_make(path_join(path, sizeof(path), e->staging, dir));
		write_lot(&m, dir);
		sorties_give(sorties, &m.b);
	}
	factures_free(m.factures);
	lines_free(m.lines);
	query_free(lots);
}
