#include "history.h"

#include "log.h"
#include "patient.h"

#include <stdlib.h>

struct history {
	struct db *db;
	const struct params *params;
	struct patients *patients;
	struct seen *acts; /* that the ledger knows; NULL: not learnt */
	struct query *known, *support, *vaccin, *suite, *replaced;
	bool corrects; /* an act may have been replaced */
};

struct history *
history_new(struct db *db, const struct params *params, struct patients *patients)
{
	struct history *history = calloc(1, sizeof(*history));

	if (!history)
		out_of_memory();
	history->db = db;
	history->params = params;
	history->patients = patients;
	history->known = query_new(db, "SELECT acte.numero, lot.emission FROM acte"
		" JOIN lot ON lot.numero = acte.lot"
		" WHERE structure = ?1 AND acte_ref = ?2 AND acte.numero < ?3");
	history->support = query_new(db, "SELECT 1 FROM acte JOIN lot ON lot.numero = acte.lot"
		" WHERE acte.numero = ?1 AND lot.support <> 'pegase'");
	history->vaccin = query_new(db, "SELECT cip13, lot_vaccin FROM acte WHERE numero = ?1");
	history->suite = query_new(db, "SELECT 1 FROM acte WHERE remplace = ?1 AND numero < ?2");
	history->corrects = db_number(db, "SELECT 1 FROM acte WHERE remplace IS NOT NULL LIMIT 1", 0);
	history->replaced = query_new(db, "SELECT 1 FROM acte WHERE numero = ?1 AND (genre = 'annulation'"
		" OR EXISTS (SELECT 1 FROM acte AS suite WHERE suite.remplace = ?1 AND suite.numero < ?2))");
	return history;
}

void
history_free(struct history *history)
{
	query_free(history->known);
	query_free(history->support);
	query_free(history->vaccin);
	query_free(history->suite);
	query_free(history->replaced);
	free(history);
}

static uint64_t
digest_act(struct text structure, struct text acte_ref)
{
	return seen_digest(acte_ref, seen_digest(structure, 0));
}

/* Read from an index alone. */
void
history_learn(struct history *h, struct seen *seen)
{
	struct query *acts = query_new(h->db, "SELECT structure, acte_ref FROM acte");

	h->acts = seen;
	while (query_row(acts))
		seen_add(h->acts, digest_act(column_text(acts, 0), column_text(acts, 1)));
	query_free(acts);
}

void
history_add(struct history *h, const struct record *rec)
{
	h->corrects |= genre_of(rec) != GENRE_ORIGINAL;
	if (h->acts)
		seen_add(h->acts, digest_act(record_text(rec, F_STRUCTURE_FINESS), record_text(rec, F_ACTE_REF)));
}

/* The act of that reference in the structure of `rec`: its number, and its emission; 0: none. */
static int64_t
find_act(struct history *h, const struct record *rec, struct text acte_ref, struct moment moment,
	int64_t *emission)
{
	struct text structure = record_text(rec, F_STRUCTURE_FINESS);
	int64_t numero = 0;

	if (h->acts && !seen_maybe(h->acts, digest_act(structure, acte_ref)))
		return 0;
	query_text(h->known, 1, structure.at ? structure : TEXT(""));
	query_text(h->known, 2, acte_ref);
	query_int(h->known, 3, moment.acte);
	if (query_row(h->known)) {
		numero = column_int(h->known, 0);
		*emission = column_int(h->known, 1);
		query_reset(h->known);
	}
	return numero;
}

enum known
history_known(struct history *h, const struct record *rec, struct moment moment)
{
	int64_t emission;

	if (!find_act(h, rec, record_text(rec, F_ACTE_REF), moment, &emission))
		return KNOWN_NOT;
	return emission == moment.emission ? KNOWN_HERE : KNOWN_BEFORE;
}

enum genre
genre_of(const struct record *rec)
{
	if (record_given(rec, F_CORRIGE))
		return GENRE_CORRECTION;
	return record_given(rec, F_ANNULE) ? GENRE_ANNULATION : GENRE_ORIGINAL;
}

int64_t
history_remplace(struct history *h, const struct record *rec, struct moment moment, enum remplace *how)
{
	enum genre genre = genre_of(rec);
	int64_t emission, numero = genre == GENRE_ORIGINAL ? 0
		: find_act(h, rec, record_text(rec, genre == GENRE_CORRECTION ? F_CORRIGE : F_ANNULE), moment, &emission);

	*how = REMPLACE_INCONNU;
	if (!numero)
		return 0;
	query_int(h->replaced, 1, numero);
	query_int(h->replaced, 2, moment.acte);
	*how = query_found(h->replaced) ? REMPLACE_DEJA : REMPLACE_OUVERT;
	return numero;
}

static bool
is_replaced(struct history *h, int64_t acte, int64_t before)
{
	if (!h->corrects)
		return false;
	query_int(h->suite, 1, acte);
	query_int(h->suite, 2, before);
	return query_found(h->suite);
}

/* Of the acts that were asked for the next that counts for an act at `before`, which replaces `remplace`. */
static bool
next_past(struct history *h, int64_t before, int64_t remplace, struct had *had)
{
	while (patients_next(h->patients, had))
		if (had->acte < before && had->acte != remplace && !is_replaced(h, had->acte, before))
			return true;
	return false;
}

static bool
is_cpam(struct history *h, int64_t acte)
{
	query_int(h->support, 1, acte);
	return query_found(h->support);
}

static struct span
day_of_act(const struct record *rec)
{
	day_t day = record_day(rec, F_DATE_SOINS);

	return (struct span){day, day + 1};
}

