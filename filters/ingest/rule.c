#include "rule.h"

#include "date.h"
#include "money.h"
#include "nir.h"

#include <string.h>

#define INT_MAX_READ INT64_C(1000000000000) /* far above any count; no sum of a run overflows */
#define NIR_LONGEST 15 /* with its key */
#define MONTHS 12

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Bytes of the blank at `i`: space, tab, or the no-break spaces that office software puts between the
 * groups of a NIR (U+00A0, U+202F). */
static size_t
blank_at(struct text t, size_t i)
{
	const char *s = t.at + i;
	size_t left = t.len - i;

	if (*s == ' ' || *s == '\t')
		return 1;
	if (left >= 2 && memcmp(s, "\xC2\xA0", 2) == 0)
		return 2;
	if (left >= 3 && memcmp(s, "\xE2\x80\xAF", 3) == 0)
		return 3;
	return 0;
}

/* The usual identifier is digits: it stays where it is. */
static bool
is_ident(struct text t)
{
	if (text_digits(t, t.len))
		return true;
	for (size_t i = 0; i < t.len; i++)
		if (is_lower(t.at[i]) || (t.at[i] & 0x80) || t.at[i] == ' ' || t.at[i] == '\t')
			return false;
	return true;
}

static struct text
ident(struct text t, char *room)
{
	size_t len = 0, blank;

	if (is_ident(t))
		return t;
	for (size_t i = 0; i < t.len; i += blank ? blank : 1) {
		blank = blank_at(t, i);
		if (!blank)
			room[len++] = is_lower(t.at[i]) ? (char)(t.at[i] - 'a' + 'A') : t.at[i];
	}
	return (struct text){room, len};
}

/* Where year, month and day stand in each form; the bytes between must be the separator. */
static const struct date_places {
	size_t len;
	unsigned char year, month, day;
	unsigned char between[2];
	char separator;
} places[] = {
	[DATE_AAAA_MM_JJ] = {10, 0, 5, 8, {4, 7}, '-'},
	[DATE_JJ_MM_AAAA] = {10, 6, 3, 0, {2, 5}, '/'},
	[DATE_JJMMAAAA] = {8, 4, 2, 0, {0, 0}, '\0'},
	[DATE_AAAAMMJJ] = {8, 0, 4, 6, {0, 0}, '\0'},
};

/* AAAA-MM-JJ in `iso`; false if the cell is not written like this. */
static bool
reorder(struct text t, const struct date_places *p, char iso[10])
{
	if (t.len != p->len)
		return false;
	if (p->separator
		&& (t.at[p->between[0]] != p->separator || t.at[p->between[1]] != p->separator))
		return false;
	memcpy(iso, t.at + p->year, 4);
	memcpy(iso + 5, t.at + p->month, 2);
	memcpy(iso + 8, t.at + p->day, 2);
	iso[4] = iso[7] = '-';
	return true;
}

/* A form already on the wire stays where it is: day_parse() alone looks at it. */
static bool
date(struct text cell, enum date_form form, char *room, struct text *out)
{
	struct text iso = {room, 10};

	if (form == DATE_AAAA_MM_JJ)
		iso = cell;
	else if (!reorder(cell, &places[form], room))
		return false;
	if (day_parse(iso) == DAY_NONE)
		return false;
	*out = iso;
	return true;
}

static bool
number(struct text cell, const char *decimals, char *room, struct text *out)
{
	int64_t hundredths;

	if (!hundredths_parse(cell, decimals, &hundredths))
		return false;
	*out = text_of(money_format(hundredths, '.', room));
	return true;
}

_Static_assert(RULE_ROOM >= MONEY_SIZE && RULE_ROOM >= DAY_SIZE, "room for a date or a number");

/* A cell that is not just text. Apart, so that those which are do not pay for what it saves. */
static size_t __attribute__((noinline))
typed_cell(enum field field, struct text t, const struct forms *forms, char *room, struct value *value,
	struct defects *defects)
{
	switch (field_infos[field].type) {
	case FIELD_IDENT:
		value->text = ident(t, room);
		value->given = value->text.len > 0;
		break;
	case FIELD_DATE:
		if (!date(t, forms->dates, room, &value->text))
			defect(defects, "date-invalid", field);
		break;
	case FIELD_NUMBER:
		if (!number(t, forms->decimals, room, &value->text))
			defect(defects, "number-invalid", field);
		break;
	case FIELD_EUROS:
		value->given = money_parse(t, forms->decimals, &value->number);
		if (!value->given)
			defect(defects, "amount-invalid", field);
		break;
	case FIELD_INT:
		value->given = text_to_int(t, -INT_MAX_READ, INT_MAX_READ, &value->number);
		if (!value->given)
			defect(defects, "number-invalid", field);
		break;
	default:
		break;
	}
	return value->text.at == room ? value->text.len : 0;
}

size_t
rule_cell(enum field field, struct text cell, const struct forms *forms, char *room,
	struct value *value, struct defects *defects)
{
	struct text t = text_trim(cell);

	*value = (struct value){.given = text_given(t), .text = t};
	if (!value->given || field_infos[field].type == FIELD_TEXT)
		return 0;
	return typed_cell(field, t, forms, room, value, defects);
}

bool
rule_hides_identity(struct text anonymat)
{
	struct text t = text_trim(anonymat);

	return text_given(t) && (text_is(t, "ist") || !field_allows(F_ANONYMAT, t));
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || is_lower(c);
}

/* A NIR, however it is spaced or punctuated. The numbers of the CPAM have no month of birth: those of
 * art. 10.3.1 say 55. */
static bool
is_nir_of_somebody(struct text cell)
{
	char letters[NIR_LONGEST];
	struct text nir = {letters, 0};

	for (size_t i = 0; i < cell.len; i++) {
		if (!is_alnum(cell.at[i]))
			continue;
		if (nir.len == NIR_LONGEST)
			return false;
		letters[nir.len++] = is_lower(cell.at[i]) ? (char)(cell.at[i] - 'a' + 'A') : cell.at[i];
	}
	return nir_shape(nir) == NIR_SHAPE_OK && nir_month(nir) >= 1
		&& nir_month(nir) <= MONTHS;
}

bool
rule_ist_drops(enum field field, struct text cell)
{
	switch (field) {
	case F_EXECUTANT_NOM:
	case F_EXECUTANT_PRENOM:
	case F_DELEGUE_NOM:
		return false;
	case F_NUMERO_FICTIF:
		return is_nir_of_somebody(cell);
	case F_ORGANISME:
	case F_SLM:
	case F_DROITS_DU:
	case F_DROITS_AU:
	case F_DROITS_SOURCE:
	case F_CARTE_VITALE:
	case F_MOTIF_PAPIER:
		return true;
	default:
		return field < FIELD_COUNT && field_infos[field].who == FIELD_PERSON;
	}
}
