/*
 * rule - what a movement is for: declared, scored, explained; never a guess
 *
 * All payers pay into one account (C27): payer, label and amount decide, never the account alone. What is known of
 * a movement beside something that it may be for is a set of criteria. A rule (config/rapprochement.yaml) names
 * those that must agree, and what it is worth then. The one candidate of the highest score from `seuil` on is
 * taken; two of them, or none, wait for a person.
 */
#ifndef RECONCILE_RULE_H
#define RECONCILE_RULE_H

#include "date.h"
#include "text.h"

#define PAYEURS_MAX 16
#define LIBELLES_MAX 16
#define REFERENCES_MAX 16
#define REGLES_MAX 48
#define CANDIDATS_MAX 16

/* What may agree; the names are those of rapprochement.yaml. */
#define CRITERES(CRITERE) \
	CRITERE(LOT_NOMME, "lot-nomme") \
	CRITERE(SEUL_LOT_NOMME, "seul-lot-nomme") \
	CRITERE(SANS_LOT_NOMME, "sans-lot-nomme") \
	CRITERE(PAYEUR, "payeur") \
	CRITERE(PAS_AUTRE_PAYEUR, "pas-autre-payeur") \
	CRITERE(MONTANT_EXACT, "montant-exact") \
	CRITERE(SEUL_DE_CE_MONTANT, "seul-de-ce-montant") \
	CRITERE(ENVOYE_AVANT, "envoye-avant") \
	CRITERE(LOTS_CONNUS, "lots-connus") \
	CRITERE(SOMME_EXACTE, "somme-exacte") \
	CRITERE(PERIODE_SEMESTRE, "periode-semestre") \
	CRITERE(PERIODE_NOMMEE, "periode-nommee") \
	CRITERE(SEULE_PERIODE, "seule-periode") \
	CRITERE(REGLEMENT_MONTANT, "reglement-montant") \
	CRITERE(REGLEMENT_DATE, "reglement-date") \
	CRITERE(REGLEMENT_REFERENCE, "reglement-reference") \
	CRITERE(SEUL_COUPLE, "seul-couple") \
	CRITERE(INDU_SUFFIT, "indu-suffit") \
	CRITERE(CONTREPASSATION, "contrepassation") \
	CRITERE(MONTANT_OPPOSE, "montant-oppose") \
	CRITERE(MEME_JOUR, "meme-jour") \
	CRITERE(JOUR_PROCHE, "jour-proche") \
	CRITERE(MEME_REFERENCE, "meme-reference") \
	CRITERE(MEMES_LOTS, "memes-lots") \
	CRITERE(MEME_PAYEUR, "meme-payeur") \
	CRITERE(SANS_PAYEUR, "sans-payeur") \
	CRITERE(LOT_DIRECT, "numero-lot") \
	CRITERE(LOT_B2, "numero-lot-b2") \
	CRITERE(LOT_DATE, "date-lot") \
	CRITERE(FACTURE_CONNUE, "numero-facture")

#define CRITERE_CONSTANT(constant, name) CRITERE_##constant,
enum critere { CRITERES(CRITERE_CONSTANT) CRITERE_COUNT };
#undef CRITERE_CONSTANT
#define BIT(critere) (1u << CRITERE_##critere)

extern const char *const critere_names[CRITERE_COUNT + 1];

/* What is to be matched, and with what. */
enum objet { OBJET_VIREMENT, OBJET_DEBIT, OBJET_RETOUR, OBJET_MEME, OBJET_COUNT };
enum cible { CIBLE_LOT, CIBLE_LOTS, CIBLE_PERIODE, CIBLE_REGLEMENT, CIBLE_VIREMENT, CIBLE_COUNT };

extern const char *const objet_names[OBJET_COUNT + 1];
extern const char *const cible_names[CIBLE_COUNT + 1];

struct regle {
	struct text id;
	unsigned de, vers;   /* enum objet, enum cible */
	unsigned criteres;   /* BIT(…) that must agree */
	int64_t score;
	struct text article, source, fr, en;
};

