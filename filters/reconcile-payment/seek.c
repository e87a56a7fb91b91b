/*
 * seek - what a credit may be for: transfers that a caisse tells of, lots that it names, lots and half-years of its
 * payer that owe this amount
 */
#include "log.h"
#include "seek_private.h"

#include <stdio.h>
#include <stdlib.h>

#define ALIKE_MAX 9 /* of one amount that are looked at: more are many */
#define RIVALS_MAX 33

struct seek *
seek_new(struct run *run)
{
	struct seek *s = calloc(1, sizeof(*s));
	struct db *db = run->db;

	if (!s)
		out_of_memory();
	s->run = run;
	s->rules = &run->params->rapprochement;
	s->lot = query_new(db, "SELECT payeur, reste_cents FROM lot WHERE numero = ?1");
	s->amount = query_new(db, "SELECT lot.numero FROM lot JOIN emission ON emission.numero = lot.emission"
		" WHERE lot.payeur = ?1 AND lot.reste_cents = ?2 AND emission.as_of <= ?3 ORDER BY lot.numero"
		" LIMIT ?4");
	s->periodes = query_new(db, "SELECT s.periode, sum(l.reste_cents), min(l.numero) FROM semestre AS s"
		" JOIN lot AS l INDEXED BY lot_periode ON l.payeur = s.payeur AND l.periode = s.periode"
		" WHERE s.payeur = ?1 AND l.reste_cents > 0 GROUP BY s.periode ORDER BY s.periode");
	s->reglements = query_new(db, "SELECT numero, payeur, date_comptable, libelle, raison"
		" FROM reglement WHERE cents = ?1 AND virement IS NULL AND date_comptable BETWEEN date(?2, ?3) AND date(?2, ?4) ORDER BY numero LIMIT ?5");
	s->named = query_new(db, "SELECT r.numero, payeur, date_comptable, libelle, raison"
		" FROM annonce AS a JOIN reglement AS r ON r.numero = a.reglement WHERE a.mot = upper(?6)"
		" AND cents = ?1 AND virement IS NULL AND date_comptable BETWEEN date(?2, ?3) AND date(?2, ?4)"
		" ORDER BY r.numero LIMIT ?5");
	s->told = db_number(db, "SELECT 1 FROM reglement WHERE virement IS NULL LIMIT 1", 0);
	s->rivals = query_new(db, "SELECT o.payeur, coalesce(e.texte, v.libelle) FROM ouvert AS o"
		" JOIN virement AS v ON v.numero = o.virement LEFT JOIN etiquette AS e ON e.virement = o.virement"
		" WHERE o.cents = ?1 AND o.jour BETWEEN date(?2, ?3) AND date(?2, ?4) AND o.virement <> ?5"
		" LIMIT ?6");
	s->credits = query_new(db, "SELECT numero, payeur, retour_ref FROM virement WHERE cents = ?1"
		" AND date_comptable BETWEEN date(?2, ?3) AND ?2 AND meme IS NULL AND affecte_cents = cents"
		" AND raison NOT IN ('" MEME_INCERTAIN "', 'contrepasse') ORDER BY numero LIMIT ?4");
	s->paid = query_new(db, "SELECT DISTINCT lot FROM affectation WHERE virement = ?1 ORDER BY lot");
	return s;
}

void
seek_free(struct seek *s)
{
	query_free(s->lot);
	query_free(s->amount);
	query_free(s->periodes);
	query_free(s->reglements);
	query_free(s->named);
	query_free(s->rivals);
	query_free(s->credits);
	query_free(s->paid);
	free(s);
}

void
candidat_add(struct candidats *c, enum cible genre, int64_t cible, struct opinion verdict)
{
	if (verdict.regle && c->count < CANDIDATS_MAX)
		c->at[c->count++] = (struct candidat){genre, cible, verdict};
}

bool
seek_lot(struct seek *s, int64_t lot, struct lot_seen *seen)
{
	query_reset(s->lot);
	query_int(s->lot, 1, lot);
	if (!query_row(s->lot))
		return false;
	*seen = (struct lot_seen){column_text(s->lot, 0), column_int(s->lot, 1)};
	return true;
}

void
seek_first_payer(struct candidats *c, struct text payeur)
{
	if (c->connus++)
		return;
	c->lot_payeur = (struct text){c->name,
		(size_t)snprintf(c->name, sizeof(c->name), "%.*s", TEXT_ARG(payeur))};
}

static bool
is_or_none(struct text payeur, struct text lot_payeur)
{
	return !payeur.at || text_equal(payeur, lot_payeur);
}

