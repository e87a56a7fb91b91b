/*
 * annual - the yearly review of art. 18, as far as the acts tell it (pmi-report --year)
 *
 * Acts by their day of care; refusals and settlement by the day of sending. Persons are pseudonyms:
 * counted, never shown; a child is who has an age in config/indicateurs.yaml. A figure that no act
 * tells is given by hand (compteurs.h), or said to be missing.
 */
#ifndef REPORT_ANNUAL_H
#define REPORT_ANNUAL_H

#include "cohorte.h"
#include "compteurs.h"
#include "config.h"
#include "db.h"
#include "json.h"
#include "vaccins.h"

#define INDICATEURS_MAX 32
#define ACTIVITES_MAX 8

struct indicateur {
	struct text nom, libelle, situation, article;
	struct config_list valences, tranches, rattrapage;
};

struct indicateurs {
	struct indicateur at[INDICATEURS_MAX];
	size_t count;
	struct compteurs compteurs;   /* what the review counts and no act tells */
	struct config_list a_la_main; /* what no number tells */
	struct vaccins vaccins;
};

void indicateurs_load(struct indicateurs *indicateurs, const char *dir);

/* Acts of an activity, or of a label. */
struct poste {
	char nom[128];
	int64_t actes, patients, enfants, du_cents;
	int64_t regle_cents; /* of the lots that are paid whole: a part cannot be told from another */
};

struct couverture {
	int64_t vus;        /* patients seen of these ages, or in this situation */
	int64_t vaccines;   /* with a dose in the year */
	int64_t deux_doses; /* and two or more in all, to the end of the year */
	int64_t doses, rattrapage; /* given in the year; of these, catching up */
};

struct annual {
	int year;
	struct poste activites[ACTIVITES_MAX];
	size_t activite_count;
	struct poste *codes;
	size_t code_count;
	struct poste total;
	int64_t lignes_cpam, electroniques; /* lines to a CPAM; by teletransmission */
	int64_t degradees, sans_jumeau, duplicatas;
	int64_t recus, retenus, attente, rejetes; /* of the sendings of the year */
	int64_t envoi_jours, envoi_max;     /* care to sending, electronic: mean in hundredths of a day, most */
	int64_t lots_payes, reglement_jours; /* sending to credit: lots paid, mean in hundredths of a day */
	struct couverture couvertures[INDICATEURS_MAX];
	struct cohorte cohorte;
	struct comptes comptes; /* not of the ledger */
};

/* What is not of the ledger stays: cohorte.forfait, comptes. */
void annual_read(struct annual *annual, struct db *db, const struct indicateurs *indicateurs, int year);
void annual_free(struct annual *annual);

void annual_text(struct buffer *out, const struct annual *annual, const struct indicateurs *indicateurs);
void annual_json(struct json *json, const struct annual *annual, const struct indicateurs *indicateurs);

#endif
