/*
 * why - what the source gave is told from what stages wrote; lines of --explain are read, not believed;
 * amounts are said with the arithmetic that makes them
 */
#include "why.h"

#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "json_read.h"

static struct record rec;
static struct buffer bytes, out;
static struct arena *arena;

/* A record of the JSON object, without the fields that strip_stages() takes. */
static void
strip(const char *json, bool anonymous)
{
	unsigned column;
	const char *why;

	bytes.len = out.len = 0;
	assert_null(json_read(text_of(json), &bytes, &column));
	assert_int_equal(record_parse(&rec, bytes.at, bytes.len, &why), bytes.len);
	strip_stages(&rec, anonymous);
	record_write(&rec, &out);
	assert_int_equal(record_parse(&rec, out.at, out.len, &why), out.len);
}

static void
what_stages_wrote_goes_and_what_the_source_gave_stays(void **state)
{
	(void)state;
	strip("{\"id\":\"s-2\",\"acte_ref\":\"A1\",\"one_of_theirs\":1,\"acte_code\":\"COE\",\"montant_cents\":500,"
	      "\"convention\":\"2023-212\",\"nature_assurance\":\"maladie\",\"amo_cents\":500,\"payeur\":\"x\","
	      "\"tentative\":2,\"statut\":\"hold\",\"motifs\":[{\"code\":\"doublon\",\"etape\":\"emit\"}]}", false);
	assert_true(record_is(&rec, F_ACTE_CODE, "COE"));
	assert_int_equal(record_int(&rec, F_MONTANT_CENTS, 0), 500);
	assert_int_equal(rec.unknown_count, 1);
	assert_int_equal(rec.pairs, 5);
	assert_int_equal(rec.statut, STATUT_ACCEPTED);
	assert_false(record_has(&rec, F_NATURE_ASSURANCE));
}

static void
a_nature_that_was_given_stands_before_what_stages_wrote(void **state)
{
	(void)state;
	strip("{\"acte_ref\":\"A1\",\"nature_assurance\":\"maternite\",\"convention\":\"2023-212\"}", false);
	assert_true(record_is(&rec, F_NATURE_ASSURANCE, "maternite"));
	strip("{\"acte_ref\":\"A1\",\"nature_assurance\":\"maternite\"}", false);
	assert_true(record_is(&rec, F_NATURE_ASSURANCE, "maternite"));
}

static void
what_anonymize_left_keeps_its_price_and_is_routed_again(void **state)
{
	(void)state;
	strip("{\"acte_ref\":\"A1\",\"activite\":\"cpef\",\"amo_cents\":500,\"anonymise\":\"ivg\",\"libelle\":\"L\","
	      "\"payeur\":\"x\",\"support\":\"feuille\",\"periode\":\"2026-01\"}", true);
	assert_int_equal(record_int(&rec, F_AMO_CENTS, 0), 500);
	assert_true(record_is(&rec, F_LIBELLE, "L"));
	assert_false(record_has(&rec, F_PAYEUR));
	assert_false(record_has(&rec, F_SUPPORT));
}

static void
a_line_of_explain_is_read_whole(void **state)
{
	static const char line[] = "{\"id\":\"s-2\",\"acte_ref\":\"A1\",\"etape\":\"price\",\"livre\":\"ab\",\"later\":[{}],"
		"\"regles\":[{\"regle\":\"R016\",\"article\":\"art. 3\",\"etat\":\"levee\",\"entrees\":{\"site\":null,"
		"\"quantite\":2},\"pris\":[\"tarifs.yaml:41\"],\"motifs\":[{\"code\":\"c\",\"niveau\":\"hold\"}]},"
		"{\"regle\":\"R017\",\"etat\":\"sans-objet\",\"condition\":\"vaccin\"}],\"statut\":\"held\","
		"\"ecrit\":{\"amo_cents\":2100}}";
	const struct explained *read;
	const char *why;

	(void)state;
	read = explained_read(text_of(line), arena, &why);
	assert_non_null(read);
	assert_int_equal(read->regle_count, 2);
	assert_false(read->regles[0].entrees[0].is_number || read->regles[0].entrees[0].text.at);
	assert_int_equal(read->regles[0].entrees[1].number, 2);
	assert_true(text_is(read->regles[0].pris[0], "tarifs.yaml:41"));
	assert_true(text_is(read->regles[0].motifs[0].niveau, "hold"));
	assert_true(text_is(read->regles[1].condition, "vaccin"));
	assert_int_equal(explained_wrote(read, "amo_cents")->number, 2100);
}