/* config/rapprochement.yaml */
struct rapprochement {
	struct text prefixe; /* of a lot's number */
	struct text source;
	int64_t seuil;       /* a score below it decides nothing */
	int64_t jours_reglement, jours_meme, jours_contrepassation; /* how far apart two days may lie */
	size_t count;
	struct {
		struct text payeur;
		struct text libelles[LIBELLES_MAX]; /* capitals */
		size_t libelle_count;
	} at[PAYEURS_MAX];
	struct regle regles[REGLES_MAX];
	size_t regle_count;
};

/* The distinct lot numbers that a text names, as words of their own ("L000012"): how many, the first
 * REFERENCES_MAX in `out`. */
unsigned references_find(const struct rapprochement *rules, struct text text, int64_t out[REFERENCES_MAX]);

/* The one payer whose label the text holds; absent for none, or for more than one. */
struct text payeur_find(const struct rapprochement *rules, struct text text);

/* Does the text hold these words, as words of their own, small letters or capitals? */
bool text_holds(struct text text, struct text words);

/* The word of a label that tells it from others, the longest with a digit; absent: none. */
struct text text_telling(struct text text);

/* The next word from *at on, behind which *at is then; absent at the end. */
struct text text_word(struct text text, size_t *at);

/* Does it name the half-year "2026-S1": so, or as "S1 2026", "1ER SEMESTRE 2026"? */
bool periode_named(struct text text, struct text periode);

struct opinion {
	const struct regle *regle; /* the one that holds; else the one that comes closest; NULL: none is about it */
	int64_t score;             /* of a rule that does not hold: below seuil */
	unsigned manque;           /* criteria of `regle` that do not agree; 0: it holds */
};

/* `agreed`: the criteria that do. */
struct opinion rule_judge(const struct rapprochement *rules, enum objet de, enum cible vers, unsigned agreed);

struct candidat {
	enum cible genre;
	int64_t cible; /* its number in the ledger; of a period: the first of its lots */
	struct opinion verdict;
};

/* The one that is taken; -1: none of them reaches seuil, or two have the same score at the top. */
int rule_choose(const struct rapprochement *rules, const struct candidat *candidats, unsigned count);

/* "lot-nomme payeur; not montant-exact" */
#define POURQUOI_SIZE 512
struct text opinion_why(const struct opinion *verdict, char buf[POURQUOI_SIZE]);

/* Why it is not matched. */
struct question {
	int64_t cents;
	bool contrepassation;
	unsigned references;     /* distinct lots named */
	unsigned connus;         /* of those, in the ledger */
	struct text lot_payeur;  /* of the first of them */
	struct text payeur;      /* told by the label */
	unsigned candidats;      /* that reach seuil, or would but for another one */
	bool reglement;          /* one of those is what a caisse says of a transfer */
	bool retenu;             /* a caisse tells of it, and what it says is held */
};

enum raison {
	RAISON_LOTS,         /* more than one lot is named, and they do not owe this sum */
	RAISON_LOT_INCONNU,  /* a lot named is not in the ledger */
	RAISON_AUTRE_PAYEUR, /* the lot named is another payer's */
	RAISON_CANDIDATS,    /* several lots owe this amount */
	RAISON_REGLEMENTS,   /* several transfers that a caisse tells of are of this amount */
	RAISON_RETENU,       /* what the caisse says of it does not add up, or was said before */
	RAISON_SANS_LOT,     /* no lot of this payer owes this amount */
	RAISON_SANS_PAYEUR,  /* no payer is recognised: another receipt of the Département, most often */
	RAISON_CONTREPASSATION, /* the bank takes something back, and it is not known what */
	RAISON_DEBIT,        /* a debit that names a lot or a payer, and nothing of that is to be given back */
	RAISON_COUNT
};

enum raison rule_reason(const struct question *question);
const char *raison_name(enum raison raison); /* "lot-inconnu": kept in the ledger */

#endif
