#include "field.h"

#include <string.h>

#define FIELD_INFO(constant, name, type, who, values) \
	[F_##constant] = {name, sizeof(name) - 1, FIELD_##type, FIELD_##who, values},
const struct field_info field_infos[FIELD_COUNT] = {FIELDS(FIELD_INFO)};
#undef FIELD_INFO

/* msgpack's str, up to 31 bytes: a0 and the length. */
#define COUNTS(len, i) (i) < (len) ? 0xff : 0
#define COUNT_4(len, i) COUNTS(len, i), COUNTS(len, (i) + 1), COUNTS(len, (i) + 2), COUNTS(len, (i) + 3)
#define COUNT_8(len, i) COUNT_4(len, i), COUNT_4(len, (i) + 4)
#define FIELD_KEY(constant, text, kind, who, values) \
	[F_##constant] = {.wire = {0xa0 | (sizeof(text) - 1), text}, .len = sizeof(text), .type = FIELD_##kind, \
		.mask.bytes = {COUNT_8(sizeof(text), 0), COUNT_8(sizeof(text), 8), COUNT_8(sizeof(text), 16)}},
const struct field_key field_keys[FIELD_COUNT] = {FIELDS(FIELD_KEY)};
#undef FIELD_KEY

#define KEY_HOLDS(constant, text, type, who, values) \
	_Static_assert(sizeof(text) <= FIELD_KEY_SIZE, "a name is longer than a key holds");
FIELDS(KEY_HOLDS)
#undef KEY_HOLDS

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

/* Does `value` stand at the front of `values`, up to a blank or the end? */
static bool
is_first(const char *values, struct text value)
{
	size_t i = 0;

	while (i < value.len && values[i] == value.at[i] && values[i] != ' ' && values[i])
		i++;
	return i == value.len && (values[i] == ' ' || !values[i]);
}

bool
field_lists(enum field field, struct text value)
{
	const char *values = field_infos[field].values;

	while (value.at && !is_first(values, value)) {
		while (*values && *values != ' ')
			values++;
		if (!*values++)
			return false;
	}
	return value.at != NULL;
}
