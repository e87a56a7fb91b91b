/*
 * transmissions - the lists that the Département hands over (config/transmissions.yaml), and what was handed
 * over (config/remises/remises.yaml, which is no part of the book)
 */
#ifndef RULEBOOK_TRANSMISSIONS_H
#define RULEBOOK_TRANSMISSIONS_H

#include "payeurs.h"
#include "view.h"

#define COLONNES_MAX 16
#define EMPREINTE_LEN 12

struct liste {
	struct text key, titre;
	struct text fichier, section, joint; /* where its rows stand; joint: absent, or a file of the same codes */
	struct config_list colonnes, destinataires;
	bool premier_janvier;
	struct text regle, article, source;
	const struct config_node *node;
};

struct remise {
	struct text liste, a, empreinte, livre, source; /* livre: absent where nobody noted it */
	day_t le;
};

struct transmissions {
	struct payeurs payeurs;
	const struct liste *listes; /* as they stand */
	size_t count;
	const struct remise *remises; /* by day */
	size_t remise_count;
};

/* Dies with 66 or 78. What is loaded lives until the process ends. */
void transmissions_load(struct transmissions *transmissions, const char *dir);

/* NULL when there is none. */
const struct liste *transmissions_find(const struct transmissions *transmissions, struct text key);

/* The last time that this list was handed over to this payer, until that day included; NULL: never. */
const struct remise *transmissions_last(const struct transmissions *transmissions, const struct liste *liste,
	const struct payeur *payeur, day_t until);

/* ---- A list as it stands on a day (rows.c) */

struct row {
	struct text cells[COLONNES_MAX]; /* in the order of `colonnes` */
};

struct rows {
	struct row *at; /* sorted, each once */
	size_t count;
	char empreinte[EMPREINTE_LEN + 1]; /* of what is told, not of how it is known */
};

/* In the memory of the view. */
void rows_make(struct rows *rows, const struct view *view, const struct liste *liste, day_t at);

/* Is this one of the rows that a list is made of, on some day? */
bool row_is_of(const struct entry *entry, const struct liste *liste);

int row_compare(const struct row *a, const struct row *b, size_t columns);

/* The value of a column: of the entry, of the entry of the same code in the file that is joined, or absent. */
struct text row_cell(const struct view *view, const struct liste *liste, const struct entry *entry,
	struct text column);

/* ---- Is it to be handed over? (echu.c) */

enum raison { RAISON_AUCUNE, RAISON_JAMAIS, RAISON_JANVIER, RAISON_MODIFIEE, RAISONS };

struct echu {
	const struct liste *liste;
	const struct payeur *payeur;
	const struct remise *last; /* NULL: never */
	enum raison raison;
	day_t depuis;    /* DAY_NONE: none, or the book was altered behind its days */
	day_t prochaine; /* the next day that is known to make it due; DAY_NONE: none */
};

/* `rows` are those of that day. */
struct echu echu_at(const struct view *view, const struct transmissions *transmissions, const struct liste *liste,
	const struct payeur *payeur, const struct rows *rows, day_t at);

const char *raison_key(enum raison raison); /* "premier-janvier" */
const char *raison_fr(enum raison raison);

/* "01/02/2026", "" of no day. */
const char *day_fr(day_t day, char out[DAY_SIZE]);

#endif
