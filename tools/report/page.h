/*
 * page - the figures for a person, in French, and for a program, as JSON with centimes
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "buffer.h"
#include "anciennete.h"
#include "annual.h"
#include "clotures.h"
#include "figures.h"
#include "recettes.h"
#include "raisons.h"
#include "rejets.h"
#include "vues.h"

/* What is on it. */
struct page {
	struct figures figures;
	struct vues vues;
	struct anciennete anciennete;
	struct rejets rejets;
	struct clotures clotures;
	struct recettes recettes;
	struct annual annual; /* year 0: not asked */
	const struct indicateurs *indicateurs;
	const struct rulebook *book;
	const struct raisons *raisons;
};

void page_text(struct buffer *out, const struct page *page);
void page_json(struct buffer *out, const struct page *page);

struct json;

/* Which rules of config/regles.yaml each part of the page answers: a key "regles" of the page. */
void page_rules(struct json *json);

/* Those of one part, ended by NULL; is this one of them? */
const char *const *page_part(const char *key);
bool page_answers(const char *key, struct text regle);

const char *etat_libelle(enum etat etat);

#endif
