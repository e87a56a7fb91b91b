#include "frame.h"

#include "cursor.h"
#include "digest.h"
#include "log.h"

#include <string.h>

/* Of the values, behind the byte or two that announce them. */
enum { AT_KIND = 6, AT_RUN = 9, AT_LINEAGE = 26, AT_EPOCH = 35, AT_SEQ = 44, AT_RECORDS = 53, AT_CHECK = 58,
	AT_LEN = 67 };

/* The bytes of a header that never change, with zeros where the values go. */
static const unsigned char form[FRAME_HEADER] = {
	[0] = 0x99, 0xa4, 'P', 'M', 'I', '2', [7] = 0xc4, 0x10, [25] = 0xcf, [34] = 0xcf, [43] = 0xcf,
	[52] = 0xce, [57] = 0xcf, [66] = 0xc6,
};

static void
put(unsigned char *at, uint64_t value, unsigned width)
{
	while (width--) {
		at[width] = (unsigned char)value;
		value >>= 8;
	}
}

static uint64_t
get(const unsigned char *at, unsigned width)
{
	uint64_t value = 0;

	while (width--)
		value = value << 8 | *at++;
	return value;
}

static uint64_t
check_of_header(const unsigned char *header)
{
	unsigned char bare[FRAME_HEADER];

	memcpy(bare, header, FRAME_HEADER);
	memset(bare + AT_CHECK, 0, 8);
	return digest_of(bare, FRAME_HEADER, 0);
}

static uint64_t
check_of(const unsigned char *header, const unsigned char *rest, size_t len)
{
	return digest_of(rest, len, check_of_header(header));
}

static bool
header_is_ours(const unsigned char *header)
{
	static const unsigned char fixed[] = {0, 1, 2, 3, 4, 5, 7, 8, 25, 34, 43, 52, 57, 66};

	for (unsigned i = 0; i < sizeof(fixed); i++)
		if (header[fixed[i]] != form[fixed[i]])
			return false;
	return header[AT_KIND] && strchr("HDECWFL", header[AT_KIND]);
}

static const char *
read_header(struct frame *frame, const unsigned char *h, size_t *len)
{
	if (!header_is_ours(h))
		return "no frame of this format";
	*len = (size_t)get(h + AT_LEN, 4);
	if (*len > FRAME_BODY_MAX)
		return "a frame larger than frames may be";
	frame->kind = (enum frame_kind)h[AT_KIND];
	memcpy(frame->run, h + AT_RUN, 16);
	frame->lineage = get(h + AT_LINEAGE, 8);
	frame->epoch = get(h + AT_EPOCH, 8);
	frame->seq = get(h + AT_SEQ, 8);
	frame->records = (uint32_t)get(h + AT_RECORDS, 4);
	return NULL;
}

enum frame_state
frame_parse(struct frame *frame, const unsigned char *bytes, size_t len, size_t *size, const char **why)
{
	struct cursor c;
	size_t rest;

	*frame = (struct frame){0};
	if (len < FRAME_HEADER)
		return FRAME_SHORT;
	if ((*why = read_header(frame, bytes, &rest)))
		return FRAME_BAD;
	*size = FRAME_HEADER + rest;
	if (len < *size)
		return FRAME_SHORT;
	if (check_of(bytes, bytes + FRAME_HEADER, rest) != get(bytes + AT_CHECK, 8)) {
		*why = "a damaged frame (its check differs)";
		return FRAME_BAD;
	}
	frame->trail = bytes + FRAME_HEADER;
	c = (struct cursor){frame->trail, bytes + *size};
	if (cursor_skip(&c) != CURSOR_OK) {
		*why = "a frame without accounts";
		return FRAME_BAD;
	}
	frame->body = c.at;
	frame->trail_len = (size_t)(c.at - frame->trail);
	frame->len = (size_t)(c.end - c.at);
	return FRAME_WHOLE;
}

void
frame_write_front(const struct frame *frame, struct buffer *out)
{
	size_t rest = (frame->trail ? frame->trail_len : 1) + frame->len;
	unsigned char *h;

	if (rest > FRAME_BODY_MAX)
		die(EX_DATAERR, "a frame grew past %u bytes: cut the source smaller (pmi-ingest --batch)",
			FRAME_BODY_MAX);
	buffer_reserve(out, FRAME_HEADER + rest - frame->len);
	h = out->at + out->len;
	memcpy(h, form, FRAME_HEADER);
	h[AT_KIND] = (unsigned char)frame->kind;
	memcpy(h + AT_RUN, frame->run, 16);
	put(h + AT_LINEAGE, frame->lineage, 8);
	put(h + AT_EPOCH, frame->epoch, 8);
	put(h + AT_SEQ, frame->seq, 8);
	put(h + AT_RECORDS, frame->records, 4);
	put(h + AT_LEN, rest, 4);
	out->len += FRAME_HEADER;
	if (frame->trail)
		buffer_add(out, frame->trail, frame->trail_len);
	else
		pack_array(out, 0);
	put(h + AT_CHECK, digest_of_both(h + FRAME_HEADER, rest - frame->len, frame->body, frame->len,
		check_of_header(h)), 8);
}

void
frame_write(const struct frame *frame, struct buffer *out)
{
	buffer_reserve(out, FRAME_HEADER + 1 + frame->trail_len + frame->len);
	frame_write_front(frame, out);
	buffer_add(out, frame->body, frame->len);
}

void
frame_stamp(unsigned char *bytes, uint64_t epoch)
{
	size_t rest = (size_t)get(bytes + AT_LEN, 4);

	if (get(bytes + AT_EPOCH, 8) == epoch)
		return;
	put(bytes + AT_EPOCH, epoch, 8);
	put(bytes + AT_CHECK, check_of(bytes, bytes + FRAME_HEADER, rest), 8);
}

void
frame_check_kept(const struct frame *frame, const unsigned char *kept, size_t len)
{
	struct trail came, had;

	if (!frame->trail || !trail_read(&came, frame->trail, frame->trail_len) || !trail_read(&had, kept, len)
		|| !trail_agrees(&came, &had))
		die(EX_DATAERR, "another stream was received under the name of this run, up to frame %llu: "
				"remove what was received of it, or give that one", (unsigned long long)frame->seq);
}
