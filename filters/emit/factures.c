#include "factures.h"

#include "log.h"
#include "lots.h"

#include <stdlib.h>

struct factures {
	struct query *add;
	const struct support *support;
	int64_t lot, facture, lignes, amo_cents; /* the invoice that is open; 0: none */
	struct facture_key key;
	struct buffer bytes; /* of its key */
};

struct factures *
factures_new(struct db *db)
{
	struct factures *factures = calloc(1, sizeof(*factures));

	if (!factures)
		out_of_memory();
	factures->add = query_new(db, "INSERT INTO facture VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
	return factures;
}

void
factures_free(struct factures *factures)
{
	query_free(factures->add);
	buffer_free(&factures->bytes);
	free(factures);
}

void
factures_begin(struct factures *factures, int64_t lot, const struct support *support)
{
	factures->lot = lot;
	factures->support = support;
	factures->facture = 0;
}

void
factures_end(struct factures *factures)
{
	const struct facture_key *key = &factures->key;

	if (!factures->facture)
		return;
	query_int(factures->add, 1, factures->lot);
	query_int(factures->add, 2, factures->facture);
	query_bytes(factures->add, 3, key->patient, key->patient ? PSEUDONYM_SIZE : 0);
	query_text(factures->add, 4, key->executant);
	query_text(factures->add, 5, key->date_soins);
	query_int(factures->add, 6, factures->lignes);
	query_int(factures->add, 7, factures->amo_cents);
	query_run(factures->add);
}

/* The bytes of a line are gone when the next one is read. */
static const char *
keep(struct buffer *bytes, const void *at, size_t len)
{
	if (!at)
		return NULL;
	memcpy(bytes->at + bytes->len, at, len);
	bytes->len += len;
	return (const char *)bytes->at + bytes->len - len;
}

static void
keep_key(struct factures *factures, const struct facture_key *key)
{
	struct buffer *bytes = &factures->bytes;

	bytes->len = 0;
	buffer_reserve(bytes, PSEUDONYM_SIZE + key->executant.len + key->date_soins.len);
	factures->key = (struct facture_key){
		.patient = keep(bytes, key->patient, PSEUDONYM_SIZE),
		.executant = {keep(bytes, key->executant.at, key->executant.len), key->executant.len},
		.date_soins = {keep(bytes, key->date_soins.at, key->date_soins.len), key->date_soins.len},
	};
}

void
factures_line(struct factures *factures, const struct line *line)
{
	if (line->facture != factures->facture) {
		const struct facture_key key = lots_key(factures->support, line->rec, line->patient);

		factures_end(factures);
		keep_key(factures, &key);
		factures->facture = line->facture;
		factures->lignes = factures->amo_cents = 0;
	}
	factures->lignes++;
	factures->amo_cents += record_int(line->rec, F_AMO_CENTS, 0);
}
