/*
 * intake - frames of a descriptor, one after the other as they come: "-", a named pipe, a file
 *
 * Bare objects are given as frames too (bare.h). Whether a frame is the next one is for who asks (protocol.h); that
 * it is whole and its check right is said here. Nothing of ZeroMQ: who reads files only need not link it.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include "frame.h"

struct intake;

/* Dies with 66: no such input. */
struct intake *intake_open(const char *path);

/* Kind 0 where the writer is gone. Its bytes live until the next call. Dies with 65: no frame, a damaged one. */
struct frame intake_next(struct intake *intake);

/* Are they frames, which have numbers? Once one was given. */
bool intake_framed(const struct intake *intake);

/* Does anything stand behind the frame given last? */
bool intake_has_more(struct intake *intake);

/* Where the objects of the frame given last begin in the input. */
uint64_t intake_body_offset(const struct intake *intake);

/* What came is wrong (65): said with its place. */
_Noreturn void intake_refuse(const struct intake *intake, const char *why);

/* NULL is accepted. */
void intake_close(struct intake *intake);

#endif
