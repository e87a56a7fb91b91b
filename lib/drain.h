/*
 * drain - a process that was asked to stop passes on what is in flight, then ends
 */
#ifndef DRAIN_H
#define DRAIN_H

#include <stdbool.h>

/* SIGTERM, SIGINT and SIGHUP drain (SIGHUP unless nohup(1) ignores it); SIGPIPE and SIGXFSZ become
 * errors of write(2). */
void drain_catch_signals(void);

/* One of them came: wait no longer than DRAIN_MS for more. */
#define DRAIN_MS 1000
bool draining(void);

/* A writer that was not asked to stop goes on sending: after these seconds no more is taken. */
#define DRAIN_S 2
bool drain_overdue(void);

#endif
