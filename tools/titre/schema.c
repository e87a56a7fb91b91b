/*
 * schema - the file held against an XSD, before it gets its name
 */
#include "titres.h"

#include "log.h"
#include "xml.h"

#include <stdio.h>

static bool
pass(void *unused, struct xml *x)
{
	(void)unused;
	(void)x;
	return true;
}

static const struct xml_error *
read_all(struct xml *xml, FILE *in)
{
	char bytes[8192];
	size_t len;

	while ((len = fread(bytes, 1, sizeof(bytes), in)) > 0 && xml_feed(xml, bytes, len))
		;
	return !ferror(in) && xml_finish(xml) ? NULL : xml_error(xml);
}

void
schema_hold(const char *path, const char *schema_path, const char *shown)
{
	static const struct xml_visitor visitor = {NULL, pass, pass};
	struct xml_schema *schema = xml_schema_open(schema_path);
	struct xml *xml = xml_begin(&visitor, schema);
	FILE *in = fopen(path, "re");
	const struct xml_error *error;

	if (!in)
		die_errno(EX_IOERR, "%s", path);
	error = read_all(xml, in);
	if (ferror(in))
		die_errno(EX_IOERR, "%s", path);
	if (error)
		die_at(EX_DATAERR, &(struct place){.file = shown, .line = error->line, .column = error->column},
			"%s: %s", schema_path, error->why);
	fclose(in);
	xml_free(xml);
	xml_schema_close(schema);
}
