#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "choice.h"
#include "died.h"
#include "json_read.h"

static bool
chosen(const struct choice *choice, const char *json)
{
	static struct record rec;
	struct buffer bytes = {0};
	const char *why;
	unsigned column;
	bool taken;

	assert_null(json_read(text_of(json), &bytes, &column));
	assert_true(record_parse(&rec, bytes.at, bytes.len, &why));
	taken = choice_takes(choice, &rec);
	buffer_free(&bytes);
	return taken;
}

#define ACT "{\"acte_ref\":\"A1\",\"site\":\"arras\",\"acte_code\":\"G\"}"
#define REFUSED \
	"{\"acte_ref\":\"A2\",\"statut\":\"hold\",\"motifs\":[{\"code\":\"nir-key\"},{\"code\":\"rpps-key\"}]}"

static void
no_choice_takes_everything(void **state)
{
	(void)state;
	assert_true(chosen(&(struct choice){0}, ACT));
	assert_true(chosen(&(struct choice){0}, REFUSED));
}

static void
one_value_of_a_list_is_enough(void **state)
{
	(void)state;
	assert_true(chosen(&(struct choice){.site = "lens,arras"}, ACT));
	assert_false(chosen(&(struct choice){.site = "lens,arra"}, ACT));
	assert_true(chosen(&(struct choice){.statut = "held,rejected"}, REFUSED));
	assert_false(chosen(&(struct choice){.statut = "held,rejected"}, ACT));
	assert_true(chosen(&(struct choice){.motif = "rpps-key"}, REFUSED));
	assert_false(chosen(&(struct choice){.motif = "rpps"}, REFUSED));
}

static void
all_that_is_asked_for_must_hold(void **state)
{
	(void)state;
	assert_true(chosen(&(struct choice){.statut = "accepted", .acte_code = "G", .acte_ref = "A1"}, ACT));
	assert_false(chosen(&(struct choice){.statut = "accepted", .acte_code = "COE"}, ACT));
	assert_false(chosen(&(struct choice){.payeur = "epdef"}, ACT));
}

static void
check(void *choice)
{
	choice_check(choice);
}

static void
a_status_that_is_none_and_an_empty_place_are_64(void **state)
{
	(void)state;
	assert_int_equal(died(check, &(struct choice){.statut = "held,lost"}).code, 64);
	assert_int_equal(died(check, &(struct choice){.site = "arras,"}).code, 64);
	assert_int_equal(died(check, &(struct choice){.site = "arras,,lens"}).code, 64);
	assert_int_equal(died(check, &(struct choice){.statut = "held", .motif = "a,b"}).code, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_choice_takes_everything),
		cmocka_unit_test(one_value_of_a_list_is_enough),
		cmocka_unit_test(all_that_is_asked_for_must_hold),
		cmocka_unit_test(a_status_that_is_none_and_an_empty_place_are_64),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
