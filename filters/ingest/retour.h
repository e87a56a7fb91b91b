/*
 * retour - one record of what comes back: from a bank, a caisse, the treasury (record.5)
 *
 *	retour_start(&r, row, "mouvement", "cfonb120", ligne);
 *	retour_day(&r, F_DATE_COMPTABLE, day);
 *	retour_cents(&r, F_MOUVEMENT_CENTS, cents);
 *	retour_text(&r, F_LIBELLE_BANCAIRE, label);
 *	retour_write(&r);
 *
 * A record begins with id, source, ligne, retour, retour_format; several of one line have identifiers of
 * their own. What cannot be a record of money is held or refused with its motif, and keeps what is set.
 */
#ifndef INGEST_RETOUR_H
#define INGEST_RETOUR_H

#include "row.h"

#define RETOUR_MOTIFS 8

struct retour {
	struct row *row;
	struct record *rec;
	struct text kind; /* static storage */
	unsigned motifs;
	struct { const char *motif; enum field champ; } motif[RETOUR_MOTIFS];
};

/* `kind` is a value of `retour`, `format` one of `retour_format`; static storage. `ligne` is from 1, and
 * never goes back. */
void retour_start(struct retour *r, struct row *row, const char *kind, const char *format, uint64_t ligne);

/* Not set where not given: an absent or blank text, DAY_NONE. A text is UTF-8; blanks around it go, and of
 * one that is too long for a record the end is left out, with the motif retour-long. */
void retour_text(struct retour *r, enum field field, struct text text);
void retour_day(struct retour *r, enum field field, day_t day);
void retour_int(struct retour *r, enum field field, int64_t number);
void retour_cents(struct retour *r, enum field field, int64_t cents);

/* An amount in 10^-decimales of a currency: centimes of euros are set. Anything else is held: another
 * currency (retour-devise), a part of a centime (retour-centime), more than MONEY_MAX (retour-centime). */
void retour_money(struct retour *r, enum field field, int64_t amount, int decimales, struct text devise);

/* A motif of config/motifs.yaml, static storage. */
void retour_motif(struct retour *r, const char *motif, enum field champ);

void retour_write(struct retour *r);

/* The source cannot be read on: "FILE:LINE:COLUMN: why" and what became of the rest. Returns false, what
 * the reader of a format returns then. A column of 0 is none. `why` holds no value of the file. */
bool retour_damaged(const struct row *row, uint64_t line, unsigned column, const char *why);

#endif
