/*
 * noemie - the table covers each entity, the blocks give the entities back, and each control sees its fault
 */
#include "noemie_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct noemie_file file;

/* Of the checker or the reader; what[0] is NUL where the file holds. `said` counts what was only said. */
struct outcome {
	struct noemie_fault fault;
	unsigned said, entities;
	int64_t reglements;
};

static void
count_said(void *arg, const struct noemie_fault *fault)
{
	assert_true(fault->block && fault->column);
	((struct outcome *)arg)->said++;
}

static struct outcome
run(const struct noemie_rules *rules)
{
	struct outcome out = {.said = 0};
	struct noemie *n = calloc(1, sizeof(*n));
	struct noemie_checker c = {.rules = rules, .tell = count_said, .arg = &out};
	struct noemie_entity entity;
	bool well = true;
	size_t at = 0;

	assert_non_null(n);
	n->rules = rules;
	for (; well && file.len - at >= NOEMIE_BLOCK; at += NOEMIE_BLOCK) {
		well = noemie_block(n, file.bytes + at);
		while (well && noemie_next(n, &entity)) {
			out.entities++;
			well = noemie_check(&c, &entity, n->blocks);
			out.reglements += c.closes_reglement ? c.reglement_cents : 0;
		}
		well = well && !n->fault.what[0];
	}
	if (well)
		noemie_end(n, file.len - at);
	out.fault = c.fault.what[0] ? c.fault : n->fault;
	free(n);
	return out;
}

static void
every_entity_is_covered_without_gap_and_ends_with_its_delimiter(void **state)
{
	(void)state;
	for (enum noemie_type type = NOEMIE_000; type < NOEMIE_TYPE_COUNT; type++) {
		unsigned count, next = 1;
		const struct noemie_zone_info *zones = noemie_zones_of(type, &count);
		bool block = type == NOEMIE_000 || type == NOEMIE_999;

		for (unsigned i = 0; i < count; i++) {
			assert_int_equal(zones[i].from, next);
			next += zones[i].len;
		}
		assert_int_equal(next - 1, noemie_length(type));
		assert_int_equal(zones[count - 1].kind == 'E', !block);
		assert_true(block ? noemie_length(type) == NOEMIE_BLOCK : noemie_length(type) <= NOEMIE_LONGEST);
		assert_true(block || (zones[1].from == 4 && zones[1].len == 2));
	}
}

static void
the_example_is_read_entity_by_entity(void **state)
{
	struct outcome out;

	(void)state;
	noemie_file_make(&file, NOEMIE_EXAMPLE, "00000001750P", 8);
	out = run(&noemie_strict);
	assert_string_equal(out.fault.what, "");
	assert_int_equal(out.said, 0);
	assert_int_equal(out.entities, 8);
	assert_int_equal(out.reglements, 1750);
	noemie_file_make(&file, NOEMIE_EXAMPLE, "00000001750P", (unsigned)(file.len / NOEMIE_BLOCK));
	assert_string_equal(run(&noemie_strict).fault.what, "");
}

static void
zones_are_texts_numbers_days_and_signed_amounts(void **state)
{
	static const char bytes[] = "1980400001750R00000250N@";
	struct noemie_entity e = {NOEMIE_198, bytes, sizeof(bytes) - 1, 3, 120};
	uint64_t block;
	unsigned column;
	char utf8[16];

	(void)state;
	assert_int_equal(noemie_number(&e, NOEMIE_198_DEMANDE), 1750);
	assert_int_equal(noemie_signed(&e, NOEMIE_198_PAYE, NOEMIE_198_SIGNE), -250);
	assert_true(text_is(noemie_get(&e, NOEMIE_198_ETAT), "R"));
	noemie_place(&e, 9, &block, &column);
	assert_true(block == 3 && column == 128);
	noemie_place(&e, 10, &block, &column);
	assert_true(block == 4 && column == 2); /* column 1 is the flag */
	assert_string_equal(noemie_utf8(TEXT("caf\xe9\x80"), utf8, sizeof(utf8)), "caf\xc3\xa9?");
	assert_string_equal(noemie_utf8(TEXT("\xe9\xe9\xe9"), utf8, 5), "\xc3\xa9\xc3\xa9");
}

#define B19 "                   "
#define B20 B19 " "
#define B80 B20 B20 B20 B20
#define LOT "0800323070300A@"
#define INVOICE "10203000000123      001230703B230703 10@"
#define PAID "1980400001750P00001750P@"
#define END "99099                 0000000100000001750P@"

