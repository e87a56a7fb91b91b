/*
 * xml_write - bytes that are always the same, whatever stands in a value
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_escaped_and_leave_in_iso_8859_1),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
