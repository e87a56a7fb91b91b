#include "origin.h"

#include <string.h>

/* One source: its own; several: that of their hashes, in order. */
static void
hash_sources(struct origin *origin, const struct input *inputs, int count)
{
	struct sha256 hash;

	memcpy(origin->sha256, source_sha256(inputs[0].source), SHA256_HEX);
	if (count == 1)
		return;
	sha256_start(&hash);
	for (int i = 0; i < count; i++)
		sha256_add(&hash, source_sha256(inputs[i].source), SHA256_HEX - 1);
	sha256_end(&hash, origin->sha256);
}

void
origin_make(struct origin *origin, struct head *head, const struct input *inputs, int count,
	const struct mapping *mapping, const struct rulebook *book)
{
	char day[DAY_SIZE];
	struct text parts[] = {TEXT_ABSENT, text_of(book->hash),
		text_of(day_format(head->as_of, day)), text_of(mapping->sha256)};

	*origin = (struct origin){.run = ""};
	hash_sources(origin, inputs, count);
	for (int i = 0; i < count; i++) {
		struct text name = source_name(inputs[i].source);

		buffer_add(&origin->names, "+", i > 0);
		buffer_add(&origin->names, name.at, name.len);
	}
	parts[0] = head->source_sha256 = text_of(origin->sha256);
	head->source = (struct text){(const char *)origin->names.at, origin->names.len};
	head->run = run_id(origin->run, parts, mapping->file ? 4 : 3);
}

void
origin_free(struct origin *origin)
{
	buffer_free(&origin->names);
}
