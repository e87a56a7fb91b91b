/*
 * whatif - what the parts of pmi-whatif share
 *
 *   source.c     the acts, given to both sides
 *   line.c       the stages of the pipeline under one book
 *   side.c       the records that come out
 *   compare.c    one act, as each side judged it
 *   result.c     both sides in step, and the sums
 *   table.c      sums by a key, of bounded size
 *   page_text.c  page_json.c
 *
 * Both sides come out in the order of the acts, and are compared in step: nothing is kept but sums.
 */
#ifndef WHATIF_H
#define WHATIF_H

#include "line.h"
#include "pipe.h"
#include "rulebook.h"
#include "table.h"

#include <sys/types.h>

#define SIDES 2

/* ---- The acts */

struct source {
	const char *name;
	int fd;
	bool again;            /* a file, which each side opens for itself */
	unsigned char *first;  /* what was read of it to see what it is */
	size_t first_len;
	char etape[64];        /* refusals of this stage; "": anything that pmi-ingest reads */
	day_t as_of;           /* of these refusals */
	pid_t tee;             /* who gives a pipe to both sides; 0: nobody */
};

/* Dies with 65, 66. */
void source_open(struct source *source, const char *path);
/* One end for each side to read. */
void source_give(struct source *source, int ends[SIDES]);

/* ---- A side */

struct side {
	const char *letter;
	struct rulebook book;
	char as_of[DAY_SIZE];
	struct line line;
	struct pipe *out;
	struct frame frame; /* being read */
	size_t at;
	struct record rec;
	struct totals totals;
};

void side_start(struct side *side, int input);
/* NULL behind the last, once all processes ended well; dies with the code of the one that did not. */
const struct record *side_next(struct side *side);

/* ---- An act on both sides */

struct judged {
	enum statut statut;
	int64_t base_cents, taux_bp, amo_cents; /* 0 where absent */
	struct text payeur, support, article;   /* of the price, or of the first motif */
	char motifs[256];                       /* "a+b" */
};

enum change { CHANGE_STATUT, CHANGE_MOTIFS, CHANGE_BASE, CHANGE_TAUX, CHANGE_AMO, CHANGE_PAYEUR, CHANGE_SUPPORT,
	CHANGES };
extern const char *const change_names[CHANGES];

void judged_read(struct judged *judged, const struct record *rec);
unsigned judged_changes(const struct judged *a, const struct judged *b); /* bits 1 << CHANGE_… */

/* ---- The result */

enum by { BY_ARTICLE, BY_CODE, BY_SITE, BY_PAYEUR, BYS };

struct result {
	int64_t records, changed;
	int64_t changes[CHANGES];                    /* acts in which it differs */
	int64_t moves[STATUT_COUNT][STATUT_COUNT];   /* acts, from A to B */
	int64_t move_cents[STATUT_COUNT][STATUT_COUNT]; /* B less A */
	int64_t by_statut[SIDES][STATUT_COUNT];
	struct sum total;
	struct table by[BYS];
};

/* Reads both sides to their end; with `acts` prints each act that changes. */
void result_make(struct result *result, struct side sides[SIDES], bool acts, bool json);
void result_free(struct result *result);
void whatif_flush(struct buffer *out); /* to standard output; empties it */

struct page {
	const struct side *sides;
	struct result *result;
	bool all; /* rows in which nothing changes, too */
};

/* One changed act on a line; no identity. */
void act_text(struct buffer *out, const struct record *rec, const struct judged v[SIDES], unsigned changes);
void act_json(struct buffer *out, const struct record *rec, const struct judged v[SIDES], unsigned changes);
void page_text(struct buffer *out, const struct page *page);
void page_json(struct buffer *out, const struct page *page);

#endif
