/*
 * field - the names of a record's fields: the one list
 *
 *   FIELD(constant, name, type, who, values)
 *
 * type    how it stands on the wire (record.5): TEXT, IDENT (text without blanks, upper case),
 *         DATE (text AAAA-MM-JJ), EUROS (integer centimes; decimal euros in a source), INT, NUMBER
 *         (text, decimal with at most two decimals), DEFECTS (array of maps)
 * who     PERSON: about a person, hidden unless asked for; PUBLIC: not
 * values  the values allowed, a blank between; "" for any
 *
 * The order is that of a record as ingest writes it.
 */
#ifndef FIELD_H
#define FIELD_H

#include "text.h"

enum field_type { FIELD_TEXT, FIELD_IDENT, FIELD_DATE, FIELD_NUMBER, FIELD_EUROS, FIELD_INT, FIELD_DEFECTS };
enum field_who { FIELD_PUBLIC, FIELD_PERSON };

#define FIELDS(FIELD) \
	FIELD(ID, "id", TEXT, PUBLIC, "") \
	FIELD(SOURCE, "source", TEXT, PUBLIC, "") \
	FIELD(LIGNE, "ligne", INT, PUBLIC, "") \
	FIELD(COLONNE, "colonne", INT, PUBLIC, "") \
	FIELD(ACTE_REF, "acte_ref", TEXT, PUBLIC, "") \
	FIELD(ACTIVITE, "activite", TEXT, PUBLIC, "pmi cpef pegase") \
	FIELD(STRUCTURE_FINESS, "structure_finess", IDENT, PUBLIC, "") \
	FIELD(SITE, "site", TEXT, PUBLIC, "") \
	FIELD(EXECUTANT_RPPS, "executant_rpps", IDENT, PUBLIC, "") \
	FIELD(EXECUTANT_NOM, "executant_nom", TEXT, PERSON, "") \
	FIELD(EXECUTANT_PRENOM, "executant_prenom", TEXT, PERSON, "") \
	FIELD(EXECUTANT_PROFESSION, "executant_profession", TEXT, PUBLIC, \
		"medecin-generaliste pediatre gynecologue medecin sage-femme infirmier") \
	FIELD(ASSURE_NIR, "assure_nir", IDENT, PERSON, "") \
	FIELD(ASSURE_NOM, "assure_nom", TEXT, PERSON, "") \
	FIELD(ASSURE_PRENOM, "assure_prenom", TEXT, PERSON, "") \
	FIELD(ASSURE_NAISSANCE, "assure_naissance", DATE, PERSON, "") \
	FIELD(ASSURE_ADRESSE, "assure_adresse", TEXT, PERSON, "") \
	FIELD(BENEFICIAIRE_NIR, "beneficiaire_nir", IDENT, PERSON, "") \
	FIELD(BENEFICIAIRE_NOM, "beneficiaire_nom", TEXT, PERSON, "") \
	FIELD(BENEFICIAIRE_PRENOM, "beneficiaire_prenom", TEXT, PERSON, "") \
	FIELD(BENEFICIAIRE_NAISSANCE, "beneficiaire_naissance", DATE, PERSON, "") \
	FIELD(BENEFICIAIRE_RANG, "beneficiaire_rang", INT, PERSON, "") \
	FIELD(ORGANISME, "organisme", IDENT, PUBLIC, "") \
	FIELD(SLM, "slm", IDENT, PUBLIC, "") \
	FIELD(AME, "ame", TEXT, PUBLIC, "oui non") \
	FIELD(DROITS_DU, "droits_du", DATE, PUBLIC, "") \
	FIELD(DROITS_AU, "droits_au", DATE, PUBLIC, "") \
	FIELD(DROITS_SOURCE, "droits_source", TEXT, PUBLIC, "adri vitale attestation") \
	FIELD(DATE_SOINS, "date_soins", DATE, PUBLIC, "") \
	FIELD(ACTE_CODE, "acte_code", IDENT, PUBLIC, "") \
	FIELD(QUANTITE, "quantite", INT, PUBLIC, "") \
	FIELD(COEFFICIENT, "coefficient", NUMBER, PUBLIC, "") \
	FIELD(NATURE_ASSURANCE, "nature_assurance", TEXT, PUBLIC, "maladie maternite") \
	FIELD(EXONERATION, "exoneration", TEXT, PUBLIC, "0 3 4 5 7") \
	FIELD(SITUATION, "situation", TEXT, PUBLIC, "enceinte postnatale") \
	FIELD(GROSSESSE_DEBUT, "grossesse_debut", DATE, PERSON, "") \
	FIELD(ACCOUCHEMENT_LE, "accouchement_le", DATE, PERSON, "") \
	FIELD(SEMAINES_GROSSESSE, "semaines_grossesse", INT, PUBLIC, "") \
	FIELD(MEDICAMENTS_REMIS, "medicaments_remis", TEXT, PUBLIC, "oui non") \
	FIELD(CIP13, "cip13", IDENT, PUBLIC, "") \
	FIELD(LOT_VACCIN, "lot_vaccin", TEXT, PUBLIC, "") \
	FIELD(GRIPPE_CIBLEE, "grippe_ciblee", TEXT, PUBLIC, "oui non") \
	FIELD(CANAL, "canal", TEXT, PUBLIC, "electronique papier") \
	FIELD(MOTIF_PAPIER, "motif_papier", TEXT, PUBLIC, "") \
	FIELD(CARTE_VITALE, "carte_vitale", TEXT, PUBLIC, "oui non") \
	FIELD(ANONYMAT, "anonymat", TEXT, PUBLIC, "ivg ist contraception") \
	FIELD(CONSENTEMENT_PARENTAL, "consentement_parental", TEXT, PUBLIC, "oui non") \
	FIELD(NUMERO_FICTIF, "numero_fictif", IDENT, PERSON, "") \
	FIELD(MONTANT_CENTS, "montant_cents", EUROS, PUBLIC, "") \
	FIELD(COTATION, "cotation", TEXT, PUBLIC, "") \
	FIELD(DELEGUE_FINESS, "delegue_finess", IDENT, PUBLIC, "") \
	FIELD(DELEGUE_RPPS, "delegue_rpps", IDENT, PUBLIC, "") \
	FIELD(DELEGUE_NOM, "delegue_nom", TEXT, PERSON, "") \
	FIELD(DELEGUE_REGLE_LE, "delegue_regle_le", DATE, PUBLIC, "") \
	FIELD(PAYE_PATIENT, "paye_patient", EUROS, PUBLIC, "") \
	FIELD(AUTRE_FINANCEMENT, "autre_financement", TEXT, PUBLIC, "oui non") \
	FIELD(PEGASE_RANG, "pegase_rang", INT, PUBLIC, "") \
	FIELD(PEGASE_FICHE, "pegase_fiche", TEXT, PUBLIC, "") \
	FIELD(PEGASE_MESURE_LE, "pegase_mesure_le", DATE, PERSON, "") \
	FIELD(CORRIGE, "corrige", TEXT, PUBLIC, "") \
	FIELD(ANNULE, "annule", TEXT, PUBLIC, "") \
	FIELD(FSE_DEGRADEE, "fse_degradee", TEXT, PUBLIC, "oui non") \
	FIELD(JUMEAU_DE, "jumeau_de", TEXT, PUBLIC, "") \
	FIELD(DUPLICATA_DE, "duplicata_de", TEXT, PUBLIC, "") \
	FIELD(SIGNATURE_EXECUTANT, "signature_executant", TEXT, PUBLIC, "oui non") \
	FIELD(SIGNATURE_ASSURE, "signature_assure", TEXT, PUBLIC, "oui non") \
	FIELD(CONVENTION, "convention", TEXT, PUBLIC, "") \
	FIELD(PAYEUR, "payeur", TEXT, PUBLIC, "") \
	FIELD(PRIX_STATUT, "prix_statut", TEXT, PUBLIC, "ferme conditionnel") \
	FIELD(TARIF_CENTS, "tarif_cents", EUROS, PUBLIC, "") \
	FIELD(BASE_CENTS, "base_cents", EUROS, PUBLIC, "") \
	FIELD(TAUX_BP, "taux_bp", INT, PUBLIC, "") \
	FIELD(AMO_CENTS, "amo_cents", EUROS, PUBLIC, "") \
	FIELD(TARIF_REF, "tarif_ref", TEXT, PUBLIC, "") \
	FIELD(ANONYMISE, "anonymise", TEXT, PUBLIC, "ivg ist contraception") \
	FIELD(LIBELLE, "libelle", TEXT, PUBLIC, "") \
	FIELD(SUPPORT, "support", TEXT, PUBLIC, "b2 feuille 708 709 recapitulatif pegase") \
	FIELD(PERIODE, "periode", TEXT, PUBLIC, "") \
	FIELD(IMPUTATION, "imputation", TEXT, PUBLIC, "") \
	FIELD(ROUTE_REF, "route_ref", TEXT, PUBLIC, "") \
	FIELD(LOT, "lot", TEXT, PUBLIC, "") \
	FIELD(FACTURE, "facture", INT, PUBLIC, "") \
	FIELD(LIGNE_FACTURE, "ligne_facture", INT, PUBLIC, "") \
	FIELD(REMPLACE, "remplace", TEXT, PUBLIC, "") \
	FIELD(REPRIS_CENTS, "repris_cents", EUROS, PUBLIC, "") \
	FIELD(PAYE_CENTS, "paye_cents", EUROS, PUBLIC, "") \
	FIELD(ETAT, "etat", TEXT, PUBLIC, "attendu paye partiel rejete indu en-retard") \
	FIELD(VIREMENT, "virement", TEXT, PUBLIC, "") \
	FIELD(RETOUR, "retour", TEXT, PUBLIC, \
		"releve mouvement encaissement reglement facture ligne retenue forfait accuse") \
	FIELD(RETOUR_FORMAT, "retour_format", TEXT, PUBLIC, "cfonb120 camt.053 camt.054 noemie pes csv") \
	FIELD(RETOUR_REF, "retour_ref", TEXT, PUBLIC, "") \
	FIELD(REGLEMENT, "reglement", TEXT, PUBLIC, "") \
	FIELD(COMPTE, "compte", TEXT, PUBLIC, "") \
	FIELD(DEVISE, "devise", IDENT, PUBLIC, "") \
	FIELD(DATE_COMPTABLE, "date_comptable", DATE, PUBLIC, "") \
	FIELD(DATE_VALEUR, "date_valeur", DATE, PUBLIC, "") \
	FIELD(DATE_RECEPTION, "date_reception", DATE, PUBLIC, "") \
	FIELD(SOLDE_AVANT_CENTS, "solde_avant_cents", EUROS, PUBLIC, "") \
	FIELD(SOLDE_CENTS, "solde_cents", EUROS, PUBLIC, "") \
	FIELD(MOUVEMENT_CENTS, "mouvement_cents", EUROS, PUBLIC, "") \
	FIELD(OPERATION, "operation", TEXT, PUBLIC, "") \
	FIELD(CONTREPASSATION, "contrepassation", TEXT, PUBLIC, "oui non") \
	FIELD(LIBELLE_BANCAIRE, "libelle_bancaire", TEXT, PERSON, "") \
	FIELD(REFERENCE_BANCAIRE, "reference_bancaire", TEXT, PERSON, "") \
	FIELD(DEBITEUR, "debiteur", TEXT, PERSON, "") \
	FIELD(NUMERO_LOT, "numero_lot", TEXT, PUBLIC, "") \
	FIELD(NUMERO_FACTURE, "numero_facture", TEXT, PUBLIC, "") \
	FIELD(DATE_LOT, "date_lot", DATE, PUBLIC, "") \
	FIELD(ETAT_RETOUR, "etat_retour", TEXT, PUBLIC, "accepte refuse paye rejete differe") \
	FIELD(DEMANDE_CENTS, "demande_cents", EUROS, PUBLIC, "") \
	FIELD(CODE_REJET, "code_rejet", TEXT, PUBLIC, "") \
	FIELD(LIBELLE_REJET, "libelle_rejet", TEXT, PERSON, "") \
	FIELD(PIECE_ORIG, "piece_orig", TEXT, PUBLIC, "") \
	FIELD(EXERCICE, "exercice", INT, PUBLIC, "") \
	FIELD(TENTATIVE, "tentative", INT, PUBLIC, "") \
	FIELD(STATUT, "statut", TEXT, PUBLIC, "hold reject") \
	FIELD(MOTIFS, "motifs", DEFECTS, PUBLIC, "") \
	FIELD(AVIS, "avis", DEFECTS, PUBLIC, "")

