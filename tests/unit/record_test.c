#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <msgpack.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "buffer.h"
#include "money.h"
#include "record.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define BYTES(literal) (const unsigned char *)(literal), sizeof(literal) - 1

static struct record rec;

static int
teardown(void **state)
{
	(void)state;
	record_free(&rec);
	return 0;
}

static size_t
parse(const struct buffer *bytes)
{
	const char *why;
	size_t len = record_parse(&rec, bytes->at, bytes->len, &why);

	assert_int_equal(len == 0, why != NULL);
	return len;
}

/* What is written is exactly `wanted`. */
static void
assert_writes(const unsigned char *wanted, size_t len)
{
	struct buffer out = {0};

	record_write(&rec, &out);
	assert_int_equal(out.len, len);
	assert_memory_equal(out.at, wanted, len);
	buffer_free(&out);
}

/* ---- What is a record */

static void
a_malformed_record_is_refused_with_its_reason(void **state)
{
	static const struct {
		const unsigned char *bytes;
		size_t len;
		const char *why; /* NULL: accepted */
	} cases[] = {
		{BYTES("\x80"), NULL},
		{BYTES(""), "not a map"},
		{BYTES("\x90"), "not a map"},
		{BYTES("\xc0"), "not a map"},
		{BYTES("\x81"), "a key that is not text"},
		{BYTES("\x81\x01\x01"), "a key that is not text"},
		{BYTES("\x81\xc4\x02id\xa1x"), "a key that is not text"},
		{BYTES("\x81\xa2id"), "a value of the wrong type or out of range"},
		{BYTES("\x81\xa2id\xa1x"), NULL},
		{BYTES("\x81\xd9\x02id\xdb\x00\x00\x00\x01x"), NULL},
		{BYTES("\x81\xa2id\xc0"), NULL},
		{BYTES("\x81\xa2id\x01"), "a value of the wrong type or out of range"},
		{BYTES("\x81\xa2id\xc4\x01x"), "a value of the wrong type or out of range"},
		{BYTES("\x81\xa2id\x90"), "a value of the wrong type or out of range"},
		{BYTES("\x81\xa5ligne\x07"), NULL},
		{BYTES("\x81\xa5ligne\xc0"), NULL},
		{BYTES("\x81\xa5ligne\xa1" "7"), "a value of the wrong type or out of range"},
		{BYTES("\x81\xa5ligne\xcb\0\0\0\0\0\0\0\0"), "a value of the wrong type or out of range"},
		{BYTES("\x81\xa5ligne\xcf\xff\xff\xff\xff\xff\xff\xff\xff"),
			"a value of the wrong type or out of range"},
		{BYTES("\x81\xa9" "amo_cents\xcf\x00\x00\x00\x17\x48\x76\xe8\x00"), NULL},
		{BYTES("\x81\xa9" "amo_cents\xcf\x00\x00\x00\x17\x48\x76\xe8\x01"),
			"a value of the wrong type or out of range"},
		{BYTES("\x81\xa9" "amo_cents\xd3\xff\xff\xff\xe8\xb7\x89\x17\xff"),
			"a value of the wrong type or out of range"},
		{BYTES("\x82\xa2id\xa1x\xa2id\xa1x"), "a key given twice"},
		{BYTES("\x82\xa2id\xc0\xa2id\xc0"), "a key given twice"},
		{BYTES("\x82\xa2xx\x01\xa2xx\x02"), "a key given twice"},
		{BYTES("\x82\xa0\x01\xd9\x00\x02"), "a key given twice"},
		{BYTES("\x81\xa2xx\xc1"), "a value that is not whole"},
		{BYTES("\x81\xa2xx\xdd\x0f\xff\xff\xff"), "a value that is not whole"},
		{BYTES("\xdf\xff\xff\xff\xff"), "too many keys"},
		{BYTES("\xde\x00\xff"), "too many keys"},
		{BYTES("\x81\xa6statut\xa4hold"), NULL},
		{BYTES("\x81\xa6statut\xa6reject"), NULL},
		{BYTES("\x81\xa6statut\xc0"), NULL},
		{BYTES("\x81\xa6statut\xa2ok"), "a statut that is neither hold nor reject"},
		{BYTES("\x81\xa6statut\xa0"), "a statut that is neither hold nor reject"},
		{BYTES("\x81\xa6motifs\x90"), NULL},
		{BYTES("\x81\xa6motifs\xc0"), NULL},
		{BYTES("\x81\xa4" "avis\x91\x81\xa1z\x92\x01\x02"), NULL},
		{BYTES("\x81\xa6motifs\xa1x"), "a value of the wrong type or out of range"},
		{BYTES("\x81\xa6motifs\x91\x01"), "a value of the wrong type or out of range"},
		{BYTES("\x81\xa6motifs\x91\x81\x01\x01"), "a value of the wrong type or out of range"},
		{BYTES("\x81\xa6motifs\x92\x80"), "a value of the wrong type or out of range"},
		{BYTES("\x81\xa6motifs\xdd\xff\xff\xff\xff"), "a value of the wrong type or out of range"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *why;
		size_t len = record_parse(&rec, cases[i].bytes, cases[i].len, &why);

		if (cases[i].why)
			assert_true(!len && why && !strcmp(why, cases[i].why));
		else
			assert_true(len == cases[i].len && !why);
	}
}

static void
add_key(struct buffer *bytes, enum field field)
{
	pack_text(bytes, text_of(field_infos[field].name));
}

/* Every field with a value of its type. */
static void
full_record(struct buffer *bytes)
{
	pack_map(bytes, FIELD_COUNT);
	for (enum field f = (enum field)0; f < FIELD_COUNT; f++) {
		add_key(bytes, f);
		if (f == F_STATUT)
			pack_text(bytes, TEXT("hold"));
		else if (field_infos[f].type == FIELD_DEFECTS)
			pack_array(bytes, 0);
		else if (field_infos[f].type == FIELD_INT || field_infos[f].type == FIELD_EUROS)
			pack_int(bytes, 1000 + (int)f);
		else
			pack_text(bytes, text_of(field_infos[f].name));
	}
}

static void
every_field_is_read_in_the_order_of_the_list_and_in_any_other(void **state)
{
	struct buffer bytes = {0}, turned = {0};
	struct record_value read[FIELD_COUNT];

	(void)state;
	full_record(&bytes);
	assert_int_equal(parse(&bytes), bytes.len);
	memcpy(read, rec.value, sizeof(read));
	pack_map(&turned, FIELD_COUNT);
	for (unsigned i = FIELD_COUNT; i--;)
		buffer_add(&turned, read[i].pair.at, read[i].pair.len);
	for (int round = 0; round < 2; round++, parse(&turned))
		for (enum field f = (enum field)0; f < FIELD_COUNT; f++) {
			assert_true(record_has(&rec, f));
			if (field_infos[f].type == FIELD_INT || field_infos[f].type == FIELD_EUROS)
				assert_int_equal(record_int(&rec, f, 0), 1000 + (int)f);
			else if (field_infos[f].type != FIELD_DEFECTS)
				assert_true(record_is(&rec, f,
					f == F_STATUT ? "hold" : field_infos[f].name));
		}
	assert_int_equal(rec.statut, STATUT_HELD);
	buffer_free(&bytes);
	buffer_free(&turned);
}

static void
a_record_cut_at_any_byte_is_refused_and_nothing_behind_it_is_read(void **state)
{
	struct buffer bytes = {0};
	const char *why;

	(void)state;
	full_record(&bytes);
	for (size_t len = 0; len < bytes.len; len++) {
		unsigned char *fit = malloc(len + !len);

		assert_non_null(fit);
		memcpy(fit, bytes.at, len);
		assert_int_equal(record_parse(&rec, fit, len, &why), 0);
		assert_non_null(why);
		free(fit);
	}
	buffer_add(&bytes, "\xc1\xc1", 2);
	assert_int_equal(record_parse(&rec, bytes.at, bytes.len, &why), bytes.len - 2);
	buffer_free(&bytes);
}

static void
what_is_nested_too_deep_is_refused_at_once(void **state)
{
	static const struct {
		size_t depth;
		bool accepted;
	} cases[] = {{15, true}, {16, false}, {17, false}, {33, false}, {100000, false}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buffer bytes = {0};

		buffer_add(&bytes, "\x81\xa1u", 3);
		for (size_t d = 0; d < cases[i].depth; d++)
			buffer_add(&bytes, "\x91", 1);
		buffer_add(&bytes, "\xc0", 1);
		assert_int_equal(parse(&bytes) != 0, cases[i].accepted);
		buffer_free(&bytes);
	}
}

static void
a_length_bomb_costs_no_memory(void **state)
{
	static const char *const bombs[] = {"\x81\xa1u\xdd\x0f\xff\xff\xff", "\x81\xa1u\xdf\xff\xff\xff\xff",
		"\x81\xa1u\xdb\xff\xff\xff\xff", "\x81\xa1u\xc6\xff\xff\xff\xff"};
	struct rusage before, after;
	const char *why;

	(void)state;
	getrusage(RUSAGE_SELF, &before);
	for (int round = 0; round < 1000; round++)
		for (size_t i = 0; i < COUNT(bombs); i++)
			assert_int_equal(record_parse(&rec, (const unsigned char *)bombs[i], 8, &why), 0);
	getrusage(RUSAGE_SELF, &after);
	assert_true(after.ru_maxrss - before.ru_maxrss < 4096);
}

/* A source gives at most RECORD_KEYS_MAX keys; every field of the list may then be added. */
static void
as_many_keys_as_a_source_may_give_leave_room_for_every_stage(void **state)
{
	struct buffer bytes = {0}, out = {0};
	char key[24];

	(void)state;
	pack_map(&bytes, RECORD_KEYS_MAX);
	for (int i = 0; i < RECORD_KEYS_MAX; i++) {
		snprintf(key, sizeof(key), "inconnu%d", i);
		pack_text(&bytes, text_of(key));
		pack_int(&bytes, i);
	}
	assert_int_equal(parse(&bytes), bytes.len);
	for (enum field f = (enum field)0; f < F_STATUT; f++)
		if (field_infos[f].type == FIELD_INT || field_infos[f].type == FIELD_EUROS)
			record_set_int(&rec, f, 1);
		else
			record_set_text(&rec, f, TEXT("x"));
	record_write(&rec, &out);
	assert_int_equal(parse(&out), out.len);
	buffer_free(&bytes);
	buffer_free(&out);
}

static void
a_record_may_be_twice_as_long_as_a_source_may_make_it(void **state)
{
	static char text[2 * RECORD_BYTES_MAX];
	static const size_t overhead = 1 + 3 + 5; /* map, "id", str 32 */
	struct buffer bytes = {0};

	(void)state;
	for (size_t more = 0; more < 2; more++) {
		bytes.len = 0;
		pack_map(&bytes, 1);
		add_key(&bytes, F_ID);
		pack_text(&bytes, (struct text){text, sizeof(text) - overhead + more});
		assert_int_equal(parse(&bytes) != 0, !more);
	}
	buffer_free(&bytes);
}

/* ---- Reads */

static void
what_is_absent_says_so(void **state)
{
	const char *why;

	(void)state;
	assert_true(record_parse(&rec, BYTES("\x83\xa2id\xc0\xa6source\xa0\xaa" "date_soins\xa1x"), &why));
	assert_false(record_has(&rec, F_ID) || record_has(&rec, F_LIGNE));
	assert_null(record_text(&rec, F_ID).at);
	assert_int_equal(record_int(&rec, F_LIGNE, -7), -7);
	assert_true(record_has(&rec, F_SOURCE) && record_is(&rec, F_SOURCE, ""));
	assert_true(record_text(&rec, F_SOURCE).at != NULL);
	assert_false(record_is(&rec, F_ID, ""));
	assert_int_equal(record_day(&rec, F_DATE_SOINS), DAY_NONE);
	assert_int_equal(record_day(&rec, F_DROITS_DU), DAY_NONE);
	assert_int_equal(rec.statut, STATUT_ACCEPTED);
}

static void
statuts_have_the_names_of_the_summary(void **state)
{
	(void)state;
	assert_string_equal(statut_name(STATUT_ACCEPTED), "accepted");
	assert_string_equal(statut_name(STATUT_HELD), "held");
	assert_string_equal(statut_name(STATUT_REJECTED), "rejected");
}

/* ---- Writes, byte for byte. "u" is a field that nobody knows. */

#define IN "\x84\xa2id\xa1x\xa1u\x92\xcd\x00\x07\xc4\x01z\xa5ligne\xcd\x00\x09\xa4site\xa1s"

static void
set_id(void)
{
	record_set_text(&rec, F_ID, TEXT("new"));
}

static void
set_id_twice(void)
{
	record_set_text(&rec, F_ID, TEXT("old"));
	record_set_int(&rec, F_LIGNE, 300);
	record_set_text(&rec, F_ID, TEXT("new"));
}

static void
unset_middle(void)
{
	record_unset(&rec, F_LIGNE);
	record_unset(&rec, F_LIGNE);
	record_unset(&rec, F_SLM);
}

static void
set_then_unset(void)
{
	record_set_text(&rec, F_SLM, TEXT("a"));
	record_set_text(&rec, F_ID, TEXT("a"));
	record_unset(&rec, F_SLM);
	record_unset(&rec, F_ID);
}

static void
unset_then_set(void)
{
	record_unset(&rec, F_SITE);
	record_set_text(&rec, F_SLM, TEXT("b"));
	record_set_text(&rec, F_SITE, TEXT("c"));
}

static void
set_unset_set(void)
{
	record_set_text(&rec, F_SLM, TEXT("a"));
	record_set_text(&rec, F_AME, TEXT("oui"));
	record_unset(&rec, F_SLM);
	record_set_text(&rec, F_SLM, TEXT("b"));
}

static void
drop_all(void)
{
	record_unset(&rec, F_ID);
	record_unset(&rec, F_SITE);
	record_unset(&rec, F_LIGNE);
}

static void
set_empty_and_negative(void)
{
	record_set_text(&rec, F_SLM, TEXT(""));
	record_set_int(&rec, F_AMO_CENTS, -33);
}

static void
lend_empty_and_set(void)
{
	record_lend_text(&rec, F_SLM, TEXT_ABSENT);
	record_lend_text(&rec, F_ID, TEXT("old"));
	record_set_text(&rec, F_ID, TEXT("new"));
}

static void
nothing(void)
{
}

static void
edits_come_behind_the_untouched_bytes_in_the_order_of_their_first_edit(void **state)
{
	static const struct {
		void (*edit)(void);
		const unsigned char *wanted;
		size_t len;
	} cases[] = {
		{nothing, BYTES(IN)},
		{set_id, BYTES("\x84\xa1u\x92\xcd\x00\x07\xc4\x01z\xa5ligne\xcd\x00\x09\xa4site\xa1s"
			"\xa2id\xa3new")},
		{set_id_twice, BYTES("\x84\xa1u\x92\xcd\x00\x07\xc4\x01z\xa4site\xa1s\xa2id\xa3new"
			"\xa5ligne\xcd\x01\x2c")},
		{unset_middle, BYTES("\x83\xa2id\xa1x\xa1u\x92\xcd\x00\x07\xc4\x01z\xa4site\xa1s")},
		{set_then_unset, BYTES("\x83\xa1u\x92\xcd\x00\x07\xc4\x01z\xa5ligne\xcd\x00\x09\xa4site"
			"\xa1s")},
		{unset_then_set, BYTES("\x85\xa2id\xa1x\xa1u\x92\xcd\x00\x07\xc4\x01z\xa5ligne\xcd\x00\x09"
			"\xa3slm\xa1" "b\xa4site\xa1" "c")},
		{set_unset_set, BYTES("\x86\xa2id\xa1x\xa1u\x92\xcd\x00\x07\xc4\x01z\xa5ligne\xcd\x00\x09"
			"\xa4site\xa1s\xa3" "ame\xa3oui\xa3slm\xa1" "b")},
		{drop_all, BYTES("\x81\xa1u\x92\xcd\x00\x07\xc4\x01z")},
		{lend_empty_and_set, BYTES("\x85\xa1u\x92\xcd\x00\x07\xc4\x01z\xa5ligne\xcd\x00\x09\xa4site\xa1s"
			"\xa3slm\xa0\xa2id\xa3new")},
		{set_empty_and_negative, BYTES(IN "\xa3slm\xa0\xa9" "amo_cents\xd0\xdf")},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *why;
		unsigned char wanted[128];

		assert_true(record_parse(&rec, BYTES(IN), &why) > 0);
		cases[i].edit();
		memcpy(wanted, cases[i].wanted, cases[i].len);
		if (cases[i].edit == set_empty_and_negative)
			wanted[0] = 0x86;
		assert_writes(wanted, cases[i].len);
	}
}

static void
an_edit_is_read_back_at_once_and_owns_its_text(void **state)
{
	char text[] = "before";
	const char *why;

	(void)state;
	assert_true(record_parse(&rec, BYTES("\x81\xa2id\xa1x"), &why));
	record_set_text(&rec, F_ID, text_of(text));
	memcpy(text, "after.", 6);
	assert_true(record_is(&rec, F_ID, "before"));
	record_set_int(&rec, F_LIGNE, MONEY_MAX);
	assert_int_equal(record_int(&rec, F_LIGNE, 0), MONEY_MAX);
	record_unset(&rec, F_ID);
	assert_false(record_has(&rec, F_ID));
	assert_null(record_text(&rec, F_ID).at);
}

static void
a_text_set_from_the_record_itself_is_kept(void **state)
{
	const char *why;

	(void)state;
	assert_true(record_parse(&rec, BYTES("\x81\xa2id\xa3xyz"), &why));
	record_set_text(&rec, F_SOURCE, record_text(&rec, F_ID));
	record_set_text(&rec, F_ID, record_text(&rec, F_SOURCE));
	assert_writes(BYTES("\x82\xa6source\xa3xyz\xa2id\xa3xyz"));
}

static void
a_record_is_made_from_nothing(void **state)
{
	(void)state;
	record_clear(&rec);
	assert_writes(BYTES("\x80"));
	record_set_text(&rec, F_ID, TEXT("x"));
	record_set_int(&rec, F_LIGNE, 1);
	record_unset(&rec, F_SITE);
	assert_writes(BYTES("\x82\xa2id\xa1x\xa5ligne\x01"));
}

static void
the_next_record_forgets_the_one_before(void **state)
{
	const char *why;

	(void)state;
	assert_true(record_parse(&rec, BYTES("\x82\xa2id\xa1x\xa6statut\xa4hold"), &why));
	record_set_text(&rec, F_SITE, TEXT("s"));
	assert_true(record_parse(&rec, BYTES("\x81\xa6source\xa1y"), &why));
	assert_false(record_has(&rec, F_ID) || record_has(&rec, F_SITE) || record_has(&rec, F_STATUT));
	assert_int_equal(rec.statut, STATUT_ACCEPTED);
	assert_writes(BYTES("\x81\xa6source\xa1y"));
}

/* ---- Against msgpack-c */

static unsigned seed;

static unsigned
dice(unsigned sides)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % sides;
}

