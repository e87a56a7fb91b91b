/*
 * An invoice: types 2, 2B, its lines 4, 4S, 4M, and 5. What may never be in a B2 file is refused here, whatever
 * stood before: vaccines (art. 6.2: form 708 only), anonymous acts (art. 10.3), delegated acts (art. 6.3),
 * PEGASE (2026-49 annexe 3).
 */
#include "write.h"

#include "actes.h"
#include "cites.h"
#include "log.h"
#include "money.h"
#include "nir.h"
#include "patient.h"

#include <string.h>

#define CCAM_LEN 7

CITES("R092", "R116"); /* annexe 1.2: prepared here, signed and sent by an agreed product */
#define FACTURE_COLUMNS (B2_FACTURE_END - 1) /* from the second on */

static _Noreturn void
refuse(const struct record *rec, const char *why)
{
	die(EX_DATAERR, "act %.*s: %s", TEXT_ARG(record_text(rec, F_ID)), why);
}

static void
guard(const struct record *rec)
{
	if (!record_is(rec, F_SUPPORT, "b2"))
		refuse(rec, "its support is not b2");
	if (record_given(rec, F_ANONYMAT) || record_given(rec, F_ANONYMISE) || record_given(rec, F_NUMERO_FICTIF))
		refuse(rec, "an anonymous act can never be in a B2 file (art. 10.3)");
	if (record_given(rec, F_CIP13))
		refuse(rec, "a vaccine can never be in a B2 file (art. 6.2)");
	if (record_is(rec, F_ACTIVITE, "pegase") || record_given(rec, F_PEGASE_FICHE))
		refuse(rec, "a PEGASE bilan can never be in a B2 file (2026-49 annexe 3)");
	if (record_given(rec, F_CORRIGE) || record_given(rec, F_ANNULE))
		refuse(rec, "a correction or a void can never be in a B2 file: it would leave as an original (art. 17)");
	if (record_given_any(rec, fields_delegue, FIELDS_DELEGUE))
		refuse(rec, "a delegated act can never be in a B2 file (art. 6.3)");
}

static void
put(char record[B2_SIZE], const struct record *rec, enum b2_zone zone, struct text value)
{
	if (!b2_put(record, zone, value) && b2_zones[zone].kind != 'A')
		die(EX_DATAERR, "act %.*s: %s cannot be written in its zone", TEXT_ARG(record_text(rec, F_ID)),
			b2_zones[zone].label);
}

static void
put_number(char record[B2_SIZE], const struct record *rec, enum b2_zone zone, int64_t value)
{
	if (!b2_put_number(record, zone, value))
		die(EX_DATAERR, "act %.*s: %s is larger than its zone", TEXT_ARG(record_text(rec, F_ID)),
			b2_zones[zone].label);
}

static void
put_nir(char record[B2_SIZE], const struct record *rec)
{
	struct text nir = record_text(rec, F_ASSURE_NIR);

	if (nir_shape(nir) != NIR_SHAPE_OK)
		refuse(rec, "it has no NIR");
	put(record, rec, B2_2_NIR, (struct text){nir.at, 13});
	if (nir.len == 15)
		put(record, rec, B2_2_CLE, (struct text){nir.at + 13, 2});
	else
		put_number(record, rec, B2_2_CLE, nir_key(nir));
}

/* Régime 2, caisse 3, centre 4; where a letter stands behind the régime (01M624500), it is left out and the
 * centre is what is left. */
static void
put_organisme(char record[B2_SIZE], const struct record *rec)
{
	struct text organisme = patient_organisme(rec);
	size_t at = organisme.len == 9 && organisme.at[2] > '9' ? 3 : 2;

	if (organisme.len != 9)
		refuse(rec, "it has no organisme");
	put(record, rec, B2_2_REGIME, (struct text){organisme.at, 2});
	put(record, rec, B2_2_CAISSE, (struct text){organisme.at + at, 3});
	put(record, rec, B2_2_CENTRE, (struct text){organisme.at + at + 3, 9 - at - 3});
}

static struct text
piece(const struct b2_params *params, const struct record *rec)
{
	static const char *const sources[] = {"vitale", "adri", "attestation"};

	for (unsigned i = 0; i < 3; i++)
		if (record_is(rec, F_DROITS_SOURCE, sources[i]))
			return params->pieces[i];
	return params->pieces[3];
}

