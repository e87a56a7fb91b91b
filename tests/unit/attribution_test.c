/*
 * attribution - what is owed of a lot, and what came in too much, are their accounts after whatever happens
 */
#include "attribution.h"

#include "ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "died.h"

#define DAY TEXT("2026-04-30")

struct scene {
	const char *dir;
	char path[256];
	struct ledger ledger;
	struct ecritures *ecritures;
	struct attributions *made;
};

/* One lot of 100 euros, and movements of 70, 50 and -30. */
static int
setup(void **state)
{
	static struct scene scene;

	scene.dir = scratch_make();
	snprintf(scene.path, sizeof(scene.path), "%s/ledger.sqlite", scene.dir);
	ledger_open(&scene.ledger, scene.path);
	db_exec(scene.ledger.db, "INSERT INTO emission VALUES (1, 'r', NULL, NULL, 'h', 'n', '2026-03-31', 1, 0, 10000,"
		" 'publiee');"
		"INSERT INTO lot (numero, id, emission, payeur, support, periode, factures, lignes, amo_cents)"
		" VALUES (1, 'L000001', 1, 'cpam', 'b2', '2026-03', 1, 1, 10000);"
		"INSERT INTO releve (numero, sha256, as_of, livre_hash, credits, credits_cents, debits, debits_cents)"
		" VALUES (1, 's', '2026-04-30', 'h', 2, 12000, 1, -3000);"
		"INSERT INTO virement (numero, id, releve, identite, date_comptable, cents, candidats, raison)"
		" VALUES (1, 'V000001', 1, 'a', '2026-04-30', 7000, 0, ''),"
		" (2, 'V000002', 1, 'b', '2026-04-30', 5000, 0, ''),"
		" (3, 'V000003', 1, 'c', '2026-04-30', -3000, 0, '')");
	scene.ecritures = ecritures_new(scene.ledger.db);
	scene.made = attributions_new(scene.ledger.db, scene.ecritures);
	ecriture_begin(scene.ecritures, TEXT("2026-03-31"), TEXT("L000001"), TEXT("emission"));
	ecriture_move(scene.ecritures, "creance", TEXT("L000001"), "produit", TEXT("cpam"), 10000);
	ecriture_end(scene.ecritures);
	mouvement_make(scene.made, 1, 7000, DAY);
	mouvement_make(scene.made, 2, 5000, DAY);
	mouvement_make(scene.made, 3, -3000, DAY);
	*state = &scene;
	return 0;
}

static int
teardown(void **state)
{
	struct scene *scene = *state;

	attributions_free(scene->made);
	ecritures_free(scene->ecritures);
	ledger_close(&scene->ledger);
	scratch_remove(scene->dir);
	return 0;
}

static int64_t
balance(const struct scene *scene, const char *compte)
{
	char sql[128];

	snprintf(sql, sizeof(sql), "SELECT coalesce(sum(cents), 0) FROM ecriture WHERE compte = '%s'", compte);
	return db_number(scene->ledger.db, sql, -1);
}

static int64_t
number(const struct scene *scene, const char *sql)
{
	return db_number(scene->ledger.db, sql, -1);
}

static void
attribute(const struct scene *scene, int64_t virement, int64_t cents)
{
	attribution_make(scene->made, &(struct attribution){virement, 1, cents, TEXT("montant"), 80, TEXT("why"), DAY});
}

static void
holds(const struct scene *scene, int64_t creance, int64_t indu)
{
	int64_t entries;

	assert_int_equal(balance(scene, "creance:L000001"), creance);
	assert_int_equal(balance(scene, "indu:L000001"), indu);
	assert_int_equal(number(scene, "SELECT reste_cents + 1000000 FROM lot"), creance + indu + 1000000);
	assert_null(ecritures_verify(scene->ledger.db, &entries));
}

