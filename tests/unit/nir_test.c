#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "nir.h"
#include "shared_data.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void
the_shape_tells_length_from_characters(void **state)
{
	static const struct {
		const char *nir;
		enum nir_shape shape;
	} cases[] = {
		{"2555555624030", NIR_SHAPE_OK},
		{"255555562403063", NIR_SHAPE_OK},
		{"255555562403000", NIR_SHAPE_OK}, /* the key is another question */
		{"285072B502024", NIR_SHAPE_OK},
		{"285072A502024", NIR_SHAPE_OK},
		{"0000000000000", NIR_SHAPE_OK},
		{"", NIR_SHAPE_LENGTH},
		{"255555562403", NIR_SHAPE_LENGTH},
		{"25555556240306", NIR_SHAPE_LENGTH},
		{"2555555624030630", NIR_SHAPE_LENGTH},
		{"285072C502024", NIR_SHAPE_CHARS},
		{"285072b502024", NIR_SHAPE_CHARS},
		{"285071A502024", NIR_SHAPE_CHARS},
		{"28507A2502024", NIR_SHAPE_CHARS},
		{"28507202B2024", NIR_SHAPE_CHARS},
		{"2A50720202024", NIR_SHAPE_CHARS},
		{"A555555624030", NIR_SHAPE_CHARS},
		{"255555562403O", NIR_SHAPE_CHARS},
		{"2555555624 30", NIR_SHAPE_CHARS},
		{"25555556240306A", NIR_SHAPE_CHARS},
		{"2555555624030 3", NIR_SHAPE_CHARS},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (nir_shape(text_of(cases[i].nir)) != cases[i].shape)
			fail_msg("row %zu", i);
	}
	assert_int_equal(nir_shape(TEXT_ABSENT), NIR_SHAPE_LENGTH);
}

/* Case 11 and domain facts, 3.2: the anonymous numbers of the three caisses. */
static void
the_key_is_97_less_the_number_modulo_97(void **state)
{
	static const struct {
		const char *nir;
		unsigned key;
	} cases[] = {
		{"2555555624030", 63},
		{"2555555623030", 93},
		{"2555555621030", 56},
		{"285072B502024", 65},
		{"0000000000000", 97},
		{"0000000000097", 97},
		{"0000000000096", 1},
		{"255555562403", 0},
		{"255555562403O", 0},
		{"", 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(nir_key(text_of(cases[i].nir)), cases[i].key);
	assert_int_equal(nir_key(TEXT_ABSENT), 0);
	assert_int_equal(nir_key(TEXT("255555562403000")), 63);
}

static void
a_key_is_right_only_on_fifteen_well_formed_characters(void **state)
{
	(void)state;
	assert_true(nir_key_ok(TEXT("255555562403063")));
	assert_true(nir_key_ok(TEXT("000000000000097")));
	assert_false(nir_key_ok(TEXT("000000000000000"))); /* 97 and 0 are the same remainder */
	assert_false(nir_key_ok(TEXT("2555555624030")));
	assert_false(nir_key_ok(TEXT("25555556240306")));
	assert_false(nir_key_ok(TEXT("2555555624030630")));
	assert_false(nir_key_ok(TEXT("285072C50202400")));
	assert_false(nir_key_ok(TEXT("2555555624030 3")));
	assert_false(nir_key_ok(TEXT_ABSENT));
}

static void
the_parts_are_read_where_they_stand(void **state)
{
	(void)state;
	assert_int_equal(nir_first_digit(TEXT("285072B502024")), 2);
	assert_int_equal(nir_month(TEXT("285072B502024")), 7);
	assert_true(text_is(nir_departement(TEXT("285072B502024")), "2B"));
	assert_int_equal(nir_first_digit(TEXT("701996201234567")), 7);
	assert_int_equal(nir_month(TEXT("701996201234567")), 99);
	assert_true(text_is(nir_departement(TEXT("701996201234567")), "62"));
}

/* How many of the numbers, one character changed to another digit, still pass. */
static unsigned
survivors(const char nir[16])
{
	unsigned count = 0;
	char changed[16];

	for (size_t i = 0; i < 15; i++) {
		for (char c = '0'; c <= '9'; c++) {
			memcpy(changed, nir, sizeof(changed));
			changed[i] = c;
			count += c != nir[i] && nir_key_ok(text_of(changed));
		}
	}
	return count;
}

static void
every_published_key_is_right_and_wrong_once_a_digit_is_changed(void **state)
{
	FILE *file = shared_data_open("identifiers/nir-keys.csv");
	unsigned rows = 0, corsican = 0;
	char number[14], key[3], nir[16];

	(void)state;
	if (fscanf(file, "%*s") == EOF)
		fail_msg("no header");
	while (fscanf(file, " %13[^;];%2s", number, key) == 2) {
		rows++;
		snprintf(nir, sizeof(nir), "%s%s", number, key);
		corsican += nir[6] == 'A' || nir[6] == 'B';
		if (nir_shape(text_of(nir)) != NIR_SHAPE_OK || !nir_key_ok(text_of(nir)) ||
		    (unsigned)atoi(key) != nir_key(text_of(number)) || survivors(nir) > 0)
			fail_msg("nir-keys.csv, line %u", rows + 1);
	}
	assert_true(feof(file));
	fclose(file);
	print_message("# %u keys, %u of them Corsican\n", rows, corsican);
	assert_true(rows > 1000 && corsican > 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shape_tells_length_from_characters),
		cmocka_unit_test(the_key_is_97_less_the_number_modulo_97),
		cmocka_unit_test(a_key_is_right_only_on_fifteen_well_formed_characters),
		cmocka_unit_test(the_parts_are_read_where_they_stand),
		cmocka_unit_test(every_published_key_is_right_and_wrong_once_a_digit_is_changed),
	};

	return cmocka_run_group_tests_name("nir", tests, NULL, NULL);
}
