/*
 * spawn - a program of ours that stands beside this one, as a process
 */
#ifndef SPAWN_H
#define SPAWN_H

#include <limits.h>
#include <sys/types.h>

/* Its standard descriptors; -1: those of this process. */
struct spawn {
	int in, out, err;
};

/* Where it stands; a name that is longer than any of ours is cut. */
void spawn_path(const char *program, char path[PATH_MAX]);

/* argv[0] is its name, "pmi-price". It ends with this process (SIGTERM), and with 69 where it cannot be
 * started. Dies where the machine has no room for it (fault.h). Only the three descriptors are passed on,
 * as long as the others close on exec. */
pid_t spawn_beside(char *const argv[], const struct spawn *spawn);

/* Waits for it. Its exit code as a shell says it: 128 + the signal that killed it. -1: interrupted. */
int spawn_wait(pid_t pid);

/* Waits for whichever child ends first, whatever interrupts it; one that came with this process counts too. */
pid_t spawn_wait_any(int *code);

/* The same without waiting: 0 where none has ended. */
pid_t spawn_ended_any(int *code);

#endif