static void
what_is_no_line_of_explain_is_refused(void **state)
{
	static const char *const lines[] = {"", "[]", "{}", "{\"etape\":\"price\"}", "{\"etape\":1,\"statut\":\"held\"}",
		"{\"etape\":\"p\",\"statut\":\"held\",\"regles\":{}}", "{\"etape\":\"p\",\"statut\":\"held\",\"regles\":[1]}",
		"{\"etape\":\"p\",\"statut\":\"held\",\"ecrit\":{\"a\":[]}}", "{\"etape\":\"p\",\"statut\":\"held\""};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		const char *why = NULL;

		assert_null(explained_read(text_of(lines[i]), arena, &why));
		assert_non_null(why);
	}
}

static void
amounts_are_said_as_the_reader_writes_them(void **state)
{
	static const struct why fr = {.english = false}, en = {.english = true};
	char buf[SAY_SIZE];

	(void)state;
	assert_string_equal(say_euros(&fr, 123456789, buf), "1\u00a0234\u00a0567,89\u00a0€");
	assert_string_equal(say_euros(&fr, -100005, buf), "-1\u00a0000,05\u00a0€");
	assert_string_equal(say_euros(&en, 123456, buf), "1,234.56\u00a0EUR");
	assert_string_equal(say_rate(&fr, 6550, buf), "65,5\u00a0%");
	assert_string_equal(say_rate(&fr, 10000, buf), "100\u00a0%");
	assert_string_equal(say_rate(&fr, 0, buf), "0\u00a0%");
	assert_string_equal(say_day(&fr, TEXT("2026-02-18"), buf), "18/02/2026");
	assert_string_equal(say_day(&fr, TEXT("2026-02-30"), buf), "2026-02-30");
}

static void
arithmetic_is_said_where_it_is_that_of_the_figures(void **state)
{
	static const struct why why = {.english = false};
	struct acte acte = {.quantite = 2, .tarif_cents = 1000, .base_cents = 2000, .taux_bp = 6500,
		.amo_cents = 1300};
	char buf[512];

	(void)state;
	assert_string_equal(say_arithmetic(&why, &acte, buf),
		"10,00\u00a0€ × 2 = 20,00\u00a0€ ; 20,00\u00a0€ × 65\u00a0% = 13,00\u00a0€");
	acte.tarif_cents = 900; /* a base that is not the tariff's product: the share alone */
	assert_string_equal(say_arithmetic(&why, &acte, buf), "20,00\u00a0€ × 65\u00a0% = 13,00\u00a0€");
	acte.amo_cents = 1301;
	assert_string_equal(say_arithmetic(&why, &acte, buf), "");
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	record_free(&rec);
	buffer_free(&bytes);
	buffer_free(&out);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stages_wrote_goes_and_what_the_source_gave_stays),
		cmocka_unit_test(a_nature_that_was_given_stands_before_what_stages_wrote),
		cmocka_unit_test(what_anonymize_left_keeps_its_price_and_is_routed_again),
		cmocka_unit_test(a_line_of_explain_is_read_whole),
		cmocka_unit_test(what_is_no_line_of_explain_is_refused),
		cmocka_unit_test(amounts_are_said_as_the_reader_writes_them),
		cmocka_unit_test(arithmetic_is_said_where_it_is_that_of_the_figures),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
