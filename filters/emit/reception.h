/*
 * reception - the journal: all that came, on the disk, before anything is done about it
 *
 * DIR/reception/RUN.msgpack, a bare stream (0600). It is kept until its emission is published, and
 * whenever something goes wrong: what was received is not lost.
 */
#ifndef EMIT_RECEPTION_H
#define EMIT_RECEPTION_H

#include "filter.h"

struct reception {
	char path[4096];
	struct totals totals; /* as received */
};

/* Every record of the stream into the journal, then filter_close(): its exit code. When that is not
 * 0 the journal is kept, and its place said. */
int reception_receive(struct reception *reception, struct filter *f, const char *dir);

void reception_remove(const struct reception *reception);

/* The journal read again. */
struct journal {
	const char *path;
	struct pipe *pipe;
	struct buffer head_bytes;
	struct head head;
	struct frame frame;
	size_t at;
	struct record record;
	struct account *account;
};

void journal_open(struct journal *journal, const char *path, const struct motifs *motifs);
struct record *journal_read(struct journal *journal); /* NULL at the end, which agreed */
void journal_close(struct journal *journal);

#endif
