/* process - between process.c (all of them, stages), source.c and sink.c */
#ifndef PROCESS_H
#define PROCESS_H

#include "simulate.h"

#define WAKE (200 * MS) /* how often a wait looks up: WAKE_MS of lib/line_private.h */
#define STEP 5          /* nothing takes no time */

int64_t ms(const struct simulation *s);
void work(struct simulation *s, struct process *p);
void wait_at_most(struct simulation *s, struct process *p, int64_t time);

/* Backward; false: to nobody. */
bool say(struct simulation *s, struct process *p, const struct message *m);

/* A wait is over: what is there to say? Then the next frame, if there is one. */
void look_up(struct simulation *s, struct process *p);
void read_on(struct simulation *s, struct process *p);

void source_start(struct simulation *s, struct process *p);
void source_step(struct simulation *s, struct process *p);

void sink_step(struct simulation *s, struct process *p);
void say_commit(struct simulation *s, struct process *p);
void begin_sync(struct simulation *s, struct process *p, enum phase phase);
void journal(struct simulation *s, struct process *p, const struct message *m);
void resume(struct simulation *s, struct process *p);  /* behind the first head */
void give_up(struct simulation *s, struct process *p); /* a head leads past what it has */

#endif