static void
put_maternite(char record[B2_SIZE], const struct record *rec)
{
	day_t day = record_day(rec, F_ACCOUCHEMENT_LE);

	if (!record_is(rec, F_NATURE_ASSURANCE, "maternite"))
		return;
	b2_put_day(record, B2_2_MATERNITE, day == DAY_NONE ? record_day(rec, F_GROSSESSE_DEBUT) : day);
}

static void
begin(const struct writer *w, char record[B2_SIZE], enum b2_type type)
{
	b2_start(record, type);
	memcpy(record + 1, w->head + 1, FACTURE_COLUMNS);
}

/* 2B: who was cared for, where it is not the insured. */
static void
put_beneficiaire(struct writer *w, const struct record *rec)
{
	day_t birth = record_day(rec, F_BENEFICIAIRE_NAISSANCE);
	bool child = birth != DAY_NONE && day_age(birth, record_day(rec, F_DATE_SOINS))
		< w->params->majorite_ans;
	struct text nom = record_text(rec, F_BENEFICIAIRE_NOM);
	char record[B2_SIZE];

	begin(w, record, B2_2B);
	put(record, rec, B2_2B_QUALITE, child ? TEXT("E") : TEXT("AA"));
	put(record, rec, B2_2B_CIVILITE, w->params->civilite);
	put(record, rec, B2_2B_NOM, text_given(nom) ? nom : record_text(rec, F_ASSURE_NOM));
	put(record, rec, B2_2B_PRENOM, record_text(rec, F_BENEFICIAIRE_PRENOM));
	writer_put(w, record);
	w->types_2++;
}

static void
put_type_2(struct writer *w, const struct lot *lot, const struct record *rec)
{
	const struct b2_params *p = w->params;
	struct text exoneration = record_text(rec, F_EXONERATION);
	char *record = w->head;

	b2_start(record, B2_2);
	put(record, rec, B2_2_PARTENAIRE, text_of(w->structure));
	put_nir(record, rec);
	put_number(record, rec, B2_2_FACTURE, record_int(rec, F_FACTURE, 0));
	put(record, rec, B2_2_OPERATION, p->operation);
	b2_put_day(record, B2_2_DATE, lot->head.as_of);
	put_organisme(record, rec);
	put(record, rec, B2_2_PIECE, piece(p, rec));
	put(record, rec, B2_2_PRESCRIPTEUR, text_of(w->structure));
	b2_put_day(record, B2_2_PRESCRIPTION, record_day(rec, F_DATE_SOINS));
	put(record, rec, B2_2_NATURE, p->natures[record_is(rec, F_NATURE_ASSURANCE, "maternite")]);
	put(record, rec, B2_2_EXONERATION, text_given(exoneration) ? exoneration : p->exoneration);
	put_maternite(record, rec);
	b2_put_day(record, B2_2_NAISSANCE, record_day(rec, patient_naissance(rec)));
	if (record_int(rec, F_BENEFICIAIRE_RANG, 0))
		put_number(record, rec, B2_2_NAISSANCE_RANG, record_int(rec, F_BENEFICIAIRE_RANG, 0));
	put(record, rec, B2_2_REGLEMENT, p->reglement);
	writer_put(w, record);
	w->types_2++;
}

void
facture_open(struct writer *w, const struct lot *lot, const struct record *rec)
{
	guard(rec);
	put_type_2(w, lot, rec);
	if (patient_is_beneficiaire(rec))
		put_beneficiaire(w, rec);
	w->facture = record_int(rec, F_FACTURE, 0);
	w->facture_lignes = w->facture_somme = w->facture_amo = 0;
	w->factures++;
}

/* ---- Lines */

static int64_t
coefficient(const struct record *rec)
{
	int64_t hundredths = 100;

	if (record_given(rec, F_COEFFICIENT) && !hundredths_parse(record_text(rec, F_COEFFICIENT), ".", &hundredths))
		refuse(rec, "its coefficient cannot be read");
	return hundredths;
}

