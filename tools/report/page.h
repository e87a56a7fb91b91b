/*
 * page - the figures for a person, in French, and for a program, as JSON with centimes
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "buffer.h"
#include "figures.h"

void page_text(struct buffer *out, const struct figures *figures, const struct rulebook *book);
void page_json(struct buffer *out, const struct figures *figures, const struct rulebook *book);

/* What a reason of a credit is called; static storage. */
const char *raison_libelle(const char *raison);
const char *etat_libelle(enum etat etat);

#endif
