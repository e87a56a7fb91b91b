#include "field.h"

#include <string.h>

#define FIELD_INFO(constant, name, type, who, values) \
	[F_##constant] = {name, sizeof(name) - 1, FIELD_##type, FIELD_##who, values},
const struct field_info field_infos[FIELD_COUNT] = {FIELDS(FIELD_INFO)};
#undef FIELD_INFO

const enum field fields_delegue[FIELDS_DELEGUE] = {
	F_DELEGUE_FINESS, F_DELEGUE_RPPS, F_DELEGUE_NOM, F_DELEGUE_REGLE_LE};

const enum field fields_beneficiaire[FIELDS_BENEFICIAIRE] = {
	F_BENEFICIAIRE_NIR, F_BENEFICIAIRE_NOM, F_BENEFICIAIRE_PRENOM, F_BENEFICIAIRE_NAISSANCE};

/* One comparison of lengths per field, and of bytes, in registers, only where they agree. */
#define FIELD_MATCH(constant, name, type, who, values) \
	if (t.len == sizeof(name) - 1 && memcmp(t.at, name, sizeof(name) - 1) == 0) \
		return F_##constant;
enum field
field_named(struct text t)
{
	FIELDS(FIELD_MATCH)
	return FIELD_NONE;
}
#undef FIELD_MATCH

bool
field_allows(enum field field, struct text value)
{
	const char *values = field < FIELD_COUNT ? field_infos[field].values : "";

	if (*values == '\0')
		return true;
	while (*values) {
		size_t len = strcspn(values, " ");

		if (text_equal(value, (struct text){values, len}))
			return true;
		values += len + (values[len] == ' ');
	}
	return false;
}
