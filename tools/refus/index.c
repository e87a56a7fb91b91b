#include "index.h"

#include "shelf.h"

#include <stdio.h>
#include <string.h>

#define MOTIFS_MAX DEFECTS_MAX
#define LIVRE_DIGITS 12

const char *const etat_names[ETAT_COUNT] = {
	[ETAT_OPEN] = "open",
	[ETAT_BILLED] = "billed",
	[ETAT_DROPPED] = "dropped",
};

static const char schema[] =
	/* motifs: " code code ", all of them; motif: the first, under which it is counted */
	"CREATE TABLE refus ("
	" numero INTEGER PRIMARY KEY,"
	" emission INTEGER NOT NULL, etape TEXT NOT NULL, position INTEGER NOT NULL,"
	" structure TEXT NOT NULL, acte_ref TEXT NOT NULL, cle TEXT NOT NULL, id TEXT NOT NULL,"
	" statut TEXT NOT NULL, motifs TEXT NOT NULL, motif TEXT, site TEXT, periode TEXT, payeur TEXT,"
	" montant_cents INTEGER NOT NULL, amo_cents INTEGER NOT NULL, tentative INTEGER NOT NULL,"
	" livre TEXT NOT NULL, etat TEXT NOT NULL, raison TEXT, choisi INTEGER NOT NULL DEFAULT 0"
	") STRICT;"
	"CREATE INDEX refus_acte ON refus (structure, acte_ref, cle);"
	"CREATE TABLE choix (sur TEXT NOT NULL, valeur TEXT NOT NULL) STRICT;";

/* What goes into the index, with the queries that it takes. */
struct making {
	struct query *older, *insert, *billed, *dropped;
	struct refusals *from;
	struct row row;
};

static struct text
or_empty(struct text t)
{
	return t.at ? t : TEXT("");
}

static void
add_motifs(struct buffer *codes, struct row *row, const struct record *rec)
{
	struct record_defect found[MOTIFS_MAX];
	unsigned count = record_defects(rec, F_MOTIFS, found, MOTIFS_MAX);

	codes->len = 0;
	buffer_add(codes, " ", 1);
	for (unsigned i = 0; i < count; i++) {
		struct text code = or_empty(found[i].code);

		buffer_add(codes, code.at, code.len);
		buffer_add(codes, " ", 1);
	}
	row->motifs = (struct text){(const char *)codes->at, codes->len};
	row->motif = count ? found[0].code : TEXT_ABSENT;
}

/* The month of the day of care; of what is no day, none. */
static struct text
month_of(const struct record *rec)
{
	struct text day = record_text(rec, F_DATE_SOINS);

	return record_day(rec, F_DATE_SOINS) == DAY_NONE ? TEXT_ABSENT : (struct text){day.at, 7};
}

static void
fill_row(struct row *row, const struct refusals *from, const struct record *rec)
{
	row->position = from->read - 1;
	row->structure = or_empty(record_text(rec, F_STRUCTURE_FINESS));
	row->acte_ref = or_empty(record_text(rec, F_ACTE_REF));
	row->id = or_empty(record_text(rec, F_ID));
	row->statut = text_of(statut_name(rec->statut));
	row->site = record_text(rec, F_SITE);
	row->periode = month_of(rec);
	row->payeur = record_text(rec, F_PAYEUR);
	row->montant_cents = record_int(rec, F_MONTANT_CENTS, 0);
	row->amo_cents = record_int(rec, F_AMO_CENTS, 0);
	row->tentative = record_int(rec, F_TENTATIVE, 1);
	row->livre = from->head.book_hash;
	row->livre.len = LIVRE_DIGITS;
}

static void
bind_key(struct query *query, const struct row *row)
{
	query_text(query, 1, row->structure);
	query_text(query, 2, row->acte_ref);
}

static void
insert(struct making *making)
{
	const struct row *row = &making->row;
	const struct text texts[] = {row->structure, row->acte_ref, row->acte_ref.len ? TEXT("") : row->id,
		row->id, row->statut, row->motifs, row->motif, row->site, row->periode, row->payeur,
		row->livre, row->etat, row->raison, row->etape};
	const int64_t numbers[] = {row->emission, row->position, row->montant_cents, row->amo_cents,
		row->tentative};
	const int count = sizeof(texts) / sizeof(*texts);

	bind_key(making->older, row);
	query_text(making->older, 3, texts[2]);
	query_int(making->older, 4, row->emission);
	query_run(making->older);
	for (int i = 0; i < count; i++)
		query_text(making->insert, i + 1, texts[i]);
	for (int i = 0; i < (int)(sizeof(numbers) / sizeof(*numbers)); i++)
		query_int(making->insert, count + i + 1, numbers[i]);
	query_run(making->insert);
}

