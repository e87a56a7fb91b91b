#include "input.h"

#include "log.h"
#include "pipe.h"

#include <stdlib.h>
#include <string.h>

/* The first byte of a frame or a head, or of a map. */
static bool
is_records(const char *at, size_t len)
{
	unsigned char first = (unsigned char)*at;
	size_t magic = sizeof(STREAM_MAGIC) - 1;

	if (len >= FRAME_MAGIC_LEN && memcmp(at, FRAME_MAGIC, FRAME_MAGIC_LEN) == 0)
		return true;
	if ((first & 0xf0) == 0x90 && len >= magic + 2)
		return memcmp(at + 2, STREAM_MAGIC, magic) == 0;
	return (first & 0xf0) == 0x80 || first == 0xde || first == 0xdf;
}

static enum format
guess(const struct window *w, const struct source *source)
{
	size_t blank = 0;

	if (w->len >= 2 && (!memcmp(w->at, "\xFF\xFE", 2) || !memcmp(w->at, "\xFE\xFF", 2)))
		die(EX_DATAERR, "%s is in UTF-16: save it as UTF-8", source_path(source));
	if (is_records(w->at, w->len))
		return FORMAT_RECORDS;
	while (blank < w->len && (w->at[blank] == ' ' || w->at[blank] == '\n'))
		blank++;
	return blank < w->len && w->at[blank] == '{' ? FORMAT_JSONL : FORMAT_CSV;
}

void
input_open(struct input *input, const char *path, enum format format,
	const struct mapping *mapping, struct window *window)
{
	*input = (struct input){.source = source_open(path), .format = format};
	window_open(window, input->source, NULL);
	if (!window->len)
		die(EX_DATAERR, "%s is empty: not even a header", source_path(input->source));
	if (format == FORMAT_GUESS)
		input->format = guess(window, input->source);
	if (input->format == FORMAT_RECORDS && mapping->file)
		die(EX_USAGE, "%s is a record stream, whose fields have their names: no mapping",
			source_path(input->source));
	if (input->format != FORMAT_RECORDS && !window->marked)
		input->decoder = mapping->decoder;
	if (input->format == FORMAT_CSV)
		table_open(input, mapping, window);
}

void
input_close(struct input *input)
{
	source_close(input->source);
	free(input->field);
	*input = (struct input){0};
}

bool
input_read(struct input *input, struct row *row, struct window *window)
{
	bool csv = input->format == FORMAT_CSV, jsonl = input->format == FORMAT_JSONL;

	row->source = input->source;
	window_open(window, input->source, input->decoder);
	if (csv)
		return table_read(input, row, window);
	return jsonl ? jsonl_read(input, row, window) : records_read(input, row, window);
}
