#include "retour_rule.h"

#include <string.h>

/* The order is that in which cells are read, so that faults come in one order whatever the file's is. A field of
 * two names has them one behind the other. */
static const struct column {
	const char *name;
	enum field field;
} columns[] = {
	{"retour", F_RETOUR},
	{"reglement", F_REGLEMENT},
	{"numero_lot", F_NUMERO_LOT},
	{"numero_facture", F_NUMERO_FACTURE},
	{"ligne_facture", F_LIGNE_FACTURE},
	{"date_lot", F_DATE_LOT},
	{"acte_code", F_ACTE_CODE},
	{"date_soins", F_DATE_SOINS},
	{"etat_retour", F_ETAT_RETOUR},
	{"demande", F_DEMANDE_CENTS},
	{"paye", F_PAYE_CENTS},
	{"montant", F_MOUVEMENT_CENTS},
	{"mouvement", F_MOUVEMENT_CENTS},
	{"code_rejet", F_CODE_REJET},
	{"libelle_rejet", F_LIBELLE_REJET},
	{"date_comptable", F_DATE_COMPTABLE},
	{"date_reception", F_DATE_RECEPTION},
	{"operation", F_OPERATION},
	{"libelle_bancaire", F_LIBELLE_BANCAIRE},
	{"debiteur", F_DEBITEUR},
	{"retour_ref", F_RETOUR_REF},
};
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

/* What a row must say, and which states it may. The last one is known by its states too. */
static const struct kind {
	const char *name;
	enum field needs[5];
	const char *etats[4];
} kinds[] = {
	{"facture", {F_NUMERO_LOT, F_ETAT_RETOUR, FIELD_NONE}, {"paye", "rejete", "differe", NULL}},
	{"ligne", {F_NUMERO_LOT, F_NUMERO_FACTURE, F_LIGNE_FACTURE, F_ETAT_RETOUR, FIELD_NONE},
		{"paye", "rejete", "differe", NULL}},
	{"retenue", {F_REGLEMENT, F_DATE_COMPTABLE, F_MOUVEMENT_CENTS, FIELD_NONE}, {NULL}},
	{"forfait", {F_REGLEMENT, F_MOUVEMENT_CENTS, FIELD_NONE}, {NULL}},
	{"reglement", {F_REGLEMENT, F_DATE_COMPTABLE, F_MOUVEMENT_CENTS, FIELD_NONE}, {NULL}},
	{"accuse", {F_NUMERO_LOT, F_ETAT_RETOUR, F_DATE_RECEPTION, FIELD_NONE}, {"accepte", "refuse", NULL}},
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

enum field
retour_column(struct text name)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (text_is(name, columns[i].name))
			return columns[i].field;
	return FIELD_NONE;
}

void
retour_column_nearest(struct nearest *nearest)
{
	for (size_t i = 0; i < COLUMNS; i++)
		nearest_try(nearest, columns[i].name);
}

bool
retour_is_header(const struct text *cells, unsigned count)
{
	bool lot = false, etat = false;

	for (unsigned i = 0; i < count; i++) {
		enum field field = retour_column(text_trim(cells[i]));

		if (field == F_RETOUR)
			return true;
		lot |= field == F_NUMERO_LOT;
		etat |= field == F_ETAT_RETOUR;
	}
	return lot && etat;
}

char
retour_separator(struct text line)
{
	return line.len && !memchr(line.at, ';', line.len) && memchr(line.at, ',', line.len) ? ',' : ';';
}

static bool
has_etat(const struct kind *kind, struct text etat)
{
	for (size_t i = 0; kind->etats[i]; i++)
		if (text_is(etat, kind->etats[i]))
			return true;
	return false;
}

static const struct kind *
kind_of(const struct value value[FIELD_COUNT])
{
	const struct kind *accuse = &kinds[KINDS - 1];

	if (!value[F_RETOUR].given)
		return has_etat(accuse, value[F_ETAT_RETOUR].text) ? accuse : &kinds[0];
	for (size_t i = 0; i < KINDS; i++)
		if (text_is(value[F_RETOUR].text, kinds[i].name))
			return &kinds[i];
	return NULL;
}

static void
check_kind(const struct kind *kind, const struct text cell[FIELD_COUNT], const struct value value[FIELD_COUNT],
	struct defects *defects)
{
	bool paid = text_is(value[F_ETAT_RETOUR].text, "paye");

	for (size_t i = 0; kind->needs[i] != FIELD_NONE; i++)
		if (!text_trim(cell[kind->needs[i]]).len)
			defect(defects, "retour-missing", kind->needs[i]);
	if (paid && !text_trim(cell[F_PAYE_CENTS]).len)
		defect(defects, "retour-missing", F_PAYE_CENTS);
	if (value[F_ETAT_RETOUR].given && !has_etat(kind, value[F_ETAT_RETOUR].text))
		defect(defects, "retour-value", F_ETAT_RETOUR);
}

/* A sheet writes days with slashes, a program with hyphens. */
static size_t
cell_value(enum field field, struct text cell, char *room, struct value *value, struct defects *defects)
{
	bool slashes = cell.len && memchr(cell.at, '/', cell.len);
	struct forms forms = {slashes ? DATE_JJ_MM_AAAA : DATE_AAAA_MM_JJ, ",."};

	return rule_cell(field, cell, &forms, room, value, defects);
}

const char *
retour_rule(const struct text cell[FIELD_COUNT], char *room, struct value value[FIELD_COUNT], struct defects *defects)
{
	const struct kind *kind;

	memset(value, 0, FIELD_COUNT * sizeof(value[0]));
	rule(defects, "R211");
	for (size_t i = 0; i < COLUMNS; i++) {
		enum field field = columns[i].field;

		if (!i || field != columns[i - 1].field)
			room += cell_value(field, cell[field], room, &value[field], defects);
	}
	rule(defects, "R229");
	kind = kind_of(value);
	if (!kind)
		defect(defects, "retour-value", F_RETOUR);
	else
		check_kind(kind, cell, value, defects);
	return kind ? kind->name : NULL;
}
