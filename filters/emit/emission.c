#include "emission.h"

#include "act.h"
#include "bordereau.h"
#include "history.h"
#include "log.h"
#include "lots.h"
#include "manifest.h"
#include "pegase.h"
#include "pieces.h"
#include "places.h"
#include "publish.h"
#include "references.h"
#include "refus.h"
#include "reprises.h"
#include "sorties.h"

#include <string.h>
#include <sys/stat.h>

/* Every act asks of the bilans of its day, and bilans are few: what is known of them is apart, and does not fill up
 * with the acts. */
#define SEEN_SIZE (2u << 20)
#define SEEN_BILANS_SIZE (64u << 10)

/* What one reading of the journal needs. */
struct work {
	struct emission *emission;
	struct pegase *pegase;
	struct lots *lots;
	struct places_file *places;
	struct refus *refus;
	struct pieces *pieces;
	struct history *history;
	struct patients *patients;
	struct seen *seen, *bilans; /* acts, patients and invoices; days of bilans */
	uint64_t number; /* of the record in the stream, */
	uint64_t offset; /* and where it stands in the journal */
};

static void
insert_emission(const struct emission *e)
{
	const struct totals *totals = &e->reception->totals;
	struct query *query = query_new(e->ledger->db,
		"INSERT INTO emission VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'prete')");
	char day[DAY_SIZE];

	query_int(query, 1, e->numero);
	query_text(query, 2, e->head->run);
	query_text(query, 3, e->head->source);
	query_text(query, 4, e->head->source_sha256);
	query_text(query, 5, e->head->book_hash);
	query_text(query, 6, e->head->book_name);
	query_text(query, 7, text_of(day_format(e->head->as_of, day)));
	query_int(query, 8, (int64_t)totals->records);
	query_int(query, 9, totals->montant_cents);
	query_int(query, 10, totals->amo_cents);
	query_run(query);
	query_free(query);
}

/* Behind all that is billed so far. */
static struct moment
now(const struct work *work)
{
	return (struct moment){work->emission->numero, MOMENT_LAST};
}

static void
ask_pegase(struct work *work, const struct record *rec, const void *patient, struct question *q)
{
	q->pegase = record_is(rec, F_SUPPORT, "pegase");
	q->pegase_met = pegase_met(work->pegase, rec, patient);
	if (!q->pegase)
		return;
	q->fiche_met = pegase_fiche_met(work->pegase, rec);
	q->rang_met = pegase_rang_met(work->pegase, rec, patient);
	q->rang_desordre = pegase_rang_desordre(work->pegase, rec, patient, MOMENT_LAST);
	q->bilans_annee = pegase_bilans_annee(work->pegase, rec, patient, MOMENT_LAST);
	q->bilans_par_an = work->emission->params->bilans_par_an;
}

static struct question
question_of(struct work *work, const struct record *rec, const struct support *support, const void *patient)
{
	const struct emission *e = work->emission;
	struct question q = {
		.sans_papier = genre_of(rec) != GENRE_ORIGINAL && !support->rectificatif.at,
		.montant = record_int(rec, F_AMO_CENTS, 0) != 0,
		.quantite = record_int(rec, F_QUANTITE, 1),
		.recapitulatif = record_is(rec, F_SUPPORT, "recapitulatif"),
		.signataire = signataire_on(e->params->signataire, e->head->as_of),
	};

	ask_pegase(work, rec, patient, &q);
	history_ask(work->history, rec, patient, now(work), &q);
	return q;
}

static bool
bill(struct work *work, struct record *rec, const struct support *support, const void *patient)
{
	const struct question question = question_of(work, rec, support, patient);
	struct defects defects = {.trace = rec->trace};
	struct placement place;
	enum remplace how;
	int64_t remplace;

	emit_rule(&question, &defects);
	if (question.feuille_met)
		pieces_add(work->pieces, rec, history_feuille(work->history, rec, now(work)));
	if (!record_judge(rec, &defects))
		return false;
	remplace = history_remplace(work->history, rec, now(work), &how);
	if (remplace) {
		pegase_pass_on(work->pegase, rec, patient);
		support = params_support(work->emission->params, support->rectificatif);
		record_set_text(rec, F_SUPPORT, support->key);
	}
	place = lots_add(work->lots, support, rec, patient, remplace);
	history_add(work->history, rec);
	places_note(work->places, work->offset, rec->len, patient);
	record_set_text(rec, F_LOT, text_of(place.lot));
	record_set_int(rec, F_FACTURE, place.facture);
	record_set_int(rec, F_LIGNE_FACTURE, place.ligne);
	return true;
}