/* Looks the act up in the ledger, then keeps the row: what the ledger says lives until the next look. */
static void
judge_and_insert(struct making *making)
{
	struct row *row = &making->row;
	bool dropped = false, billed;

	bind_key(making->billed, row);
	billed = row->acte_ref.len && query_row(making->billed);
	if (making->dropped) {
		bind_key(making->dropped, row);
		query_text(making->dropped, 3, row->id);
		query_int(making->dropped, 4, row->emission);
		dropped = query_row(making->dropped);
	}
	row->raison = dropped ? column_text(making->dropped, 0) : TEXT_ABSENT;
	row->etat = text_of(etat_names[billed ? ETAT_BILLED : dropped ? ETAT_DROPPED : ETAT_OPEN]);
	insert(making);
	if (billed)
		query_reset(making->billed);
	if (dropped)
		query_reset(making->dropped);
}

static void
add_file(struct making *making, const char *dir, const struct shelf_file *file)
{
	struct refusals from;
	struct buffer codes = {0};
	const struct record *rec;

	refusals_open(&from, dir, file->emission, file->etape);
	making->row = (struct row){.emission = file->emission, .etape = text_of(file->etape)};
	while ((rec = refusals_read(&from))) {
		fill_row(&making->row, &from, rec);
		add_motifs(&codes, &making->row, rec);
		judge_and_insert(making);
	}
	buffer_free(&codes);
	refusals_close(&from);
}

/* The files are listed before the ledger is asked: an act billed meanwhile is then known to be. */
void
index_make(struct index *index, const char *dir, struct db *ledger)
{
	struct making making = {0};
	struct shelf shelf;

	index->db = db_open("the index of the refusals", DB_TEMPORARY);
	db_exec(index->db, schema);
	db_exec(index->db, "BEGIN");
	making.older = query_new(index->db, "DELETE FROM refus WHERE structure = ?1 AND acte_ref = ?2"
		" AND cle = ?3 AND emission < ?4");
	making.insert = query_new(index->db, "INSERT INTO refus (structure, acte_ref, cle, id, statut,"
		" motifs, motif, site, periode, payeur, livre, etat, raison, etape, emission, position,"
		" montant_cents, amo_cents, tentative) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
		" ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)");
	making.billed = query_new(ledger, "SELECT 1 FROM acte WHERE structure = ?1 AND acte_ref = ?2");
	if (db_number(ledger, "SELECT count(*) FROM sqlite_schema WHERE name = 'abandon'", 0))
		making.dropped = query_new(ledger, "SELECT raison FROM abandon WHERE structure = ?1"
			" AND acte_ref = ?2 AND id = ?3 AND emission = ?4");
	shelf_list(&shelf, dir);
	for (size_t i = 0; i < shelf.count; i++)
		add_file(&making, dir, &shelf.files[i]);
	shelf_free(&shelf);
	query_free(making.older);
	query_free(making.insert);
	query_free(making.billed);
	query_free(making.dropped);
	db_exec(index->db, "COMMIT");
}

void
index_free(struct index *index)
{
	db_close(index->db);
}

struct query *
index_rows(const struct index *index, const char *where)
{
	char sql[512];

	snprintf(sql, sizeof(sql), "SELECT emission, position, montant_cents, amo_cents, tentative, etape,"
		" structure, acte_ref, id, statut, motifs, motif, site, periode, payeur, livre, etat, raison"
		" FROM refus WHERE %s ORDER BY numero", where);
	return query_new(index->db, sql);
}

bool
row_next(struct query *query, struct row *row)
{
	int64_t *const numbers[] = {&row->emission, &row->position, &row->montant_cents, &row->amo_cents,
		&row->tentative};
	struct text *const texts[] = {&row->etape, &row->structure, &row->acte_ref, &row->id, &row->statut,
		&row->motifs, &row->motif, &row->site, &row->periode, &row->payeur, &row->livre, &row->etat,
		&row->raison};
	int column = 0;

	if (!query_row(query))
		return false;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		*numbers[i] = column_int(query, column++);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		*texts[i] = column_text(query, column++);
	return true;
}

int64_t
index_count(const struct index *index, const char *where, struct text etape)
{
	char sql[256];
	struct query *query;
	int64_t count;

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM refus WHERE etape = ?1 AND %s", where);
	query = query_new(index->db, sql);
	query_text(query, 1, etape);
	query_row(query);
	count = column_int(query, 0);
	query_free(query);
	return count;
}
