/*
 * sorties - the files of a lot that are sent, made by the programs that know their form
 *
 *	lots/L000001-cpam-artois-b2-2026-03/lot.b2
 *	lots/L000005-cpam-artois-708-2026-03/{formulaire.pdf,formulaire.csv,formulaire.json,envoi.pdf}
 *
 * Which ones, config/supports.yaml says. A process makes those of a lot, or of several small ones, from the
 * lot.msgpack beside them in the staging directory and under the same rule book: the same program by hand
 * gives the same bytes. As many processes run at once as there are processors, four at most. One that
 * fails ends the emission with its exit code, before the ledger knows of anything.
 */
#ifndef EMIT_SORTIES_H
#define EMIT_SORTIES_H

#include "emission.h"

struct sorties;

struct sorties *sorties_new(const struct emission *emission);

/* Begins those of a lot, in `dir`, relative to the staging directory. A lot that voids has no form: the paper that
 * says so is envoi.pdf. */
struct bordereau;
void sorties_begin(struct sorties *sorties, const struct bordereau *lot, const char *dir);

/* All are there and in the ledger's list; frees. Dies with the code of a program that failed, 70 where it
 * crashed, 75 where it was killed, 78 where the rule book is not any more what it was. */
void sorties_finish(struct sorties *sorties);

#endif
