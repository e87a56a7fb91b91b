/*
 * wire_fd - bytes over stdin, stdout, named pipes and files
 */
#ifndef WIRE_FD_H
#define WIRE_FD_H

#include "buffer.h"

struct wire_fd;

/* "-" or a path. A file to write appears when the wire is closed well. Dies with 66, 73. */
struct wire_fd *wire_fd_read(const char *path);
struct wire_fd *wire_fd_write(const char *path);

/* Appends what comes, `want` bytes at most; false when nothing will come any more. */
bool wire_fd_fill(struct wire_fd *wire, struct buffer *into, size_t want);

/* All of it, or the process ends: 75 when the reader left. */
void wire_fd_send(struct wire_fd *wire, const void *bytes, size_t len);

/* `well` false: what was written is not published. */
void wire_fd_close(struct wire_fd *wire, bool well);

#endif
