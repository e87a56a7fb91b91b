/*
 * Art. 5: titre I is charged to maladie or to maternité; art. 9: titre II to maladie only.
 *
 * Maternité covers care from the first day of the 6th month of pregnancy to the 12th day after the
 * birth. Before the 6th month it covers the mandatory exams only, which the source software knows
 * and says (`nature_assurance`): what is given is believed as far as the dates allow.
 */
#include "rule.h"

enum answer { NO, YES, UNKNOWN };

static enum answer
maternite_covers(const struct price_question *q, const struct price_taux *taux)
{
	day_t debut = q->grossesse_debut, birth = q->accouchement_le, first, last;

	if (q->situation == SITUATION_NONE)
		return NO;
	if (birth != DAY_NONE && q->date_soins >= birth) {
		last = birth + (day_t)taux->maternite_jours_apres;
		return q->date_soins <= last ? YES : NO;
	}
	if (debut == DAY_NONE || (q->situation == SITUATION_POSTNATALE && birth == DAY_NONE))
		return UNKNOWN;
	first = day_add_months(debut, (int)taux->maternite_debut_mois - 1);
	return q->date_soins >= first ? YES : NO;
}

static enum acte_nature
by_situation(const struct price_question *q, const struct price_taux *taux, struct defects *d)
{
	enum answer covered = maternite_covers(q, taux);

	rule(d, "R223");
	takes(d, taux->where.maternite);
	concerns(d, q->situation != SITUATION_NONE, "enceinte-ou-postnatale");
	if (q->nature_given) {
		if (q->nature == NATURE_MATERNITE && q->situation == SITUATION_NONE)
			defect(d, "nature-mismatch", F_NATURE_ASSURANCE);
		if (q->nature == NATURE_MALADIE && covered == YES)
			defect(d, "nature-mismatch", F_NATURE_ASSURANCE);
		return q->nature;
	}
	if (covered == UNKNOWN && q->situation == SITUATION_ENCEINTE)
		defect(d, "grossesse-missing", F_GROSSESSE_DEBUT);
	if (covered == UNKNOWN && q->situation == SITUATION_POSTNATALE)
		defect(d, "accouchement-missing", F_ACCOUCHEMENT_LE);
	return covered == YES ? NATURE_MATERNITE : NATURE_MALADIE;
}

/* Art. 9 for titre II; vaccines and IST lines are maladie too. */
void
nature_maladie_only(const struct price_question *q, struct defects *d)
{
	rule(d, q->activite == ACTIVITE_CPEF ? "R059" : "R020");
	if (q->nature_given && q->nature != NATURE_MALADIE)
		defect(d, "nature-mismatch", F_NATURE_ASSURANCE);
}

enum acte_nature
nature_assurance(const struct price_question *q, const struct acte *acte,
	const struct price_taux *taux, struct defects *d)
{
	const struct acte_fenetre *fenetre = acte_fenetre_at(acte, q->naissance, q->date_soins);
	enum acte_nature own = fenetre ? fenetre->nature : acte->nature;

	if (q->activite == ACTIVITE_CPEF) {
		nature_maladie_only(q, d);
		return NATURE_MALADIE;
	}
	rule(d, "R020");
	if (own == NATURE_SELON_SITUATION)
		return by_situation(q, taux, d);
	if (q->nature_given && q->nature != own)
		defect(d, "nature-mismatch", F_NATURE_ASSURANCE);
	return own;
}

struct text
nature_text(enum acte_nature nature)
{
	return nature == NATURE_MATERNITE ? TEXT("maternite") : TEXT("maladie");
}
