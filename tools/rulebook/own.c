/*
 * own - what pmi-rulebook itself reads of a book (--check): the files that no filter loads
 */
#include "departement.h"
#include "interpretations.h"
#include "log.h"
#include "regles.h"
#include "traitements.h"
#include "transmissions.h"
#include "verbs.h"

#include <stdio.h>

/* A rule names a reading that is there, and a reading is named by a rule: else nobody sees to it. */
static void
check_readings(const struct regle *regle, const struct interpretations *interpretations, const char *dir)
{
	for (size_t k = 0; k < regle->interpretations.count; k++) {
		const struct config_node *rules;
		char id[8];

		if (interpretations_find(interpretations, regle->interpretations.at[k]))
			continue;
		rules = config_find(config_root(config_open(dir, "regles.yaml")), "regles");
		snprintf(id, sizeof(id), "%.*s", TEXT_ARG(regle->id));
		config_die(config_under(config_find(rules, id), "interpretation"), "interpretations.yaml has no %.*s",
			TEXT_ARG(regle->interpretations.at[k]));
	}
}

static bool
is_cited(const struct regles *regles, struct text id)
{
	for (size_t i = 0; i < regles->count; i++)
		for (size_t k = 0; k < regles->at[i].interpretations.count; k++)
			if (text_equal(regles->at[i].interpretations.at[k], id))
				return true;
	return false;
}

int
check_own(const char *dir)
{
	struct interpretations interpretations;
	struct transmissions transmissions;
	struct traitements traitements;
	struct departement departement;
	struct regles regles;

	regles_load(&regles, dir);
	interpretations_load(&interpretations, dir);
	for (size_t i = 0; i < regles.count; i++)
		check_readings(&regles.at[i], &interpretations, dir);
	for (size_t i = 0; i < interpretations.count; i++)
		if (!is_cited(&regles, interpretations.at[i].id))
			config_die(interpretations.at[i].node, "%.*s: no rule of regles.yaml cites it",
				TEXT_ARG(interpretations.at[i].id));
	departement_load(&departement, dir);
	transmissions_load(&transmissions, dir);
	for (size_t i = 0; i < transmissions.count; i++)
		if (!regles_find(&regles, transmissions.listes[i].regle))
			config_die(config_under(transmissions.listes[i].node, "regle"), "regles.yaml has no such rule");
	traitements_load(&traitements, dir);
	return EX_OK;
}
