#include "checkpoint.h"

#include "log.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (1u << 20)

/* One more piece of the file; false at its end. */
static bool
read_on(int fd, struct buffer *bytes)
{
	ssize_t n;

	buffer_reserve(bytes, CHUNK);
	do
		n = read(fd, bytes->at + bytes->len, CHUNK);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		die_errno(EX_IOERR, "cannot read the journal");
	bytes->len += (size_t)n;
	return n > 0;
}

static bool
is_same_head(const struct frame *a, const struct frame *b)
{
	return a->kind == FRAME_HEAD && a->lineage == b->lineage && a->len == b->len
		&& !memcmp(a->body, b->body, a->len) && !memcmp(a->run, b->run, sizeof(a->run));
}

/* Is this frame the next one? */
static bool
take(struct checkpoint *c, const struct frame *frame, const struct frame *head)
{
	if (!c->size)
		return is_same_head(frame, head);
	if (c->ended || frame->seq != c->done + 1 || memcmp(frame->run, head->run, sizeof(head->run)))
		return false;
	c->done = frame->seq;
	c->ended = frame->kind == FRAME_END;
	return trail_read(&c->trail, frame->trail, frame->trail_len) == frame->trail_len;
}

void
checkpoint_find(struct checkpoint *c, int fd, const struct frame *head)
{
	struct buffer bytes = {0};
	struct frame frame;
	const char *why;
	size_t size;
	bool good = true;

	*c = (struct checkpoint){.size = 0};
	while (good && read_on(fd, &bytes)) {
		size_t at = 0;

		while (good && frame_parse(&frame, bytes.at + at, bytes.len - at, &size, &why) == FRAME_WHOLE
			&& (good = take(c, &frame, head))) {
			c->size += (off_t)size;
			at += size;
		}
		bytes.len -= at;
		memmove(bytes.at, bytes.at + at, bytes.len);
	}
	buffer_free(&bytes);
	c->torn = lseek(fd, 0, SEEK_END) - c->size;
}
