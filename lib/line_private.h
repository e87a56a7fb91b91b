/* line_private - between line_in.c and line_out.c */
#ifndef LINE_PRIVATE_H
#define LINE_PRIVATE_H

#include "end.h"
#include "line.h"

struct line_in {
	struct end end;
	struct line_out *out;    /* NULL: this is the sink */
	const struct aside *aside; /* NULL: nothing else is done while it waits */
	struct frame taken, committed; /* as commits: run, lineage, seq, accounts */
	struct buffer taken_trail, committed_trail;
	void (*commit)(void *arg);
	void *commit_arg;
	struct teller teller;    /* when it asks, commits, and says so */
};

/* What came from behind goes on backward. */
void line_relay(struct line_in *in, const struct frame *frame);

/* The want that nobody took so far, if somebody does now. */
void line_say_owed(struct line_in *in);

/* Handles all that came from behind. Returns whether fin was among it, now or before. */
bool line_hear(struct line_out *out);
struct end *line_out_end(struct line_out *out);
void line_out_relays(struct line_out *out, struct line_in *in);

#endif
