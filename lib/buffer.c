#include "buffer.h"

#include "log.h"

#include <msgpack.h>
#include <stdlib.h>
#include <string.h>

void
buffer_reserve(struct buffer *buffer, size_t more)
{
	size_t room = buffer->room ? buffer->room : 512;
	unsigned char *at;

	if (more <= buffer->room - buffer->len)
		return;
	while (room - buffer->len < more)
		if (room > SIZE_MAX / 2)
			out_of_memory();
		else
			room *= 2;
	at = realloc(buffer->at, room);
	if (!at)
		out_of_memory();
	buffer->at = at;
	buffer->room = room;
}

void
buffer_free(struct buffer *buffer)
{
	free(buffer->at);
	*buffer = (struct buffer){0};
}

static int
append(void *buffer, const char *bytes, size_t len)
{
	buffer_add(buffer, bytes, len);
	return 0;
}

static msgpack_packer
packer(struct buffer *buffer)
{
	return (msgpack_packer){.data = buffer, .callback = append};
}

void
pack_nil(struct buffer *buffer)
{
	msgpack_packer pk = packer(buffer);

	msgpack_pack_nil(&pk);
}

void
pack_text(struct buffer *buffer, struct text text)
{
	msgpack_packer pk;

	if (text.at && text.len < BUFFER_SHORT_TEXT) {
		buffer->len = (size_t)(put_short_text(buffer_room(buffer, 2 + text.len), text) - buffer->at);
		return;
	}
	pk = packer(buffer);
	if (text.at)
		msgpack_pack_str_with_body(&pk, text.at, text.len);
	else
		msgpack_pack_nil(&pk);
}

void
pack_bool(struct buffer *buffer, bool value)
{
	msgpack_packer pk = packer(buffer);

	value ? msgpack_pack_true(&pk) : msgpack_pack_false(&pk);
}

void
pack_real(struct buffer *buffer, double value)
{
	msgpack_packer pk = packer(buffer);

	msgpack_pack_double(&pk, value);
}

void
pack_int(struct buffer *buffer, int64_t value)
{
	msgpack_packer pk = packer(buffer);
	unsigned char *at = buffer_room(buffer, 3);

	if (value < 0 || value > UINT16_MAX) {
		msgpack_pack_int64(&pk, value);
	} else if (value < 0x80) {
		at[0] = (unsigned char)value;
		buffer->len += 1;
	} else if (value < 0x100) {
		at[0] = 0xcc;
		at[1] = (unsigned char)value;
		buffer->len += 2;
	} else {
		at[0] = 0xcd;
		at[1] = (unsigned char)(value >> 8);
		at[2] = (unsigned char)value;
		buffer->len += 3;
	}
}

void
pack_bin(struct buffer *buffer, const void *bytes, size_t len)
{
	msgpack_packer pk = packer(buffer);

	msgpack_pack_bin_with_body(&pk, bytes, len);
}

void
pack_array(struct buffer *buffer, uint32_t count)
{
	msgpack_packer pk = packer(buffer);

	msgpack_pack_array(&pk, count);
}

void
pack_map(struct buffer *buffer, uint32_t count)
{
	msgpack_packer pk = packer(buffer);

	msgpack_pack_map(&pk, count);
}
