/*
 * xml_write - an XML file written as it goes
 *
 * The same calls give the same bytes: ISO-8859-1, a line an element, a blank a level. Texts are UTF-8 and must be
 * those that latin1_fits() (latin.h): any other character would leave as a number. Memory does not grow with the file.
 */
#ifndef XML_WRITE_H
#define XML_WRITE_H

#include "output.h"
#include "text.h"

struct xml_write;

struct xml_write *xml_write_open(struct output *output);
void xml_write_start(struct xml_write *xml, const char *element);
void xml_write_attribute(struct xml_write *xml, const char *name, struct text value); /* of what was started last */
void xml_write_end(struct xml_write *xml);
void xml_write_close(struct xml_write *xml); /* ends what is still open; the output stays */

#endif
