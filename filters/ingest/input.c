#include "formats.h"
#include "log.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

static const struct format *
guess(const struct window *w, const struct source *source)
{
	if (w->len >= 2 && (!memcmp(w->at, "\xFF\xFE", 2) || !memcmp(w->at, "\xFE\xFF", 2)))
		die(EX_DATAERR, "%s is in UTF-16: save it as UTF-8", source_path(source));
	return format_guess((struct text){w->at, w->len});
}

void
input_open(struct input *input, const char *path, const struct asked *asked, struct window *window)
{
	const struct format *format = asked->format;

	*input = (struct input){.source = source_open(path), .schema_path = asked->schema};
	window_open(window, input->source, NULL);
	if (!window->len)
		die(EX_DATAERR, "%s is empty: not even a header", source_path(input->source));
	if (!format)
		format = guess(window, input->source);
	input->format = format;
	if (format->raw && asked->mapping->file)
		die(EX_USAGE, "%s is of the format %s, whose fields have their names: no mapping",
			source_path(input->source), format->name);
	if (!format->raw && !window->marked)
		input->decoder = asked->mapping->decoder;
	if (format->open)
		format->open(input, asked->mapping, window);
}

void
input_close(struct input *input)
{
	source_close(input->source);
	xml_schema_close(input->schema);
	free(input->field);
	*input = (struct input){0};
}

bool
input_read(struct input *input, struct row *row, struct window *window)
{
	row->source = input->source;
	row->ligne = 0;
	window_open(window, input->source, input->decoder);
	return input->format->read(input, row, window);
}
