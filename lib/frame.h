/*
 * frame - the unit in which a stream travels: a header of fixed widths, the accounts, the objects
 *
 * The same bytes on a pipe, in a file and as a ZeroMQ message; a msgpack array of nine:
 *
 *   off len
 *     0   1  99            array of 9
 *     1   5  a4 "PMI2"     magic and version
 *     6   1  kind          'H' 'D' 'E' forward, 'C' 'W' 'F' 'L' backward (protocol.h)
 *     7  18  c4 10 run     run id, 16 bytes
 *    25   9  cf lineage    of the stages crossed: name, version and rule book of each
 *    34   9  cf epoch      0 in a file and on a pipe
 *    43   9  cf seq        data 1, 2, …, the end last; of a head: the number before the next one
 *    52   5  ce records    among the objects
 *    57   9  cf check      XXH3 of the header with check = 0, of the accounts, of the objects
 *    66   5  c6 len        bytes of the rest, at most FRAME_BODY_MAX
 *    71   …  accounts      an array (stream.h, struct trail)
 *         …  objects       a head, records one after another, or an end
 */
#ifndef FRAME_H
#define FRAME_H

#include "buffer.h"
#include "protocol.h"
#include "stream.h"

#define FRAME_MAGIC "\x99\xa4PMI2"
#define FRAME_MAGIC_LEN 6
#define FRAME_HEADER 71
#define FRAME_BODY_MAX (8u << 20)
#define FRAME_FILL (128u << 10) /* a source starts a new frame past this, */
#define FRAME_RECORDS 1024      /* or past so many records */

struct frame {
	enum frame_kind kind; /* 0: no more frames */
	unsigned char run[16];
	uint64_t lineage, epoch, seq;
	uint32_t records;
	const unsigned char *trail, *body; /* owned by who gave the frame; trail NULL: without accounts */
	size_t trail_len, len;
};

/* Whole: the frame and its length. Short: more bytes are needed. Else why it is none, in English. */
enum frame_state { FRAME_WHOLE, FRAME_SHORT, FRAME_BAD };
enum frame_state frame_parse(struct frame *frame, const unsigned char *bytes, size_t len, size_t *size,
	const char **why);

/* Appends it whole. Dies with 65 when it is larger than frames may be. */
void frame_write(const struct frame *frame, struct buffer *out);

/* The same without its objects: frame->body belongs behind. */
void frame_write_front(const struct frame *frame, struct buffer *out);

/* Dies with 65 unless the accounts of the frame agree with those that were kept with the frame of this
 * number: it is another stream under the name of the same run. */
void frame_check_kept(const struct frame *frame, const unsigned char *kept, size_t len);

/* The frame at `bytes`, written by frame_write(), goes under another epoch. */
void frame_stamp(unsigned char *bytes, uint64_t epoch);

#endif
