#include "xml.h"

#include "buffer.h"
#include "log.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK (64u * 1024)   /* given to libxml2 at a time */
#define ATTRIBUTE_PARTS 5 /* of libxml2: name, prefix, namespace, where the value begins and ends */

struct xml_schema {
	xmlSchemaPtr schema;
};

struct xml {
	const struct xml_visitor *visitor;
	xmlParserCtxtPtr parser;
	xmlSchemaValidCtxtPtr valid;
	xmlSchemaSAXPlugPtr plug;
	struct xml_error error;
	char why[160];
	char path[XML_PATH];
	size_t len[XML_DEPTH + 1]; /* of the path at each depth */
	unsigned depth;
	bool root; /* was seen */
	struct buffer text;
	const xmlChar *namespace, **attributes;
	int attribute_count;
};

/* ---- What is wrong */

/* libxml2 is left to end its chunk, whose elements nobody sees any more: to stop it (xmlStopParser) from
 * within one of its calls takes its input away under it. */
bool
xml_fail(struct xml *x, const char *why)
{
	if (!x->error.why)
		x->error = (struct xml_error){xml_line(x), xml_column(x), why};
	return false;
}

/* The sentences of libxml2 hold values of the document: only the element's name is taken from them. */
static void
say_violation(struct xml *x, const char *message)
{
	const char *name = message ? strstr(message, "Element '") : NULL;
	const char *end = name ? strchr(name += strlen("Element '"), '\'') : NULL;
	const char *local = end ? memchr(name, '}', (size_t)(end - name)) : NULL;

	if (local)
		name = local + 1;
	if (end)
		snprintf(x->why, sizeof(x->why), "the schema does not allow this element \"%.*s\" here, or what "
			"it holds", (int)(end - name < 80 ? end - name : 80), name);
	else
		snprintf(x->why, sizeof(x->why), "the schema does not allow this");
}

static const char *
sentence_of(const struct xml *x, int code)
{
	if (code == XML_ERR_DOCUMENT_END && !x->root)
		code = XML_ERR_DOCUMENT_EMPTY;
	switch (code) {
	case XML_ERR_DOCUMENT_EMPTY:
	case XML_ERR_DOCUMENT_START:
		return "no XML: an element is expected";
	case XML_ERR_DOCUMENT_END:
	case XML_ERR_TAG_NOT_FINISHED:
		return "the file ends inside an element, or something stands behind its end";
	case XML_ERR_TAG_NAME_MISMATCH:
		return "an element is closed by the name of another";
	case XML_ERR_INVALID_CHAR:
	case XML_ERR_INVALID_ENCODING:
	case XML_I18N_CONV_FAILED:
	case XML_ERR_UNKNOWN_ENCODING:
	case XML_ERR_UNSUPPORTED_ENCODING:
		return "bytes that are no text in the encoding announced";
	case XML_ERR_UNDECLARED_ENTITY:
		return "an entity: it is not taken";
	default:
		return "not well-formed XML";
	}
}

static void
on_error(void *arg, xmlErrorPtr error)
{
	struct xml *x = arg;

	if (error->level == XML_ERR_WARNING || x->error.why)
		return;
	if (error->domain == XML_FROM_SCHEMASV) {
		say_violation(x, error->message);
		xml_fail(x, x->why);
		return;
	}
	xml_fail(x, sentence_of(x, error->code));
	if (error->line > 0)
		x->error.line = (unsigned)error->line;
	if (error->int2 > 0)
		x->error.column = (unsigned)error->int2;
}

/* ---- A schema */

static void
on_schema_error(void *arg, xmlErrorPtr error)
{
	struct place *place = arg;

	if (!place->line && error->level != XML_ERR_WARNING)
		place->line = error->line > 0 ? (unsigned)error->line : 1;
}

/* Once for all: nothing is fetched, and nothing is printed by the library. */
static void
be_quiet(void *arg, xmlStructuredErrorFunc on)
{
	xmlInitParser();
	xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
	xmlSetStructuredErrorFunc(arg, on);
}

struct xml_schema *
xml_schema_open(const char *path)
{
	struct xml_schema *schema = calloc(1, sizeof(*schema));
	struct place place = {.file = path};
	xmlSchemaParserCtxtPtr parser;
	FILE *file = fopen(path, "re");

	if (!schema)
		out_of_memory();
	if (!file)
		die_errno(EX_NOINPUT, "cannot read the schema %s", path);
	fclose(file);
	be_quiet(&place, on_schema_error);
	parser = xmlSchemaNewParserCtxt(path);
	if (!parser)
		out_of_memory();
	schema->schema = xmlSchemaParse(parser);
	xmlSchemaFreeParserCtxt(parser);
	if (!schema->schema || place.line)
		die_at(EX_CONFIG, &place, "no XML schema that can be used");
	return schema;
}

void
xml_schema_close(struct xml_schema *schema)
{
	if (!schema)
		return;
	xmlSchemaFree(schema->schema);
	free(schema);
}

/* ---- Elements */

