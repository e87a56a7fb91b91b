#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "died.h"
#include "file.h"
#include "log.h"
#include "output.h"

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

static const char *
in_dir(const char *name)
{
	static char paths[4][256];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof paths[0], "%s/%s", dir, name);
	return path;
}

static bool
exists(const char *name)
{
	struct stat st;

	return lstat(in_dir(name), &st) == 0;
}

static void
the_file_appears_when_closed_with_mode_0600_and_its_hash(void **state)
{
	char sum[65], bytes[16] = "";
	struct stat st;
	struct output *o;
	int fd;

	(void)state;
	umask(0);
	o = output_open(in_dir("lot.csv"));
	output_write(o, "ab", 2);
	output_print(o, "%s", "c");
	assert_false(exists("lot.csv"));
	assert_true(exists(".lot.csv.tmp"));
	output_close(o, sum);
	assert_false(exists(".lot.csv.tmp"));
	assert_int_equal(stat(in_dir("lot.csv"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	fd = open(in_dir("lot.csv"), O_RDONLY);
	assert_int_equal(read(fd, bytes, sizeof bytes), 3);
	close(fd);
	assert_string_equal(bytes, "abc");
	/* FIPS 180-2, appendix B.1 */
	assert_string_equal(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
more_than_the_buffer_arrives_whole(void **state)
{
	char sum[65];
	struct stat st;
	struct output *o = output_open(in_dir("long"));

	(void)state;
	for (int i = 0; i < 100000; i++)
		output_print(o, "%09d\n", i);
	output_close(o, sum);
	assert_int_equal(stat(in_dir("long"), &st), 0);
	assert_int_equal(st.st_size, 1000000);
	/* seq -f %09.0f 0 99999 | sha256sum */
	assert_string_equal(sum, "9ee83169944fc6c3791173603b00180b3eec690383f852335c621f4779f09bec");
}

/* How much of a file is in memory, of 1; 0 on a file system that may hold it in another way. */
static double
resident(const char *path)
{
	unsigned char *held = NULL;
	size_t count = 0, pages = 0;
	struct stat st;
	struct statfs fs;
	int fd = open(path, O_RDONLY);
	void *at;

	assert_return_code(fstat(fd, &st), errno);
	assert_return_code(fstatfs(fd, &fs), errno);
	pages = (size_t)st.st_size / (size_t)sysconf(_SC_PAGESIZE);
	held = calloc(pages, 1);
	at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	assert_return_code(mincore(at, pages * (size_t)sysconf(_SC_PAGESIZE), held), errno);
	for (size_t i = 0; i < pages; i++)
		count += held[i] & 1;
	munmap(at, (size_t)st.st_size);
	close(fd);
	free(held);
	return fs.f_type == EXT4_SUPER_MAGIC || fs.f_type == XFS_SUPER_MAGIC ? (double)count / (double)pages : 0;
}

static void
what_nobody_reads_soon_is_the_same_file_and_leaves_memory(void **state)
{
	static char block[1 << 16];
	char sum[65], read[65];
	struct output *o = output_open(in_dir("unread"));

	(void)state;
	output_unread(o);
	for (int i = 0; i < 400; i++) {
		memset(block, i, sizeof(block));
		output_write(o, block, sizeof(block));
	}
	output_close(o, sum);
	assert_true(resident(in_dir("unread")) < 0.5);
	file_hash(in_dir("unread"), read);
	assert_string_equal(sum, read);
}

static void
what_is_sealed_is_whole_under_its_temporary_name_until_it_is_published(void **state)
{
	char sum[65];
	struct stat st;
	struct output *o = output_open(in_dir("sealed"));

	(void)state;
	output_write(o, "abc", 3);
	assert_string_equal(output_seal(o, sum), in_dir(".sealed.tmp"));
	assert_string_equal(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(stat(in_dir(".sealed.tmp"), &st), 0);
	assert_int_equal(st.st_size, 3);
	assert_false(exists("sealed"));
	output_publish(o);
	assert_true(exists("sealed"));
	assert_false(exists(".sealed.tmp"));
	o = output_open(in_dir("unsealed"));
	output_seal(o, sum);
	output_abandon(o);
	assert_false(exists("unsealed"));
	assert_false(exists(".unsealed.tmp"));
}

static void
what_is_abandoned_leaves_nothing_and_keeps_the_former_file(void **state)
{
	struct output *o;

	(void)state;
	scratch_write(dir, "kept", "before", 6);
	o = output_open(in_dir("kept"));
	output_write(o, "after", 5);
	output_abandon(o);
	output_abandon(NULL);
	assert_false(exists(".kept.tmp"));
	assert_true(exists("kept"));
}

static void
a_link_left_under_the_temporary_name_is_not_followed(void **state)
{
	struct output *o;
	struct stat st;
	char sum[65];

	(void)state;
	scratch_write(dir, "victim", "safe", 4);
	assert_int_equal(symlink("victim", in_dir(".linked.tmp")), 0);
	o = output_open(in_dir("linked"));
	output_write(o, "x", 1);
	output_close(o, sum);
	assert_int_equal(stat(in_dir("victim"), &st), 0);
	assert_int_equal(st.st_size, 4);
}

static void
run_full_disk(void *arg)
{
	static char block[8192];
	struct rlimit limit = {100000, 100000};
	char sum[65];
	struct output *o;

	(void)arg;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	o = output_open(in_dir("full"));
	for (int i = 0; i < 100; i++)
		output_write(o, block, sizeof block);
	output_close(o, sum);
}

static void
a_write_that_has_no_room_is_75_and_leaves_nothing(void **state)
{
	struct died d = died(run_full_disk, NULL);

	(void)state;
	assert_int_equal(d.code, 75);
	assert_non_null(strstr(d.err, "/full: File too large: "));
	assert_false(exists("full"));
	assert_false(exists(".full.tmp"));
}

static void
run_die_elsewhere(void *arg)
{
	struct output *first = output_open(in_dir("first")), *second = output_open(in_dir("second"));

	(void)arg;
	output_write(first, "x", 1);
	output_write(second, "x", 1);
	die(EX_DATAERR, "the stream is bad");
}

static void
a_process_that_dies_of_something_else_leaves_nothing(void **state)
{
	struct died d = died(run_die_elsewhere, NULL);

	(void)state;
	assert_int_equal(d.code, 65);
	assert_false(exists("first") || exists(".first.tmp"));
	assert_false(exists("second") || exists(".second.tmp"));
}

static void
run_nothing(void *arg)
{
	(void)arg;
}

static void
a_child_that_ends_removes_nothing_of_its_parent(void **state)
{
	struct output *o = output_open(in_dir("parents"));

	(void)state;
	assert_int_equal(died(run_nothing, NULL).code, 0);
	assert_true(exists(".parents.tmp"));
	output_abandon(o);
}

static void
run_open(void *arg)
{
	output_open(arg);
}

static void
what_cannot_be_created_is_73(void **state)
{
	char path[] = "/nonexistent/lot.csv", file_as_dir[256];
	struct died missing = died(run_open, path), directory = died(run_open, dir), below;

	(void)state;
	scratch_write(dir, "plain", "", 0);
	snprintf(file_as_dir, sizeof file_as_dir, "%s/plain/lot.csv", dir);
	below = died(run_open, file_as_dir);
	assert_int_equal(missing.code, 73);
	assert_non_null(strstr(missing.err, "No such file or directory"));
	assert_int_equal(directory.code, 73);
	assert_non_null(strstr(directory.err, "is a directory"));
	assert_int_equal(below.code, 73);
}

static void
run_rename_onto_directory(void *arg)
{
	char sum[65];
	struct output *o = output_open(in_dir("late"));

	(void)arg;
	mkdir(in_dir("late"), 0700);
	output_close(o, sum);
}

static void
a_place_taken_by_a_directory_meanwhile_is_74_and_leaves_nothing(void **state)
{
	struct died d = died(run_rename_onto_directory, NULL);

	(void)state;
	assert_int_equal(d.code, 74);
	assert_false(exists(".late.tmp"));
}

static void
run_bare_name(void *arg)
{
	char sum[65];

	(void)arg;
	if (chdir(dir) != 0)
		abort();
	output_close(output_open("bare"), sum);
}

static void
a_name_without_directory_stands_in_the_current_one(void **state)
{
	(void)state;
	assert_int_equal(died(run_bare_name, NULL).code, 0);
	assert_true(exists("bare"));
}

static void
what_is_made_together_gets_its_names_together(void **state)
{
	struct output *first = output_open(in_dir("first")), *left = output_open(in_dir("left")),
		      *second = output_open(in_dir("second"));
	char sum[65], alone[65];

	(void)state;
	output_write(first, "abc", 3);
	output_together();
	output_close(first, sum);
	assert_string_equal(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	output_close(second, sum);
	assert_true(!exists("first") && !exists("second"));
	output_publish_all();
	assert_true(exists("first") && exists("second") && !exists("left"));
	assert_true(!exists(".first.tmp") && !exists(".second.tmp") && exists(".left.tmp"));
	output_close(left, alone); /* from now on each for itself again */
	assert_true(exists("left"));
}

static void
run_half_of_two(void *arg)
{
	char sum[65];

	output_together();
	output_close(output_open(in_dir("one-of-two")), sum);
	output_close(output_open(in_dir("two-of-two")), sum);
	if (arg)
		unlink(in_dir(".two-of-two.tmp"));
	output_publish_all();
}

static void
of_what_is_made_together_nothing_is_left_where_one_fails(void **state)
{
	(void)state;
	assert_int_equal(died(run_half_of_two, dir).code, EX_IOERR);
	assert_true(!exists(".one-of-two.tmp") && !exists("two-of-two"));
	assert_int_equal(died(run_half_of_two, NULL).code, 0);
	assert_true(exists("one-of-two") && exists("two-of-two"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_appears_when_closed_with_mode_0600_and_its_hash),
		cmocka_unit_test(more_than_the_buffer_arrives_whole),
		cmocka_unit_test(what_nobody_reads_soon_is_the_same_file_and_leaves_memory),
		cmocka_unit_test(what_is_sealed_is_whole_under_its_temporary_name_until_it_is_published),
		cmocka_unit_test(what_is_abandoned_leaves_nothing_and_keeps_the_former_file),
		cmocka_unit_test(a_link_left_under_the_temporary_name_is_not_followed),
		cmocka_unit_test(a_write_that_has_no_room_is_75_and_leaves_nothing),
		cmocka_unit_test(a_process_that_dies_of_something_else_leaves_nothing),
		cmocka_unit_test(a_child_that_ends_removes_nothing_of_its_parent),
		cmocka_unit_test(what_cannot_be_created_is_73),
		cmocka_unit_test(a_place_taken_by_a_directory_meanwhile_is_74_and_leaves_nothing),
		cmocka_unit_test(what_is_made_together_gets_its_names_together),
		cmocka_unit_test(of_what_is_made_together_nothing_is_left_where_one_fails),
		cmocka_unit_test(a_name_without_directory_stands_in_the_current_one),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
