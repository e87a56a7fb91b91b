/*
 * xml - elements come one by one with their places, and what is no XML is refused with its own
 */
#include "xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>


struct seen {
	char text[4096];
	unsigned line, column; /* of the last element that opened */
	const char *stop_at;
};

static bool
open_element(void *arg, struct xml *x)
{
	struct seen *seen = arg;
	struct text v = xml_attribute(x, "V"), ns = xml_namespace(x);
	size_t len = strlen(seen->text);

	snprintf(seen->text + len, sizeof(seen->text) - len, "<%s", xml_path(x));
	len = strlen(seen->text);
	if (v.at)
		snprintf(seen->text + len, sizeof(seen->text) - len, " V=%.*s", TEXT_ARG(v));
	len = strlen(seen->text);
	snprintf(seen->text + len, sizeof(seen->text) - len, "%s%.*s>", ns.at ? " " : "", TEXT_ARG(ns));
	seen->line = xml_line(x);
	seen->column = xml_column(x);
	return !(seen->stop_at && !strcmp(seen->stop_at, xml_path(x)) && !xml_fail(x, "stop"));
}

static bool
close_element(void *arg, struct xml *x)
{
	struct seen *seen = arg;
	size_t len = strlen(seen->text);

	snprintf(seen->text + len, sizeof(seen->text) - len, "[%.*s]", TEXT_ARG(xml_text(x)));
	return true;
}

/* In pieces of `step` bytes, each of its own size. */
static struct xml_error
read_steps(const char *document, size_t len, size_t step, struct seen *seen, const struct xml_schema *schema)
{
	struct xml_visitor visitor = {seen, open_element, close_element};
	struct xml *x = xml_begin(&visitor, schema);
	struct xml_error error;
	bool good = true;

	for (size_t at = 0; good && at < len; at += step) {
		size_t some = len - at < step ? len - at : step;
		char *copy = malloc(some);

		memcpy(copy, document + at, some);
		good = xml_feed(x, copy, some);
		free(copy);
	}
	good = good && xml_finish(x);
	error = *xml_error(x);
	if (error.why) { /* it may go with the reader */
		static char why[200];

		snprintf(why, sizeof(why), "%s", error.why);
		error.why = why;
	}
	assert_int_equal(good, !error.why);
	xml_free(x);
	return error;
}

static struct xml_error
read_all(const char *document, struct seen *seen)
{
	return read_steps(document, strlen(document), 7, seen, NULL);
}

static void
elements_come_with_path_text_and_attributes(void **state)
{
	static const char document[] = "<?xml version='1.0'?>\n<!-- x --><a xmlns='urn:n'>\n <b V='1&amp;2'> T<![CDATA[<]]>&lt; </b><b/>\n</a>\n";
	static const char expected[] = "<a urn:n><a/b V=1&2 urn:n>[ T<< ]<a/b urn:n>[][\n]";

	(void)state;
	for (size_t step = 1; step < 90; step += 8) {
		struct seen seen = {.line = 0};

		assert_null(read_steps(document, sizeof(document) - 1, step, &seen, NULL).why);
		assert_string_equal(seen.text, expected);
		assert_int_equal(seen.line, 3);
	}
}

static void
latin_1_becomes_utf_8(void **state)
{
	struct seen seen = {.line = 0};

	(void)state;
	assert_null(read_all("<?xml version='1.0' encoding='ISO-8859-1'?><a><b V='\xe9'>\xe8</b></a>", &seen).why);
	assert_string_equal(seen.text, "<a><a/b V=\xc3\xa9>[\xc3\xa8][]");
}

