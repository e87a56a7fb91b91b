/*
 * html - a page of HTML that stands alone, on A4
 */
#ifndef WHY_HTML_H
#define WHY_HTML_H

#include "output.h"

/* Up to <body>; the end. */
void html_begin(struct output *out, struct text title);
void html_end(struct output *out);

/* As text: what HTML would read as its own is written so that it does not. */
void html_text(struct output *out, struct text text);

/* <tag class="kind">text</tag>; kind NULL: without. */
void html_element(struct output *out, const char *tag, const char *kind, struct text text);

/* A row of a table of two columns. Nothing where the value is empty. */
void html_row(struct output *out, const char *name, struct text value);

#endif
