#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "json_read.h"
#include "show.h"

static void
expect(const char *record, const char *only, bool identity, const char *expected)
{
	struct buffer bytes = {0}, out = {0};
	struct json json = {.out = &out};
	unsigned column;

	assert_null(json_read(text_of(record), &bytes, &column));
	if (!only)
		json_open(&json, '{');
	assert_true(show_record(&json, bytes.at, bytes.len, only, identity));
	if (!only)
		json_close(&json, '}');
	buffer_add(&out, "", 1);
	assert_string_equal(out.at, expected);
	buffer_free(&bytes);
	buffer_free(&out);
}

#define ACT "{\"acte_ref\":\"A1\",\"assure_nom\":\"X\",\"telephone\":\"Y\",\"quantite\":2}"

static void
a_person_and_what_is_unknown_are_hidden(void **state)
{
	(void)state;
	expect(ACT, NULL, false,
		"{\"acte_ref\":\"A1\",\"assure_nom\":\"***\",\"telephone\":\"***\",\"quantite\":2}");
	expect(ACT, NULL, true, ACT);
}

static void
one_field_is_its_value_or_null(void **state)
{
	(void)state;
	expect(ACT, "quantite", false, "2");
	expect(ACT, "assure_nom", false, "\"***\"");
	expect(ACT, "assure_nom", true, "\"X\"");
	expect(ACT, "site", false, "null");
}

static void
what_json_cannot_say_is_refused(void **state)
{
	const unsigned char binary[] = "\x81\xa1x\xc4\x01y";
	struct buffer out = {0};
	struct json json = {.out = &out};

	(void)state;
	assert_false(show_record(&json, binary, sizeof(binary) - 1, NULL, true));
	assert_true(show_record(&json, binary, sizeof(binary) - 1, NULL, false)); /* hidden, it is not read */
	buffer_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_and_what_is_unknown_are_hidden),
		cmocka_unit_test(one_field_is_its_value_or_null),
		cmocka_unit_test(what_json_cannot_say_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
