#include "xml_write.h"

#include "log.h"

#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct xml_write {
	xmlTextWriter *writer;
};

/* The writer fails where memory does: what is written goes through output_write, which dies by itself. */
static void
check(int written)
{
	if (written < 0)
		out_of_memory();
}

static void *
held(void *at)
{
	if (!at)
		out_of_memory();
	return at;
}

static int
put(void *output, const char *bytes, int len)
{
	output_write(output, bytes, (size_t)len);
	return len;
}

struct xml_write *
xml_write_open(struct output *output)
{
	struct xml_write *xml = held(calloc(1, sizeof(*xml)));

	xml->writer = held(xmlNewTextWriter(held(xmlOutputBufferCreateIO(put, NULL, output, NULL))));
	check(xmlTextWriterSetIndent(xml->writer, 1));
	check(xmlTextWriterSetIndentString(xml->writer, BAD_CAST " "));
	check(xmlTextWriterStartDocument(xml->writer, "1.0", "ISO-8859-1", NULL));
	return xml;
}

void
xml_write_comment(struct xml_write *xml, const char *comment)
{
	check(xmlTextWriterWriteComment(xml->writer, BAD_CAST comment));
}

void
xml_write_start(struct xml_write *xml, const char *element)
{
	check(xmlTextWriterStartElement(xml->writer, BAD_CAST element));
}

void
xml_write_attribute(struct xml_write *xml, const char *name, struct text value)
{
	check(xmlTextWriterWriteFormatAttribute(xml->writer, BAD_CAST name, "%.*s", TEXT_ARG(value)));
}

void
xml_write_end(struct xml_write *xml)
{
	check(xmlTextWriterEndElement(xml->writer));
}

void
xml_write_close(struct xml_write *xml)
{
	check(xmlTextWriterEndDocument(xml->writer));
	xmlFreeTextWriter(xml->writer);
	free(xml);
}

/* ---- The schema */

struct violation {
	bool seen;
	int line;
	char why[400];
};

/* The first one: those behind it often follow from it. */
static void
note(void *data, xmlError *error)
{
	struct violation *violation = data;

	if (violation->seen)
		return;
	violation->seen = true;
	violation->line = error->line;
	snprintf(violation->why, sizeof(violation->why), "%s", error->message ? error->message : "no reason given");
	violation->why[strcspn(violation->why, "\n")] = '\0';
}

static xmlSchema *
read_schema(const char *path)
{
	struct violation wrong = {.seen = false};
	xmlSchemaParserCtxt *parser = held(xmlSchemaNewParserCtxt(path));
	xmlSchema *schema;

	xmlSchemaSetParserStructuredErrors(parser, note, &wrong);
	schema = xmlSchemaParse(parser);
	xmlSchemaFreeParserCtxt(parser);
	if (!schema)
		die_at(EX_CONFIG, &(struct place){.file = path, .line = (unsigned)wrong.line}, "no schema: %s",
			wrong.why);
	return schema;
}

void
xml_validate(const char *path, const char *schema_path, const char *shown)
{
	struct violation violation = {.seen = false};
	xmlSchema *schema;
	xmlSchemaValidCtxt *valid;
	int result;

	if (access(schema_path, R_OK))
		die_errno(EX_NOINPUT, "%s", schema_path);
	xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
	xmlSetStructuredErrorFunc(&violation, note); /* what the parsers say by themselves */
	schema = read_schema(schema_path);
	valid = held(xmlSchemaNewValidCtxt(schema));
	xmlSchemaSetValidStructuredErrors(valid, note, &violation);
	violation.seen = false;
	result = xmlSchemaValidateFile(valid, path, 0);
	xmlSchemaFreeValidCtxt(valid);
	xmlSchemaFree(schema);
	xmlSetStructuredErrorFunc(NULL, NULL);
	if (result)
		die_at(EX_DATAERR, &(struct place){.file = shown, .line = (unsigned)violation.line},
			"not as %s has it: %s", schema_path, violation.seen ? violation.why : "no reason given");
}