static void
a_movement_waits_until_it_is_attributed(void **state)
{
	const struct scene *scene = *state;

	assert_int_equal(balance(scene, "banque"), 9000);
	assert_int_equal(balance(scene, "attente:V000003"), 3000);
	attribute(scene, 1, 7000);
	assert_int_equal(balance(scene, "attente:V000001"), 0);
	assert_int_equal(number(scene, "SELECT paye_cents FROM lot"), 7000);
	assert_int_equal(number(scene, "SELECT affecte_cents FROM virement WHERE numero = 1"), 7000);
	assert_int_equal(number(scene, "SELECT count(*) FROM affectation WHERE rang = 1 AND regle = 'montant'"
		" AND score = 80 AND pourquoi = 'why'"), 1);
	holds(scene, 3000, 0);
}

static void
what_passes_what_is_owed_is_to_be_given_back(void **state)
{
	const struct scene *scene = *state;

	attribute(scene, 1, 7000);
	attribute(scene, 2, 5000);
	holds(scene, 0, -2000);
	attribute(scene, 3, -3000); /* comes out of what was too much, and then is owed again */
	holds(scene, 1000, 0);
	assert_int_equal(balance(scene, "attente:V000003"), 0);
}

static void
one_that_is_taken_back_stays_beside_its_contrary(void **state)
{
	const struct scene *scene = *state;

	attribute(scene, 1, 7000);
	attribution_make(scene->made, &(struct attribution){1, 1, -6000, TEXT("decision"), -1, TEXT_ABSENT, DAY});
	attribution_make(scene->made, &(struct attribution){1, 1, -1000, TEXT("montant"), 0, TEXT_ABSENT, DAY});
	assert_int_equal(number(scene, "SELECT count(*) FROM affectation WHERE rang = 2 AND score IS NULL"), 1);
	assert_int_equal(number(scene, "SELECT count(*) FROM affectation WHERE rang = 3 AND score = 0"), 1);
	assert_int_equal(number(scene, "SELECT affecte_cents FROM virement WHERE numero = 1"), 0);
	assert_int_equal(balance(scene, "attente:V000001"), -7000);
	holds(scene, 10000, 0);
}

static void
a_refusal_of_what_was_paid_is_to_be_given_back(void **state)
{
	const struct scene *scene = *state;

	rejet_make(scene->made, 1, 4000, TEXT("R000001"), DAY);
	assert_int_equal(balance(scene, "rejet:L000001"), 4000);
	holds(scene, 6000, 0);
	attribute(scene, 1, 7000);
	holds(scene, 0, -1000);
	rejet_make(scene->made, 1, -4000, TEXT("R000002"), DAY);
	assert_int_equal(number(scene, "SELECT rejete_cents FROM lot"), 0);
	assert_int_equal(balance(scene, "rejet:L000001"), 0);
	holds(scene, 3000, 0);
}

static void
what_we_take_back_was_never_produced(void **state)
{
	const struct scene *scene = *state;

	attribute(scene, 1, 7000);
	annulation_make(scene->made, 1, 10000, TEXT("correction"), DAY);
	assert_int_equal(balance(scene, "produit:cpam"), 0);
	assert_int_equal(number(scene, "SELECT annule_cents FROM lot"), 10000);
	assert_int_equal(number(scene, "SELECT count(*) FROM ecriture WHERE piece = 'L000001'"
		" AND objet = 'correction'"), 3);
	holds(scene, 0, -7000);
}

static void
nothing_is_one_operation_of_no_entry(void **state)
{
	const struct scene *scene = *state;

	rejet_make(scene->made, 1, 0, TEXT("R000001"), DAY);
	holds(scene, 10000, 0);
}

static void
refuse_no_lot(void *arg)
{
	rejet_make(((struct scene *)arg)->made, 9, 1, TEXT("R000001"), DAY);
}

static void
a_lot_that_is_not_there_is_a_mistake_of_ours(void **state)
{
	struct died d = died(refuse_no_lot, *state);

	assert_int_equal(d.code, 70);
	assert_non_null(strstr(d.err, "lot 9 is not in the ledger"));
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_movement_waits_until_it_is_attributed),
		TEST(what_passes_what_is_owed_is_to_be_given_back),
		TEST(one_that_is_taken_back_stays_beside_its_contrary),
		TEST(a_refusal_of_what_was_paid_is_to_be_given_back),
		TEST(what_we_take_back_was_never_produced),
		TEST(nothing_is_one_operation_of_no_entry),
		TEST(a_lot_that_is_not_there_is_a_mistake_of_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
