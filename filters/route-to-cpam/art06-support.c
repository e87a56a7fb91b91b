/*
 * On what an act is sent. The order is that of what forbids most: a PEGASE bilan goes to no CPAM
 * (2026-49 annexe 3); a delegated act only in the table of art. 6.3, which titre II follows (art.
 * 10.3.3) and which takes an anonymous one under its fictitious number; an anonymous IST only on
 * form 709 (art. 10.3.2); a vaccine only on form 708, though electronic is the rule (art. 6.2,
 * C12); an anonymous IVG only on paper (art. 10.3.1), and so any other anonymous act: a lot that is sent
 * electronically holds none. Then the channel (art. 6.1, 6.2, 10.1, 10.2).
 */
#include "rule.h"

enum support
art06_support(const struct question *q)
{
	if (q->activite == ACTIVITE_PEGASE)
		return SUPPORT_PEGASE;
	if (q->delegue)
		return SUPPORT_RECAPITULATIF;
	if (q->ist)
		return SUPPORT_709;
	if (q->vaccin)
		return SUPPORT_708;
	if (q->anonyme || q->papier)
		return SUPPORT_FEUILLE;
	return SUPPORT_B2;
}
