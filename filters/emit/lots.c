#include "lots.h"

#include "ecriture.h"
#include "history.h"
#include "log.h"
#include "patient.h"
#include "pseudonym.h"

#include <stdlib.h>
#include <string.h>

struct lot {
	int64_t numero, factures, lignes, amo_cents;
	int64_t last_lignes; /* of its last invoice */
	char id[LEDGER_ID_SIZE];
	char *payeur, *support, *periode;
	enum genre genre;
	struct imputation {
		char *name;
		int64_t lignes, amo_cents;
	} *imputations;
	size_t imputation_count;
};

struct lots {
	struct db *db;
	const struct params *params;
	struct patients *patients;
	int64_t emission, next, first_acte, next_acte;
	struct lot *at;
	size_t count, last; /* last: where the act before went, tried first */
	struct seen *factures; /* the keys of those that are there are in it */
	uint64_t key; /* of the invoice of the act at hand, as a digest */
	struct query *add_lot, *place_of, *add_acte;
};

/* In the order of the columns of add_acte, from the sixth on. */
static const enum field acte_fields[] = {F_ID, F_ACTIVITE, F_SITE, F_EXECUTANT_RPPS, F_DATE_SOINS,
	F_ACTE_CODE, F_LIBELLE, F_NATURE_ASSURANCE, F_TARIF_CENTS, F_BASE_CENTS, F_TAUX_BP,
	F_AMO_CENTS, F_IMPUTATION, F_TARIF_REF, F_PRIX_STATUT, F_CIP13, F_LOT_VACCIN, F_SITUATION,
	F_FSE_DEGRADEE, F_DELEGUE_FINESS, F_DELEGUE_RPPS};
#define ACTE_FIELDS (int)(sizeof(acte_fields) / sizeof(*acte_fields))

struct lots *
lots_new(struct db *db, int64_t emission, const struct params *params, struct patients *patients,
	struct seen *seen)
{
	struct lots *lots = calloc(1, sizeof(*lots));

	if (!lots)
		out_of_memory();
	*lots = (struct lots){
		.db = db,
		.params = params,
		.patients = patients,
		.emission = emission,
		.factures = seen,
		.first_acte = db_number(db, "SELECT max(numero) FROM acte", 0) + 1,
		.next = db_number(db, "SELECT max(numero) FROM lot", 0) + 1,
		.add_lot = query_new(db, "INSERT INTO lot (numero, id, emission, payeur, support, periode,"
			" genre, factures, lignes, amo_cents) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0)"),
		/* ?5 absent: on any day, by anybody */
		.place_of = query_new(db, "SELECT facture, ligne FROM acte WHERE numero = ?1 AND lot = ?2"
			" AND structure = coalesce(?3, '')"
			" AND (?5 IS NULL OR (executant IS ?4 AND date_soins = ?5))"),
		.add_acte = query_new(db, "INSERT INTO acte (numero, lot, facture, ligne, structure, acte_ref,"
			" id, activite, site, executant, date_soins, acte_code, libelle,"
			" nature_assurance, tarif_cents, base_cents, taux_bp, amo_cents, imputation,"
			" tarif_ref, prix_statut, cip13, lot_vaccin, situation, fse_degradee, delegue_finess,"
			" delegue_rpps, quantite, patient, tranche, genre, remplace) VALUES (?32, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
			" ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,"
			" ?25, ?26, ?27, ?28, ?29, ?30, nullif(?31, 0))"),
	};
	lots->next_acte = lots->first_acte;
	return lots;
}

void
lots_free(struct lots *lots)
{
	for (size_t i = 0; i < lots->count; i++) {
		free(lots->at[i].payeur);
		free(lots->at[i].support);
		free(lots->at[i].periode);
		for (size_t j = 0; j < lots->at[i].imputation_count; j++)
			free(lots->at[i].imputations[j].name);
		free(lots->at[i].imputations);
	}
	free(lots->at);
	query_free(lots->add_lot);
	query_free(lots->place_of);
	query_free(lots->add_acte);
	free(lots);
}

