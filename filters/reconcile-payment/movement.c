#include "movement.h"

#include "cites.h"
#include "log.h"
#include "rib.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIBELLE_KEPT 400 /* bytes, of label and references */
#define RIB_LEN 21       /* bank, branch, account */

struct movements {
	struct run *run;
	struct identities *identities;
	struct effects *effects;
	struct same *same;
	int64_t next;
	int64_t releve; /* whose movements are taken; */
	bool others;    /* is there a file of another kind than this one? */
	struct buffer text, content;
	struct query *known, *see, *add, *word, *lot, *count, *others_of;
};

struct movements *
movements_new(struct run *run, struct identities *identities, struct effects *effects)
{
	struct movements *m = calloc(1, sizeof(*m));
	struct db *db = run->db;

	if (!m)
		out_of_memory();
	*m = (struct movements){
		.run = run,
		.identities = identities,
		.effects = effects,
		.same = same_new(run),
		.next = db_number(db, "SELECT max(numero) FROM virement", 0) + 1,
		.known = query_new(db, "SELECT numero FROM virement WHERE identite = ?1"),
		.see = query_new(db, "INSERT OR IGNORE INTO vu VALUES (?1)"),
		.add = query_new(db, "INSERT INTO virement (numero, id, releve, identite, date_comptable,"
			" libelle, payeur, cents, candidats, raison, origine, date_valeur, operation, piece_orig,"
			" exercice, meme, retour_ref) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
			" ?13, ?14, ?15, ?16, ?17)"),
		.word = query_new(db, "INSERT INTO etiquette VALUES (?1, ?2)"),
		.lot = query_new(db, "SELECT payeur FROM lot WHERE numero = ?1"),
		.count = query_new(db, "UPDATE releve SET credits = credits + (?2 >= 0),"
			" credits_cents = credits_cents + max(?2, 0), debits = debits + (?2 < 0),"
			" debits_cents = debits_cents + min(?2, 0) WHERE numero = ?1"),
		.others_of = query_new(db, "SELECT 1 FROM releve AS r WHERE format <>"
			" (SELECT format FROM releve WHERE numero = ?1) OR EXISTS (SELECT 1 FROM virement AS v"
			" WHERE v.releve = r.numero AND length(identite) = 64)"),
	};
	return m;
}

void
movements_free(struct movements *m)
{
	same_free(m->same);
	query_free(m->known);
	query_free(m->see);
	query_free(m->add);
	query_free(m->word);
	query_free(m->lot);
	query_free(m->count);
	query_free(m->others_of);
	buffer_free(&m->text);
	buffer_free(&m->content);
	free(m);
}

void
label_read(struct label *label, const struct rapprochement *rules, struct text text)
{
	*label = (struct label){0};
	if (!text.at)
		return;
	label->payeur = payeur_find(rules, text);
	label->references = references_find(rules, text, label->numbers);
}

static bool
names(const struct label *label, int64_t number)
{
	for (unsigned i = 0; i < label->references && i < REFERENCES_MAX; i++)
		if (label->numbers[i] == number)
			return true;
	return false;
}

bool
label_same_lots(const struct label *a, const struct label *b)
{
	if (a->references != b->references)
		return false;
	for (unsigned i = 0; i < a->references && i < REFERENCES_MAX; i++)
		if (!names(b, a->numbers[i]))
			return false;
	return true;
}

CITES("R093", "R170"); /* both conventions are paid into one account (C27) */

bool
account_is_ours(const struct run *run, struct text compte)
{
	const struct compte *c = &run->params->compte;

	if (!compte.at || compte.len != RIB_LEN)
		return compte.at && iban_fr_is(compte, c->banque, c->guichet, c->compte);
	return text_equal((struct text){compte.at, 5}, c->banque)
		&& text_equal((struct text){compte.at + 5, 5}, c->guichet)
		&& text_equal((struct text){compte.at + 10, 11}, c->compte);
}

/* Its words one after another; `who` behind all that the ledger may keep. */
static struct text
join(struct movements *m, const struct record *rec, size_t *kept)
{
	static const enum field fields[] = {F_LIBELLE_BANCAIRE, F_REFERENCE_BANCAIRE, F_DEBITEUR};
	struct buffer *b = &m->text;

	b->len = *kept = 0;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		struct text t = record_text(rec, fields[i]);

		if (fields[i] == F_DEBITEUR)
			*kept = b->len;
		if (b->len && text_given(t))
			buffer_add(b, " ", 1);
		if (text_given(t))
			buffer_add(b, t.at, t.len);
	}
	return (struct text){b->at ? (const char *)b->at : "", b->len};
}

static void
identify(struct movements *m, const struct record *rec, const struct movement *mv, struct text source,
	char identite[IDENTITE_SIZE])
{
	struct buffer *c = &m->content;

	c->len = 0;
	content_text(c, mv->p503 ? TEXT("p503") : TEXT("mouvement"));
	content_text(c, mv->jour);
	content_int(c, mv->cents);
	content_text(c, record_text(rec, F_OPERATION));
	content_text(c, record_text(rec, F_RETOUR_REF));
	content_text(c, record_text(rec, F_PIECE_ORIG));
	content_int(c, record_int(rec, F_EXERCICE, 0));
	if (!mv->p503)
		content_text(c, (struct text){(const char *)m->text.at, m->text.len});
	identity_of(m->identities, source, c, identite);
}

static bool
is_known(struct movements *m, const char *identite)
{
	int64_t numero;

	query_text(m->known, 1, text_of(identite));
	if (!query_row(m->known))
		return false;
	numero = column_int(m->known, 0);
	query_reset(m->known);
	query_int(m->see, 1, numero);
	query_run(m->see);
	m->run->counts.known++;
	return true;
}

