#include "form.h"

/* Fields, order and names of annexes 1.3 and 1.4, art. 6.3 and convention 2026-49 art. 6; not copies of the
 * CNAM's originals. */
static const struct kind kinds[] = {
	{"708", "Vaccination – volet de facturation PMI",
		"Convention 2023-212, art. 6.2 et annexe 1.3 ; art. L. 160-8 5° CSS", "imprimé 708 (CNAMTS 708-12-2016)",
		{{"Vaccin délivré", "vaccin", F_LIBELLE, CELL_TEXT, 70},
			{"Code CIP", "cip13", F_CIP13, CELL_TEXT, 32},
			{"N° de lot", "lot_vaccin", F_LOT_VACCIN, CELL_TEXT, 22},
			{"Date de vaccination", "date_soins", F_DATE_SOINS, CELL_DAY, 36},
			{"Prix (€)", "prix", F_BASE_CENTS, CELL_SOMME, 20}},
		5, 10, true, above_708, below_708, 40},
	{"709", "Dépistage et traitement des IST sous couvert de l'anonymat",
		"Convention 2023-212, art. 10.3.2 et annexe 1.4 ; art. R. 162-57 CSS", "imprimé 709 (CNAMTS 709-12-2016)",
		{{"Nature des actes, produits et prestations", "nature", F_LIBELLE, CELL_TEXT, 76},
			{"Cotation", "cotation", F_COTATION, CELL_TEXT, 28},
			{"Nombre", "quantite", F_QUANTITE, CELL_COUNT, 18},
			{"Date", "date_soins", F_DATE_SOINS, CELL_DAY, 28},
			{"Montant (€)", "montant", F_BASE_CENTS, CELL_SOMME, 30}},
		5, 15, true, above_709, below_709, 35},
	{"feuille", "Feuille de soins – facturation de la PMI",
		"Convention 2023-212, art. 6.2, 10.2 et 10.3.1 ; tiers payant", "",
		{{"Date des soins", "date_soins", F_DATE_SOINS, CELL_DAY, 28},
			{"Code", "acte_code", F_ACTE_CODE, CELL_TEXT, 20},
			{"Désignation", "libelle", F_LIBELLE, CELL_TEXT, 54},
			{"Nombre", "quantite", F_QUANTITE, CELL_COUNT, 16},
			{"Montant (€)", "montant", F_BASE_CENTS, CELL_SOMME, 24},
			{"Taux", "taux", F_TAUX_BP, CELL_TAUX, 14},
			{"Part AMO (€)", "amo", F_AMO_CENTS, CELL_EUROS, 24}},
		7, 18, true, above_feuille, below_feuille, 40},
	{"recapitulatif", "Tableau récapitulatif des actes délégués",
		"Convention 2023-212, art. 6.3 et 10.3.3", "",
		{{"Établissement ou professionnel", "executant", F_DELEGUE_NOM, CELL_TEXT, 42},
			{"RPPS", "executant_rpps", F_DELEGUE_RPPS, CELL_TEXT, 23},
			{"FINESS", "executant_finess", F_DELEGUE_FINESS, CELL_TEXT, 19},
			{"Bénéficiaire", "beneficiaire", F_BENEFICIAIRE_NIR, CELL_PATIENT, 30},
			{"Acte", "acte_code", F_ACTE_CODE, CELL_TEXT, 14},
			{"Date", "date_soins", F_DATE_SOINS, CELL_DAY, 20},
			{"Taux", "taux", F_TAUX_BP, CELL_TAUX, 12},
			{"Attendu (€)", "attendu", F_AMO_CENTS, CELL_SOMME, 20}},
		8, 28, false, above_recapitulatif, below_recapitulatif, 56},
	{"pegase", "Relevé semestriel des bilans PEGASE",
		"Convention 2026-49, art. 6, 7 et annexe 3", "",
		{{"Fiche d'intervention", "fiche", F_PEGASE_FICHE, CELL_TEXT, 48},
			{"Rang", "rang", F_PEGASE_RANG, CELL_COUNT, 16},
			{"Date du bilan", "date_soins", F_DATE_SOINS, CELL_DAY, 30},
			{"Médecin (RPPS)", "executant_rpps", F_EXECUTANT_RPPS, CELL_TEXT, 34},
			{"Prix", "prix_statut", F_PRIX_STATUT, CELL_PRIX, 28},
			{"Montant (€)", "montant", F_AMO_CENTS, CELL_SOMME, 24}},
		6, 28, false, above_pegase, below_pegase, 62},
};

const struct kind *
kind_of(struct text support)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (text_is(support, kinds[i].support))
			return &kinds[i];
	return NULL;
}
