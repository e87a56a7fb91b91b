/*
 * sorties - the files of a lot that are sent, made by the programs that know their form
 *
 *	lots/L000001-cpam-artois-b2-2026-03/lot.b2
 *	lots/L000005-cpam-artois-708-2026-03/{formulaire.pdf,formulaire.csv,formulaire.json,envoi.pdf}
 *
 * Which ones, config/supports.yaml says. Processes of pmi-b2 and pmi-form make them from the lot.msgpack beside them in
 * the staging directory and under the same rule book: the same program by hand gives the same bytes. They are started
 * before the first lot is there, and each takes the next lot as it is ready for it: one pmi-b2, and of pmi-form as many
 * as there are processors, four at most. One that fails ends the emission with its exit code, before the ledger knows
 * of anything.
 */
#ifndef EMIT_SORTIES_H
#define EMIT_SORTIES_H

#include "bordereau.h"

struct sorties;

/* Starts the programs that supports.yaml asks for. */
struct sorties *sorties_new(const struct emission *emission);

/* This lot may be made. A lot that voids has no form: the paper that says so is envoi.pdf. */
void sorties_give(struct sorties *sorties, const struct bordereau *lot);

/* No lot comes any more: all are there and in the ledger's list; frees. Dies with the code of a program that failed,
 * 70 where it crashed, 75 where it was killed, 78 where the rule book is not any more what it was. */
void sorties_finish(struct sorties *sorties);

#endif
