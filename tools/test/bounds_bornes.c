/* Values: the least and the most that mentions.yaml allows of a number, and one step beyond each. */
#include "bounds.h"

#include "field.h"
#include "money.h"

#include <inttypes.h>
#include <stdio.h>

#define TITRE_SIZE 120

/* An act whose mentions are all there. Everybody is invented; the keys are right. */
#define COMPLETE "{activite: cpef, structure_finess: \"620100388\", site: cpef-arras, " \
	"executant_rpps: \"10100000453\", executant_nom: ESSAI, executant_profession: medecin, " \
	"assure_nir: \"290116233428679\", assure_nom: ESSAI, assure_prenom: ALIX, " \
	"assure_naissance: 1990-01-15, beneficiaire_nom: ESSAI, beneficiaire_prenom: NOA, " \
	"beneficiaire_naissance: 2015-03-15, organisme: \"016240000\", date_soins: 2026-03-15, " \
	"acte_code: G}"

static void
write_value(char into[MONEY_SIZE], enum field_type type, int64_t value)
{
	if (type == FIELD_NUMBER)
		money_format(value, '.', into);
	else
		snprintf(into, MONEY_SIZE, "%" PRId64, value);
}

static void
borne_cas(struct sheet *sheet, struct text champ, enum field_type type, int64_t value, bool allowed)
{
	char given[GIVEN_SIZE], wanted[WANTED_SIZE] = "statut: accepted", titre[TITRE_SIZE], v[MONEY_SIZE];

	write_value(v, type, value);
	snprintf(given, sizeof(given), "%.*s: \"%s\"", TEXT_ARG(champ), v);
	if (!allowed)
		snprintf(wanted, sizeof(wanted), "motifs: [value-range@%.*s]", TEXT_ARG(champ));
	snprintf(titre, sizeof(titre), "%.*s %s", TEXT_ARG(champ), v);
	sheet_cas(sheet, titre, given, wanted);
}

void
bounds_bornes(struct book *book)
{
	const struct heading heading = {"bornes", "Valeurs, à leurs bornes", "2023-212 art. 6.2, 10.2",
		"[R041]", "validate", day_of(2026, 3, 31), COMPLETE};
	struct sheet sheet = sheet_begin(book, &heading);

	for (size_t i = 0; i < config_count(book->bornes); i++) {
		const struct config_node *row = config_item(book->bornes, i);
		struct text champ = text_at(row, "champ");
		enum field_type type = field_infos[field_named(champ)].type;
		bool decimal = type == FIELD_NUMBER || type == FIELD_EUROS;
		int64_t de = decimal ? cents_at(row, "de") : int_at(row, "de", 0);
		int64_t a = decimal ? cents_at(row, "a") : int_at(row, "a", 0);

		borne_cas(&sheet, champ, type, de - 1, false);
		borne_cas(&sheet, champ, type, de, true);
		borne_cas(&sheet, champ, type, a, true);
		borne_cas(&sheet, champ, type, a + 1, false);
	}
	sheet_end(&sheet);
}