static const struct fault {
	const char *sentence, *payload, *cumul;
	unsigned records;
	const char *what; /* part of the message */
	uint64_t block;
	unsigned column;
} faults[] = {
	{"an entity that is not known", NOEMIE_VIREMENT "30002 @" END, "00000001750P", 4, "(300)", 2, 88},
	{"an entity that is no code", NOEMIE_VIREMENT "DURAND" END, "00000001750P", 4, "(no code )", 2, 88},
	{"an entity of another length", "0700223072 @" END, "00000001750P", 4, "not digits alone", 2, 7},
	{"no delimiter", "07002230720 @" END, "00000001750P", 4, "no @", 2, 13},
	{"a letter in an amount", NOEMIE_VIREMENT INVOICE "1980400001750P000017S0P@" END, "00000001750P", 6,
		"Montant AMO payé: not digits alone", 3, 15},
	{"a sign that is none", NOEMIE_VIREMENT INVOICE "1980400001750P00001750X@" END, "00000001750P", 6,
		"neither P nor N", 3, 23},
	{"a day that does not exist", "07002230231@" END, "00000001750P", 4, "no day AAMMJJ", 2, 7},
	{"a character that is no text", NOEMIE_VIREMENT INVOICE "29004000000000000\x01" B20 B20 B20 B19 "@"
		END, "00000001750P", 6, "no text", 3, 18},
	{"a level that the dictionary fixes", "07003230720@" END, "00000001750P", 4, "level 02", 2, 5},
	{"a lot number that is none", NOEMIE_VIREMENT LOT END, "00000001750P", 4, "entity 080", 2, 99},
	{"a detail without an invoice", NOEMIE_VIREMENT PAID END, "00000001750P", 5, "no invoice or lot above", 2, 88},
	{"a detail as high as its invoice", NOEMIE_VIREMENT INVOICE "1980300001750P00001750P@" END, "00000001750P", 6,
		"not stand deeper than its invoice", 3, 4},
	{"an invoice as high as a transfer", NOEMIE_VIREMENT "10202000000123      001230703B230703 10@" PAID END,
		"00000001750P", 6, "not stand deeper than a transfer", 2, 91},
	{"a 990 that does not add up", NOEMIE_VIREMENT INVOICE PAID "99099                 0000000100000001751P@",
		"00000001750P", 6, "1751 centimes of level 02, its entities 1750", 3, 55},
	{"a 990 of another sign", NOEMIE_VIREMENT INVOICE PAID "99099                 0000000100000001750N@",
		"00000001750P", 6, "-1750", 3, 55},
	{"a 990 that counts another number", NOEMIE_VIREMENT INVOICE PAID "99099                 0000000200000001750P@",
		"00000001750P", 6, "990 counts 2 below level 02, there are 1", 3, 47},
	{"a 990 of a level that nobody understands", NOEMIE_VIREMENT INVOICE PAID
		"99099LOT 001          0000000100000001750P@", "00000001750P", 6, "not understood", 3, 30},
	{"a transfer that nothing closes", NOEMIE_VIREMENT INVOICE PAID, "00000001750P", 5, "no 990 closes the last", 4, 1},
	{"a transfer within another", NOEMIE_VIREMENT INVOICE PAID NOEMIE_VIREMENT END, "00000001750P", 7,
		"no 990 closes the transfer before", 3, 25},
	{"a 999 that does not add up", NOEMIE_EXAMPLE, "00000001749P", 8, "999 says 1749 centimes, the file has 1750", 5, 86},
	{"a 999 that counts another number", NOEMIE_EXAMPLE, "00000001750P", 7, "999 counts 7 records", 5, 56},
	{"a 999 within the payload", "999" NOEMIE_EXAMPLE, "00000001750P", 8, "999 within the payload", 2, 2},
	{"bytes behind the last entity", NOEMIE_EXAMPLE "  x", "00000001750P", 8, "no code", 4, 115},
};

static void
each_fault_is_refused_at_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		const struct fault *f = &faults[i];
		struct outcome out;

		noemie_file_make(&file, f->payload, f->cumul, f->records);
		out = run(&noemie_strict);
		if (!strstr(out.fault.what, f->what) || out.fault.block != f->block || out.fault.column != f->column)
			fail_msg("%s: %llu:%u: %s", f->sentence, (unsigned long long)out.fault.block, out.fault.column,
				out.fault.what);
	}
}

static void
a_control_may_be_said_or_silent(void **state)
{
	struct noemie_rules rules = noemie_strict;
	struct outcome out;

	(void)state;
	noemie_file_make(&file, NOEMIE_VIREMENT INVOICE PAID "99099                 0000000700000001751P@", "00000001749P", 9);
	rules.control[NOEMIE_CUMUL_990] = rules.control[NOEMIE_COMPTEUR_990] = NOEMIE_DIRE;
	rules.control[NOEMIE_CUMUL_999] = rules.control[NOEMIE_ENREGISTREMENTS_999] = NOEMIE_TAIRE;
	out = run(&rules);
	assert_string_equal(out.fault.what, "");
	assert_int_equal(out.said, 2);
	assert_int_equal(out.reglements, 1751); /* what the caisse says of it */
}

