/*
 * xml - XML as it comes in: bytes in, elements out, with their places; the one file that knows libxml2
 *
 *	x = xml_begin(&visitor, schema);
 *	while (more && xml_feed(x, bytes, len))
 *		…
 *	if (!xml_finish(x))
 *		error = xml_error(x);
 *	xml_free(x);
 *
 * Nothing of the document is kept but the path to the element that is open and its text, so that memory
 * does not depend on its size. A document type is refused, and with it every entity that is not one of the
 * five of XML; nothing is ever fetched. Everything is handed over in UTF-8.
 */
#ifndef XML_H
#define XML_H

#include "text.h"

#define XML_DEPTH 64         /* elements in one another; more is refused */
#define XML_PATH 1024        /* bytes of their names; more is refused */
#define XML_TEXT (64 * 1024) /* of one element; more is refused */

struct xml;
struct xml_schema;

/* Of an XSD file. Dies with 66 (cannot be read) or 78 (is no schema). */
struct xml_schema *xml_schema_open(const char *path);
void xml_schema_close(struct xml_schema *schema); /* NULL is accepted */

/* Both are asked for each element; one that returns false has said why (xml_fail), and nothing follows. */
struct xml_visitor {
	void *arg;
	bool (*open)(void *arg, struct xml *x);  /* xml_attribute() answers */
	bool (*close)(void *arg, struct xml *x); /* xml_text() answers */
};

/* `schema` NULL: the document only has to be well-formed. Both outlive the reading. */
struct xml *xml_begin(const struct xml_visitor *visitor, const struct xml_schema *schema);
void xml_free(struct xml *x); /* NULL is accepted */

/* False: the document is wrong, or the visitor had enough; xml_error() says which and where. */
bool xml_feed(struct xml *x, const char *bytes, size_t len);
bool xml_finish(struct xml *x);

/* The local names from the root, the element itself last: "Document/BkToCstmrStmt/Stmt". */
const char *xml_path(const struct xml *x);
struct text xml_namespace(const struct xml *x); /* of the element that opens; absent: none */
struct text xml_attribute(const struct xml *x, const char *name); /* absent: at NULL */
struct text xml_text(const struct xml *x); /* of the element that closes, without what stands in it */

/* Where the reader is: behind the tag of the element that opens or closes. From 1. */
unsigned xml_line(const struct xml *x);
unsigned xml_column(const struct xml *x);

/* Ends the reading here. `why` is kept, not copied. Returns false. */
bool xml_fail(struct xml *x, const char *why);

struct xml_error {
	unsigned line, column;
	const char *why; /* in English; names of elements, no value of the document; NULL: nothing is wrong */
};
const struct xml_error *xml_error(const struct xml *x);

#endif
