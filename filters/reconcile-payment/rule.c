#include "rule.h"

#include <stdio.h>

#define CRITERE_NAME(constant, name) [CRITERE_##constant] = name,
const char *const critere_names[CRITERE_COUNT + 1] = {CRITERES(CRITERE_NAME)};
#undef CRITERE_NAME

const char *const objet_names[OBJET_COUNT + 1] = {
	[OBJET_VIREMENT] = "virement",
	[OBJET_DEBIT] = "debit",
	[OBJET_RETOUR] = "retour",
	[OBJET_MEME] = "meme-argent",
};

const char *const cible_names[CIBLE_COUNT + 1] = {
	[CIBLE_LOT] = "lot",
	[CIBLE_LOTS] = "lots",
	[CIBLE_PERIODE] = "periode",
	[CIBLE_REGLEMENT] = "reglement",
	[CIBLE_VIREMENT] = "virement",
};

static const char *const raison_names[RAISON_COUNT] = {
	[RAISON_LOTS] = "lots-multiples",
	[RAISON_LOT_INCONNU] = "lot-inconnu",
	[RAISON_AUTRE_PAYEUR] = "autre-payeur",
	[RAISON_CANDIDATS] = "candidats-multiples",
	[RAISON_REGLEMENTS] = "reglements-multiples",
	[RAISON_RETENU] = "reglement-retenu",
	[RAISON_SANS_LOT] = "sans-lot",
	[RAISON_SANS_PAYEUR] = "sans-payeur",
	[RAISON_CONTREPASSATION] = "contrepassation-sans-credit",
	[RAISON_DEBIT] = "debit-sans-indu",
};

static int
count_bits(unsigned bits)
{
	int n = 0;

	for (; bits; bits &= bits - 1)
		n++;
	return n;
}

/* One that does not hold is worth its share of what agrees, and never enough. */
static int64_t
score_of(const struct rapprochement *rules, const struct regle *regle, unsigned manque)
{
	int all = count_bits(regle->criteres);
	int64_t score = regle->score * (all - count_bits(manque)) / all;

	return !manque ? regle->score : score < rules->seuil ? score : rules->seuil - 1;
}

static bool
is_better(const struct opinion *a, const struct opinion *b)
{
	if (!b->regle || !a->manque != !b->manque)
		return !b->regle || !a->manque;
	return a->score > b->score;
}

struct opinion
rule_judge(const struct rapprochement *rules, enum objet de, enum cible vers, unsigned agreed)
{
	struct opinion best = {0};

	for (size_t i = 0; i < rules->regle_count; i++) {
		const struct regle *regle = &rules->regles[i];
		struct opinion v = {regle, 0, regle->criteres & ~agreed};

		if (regle->de != de || regle->vers != vers)
			continue;
		v.score = score_of(rules, regle, v.manque);
		if (is_better(&v, &best))
			best = v;
	}
	return best;
}

int
rule_choose(const struct rapprochement *rules, const struct candidat *candidats, unsigned count)
{
	int64_t top = rules->seuil;
	int best = -1;

	for (unsigned i = 0; i < count; i++) {
		const struct opinion *v = &candidats[i].verdict;

		if (!v->regle || v->manque || v->score < top)
			continue;
		best = best >= 0 && v->score == top ? CANDIDATS_MAX : (int)i;
		top = v->score;
	}
	return best == CANDIDATS_MAX ? -1 : best;
}

struct text
opinion_why(const struct opinion *v, char buf[POURQUOI_SIZE])
{
	unsigned all = v->regle ? v->regle->criteres : 0;
	size_t len = 0;

	buf[0] = '\0';
	for (int missing = 0; missing < 2; missing++)
		for (int c = 0; c < CRITERE_COUNT; c++) {
			unsigned bit = 1u << c;

			if (!(all & bit) || !(v->manque & bit) != !missing || len >= POURQUOI_SIZE)
				continue;
			len += (size_t)snprintf(buf + len, POURQUOI_SIZE - len, "%s%s%s", len ? " " : "",
				missing ? "not:" : "", critere_names[c]);
		}
	return (struct text){buf, len < POURQUOI_SIZE ? len : POURQUOI_SIZE - 1};
}

static enum raison
reason_of_named(const struct question *q)
{
	if (q->connus < q->references)
		return RAISON_LOT_INCONNU;
	if (q->payeur.at && q->lot_payeur.at && !text_equal(q->payeur, q->lot_payeur))
		return RAISON_AUTRE_PAYEUR;
	return q->references > 1 ? RAISON_LOTS : RAISON_CANDIDATS;
}

/* What names a lot and cannot be it is not matched by its amount either: that would be a guess. */
enum raison
rule_reason(const struct question *q)
{
	if (q->contrepassation)
		return RAISON_CONTREPASSATION;
	if (q->cents < 0)
		return q->payeur.at || q->references ? RAISON_DEBIT : RAISON_SANS_PAYEUR;
	if (q->retenu)
		return RAISON_RETENU;
	if (q->references)
		return reason_of_named(q);
	if (q->candidats)
		return q->reglement ? RAISON_REGLEMENTS : RAISON_CANDIDATS;
	return q->payeur.at ? RAISON_SANS_LOT : RAISON_SANS_PAYEUR;
}

const char *
raison_name(enum raison raison)
{
	return raison_names[raison];
}
