#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config.h"
#include "died.h"

#define STRING(literal) literal, sizeof(literal) - 1

static char *dir;

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

/* ---- What a table of acts looks like */

enum famille { EXAMEN, SUIVI, VACCIN };
static const char *const familles[] = {"examen", "suivi", "vaccin", NULL};
static const char *const activites[] = {"pmi", "cpef", "pegase", NULL};

struct acte {
	struct text code, source;
	int64_t rang, euros, taux;
	day_t du;
	bool coefficient;
	unsigned famille, activites;
	struct config_list libelles;
	const struct config_node *fenetres;
};

#define KEY(name, type, optional, min, max, names) \
	{#name, type, offsetof(struct acte, name), optional, min, max, names}
static const struct config_key acte_keys[] = {
	KEY(code, CONFIG_TEXT, false, 1, 8, NULL),
	KEY(rang, CONFIG_INT, true, 1, 20, NULL),
	KEY(euros, CONFIG_EUROS, true, 0, 100000, NULL),
	KEY(taux, CONFIG_RATE, true, 0, 10000, NULL),
	KEY(du, CONFIG_DATE, true, 0, 0, NULL),
	KEY(coefficient, CONFIG_YESNO, true, 0, 0, NULL),
	KEY(famille, CONFIG_NAME, true, 0, 0, familles),
	KEY(activites, CONFIG_NAMES, true, 0, 0, activites),
	KEY(libelles, CONFIG_LIST, true, 1, 3, NULL),
	KEY(fenetres, CONFIG_NODE, true, 0, 0, NULL),
	KEY(source, CONFIG_SOURCE, true, 0, 0, NULL),
	{.name = NULL},
};

struct root {
	const struct config_node *actes;
};
static const struct config_key root_keys[] = {
	{"actes", CONFIG_NODE, offsetof(struct root, actes), false, 0, 0, NULL},
	{.name = NULL},
};

static struct acte
read_acte(const struct config *config)
{
	struct root root;
	struct acte acte = {.rang = 7};

	config_bind(config_root(config), root_keys, &root);
	for (size_t i = 0; i < config_count(root.actes); i++)
		config_bind(config_item(root.actes, i), acte_keys, &acte);
	return acte;
}

static void
run_read(void *arg)
{
	(void)arg;
	config_close(config_open(dir, "actes.yaml"));
}

static void
run_bind(void *arg)
{
	struct config *config = config_open(dir, "actes.yaml");

	(void)arg;
	read_acte(config);
	config_close(config);
}

/* The message without the program and the directory; 78, and a caret under it. */
static void
refuses_bytes(void (*run)(void *), const void *bytes, size_t len, const char *message)
{
	char expected[512];
	struct died d;

	scratch_write(dir, "actes.yaml", bytes, len);
	d = died(run, NULL);
	snprintf(expected, sizeof expected, "pmi-flux: %s/actes.yaml:%s\n", dir, message);
	if (strncmp(d.err, expected, strlen(expected)) != 0)
		assert_string_equal(d.err, expected);
	assert_int_equal(d.code, 78);
	assert_non_null(strstr(d.err, "^\n"));
}

static void
refuses(const char *yaml, const char *message)
{
	refuses_bytes(run_read, yaml, strlen(yaml), message);
}

static void
refuses_acte(const char *keys, const char *message)
{
	char yaml[512];

	snprintf(yaml, sizeof yaml, "actes:\n  - code: XYZ\n%s", keys);
	refuses_bytes(run_bind, yaml, strlen(yaml), message);
}

/* ---- What is read */

static void
every_type_is_read(void **state)
{
	static const char yaml[] = "\xef\xbb\xbf# annexe 1.1\r\nactes:\r\n"
				   "  - code: \"É-1\"\r\n    euros: 26.5\r\n    taux: 2.5 %\r\n"
				   "    du: 2024-02-29\r\n    coefficient: oui\r\n"
				   "    famille: vaccin\r\n    activites: [pmi, pegase]\r\n"
				   "    libelles: un seul\r\n    fenetres: {a: 1, b: [x, y]}\r\n"
				   "    source: '[seed1 art. 5] page 12'\r\n";
	struct config *config;
	struct acte acte;

	(void)state;
	scratch_write(dir, "actes.yaml", STRING(yaml));
	config = config_open(dir, "actes.yaml");
	acte = read_acte(config);
	assert_true(text_is(acte.code, "É-1"));
	assert_int_equal(acte.rang, 7);
	assert_int_equal(acte.euros, 2650);
	assert_int_equal(acte.taux, 250);
	assert_int_equal(acte.du, day_of(2024, 2, 29));
	assert_true(acte.coefficient);
	assert_int_equal(acte.famille, VACCIN);
	assert_int_equal(acte.activites, 1 << 0 | 1 << 2);
	assert_int_equal(acte.libelles.count, 1);
	assert_true(text_is(acte.libelles.at[0], "un seul"));
	assert_int_equal(config_pairs(acte.fenetres), 2);
	assert_true(text_is(config_pair_key(acte.fenetres, 1), "b"));
	assert_int_equal(config_count(config_pair_value(acte.fenetres, 1)), 2);
	assert_true(text_is(config_scalar(config_pair_value(acte.fenetres, 0)), "1"));
	assert_string_equal(config_where(acte.fenetres), "actes.yaml:11");
	assert_int_equal(config_line(acte.fenetres), 11);
	config_close(config);
}

static void
one_file_without_a_directory_is_read_too(void **state)
{
	char path[128];
	struct config *config;

	(void)state;
	scratch_write(dir, "m.yaml", STRING("--- # a mapping file\na: 'x'\n"));
	snprintf(path, sizeof path, "%s/m.yaml", dir);
	config = config_open(NULL, path);
	assert_int_equal(config_pairs(config_root(config)), 1);
	assert_string_equal(config_where(config_pair_value(config_root(config), 0)), "m.yaml:2");
	config_close(config);
	config_close(NULL);
}

static void
memory_of_a_config_is_zeroed_and_aligned(void **state)
{
	struct config *config;

	(void)state;
	scratch_write(dir, "m.yaml", STRING("a: x\n"));
	config = config_open(dir, "m.yaml");
	for (size_t size = 0; size < 40000; size = size * 3 + 1) {
		unsigned char *at = config_alloc(config, size);

		assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(at[i], 0);
		memset(at, 0xff, size);
	}
	config_close(config);
}

static void
sixteen_levels_are_read_and_seventeen_refused(void **state)
{
	static const char sixteen[] = "[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]\n";
	struct config *config;

	(void)state;
	scratch_write(dir, "deep.yaml", STRING(sixteen));
	config = config_open(dir, "deep.yaml");
	config_close(config);
	refuses("[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]\n", "1:17: nested deeper than 16 levels");
	refuses("- - - - - - - - - - - - - - - - - x\n", "1:33: nested deeper than 16 levels");
}

/* ---- What is refused of YAML */

static void
anchors_aliases_tags_and_merge_keys_are_refused(void **state)
{
	(void)state;
	refuses("a: &x 1\n", "1:4: an anchor (&): anchors are not used here");
	refuses("a: &x [1]\n", "1:4: an anchor (&): anchors are not used here");
	refuses("a: &x {b: 1}\n", "1:4: an anchor (&): anchors are not used here");
	refuses("a: 1\nb: *x\n", "2:4: an alias (*): aliases are not used here");
	refuses("a: !!int 1\n", "1:4: a tag (!): tags are not used here");
	refuses("a: !x [1]\n", "1:4: a tag (!): tags are not used here");
	refuses("! a: 1\n", "1:1: a tag (!): tags are not used here");
	refuses("a: 1\n<<: {b: 2}\n", "2:1: a merge key (<<)");
	refuses("a: 1\n\"<<\": {b: 2}\n", "2:1: a merge key (<<)");
}

static void
a_second_document_and_directives_are_refused(void **state)
{
	(void)state;
	refuses("a: 1\n---\nb: 2\n", "2:1: a second document");
	refuses("a: 1\n...\n---\n...\n", "3:1: a second document");
	refuses("%YAML 1.1\n---\na: 1\n", "1:1: a YAML directive (%)");
	refuses("%TAG ! tag:x,2000:\n---\na: 1\n", "1:1: a YAML directive (%)");
}

static void
a_duplicate_key_is_refused_with_both_lines(void **state)
{
	(void)state;
	refuses("a: 1\nb: 2\n\"a\": 3\n", "3:1: the key \"a\" stands twice, first in line 1");
	refuses("x: [{c: 1, b: 2, c: 3}]\n", "1:18: the key \"c\" stands twice, first in line 1");
}

static void
keys_that_are_no_text_and_block_texts_are_refused(void **state)
{
	(void)state;
	refuses("? [a]\n: 1\n", "1:3: a key must be a plain or quoted text");
	refuses("{a: 1}: 1\n", "1:1: a key must be a plain or quoted text");
	refuses("'': 1\n", "1:1: an empty key");
	refuses("?\n: 1\n", "1:2: an empty key");
	refuses("a: |\n  x\n", "1:4: a block text (| or >): write it between quotes");
	refuses("a: >\n  x\n", "1:4: a block text (| or >): write it between quotes");
}

static void
a_key_without_a_value_is_refused(void **state)
{
	(void)state;
	refuses("a:\nb: 1\n", "1:3: no value: leave the key out, or write ''");
	refuses("a: [1, ,]\n", "1:8: did not find expected node content while parsing a flow node");
}

static void
what_is_no_yaml_is_refused_in_libyaml_s_words(void **state)
{
	(void)state;
	refuses("a: [1, 2\nb: 3\n", "2:2: did not find expected ',' or ']' while parsing a flow "
				    "sequence");
	refuses("a: \"x\n", "2:1: found unexpected end of stream while scanning a quoted scalar");
	refuses("a: 1\n\tb: 2\n", "2:1: found a tab character that violates indentation while "
				  "scanning a plain scalar");
}

static void
a_file_cut_short_is_refused(void **state)
{
	static const char whole[] = "actes:\n  - {code: XYZ, euros: 26.50}\n";

	(void)state;
	for (size_t len = 0; len < sizeof whole - 1; len++) {
		struct died d;

		scratch_write(dir, "actes.yaml", whole, len);
		d = died(run_read, NULL);
		assert_int_equal(d.code, 78);
	}
	refuses_bytes(run_read, STRING("euros: 2"), "1:9: the last line does not end: is the file cut "
						    "short?");
	refuses_bytes(run_read, "", 0, "1:1: the file is empty");
	refuses("# nothing\n", "1:1: the file holds nothing");
}

static void
bytes_that_are_no_text_are_refused_where_they_stand(void **state)
{
	(void)state;
	refuses_bytes(run_read, STRING("a: 1\nb: \0 2\n"), "2:4: a NUL byte");
	refuses_bytes(run_read, STRING("\0\0\0\0"), "1:1: a NUL byte");
	refuses_bytes(run_read, STRING("a: 1\nété: \xe9\n"), "2:6: not UTF-8");
	refuses_bytes(run_read, STRING("\xff\xfe" "a\0:\0"), "1:1: not UTF-8");
	refuses("a: \x1b[31m\n", "1:4: a control character");
	refuses("a: \x7f\n", "1:4: a control character");
	refuses("a: \xc2\x85" "b: 1\n", "1:4: a control character");
	refuses("a: 1\rb: 2\n", "1:5: a carriage return alone");
	refuses("a: x\xe2\x80\xa8y\n", "1:5: a Unicode line separator");
	refuses("a: \xef\xbf\xbe\n", "1:4: a character that YAML does not allow");
	refuses("a: \"\\0\"\n", "1:4: an escape for a control character");
	refuses("a: \"\\u009b\"\n", "1:4: an escape for a control character");
}

/* ---- Bombs: milliseconds of processor time, more where the test itself is slowed down */

static double
slow(void)
{
	const char *preload = getenv("LD_PRELOAD");

#if defined(__SANITIZE_ADDRESS__)
	return 20;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
	return 20;
#endif
#endif
	return preload && strstr(preload, "vgpreload") ? 100 : 1;
}

static void
refuses_repeated(const char *unit, const char *message, double ms)
{
	size_t len = strlen(unit), size = ((size_t)1 << 20) / len * len;
	char *bytes = malloc(size);
	struct died d;

	for (size_t i = 0; i < size; i++)
		bytes[i] = unit[i % len];
	bytes[size - 1] = '\n';
	scratch_write(dir, "actes.yaml", bytes, size);
	free(bytes);
	d = died(run_read, NULL);
	assert_int_equal(d.code, 78);
	if (!strstr(d.err, message))
		assert_string_equal(d.err, message);
	if (d.cpu_ms >= ms * slow())
		fail_msg("%s: %.1f ms", unit, d.cpu_ms);
}

static void
a_megabyte_of_nesting_is_refused_in_less_than_50_ms(void **state)
{
	(void)state;
	refuses_repeated("[", "1:17: nested deeper than 16 levels", 50);
	refuses_repeated("{", "1:2: a key must be a plain or quoted text", 50);
	refuses_repeated("[{a: ", "nested deeper than 16 levels", 50);
	refuses_repeated("- ", "nested deeper than 16 levels", 50);
	refuses_repeated("? ", "1:3: a key must be a plain or quoted text", 50);
	refuses_repeated("[\n", "nested deeper than 16 levels", 50);
}

static void
a_megabyte_of_keys_or_items_is_read_in_time_that_is_not_quadratic(void **state)
{
	enum { KEYS = 100000 };
	char *bytes = malloc(KEYS * 10 + 1); /* and the NUL of sprintf */
	size_t len = 0;
	struct died d;

	(void)state;
	for (int i = 0; i < KEYS; i++)
		len += (size_t)sprintf(bytes + len, "k%05d: x\n", i);
	scratch_write(dir, "actes.yaml", bytes, len);
	d = died(run_read, NULL);
	assert_int_equal(d.code, 0);
	assert_true(d.cpu_ms < 1000 * slow());
	for (len = 0; len < 1000000; len += 4)
		memcpy(bytes + len, "- x\n", 4);
	scratch_write(dir, "actes.yaml", bytes, len);
	d = died(run_read, NULL);
	assert_int_equal(d.code, 0);
	assert_true(d.cpu_ms < 1000 * slow());
	free(bytes);
	refuses_repeated("a: b\n", "the key \"a\" stands twice, first in line 1", 1000);
}

/* ---- What is refused when bound */

static void
an_unknown_key_names_the_nearest_or_all_that_are_known(void **state)
{
	(void)state;
	refuses_acte("    tuax: 65 %\n",
		"3:5: tuax of code XYZ: unknown key \"tuax\"; did you mean \"taux\"?");
	refuses_acte("    xyzzyplugh: 1\n",
		"3:5: xyzzyplugh of code XYZ: unknown key \"xyzzyplugh\"; known are code, rang, euros, "
		"taux, du, coefficient, famille, activites, libelles, fenetres, source");
	refuses_bytes(run_bind, STRING("acte: []\n"),
		"1:1: acte: unknown key \"acte\"; did you mean \"actes\"?");
}

static void
a_missing_key_is_named_with_its_entry(void **state)
{
	(void)state;
	refuses_bytes(run_bind, STRING("actes:\n  - rang: 2\n    taux: 65 %\n"),
		"2:5: rang 2: the key \"code\" is missing");
	refuses_bytes(run_bind, STRING("{}\n"), "1:1: the key \"actes\" is missing");
}

static void
a_value_out_of_bounds_is_refused(void **state)
{
	(void)state;
	refuses_acte("    taux: 120 %\n", "3:11: taux of code XYZ: 12000 bp is above 10000");
	refuses_acte("    taux: -1 %\n", "3:11: taux of code XYZ: -100 bp is below 0");
	refuses_acte("    euros: 1000.01\n", "3:12: euros of code XYZ: 1000.01 is above 1000.00");
	refuses_acte("    euros: -0.01\n", "3:12: euros of code XYZ: -0.01 is below 0.00");
	refuses_acte("    rang: 21\n", "3:11: rang of code XYZ: 21 is above 20");
	refuses_acte("    rang: 0\n", "3:11: rang of code XYZ: 0 is below 1");
	refuses_acte("    libelles: []\n", "3:15: libelles of code XYZ: 0 items is below 1");
	refuses_bytes(run_bind, STRING("actes: [{code: ÉÉÉÉÉÉÉÉÉ}]\n"),
		"1:16: code: 9 characters is above 8");
}

static void
a_value_of_another_type_is_refused(void **state)
{
	(void)state;
	refuses_acte("    rang: deux\n", "3:11: rang of code XYZ: \"deux\" is no whole number");
	refuses_acte("    rang: 9223372036854775808\n",
		"3:11: rang of code XYZ: \"9223372036854775808\" is no whole number");
	refuses_acte("    euros: 26,50\n",
		"3:12: euros of code XYZ: \"26,50\" is no amount in euros (26.50)");
	refuses_acte("    euros: 26.505\n",
		"3:12: euros of code XYZ: \"26.505\" is no amount in euros (26.50)");
	refuses_acte("    taux: 65\n", "3:11: taux of code XYZ: \"65\" is no rate (65 %)");
	refuses_acte("    taux: ''\n", "3:11: taux of code XYZ: \"\" is no rate (65 %)");
	refuses_acte("    taux: '%'\n", "3:11: taux of code XYZ: \"%\" is no rate (65 %)");
	refuses_acte("    du: 2025-02-29\n",
		"3:9: du of code XYZ: \"2025-02-29\" is no day (AAAA-MM-JJ)");
	refuses_acte("    rang: [1]\n",
		"3:11: rang of code XYZ: a list stands where a value is expected");
	refuses_acte("    rang: {a: 1}\n",
		"3:11: rang of code XYZ: a mapping stands where a value is expected");
	refuses_bytes(run_bind, STRING("actes: x\n"),
		"1:8: actes: a value stands where a list is expected");
	refuses_bytes(run_bind, STRING("actes: [x]\n"),
		"1:9: actes: a value stands where a mapping is expected");
	refuses_bytes(run_bind, STRING("- x\n"), "1:1: a list stands where a mapping is expected");
}

static void
an_unknown_name_names_the_nearest_or_all_that_are_known(void **state)
{
	(void)state;
	refuses_acte("    famille: exmaen\n",
		"3:14: famille of code XYZ: unknown value \"exmaen\"; did you mean \"examen\"?");
	refuses_acte("    activites: [pmi, centre]\n",
		"3:22: activites of code XYZ: unknown value \"centre\"; known are pmi, cpef, pegase");
	refuses_acte("    activites: [pmi, pmi]\n",
		"3:22: activites of code XYZ: \"pmi\" stands twice");
	refuses_acte("    activites: []\n", "3:16: activites of code XYZ: an empty list: leave the "
					    "key out, or name one");
	refuses_acte("    coefficient: yes\n",
		"3:18: coefficient of code XYZ: unknown value \"yes\"; known are non, oui");
}

static void
a_source_without_its_mark_is_refused(void **state)
{
	(void)state;
	refuses_acte("    source: the web\n",
		"3:13: source of code XYZ: a source begins with [seed1, [seed2, [sourced, [computed], "
		"[recalled or [invented");
	refuses_acte("    source: [invented]\n", "3:13: source of code XYZ: a list stands where a "
						 "source is expected: put it between quotes");
}

static void
the_line_and_a_caret_stand_under_the_message(void **state)
{
	static const char yaml[] = "actes:\n  - {code: XYZ, taux: 120 %}\n";
	struct died d;

	(void)state;
	scratch_write(dir, "actes.yaml", STRING(yaml));
	d = died(run_bind, NULL);
	assert_non_null(strstr(d.err, ":2:23: taux of code XYZ: 12000 bp is above 10000\n"
				      "    2 |   - {code: XYZ, taux: 120 %}\n"
				      "      |                       ^\n"));
}

static void
run_overlap(void *arg)
{
	struct config *config = config_open(dir, "actes.yaml");
	const struct config_node *list = config_pair_value(config_root(config), 0);

	(void)arg;
	config_die_both(config_item(list, 1), config_item(list, 0), "two tariffs of %s overlap", "XYZ");
}

static void
an_overlap_shows_both_entries(void **state)
{
	static const char yaml[] = "tarifs:\n  - {code: XYZ, du: 2024-01-01}\n"
				   "  - {code: XYZ, du: 2025-01-01}\n";
	char expected[1024];
	struct died d;

	(void)state;
	scratch_write(dir, "actes.yaml", STRING(yaml));
	d = died(run_overlap, NULL);
	snprintf(expected, sizeof expected,
		"pmi-flux: %s/actes.yaml:3:5: two tariffs of XYZ overlap\n"
		"    3 |   - {code: XYZ, du: 2025-01-01}\n"
		"      |     ^\n"
		"pmi-flux: %s/actes.yaml:2:5: the other one stands here\n"
		"    2 |   - {code: XYZ, du: 2024-01-01}\n"
		"      |     ^\n",
		dir, dir);
	assert_string_equal(d.err, expected);
	assert_int_equal(d.code, 78);
}

/* ---- What is no file */

static void
run_open_named(void *arg)
{
	config_open(dir, arg);
}

static void
a_missing_file_and_a_directory_are_66(void **state)
{
	char none[] = "none.yaml", self[] = ".";
	struct died missing = died(run_open_named, none), directory = died(run_open_named, self);

	(void)state;
	assert_int_equal(missing.code, 66);
	assert_non_null(strstr(missing.err, "/none.yaml: No such file or directory\n"));
	assert_int_equal(directory.code, 66);
	assert_non_null(strstr(directory.err, ": Is a directory\n"));
}

static void
a_file_over_a_megabyte_is_refused(void **state)
{
	size_t len = ((size_t)1 << 20) + 1;
	char *bytes = malloc(len);
	struct died d;

	(void)state;
	memset(bytes, '#', len);
	bytes[0] = 'a', bytes[1] = ':', bytes[2] = ' ', bytes[3] = 'b', bytes[4] = '\n';
	bytes[len - 1] = '\n';
	scratch_write(dir, "actes.yaml", bytes, len);
	d = died(run_read, NULL);
	assert_int_equal(d.code, 78);
	assert_non_null(strstr(d.err, "longer than 1 MiB"));
	bytes[len - 2] = '\n';
	scratch_write(dir, "actes.yaml", bytes, len - 1);
	assert_int_equal(died(run_read, NULL).code, 0);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_is_read),
		cmocka_unit_test(one_file_without_a_directory_is_read_too),
		cmocka_unit_test(memory_of_a_config_is_zeroed_and_aligned),
		cmocka_unit_test(sixteen_levels_are_read_and_seventeen_refused),
		cmocka_unit_test(anchors_aliases_tags_and_merge_keys_are_refused),
		cmocka_unit_test(a_second_document_and_directives_are_refused),
		cmocka_unit_test(a_duplicate_key_is_refused_with_both_lines),
		cmocka_unit_test(keys_that_are_no_text_and_block_texts_are_refused),
		cmocka_unit_test(a_key_without_a_value_is_refused),
		cmocka_unit_test(what_is_no_yaml_is_refused_in_libyaml_s_words),
		cmocka_unit_test(a_file_cut_short_is_refused),
		cmocka_unit_test(bytes_that_are_no_text_are_refused_where_they_stand),
		cmocka_unit_test(a_megabyte_of_nesting_is_refused_in_less_than_50_ms),
		cmocka_unit_test(a_megabyte_of_keys_or_items_is_read_in_time_that_is_not_quadratic),
		cmocka_unit_test(an_unknown_key_names_the_nearest_or_all_that_are_known),
		cmocka_unit_test(a_missing_key_is_named_with_its_entry),
		cmocka_unit_test(a_value_out_of_bounds_is_refused),
		cmocka_unit_test(a_value_of_another_type_is_refused),
		cmocka_unit_test(an_unknown_name_names_the_nearest_or_all_that_are_known),
		cmocka_unit_test(a_source_without_its_mark_is_refused),
		cmocka_unit_test(the_line_and_a_caret_stand_under_the_message),
		cmocka_unit_test(an_overlap_shows_both_entries),
		cmocka_unit_test(a_missing_file_and_a_directory_are_66),
		cmocka_unit_test(a_file_over_a_megabyte_is_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