static bool
is_lot_of(const struct lot *lot, const struct record *rec)
{
	return record_is(rec, F_PERIODE, lot->periode) && record_is(rec, F_SUPPORT, lot->support)
		&& record_is(rec, F_PAYEUR, lot->payeur) && genre_of(rec) == lot->genre;
}

static char *
copy(struct text t)
{
	char *s = strndup(t.at, t.len);

	if (!s)
		out_of_memory();
	return s;
}

static struct lot *
new_lot(struct lots *lots, const struct record *rec)
{
	struct lot *lot;

	lots->at = reallocarray(lots->at, lots->count + 1, sizeof(*lots->at));
	if (!lots->at)
		out_of_memory();
	lots->last = lots->count++;
	lot = &lots->at[lots->last];
	*lot = (struct lot){.numero = lots->next++,
		.payeur = copy(record_text(rec, F_PAYEUR)),
		.support = copy(record_text(rec, F_SUPPORT)),
		.periode = copy(record_text(rec, F_PERIODE)),
		.genre = genre_of(rec)};
	query_int(lots->add_lot, 1, lot->numero);
	query_text(lots->add_lot, 2, text_of(ledger_id(lot->id, 'L', lot->numero)));
	query_int(lots->add_lot, 3, lots->emission);
	query_text(lots->add_lot, 4, text_of(lot->payeur));
	query_text(lots->add_lot, 5, text_of(lot->support));
	query_text(lots->add_lot, 6, text_of(lot->periode));
	query_text(lots->add_lot, 7, text_of(genre_names[lot->genre]));
	query_run(lots->add_lot);
	return lot;
}

static struct lot *
lot_of(struct lots *lots, const struct record *rec)
{
	if (lots->count && is_lot_of(&lots->at[lots->last], rec))
		return &lots->at[lots->last];
	for (lots->last = 0; lots->last < lots->count; lots->last++)
		if (is_lot_of(&lots->at[lots->last], rec))
			return &lots->at[lots->last];
	return new_lot(lots, rec);
}

static uint64_t
digest_key(const struct lot *lot, const struct facture_key *key)
{
	struct text patient = {key->patient, key->patient ? PSEUDONYM_SIZE : 0};

	return seen_digest(patient, seen_digest(key->structure, seen_digest(key->executant,
		seen_digest(key->date_soins, (uint64_t)lot->numero))));
}

/* The last invoice of this key, which is that of its last act; *lignes it has already. */
static int64_t
last_facture(struct lots *lots, const struct lot *lot, const struct facture_key *key, int64_t *lignes)
{
	struct query *query = lots->place_of;
	day_t day = day_parse(key->date_soins);
	struct span days = day == DAY_NONE ? (struct span){DAY_NONE, INT32_MAX} : (struct span){day, day + 1};
	int64_t numero = 0;
	struct had had;

	if (!seen_maybe(lots->factures, lots->key))
		return 0;
	query_int(query, 2, lot->numero);
	query_text(query, 3, key->structure);
	query_text(query, 4, key->executant);
	query_text(query, 5, key->date_soins);
	patients_ask(lots->patients, key->patient, days, OF_EMISSION);
	while (!numero && patients_next(lots->patients, &had)) {
		if (had.facture != lots->key)
			continue;
		query_int(query, 1, had.acte);
		if (query_row(query)) {
			numero = column_int(query, 0);
			*lignes = column_int(query, 1);
			query_reset(query);
		}
	}
	patients_leave(lots->patients);
	return numero;
}

/* The invoice that has room for one more line of this key; 0: none. Of a support that is not told by its
 * patients, a lot's only one. */
static int64_t
find_facture(struct lots *lots, const struct lot *lot, const struct support *support,
	const struct facture_key *key, int64_t *lignes)
{
	int64_t numero = lot->factures;

	*lignes = lot->last_lignes;
	if (key->alone)
		return 0;
	if (key->patient)
		numero = last_facture(lots, lot, key, lignes);
	return numero && facture_full(&support->params, *lignes) ? 0 : numero;
}

