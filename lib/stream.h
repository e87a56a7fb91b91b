/*
 * stream - head, records, end: what passes between two processes, and its accounts
 *
 *   head  ["pmi-flux", 1, run, book hash, book name, source name, source sha256, as-of,
 *          [stages crossed], replay]
 *   end   ["fin", records, [accepted, held, rejected], montant_cents, amo_cents, digest]
 *
 * On a wire they travel in frames (frame.h). A file may hold frames or the bare objects one after
 * another; readers take both. Who reads checks the end against what came: a stream without its end,
 * or whose accounts differ, is refused with 65, after what came has been passed on.
 */
#ifndef STREAM_H
#define STREAM_H

#include "buffer.h"
#include "date.h"
#include "record.h"

#define STREAM_MAGIC "pmi-flux"
#define STREAM_VERSION 1
#define STREAM_STAGES_MAX 24

struct head {
	struct text run;       /* 32 hexadecimal digits, derived from source, book and as-of */
	struct text book_hash; /* sha256, 64 hexadecimal digits */
	struct text book_name;
	struct text source;    /* name of the source, no directory */
	struct text source_sha256;
	day_t as_of;
	struct text stages[STREAM_STAGES_MAX]; /* crossed, in order */
	unsigned stage_count;
	struct text replay; /* the stage whose refusals these are; absent in an ordinary stream */
};

struct totals {
	uint64_t records, by_statut[STATUT_COUNT];
	int64_t montant_cents, amo_cents;
	uint64_t digest; /* the sum of each record's XXH3, seeded with its place in the stream */
};

/*
 * The accounts of every stage crossed, each as it sent them, up to a frame and with it. They travel in
 * the frame, so that a stage that starts again in the middle of a run takes up its own where it was.
 */
struct trail {
	struct totals at[STREAM_STAGES_MAX]; /* in the order of the head's stages */
	unsigned count;
};

void head_write(const struct head *head, struct buffer *out);
void totals_write(const struct totals *totals, struct buffer *out);

/*
 * The id of a run: 32 hexadecimal digits of the SHA-256 of what makes it what it is (source, book,
 * as-of). The same work has the same id, whenever and wherever it is done.
 */
#define RUN_SIZE 33
struct text run_id(char buf[RUN_SIZE], const struct text *parts, unsigned count);

/* Both return the length read, 0 when the bytes are no head (no end). A head's texts point into the
 * bytes. */
size_t head_read(struct head *head, const unsigned char *bytes, size_t len);
size_t totals_read(struct totals *totals, const unsigned char *bytes, size_t len);

/* One record more, of these bytes. */
void totals_add(struct totals *totals, const struct record *rec, const unsigned char *bytes, size_t len);

/* The same where digest_of(bytes, len, totals->records) is known. */
void totals_add_digest(struct totals *totals, const struct record *rec, uint64_t digest);

void trail_write(const struct trail *trail, struct buffer *out);
size_t trail_read(struct trail *trail, const unsigned char *bytes, size_t len);

/* Do the stages that both know of have the same accounts? */
bool trail_agrees(const struct trail *a, const struct trail *b);

/* NULL when they agree, else what differs, in English. */
const char *totals_differ(const struct totals *a, const struct totals *b);

#endif
