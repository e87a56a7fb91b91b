/*
 * run - what the parts of one reconciliation share: one transaction of the ledger, and what it holds of its own in
 * temporary tables, so that memory does not grow with what comes back
 */
#ifndef RECONCILE_RUN_H
#define RECONCILE_RUN_H

#include "ledger.h"
#include "params.h"
#include "pseudonym.h"
#include "record.h"

struct counts {
	int64_t credits, credits_cents, debits, debits_cents; /* new to the ledger, and that count */
	int64_t known;       /* records that the ledger had already */
	int64_t meme;        /* movements that another file had told of */
	int64_t incertains;  /* that it may have told of: they count nothing */
	int64_t elsewhere;   /* of other accounts */
	int64_t factures, inconnues, doubles; /* what a caisse says of invoices; of none of ours; twice */
	int64_t rejets, rejets_cents;
	int64_t reglements, accuses;
	int64_t acts;        /* records that are no return */
	int64_t refused;     /* that pmi-ingest held or refused */
	int64_t gaps;        /* statements that do not begin where another one ends */
};

struct run {
	struct db *db;
	const struct params *params;
	const struct pseudonym_key *key;
	const char *dir;          /* of pmi-emit */
	const char *book_hash;
	const struct motifs *motifs;
	struct text source_sha256;
	day_t as_of;
	char jour[DAY_SIZE];      /* the same */
	struct counts counts;
};

/* The temporary tables, before anything else. */
void run_prepare(struct run *run);

#define IDENTITE_SIZE (2 * PSEUDONYM_SIZE + 1)

/*
 * What tells one thing that came back from any other: a keyed hash of `content` and of its place among those of
 * `source` that are alike. Read again, in that file or in another one of its format, it is known.
 */
struct identities;
struct identities *identities_new(struct run *run);
void identities_free(struct identities *identities);
void identity_of(struct identities *identities, struct text source, const struct buffer *content,
	char out[IDENTITE_SIZE]);

/* Which file a record is of: its number in `releve`, made where it is new. `key` lives until the next call. */
struct sources;
struct sources *sources_new(struct run *run);
void sources_free(struct sources *sources);
int64_t source_of(struct sources *sources, const struct record *rec, struct text *key);

/* A part of what an identity is made of, and a separator. */
void content_text(struct buffer *content, struct text text);
void content_int(struct buffer *content, int64_t number);

/* "-7 days", as SQLite adds them to a day. */
#define DAYS_SIZE 32
struct text days_text(char buf[DAYS_SIZE], int64_t days);

/* At most `most` bytes of UTF-8, and no character cut. */
struct text text_cut(struct text text, size_t most);

#endif
