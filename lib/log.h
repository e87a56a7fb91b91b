/*
 * log - what a process says on stderr, and how it dies
 *
 * One line a message, `pmi-NAME: …`; with --json one JSON object a line. Never a NIR, a name or a
 * birth date: a record is named by its identifier. Exit codes are those of sysexits.h:
 *
 *   64 usage  65 bad data  66 no input  69 no peer  70 a bug here, or the accounts do not balance
 *   71 the system  73 cannot create  74 input/output  78 configuration
 *   75 try again: interrupted, the peer is gone, no room, no right to write, no descriptor, no memory
 */
#ifndef LOG_H
#define LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sysexits.h>

/* `program` lives as long as the process. Until log_open, messages are text under "pmi-flux". */
void log_open(const char *program, bool json, bool quiet);
const char *log_program(void);
bool log_json(void);
bool log_quiet(void);

/* A warning; silent under --quiet. */
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says why the process will end with `code`; the caller has something to finish first. */
void log_error(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says why and exits with `code`. */
_Noreturn void die(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same, and strerror(errno). What the machine may give later (room, rights, descriptors, memory) is
 * 75 whatever `code` says, with a word on how to go on: fault.h. A reader that left (EPIPE) is 75
 * without a word: it has said, or will say, why. */
_Noreturn void die_errno(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

_Noreturn void out_of_memory(void);

/*
 * A place in a text file. `excerpt` is the line itself (NULL: not shown), printed under the message
 * with a caret at `column`; a line of a data file that may name a person is never given here.
 */
struct place {
	const char *file;
	unsigned line, column; /* from 1; 0: unknown */
	const char *excerpt;
	size_t excerpt_len;
};

_Noreturn void die_at(int code, const struct place *place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Two places: an overlap, a duplicate. */
_Noreturn void die_at_both(int code, const struct place *place, const struct place *other,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
