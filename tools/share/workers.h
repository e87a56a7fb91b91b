/*
 * workers - the processes that share the work of one stage, and what goes to and from each
 *
 * To a worker this process is both the one before it and the one behind it.
 */
#ifndef WORKERS_H
#define WORKERS_H

#include "line.h"
#include "queue.h"

#define ENDPOINT_SIZE 256

struct workers;

/* `places`: of each worker ipc://PATH; it reads from ipc://PATH.in and writes to ipc://PATH.out. Dies with
 * 64, 69 or 75. When this process ends in another way than workers_close(), they are told. */
struct workers *workers_open(char *const *places, unsigned count);

/* Gives what can be given, hears what there is. True: there was something. Dies with 65 when one left, with
 * 75 when one has been gone for too long. */
bool workers_turn(struct workers *workers, struct queue *queue);

/* What is worth waiting for. */
const struct wire_wish *workers_wishes(const struct workers *workers, unsigned *count);

/* `well`: all is done. Else this process leaves. NULL is accepted. */
void workers_close(struct workers *workers, bool well);

#endif
