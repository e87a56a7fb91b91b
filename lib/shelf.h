/*
 * shelf - what a directory of pmi-emit keeps of its emissions: the refusals, one file after another
 * (DIR/envois/NNNN/refus/ETAPE.msgpack), and what was received (DIR/envois/NNNN/reception.msgpack)
 */
#ifndef REFUS_SHELF_H
#define REFUS_SHELF_H

#include "pipe.h"
#include "stream.h"

#define ETAPE_SIZE 32 /* of the name of a stage, with its NUL */

struct shelf_file {
	int64_t emission;
	char etape[ETAPE_SIZE];
};

struct shelf {
	struct shelf_file *files; /* by emission, then by name */
	size_t count;
};

/* 66: no directory of pmi-emit. */
void shelf_list(struct shelf *shelf, const char *dir);
void shelf_free(struct shelf *shelf);

/* One of them, being read. */
struct refusals {
	char *path;
	struct pipe *pipe;
	struct frame frame;
	size_t at; /* in the frame */
	int64_t read; /* records so far */
	struct head head;
	struct buffer head_bytes;
	struct record record;
	struct totals totals;
};

/* 65: it is no file of refusals of that stage. */
void refusals_open(struct refusals *r, const char *dir, int64_t emission, const char *etape);

/* All that the emission received; false where it was not kept. */
bool received_open(struct refusals *r, const char *dir, int64_t emission);

/* The next one, NULL at the end. 65: cut, or not what was written. 75: a signal asked to stop. */
const struct record *refusals_read(struct refusals *r);

void refusals_close(struct refusals *r);

/* Records by their place, in the order of the shelf: only forward. {.dir = DIR} is one that begins. */
struct walk {
	const char *dir;
	bool open;
	struct shelf_file at;
	struct refusals from;
};

const struct record *walk_to(struct walk *walk, int64_t emission, struct text etape, int64_t position);
void walk_end(struct walk *walk);

#endif