/* An earlier life of this process crashed at it. */
static bool
is_poison(struct work *work, struct record *rec)
{
	struct defects defects = {0};

	if (!crumb_poisoned(work->emission->crumb, work->number))
		return false;
	rule(&defects, "R222");
	defect(&defects, "poison", FIELD_NONE);
	record_judge(rec, &defects);
	return true;
}

static void
apply(struct work *work, struct record *rec)
{
	struct emission *e = work->emission;
	unsigned char pseudonym[PSEUDONYM_SIZE];
	struct tally *tally;

	rec->trace = e->explain && rec->statut == STATUT_ACCEPTED ? explain_trace(e->explain) : NULL;
	if (rec->statut != STATUT_ACCEPTED || is_poison(work, rec)
		|| !bill(work, rec, act_support(e->params, rec), act_patient(e->key, rec, pseudonym)))
		refus_add(work->refus, rec);
	else if (e->sent)
		filter_write(e->sent, rec);
	if (rec->trace)
		explain_write(e->explain, rec);
	tally = &e->tally[rec->statut];
	tally->actes++;
	tally->montant_cents += record_int(rec, F_MONTANT_CENTS, 0);
	tally->amo_cents += record_int(rec, F_AMO_CENTS, 0);
}

static bool
is_new_bilan(struct work *work, const struct record *rec)
{
	return rec->statut == STATUT_ACCEPTED && record_is(rec, F_SUPPORT, "pegase")
		&& genre_of(rec) == GENRE_ORIGINAL
		&& act_support(work->emission->params, rec)
		&& history_known(work->history, rec, now(work)) == KNOWN_NOT;
}

static void
claim(struct work *work, const struct record *rec)
{
	unsigned char pseudonym[PSEUDONYM_SIZE];
	const void *patient = act_patient(work->emission->key, rec, pseudonym);

	if (!history_cpam_met(work->history, rec, patient, now(work)))
		pegase_claim(work->pegase, rec, patient);
}

static void
consider(struct work *work, const struct record *rec)
{
	if (is_new_bilan(work, rec))
		claim(work, rec);
	progress_tell(work->emission->progress);
}

static void
search_bilans(struct work *work)
{
	struct emission *e = work->emission;
	struct journal journal;
	const struct record *rec;

	journal_open(&journal, e->reception->path, e->motifs);
	while ((rec = journal_read(&journal)))
		consider(work, rec);
	journal_close(&journal);
}

/* A bilan may come after the act that it bars: all bilans are known before an act is judged. One that
 * waits, since an act of that day was billed by an earlier run, bars none. */
static void
claim_bilans(struct work *work)
{
	struct places_file *bilans = work->emission->reception->bilans;
	const struct spot *spot;

	if (!bilans) {
		search_bilans(work);
		return;
	}
	for (int64_t count = places_noted(bilans), i = 0; i < count; i++)
		consider(work, places_read(bilans, i, &spot));
	places_free(bilans);
}

static void
bill_all(struct work *work)
{
	struct journal journal;
	struct record *rec;

	journal_open(&journal, work->emission->reception->path, work->emission->motifs);
	journal_copy(&journal, work->emission->staging);
	while ((rec = journal_read(&journal))) {
		crumb_at(work->emission->crumb, ++work->number);
		work->offset = journal.offset;
		apply(work, rec);
		work->emission->progress->actes++;
		progress_tell(work->emission->progress);
	}
	crumb_at(work->emission->crumb, 0); /* what is left may take longer than --stall: no record is at fault */
	journal_close(&journal);
	work->emission->progress->told_ms = 0; /* that all are placed is always told */
	progress_tell(work->emission->progress);
}