unsigned
seek_named_bits(const struct waiting *w, const struct lot_seen *seen)
{
	unsigned bits = BIT(LOT_NOMME);

	bits |= w->label.references == 1 ? BIT(SEUL_LOT_NOMME) : 0;
	bits |= is_or_none(w->payeur, seen->payeur) ? BIT(PAS_AUTRE_PAYEUR) : 0;
	bits |= text_equal(w->payeur, seen->payeur) ? BIT(PAYEUR) : 0;
	return bits | (seen->reste == w->cents ? BIT(MONTANT_EXACT) : 0);
}

static void
seek_named(struct seek *s, const struct waiting *w, struct candidats *c)
{
	unsigned all = BIT(PAS_AUTRE_PAYEUR) | BIT(LOT_NOMME);
	int64_t sum = 0, first = 0;
	bool owed = true;

	for (unsigned i = 0; i < w->label.references && i < REFERENCES_MAX; i++) {
		struct lot_seen seen;
		unsigned bits;

		if (!seek_lot(s, w->label.numbers[i], &seen))
			continue;
		bits = seek_named_bits(w, &seen);
		all &= bits;
		first = first ? first : w->label.numbers[i];
		owed &= seen.reste > 0;
		sum += seen.reste;
		seek_first_payer(c, seen.payeur);
		candidat_add(c, CIBLE_LOT, w->label.numbers[i], rule_judge(s->rules, OBJET_VIREMENT, CIBLE_LOT, bits));
	}
	if (c->connus < 2)
		return;
	all |= owed && c->connus == w->label.references ? BIT(LOTS_CONNUS) : 0;
	all |= sum == w->cents ? BIT(SOMME_EXACTE) : 0;
	candidat_add(c, CIBLE_LOTS, first, rule_judge(s->rules, OBJET_VIREMENT, CIBLE_LOTS, all));
}

static void
seek_amount(struct seek *s, const struct waiting *w, struct candidats *c)
{
	unsigned bits = BIT(SANS_LOT_NOMME) | BIT(PAYEUR) | BIT(PAS_AUTRE_PAYEUR) | BIT(MONTANT_EXACT)
		| BIT(ENVOYE_AVANT);
	int64_t found[ALIKE_MAX];
	unsigned count = 0;

	query_text(s->amount, 1, w->payeur);
	query_int(s->amount, 2, w->cents);
	query_text(s->amount, 3, w->jour);
	query_int(s->amount, 4, ALIKE_MAX);
	while (query_row(s->amount))
		found[count++] = column_int(s->amount, 0);
	bits |= count == 1 ? BIT(SEUL_DE_CE_MONTANT) : 0;
	c->alike += count > 1 ? count : 0;
	for (unsigned i = 0; i < count; i++)
		candidat_add(c, CIBLE_LOT, found[i], rule_judge(s->rules, OBJET_VIREMENT, CIBLE_LOT, bits));
}

static void
seek_periodes(struct seek *s, const struct waiting *w, struct candidats *c)
{
	unsigned common = BIT(PAYEUR) | BIT(PERIODE_SEMESTRE);
	unsigned from = c->count, exact = 0;

	common |= w->label.references ? 0 : BIT(SANS_LOT_NOMME);
	query_text(s->periodes, 1, w->payeur);
	while (query_row(s->periodes)) {
		unsigned bits = common;

		bits |= periode_named(w->texte, column_text(s->periodes, 0)) ? BIT(PERIODE_NOMMEE) : 0;
		if (column_int(s->periodes, 1) != w->cents)
			continue;
		exact++;
		candidat_add(c, CIBLE_PERIODE, column_int(s->periodes, 2),
			rule_judge(s->rules, OBJET_VIREMENT, CIBLE_PERIODE, bits | BIT(SOMME_EXACTE) | BIT(SEULE_PERIODE)));
	}
	if (exact < 2)
		return;
	c->alike += exact;
	for (unsigned i = from; i < c->count; i++) { /* of several, only one that is named */
		struct opinion *v = &c->at[i].verdict;

		if (v->regle->criteres & BIT(SEULE_PERIODE)) {
			v->manque |= BIT(SEULE_PERIODE);
			v->score = s->rules->seuil - 1;
		}
	}
}

