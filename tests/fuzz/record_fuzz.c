/*
 * record_fuzz - libFuzzer: record.c and judge.c against msgpack-c's decoder
 *
 *	clang -std=c11 -D_GNU_SOURCE -Ilib -g -O1 -fsanitize=fuzzer,address,undefined \
 *		tests/fuzz/record_fuzz.c lib/{record,judge,cursor,buffer,field,motif,text,date}.c \
 *		lib/{log,json}.c -lmsgpackc -o record_fuzz
 *	./record_fuzz -max_total_time=180 CORPUS
 *
 * The first byte says which edits are made. What record_parse() accepts is exactly what is_record()
 * below says of msgpack-c's objects; the edits are made on both sides, and must come out the same.
 */
#include <msgpack.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cursor.h"
#include "money.h"
#include "record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

_Noreturn static void
broken(int line, const char *what)
{
	fprintf(stderr, "%d: %s\n", line, what);
	abort();
}

#define HOLDS(condition) \
	do { \
		if (!(condition)) \
			broken(__LINE__, #condition); \
	} while (0)

/* ---- What a record is, said over objects */

static struct text
text_in(const msgpack_object *o)
{
	if (o->type != MSGPACK_OBJECT_STR)
		return TEXT_ABSENT;
	return o->via.str.size ? (struct text){o->via.str.ptr, o->via.str.size} : TEXT("");
}

static bool
is_defects(const msgpack_object *o)
{
	for (uint32_t i = 0; i < o->via.array.size; i++) {
		const msgpack_object *item = &o->via.array.ptr[i];

		if (item->type != MSGPACK_OBJECT_MAP)
			return false;
		for (uint32_t k = 0; k < item->via.map.size; k++)
			if (item->via.map.ptr[k].key.type != MSGPACK_OBJECT_STR)
				return false;
	}
	return true;
}

static bool
is_value(const msgpack_object *o, enum field_type type)
{
	if (o->type == MSGPACK_OBJECT_NIL)
		return true;
	if (type == FIELD_DEFECTS)
		return o->type == MSGPACK_OBJECT_ARRAY && is_defects(o);
	if (type != FIELD_INT && type != FIELD_EUROS)
		return o->type == MSGPACK_OBJECT_STR;
	if (o->type == MSGPACK_OBJECT_POSITIVE_INTEGER)
		return o->via.u64 <= MONEY_MAX;
	return o->type == MSGPACK_OBJECT_NEGATIVE_INTEGER && o->via.i64 >= -MONEY_MAX;
}

static bool
is_pair(const msgpack_object_kv *kv)
{
	enum field field = field_named(text_in(&kv->key));

	if (kv->key.type != MSGPACK_OBJECT_STR)
		return false;
	if (field == FIELD_NONE)
		return true;
	if (field == F_STATUT && kv->val.type == MSGPACK_OBJECT_STR
		&& !text_is(text_in(&kv->val), "hold") && !text_is(text_in(&kv->val), "reject"))
		return false;
	return is_value(&kv->val, field_infos[field].type);
}

static bool
is_record(const msgpack_object *o, size_t len)
{
	if (o->type != MSGPACK_OBJECT_MAP || o->via.map.size > RECORD_PAIRS_ROOM
		|| len > 2 * RECORD_BYTES_MAX)
		return false;
	for (uint32_t i = 0; i < o->via.map.size; i++) {
		if (!is_pair(&o->via.map.ptr[i]))
			return false;
		for (uint32_t k = 0; k < i; k++)
			if (text_equal(text_in(&o->via.map.ptr[i].key), text_in(&o->via.map.ptr[k].key)))
				return false;
	}
	return true;
}

/* ---- The model: pairs in order, and the edits made on them */

struct model {
	struct model_pair {
		struct text key;
		msgpack_object value;
		bool edited;
	} at[RECORD_PAIRS_ROOM + FIELD_COUNT];
	unsigned count;
};

static void
model_drop(struct model *m, unsigned i)
{
	memmove(&m->at[i], &m->at[i + 1], (--m->count - i) * sizeof(m->at[0]));
}

static unsigned
model_find(const struct model *m, enum field field)
{
	unsigned i = 0;

	while (i < m->count && !text_is(m->at[i].key, field_infos[field].name))
		i++;
	return i;
}

static void
model_unset(struct model *m, enum field field)
{
	unsigned i = model_find(m, field);

	if (i < m->count)
		model_drop(m, i);
}

static void
model_set(struct model *m, enum field field, msgpack_object value)
{
	unsigned i = model_find(m, field);

	if (i < m->count && !m->at[i].edited) {
		model_drop(m, i);
		i = m->count;
	}
	m->at[i] = (struct model_pair){text_of(field_infos[field].name), value, true};
	m->count += i == m->count;
}

static bool
same_number(const msgpack_object *a, const msgpack_object *b)
{
	if (a->type == MSGPACK_OBJECT_FLOAT32 || a->type == MSGPACK_OBJECT_FLOAT64)
		return a->type == b->type && !memcmp(&a->via.f64, &b->via.f64, sizeof(double)); /* NaN */
	return msgpack_object_equal(*a, *b);
}

static bool
same(const msgpack_object *a, const msgpack_object *b)
{
	if (a->type != b->type)
		return false;
	if (a->type == MSGPACK_OBJECT_ARRAY) {
		for (uint32_t i = 0; i < a->via.array.size && a->via.array.size == b->via.array.size; i++)
			if (!same(&a->via.array.ptr[i], &b->via.array.ptr[i]))
				return false;
		return a->via.array.size == b->via.array.size;
	}
	if (a->type == MSGPACK_OBJECT_MAP) {
		for (uint32_t i = 0; i < a->via.map.size && a->via.map.size == b->via.map.size; i++)
			if (!same(&a->via.map.ptr[i].key, &b->via.map.ptr[i].key)
				|| !same(&a->via.map.ptr[i].val, &b->via.map.ptr[i].val))
				return false;
		return a->via.map.size == b->via.map.size;
	}
	return same_number(a, b);
}

/* ---- Both sides */

static void
check_values(const struct record *rec, const struct model *m)
{
	for (enum field f = (enum field)0; f < FIELD_COUNT; f++) {
		unsigned i = model_find(m, f);
		const msgpack_object *value = &m->at[i].value;
		enum field_type type = field_infos[f].type;

		if (i == m->count || value->type == MSGPACK_OBJECT_NIL) {
			HOLDS(!record_has(rec, f) && !record_text(rec, f).at);
			continue;
		}
		HOLDS(record_has(rec, f));
		if (type == FIELD_INT || type == FIELD_EUROS)
			HOLDS(record_int(rec, f, 0) == value->via.i64);
		else if (type != FIELD_DEFECTS)
			HOLDS(text_equal(record_text(rec, f), text_in(value)));
	}
}

static void
check_bytes(const struct buffer *out, const struct model *m)
{
	msgpack_unpacked got;
	size_t at = 0;

	msgpack_unpacked_init(&got);
	HOLDS(msgpack_unpack_next(&got, (const char *)out->at, out->len, &at) == MSGPACK_UNPACK_SUCCESS);
	HOLDS(at == out->len && got.data.type == MSGPACK_OBJECT_MAP
		&& got.data.via.map.size == m->count);
	for (unsigned i = 0; i < m->count; i++) {
		HOLDS(text_equal(text_in(&got.data.via.map.ptr[i].key), m->at[i].key));
		HOLDS(same(&got.data.via.map.ptr[i].val, &m->at[i].value));
	}
	msgpack_unpacked_destroy(&got);
}

static msgpack_object
object_of_int(int64_t number)
{
	msgpack_object o = {.type = MSGPACK_OBJECT_POSITIVE_INTEGER};

	if (number < 0)
		o.type = MSGPACK_OBJECT_NEGATIVE_INTEGER;
	o.via.i64 = number;
	return o;
}

static void
edit_both(struct record *rec, struct model *m, unsigned seed)
{
	for (unsigned n = seed & 7; n; n--) {
		enum field field = (enum field)((seed = seed * 1103515245u + 12345u) >> 8) % FIELD_COUNT;
		struct text text = text_of(field_infos[seed % FIELD_COUNT].name);
		msgpack_object o = {.type = MSGPACK_OBJECT_STR};

		if (field_infos[field].type == FIELD_DEFECTS || seed >> 30 == 0) {
			record_unset(rec, field);
			model_unset(m, field);
		} else if (field_infos[field].type == FIELD_INT || field_infos[field].type == FIELD_EUROS) {
			record_set_int(rec, field, (int)seed);
			model_set(m, field, object_of_int((int)seed));
		} else {
			o.via.str.ptr = text.at;
			o.via.str.size = (uint32_t)text.len;
			record_set_text(rec, field, text);
			model_set(m, field, o);
		}
	}
}

/* A refusal leaves all but statut, motifs and avis as it was; taken back, nothing of it is left. */
static void
judge(struct record *rec, const unsigned char *bytes, size_t len, unsigned seed)
{
	static const struct motif table[] = {
		{.code = {"avis", 4}, .level = MOTIF_AVIS}, {.code = {"held", 4}, .level = MOTIF_HOLD},
		{.code = {"reject", 6}, .level = MOTIF_REJECT},
	};
	const struct motifs motifs = {.etape = TEXT("stage"), .at = table, .count = 3};
	struct defects d = {.count = 0};
	struct buffer out = {0};
	const char *why;

	rec->motifs = &motifs;
	for (unsigned i = 0; i < 3; i++)
		if (seed >> i & 1)
			defect(&d, table[i].code.at, (enum field)(seed % FIELD_COUNT));
	HOLDS(record_judge(rec, &d) == !(seed & 6));
	record_write(rec, &out);
	HOLDS(record_parse(rec, out.at, out.len, &why) == out.len);
	HOLDS(!(seed & 6) || rec->statut != STATUT_ACCEPTED);
	record_reopen(rec, motifs.etape);
	HOLDS(record_judge(rec, &d) == !(seed & 6));
	HOLDS(record_parse(rec, bytes, len, &why) == len);
	buffer_free(&out);
}

static void
accepted(struct record *rec, const unsigned char *bytes, const msgpack_object *o, unsigned seed)
{
	struct buffer out = {0};
	static struct model m;

	for (m.count = 0; m.count < o->via.map.size; m.count++)
		m.at[m.count] = (struct model_pair){text_in(&o->via.map.ptr[m.count].key),
			o->via.map.ptr[m.count].val, false};
	check_values(rec, &m);
	record_write(rec, &out);
	HOLDS(out.len == rec->len && !memcmp(out.at, bytes, out.len));
	edit_both(rec, &m, seed);
	check_values(rec, &m);
	out.len = 0;
	record_write(rec, &out);
	check_bytes(&out, &m);
	judge(rec, bytes, rec->len, seed);
	buffer_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct record rec;
	unsigned char *bytes = malloc(size ? size - 1 : 0); /* an exact fit: a read past the end shows */
	struct cursor c;
	msgpack_unpacked object;
	const char *why;
	size_t len, at = 0;

	if (!bytes || size < 2)
		goto end;
	memcpy(bytes, data + 1, size - 1);
	len = record_parse(&rec, bytes, size - 1, &why);
	HOLDS(!len == !!why);
	c = (struct cursor){bytes, bytes + size - 1};
	msgpack_unpacked_init(&object);
	if (cursor_skip(&c) != CURSOR_OK)
		HOLDS(!len);
	else if (msgpack_unpack_next(&object, (char *)bytes, size - 1, &at) != MSGPACK_UNPACK_SUCCESS)
		broken(__LINE__, "msgpack-c refuses what cursor_skip accepts");
	else {
		HOLDS(at == (size_t)(c.at - bytes) && len == (is_record(&object.data, at) ? at : 0));
		if (len)
			accepted(&rec, bytes, &object.data, data[0] * 2654435761u | data[0]);
	}
	msgpack_unpacked_destroy(&object);
end:
	free(bytes);
	return 0;
}
