#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <sys/stat.h>

#include "died.h"
#include "file.h"

static void
nothing(int signal)
{
	(void)signal;
}

/* Three pieces through a pipe, a signal before each: EINTR and short reads. */
static void
write_in_pieces(int to, pid_t reader)
{
	for (int i = 0; i < 3; i++) {
		usleep(20000);
		kill(reader, SIGUSR1);
		usleep(20000);
		if (write(to, "abc", 3) != 3)
			_exit(1);
	}
	_exit(0);
}

static void
reading_goes_on_behind_signals_and_short_reads_until_the_end(void **state)
{
	struct sigaction interrupt = {.sa_handler = nothing}; /* no SA_RESTART */
	char got[16];
	size_t len;
	int ends[2];

	(void)state;
	sigaction(SIGUSR1, &interrupt, NULL);
	assert_int_equal(pipe(ends), 0);
	if (fork() == 0)
		write_in_pieces(ends[1], getppid());
	close(ends[1]);
	assert_true(file_fill(ends[0], got, sizeof got, &len));
	assert_int_equal(len, 9);
	assert_memory_equal(got, "abcabcabc", 9);
	close(ends[0]);
	wait(NULL);
}

static void
reading_from_a_place_leaves_the_file_where_it_stands(void **state)
{
	char got[16];
	size_t len;
	FILE *f = tmpfile();

	(void)state;
	assert_non_null(f);
	assert_true(file_put(fileno(f), "abcdef", 6));
	assert_true(file_fill_at(fileno(f), 2, got, 3, &len));
	assert_int_equal(len, 3);
	assert_memory_equal(got, "cde", 3);
	assert_true(file_fill_at(fileno(f), 4, got, sizeof got, &len));
	assert_int_equal(len, 2);
	assert_int_equal(lseek(fileno(f), 0, SEEK_CUR), 6);
	fclose(f);
	assert_false(file_fill_at(-1, 0, got, 1, &len));
}

static void
reading_stops_at_the_room_and_says_what_cannot_be_read(void **state)
{
	char *dir = scratch_make(), path[128], got[4];
	size_t len;
	FILE *f;

	(void)state;
	scratch_write(dir, "six", "sixsix", 6);
	snprintf(path, sizeof path, "%s/six", dir);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_true(file_fill(fileno(f), got, sizeof got, &len));
	assert_int_equal(len, sizeof got);
	fclose(f);
	assert_false(file_fill(-1, got, sizeof got, &len));
	assert_int_equal(errno, EBADF);
	scratch_remove(dir);
}

static void
a_file_without_a_name_is_found_by_nobody_else(void **state)
{
	char *dir = scratch_make(), got[4];
	int fd = file_unnamed(dir);
	struct stat st;
	size_t len;

	(void)state;
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_nlink, 0);
	assert_true(file_put(fd, "abcd", 4));
	assert_true(file_fill_at(fd, 0, got, sizeof got, &len));
	assert_memory_equal(got, "abcd", 4);
	assert_int_equal(rmdir(dir), 0); /* nothing is in it */
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reading_goes_on_behind_signals_and_short_reads_until_the_end),
		cmocka_unit_test(reading_from_a_place_leaves_the_file_where_it_stands),
		cmocka_unit_test(reading_stops_at_the_room_and_says_what_cannot_be_read),
		cmocka_unit_test(a_file_without_a_name_is_found_by_nobody_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
