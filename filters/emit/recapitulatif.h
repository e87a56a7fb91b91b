/*
 * recapitulatif - the table of delegated acts that a person signs (art. 6.3)
 *
 *	lots/L000004-cpam-artois-recapitulatif-2026-03/recapitulatif.txt
 *
 * For each performer its acts, rate and amount expected; the number of bills; « service fait »; the
 * function of who signs, and the day. The beneficiary is named by the reference of the act, as on every
 * document of pmi-emit: whoever signs adds the NIR or the fictitious number.
 */
#ifndef EMIT_RECAPITULATIF_H
#define EMIT_RECAPITULATIF_H

#include "bordereau_csv.h"

void recapitulatif(const struct bordereau *bordereau, struct query *lines);

/* The lines of lot ?1 in the order of the table. */
extern const char recapitulatif_sql[];

#endif