static void
bind_field(struct query *query, int index, const struct record *rec, enum field field)
{
	enum field_type type = field_infos[field].type;

	if (record_has(rec, field) && (type == FIELD_INT || type == FIELD_EUROS))
		query_int(query, index, record_int(rec, field, 0));
	else
		query_text(query, index, record_text(rec, field));
}

/* PEGASE has no structure: the reference alone tells its acts apart. */
static void
add_acte(struct lots *lots, const struct lot *lot, const struct placement *place,
	const struct record *rec, const void *patient, int64_t remplace)
{
	struct query *query = lots->add_acte;
	struct text structure = record_text(rec, F_STRUCTURE_FINESS);
	const struct had had = {.acte = lots->next_acte++, .quantite = record_int(rec, F_QUANTITE, 1),
		.day = record_day(rec, F_DATE_SOINS), .acte_code = record_text(rec, F_ACTE_CODE),
		.executant = record_text(rec, F_EXECUTANT_RPPS), .facture = lots->key};

	query_int(query, 1, lot->numero);
	query_int(query, 2, place->facture);
	query_int(query, 3, place->ligne);
	query_text(query, 4, structure.at ? structure : TEXT(""));
	query_text(query, 5, record_text(rec, F_ACTE_REF));
	for (int i = 0; i < ACTE_FIELDS; i++)
		bind_field(query, 6 + i, rec, acte_fields[i]);
	query_int(query, 6 + ACTE_FIELDS, had.quantite);
	query_bytes(query, 7 + ACTE_FIELDS, patient, patient ? PSEUDONYM_SIZE : 0);
	query_text(query, 8 + ACTE_FIELDS, params_tranche(lots->params,
		record_day(rec, patient_naissance(rec)), had.day));
	query_text(query, 9 + ACTE_FIELDS, text_of(genre_names[lot->genre]));
	query_int(query, 10 + ACTE_FIELDS, remplace);
	query_int(query, 11 + ACTE_FIELDS, had.acte);
	query_run(query);
	if (lot->genre != GENRE_ANNULATION)
		patients_add(lots->patients, patient, &had);
}

struct facture_key
lots_key(const struct support *support, const struct record *rec, const void *patient)
{
	return facture_key_of(&support->params, (struct facture_key){.patient = patient,
		.structure = record_text(rec, F_STRUCTURE_FINESS), .executant = record_text(rec, F_EXECUTANT_RPPS),
		.date_soins = record_text(rec, F_DATE_SOINS)});
}

struct placement
lots_add(struct lots *lots, const struct support *support, const struct record *rec,
	const void *patient, int64_t remplace)
{
	struct lot *lot = lot_of(lots, rec);
	struct facture_key key = lots_key(support, rec, patient);
	struct placement place;

	key.alone |= remplace != 0;
	lots->key = digest_key(lot, &key);
	place.facture = find_facture(lots, lot, support, &key, &place.ligne);
	if (!place.facture) {
		place.facture = ++lot->factures;
		place.ligne = 0;
		seen_add(lots->factures, lots->key);
	}
	place.ligne++;
	if (place.facture == lot->factures)
		lot->last_lignes = place.ligne;
	memcpy(place.lot, lot->id, sizeof(place.lot));
	add_acte(lots, lot, &place, rec, patient, remplace);
	lot->lignes++;
	lot->amo_cents += record_int(rec, F_AMO_CENTS, 0);
	return place;
}

/* What each payer owes from now on. */
static void
write_creances(struct lots *lots)
{
	struct query *query = query_new(lots->db, "SELECT id, payeur, lot.amo_cents, as_of FROM lot"
		" JOIN emission ON emission.numero = lot.emission WHERE emission = ?1 ORDER BY lot.numero");
	struct ecritures *ecritures = ecritures_new(lots->db);

	query_int(query, 1, lots->emission);
	while (query_row(query)) {
		struct text lot = column_text(query, 0);

		ecriture_begin(ecritures, column_text(query, 3), lot, TEXT("emission"));
		ecriture_move(ecritures, "creance", lot, "produit", column_text(query, 1),
			column_int(query, 2));
		ecriture_end(ecritures);
	}
	ecritures_free(ecritures);
	query_free(query);
}

