/*
 * choice - which records are asked for: by outcome, motif, or the value of a field
 *
 * Lists have commas between; NULL is any.
 */
#ifndef CHOICE_H
#define CHOICE_H

#include "record.h"

struct choice {
	const char *statut; /* accepted, held, rejected */
	const char *motif;  /* the record has one of these */
	const char *site, *payeur, *acte_code, *acte_ref;
};

/* Dies with 64 on a status that is none, or an empty place in a list. */
void choice_check(const struct choice *choice);

bool choice_takes(const struct choice *choice, const struct record *rec);

#endif
