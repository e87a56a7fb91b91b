/*
 * extract - what pmi-rulebook extract prints of a list, in three forms
 */
#ifndef RULEBOOK_EXTRACT_H
#define RULEBOOK_EXTRACT_H

#include "departement.h"
#include "transmissions.h"
#include "verbs.h"

struct extract {
	struct view view;
	struct transmissions transmissions;
	struct departement departement;
	const struct liste *liste;
	day_t at;
	struct rows rows;
};

void extract_text(struct buffer *out, const struct extract *extract);
void extract_csv(struct buffer *out, const struct extract *extract);
void extract_json(struct buffer *out, const struct extract *extract);

/* The rows of `to` that are not among those of `from`; behind it: `next` is 0 at first, NULL at the end. */
const struct row *row_new(const struct rows *to, const struct rows *from, size_t *next);

/* The list as the book has it on the day it was handed over; false: it is not what was handed over, the book was
 * altered since. */
bool extract_before(struct rows *before, const struct extract *extract, const struct remise *remise);

/* extract_json.c: the members of what is due. */
void put_echu_json(struct json *json, const struct echu *echu);

/* csv.c: a cell, quoted where it must be, and what stands behind it. */
void csv_cell(struct buffer *out, struct text cell, const char *behind);

/* registre.c: the register of processing. */
int extract_traitements(const struct request *request, day_t at);

#endif