static struct opinion
judge_reglement(struct seek *s, struct text payeur, struct text texte, struct text libelle, struct text payeur_said)
{
	unsigned bits = BIT(REGLEMENT_MONTANT) | BIT(REGLEMENT_DATE);

	if (text_given(libelle) && texte.at && text_holds(texte, text_trim(libelle)))
		bits |= BIT(REGLEMENT_REFERENCE);
	if (payeur.at && payeur_said.at && text_equal(payeur, payeur_said))
		bits |= BIT(PAYEUR);
	return rule_judge(s->rules, OBJET_VIREMENT, CIBLE_REGLEMENT, bits);
}

/* Another movement that could be this transfer as well as this one; where too many are of this amount to look at
 * each, only a reference tells them apart. */
static bool
has_rival(struct seek *s, const struct waiting *w, const struct query *reglement, const struct opinion *v)
{
	char before[DAYS_SIZE], after[DAYS_SIZE];
	unsigned count = 0;
	bool rival = false;

	query_int(s->rivals, 1, w->cents);
	query_text(s->rivals, 2, column_text(reglement, 2));
	query_text(s->rivals, 3, days_text(before, -s->rules->jours_reglement));
	query_text(s->rivals, 4, days_text(after, s->rules->jours_reglement));
	query_int(s->rivals, 5, w->numero);
	query_int(s->rivals, 6, RIVALS_MAX);
	while (query_row(s->rivals)) {
		struct opinion other = judge_reglement(s, column_text(s->rivals, 0), column_text(s->rivals, 1),
			column_text(reglement, 3), column_text(reglement, 1));

		rival |= !other.manque && other.score >= v->score;
		count++;
	}
	return rival || (count == RIVALS_MAX && !(v->regle->criteres & BIT(REGLEMENT_REFERENCE)));
}

static bool
is_candidat(const struct candidats *c, int64_t reglement)
{
	for (unsigned i = 0; i < c->count; i++)
		if (c->at[i].genre == CIBLE_REGLEMENT && c->at[i].cible == reglement)
			return true;
	return false;
}

/*
 * What does not add up is held. So is what was told before, in another file or by mistake: it is one transfer. But
 * where a movement comes that bears its reference, and the first one has its own, it was paid a second time.
 */
static bool
is_held(struct text raison, struct opinion *v)
{
	if (text_is(raison, "attendu"))
		return false;
	if (v->score)
		v->score--; /* the one that was told first comes before it */
	return !text_is(raison, "double") || !(v->regle->criteres & BIT(REGLEMENT_REFERENCE));
}

/* How many of them it may be. */
static unsigned
weigh_reglements(struct seek *s, const struct waiting *w, struct query *query, struct candidats *c)
{
	unsigned good = 0;

	while (query_row(query)) {
		struct opinion v = judge_reglement(s, w->payeur, w->texte, column_text(query, 3),
			column_text(query, 1));

		if (!v.regle || is_candidat(c, column_int(query, 0)))
			continue;
		if (is_held(column_text(query, 4), &v) && !v.manque && c->count < CANDIDATS_MAX)
			c->retenus |= 1u << c->count;
		good += !v.manque;
		if (!v.manque && has_rival(s, w, query, &v)) {
			v.score = s->rules->seuil - 1;
			c->reglement = true;
			c->alike++;
		}
		candidat_add(c, CIBLE_REGLEMENT, column_int(query, 0), v);
	}
	return good;
}

static void
bind_window(struct seek *s, const struct waiting *w, struct query *query)
{
	query_int(query, 1, w->cents);
	query_text(query, 2, w->jour);
	query_text(query, 3, days_text(s->before, -s->rules->jours_reglement));
	query_text(query, 4, days_text(s->after, s->rules->jours_reglement));
	query_int(query, 5, ALIKE_MAX);
}

/* Those that the label names by their word, then others of this amount. */
static void
seek_reglements(struct seek *s, const struct waiting *w, struct candidats *c)
{
	unsigned good = 0;
	struct text word;
	size_t at = 0;

	if (!s->told)
		return;
	while ((word = text_word(w->texte, &at)).at) {
		bind_window(s, w, s->named);
		query_text(s->named, 6, word);
		good += weigh_reglements(s, w, s->named, c);
	}
	bind_window(s, w, s->reglements);
	good += weigh_reglements(s, w, s->reglements, c);
	c->reglement |= good > 1;
	c->alike += good > 1 ? good : 0;
}

void
seek_credit(struct seek *s, const struct waiting *w, struct candidats *c)
{
	seek_reglements(s, w, c);
	if (w->label.references)
		seek_named(s, w, c);
	if (!w->payeur.at)
		return;
	seek_periodes(s, w, c);
	if (!w->label.references)
		seek_amount(s, w, c);
}
