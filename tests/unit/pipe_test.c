#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>

#include "cursor.h"
#include "died.h"
#include "log.h"
#include "pipe.h"
#include "stream.h"
#include "wire_zmq.h"

#define HEADER (FRAME_HEADER + 1) /* and accounts of nobody */
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static char *dir;
static char path[128];
static const unsigned char run[16] = "run of the tests", other_run[16] = "some other run..";

static int
setup(void **state)
{
	(void)state;
	dir = scratch_make();
	snprintf(path, sizeof(path), "%s/stream", dir);
	return dir ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	scratch_remove(dir);
	return 0;
}

/* ---- A stream of two data frames, written to `path` and read back as bytes */

static struct buffer
body_of(const char *bytes, size_t len)
{
	struct buffer body = {0};

	buffer_add(&body, bytes, len);
	return body;
}

static void
add_head(struct buffer *out)
{
	struct head head = {.run = TEXT("00112233445566778899aabbccddeeff"),
		.book_hash = TEXT("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
		.book_name = TEXT("b"), .as_of = day_parse(TEXT("2026-03-31"))};

	head_write(&head, out);
}

static const struct totals nothing = {0};

static const unsigned char *of_run = run;

static void
send(struct pipe *pipe, enum frame_kind kind, uint64_t seq, uint32_t records, const struct buffer *body)
{
	struct frame frame = {.kind = kind, .seq = seq, .records = records, .epoch = 7,
		.body = body->at, .len = body->len};

	memcpy(frame.run, of_run, sizeof(frame.run));
	pipe_send(pipe, &frame);
}

static void
send_stream(struct pipe *pipe)
{
	struct buffer head = {0}, end = {0}, one = body_of("\x81\xa2id\xa1x", 6);
	struct buffer two = body_of("\x80\x81\xa2id\xa1y", 7);

	add_head(&head);
	totals_write(&nothing, &end);
	send(pipe, FRAME_HEAD, 0, 0, &head);
	send(pipe, FRAME_DATA, 1, 1, &one);
	send(pipe, FRAME_DATA, 2, 2, &two);
	send(pipe, FRAME_END, 3, 0, &end);
	buffer_free(&head);
	buffer_free(&one);
	buffer_free(&two);
	buffer_free(&end);
}

static struct buffer
file_bytes(void)
{
	struct buffer bytes = {0};
	FILE *f = fopen(path, "rb");
	int c;

	assert_non_null(f);
	while ((c = getc(f)) != EOF)
		buffer_add(&bytes, &(unsigned char){(unsigned char)c}, 1);
	fclose(f);
	return bytes;
}

static struct buffer
framed_stream(void)
{
	struct pipe *pipe = pipe_open_write(path);

	send_stream(pipe);
	pipe_close(pipe, true);
	return file_bytes();
}

/* One line a frame: kind, records, bytes. */
static void
print_frames(void *arg)
{
	struct pipe *pipe = pipe_open_read(path);
	struct frame frame;

	(void)arg;
	while ((frame = pipe_recv(pipe)).kind) {
		printf("%c %u %zu\n", frame.kind, frame.records, frame.len);
		for (size_t i = 0; i < frame.len; i++)
			if (frame.body[i] == 0xee) /* touch every byte */
				printf("ee\n");
		fflush(stdout);
	}
	printf("eof\n");
	pipe_close(pipe, true);
}

static struct died
reading(const void *bytes, size_t len)
{
	scratch_write(dir, "stream", bytes, len);
	return died(print_frames, NULL);
}

static void
frames_are_read_as_they_were_sent(void **state)
{
	struct buffer bytes = framed_stream();
	struct died d = reading(bytes.at, bytes.len);

	(void)state;
	assert_int_equal(d.code, 0);
	assert_string_equal(d.out, "H 0 128\nD 1 6\nD 2 7\nE 0 29\neof\n");
	assert_memory_equal(bytes.at, "\x99\xa4PMI2H\xc4\x10run of the tests\xcf\0\0\0\0\0\0\0\0"
		"\xcf\0\0\0\0\0\0\0\0\xcf\0\0\0\0\0\0\0\0\xce", 53);
	buffer_free(&bytes);
}

static void
a_damaged_byte_anywhere_is_refused(void **state)
{
	struct buffer bytes = framed_stream();

	(void)state;
	for (size_t i = 0; i < bytes.len; i++) {
		struct died d;

		bytes.at[i] ^= 0x01;
		d = reading(bytes.at, bytes.len);
		assert_int_equal(d.code == 0 ? 65 : d.code, 65);
		/* a length that grew may only cut the stream short: no end came */
		assert_true(d.code == 65 || !strstr(d.out, "E 0"));
		bytes.at[i] ^= 0x01;
	}
	buffer_free(&bytes);
}

static void
a_stream_cut_at_any_byte_has_no_end_and_gives_what_is_whole(void **state)
{
	struct buffer bytes = framed_stream();

	(void)state;
	for (size_t len = 0; len < bytes.len; len += 3) {
		struct died d = reading(bytes.at, len);

		assert_int_equal(d.code, 0);
		assert_null(strstr(d.out, "E 0"));
		assert_int_equal(strstr(d.out, "H 0 128\n") != NULL, len >= HEADER + 128);
		assert_int_equal(strstr(d.out, "D 1 6\n") != NULL, len >= 2 * HEADER + 128 + 6);
		assert_non_null(strstr(d.out, "eof"));
	}
	buffer_free(&bytes);
}

#define FRAME_ONE (HEADER + 128)
#define FRAME_TWO (FRAME_ONE + HEADER + 6)

static void
a_frame_that_is_lost_is_noticed_and_one_that_is_doubled_dropped(void **state)
{
	struct buffer bytes = framed_stream(), odd = {0};
	struct died d;

	(void)state;
	buffer_add(&odd, bytes.at, FRAME_ONE);
	buffer_add(&odd, bytes.at + FRAME_TWO, bytes.len - FRAME_TWO);
	d = reading(odd.at, odd.len);
	assert_int_equal(d.code, 65);
	assert_non_null(strstr(d.err, "frame 2 came where frame 1 was expected"));

	odd.len = 0;
	buffer_add(&odd, bytes.at, FRAME_TWO);
	buffer_add(&odd, bytes.at + FRAME_ONE, bytes.len - FRAME_ONE);
	d = reading(odd.at, odd.len);
	assert_int_equal(d.code, 0);
	assert_string_equal(d.out, "H 0 128\nD 1 6\nD 2 7\nE 0 29\neof\n");

	d = reading(bytes.at + FRAME_ONE, bytes.len - FRAME_ONE);
	assert_int_equal(d.code, 65);
	buffer_free(&bytes);
	buffer_free(&odd);
}

static void
a_frame_of_another_run_is_refused(void **state)
{
	struct buffer body = body_of("\x80", 1);
	struct pipe *pipe = pipe_open_write(path);
	struct buffer bytes;
	struct died d;

	(void)state;
	send(pipe, FRAME_HEAD, 0, 0, &body);
	of_run = other_run;
	send(pipe, FRAME_DATA, 1, 1, &body);
	of_run = run;
	pipe_close(pipe, true);
	bytes = file_bytes();
	d = reading(bytes.at, bytes.len);
	assert_int_equal(d.code, 65);
	assert_non_null(strstr(d.err, "another run"));
	buffer_free(&bytes);
	buffer_free(&body);
}

static void
give(struct wire_zmq *wire, enum frame_kind kind, uint64_t epoch, uint64_t seq)
{
	struct frame frame = {.kind = kind, .epoch = epoch, .seq = seq};
	struct buffer bytes = {0};

	frame_write(&frame, &bytes);
	assert_true(wire_zmq_give(wire, bytes.at, bytes.len));
	buffer_free(&bytes);
}

static void
take_all(void *endpoint)
{
	struct pipe *pipe = pipe_open_read(endpoint);

	alarm(10);
	while (pipe_recv(pipe).kind)
		;
}

/* Another process: threads of ZeroMQ's do not outlive a fork. */
static pid_t
leads_past(const char *endpoint)
{
	pid_t pid = fork();
	struct wire_zmq *wire;

	if (pid)
		return pid;
	wire = wire_zmq_open(endpoint, WIRE_WRITES);
	give(wire, FRAME_HEAD, 1, 0); /* was on its way when an earlier life of the sink died */
	give(wire, FRAME_DATA, 1, 1);
	give(wire, FRAME_HEAD, 2, 5);
	alarm(10);
	for (;;)
		pause();
}

static void
a_sink_that_is_led_past_what_it_has_ends_at_once(void **state)
{
	char endpoint[160];
	struct died d;
	pid_t pid;

	(void)state;
	snprintf(endpoint, sizeof(endpoint), "ipc://%s/line", dir);
	pid = leads_past(endpoint);
	d = died(take_all, endpoint);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_int_equal(d.code, 75);
	assert_non_null(strstr(d.err, "behind frame 5, and only 1 are kept here"));
}

static void
a_frame_larger_than_frames_may_be_is_refused_unread(void **state)
{
	struct buffer bytes = framed_stream();
	struct died d;

	(void)state;
	memcpy(bytes.at + 67, "\x00\x80\x00\x01", 4);
	d = reading(bytes.at, bytes.len);
	assert_int_equal(d.code, 65);
	assert_non_null(strstr(d.err, "larger than frames may be"));
	buffer_free(&bytes);
}

static void
bytes_behind_the_end_are_refused(void **state)
{
	struct buffer bytes = framed_stream();
	size_t len = bytes.len;
	struct died d;

	(void)state;
	buffer_add(&bytes, "\n", 1);
	d = reading(bytes.at, bytes.len);
	assert_int_equal(d.code, 65);
	assert_non_null(strstr(d.err, "behind the end"));
	bytes.len = len;
	buffer_add(&bytes, bytes.at, 0);
	buffer_reserve(&bytes, len);
	buffer_add(&bytes, bytes.at, len);
	assert_int_equal(reading(bytes.at, bytes.len).code, 65);
	buffer_free(&bytes);
}

static struct buffer
bare_stream(void)
{
	struct buffer bytes = {0};

	add_head(&bytes);
	buffer_add(&bytes, "\x81\xa2id\xa1x\x80\x81\xa2id\xa1y", 13);
	totals_write(&nothing, &bytes);
	return bytes;
}

static void
bare_objects_are_read_as_frames_and_cut_at_any_byte_give_what_is_whole(void **state)
{
	struct buffer bytes = bare_stream();
	struct died d = reading(bytes.at, bytes.len);

	(void)state;
	assert_int_equal(d.code, 0);
	assert_string_equal(d.out, "H 0 128\nD 3 13\nE 0 29\neof\n");
	for (size_t len = 0; len < bytes.len; len++) {
		d = reading(bytes.at, len);
		assert_int_equal(d.code, 0);
		assert_null(strstr(d.out, "E 0"));
		assert_int_equal(strstr(d.out, "H 0 128\n") != NULL, len >= 128);
		assert_int_equal(strstr(d.out, "D ") != NULL, len >= 128 + 6);
	}
	buffer_free(&bytes);
}

static void
bytes_behind_a_bare_end_are_refused(void **state)
{
	struct buffer bytes = bare_stream();

	(void)state;
	buffer_add(&bytes, "\x80", 1);
	assert_int_equal(reading(bytes.at, bytes.len).code, 65);
	buffer_free(&bytes);
}

static void
what_is_no_msgpack_or_nested_too_deep_is_refused_with_its_place(void **state)
{
	struct buffer bytes = bare_stream();
	struct died d;

	(void)state;
	bytes.len = 128 + 6;
	buffer_add(&bytes, "\xc1", 1);
	d = reading(bytes.at, bytes.len);
	assert_int_equal(d.code, 65);
	assert_non_null(strstr(d.out, "D 1 6"));
	assert_non_null(strstr(d.err, "at byte 134"));
	bytes.len = 0;
	for (int i = 0; i < 100000; i++)
		buffer_add(&bytes, "\x91", 1);
	assert_int_equal(reading(bytes.at, bytes.len).code, 65);
	buffer_free(&bytes);
}

static void
a_bare_object_larger_than_a_frame_is_refused(void **state)
{
	struct buffer bytes = {0};
	struct died d;

	(void)state;
	buffer_add(&bytes, "\xdb\x7f\xff\xff\xff", 5);
	buffer_reserve(&bytes, FRAME_BODY_MAX + 2 * FRAME_FILL);
	memset(bytes.at + 5, 0, FRAME_BODY_MAX + FRAME_FILL);
	bytes.len += FRAME_BODY_MAX + FRAME_FILL;
	d = reading(bytes.at, bytes.len);
	assert_int_equal(d.code, 65);
	assert_non_null(strstr(d.err, "larger than a frame"));
	buffer_free(&bytes);
}

static void
an_empty_input_is_the_end(void **state)
{
	struct died d = reading("", 0);

	(void)state;
	assert_int_equal(d.code, 0);
	assert_string_equal(d.out, "eof\n");
}

/* ---- Endpoints */

static void
open_read(void *arg)
{
	pipe_close(pipe_open_read(arg), true);
}

static void
open_write(void *arg)
{
	pipe_close(pipe_open_write(arg), true);
}

static void
an_endpoint_that_is_none_is_refused(void **state)
{
	static const struct {
		const char *endpoint;
		void (*open)(void *);
		int code;
	} cases[] = {
		{"tcp://0.0.0.0:5555", open_read, 64},
		{"tcp://*:5555", open_read, 64},
		{"tcp://192.0.2.1:5555", open_write, 64},
		{"tcp://127.0.0.1.example:5555", open_write, 64},
		{"tcp://127.0.0.1:0;192.0.2.1:5555", open_write, 64},
		{"tcp://127.0.0.1:", open_write, 64},
		{"tcp://[::1]:", open_write, 64},
		{"tcp://localhost:5555", open_write, 64},
		{"ipc://", open_read, 64},
		{"ipc://@abstract", open_read, 64},
		{"ipc://*", open_read, 64},
		{"http://x", open_read, 64},
		{"pgm://x", open_write, 64},
		{"/no/such/file", open_read, 66},
		{"/tmp", open_read, 66},
		{"/no/such/file", open_write, 73},
		{"/tmp", open_write, 73},
		{"ipc:///no/such/directory/x", open_read, 73},
		{"/dev/null", open_read, 0},
		{"/dev/null", open_write, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct died d = died(cases[i].open, (void *)(uintptr_t)cases[i].endpoint);

		if (d.code != cases[i].code)
			print_error("%s\n", cases[i].endpoint);
		assert_int_equal(d.code, cases[i].code);
	}
}

static void
a_device_stays_a_device(void **state)
{
	struct stat st;

	(void)state;
	assert_int_equal(died(open_write, (void *)(uintptr_t) "/dev/null").code, 0);
	assert_int_equal(stat("/dev/null", &st), 0);
	assert_true(S_ISCHR(st.st_mode));
}

static void
a_file_that_is_not_closed_well_does_not_appear(void **state)
{
	struct stat st;
	struct pipe *pipe;

	(void)state;
	unlink(path);
	pipe = pipe_open_write(path);
	send_stream(pipe);
	assert_int_not_equal(stat(path, &st), 0);
	pipe_close(pipe, false);
	assert_int_not_equal(stat(path, &st), 0);
	pipe_close(NULL, true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frames_are_read_as_they_were_sent),
		cmocka_unit_test(a_damaged_byte_anywhere_is_refused),
		cmocka_unit_test(a_stream_cut_at_any_byte_has_no_end_and_gives_what_is_whole),
		cmocka_unit_test(a_frame_that_is_lost_is_noticed_and_one_that_is_doubled_dropped),
		cmocka_unit_test(a_frame_of_another_run_is_refused),
		cmocka_unit_test(a_sink_that_is_led_past_what_it_has_ends_at_once),
		cmocka_unit_test(a_frame_larger_than_frames_may_be_is_refused_unread),
		cmocka_unit_test(bytes_behind_the_end_are_refused),
		cmocka_unit_test(bare_objects_are_read_as_frames_and_cut_at_any_byte_give_what_is_whole),
		cmocka_unit_test(bytes_behind_a_bare_end_are_refused),
		cmocka_unit_test(what_is_no_msgpack_or_nested_too_deep_is_refused_with_its_place),
		cmocka_unit_test(a_bare_object_larger_than_a_frame_is_refused),
		cmocka_unit_test(an_empty_input_is_the_end),
		cmocka_unit_test(an_endpoint_that_is_none_is_refused),
		cmocka_unit_test(a_device_stays_a_device),
		cmocka_unit_test(a_file_that_is_not_closed_well_does_not_appear),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