/* Bytes of 000 or 999 that are changed. */
static const struct {
	const char *sentence;
	bool tail;
	unsigned column;
	char byte;
	const char *what;
} heads[] = {
	{"no 000", false, 1, '1', "000 does not stand at the beginning"},
	{"another length of records", false, 85, '9', "not of 128 bytes"},
	{"francs", false, 70, 'F', "not in euros"},
	{"a test", false, 71, 'T', "of test"},
	{"an unknown reference", false, 65, '9', "reference 0579 is none"},
	{"an unknown sender", false, 5, 'Z', "who sends"},
	{"another file", true, 55, '2', "999 does not name the same file"},
	{"no 999", true, 1, '8', "999 does not stand behind"},
};

static void
each_fault_of_000_and_999_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct outcome out;

		noemie_file_make(&file, NOEMIE_EXAMPLE, "00000001750P", 8);
		file.bytes[(heads[i].tail ? file.len - NOEMIE_BLOCK : 0) + heads[i].column - 1] = heads[i].byte;
		out = run(&noemie_strict);
		if (!strstr(out.fault.what, heads[i].what))
			fail_msg("%s: %s", heads[i].sentence, out.fault.what);
	}
}

/* Cut anywhere, it is refused: never read as less. */
static void
a_file_that_is_cut_is_refused_wherever(void **state)
{
	size_t whole;

	(void)state;
	noemie_file_make(&file, NOEMIE_EXAMPLE, "00000001750P", 8);
	whole = file.len;
	for (file.len = 0; file.len < whole; file.len++) {
		struct outcome out = run(&noemie_strict);

		if (!strstr(out.fault.what, "the file ends") || out.fault.block != file.len / NOEMIE_BLOCK + 1)
			fail_msg("%zu bytes: %s", file.len, out.fault.what);
	}
	file.len = whole;
	memcpy(file.bytes + whole, file.bytes, NOEMIE_BLOCK);
	file.len += NOEMIE_BLOCK;
	assert_non_null(strstr(run(&noemie_strict).fault.what, "behind entity 999"));
}

/* The levels above have a 990 of their own, and each may be named. */
static void
a_990_closes_the_level_that_it_names_or_the_next_above(void **state)
{
	(void)state;
	noemie_file_make(&file, "02001000000000000000@" NOEMIE_VIREMENT INVOICE PAID END NOEMIE_VIREMENT
		"10203000000124      001230703B230703 10@1980400001000P00000999P@99099071              0000000100000000999P@"
		"9909901               0000000200000002749P@" /* by its level: two transfers */
		"99099                 0000000100000002749P@", "00000002749P", 13);
	assert_string_equal(run(&noemie_strict).fault.what, "");
	assert_int_equal(run(&noemie_strict).reglements, 2749);
}

static void
money_kept_back_and_lump_sums_count(void **state)
{
	static const char payload[] = NOEMIE_VIREMENT INVOICE PAID
		"2500301DETTE00001230701INDRPR00000500P00000000@" "250030200DETTE002230701INDRPR00000100N00000000@"
		"261030000100002000@" "2620400001" B80 B20 "  P00000000000000002000@"
		"99099                 0000000400000003350P@";
	struct noemie_rules rules = noemie_strict;

	(void)state;
	noemie_file_make(&file, payload, "00000003350P", 10);
	assert_string_equal(run(&noemie_strict).fault.what, "");
	rules.retenue_added = true;
	assert_non_null(strstr(run(&rules).fault.what, "its entities 4150"));
}

static void
an_entity_of_the_book_is_stepped_over(void **state)
{
	static const struct noemie_other other = {{"300", 3}, {NULL, 0}, 7};
	struct noemie_rules rules = noemie_strict;

	(void)state;
	rules.others = &other;
	rules.other_count = 1;
	noemie_file_make(&file, NOEMIE_VIREMENT "30002 @" INVOICE PAID END, "00000001750P", 7);
	assert_string_equal(run(&rules).fault.what, "");
	assert_int_equal(run(&rules).entities, 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_entity_is_covered_without_gap_and_ends_with_its_delimiter),
		cmocka_unit_test(the_example_is_read_entity_by_entity),
		cmocka_unit_test(zones_are_texts_numbers_days_and_signed_amounts),
		cmocka_unit_test(each_fault_is_refused_at_its_place),
		cmocka_unit_test(a_control_may_be_said_or_silent),
		cmocka_unit_test(each_fault_of_000_and_999_is_refused),
		cmocka_unit_test(a_file_that_is_cut_is_refused_wherever),
		cmocka_unit_test(a_990_closes_the_level_that_it_names_or_the_next_above),
		cmocka_unit_test(money_kept_back_and_lump_sums_count),
		cmocka_unit_test(an_entity_of_the_book_is_stepped_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
