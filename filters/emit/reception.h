/*
 * reception - the journal: all that came, on the disk, before anything is done about it
 *
 * DIR/reception/RUN-NNNN.msgpack (0600), for emission NNNN: the frames as they came. Its last whole frame
 * is the checkpoint: a run that is interrupted goes on behind it. It is there until its emission is
 * published: what was received is not lost, and who finds it knows that the run was not over.
 */
#ifndef EMIT_RECEPTION_H
#define EMIT_RECEPTION_H

#include "places.h"

#include "file.h"
#include "filter.h"

struct reception {
	char path[4096], parent[4096];
	int64_t numero;       /* of its emission, as its name says; 0: nothing was received before */
	struct totals totals; /* as received */
	int fd;
	struct buffer front;  /* of a frame being written */
	struct growth growth; /* of the journal, with it */
	struct places_file *bilans; /* of PEGASE; NULL: some were received by an earlier attempt */
};

/* Where the journal of this run is, if an earlier attempt left one. */
void reception_find(struct reception *reception, const struct filter *f, const char *dir);

/* Every frame of the stream into the journal of emission `numero`. Returns filter_code(): when that is
 * not 0 the journal is kept, and its place said. */
int reception_receive(struct reception *reception, struct filter *f, int64_t numero);

/* Its emission is to be `numero`, whatever it was when the journal began. */
void reception_claim(struct reception *reception, int64_t numero);

/* Published: the journal is over. */
void reception_forget(const struct reception *reception);

/* The journal read again. */
struct journal {
	const char *path;
	struct pipe *pipe;
	struct output *copy; /* NULL: none */
	struct buffer head_bytes;
	struct head head;
	struct frame frame;
	size_t at;
	struct record record;
	struct totals totals;
	uint64_t offset; /* of the record read last, in the file */
};

void journal_open(struct journal *journal, const char *path, const struct motifs *motifs);

/* What is read goes into STAGING/reception.msgpack (0600) too, without its frames, which are of one run and its
 * batches: there pmi-why finds what was billed. */
void journal_copy(struct journal *journal, const char *staging);

struct record *journal_read(struct journal *journal); /* NULL at the end, which agreed */
void journal_close(struct journal *journal);

#endif
