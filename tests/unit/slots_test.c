#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "slots.h"

#define ROWS 2000 /* more than there are slots: some hold several codes */

struct row {
	struct text code;
	int n;
};

static char names[ROWS][24];
static struct row rows[ROWS];

/* Codes of 1 to 20 characters, each in two rows. */
static void
make_rows(void)
{
	for (unsigned i = 0; i < ROWS; i++) {
		int len = snprintf(names[i], sizeof(names[i]), "%.*s%u", (int)(i / 2 % 17), "abcdefghijklmnopq", i / 2);

		rows[i] = (struct row){{names[i], (size_t)len}, (int)i};
	}
}

static unsigned
found(const struct slot *slots, struct text code)
{
	struct slot slot = slot_of(slots, ROWS, code);
	unsigned count = 0;

	for (size_t i = slot.from; i < slot.to; i++)
		count += text_equal(rows[i].code, code);
	return count;
}

static void
test_every_row_of_a_code_is_in_its_slot(void **state)
{
	static struct slot slots[SLOT_COUNT];

	(void)state;
	make_rows();
	slots_fill(slots, rows, ROWS, sizeof(rows[0]));
	for (unsigned i = 0; i < ROWS; i++) {
		assert_int_equal(found(slots, rows[i].code), 2);
		assert_int_equal(found(NULL, rows[i].code), 2);
	}
	assert_int_equal(found(slots, TEXT("unknown")), 0);
	assert_int_equal(found(slots, TEXT("")), 0);
	assert_int_equal(found(slots, TEXT_ABSENT), 0);
}

static void
test_few_rows_seldom_share_a_slot(void **state)
{
	static struct slot slots[SLOT_COUNT];
	unsigned wide = 0;

	(void)state;
	make_rows();
	slots_fill(slots, rows, 100, sizeof(rows[0]));
	for (unsigned i = 0; i < SLOT_COUNT; i++)
		wide += slots[i].to - slots[i].from > 2;
	assert_true(wide < 10);
}

static void
test_an_empty_table_has_empty_slots(void **state)
{
	static struct slot slots[SLOT_COUNT];

	(void)state;
	slots_fill(slots, NULL, 0, sizeof(rows[0]));
	assert_int_equal(slot_of(slots, 0, TEXT("G")).to, 0);
	assert_int_equal(slot_of(NULL, 0, TEXT("G")).to, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_row_of_a_code_is_in_its_slot),
		cmocka_unit_test(test_few_rows_seldom_share_a_slot),
		cmocka_unit_test(test_an_empty_table_has_empty_slots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
