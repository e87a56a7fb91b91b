#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "json_rows.h"

static void
expect_text(struct text value, const char *expected)
{
	struct buffer out = {0};
	struct json json = {.out = &out};

	json_text(&json, value);
	buffer_add(&out, "", 1);
	assert_string_equal(out.at, expected);
	buffer_free(&out);
}

static void
commas_stand_between_and_only_between(void **state)
{
	struct buffer out = {0};
	struct json json = {.out = &out};

	(void)state;
	json_open(&json, '{');
	json_key(&json, "vide");
	json_open(&json, '[');
	json_close(&json, ']');
	json_key(&json, "liste");
	json_open(&json, '[');
	json_int(&json, INT64_MIN);
	json_bool(&json, true);
	json_bool(&json, false);
	json_nil(&json);
	json_open(&json, '{');
	json_close(&json, '}');
	json_close(&json, ']');
	json_key_text(&json, TEXT("clé"));
	json_text(&json, TEXT(""));
	json_close(&json, '}');
	buffer_add(&out, "", 1);
	assert_string_equal(out.at, "{\"vide\":[],\"liste\":[-9223372036854775808,true,false,null,{}],"
				    "\"clé\":\"\"}");
	buffer_free(&out);
}

static void
an_absent_text_is_null(void **state)
{
	(void)state;
	expect_text(TEXT_ABSENT, "null");
	expect_text(TEXT(""), "\"\"");
}

static void
what_rfc_8259_wants_escaped_is_escaped(void **state)
{
	(void)state;
	expect_text(TEXT("\"\\/\b\f\n\r\t"), "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\"");
	expect_text(TEXT("a\0b\x1f\x7f"), "\"a\\u0000b\\u001f\\u007f\"");
}

static void
each_bad_byte_becomes_a_replacement_character(void **state)
{
	(void)state;
	expect_text(TEXT("\xe9t\xe9"), "\"\xef\xbf\xbdt\xef\xbf\xbd\"");
	expect_text(TEXT("\xc3"), "\"\xef\xbf\xbd\"");
	expect_text(TEXT("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
	expect_text(TEXT("é€𝄞"), "\"é€𝄞\"");
}

static void
rows_become_objects(void **state)
{
	static const char *const columns[] = {"*nom", "cents", NULL};
	struct db *db = db_open("rows", DB_TEMPORARY);
	struct query *query = query_new(db, "SELECT 'a', 1 UNION ALL SELECT NULL, -2 LIMIT ?1");
	struct buffer out = {0};
	struct json json = {.out = &out};

	(void)state;
	json_open(&json, '{');
	query_int(query, 1, 2);
	json_rows(&json, "tout", query, columns);
	query_int(query, 1, 0);
	json_rows(&json, "rien", query, columns);
	json_close(&json, '}');
	buffer_add(&out, "", 1);
	assert_string_equal(out.at, "{\"tout\":[{\"nom\":\"a\",\"cents\":1},{\"nom\":null,\"cents\":-2}],"
		"\"rien\":[]}");
	buffer_free(&out);
	query_free(query);
	db_close(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_become_objects),
		cmocka_unit_test(commas_stand_between_and_only_between),
		cmocka_unit_test(an_absent_text_is_null),
		cmocka_unit_test(what_rfc_8259_wants_escaped_is_escaped),
		cmocka_unit_test(each_bad_byte_becomes_a_replacement_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