/* Integers and texts in any width that msgpack has, not the shortest only. */
static void
random_value(struct buffer *bytes, enum field field)
{
	static const char wide[] = "some text of a length that varies from one to the next, and more";
	unsigned len = dice(sizeof(wide));

	if (field == F_STATUT)
		pack_text(bytes, dice(2) ? TEXT("hold") : TEXT("reject"));
	else if (dice(10) == 0)
		pack_nil(bytes);
	else if (field_infos[field].type == FIELD_DEFECTS)
		pack_array(bytes, 0);
	else if (field_infos[field].type == FIELD_INT || field_infos[field].type == FIELD_EUROS) {
		if (dice(2))
			pack_int(bytes, (int64_t)dice(60000) - 30000);
		else
			buffer_add(bytes, (unsigned char[]){0xd2, 0xff, 0xff, (unsigned char)dice(256), 1}, 5);
	} else if (dice(2))
		pack_text(bytes, (struct text){wide, len});
	else {
		buffer_add(bytes, (unsigned char[]){0xda, 0, (unsigned char)len}, 3);
		buffer_add(bytes, wide, len);
	}
}

static void
random_record(struct buffer *bytes)
{
	enum field order[FIELD_COUNT];
	unsigned count = dice(FIELD_COUNT + 1), unknown = dice(5);

	for (unsigned i = 0; i < FIELD_COUNT; i++) {
		unsigned j = dice(i + 1);

		order[i] = order[j];
		order[j] = (enum field)i;
	}
	pack_map(bytes, count + unknown);
	for (unsigned i = 0; i < count; i++) {
		add_key(bytes, order[i]);
		random_value(bytes, order[i]);
	}
	for (unsigned i = 0; i < unknown; i++) {
		pack_text(bytes, (struct text){&"uvwxyz"[i], 1});
		pack_array(bytes, 2);
		pack_real(bytes, 0.5);
		pack_bin(bytes, "b", 1);
	}
}

