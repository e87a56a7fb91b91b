/*
 * compteurs - what art. 11 to 18 ask to count and no act tells: defined in config/indicateurs.yaml, given
 * by the service in a file of its own (pmi-report --counters)
 *
 *	annee: 2026
 *	mrtc_rendu_le: 2026-12-10
 *	compteurs:
 *	  mrtc-reperes: 42
 *
 * What is not given is unknown, and never 0.
 */
#ifndef REPORT_COMPTEURS_H
#define REPORT_COMPTEURS_H

#include "buffer.h"
#include "config.h"
#include "json.h"

#define COMPTEURS_MAX 64
#define NOT_GIVEN INT64_C(-1)

struct compteur {
	const char *nom;
	struct text libelle, article;
	struct config_list regles;
	struct text interpretation; /* "C29": whom it counts; absent: no question */
	struct text lecture;        /* the reading that is taken of it */
};

struct compteurs {
	struct compteur at[COMPTEURS_MAX];
	size_t count;
	struct {
		int mois, jour; /* the last day to give the MRTC report of a year */
		struct text article;
	} mrtc;
};

/* Their part of indicateurs.yaml. Dies with 78, also where a rule of the page has no counter. */
void compteurs_load(struct compteurs *compteurs, struct config *config, const char *dir,
	const struct config_node *list, const struct config_node *mrtc);

/* Those of one year. */
struct comptes {
	int64_t values[COMPTEURS_MAX]; /* as in compteurs.at; or NOT_GIVEN */
	char fichier[128];             /* its name; "": none */
	int year;
	day_t mrtc_rendu_le;           /* DAY_NONE: not given */
	day_t as_of;                   /* the day of the page */
};

/* `file` NULL: none. Dies with 66 or 78: an unknown counter, a negative one, another year. */
void comptes_read(struct comptes *comptes, const struct compteurs *compteurs, const char *file, int year);

void comptes_text(struct buffer *out, const struct comptes *comptes, const struct compteurs *compteurs);
void comptes_json(struct json *json, const struct comptes *comptes, const struct compteurs *compteurs);

#endif
