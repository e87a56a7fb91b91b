/*
 * art. 6.2 and 10.2 - paper: under Titre I only « en cas d'impossibilité », hence with a reason;
 * under Titre II « dans l'attente d'une généralisation », without one, unless C14 is read otherwise
 *
 * No reason is asked where paper is the rule: vaccines (708), anonymous acts (art. 10.3), and
 * delegated acts, which are claimed by a signed table (art. 6.3); nor of a paper that doubles or
 * replaces an electronic sheet (annexe 1.2 art. 6): that is its reason.
 */
#include "rule.h"

static bool
paper_by_rule(const struct question *act)
{
	return act_vaccine(act) || act_given(act, F_ANONYMAT) || act_delegated(act)
		|| act_given(act, F_JUMEAU_DE) || act_given(act, F_DUPLICATA_DE);
}

void
check_papier(const struct question *act, const struct params *params, struct defects *d)
{
	unsigned activite = activite_bit(act->at[F_ACTIVITE].text);
	bool papier = act_is(act, F_CANAL, "papier") && !paper_by_rule(act);
	bool unmotivated = (activite & params->papier_motive) && !act_given(act, F_MOTIF_PAPIER);

	rule(d, "R030");
	if (concerns(d, papier && activite == ACTIVITE_CPEF, "papier-cpef") && unmotivated)
		defect(d, "papier-unjustified", F_MOTIF_PAPIER);
	rule(d, "R029");
	if (concerns(d, papier && activite == ACTIVITE_PMI, "papier-pmi") && unmotivated)
		defect(d, "papier-unjustified", F_MOTIF_PAPIER);
}