/* Price, coefficient and quantity make the base: of a free price, which has no tariff, the base is the price. */
static void
put_price(char record[B2_SIZE], const struct record *rec)
{
	int64_t base = record_int(rec, F_BASE_CENTS, 0), tarif = record_int(rec, F_TARIF_CENTS, base);
	int64_t quantite = record_has(rec, F_TARIF_CENTS) ? record_int(rec, F_QUANTITE, 1) : 1;
	int64_t hundredths = record_has(rec, F_TARIF_CENTS) ? coefficient(rec) : 100;

	if (money_scale(tarif, hundredths, quantite) != base)
		refuse(rec, "its tariff, coefficient and quantity do not make its base");
	put_number(record, rec, B2_4_QUANTITE, quantite);
	put_number(record, rec, B2_4_COEFFICIENT, hundredths);
	put_number(record, rec, B2_4_PRIX, tarif);
	put_number(record, rec, B2_4_BASE, base);
	put_number(record, rec, B2_4_DEPENSE, base);
}

static void
put_share(char record[B2_SIZE], const struct record *rec)
{
	int64_t bp = record_int(rec, F_TAUX_BP, 0);

	if (bp % 100)
		refuse(rec, "its rate is no whole percentage, and B2 has no other");
	put_number(record, rec, B2_4_TAUX, bp / 100);
	put_number(record, rec, B2_4_AMO, record_int(rec, F_AMO_CENTS, 0));
	put_number(record, rec, B2_4_AMC, 0);
}

static bool
is_ccam(struct text code)
{
	return code.len == CCAM_LEN;
}

static void
put_type_4(struct writer *w, const struct record *rec)
{
	const struct b2_params *p = w->params;
	struct text code = record_text(rec, F_ACTE_CODE);
	char record[B2_SIZE];

	begin(w, record, B2_4);
	put(record, rec, B2_4_ACCORD, p->accord);
	put(record, rec, B2_4_EXECUTANT, text_of(w->structure));
	for (unsigned i = 0; profession_names[i]; i++)
		if (record_is(rec, F_EXECUTANT_PROFESSION, profession_names[i]) && text_given(p->specialites[i]))
			put(record, rec, B2_4_SPECIALITE, p->specialites[i]);
	b2_put_day(record, B2_4_DATE, record_day(rec, F_DATE_SOINS));
	if (!b2_put(record, B2_4_ACTE, is_ccam(code) ? p->ccam : code))
		refuse(rec, "its code is longer than the zone of codes");
	put_number(record, rec, B2_4_DENOMBREMENT, 1);
	put_price(record, rec);
	put_share(record, rec);
	put(record, rec, B2_4_QUALIFICATIF, p->qualificatif);
	put(record, rec, B2_4_LIEU, p->lieu);
	writer_put(w, record);
}

static void
put_complements(struct writer *w, const struct record *rec)
{
	char record[B2_SIZE];

	begin(w, record, B2_4S);
	put(record, rec, B2_4S_EXERCICE, w->params->exercice);
	put(record, rec, B2_4S_ACCORD, w->params->accord);
	writer_put(w, record);
	if (!is_ccam(record_text(rec, F_ACTE_CODE)))
		return;
	begin(w, record, B2_4M);
	put_number(record, rec, B2_4M_SEQUENCE, 1);
	put(record, rec, B2_4M_CCAM, record_text(rec, F_ACTE_CODE));
	put(record, rec, B2_4M_ACTIVITE, TEXT("1"));
	writer_put(w, record);
}

void
facture_line(struct writer *w, const struct record *rec)
{
	guard(rec);
	put_type_4(w, rec);
	put_complements(w, rec);
	w->facture_lignes++;
	w->lignes++;
	w->facture_somme += record_int(rec, F_BASE_CENTS, 0);
	w->facture_amo += record_int(rec, F_AMO_CENTS, 0);
}

void
facture_close(struct writer *w)
{
	char record[B2_SIZE];

	begin(w, record, B2_5);
	if (!b2_put_number(record, B2_5_LIGNES, w->facture_lignes)
		|| !b2_put_number(record, B2_5_FACTURE_TOTAL, w->facture_somme)
		|| !b2_put_number(record, B2_5_AMO, w->facture_amo)
		|| !b2_put_number(record, B2_5_ASSURE, w->facture_somme - w->facture_amo)
		|| !b2_put_number(record, B2_5_AMC, 0))
		die(EX_DATAERR, "invoice %lld: a total is larger than its zone", (long long)w->facture);
	writer_put(w, record);
	w->facture_cents += w->facture_somme;
	w->amo_cents += w->facture_amo;
}
