/*
 * ecriture - what does not add up is not written; what was changed behind its back is found
 */
#include "ecriture.h"

#include "ledger.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "died.h"

struct scene {
	const char *dir;
	char path[256];
	struct ledger ledger;
};

static void
move(struct ledger *ledger, const char *lot, int64_t cents)
{
	struct ecritures *e = ecritures_new(ledger->db);

	ecriture_begin(e, TEXT("2026-03-31"), text_of(lot), TEXT("emission"));
	ecriture_move(e, "creance", text_of(lot), "produit", TEXT("epdef"), cents);
	ecriture_end(e);
	ecritures_free(e);
}

static int
setup(void **state)
{
	static struct scene scene;

	scene.dir = scratch_make();
	snprintf(scene.path, sizeof(scene.path), "%s/ledger.sqlite", scene.dir);
	ledger_open(&scene.ledger, scene.path);
	for (int i = 1; i <= 3; i++) {
		char id[LEDGER_ID_SIZE];

		move(&scene.ledger, ledger_id(id, 'L', i), 100 * i);
	}
	*state = &scene;
	return 0;
}

static int
teardown(void **state)
{
	struct scene *scene = *state;

	ledger_close(&scene->ledger);
	scratch_remove(scene->dir);
	return 0;
}

static void
an_operation_is_two_sides_and_a_chain(void **state)
{
	struct scene *scene = *state;
	struct db *db = scene->ledger.db;
	int64_t numero;

	assert_null(ecritures_verify(db, &numero));
	assert_int_equal(numero, 6);
	assert_int_equal(db_number(db, "SELECT sum(cents) FROM ecriture", -1), 0);
	assert_int_equal(db_number(db, "SELECT sum(cents) FROM ecriture WHERE compte = 'produit:epdef'", 0),
		-600);
	assert_int_equal(db_number(db, "SELECT max(operation) FROM ecriture", 0), 3);
	/* the first seal, as anybody can make it: sha256 of 64 zeros and "|1|1|2026-03-31|creance:L000001|…" */
	assert_int_equal(db_number(db, "SELECT count(*) FROM ecriture WHERE empreinte ="
		" '4a0f55c7620e5f502b7d90a2928d5a34f678b3eb012d7ff6409fedbdfe25efcf'", 0), 1);
	move(&scene->ledger, "L000004", 0);
	assert_null(ecritures_verify(db, &numero));
	assert_int_equal(numero, 6);
}

static void
add_one_side(void *arg)
{
	struct scene *scene = arg;
	struct ecritures *e = ecritures_new(scene->ledger.db);

	ecriture_begin(e, TEXT("2026-03-31"), TEXT("L000009"), TEXT("emission"));
	ecriture_add(e, "creance", TEXT("L000009"), 5);
	ecriture_end(e);
}

static void
one_side_alone_is_refused(void **state)
{
	assert_int_equal(died(add_one_side, *state).code, 70);
}

static void
run_sql(void *arg)
{
	struct { struct scene *scene; const char *sql; } *a = arg;

	db_exec(a->scene->ledger.db, a->sql);
}

static void
an_entry_is_not_changed_nor_taken_away(void **state)
{
	static const char *const attempts[] = {
		"UPDATE ecriture SET cents = 1 WHERE numero = 2",
		"DELETE FROM ecriture WHERE numero = 6",
		"INSERT INTO ecriture VALUES (7, 4, 'd', 'c', 0, 'p', 'o', 'e')",
	};

	for (size_t i = 0; i < sizeof(attempts) / sizeof(*attempts); i++) {
		struct { struct scene *scene; const char *sql; } a = {*state, attempts[i]};

		assert_int_equal(died(run_sql, &a).code, 70);
	}
}

/* Who takes the triggers away can change it: the chain tells. */
static void
a_change_behind_its_back_is_found(void **state)
{
	struct {
		const char *sql;
		int64_t numero;
	} const changes[] = {
		{"UPDATE ecriture SET cents = cents + 1 WHERE numero = 3", 3},
		{"UPDATE ecriture SET date_operation = '2026-04-01' WHERE numero = 4", 4},
		{"UPDATE ecriture SET compte = 'creance:L000003' WHERE numero = 1", 1},
		{"UPDATE ecriture SET objet = 'x' WHERE numero = 6", 6},
		{"DELETE FROM ecriture WHERE operation = 2", 2},
		{"DELETE FROM ecriture WHERE numero = 6", 5},
	};
	struct scene *scene = *state;
	int64_t numero;

	db_exec(scene->ledger.db, "DROP TRIGGER ecriture_reste; DROP TRIGGER ecriture_demeure");
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		db_exec(scene->ledger.db, "BEGIN");
		db_exec(scene->ledger.db, changes[i].sql);
		assert_non_null(ecritures_verify(scene->ledger.db, &numero));
		assert_int_equal(numero, changes[i].numero);
		db_exec(scene->ledger.db, "ROLLBACK");
	}
	assert_null(ecritures_verify(scene->ledger.db, &numero));
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(an_operation_is_two_sides_and_a_chain),
		TEST(one_side_alone_is_refused),
		TEST(an_entry_is_not_changed_nor_taken_away),
		TEST(a_change_behind_its_back_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
