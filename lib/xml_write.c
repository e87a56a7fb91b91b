#include "xml_write.h"

#include "log.h"

#include <libxml/xmlwriter.h>
#include <stdlib.h>

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
