/*
 * sites - the places of care of annexe 1 (config/sites.yaml), dated
 *
 * Only listed sites bill (art. 2); the Département keeps the list up to date, so that a site is
 * listed from one day to another. Its payer serves the records that have no affiliation of their
 * own: anonymous acts (art. 10.3, default C20). Everything but sites_load() is plain and may be
 * used by rules; a test may make its own table, sorted by key.
 */
#ifndef SITES_H
#define SITES_H

#include "payeurs.h"

enum site_type { SITE_MDS, SITE_CPEF };

struct site {
	struct text key;  /* "mds-arras-nord": independent of the address (C32) */
	unsigned type;    /* enum site_type */
	struct text territoire, nom, adresse, code_postal, ville;
	struct text telephone, finess; /* absent where annexe 1 gives none */
	const struct payeur *payeur;
	day_t du, au;     /* DAY_NONE in `au`: open */
	struct text article, source;
	struct text where; /* "sites.yaml:41": for a trace */
};

struct sites {
	const struct site *at;
	size_t count;
	const struct slot *slots;
};

/* Dies with 66 or 78: a payer that `payeurs` does not have, a wrong FINESS, a list that ends before
 * it begins. What is loaded lives until the process ends. */
void sites_load(struct sites *sites, const char *dir, const struct payeurs *payeurs);

/* The site of that key, listed or not on some day; NULL when there is none. */
const struct site *sites_find(const struct sites *sites, struct text key);

bool site_is_listed(const struct site *site, day_t day);

/* The same, where it is listed on that day. */
const struct site *sites_at(const struct sites *sites, struct text key, day_t day);

#endif
