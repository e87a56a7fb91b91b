#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "died.h"
#include "directory.h"
#include "file.h"
#include "log.h"

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

static void
what_stands_beside_a_file_is_in_its_directory(void **state)
{
	char path[PATH_SIZE];

	(void)state;
	assert_string_equal(path_beside(path, sizeof(path), "lots/L1/lot.msgpack", "lot.b2"), "lots/L1/lot.b2");
	assert_string_equal(path_beside(path, sizeof(path), "/lot.msgpack", "lot.b2"), "/lot.b2");
	assert_string_equal(path_beside(path, sizeof(path), "lot.msgpack", "lot.b2"), "lot.b2");
}

static void
a_directory_is_ours_alone_and_may_be_there_already(void **state)
{
	char path[PATH_SIZE];
	struct stat st;

	(void)state;
	directory_make(path_join(path, sizeof(path), dir, "sub"));
	directory_make(path);
	directory_sync(path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	directory_remove(path);
	assert_false(path_exists(path));
	directory_remove(path);
}

static void
a_file_is_linked_and_a_link_swapped(void **state)
{
	char from[PATH_SIZE], to[PATH_SIZE], link_path[PATH_SIZE], target[16] = "", sha256[SHA256_HEX];
	struct stat st;

	(void)state;
	scratch_write(dir, "abc", "abc", 3);
	path_join(from, sizeof(from), dir, "abc");
	directory_link(from, path_join(to, sizeof(to), dir, "other"));
	assert_int_equal(stat(to, &st), 0);
	assert_int_equal(st.st_nlink, 2);
	file_hash(to, sha256);
	assert_string_equal(sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	path_join(link_path, sizeof(link_path), dir, "now");
	link_swap("abc", link_path);
	link_swap("other", link_path);
	assert_int_equal(readlink(link_path, target, sizeof(target)), 5);
	assert_string_equal(target, "other");
}

/* /dev/shm is another file system than a scratch directory, where there is one. */
static void
a_file_of_another_file_system_is_copied(void **state)
{
	char from[] = "/dev/shm/pmi-directory.XXXXXX", to[PATH_SIZE];
	struct stat here, there;
	int fd = -1;

	(void)state;
	if (stat(dir, &here) || stat("/dev/shm", &there) || here.st_dev == there.st_dev || (fd = mkstemp(from)) < 0)
		skip();
	assert_true(file_put(fd, "abc", 3));
	close(fd);
	directory_link(from, path_join(to, sizeof(to), dir, "copy"));
	unlink(from);
	assert_int_equal(stat(to, &here), 0);
	assert_int_equal(here.st_size, 3);
	assert_int_equal(here.st_mode & 07777, 0600);
}

static void
links_over_what_is_there(void *arg)
{
	directory_link(arg, arg);
}

static void
hashes_what_is_not_there(void *arg)
{
	char sha256[SHA256_HEX];

	(void)arg;
	file_hash("/nonexistent/file", sha256);
}

static void
what_cannot_be_is_said(void **state)
{
	char from[PATH_SIZE];
	struct died how;

	(void)state;
	scratch_write(dir, "abc", "abc", 3);
	how = died(links_over_what_is_there, (void *)path_join(from, sizeof(from), dir, "abc"));
	assert_int_equal(how.code, EX_CANTCREAT);
	how = died(hashes_what_is_not_there, NULL);
	assert_int_equal(how.code, EX_IOERR);
}

/* A child of it ends first, and takes nothing along. */
static void
own_one(void *parent)
{
	const char *own = directory_own(parent, "own");
	char path[PATH_SIZE];
	pid_t child = fork();

	if (!child)
		exit(0);
	waitpid(child, NULL, 0);
	directory_make(path_join(path, sizeof(path), own, "sub"));
	puts(own);
}

static void
a_directory_of_a_process_goes_with_it(void **state)
{
	struct died d = died(own_one, dir);

	(void)state;
	assert_int_equal(d.code, 0);
	assert_memory_equal(d.out, dir, strlen(dir));
	d.out[strcspn(d.out, "\n")] = '\0';
	assert_int_equal(strlen(d.out), strlen(dir) + strlen("/own.XXXXXX"));
	assert_false(path_exists(d.out));
	d = died(own_one, "/no/such");
	assert_int_equal(d.code, EX_CANTCREAT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_beside_a_file_is_in_its_directory),
		cmocka_unit_test_setup_teardown(a_directory_is_ours_alone_and_may_be_there_already, setup, teardown),
		cmocka_unit_test_setup_teardown(a_directory_of_a_process_goes_with_it, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_is_linked_and_a_link_swapped, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_of_another_file_system_is_copied, setup, teardown),
		cmocka_unit_test_setup_teardown(what_cannot_be_is_said, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
