#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>

#include "books.h"
#include "died.h"
#include "rulebook.h"

#define LIVRE(nom) "format: 1\nnom: " nom "\nsource: '[invented] for the tests'\n"

static char *store;

static void
put(const char *name, const char *livre)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", store, name);
	mkdir(path, 0700);
	scratch_write(path, "livre.yaml", livre, strlen(livre));
}

static void
hash_of(const char *name, char hash[65])
{
	struct rulebook book;
	char path[256];

	snprintf(path, sizeof path, "%s/%s", store, name);
	rulebook_identify(&book, path);
	memcpy(hash, book.hash, 65);
}

static int
setup(void **state)
{
	(void)state;
	store = scratch_make();
	if (!store)
		return -1;
	put("2023", LIVRE("ancien"));
	put("2024", LIVRE("courant"));
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	scratch_remove(store);
	return 0;
}

static void
assert_is(const char *wanted, const char *name)
{
	const char *found = books_find(store, wanted);

	assert_string_equal(strrchr(found, '/') + 1, name);
}

static void
a_book_is_found_by_directory_by_hash_and_by_nom(void **state)
{
	char hash[65];

	(void)state;
	assert_is("2023", "2023");
	assert_is("courant", "2024");
	hash_of("2024", hash);
	assert_is(hash, "2024");
	hash[BOOK_PREFIX] = '\0';
	assert_is(hash, "2024");
}

static void
a_copy_of_one_book_is_no_other_book(void **state)
{
	char hash[65];

	(void)state;
	put("again", LIVRE("courant"));
	hash_of("2024", hash);
	assert_is(hash, "2024");
	assert_is("courant", "2024");
}

static void
run_find(void *arg)
{
	books_find(store, arg);
}

static void
refuses(const char *wanted, int code, const char *message)
{
	char copy[80];
	struct died d;

	snprintf(copy, sizeof copy, "%s", wanted);
	d = died(run_find, copy);
	assert_int_equal(d.code, code);
	if (!strstr(d.err, message))
		assert_string_equal(d.err, message);
}

static void
one_that_is_not_there_or_is_two_is_66(void **state)
{
	char hash[65];

	(void)state;
	refuses("2025", 66, "has no book \"2025\"");
	put("other", LIVRE("courant") "article: art. 1\n");
	refuses("courant", 66, "\"courant\" is said of two books");
	hash_of("2024", hash);
	hash[BOOK_PREFIX - 1] = '\0';
	refuses(hash, 66, "8 digits or more");
	refuses("../x", 64, "no directory, and no name or hash");
}

static void
one_kept_under_its_hash_and_altered_is_78(void **state)
{
	char hash[65], to[96];

	(void)state;
	hash_of("2024", hash);
	snprintf(to, sizeof to, "%s", hash);
	put(to, LIVRE("courant"));
	assert_is(hash, hash);
	put(to, LIVRE("courant") "article: art. 2\n");
	refuses(hash, 78, "altered since it was kept");
}

static void
a_store_that_is_not_there_holds_none(void **state)
{
	(void)state;
	scratch_remove(store);
	refuses("2024", 66, "has no book");
}

static void
the_store_is_that_of_the_environment_or_of_the_book(void **state)
{
	(void)state;
	unsetenv("PMI_FLUX_BOOKS");
	assert_string_equal(books_store("/c"), "/c/livres");
	setenv("PMI_FLUX_BOOKS", store, 1);
	assert_string_equal(books_store("/c"), store);
	assert_string_equal(books_named("/c", "/tmp"), "/tmp");
	assert_non_null(strstr(books_named("/c", "2023"), "/2023"));
	unsetenv("PMI_FLUX_BOOKS");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_book_is_found_by_directory_by_hash_and_by_nom),
		TEST(a_copy_of_one_book_is_no_other_book),
		TEST(one_that_is_not_there_or_is_two_is_66),
		TEST(one_kept_under_its_hash_and_altered_is_78),
		TEST(a_store_that_is_not_there_holds_none),
		TEST(the_store_is_that_of_the_environment_or_of_the_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
