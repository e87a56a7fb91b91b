/*
 * xml_write - bytes that are always the same, whatever stands in a value; and a schema that holds or does not
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "died.h"
#include "xml_write.h"

static const char *dir;

static int
setup(void **state)
{
	(void)state;
	dir = scratch_make();
	return dir ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	scratch_remove(dir);
	return 0;
}

static char *
in_dir(const char *name)
{
	static char paths[4][256];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", dir, name);
	return path;
}

static void
write_one(const char *name, const char *value)
{
	char sha256[65];
	struct output *output = output_open(in_dir(name));
	struct xml_write *xml = xml_write_open(output);

	xml_write_start(xml, "n:a");
	xml_write_attribute(xml, "xmlns:n", text_of("urn:n"));
	xml_write_start(xml, "b");
	xml_write_attribute(xml, "V", text_of(value));
	xml_write_close(xml);
	output_close(output, sha256);
}

static const char *
content(const char *name)
{
	static char bytes[512];
	FILE *in = fopen(in_dir(name), "r");

	bytes[fread(bytes, 1, sizeof(bytes) - 1, in)] = '\0';
	fclose(in);
	return bytes;
}

static void
values_are_escaped_and_leave_in_iso_8859_1(void **state)
{
	(void)state;
	write_one("a.xml", "C\xC3\xB4te <\"&'> %s");
	assert_string_equal(content("a.xml"), "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
		"<n:a xmlns:n=\"urn:n\">\n <b V=\"C\xF4te &lt;&quot;&amp;'&gt; %s\"/>\n</n:a>\n");
}

static void
schema(const char *pattern)
{
	char text[1024];
	int len = snprintf(text, sizeof(text), "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
		" targetNamespace=\"urn:n\"><xs:element name=\"a\"><xs:complexType><xs:sequence><xs:element name=\"b\">"
		"<xs:complexType><xs:attribute name=\"V\"><xs:simpleType><xs:restriction base=\"xs:string\">"
		"<xs:pattern value=\"%s\"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element>"
		"</xs:sequence></xs:complexType></xs:element></xs:schema>", pattern);

	scratch_write(dir, "s.xsd", text, (size_t)len);
}

static void
validate(void *unused)
{
	(void)unused;
	xml_validate(in_dir("a.xml"), in_dir("s.xsd"), "shown.xml");
}

static void
a_file_that_the_schema_has_passes(void **state)
{
	(void)state;
	write_one("a.xml", "12");
	schema("[0-9]+");
	assert_int_equal(died(validate, NULL).code, 0);
}

static void
the_first_violation_is_told_with_line_and_element(void **state)
{
	struct died d;

	(void)state;
	write_one("a.xml", "1x");
	schema("[0-9]+");
	d = died(validate, NULL);
	assert_int_equal(d.code, 65);
	assert_non_null(strstr(d.err, "shown.xml:3: "));
	assert_non_null(strstr(d.err, "Element 'b', attribute 'V'"));
}

static void
a_file_that_is_not_xml_is_a_violation_too(void **state)
{
	(void)state;
	scratch_write(dir, "a.xml", "<a", 2);
	schema("[0-9]+");
	assert_int_equal(died(validate, NULL).code, 65);
}

static void
what_is_no_schema_is_the_configuration(void **state)
{
	(void)state;
	write_one("a.xml", "12");
	schema("[0-9");
	assert_int_equal(died(validate, NULL).code, 78);
	unlink(in_dir("s.xsd"));
	assert_int_equal(died(validate, NULL).code, 66);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_escaped_and_leave_in_iso_8859_1),
		cmocka_unit_test(a_file_that_the_schema_has_passes),
		cmocka_unit_test(the_first_violation_is_told_with_line_and_element),
		cmocka_unit_test(a_file_that_is_not_xml_is_a_violation_too),
		cmocka_unit_test(what_is_no_schema_is_the_configuration),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