/* received = accepted + held + rejected, in count and in centimes; or nothing is published. */
static void
insert_bilan(const struct emission *e)
{
	const struct totals *totals = &e->reception->totals;
	struct tally left = {(int64_t)totals->records, totals->montant_cents, totals->amo_cents};
	struct query *query = query_new(e->ledger->db, "INSERT INTO bilan VALUES (?1, ?2, ?3, ?4, ?5)");

	for (int i = 0; i < STATUT_COUNT; i++) {
		const struct tally *tally = &e->tally[i];

		query_int(query, 1, e->numero);
		query_text(query, 2, text_of(statut_name((enum statut)i)));
		query_int(query, 3, tally->actes);
		query_int(query, 4, tally->montant_cents);
		query_int(query, 5, tally->amo_cents);
		query_run(query);
		left.actes -= tally->actes;
		left.montant_cents -= tally->montant_cents;
		left.amo_cents -= tally->amo_cents;
	}
	query_free(query);
	if (left.actes || left.montant_cents || left.amo_cents)
		die(EX_SOFTWARE, "received is not accepted + held + rejected: %lld acts, %lld centimes "
				 "apart; nothing is published", (long long)left.actes,
			(long long)left.amo_cents);
}

void
emission_file(const struct emission *e, const char *name, const char *sha256)
{
	struct query *query = query_new(e->ledger->db, "INSERT INTO fichier VALUES (?1, ?2, ?3, ?4)");
	char path[PATH_SIZE];
	struct stat st;

	if (stat(path_join(path, sizeof(path), e->staging, name), &st))
		die_errno(EX_IOERR, "%s", path);
	query_int(query, 1, e->numero);
	query_text(query, 2, text_of(name));
	query_text(query, 3, text_of(sha256));
	query_int(query, 4, st.st_size);
	query_run(query);
	query_free(query);
}

int64_t
emission_next(const struct ledger *ledger)
{
	return db_number(ledger->db, "SELECT max(numero) FROM emission", 0) + 1;
}

/* Reading the whole ledger is for who would ask it of a good part. */
static void
learn(struct work *work)
{
	const struct emission *e = work->emission;

	if ((uint64_t)db_number(e->ledger->db, "SELECT max(numero) FROM acte", 0) / 8 > e->reception->totals.records)
		return;
	history_learn(work->history, work->seen);
	patients_learn(work->patients, work->seen);
	pegase_learn(work->pegase, work->bilans);
}

static void
work_begin(struct work *work, struct emission *e)
{
	struct db *db = e->ledger->db;

	*work = (struct work){.emission = e, .seen = seen_new(SEEN_SIZE),
		.bilans = seen_new(SEEN_BILANS_SIZE), .pegase = pegase_new(db, e->numero),
		.patients = patients_new(db), .refus = refus_new(e), .pieces = pieces_new(e),
		.places = places_new(e->reception->path, e->staging, e->motifs)};
	work->lots = lots_new(db, e->numero, e->params, work->patients, work->seen);
	work->history = history_new(db, e->params, work->patients);
	learn(work);
}

static void
work_end(struct work *work)
{
	pegase_free(work->pegase);
	lots_free(work->lots);
	places_free(work->places);
	pieces_free(work->pieces);
	history_free(work->history);
	patients_free(work->patients);
	seen_free(work->seen);
	seen_free(work->bilans);
}

/* All is judged: what the documents are made from. */
static void
work_settle(struct work *work)
{
	places_noted(work->places);
	lots_finish(work->lots);
	reprises_write(work->emission);
}

/* And the rest of what was kept until the end, while others make what is sent. */
static void
work_finish(struct work *work)
{
	patients_finish(work->patients);
	pegase_finish(work->pegase);
	refus_finish(work->refus);
	insert_bilan(work->emission);
	lots_check(work->lots);
	references_check(work->emission);
	pieces_write(work->pieces);
}

void
emission_make(struct emission *e)
{
	struct db *db = e->ledger->db;
	struct sorties *sorties;
	struct work work;
	int64_t first;

	references_suspend(db);
	ledger_begin(e->ledger);
	e->numero = emission_next(e->ledger);
	reception_claim(e->reception, e->numero);
	first = db_number(db, "SELECT max(numero) FROM acte", 0) + 1;
	insert_emission(e);
	publish_stage(e);
	sorties = sorties_new(e);
	work_begin(&work, e);
	claim_bilans(&work);
	bill_all(&work);
	work_settle(&work);
	bordereaux_write(e, work.places, first, sorties);
	work_finish(&work);
	sorties_finish(sorties);
	manifest_write(e);
	publish_sync(e);
	work_end(&work);
	ledger_commit(e->ledger);
	references_resume(db);
}
