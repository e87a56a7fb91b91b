/*
 * relance - what each payer is late with, and the letter that says so
 *
 *   relance.c   the process
 *   dus.c       the lots that are late, payer by payer
 *   textes.c    what is written to whom (config/lettres/relance.yaml)
 *   lettre.c    the letter, as pages
 *   chiffres.c  the same figures as CSV and JSON
 */
#ifndef RELANCE_H
#define RELANCE_H

#include "conventions.h"
#include "departement.h"
#include "echeance.h"
#include "output.h"
#include "payeurs.h"
#include "record.h"

#define RELANCES_MAX 16
#define PARAGRAPHES_MAX 12

/* A lot that is late. Texts live until the process ends. */
struct du {
	struct text lot, support, periode;
	day_t envoi, reception, echeance; /* reception DAY_NONE: not acknowledged */
	int64_t facture_cents, paye_cents, reste_cents;
	int64_t jours; /* past its last day */
};

struct debiteur {
	const struct payeur *payeur;
	struct du *at;
	size_t count;
	int64_t reste_cents, jours; /* jours: of the oldest */
};

struct dus {
	struct debiteur *at; /* as they come */
	size_t count;
};

/* One record of pmi-ledger owed: a lot, what is owed of it and since when. One that is not late is left out.
 * Dies with 65 where it is no such record, 78 where caisses.yaml does not have the payer. */
void dus_add(struct dus *dus, const struct record *rec, const struct payeurs *payeurs,
	const struct delai_paiement *delai, day_t as_of);
void dus_free(struct dus *dus);

/* What is written to a payer. */
struct texte {
	struct config_list payeurs;
	struct text objet, article, source;
	struct config_list corps;
};

struct textes {
	struct texte at[RELANCES_MAX];
	size_t count;
};

/* Dies with 66 or 78: no text for a payer of caisses.yaml, or two. */
void textes_load(struct textes *textes, const char *dir, const struct payeurs *payeurs);
const struct texte *textes_of(const struct textes *textes, const struct payeur *payeur);

/* With its words in braces replaced; the result is good until the next call. */
struct text texte_fill(struct buffer *out, struct text texte, const struct debiteur *debiteur, day_t as_of);

struct lettre {
	const struct debiteur *debiteur;
	const struct texte *texte;
	const struct departement *departement;
	const struct compte *compte;
	day_t as_of;
};

/* Each dies as output.h says. */
void lettre_pdf(const struct lettre *lettre, const char *path);
void lettre_csv(const struct lettre *lettre, const char *path);
void lettre_json(const struct lettre *lettre, const char *path);

#endif