static void
what_is_no_xml_is_said_with_its_place(void **state)
{
	static const struct {
		const char *document;
		unsigned line;
		const char *why;
	} rows[] = {
		{"", 1, "no XML"},
		{"A;B\n1;2\n", 1, "no XML"},
		{"<a>\n<b>\n</b>\n", 3, "ends inside"},
		{"<a>\n<b>\n</c></a>", 3, "another"},
		{"<a>\n\xff</a>", 2, "well-formed"},
		{"<a>\n&x;</a>", 2, "entity"},
		{"<a>\n<b V='&x;'/></a>", 2, "entity"},
		{"<!DOCTYPE a [<!ENTITY x 'y'>]>\n<a>&x;</a>", 1, "DOCTYPE"},
		{"<!DOCTYPE a SYSTEM 'http://127.0.0.1/a.dtd'>\n<a/>", 1, "DOCTYPE"},
		{"<a>\n<b V=1/></a>", 2, "well-formed"},
		{"<a/>\n<a/>", 2, "behind its end"},
		{"<?xml version='1.0' encoding='nobody'?><a/>", 1, "encoding"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct seen seen = {.line = 0};
		struct xml_error error = read_all(rows[i].document, &seen);

		print_message("%s\n", rows[i].document);
		assert_non_null(error.why);
		assert_non_null(strstr(error.why, rows[i].why));
		assert_int_equal(error.line, rows[i].line);
		assert_true(error.column > 0);
	}
}

/* Found by pes_fuzz: an encoding that libxml2 knows of and cannot read took its input away. */
static void
an_encoding_that_cannot_be_read_is_refused(void **state)
{
	static const char documents[][16] = {"\0\0\0<a/>", "<\0\0\0a\0\0\0", "\0\0<\0a", "L\xa7\x94\x6e"};

	(void)state;
	for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++)
		for (size_t step = 1; step <= sizeof(documents[0]); step++) {
			struct seen seen = {.line = 0};

			assert_non_null(read_steps(documents[i], sizeof(documents[0]), step, &seen, NULL).why);
		}
}

static void
depth_and_text_have_bounds(void **state)
{
	char deep[XML_DEPTH * 3 + 8] = "", *large = malloc(XML_TEXT + 16);
	struct seen seen = {.line = 0};

	(void)state;
	for (int i = 0; i <= XML_DEPTH; i++)
		strcat(deep, "<a>");
	assert_non_null(strstr(read_all(deep, &seen).why, "too deep"));
	strcpy(large, "<a>");
	memset(large + 3, 'x', XML_TEXT + 1);
	large[XML_TEXT + 4] = '\0';
	assert_non_null(strstr(read_all(large, &seen).why, "too long"));
	free(large);
}

static void
a_visitor_ends_the_reading_where_it_is(void **state)
{
	struct seen seen = {.stop_at = "a/b"};
	struct xml_error error = read_all("<a>\n <b/>\n <c/></a>", &seen);

	(void)state;
	assert_string_equal(error.why, "stop");
	assert_int_equal(error.line, 2);
	assert_int_equal(error.column, seen.column);
	assert_null(strstr(seen.text, "a/c"));
}

static struct xml_schema *
schema_of(const char *text)
{
	char path[] = "/tmp/xml_test.XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");
	struct xml_schema *schema;

	fputs(text, file);
	fclose(file);
	schema = xml_schema_open(path);
	remove(path);
	return schema;
}

static void
a_schema_is_held_against_without_the_values(void **state)
{
	struct xml_schema *schema = schema_of("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
		"<xs:element name='a'><xs:complexType><xs:sequence><xs:element name='b' type='xs:integer'/>"
		"</xs:sequence></xs:complexType></xs:element></xs:schema>");
	static const struct {
		const char *document;
		unsigned line;
		const char *element;
	} rows[] = {
		{"<a>\n<b>12</b></a>", 0, NULL},
		{"<a>\n<b>SECRET</b></a>", 2, "\"b\""},
		{"<a>\n<c/></a>", 2, "\"c\""},
		{"<a>\n</a>", 2, "\"a\""},
		{"<a>\n<b>12</b>\n<b>13</b></a>", 3, "\"b\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct seen seen = {.line = 0};
		struct xml_error error = read_steps(rows[i].document, strlen(rows[i].document), 5, &seen, schema);

		print_message("%s\n", rows[i].document);
		assert_int_equal(error.why != NULL, rows[i].element != NULL);
		if (!error.why)
			continue;
		assert_non_null(strstr(error.why, rows[i].element));
		assert_null(strstr(error.why, "SECRET"));
		assert_int_equal(error.line, rows[i].line);
	}
	xml_schema_close(schema);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_come_with_path_text_and_attributes),
		cmocka_unit_test(latin_1_becomes_utf_8),
		cmocka_unit_test(what_is_no_xml_is_said_with_its_place),
		cmocka_unit_test(an_encoding_that_cannot_be_read_is_refused),
		cmocka_unit_test(depth_and_text_have_bounds),
		cmocka_unit_test(a_visitor_ends_the_reading_where_it_is),
		cmocka_unit_test(a_schema_is_held_against_without_the_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
