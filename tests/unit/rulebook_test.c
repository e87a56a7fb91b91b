#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>

#include "died.h"
#include "rulebook.h"

#define LIVRE "format: 1\nnom: essai\nsource: '[invented] for the tests'\n"
#define MOTIF(code, niveau, etape) \
	#code ": {niveau: " #niveau ", etape: " etape ", article: art. 1, fr: F, en: E, suite: S}\n"
#define MOTIFS MOTIF(zed-last, hold, "price") MOTIF(nir-key, reject, "validate") \
	MOTIF(hors-convention, hold, "[check-eligibility, route-to-cpam]") \
	MOTIF(a-first, avis, "emit")

static char *dir;

static void
put(const char *name, const char *content)
{
	scratch_write(dir, name, content, strlen(content));
}

static int
setup(void **state)
{
	(void)state;
	dir = scratch_make();
	if (!dir)
		return -1;
	put("livre.yaml", LIVRE);
	put("motifs.yaml", MOTIFS);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	scratch_remove(dir);
	return 0;
}

static void
the_name_and_the_motifs_are_read(void **state)
{
	struct rulebook book;
	const struct motif *motif;

	(void)state;
	rulebook_open(&book, dir, "validate");
	assert_string_equal(book.dir, dir);
	assert_true(text_is(book.name, "essai"));
	assert_true(text_is(book.motifs.etape, "validate"));
	assert_int_equal(book.motifs.count, 4);
	motif = motif_find(&book.motifs, TEXT("nir-key"));
	assert_non_null(motif);
	assert_int_equal(motif->level, MOTIF_REJECT);
	assert_true(text_is(motif->article, "art. 1"));
	assert_true(text_is(motif->fr, "F") && text_is(motif->en, "E") && text_is(motif->suite, "S"));
	assert_int_equal(motif_find(&book.motifs, TEXT("a-first"))->level, MOTIF_AVIS);
	assert_int_equal(motif_find(&book.motifs, TEXT("hors-convention"))->level, MOTIF_HOLD);
	assert_non_null(motif_find(&book.motifs, TEXT("zed-last")));
	assert_null(motif_find(&book.motifs, TEXT("nir-ke")));
	assert_null(motif_find(&book.motifs, TEXT("nir-key2")));
	assert_null(motif_find(&(struct motifs){.at = NULL}, TEXT("nir-key")));
}

static void
hash(char hex[65])
{
	struct rulebook book;

	rulebook_open(&book, dir, "price");
	memcpy(hex, book.hash, 65);
}

static void
the_hash_is_that_of_sorted_names_lengths_and_contents(void **state)
{
	/* python3: h.update(name + b"\0" + struct.pack(">Q", len(content)) + content), name by name */
	char hex[65];

	(void)state;
	put("motifs.yaml", "{}\n");
	put("Z.yaml", "z\n");
	hash(hex);
	assert_string_equal(hex, "719ee65b616344f8bb73867bf88fad9e28ca0852fb39490bfb69383e498ae89e");
}

static void
the_hash_depends_on_each_rule_and_on_nothing_else(void **state)
{
	char before[65], after[65], sub[128];

	(void)state;
	hash(before);
	put("README.txt", "not a rule");
	put(".swap.yaml", "an editor's");
	snprintf(sub, sizeof sub, "%s/mappings", dir);
	mkdir(sub, 0700);
	put("mappings/x.yaml", "a: 1\n");
	hash(after);
	assert_string_equal(before, after);
	put("tarifs.yaml", "a: 1\n");
	hash(after);
	assert_string_not_equal(before, after);
}

static void
run_open(void *arg)
{
	struct rulebook book;

	rulebook_open(&book, arg, "price");
}

static void
refuses(const char *name, const char *content, int code, const char *message)
{
	struct died d;

	put(name, content);
	d = died(run_open, dir);
	assert_int_equal(d.code, code);
	if (!strstr(d.err, message))
		assert_string_equal(d.err, message);
}

static void
a_bad_motif_is_refused(void **state)
{
	(void)state;
	refuses("motifs.yaml", MOTIF(x, rejet, "price"), 78,
		"niveau of x: unknown value \"rejet\"; did you mean \"reject\"?");
	refuses("motifs.yaml", "x: {niveau: hold, etape: price, article: a, fr: F, en: E}\n", 78,
		"x: the key \"suite\" is missing");
	refuses("motifs.yaml", MOTIF(Nir_Key, hold, "price"), 78, "a motif's code is made of");
	refuses("motifs.yaml", MOTIF(x, hold, "[]"), 78, "etape of x: 0 items is below 1");
	refuses("motifs.yaml", MOTIF(x, hold, "Price"), 78, "etape of x: no name of a stage");
	refuses("motifs.yaml", MOTIF(x, hold, "price") MOTIF(x, hold, "price"), 78, "stands twice");
	refuses("motifs.yaml", "[]\n", 78, "a list stands where a mapping is expected");
}

static void
a_bad_book_is_refused(void **state)
{
	(void)state;
	refuses("livre.yaml", "format: 2\nnom: n\nsource: '[computed]'\n", 78,
		"livre.yaml:1:9: format: 2 is above 1");
	refuses("livre.yaml", "format: 1\nnom: n\n", 78, "the key \"source\" is missing");
}

static void
run_without(void *arg)
{
	char command[200];

	snprintf(command, sizeof command, "rm %s/%s", dir, (const char *)arg);
	if (system(command) != 0)
		abort();
	run_open(dir);
}

static void
a_missing_book_or_part_is_66_and_none_found_is_78(void **state)
{
	char nowhere[] = "/nonexistent", empty[] = "", motifs[] = "motifs.yaml", sub[128];

	(void)state;
	assert_int_equal(died(run_open, nowhere).code, 66);
	assert_int_equal(died(run_open, empty).code, 78);
	assert_int_equal(died(run_without, motifs).code, 66);
	put("motifs.yaml", MOTIFS);
	snprintf(sub, sizeof sub, "%s/sub.yaml", dir);
	mkdir(sub, 0700);
	assert_int_equal(died(run_open, dir).code, 66);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_name_and_the_motifs_are_read),
		TEST(the_hash_is_that_of_sorted_names_lengths_and_contents),
		TEST(the_hash_depends_on_each_rule_and_on_nothing_else),
		TEST(a_bad_motif_is_refused),
		TEST(a_bad_book_is_refused),
		TEST(a_missing_book_or_part_is_66_and_none_found_is_78),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
