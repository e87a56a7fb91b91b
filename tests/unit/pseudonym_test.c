/*
 * pseudonym - the same person, the same key, the same pseudonym; and a key that others can read is none
 */
#include "pseudonym.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "died.h"

static void
a_person_has_one_pseudonym_under_one_key(void **state)
{
	struct pseudonym_key key = {{1}}, other = {{2}};
	unsigned char a[PSEUDONYM_SIZE], b[PSEUDONYM_SIZE];

	(void)state;
	pseudonym_make(&key, TEXT("ESSAI|LEA|2023-05-15"), a);
	pseudonym_make(&key, TEXT("ESSAI|LEA|2023-05-15"), b);
	assert_memory_equal(a, b, sizeof(a));
	pseudonym_make(&key, TEXT("ESSAI|LEO|2023-05-15"), b);
	assert_memory_not_equal(a, b, sizeof(a));
	pseudonym_make(&other, TEXT("ESSAI|LEA|2023-05-15"), b);
	assert_memory_not_equal(a, b, sizeof(a));
}

static void
load(void *path)
{
	struct pseudonym_key key;

	pseudonym_key_load(&key, path);
}

static void
a_key_is_made_once_for_its_owner_alone(void **state)
{
	struct pseudonym_key one, again;
	const char *dir = scratch_make();
	char path[128];
	struct stat st;

	(void)state;
	snprintf(path, sizeof(path), "%s/cle", dir);
	pseudonym_key_load(&one, path);
	pseudonym_key_load(&again, path);
	assert_memory_equal(&one, &again, sizeof(one));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	chmod(path, 0640);
	assert_int_equal(died(load, path).code, 78);
	chmod(path, 0604);
	assert_int_equal(died(load, path).code, 78);
	chmod(path, 0400);
	assert_int_equal(died(load, path).code, 0);
	chmod(path, 0440); /* root's is a credential of systemd, anybody else's is open to a group */
	assert_int_equal(died(load, path).code, getuid() || getgid() ? 78 : 0);
	if (!getuid() && !chown(path, 0, 1))
		assert_int_equal(died(load, path).code, 78);
	remove(path);
	scratch_write(dir, "cle", "short", 5);
	chmod(path, 0600);
	assert_int_equal(died(load, path).code, 78);
	scratch_remove(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_has_one_pseudonym_under_one_key),
		cmocka_unit_test(a_key_is_made_once_for_its_owner_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