#define FIELD_CONSTANT(constant, name, type, who, values) F_##constant,
enum field { FIELDS(FIELD_CONSTANT) FIELD_COUNT };
#undef FIELD_CONSTANT

#define FIELD_NONE FIELD_COUNT /* no field in particular */

struct field_info {
	const char *name;
	size_t len; /* of the name */
	enum field_type type;
	enum field_who who;
	const char *values;
};

extern const struct field_info field_infos[FIELD_COUNT];

/* A field's name as the key of a pair, one byte of header before it: in whole words, to be compared at once
 * with what stands there; the mask says which bytes of them count. */
#define FIELD_KEY_WORDS 3
#define FIELD_KEY_SIZE (8 * FIELD_KEY_WORDS)

struct field_key {
	union {
		struct {
			unsigned char header;
			char name[FIELD_KEY_SIZE - 1];
		} wire;
		uint64_t words[FIELD_KEY_WORDS];
	};
	union {
		unsigned char bytes[FIELD_KEY_SIZE];
		uint64_t words[FIELD_KEY_WORDS];
	} mask;
	unsigned char len;     /* of both */
	enum field_type type; /* of the value behind it */
};

extern const struct field_key field_keys[FIELD_COUNT];

static inline uint64_t
field_key_word(const struct field_key *key, const unsigned char *at, unsigned i)
{
	uint64_t word;

	memcpy(&word, at + 8 * i, sizeof(word));
	return (word ^ key->words[i]) & key->mask.words[i];
}

/* Does that key stand at `at`? FIELD_KEY_SIZE bytes must be there, whatever they are. */
static inline bool
field_key_is(const struct field_key *key, const unsigned char *at)
{
	return !(field_key_word(key, at, 0) | field_key_word(key, at, 1) | field_key_word(key, at, 2));
}

/* Any of these given makes an act delegated (art. 6.3), or its patient another than the insured
 * (art. 6.2). */
#define FIELDS_DELEGUE 4
#define FIELDS_BENEFICIAIRE 4
extern const enum field fields_delegue[FIELDS_DELEGUE];
extern const enum field fields_beneficiaire[FIELDS_BENEFICIAIRE];

/* The field of that name, or FIELD_NONE. */
enum field field_named(struct text name);

bool field_lists(enum field field, struct text value);

/* Is `value` one of the values of the field (any, where it lists none)? */
static inline bool
field_allows(enum field field, struct text value)
{
	return field >= FIELD_COUNT || !*field_infos[field].values || field_lists(field, value);
}

#endif
