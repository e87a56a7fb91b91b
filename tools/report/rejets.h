/*
 * rejets - what the caisses refused, by their code (2023-212 art. 18: the difficulties of the year)
 */
#ifndef REPORT_REJETS_H
#define REPORT_REJETS_H

#include "buffer.h"
#include "db.h"
#include "json.h"

struct rejet {
	char payeur[48], code[32], libelle[96];
	int64_t nombre, demande_cents;
	int64_t repris; /* of the lines refused, those whose act was corrected and sent again */
};

struct rejets {
	struct rejet *at;
	size_t count;
};

void rejets_read(struct rejets *rejets, struct db *db);
void rejets_free(struct rejets *rejets);

void rejets_text(struct buffer *out, const struct rejets *rejets);
void rejets_json(struct json *json, const struct rejets *rejets);

#endif
