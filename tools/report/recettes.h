/*
 * recettes - what is due by activity and period, beside what was voted (config/recettes.yaml)
 *
 * PEGASE by half-year, firm and conditional apart (2026-49 art. 6), voted or not (C10); the others by
 * year of care, where a vote is known.
 */
#ifndef REPORT_RECETTES_H
#define REPORT_RECETTES_H

#include "buffer.h"
#include "db.h"
#include "json.h"

#define RECETTES_MAX 64

struct vote {
	struct text activite, periode, operation, article;
	int64_t cents;
};

struct votes {
	struct vote at[RECETTES_MAX];
	size_t count;
};

void votes_load(struct votes *votes, const char *dir);

struct recette {
	char activite[16], periode[16];
	int64_t actes, ferme_cents, conditionnel_cents, du_cents;
	const struct vote *vote; /* NULL: not voted, or not known */
};

struct recettes {
	struct recette at[RECETTES_MAX];
	size_t count;
};

/* `votes` outlives what is read. */
void recettes_read(struct recettes *recettes, struct db *db, const struct votes *votes);

void recettes_text(struct buffer *out, const struct recettes *recettes);
void recettes_json(struct json *json, const struct recettes *recettes);

#endif
