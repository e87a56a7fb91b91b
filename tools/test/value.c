/* One « field: value » of a case: what the field is called, and what it holds. */
#include "test.h"

#include "log.h"
#include "money.h"
#include "nearest.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_ 40
#define WIDEST INT64_C(1000000000000)

void
spot_die(const struct spot *spot, const char *format, ...)
{
	char message[400];
	va_list ap;

	va_start(ap, format);
	vsnprintf(message, sizeof(message), format, ap);
	va_end(ap);
	if (spot->node)
		config_die(spot->node, "%s", message);
	die(EX_CONFIG, "%s:%u: column %s: %s", spot->file, spot->line, spot->column, message);
}

void *
grow(void *at, unsigned count, unsigned *room, size_t size)
{
	if (count < *room)
		return at;
	*room = *room ? 2 * *room : 16;
	at = reallocarray(at, *room, size);
	if (!at)
		out_of_memory();
	return at;
}

/* « base » stands for base_cents in euros, « taux » for taux_bp in per cent: as the rule book says them. */
static enum field
field_called(struct text key, const char *suffix)
{
	char name[NAME_MAX_ + 8];

	if (key.len > NAME_MAX_)
		return FIELD_NONE;
	snprintf(name, sizeof(name), "%.*s%s", TEXT_ARG(key), suffix);
	return field_named(text_of(name));
}

_Noreturn static void
unknown_field(struct text key, const struct spot *spot)
{
	struct nearest near = {.word = key};

	for (int i = 0; i < FIELD_COUNT; i++)
		nearest_try(&near, field_infos[i].name);
	spot_die(spot, "a record has no field \"%.*s\"%s%s%s", TEXT_ARG(key),
		near.name ? "; did you mean \"" : " (record.5 lists them)", near.name ? near.name : "",
		near.name ? "\"?" : "");
}

static bool
read_rate(struct value *v)
{
	struct text digits = {v->text.at, v->text.len ? v->text.len - 1 : 0};

	return v->text.len && v->text.at[digits.len] == '%'
		&& hundredths_parse(text_trim(digits), ".,", &v->number);
}

/* What is wrong with the text of a number; NULL: nothing. */
static const char *
number_wrong(struct value *v, struct text key)
{
	const struct field_info *info = &field_infos[v->field];
	bool cents = info->type == FIELD_EUROS && text_is(key, info->name)
		&& info->len > 6 && !strcmp(info->name + info->len - 6, "_cents");

	if (info->type == FIELD_EUROS && !cents)
		return money_parse(v->text, ".,", &v->number) ? NULL : "no amount in euros (26.50)";
	if (v->field == F_TAUX_BP && !text_is(key, info->name))
		return read_rate(v) ? NULL : "no rate (65 %)";
	if (info->type == FIELD_EUROS || info->type == FIELD_INT)
		return text_to_int(v->text, -WIDEST, WIDEST, &v->number) ? NULL : "no whole number";
	return NULL;
}

static struct value
value_read(struct text key, struct text text, const struct spot *spot)
{
	struct value v = {.field = field_named(key), .text = text, .cell = key};
	const char *wrong;

	if (v.field == FIELD_NONE)
		v.field = field_called(key, "_cents");
	if (v.field == FIELD_NONE)
		v.field = field_called(key, "_bp");
	if (v.field == FIELD_NONE)
		unknown_field(key, spot);
	wrong = text.len ? number_wrong(&v, key) : NULL;
	if (wrong && !spot->cells) /* a source may give what is wrong: that it is refused is tried */
		spot_die(spot, "%.*s: \"%.*s\" is %s", TEXT_ARG(key), TEXT_ARG(text), wrong);
	return v;
}

struct value *
value_add(struct values *values, struct text key, struct text value, const struct spot *spot)
{
	struct value v = value_read(key, value, spot);

	if (field_infos[v.field].type == FIELD_DEFECTS || v.field == F_STATUT)
		spot_die(spot, "%.*s is no value of an act: it stands beside the values that are expected",
			TEXT_ARG(key));
	for (unsigned i = 0; i < values->count; i++) {
		if (values->at[i].field == v.field) {
			values->at[i] = v;
			return &values->at[i];
		}
	}
	values->at = grow(values->at, values->count, &values->room, sizeof(*values->at));
	values->at[values->count] = v;
	return &values->at[values->count++];
}

const struct value *
value_of(const struct values *values, enum field field)
{
	for (unsigned i = 0; i < values->count; i++)
		if (values->at[i].field == field)
			return &values->at[i];
	return NULL;
}

/* « code » or « code@champ »: a field that no record has is a slip. */
void
code_check(struct text code, const struct spot *spot)
{
	const char *at = memchr(code.at, '@', code.len);
	struct text champ = {at ? at + 1 : NULL, at ? code.len - (size_t)(at + 1 - code.at) : 0};

	if (at && field_named(champ) == FIELD_NONE)
		unknown_field(champ, spot);
}

unsigned
statut_wanted(struct text name, const struct spot *spot)
{
	static const char *const names[] = {[WANTED_ACCEPTED] = "accepted", [WANTED_HOLD] = "hold",
		[WANTED_REJECT] = "reject"};

	for (unsigned i = WANTED_ACCEPTED; i <= WANTED_REJECT; i++)
		if (text_is(name, names[i]))
			return i;
	spot_die(spot, "\"%.*s\" is no outcome; known are accepted, hold, reject", TEXT_ARG(name));
}

void
regle_check(struct text regle, const struct spot *spot)
{
	if (regle.len != 4 || regle.at[0] != 'R' || !text_digits((struct text){regle.at + 1, 3}, 3))
		spot_die(spot, "\"%.*s\": a rule is called R and three digits", TEXT_ARG(regle));
}