bool
history_cpam_met(struct history *h, const struct record *rec, const void *patient, struct moment moment)
{
	struct text executant = record_text(rec, F_EXECUTANT_RPPS);
	enum remplace how;
	int64_t remplace = history_remplace(h, rec, moment, &how);
	struct had had;
	bool met = false;

	if (!text_given(executant))
		return false;
	patients_ask(h->patients, patient, day_of_act(rec), OF_ALL);
	while (!met && next_past(h, moment.acte, remplace, &had))
		met = text_equal(had.executant, executant) && is_cpam(h, had.acte);
	patients_leave(h->patients);
	return met;
}

struct asking {
	struct history *history;
	const struct record *rec;
	const void *patient;
	struct moment moment;
};

/* The frequencies that look at this act, and the days that each counts over. */
static void
ask_spans(const struct asking *a, struct question *q, struct span spans[COMPTES_MAX])
{
	const struct params *params = a->history->params;
	struct text code = record_text(a->rec, F_ACTE_CODE);
	const struct patient_facts facts = {record_day(a->rec, patient_naissance(a->rec)),
		record_day(a->rec, F_GROSSESSE_DEBUT), record_day(a->rec, F_DATE_SOINS)};
	const struct acte *acte = NULL;

	for (size_t i = 0; i < params->frequence_count && q->compte_count < COMPTES_MAX; i++) {
		const struct frequence *f = &params->frequences[i];

		if (!frequence_names(f, code)
			|| (f->par == PAR_JOUR && !record_given(a->rec, F_EXECUTANT_RPPS)))
			continue;
		if (!acte)
			actes_find(&params->actes, code, facts.date_soins, &acte);
		if (frequence_span(f, acte, &facts, &spans[q->compte_count]))
			q->comptes[q->compte_count++] = (struct compte){f, 0};
	}
}

static bool
counts(const struct asking *a, const struct had *had, const struct frequence *f, const struct span *span)
{
	if (had->day < span->from || had->day >= span->to)
		return false;
	if (f->par == PAR_JOUR && !text_equal(had->executant, record_text(a->rec, F_EXECUTANT_RPPS)))
		return false;
	return f->ensemble ? frequence_names(f, had->acte_code)
			   : text_equal(had->acte_code, record_text(a->rec, F_ACTE_CODE));
}

/* The vaccine of the act, on its day: of its lot, or of one that is not told and may be it; or not. */
static void
count_dose(const struct asking *a, const struct had *had, struct question *q)
{
	struct query *vaccin = a->history->vaccin;
	struct text lot = record_text(a->rec, F_LOT_VACCIN), other;

	query_int(vaccin, 1, had->acte);
	if (query_row(vaccin) && text_equal(column_text(vaccin, 0), record_text(a->rec, F_CIP13))) {
		other = column_text(vaccin, 1);
		if (text_given(lot) && text_given(other) && !text_equal(lot, other))
			q->doses_autre_lot += had->quantite;
		else
			q->doses += had->quantite;
	}
	query_reset(vaccin);
}

/* From the first day that is asked for to the last. */
static struct span
all_days(const struct span spans[], unsigned count, struct span days)
{
	for (unsigned i = 0; i < count; i++) {
		days.from = spans[i].from < days.from ? spans[i].from : days.from;
		days.to = spans[i].to > days.to ? spans[i].to : days.to;
	}
	return days;
}

/* One reading of what the patient had, for all that is counted. */
static void
ask_past(const struct asking *a, struct question *q)
{
	struct span spans[COMPTES_MAX], day = day_of_act(a->rec);
	bool vaccin = record_given(a->rec, F_CIP13);
	enum remplace how;
	int64_t remplace;
	struct had had;

	ask_spans(a, q, spans);
	q->doses_par_jour = vaccin ? a->history->params->doses_par_jour : 0;
	if (!vaccin && !q->compte_count)
		return;
	remplace = history_remplace(a->history, a->rec, a->moment, &how);
	patients_ask(a->history->patients, a->patient, all_days(spans, q->compte_count, day), OF_ALL);
	while (next_past(a->history, a->moment.acte, remplace, &had)) {
		for (unsigned i = 0; i < q->compte_count; i++)
			if (counts(a, &had, q->comptes[i].frequence, &spans[i]))
				q->comptes[i].deja += had.quantite;
		if (vaccin && had.day == day.from)
			count_dose(a, &had, q);
	}
}

enum piece
piece_of(const struct record *rec)
{
	if (record_given(rec, F_JUMEAU_DE))
		return PIECE_JUMEAU;
	return record_given(rec, F_DUPLICATA_DE) ? PIECE_DUPLICATA : PIECE_NONE;
}

int64_t
history_feuille(struct history *h, const struct record *rec, struct moment moment)
{
	int64_t emission;

	return find_act(h, rec, record_text(rec,
		piece_of(rec) == PIECE_JUMEAU ? F_JUMEAU_DE : F_DUPLICATA_DE), moment, &emission);
}

void
history_ask(struct history *h, const struct record *rec, const void *patient, struct moment moment,
	struct question *q)
{
	const struct asking a = {h, rec, patient, moment};

	q->known = history_known(h, rec, moment);
	q->genre = genre_of(rec);
	history_remplace(h, rec, moment, &q->remplace);
	q->piece = piece_of(rec);
	q->feuille_met = q->piece != PIECE_NONE && history_feuille(h, rec, moment);
	if (!patient)
		return;
	if (record_is(rec, F_SUPPORT, "pegase"))
		q->cpam_met = history_cpam_met(h, rec, patient, moment);
	else
		ask_past(&a, q);
}