static const msgpack_object *
value_of(const msgpack_object *map, enum field field)
{
	const char *name = field_infos[field].name;

	for (uint32_t i = 0; i < map->via.map.size; i++) {
		const msgpack_object_str *key = &map->via.map.ptr[i].key.via.str;

		if (key->size == strlen(name) && !memcmp(key->ptr, name, key->size))
			return &map->via.map.ptr[i].val;
	}
	return NULL;
}

static void
assert_same_values(const msgpack_object *map)
{
	for (enum field f = (enum field)0; f < FIELD_COUNT; f++) {
		const msgpack_object *o = value_of(map, f);

		assert_int_equal(record_has(&rec, f), o && o->type != MSGPACK_OBJECT_NIL);
		if (!record_has(&rec, f))
			continue;
		if (field_infos[f].type == FIELD_INT || field_infos[f].type == FIELD_EUROS)
			assert_true(record_int(&rec, f, 0) == o->via.i64);
		else if (field_infos[f].type != FIELD_DEFECTS)
			assert_true(record_text(&rec, f).len == o->via.str.size
				    && !memcmp(record_text(&rec, f).at, o->via.str.ptr, o->via.str.size));
	}
}

static void
random_records_are_read_and_written_as_msgpack_c_reads_them(void **state)
{
	(void)state;
	for (seed = 1; seed < 3000000; seed += 1000) {
		struct buffer bytes = {0}, out = {0};
		msgpack_unpacked got;
		unsigned kept = seed;
		size_t at = 0;

		random_record(&bytes);
		assert_int_equal(parse(&bytes), bytes.len);
		msgpack_unpacked_init(&got);
		assert_int_equal(msgpack_unpack_next(&got, (char *)bytes.at, bytes.len, &at),
			MSGPACK_UNPACK_SUCCESS);
		assert_same_values(&got.data);
		record_set_int(&rec, F_TAUX_BP, 6500);
		record_unset(&rec, F_SITE);
		record_set_text(&rec, F_LIBELLE, TEXT("consultation"));
		record_write(&rec, &out);
		at = 0;
		assert_int_equal(msgpack_unpack_next(&got, (char *)out.at, out.len, &at),
			MSGPACK_UNPACK_SUCCESS);
		assert_int_equal(at, out.len);
		assert_same_values(&got.data);
		assert_int_equal(parse(&out), out.len);
		msgpack_unpacked_destroy(&got);
		buffer_free(&bytes);
		buffer_free(&out);
		seed = kept;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_malformed_record_is_refused_with_its_reason),
		cmocka_unit_test(every_field_is_read_in_the_order_of_the_list_and_in_any_other),
		cmocka_unit_test(a_record_cut_at_any_byte_is_refused_and_nothing_behind_it_is_read),
		cmocka_unit_test(what_is_nested_too_deep_is_refused_at_once),
		cmocka_unit_test(a_length_bomb_costs_no_memory),
		cmocka_unit_test(as_many_keys_as_a_source_may_give_leave_room_for_every_stage),
		cmocka_unit_test(a_record_may_be_twice_as_long_as_a_source_may_make_it),
		cmocka_unit_test(what_is_absent_says_so),
		cmocka_unit_test(statuts_have_the_names_of_the_summary),
		cmocka_unit_test(edits_come_behind_the_untouched_bytes_in_the_order_of_their_first_edit),
		cmocka_unit_test(an_edit_is_read_back_at_once_and_owns_its_text),
		cmocka_unit_test(a_text_set_from_the_record_itself_is_kept),
		cmocka_unit_test(a_record_is_made_from_nothing),
		cmocka_unit_test(the_next_record_forgets_the_one_before),
		cmocka_unit_test(random_records_are_read_and_written_as_msgpack_c_reads_them),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