static void
on_open(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
	const xmlChar **declared, int attributes, int defaulted, const xmlChar **attribute)
{
	struct xml *x = arg;
	size_t at = x->len[x->depth], len = strlen((const char *)name);

	(void)prefix, (void)namespaces, (void)declared, (void)defaulted;
	if (x->error.why)
		return;
	if (x->depth == XML_DEPTH || at + len + 2 > sizeof(x->path)) {
		xml_fail(x, "elements are nested too deep");
		return;
	}
	if (at)
		x->path[at++] = '/';
	memcpy(x->path + at, name, len + 1);
	x->len[++x->depth] = at + len;
	x->root = true;
	x->text.len = 0;
	x->namespace = uri;
	x->attributes = attribute;
	x->attribute_count = attributes;
	if (!x->visitor->open(x->visitor->arg, x))
		xml_fail(x, "the reader had enough");
	x->attribute_count = 0;
	x->namespace = NULL;
}

static void
on_close(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct xml *x = arg;

	(void)name, (void)prefix, (void)uri;
	if (x->error.why)
		return;
	if (!x->visitor->close(x->visitor->arg, x))
		xml_fail(x, "the reader had enough");
	x->path[x->len[--x->depth]] = '\0';
	x->text.len = 0;
}

static void
on_text(void *arg, const xmlChar *bytes, int len)
{
	struct xml *x = arg;

	if (x->error.why)
		return;
	if (x->text.len + (size_t)len > XML_TEXT)
		xml_fail(x, "a text is too long");
	else
		buffer_add(&x->text, bytes, (size_t)len);
}

static void
on_document_type(void *arg, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	xml_fail(arg, "a document type (<!DOCTYPE): it is not taken");
}

static void
on_entity(void *arg, const xmlChar *name)
{
	(void)name;
	xml_fail(arg, "an entity: it is not taken");
}

static xmlSAXHandler handler = {
	.initialized = XML_SAX2_MAGIC,
	.internalSubset = on_document_type,
	.startElementNs = on_open,
	.endElementNs = on_close,
	.characters = on_text,
	.ignorableWhitespace = on_text,
	.cdataBlock = on_text,
	.reference = on_entity,
	.serror = on_error,
};

/* ---- Reading */

static void
hold_against(struct xml *x, const struct xml_schema *schema)
{
	x->valid = xmlSchemaNewValidCtxt(schema->schema);
	if (!x->valid)
		out_of_memory();
	xmlSchemaSetValidStructuredErrors(x->valid, on_error, x);
	x->plug = xmlSchemaSAXPlug(x->valid, &x->parser->sax, &x->parser->userData);
	if (!x->plug)
		out_of_memory();
}

struct xml *
xml_begin(const struct xml_visitor *visitor, const struct xml_schema *schema)
{
	struct xml *x = calloc(1, sizeof(*x));

	if (!x)
		out_of_memory();
	x->visitor = visitor;
	be_quiet(x, on_error);
	x->parser = xmlCreatePushParserCtxt(&handler, x, NULL, 0, NULL);
	if (!x->parser)
		out_of_memory();
	/* NOENT: "&amp;" of an attribute is "&"; no other entity can be declared */
	xmlCtxtUseOptions(x->parser, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOENT);
	if (schema)
		hold_against(x, schema);
	return x;
}

void
xml_free(struct xml *x)
{
	if (!x)
		return;
	if (x->plug)
		xmlSchemaSAXUnplug(x->plug);
	if (x->valid)
		xmlSchemaFreeValidCtxt(x->valid);
	xmlFreeDoc(x->parser->myDoc); /* of a document type that is not taken; NULL otherwise */
	xmlFreeParserCtxt(x->parser);
	xmlSetStructuredErrorFunc(NULL, NULL);
	buffer_free(&x->text);
	free(x);
}

static bool
parse(struct xml *x, const char *bytes, int len, int last)
{
	int code = x->error.why ? 0 : xmlParseChunk(x->parser, bytes, len, last);

	if (code && !x->error.why)
		xml_fail(x, sentence_of(x, code));
	return !x->error.why;
}

bool
xml_feed(struct xml *x, const char *bytes, size_t len)
{
	for (size_t at = 0, some; at < len; at += some) {
		some = len - at < CHUNK ? len - at : CHUNK;
		if (!parse(x, bytes + at, (int)some, 0))
			return false;
	}
	return !x->error.why;
}

bool
xml_finish(struct xml *x)
{
	return parse(x, "", 0, 1);
}

const struct xml_error *
xml_error(const struct xml *x)
{
	return &x->error;
}

const char *
xml_path(const struct xml *x)
{
	return x->path;
}

struct text
xml_namespace(const struct xml *x)
{
	return text_of((const char *)x->namespace);
}

struct text
xml_attribute(const struct xml *x, const char *name)
{
	for (int i = 0; i < x->attribute_count; i++) {
		const xmlChar **a = x->attributes + (ptrdiff_t)i * ATTRIBUTE_PARTS;

		if (!strcmp((const char *)a[0], name))
			return (struct text){(const char *)a[3], (size_t)(a[4] - a[3])};
	}
	return TEXT_ABSENT;
}

struct text
xml_text(const struct xml *x)
{
	return (struct text){x->text.len ? (const char *)x->text.at : "", x->text.len};
}

unsigned
xml_line(const struct xml *x)
{
	xmlParserInputPtr input = x->parser->input;

	return input && input->line > 0 ? (unsigned)input->line : 1;
}

unsigned
xml_column(const struct xml *x)
{
	xmlParserInputPtr input = x->parser->input;

	return input && input->col > 0 ? (unsigned)input->col : 1;
}