static void
write_sums(struct lots *lots)
{
	struct query *query = query_new(lots->db,
		"UPDATE lot SET factures = ?2, lignes = ?3, amo_cents = ?4 WHERE numero = ?1");

	for (size_t i = 0; i < lots->count; i++) {
		const struct lot *lot = &lots->at[i];

		query_int(query, 1, lot->numero);
		query_int(query, 2, lot->factures);
		query_int(query, 3, lot->lignes);
		query_int(query, 4, lot->amo_cents);
		query_run(query);
	}
	query_free(query);
}

static struct imputation *
imputation_of(struct lot *lot, struct text name)
{
	for (size_t i = 0; i < lot->imputation_count; i++)
		if (text_is(name, lot->imputations[i].name))
			return &lot->imputations[i];
	lot->imputations = reallocarray(lot->imputations, lot->imputation_count + 1, sizeof(struct imputation));
	if (!lot->imputations)
		out_of_memory();
	lot->imputations[lot->imputation_count] = (struct imputation){.name = copy(name)};
	return &lot->imputations[lot->imputation_count++];
}

/* What stands in the ledger, in the order in which it stands there: to sort it by lot would take a hundred
 * times the memory. */
static void
sum_imputations(struct lots *lots)
{
	struct query *query = query_new(lots->db,
		"SELECT lot, coalesce(imputation, ''), amo_cents FROM acte WHERE numero >= ?1");

	query_int(query, 1, lots->first_acte);
	while (query_row(query)) {
		struct lot *lot = &lots->at[column_int(query, 0) - lots->at[0].numero];
		struct imputation *imputation = imputation_of(lot, column_text(query, 1));

		imputation->lignes++;
		imputation->amo_cents += column_int(query, 2);
	}
	query_free(query);
}

static void
write_imputations(const struct lots *lots)
{
	struct query *query = query_new(lots->db, "INSERT INTO lot_imputation VALUES (?1, ?2, ?3, ?4)");

	for (const struct lot *lot = lots->at; lot < lots->at + lots->count; lot++)
		for (size_t i = 0; i < lot->imputation_count; i++) {
			query_int(query, 1, lot->numero);
			query_text(query, 2, text_of(lot->imputations[i].name));
			query_int(query, 3, lot->imputations[i].lignes);
			query_int(query, 4, lot->imputations[i].amo_cents);
			query_run(query);
		}
	query_free(query);
}

void
lots_finish(struct lots *lots)
{
	write_sums(lots);
	sum_imputations(lots);
	write_imputations(lots);
	write_creances(lots);
}

void
lots_check(const struct lots *lots)
{
	struct query *query = query_new(lots->db, "SELECT lot.id FROM lot LEFT JOIN (SELECT lot, sum(lignes) AS l,"
		" sum(amo_cents) AS c FROM lot_imputation WHERE lot >= ?2 GROUP BY lot) AS i ON i.lot = lot.numero"
		" LEFT JOIN (SELECT lot, count(*) AS n, sum(lignes) AS l, sum(amo_cents) AS c"
		" FROM facture WHERE lot >= ?2 GROUP BY lot) AS f ON f.lot = lot.numero WHERE lot.emission = ?1"
		" AND (lot.lignes, lot.amo_cents, lot.lignes, lot.amo_cents, lot.factures)"
		" IS NOT (i.l, i.c, f.l, f.c, f.n)");

	query_int(query, 1, lots->emission);
	query_int(query, 2, lots->count ? lots->at[0].numero : lots->next);
	if (query_row(query))
		die(EX_SOFTWARE, "lot %.*s does not add up", TEXT_ARG(column_text(query, 0)));
	query_free(query);
}