/* The payer, of the label or else of the lot that it names; lives until the next call. */
static bool
recognise(struct movements *m, struct movement *mv)
{
	bool lot;

	mv->payeur = mv->label.payeur;
	query_int(m->lot, 1, mv->label.numbers[0]);
	lot = query_row(m->lot);
	if (lot && !mv->payeur.at)
		mv->payeur = column_text(m->lot, 0);
	return lot || mv->payeur.at;
}

static void
put_optional(struct query *query, int index, const struct record *rec, enum field field)
{
	if (field_infos[field].type == FIELD_INT && record_has(rec, field))
		query_int(query, index, record_int(rec, field, 0));
	else
		query_text(query, index, record_text(rec, field));
}

/* A label without a payer or a lot of ours may name a person: it is not kept. */
static void
add(struct movements *m, const struct record *rec, const struct movement *mv, int64_t releve,
	const char *identite, bool ours, int64_t meme, struct text raison)
{
	static const struct { int index; enum field field; } optional[] = {{12, F_DATE_VALEUR}, {13, F_OPERATION},
		{14, F_PIECE_ORIG}, {15, F_EXERCICE}, {17, F_RETOUR_REF}};
	char id[LEDGER_ID_SIZE];
	struct query *q = m->add;

	query_int(q, 1, mv->numero);
	query_text(q, 2, text_of(ledger_id(id, 'V', mv->numero)));
	query_int(q, 3, releve);
	query_text(q, 4, text_of(identite));
	query_text(q, 5, mv->jour);
	query_text(q, 6, ours ? text_cut(mv->texte, LIBELLE_KEPT) : TEXT_ABSENT);
	query_text(q, 7, mv->payeur);
	query_int(q, 8, mv->cents);
	query_int(q, 9, mv->label.references);
	query_text(q, 10, raison);
	query_text(q, 11, mv->p503 ? TEXT("p503") : TEXT("releve"));
	for (size_t i = 0; i < sizeof(optional) / sizeof(*optional); i++)
		put_optional(q, optional[i].index, rec, optional[i].field);
	if (meme > 0)
		query_int(q, 16, meme);
	else
		query_text(q, 16, TEXT_ABSENT);
	query_run(q);
}

/* What a return announces may stand in a label that the ledger does not keep: it is there while this run lasts. */
static void
remember(struct movements *m, const struct movement *mv)
{
	query_int(m->see, 1, mv->numero);
	query_run(m->see);
	query_int(m->word, 1, mv->numero);
	query_text(m->word, 2, (struct text){(const char *)m->text.at, m->text.len});
	query_run(m->word);
}

static void
count(struct movements *m, const struct movement *mv, int64_t releve)
{
	struct counts *c = &m->run->counts;

	if (mv->cents >= 0) {
		c->credits++;
		c->credits_cents += mv->cents;
	} else {
		c->debits++;
		c->debits_cents += mv->cents;
	}
	query_int(m->count, 1, releve);
	query_int(m->count, 2, mv->cents);
	query_run(m->count);
}

/* Else no movement can be the same money as another one: not worth looking at each. */
static bool
has_others(struct movements *m, int64_t releve)
{
	if (m->releve == releve)
		return m->others;
	m->releve = releve;
	query_int(m->others_of, 1, releve);
	m->others = query_row(m->others_of);
	query_reset(m->others_of);
	return m->others;
}

static void
enter(struct movements *m, const struct record *rec, struct movement *mv, int64_t releve, const char *identite)
{
	struct text raison = mv->contrepassation ? text_of(raison_name(RAISON_CONTREPASSATION)) : TEXT("ouvert");
	bool ours = recognise(m, mv);
	int64_t meme = has_others(m, releve) ? same_find(m->same, mv, &raison) : 0;

	if (meme == 0)
		raison = mv->contrepassation ? text_of(raison_name(RAISON_CONTREPASSATION)) : TEXT("ouvert");
	else if (meme < 0)
		raison = TEXT(MEME_INCERTAIN);
	mv->numero = m->next++;
	add(m, rec, mv, releve, identite, ours, meme, raison);
	query_reset(m->lot);
	remember(m, mv);
	m->run->counts.meme += meme > 0;
	m->run->counts.incertains += meme < 0;
	if (meme)
		return;
	count(m, mv, releve);
	effects_receive(m->effects, mv->numero, mv->jour, mv->cents);
}

CITES("R158"); /* whenever it comes: a convention is cleared after its term */

void
movement_take(struct movements *m, const struct record *rec, int64_t releve, struct text source)
{
	char identite[IDENTITE_SIZE];
	struct text all;
	size_t kept;
	struct movement mv = {
		.cents = record_int(rec, F_MOUVEMENT_CENTS, 0),
		.jour = record_text(rec, F_DATE_COMPTABLE),
		.retour_ref = record_text(rec, F_RETOUR_REF),
		.format = record_text(rec, F_RETOUR_FORMAT),
		.p503 = record_is(rec, F_RETOUR, "encaissement"),
		.contrepassation = record_is(rec, F_CONTREPASSATION, "oui"),
	};

	if (!mv.p503 && !account_is_ours(m->run, record_text(rec, F_COMPTE))) {
		m->run->counts.elsewhere++;
		return;
	}
	all = join(m, rec, &kept);
	mv.texte = (struct text){all.at, kept};
	label_read(&mv.label, &m->run->params->rapprochement, all);
	identify(m, rec, &mv, source, identite);
	if (!is_known(m, identite))
		enter(m, rec, &mv, releve, identite);
}
