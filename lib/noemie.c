#include "noemie.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define CODE 3 /* bytes of an entity's code */

enum { KIND_N = 'N', KIND_A = 'A', KIND_D = 'D', KIND_S = 'S', KIND_E = 'E', PRESENCE_O = 1, PRESENCE_F = 0 };

#define NOEMIE_INFO(code, name, from, to, kind, presence, label) \
	[NOEMIE_##code##_##name] = {NOEMIE_##code, label, from, to - from + 1, KIND_##kind, PRESENCE_##presence},
const struct noemie_zone_info noemie_zones[NOEMIE_ZONE_COUNT] = {NOEMIE_ZONES(NOEMIE_INFO)};
#undef NOEMIE_INFO

#define NOEMIE_INFO(code, level, label) [NOEMIE_##code] = {#code, level},
static const struct {
	const char *code;
	unsigned level;
} entities[NOEMIE_TYPE_COUNT] = {NOEMIE_ENTITIES(NOEMIE_INFO)};
#undef NOEMIE_INFO

const char *
noemie_code(enum noemie_type type)
{
	return entities[type].code;
}

unsigned
noemie_level(enum noemie_type type)
{
	return entities[type].level;
}

const struct noemie_zone_info *
noemie_zones_of(enum noemie_type type, unsigned *count)
{
	unsigned first = 0;

	while (noemie_zones[first].type != type)
		first++;
	*count = 0;
	while (first + *count < NOEMIE_ZONE_COUNT && noemie_zones[first + *count].type == type)
		(*count)++;
	return &noemie_zones[first];
}

unsigned
noemie_length(enum noemie_type type)
{
	unsigned count;
	const struct noemie_zone_info *zones = noemie_zones_of(type, &count);

	return zones[count - 1].from + zones[count - 1].len - 1u;
}

/* ---- One entity */

struct text
noemie_get(const struct noemie_entity *entity, enum noemie_zone zone)
{
	const struct noemie_zone_info *info = &noemie_zones[zone];

	return text_trim((struct text){entity->at + info->from - 1, info->len});
}

int64_t
noemie_number(const struct noemie_entity *entity, enum noemie_zone zone)
{
	struct text digits = noemie_get(entity, zone);
	int64_t value = 0;

	for (size_t i = 0; i < digits.len && i < 18; i++)
		value = value * 10 + (digits.at[i] - '0');
	return value;
}

/* What comes back is of this century: the scheme that pays was made in 2000 or later. */
static day_t
day_of_aammjj(struct text aammjj)
{
	char iso[] = "20AA-MM-JJ";

	if (!text_digits(aammjj, 6))
		return DAY_NONE;
	memcpy(iso + 2, aammjj.at, 2);
	memcpy(iso + 5, aammjj.at + 2, 2);
	memcpy(iso + 8, aammjj.at + 4, 2);
	return day_parse(text_of(iso));
}

day_t
noemie_day(const struct noemie_entity *entity, enum noemie_zone zone)
{
	return day_of_aammjj(noemie_get(entity, zone));
}

int64_t
noemie_signed(const struct noemie_entity *entity, enum noemie_zone amount, enum noemie_zone sign)
{
	int64_t value = noemie_number(entity, amount);

	return text_is(noemie_get(entity, sign), "N") ? -value : value;
}

void
noemie_place(const struct noemie_entity *entity, size_t position, uint64_t *block, unsigned *column)
{
	size_t at = entity->column + position - 1;

	*block = entity->block;
	*column = (unsigned)at;
	if (entity->type == NOEMIE_000 || entity->type == NOEMIE_999)
		return;
	*block += (at - 2) / NOEMIE_PAYLOAD;
	*column = (unsigned)((at - 2) % NOEMIE_PAYLOAD) + 2;
}

bool
noemie_refuse(struct noemie_fault *fault, const struct noemie_entity *entity, size_t position,
	const char *format, ...)
{
	va_list ap;

	noemie_place(entity, position, &fault->block, &fault->column);
	va_start(ap, format);
	vsnprintf(fault->what, sizeof(fault->what), format, ap);
	va_end(ap);
	return false;
}

const char *
noemie_utf8(struct text from, char *to, size_t size)
{
	size_t len = 0;

	for (size_t i = 0; i < from.len && len + 3 <= size; i++) {
		unsigned char c = (unsigned char)from.at[i];

		if (c >= 0x80 && c < 0xA0) /* no letter of ISO-8859-1 */
			c = '?';
		if (c >= 0x80)
			to[len++] = (char)(0xC0 | c >> 6);
		to[len++] = (char)(c >= 0x80 ? 0x80 | (c & 0x3F) : c);
	}
	to[len] = '\0';
	return to;
}

/* ---- Each zone by itself */

static bool
is_blank(struct text t)
{
	return !text_trim(t).len;
}

static bool
has_control(struct text t)
{
	for (size_t i = 0; i < t.len; i++)
		if ((unsigned char)t.at[i] < ' ' || t.at[i] == 0x7F)
			return true;
	return false;
}

/* NULL, or what is wrong. An obligatory text may be blank: so are zones that a caisse has no use for. */
static const char *
wrong_with(const struct noemie_zone_info *zone, struct text t)
{
	if (zone->kind == 'E')
		return *t.at == '@' ? NULL : "no @ where the entity ends";
	if (zone->kind == 'A')
		return has_control(t) ? "a character that is no text" : NULL;
	if (is_blank(t) && (!zone->required || zone->kind == 'S'))
		return NULL;
	if (zone->kind == 'S')
		return *t.at == 'P' || *t.at == 'N' ? NULL : "neither P nor N";
	if (!text_digits(t, t.len))
		return "not digits alone";
	if (zone->kind == 'D' && !text_is(t, "000000") && day_of_aammjj(t) == DAY_NONE)
		return "no day AAMMJJ";
	return NULL;
}

bool
noemie_zones_hold(const struct noemie_entity *entity, struct noemie_fault *fault)
{
	unsigned count;
	const struct noemie_zone_info *zones = noemie_zones_of(entity->type, &count);
	int64_t level = noemie_level(entity->type);

	for (unsigned i = 0; i < count; i++) {
		struct text t = {entity->at + zones[i].from - 1, zones[i].len};
		const char *wrong = wrong_with(&zones[i], t);

		if (wrong)
			return noemie_refuse(fault, entity, zones[i].from, "entity %s, %s: %s", noemie_code(entity->type),
				zones[i].label, wrong);
	}
	if (level && noemie_number(entity, (enum noemie_zone)(&zones[1] - noemie_zones)) != level) /* NIVEAU */
		return noemie_refuse(fault, entity, zones[1].from, "entity %s is of level %02d", noemie_code(entity->type),
			(int)level);
	return true;
}

/* ---- The blocks */

static bool
fault_at(struct noemie *n, unsigned column, const char *what)
{
	n->fault = (struct noemie_fault){.block = n->blocks, .column = column};
	snprintf(n->fault.what, sizeof(n->fault.what), "%s", what);
	return false;
}

static bool
raw_block(struct noemie *n, const char *block, const char *code)
{
	if (memcmp(block, code, CODE) != 0)
		return fault_at(n, 1, *code == '0' ? "entity 000 does not stand at the beginning"
			: "entity 999 does not stand behind the last block, the one of flag 1");
	memcpy(n->bytes, block, NOEMIE_BLOCK);
	n->raw = true;
	n->used = 0;
	n->len = NOEMIE_BLOCK;
	return true;
}

/* What is left of the entity before moves to the front. */
static bool
payload_block(struct noemie *n, const char *block)
{
	if (*block != '1' && *block != n->rules->suite)
		return fault_at(n, 1, "the first byte of a block is its flag: it is none");
	memmove(n->bytes, n->bytes + n->used, n->len - n->used);
	n->offset += n->used;
	n->len -= n->used;
	n->used = 0;
	memcpy(n->bytes + n->len, block + 1, NOEMIE_PAYLOAD);
	n->len += NOEMIE_PAYLOAD;
	n->state = *block == '1' ? NOEMIE_LAST : NOEMIE_WITHIN;
	return true;
}

bool
noemie_block(struct noemie *n, const char block[NOEMIE_BLOCK])
{
	n->blocks++;
	switch (n->state) {
	case NOEMIE_BEGIN: n->state = NOEMIE_WITHIN; return raw_block(n, block, "000");
	case NOEMIE_WITHIN: return payload_block(n, block);
	case NOEMIE_LAST: n->state = NOEMIE_ENDED; return raw_block(n, block, "999");
	default: return fault_at(n, 1, "a block behind entity 999");
	}
}

bool
noemie_end(struct noemie *n, size_t rest)
{
	if (rest || n->state != NOEMIE_ENDED) {
		n->blocks++;
		return fault_at(n, (unsigned)rest + 1, rest ? "the file ends within a block of 128 bytes"
			: "the file ends before its entity 999");
	}
	return true;
}

/* ---- The entities */

static enum noemie_type
type_of(const char *at)
{
	enum noemie_type type = NOEMIE_000;

	while (type < NOEMIE_TYPE_COUNT && memcmp(entities[type].code, at, CODE) != 0)
		type++;
	return type;
}

/* The length of the entity that begins there; 0: a fault. */
static size_t
length_of(struct noemie *n, struct noemie_entity *entity)
{
	const struct noemie_other *other;

	entity->type = type_of(entity->at);
	if (!n->raw && (entity->type == NOEMIE_000 || entity->type == NOEMIE_999)) {
		noemie_refuse(&n->fault, entity, 1, "entity %s within the payload", noemie_code(entity->type));
		return 0;
	}
	if (entity->type < NOEMIE_TYPE_COUNT)
		return noemie_length(entity->type);
	other = noemie_other(n->rules, (struct text){entity->at, CODE});
	if (!other)
		noemie_refuse(&n->fault, entity, 1, "an entity begins here that is not known (%s%.*s), so that its length "
			"is not either", text_digits((struct text){entity->at, CODE}, CODE) ? "" : "no code ",
			text_digits((struct text){entity->at, CODE}, CODE) ? CODE : 0, entity->at);
	return other ? (size_t)other->longueur : 0;
}

/* Is more needed? At the end of the payload only blanks may be left. */
static bool
cut(struct noemie *n, const struct noemie_entity *entity, size_t left)
{
	if (n->state == NOEMIE_LAST && !is_blank((struct text){entity->at, left}))
		noemie_refuse(&n->fault, entity, 1, "the payload ends within the entity that begins here");
	return false;
}

bool
noemie_next(struct noemie *n, struct noemie_entity *entity)
{
	size_t left = n->len - n->used;
	uint64_t at = n->offset + n->used;

	*entity = (struct noemie_entity){.type = NOEMIE_TYPE_COUNT, .at = n->bytes + n->used,
		.block = n->raw ? n->blocks : 2 + at / NOEMIE_PAYLOAD,
		.column = n->raw ? 1 : 2 + (unsigned)(at % NOEMIE_PAYLOAD)};
	if (!left || n->fault.what[0])
		return false;
	if (left < CODE || (n->state == NOEMIE_LAST && is_blank((struct text){entity->at, left})))
		return cut(n, entity, left);
	entity->len = length_of(n, entity);
	if (!entity->len)
		return false;
	if (left < entity->len)
		return cut(n, entity, left);
	if (!n->raw && entity->at[entity->len - 1] != '@')
		return noemie_refuse(&n->fault, entity, entity->len, "no @ where the entity ends that began at block %llu, "
			"column %u", (unsigned long long)entity->block, entity->column);
	if (entity->type < NOEMIE_TYPE_COUNT && !noemie_zones_hold(entity, &n->fault))
		return false;
	n->used += entity->len;
	if (n->raw) {
		n->raw = false;
		n->used = n->len = 0;
	}
	return true;
}
