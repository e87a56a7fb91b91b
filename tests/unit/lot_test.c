#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "died.h"
#include "log.h"
#include "lot.h"

static char *dir;
static char path[128];
static const unsigned char run[16] = "run of the tests", other_run[16] = "some other run..";

static int
setup(void **state)
{
	(void)state;
	dir = scratch_make();
	snprintf(path, sizeof(path), "%s/lot.msgpack", dir);
	return dir ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	scratch_remove(dir);
	return 0;
}

/* ---- A lot of three acts, in two invoices: a head, an act a body, the end */

#define ACTS 3
#define BODIES (ACTS + 2)

static void
make_bodies(struct buffer bodies[BODIES])
{
	static const int places[ACTS][2] = {{1, 1}, {1, 2}, {2, 1}};
	struct head head = {.run = TEXT("00112233445566778899aabbccddeeff"),
		.book_hash = TEXT("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
		.book_name = TEXT("b"), .as_of = day_parse(TEXT("2026-03-31"))};
	struct totals totals = {0};

	memset(bodies, 0, BODIES * sizeof(*bodies));
	head_write(&head, &bodies[0]);
	for (int i = 0; i < ACTS; i++) {
		struct record rec = {0};
		const char *why;

		assert_int_equal(record_parse(&rec, (const unsigned char *)"\x80", 1, &why), 1);
		record_set_text(&rec, F_LOT, TEXT("L000001"));
		record_set_text(&rec, F_PAYEUR, TEXT("cpam"));
		record_set_text(&rec, F_SUPPORT, TEXT("708"));
		record_set_text(&rec, F_PERIODE, TEXT("2026-01"));
		record_set_int(&rec, F_FACTURE, places[i][0]);
		record_set_int(&rec, F_LIGNE_FACTURE, places[i][1]);
		record_write(&rec, &bodies[1 + i]);
		totals_add(&totals, &rec, bodies[1 + i].at, bodies[1 + i].len);
		record_free(&rec);
	}
	totals_write(&totals, &bodies[BODIES - 1]);
}

static void
add_frame(struct buffer *out, const struct buffer *body, uint64_t seq, const unsigned char of_run[16])
{
	struct frame frame = {.kind = seq == 0 ? FRAME_HEAD : seq == BODIES - 1 ? FRAME_END : FRAME_DATA, .seq = seq,
		.records = seq && seq < BODIES - 1, .body = body->at, .len = body->len};

	memcpy(frame.run, of_run, sizeof(frame.run));
	frame_write(&frame, out);
}

/* Frames of these numbers, one after the other; that at `foreign` is of another run. "": bare objects. */
static void
write_lot(const char *numbers, int foreign)
{
	struct buffer bodies[BODIES], out = {0};

	make_bodies(bodies);
	for (int i = 0; i < BODIES && !*numbers; i++)
		buffer_add(&out, bodies[i].at, bodies[i].len);
	for (int i = 0; numbers[i]; i++)
		add_frame(&out, &bodies[numbers[i] - '0'], (uint64_t)(numbers[i] - '0'), i == foreign ? other_run : run);
	scratch_write(dir, "lot.msgpack", (const char *)out.at, out.len);
	for (int i = 0; i < BODIES; i++)
		buffer_free(&bodies[i]);
	buffer_free(&out);
}

static void
read_lot(void *arg)
{
	const struct record *rec;
	struct lot lot;

	(void)arg;
	lot_open(&lot, path);
	while ((rec = lot_read(&lot)))
		printf("%lld.%lld%s %zu ", (long long)lot.facture, (long long)lot.ligne,
			lot_begins_facture(&lot) ? "*" : "", lot.bytes.len);
	lot_close(&lot);
	fflush(stdout);
}

static void
the_acts_come_in_order_bare_or_in_frames(void **state)
{
	struct died bare, framed;

	(void)state;
	write_lot("", -1);
	bare = died(read_lot, NULL);
	assert_int_equal(bare.code, 0);
	assert_int_equal(strncmp(bare.out, "1.1* ", 5), 0);
	assert_non_null(strstr(bare.out, " 1.2 "));
	assert_non_null(strstr(bare.out, " 2.1* "));
	write_lot("01234", -1);
	framed = died(read_lot, NULL);
	assert_int_equal(framed.code, 0);
	assert_string_equal(framed.out, bare.out);
	write_lot("012234", -1); /* what came already is passed over */
	assert_string_equal(died(read_lot, NULL).out, bare.out);
}

static void
a_frame_that_is_not_the_next_one_is_65(void **state)
{
	static const struct {
		const char *numbers;
		int foreign;
		const char *why;
	} cases[] = {
		{"0134", -1, "not the next one"}, /* one is missing */
		{"1234", -1, "not the next one"}, /* without its head */
		{"01234", 2, "of another run"},
		{"0123", -1, "the file was cut"},
		{"012344", -1, "bytes behind the end"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct died d;

		write_lot(cases[i].numbers, cases[i].foreign);
		d = died(read_lot, NULL);
		assert_int_equal(d.code, EX_DATAERR);
		if (!strstr(d.err, cases[i].why))
			print_error("%s: %s", cases[i].numbers, d.err);
		assert_non_null(strstr(d.err, cases[i].why));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_acts_come_in_order_bare_or_in_frames),
		cmocka_unit_test(a_frame_that_is_not_the_next_one_is_65),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
