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
art06_support(const struct question *q, struct defects *d)
{
	rule(d, "R181");
	if (concerns(d, q->activite == ACTIVITE_PEGASE, "pegase"))
		return SUPPORT_PEGASE;
	rule(d, "R050");
	if (concerns(d, q->delegue, "delegue"))
		return SUPPORT_RECAPITULATIF;
	rule(d, "R075");
	if (concerns(d, q->ist, "ist"))
		return SUPPORT_709;
	rule(d, "R034");
	if (concerns(d, q->vaccin, "vaccin"))
		return SUPPORT_708;
	rule(d, "R064");
	if (concerns(d, q->ivg, "ivg-anonyme"))
		return SUPPORT_FEUILLE;
	rule(d, "R062");
	if (concerns(d, q->anonyme, "anonyme"))
		return SUPPORT_FEUILLE;
	rule(d, "R031");
	if (concerns(d, q->papier, "papier"))
		return SUPPORT_FEUILLE;
	rule(d, "R028");
	return SUPPORT_B2;
}
