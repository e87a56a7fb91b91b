/*
 * crumb - which record a process is at: what is left when a record makes it crash
 *
 * One small page of shared memory a stage, made by the supervisor (pmi-run), in a file of
 * its own directory, so that it lives as long as the run and never meets another one. The process
 * leaves the number of the record there, one store and no system call; when it was killed by a fault of
 * its own, its supervisor blames that record; when it is started again it sets that record aside as
 * `poison` and goes on. A process killed from outside (SIGKILL, SIGTERM) blames nobody.
 *
 * Records are numbered by their place in the stream, from 1: the same in every stage, after any rewind.
 */
#ifndef CRUMB_H
#define CRUMB_H

#include <stdbool.h>
#include <stdint.h>

#define CRUMB_SLOTS 16   /* processes of one stage: parallel workers */
#define CRUMB_POISONS 32 /* records that one stage may set aside in one run */
#define CRUMB_ENV "PMI_FLUX_CRUMB" /* PATH:SLOT, from supervisor to process */

struct crumb;

/* ---- the process: without CRUMB_ENV, all of these do nothing */
struct crumb *crumb_open(void); /* dies with 71 or 75; NULL: nobody supervises */
void crumb_at(struct crumb *crumb, uint64_t record); /* 0: at none: waiting, or between records */
uint64_t crumb_wait(struct crumb *crumb); /* at none from now on; returns where it was, to come back to it */
bool crumb_poisoned(const struct crumb *crumb, uint64_t record);

/* ---- the supervisor */
struct crumb *crumb_make(const char *path); /* dies with 71, 73 or 75 */
uint64_t crumb_current(const struct crumb *crumb, unsigned slot); /* 0: none */
/* The record at which the process of this slot stopped is set aside from now on. Returns its number; 0:
 * it was at none, at one that is blamed already, or too many are. */
uint64_t crumb_blame(struct crumb *crumb, unsigned slot);
void crumb_forget(struct crumb *crumb, unsigned slot); /* its process is gone: it is at none */
unsigned crumb_poisons(const struct crumb *crumb);
void crumb_close(struct crumb *crumb); /* NULL is accepted */

/* Did this signal come from the process's own fault (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS,
 * SIGXCPU, SIGTRAP)? */
bool crumb_is_fault(int signal);

#endif
