#include "b2_check_private.h"

#include <string.h>

int64_t
b2_number(const char *record, enum b2_zone zone)
{
	int64_t value;

	b2_get_number(record, zone, &value);
	return value;
}

/* The lists that the dictionary gives; those that it does not give stand in b2.yaml, and are not checked. */
static const struct {
	enum b2_zone zone;
	const char *codes; /* a blank between; '_' is a blank */
} lists[] = {
	{B2_000_TYPE, "000"}, {B2_000_EMETTEUR_TYPE, "TP TE SI OT"}, {B2_000_VERSION, "B2"},
	{B2_000_LONGUEUR, "128"}, {B2_1_CERTIFICATION, "_ S F D"}, {B2_1_MONNAIE, "_ E U"},
	{B2_2_NATURE, "10 13 30 41 90"}, {B2_2_FACTURE_TYPE, "_ F"}, {B2_2_ECLATEMENT, "_ E F"},
	{B2_2_REGLEMENT, "00 05 15 25 10 06"}, {B2_2_CONTRAT, "__ 85 87 88 89 99"},
	{B2_2B_QUALITE, "A C E AA"}, {B2_4_ACCORD, "0 4 5 9"}, {B2_4_LIEU, "0 1"},
	{B2_4S_EXERCICE, "_ L S"}, {B2_4S_ACCORD, "0 4 5 9"}, {B2_4M_ASSOCIATION, "_ 1 2 3 4"},
	{B2_4M_EXCEPTIONNEL, "_ O N"}, {B2_4M_SUPPLEMENT, "_ C"}, {B2_5_ECLATEMENT, "_ A"},
	{B2_6_MARQUAGE, "_ R T D"}, {B2_6_FACTURE_TYPE, "_ F"}, {B2_2CP_NATURE, "10 13 30 41 90"},
	{B2_999_EMETTEUR_TYPE, "TP TE SI OT"}, {B2_999_TYPE, "999"},
};

static bool
is_blank(struct text value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.at[i] != ' ')
			return false;
	return true;
}

static bool
is_code(struct text value, struct text code)
{
	return code.at[0] == '_' ? is_blank(value) : text_equal(value, code);
}

static void
check_list(struct b2_checker *c, const char *record, enum b2_zone zone, const char *codes)
{
	struct text value = b2_get(record, zone);

	for (const char *code = codes; *code;) {
		size_t len = strcspn(code, " ");

		if (is_code(value, (struct text){code, len}))
			return;
		code += len + (code[len] == ' ');
	}
	b2_fault(c, b2_zones[zone].type, (int)zone, "\"%.*s\" is not one of %s", TEXT_ARG(value), codes);
}

static bool
is_b2_character(char c)
{
	char out[1];

	return b2_ascii((struct text){&c, 1}, out, 1) == 1 && out[0] == c;
}

static void
check_text(struct b2_checker *c, const struct b2_zone_info *info, int zone, struct text value)
{
	if (info->kind == 'A' && info->required && is_blank(value))
		b2_fault(c, info->type, zone, "is obligatory and blank");
	for (size_t i = 0; i < value.len; i++)
		if (!is_b2_character(value.at[i])) {
			b2_fault(c, info->type, zone, "a character that B2 does not have, in column %zu",
				info->from + i);
			return;
		}
}

static void
check_zone(struct b2_checker *c, const char *record, int zone)
{
	const struct b2_zone_info *info = &b2_zones[zone];
	struct text value = {record + info->from - 1, info->len};
	bool blank = is_blank(value);

	if (info->kind == 'B' && !blank)
		b2_fault(c, info->type, zone, "must be blank");
	else if (info->kind == 'A' || info->kind == 'R')
		check_text(c, info, zone, value);
	else if (info->kind == 'N' && !(blank && !info->required) && !text_digits(value, value.len))
		b2_fault(c, info->type, zone, "must be digits");
	else if (info->kind == 'D' && !(blank && !info->required) && !b2_is_day(value)
		&& (info->required || b2_number(record, (enum b2_zone)zone)))
		b2_fault(c, info->type, zone, "is no day AAMMJJ");
}

void
b2_check_zones(struct b2_checker *c, const char *record, enum b2_type type)
{
	unsigned count;
	int first = (int)(b2_zones_of(type, &count) - b2_zones);

	for (int i = first; i < first + (int)count; i++)
		check_zone(c, record, i);
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (b2_zones[lists[i].zone].type == type)
			check_list(c, record, lists[i].zone, lists[i].codes);
}

