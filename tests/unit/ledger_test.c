/*
 * ledger - one writer, one transaction, one row an act; and what is no ledger is said to be none
 */
#include "ledger.h"

#include "ecriture.h"
#include "ledger_schema.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "died.h"

struct scene {
	const char *dir;
	char path[256];
};

static int
setup(void **state)
{
	static struct scene scene;

	scene.dir = scratch_make();
	snprintf(scene.path, sizeof(scene.path), "%s/ledger.sqlite", scene.dir);
	*state = &scene;
	return 0;
}

static int
teardown(void **state)
{
	scratch_remove(((struct scene *)*state)->dir);
	return 0;
}

static const char emission[] = "INSERT INTO emission VALUES"
	" (1, 'r', 's', 'h', 'b', 'n', '2026-03-31', 1, 0, 100, 'prete')";
static const char lot[] = "INSERT INTO lot (numero, id, emission, payeur, support, periode, factures,"
	" lignes, amo_cents, paye_cents) VALUES"
	" (1, 'L000001', 1, 'cpam-artois', 'b2', '2026-03', 1, 1, 100, 0);"
	"INSERT INTO facture VALUES (1, 1, x'00', 'r', 'd', 1, 100)";
static const char acte[] = "INSERT INTO acte (lot, facture, ligne, structure, acte_ref, quantite,"
	" amo_cents) VALUES (1, 1, %d, 'f', '%s', 1, 100)";

static void
fill(struct ledger *ledger)
{
	char sql[256];

	db_exec(ledger->db, emission);
	db_exec(ledger->db, lot);
	snprintf(sql, sizeof(sql), acte, 1, "A1");
	db_exec(ledger->db, sql);
}

static void
it_is_private_and_durable(void **state)
{
	struct scene *scene = *state;
	struct ledger ledger;
	struct stat st;

	ledger_open(&ledger, scene->path);
	assert_int_equal(stat(scene->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(db_number(ledger.db, "PRAGMA synchronous", 0), 2);
	assert_int_equal(db_number(ledger.db, "PRAGMA foreign_keys", 0), 1);
	assert_int_equal(db_number(ledger.db, "PRAGMA user_version", 0), LEDGER_VERSION);
	ledger_close(&ledger);
}

static void
what_is_committed_is_there_again(void **state)
{
	struct scene *scene = *state;
	struct ledger ledger;
	struct db *db;

	ledger_open(&ledger, scene->path);
	ledger_begin(&ledger);
	fill(&ledger);
	ledger_commit(&ledger);
	ledger_close(&ledger);
	db = ledger_read(scene->path);
	assert_int_equal(db_number(db, "SELECT sum(amo_cents) FROM acte", 0), 100);
	db_close(db);
}

static void
fill_and_die(void *arg)
{
	struct scene *scene = arg;
	struct ledger ledger;

	ledger_open(&ledger, scene->path);
	ledger_begin(&ledger);
	fill(&ledger);
	_exit(9);
}

static void
a_process_that_dies_before_the_commit_did_nothing(void **state)
{
	struct scene *scene = *state;
	struct ledger ledger;

	assert_int_equal(died(fill_and_die, scene).code, 9);
	ledger_open(&ledger, scene->path);
	assert_int_equal(db_number(ledger.db, "SELECT count(*) FROM acte", 0), 0);
	ledger_close(&ledger);
}

static void
open_for_writing(void *arg)
{
	struct ledger ledger;

	ledger_open(&ledger, ((struct scene *)arg)->path);
	ledger_close(&ledger);
}

static void
open_for_reading(void *arg)
{
	db_close(ledger_read(((struct scene *)arg)->path));
}

static void
a_second_writer_is_told_to_try_again_and_a_reader_is_not_in_the_way(void **state)
{
	struct scene *scene = *state;
	struct ledger ledger;

	ledger_open(&ledger, scene->path);
	ledger_begin(&ledger);
	assert_int_equal(died(open_for_writing, scene).code, 75);
	assert_int_equal(died(open_for_reading, scene).code, 0);
	ledger_commit(&ledger);
	ledger_close(&ledger);
	assert_int_equal(died(open_for_writing, scene).code, 0);
}

static void
what_is_no_ledger_is_refused(void **state)
{
	struct scene *scene = *state;
	struct ledger ledger;
	struct db *db;

	assert_int_equal(died(open_for_reading, scene).code, 66);
	scratch_write(scene->dir, "ledger.sqlite", "this is a text of more than sixteen bytes", 41);
	assert_int_equal(died(open_for_writing, scene).code, 65);
	assert_int_equal(died(open_for_reading, scene).code, 65);
	remove(scene->path);
	db = db_open(scene->path, DB_WRITE);
	db_exec(db, "CREATE TABLE somebody_elses (a)");
	db_close(db);
	assert_int_equal(died(open_for_writing, scene).code, 65);
	remove(scene->path);
	ledger_open(&ledger, scene->path);
	db_exec(ledger.db, "PRAGMA user_version = 99");
	ledger_close(&ledger);
	assert_int_equal(died(open_for_writing, scene).code, 65);
	assert_int_equal(died(open_for_reading, scene).code, 65);
}

/* A ledger as it was made then. */
static struct db *
make_old(const struct scene *scene, int64_t version)
{
	struct db *db = db_open(scene->path, DB_WRITE);
	char sql[96];

	for (const struct ledger_step *step = ledger_steps; step->sql && step->version <= version; step++)
		db_exec(db, step->sql);
	snprintf(sql, sizeof(sql), "PRAGMA application_id = 1347242289; PRAGMA user_version = %d", (int)version);
	db_exec(db, sql);
	fill(&(struct ledger){.db = db});
	return db;
}

static void
of_version_3_the_writer_finds_who_was_cared_for(void **state)
{
	struct scene *scene = *state;
	struct ledger ledger;
	struct db *db = make_old(scene, 3);

	db_exec(db, "INSERT INTO facture VALUES (1, 2, NULL, NULL, NULL, 2, 200);"
		"INSERT INTO acte (lot, facture, ligne, structure, acte_ref, quantite, amo_cents)"
		" VALUES (1, 2, 1, '', 'P1', 1, 100), (1, 2, 2, 'f', 'A2', 1, 100);"
		"INSERT INTO bilan_pegase VALUES ('', 'P1', 1, x'07', 'd', 'e', 'F1', 1)");
	db_close(db);
	db = ledger_read(scene->path);
	assert_int_equal(ledger_version(db), 3);
	db_close(db);
	ledger_open(&ledger, scene->path);
	assert_int_equal(ledger_version(ledger.db), LEDGER_VERSION);
	/* by the invoice, by the bilan; a table tells nobody */
	assert_int_equal(db_number(ledger.db, "SELECT count(*) FROM acte WHERE (acte_ref, patient)"
		" IN (VALUES ('A1', x'00'), ('P1', x'07'))", 0), 2);
	assert_int_equal(db_number(ledger.db, "SELECT count(*) FROM acte WHERE patient IS NULL", 0), 1);
	assert_int_equal(db_number(ledger.db, "SELECT count(*) FROM piece", -1), 0);
	ledger_close(&ledger);
}

static void
one_of_version_2_is_read_as_it_is_and_brought_up_by_the_writer(void **state)
{
	struct scene *scene = *state;
	struct ledger ledger;
	struct db *db;

	db_close(make_old(scene, 2));
	db = ledger_read(scene->path);
	assert_int_equal(db_number(db, "SELECT sum(amo_cents) FROM acte", 0), 100);
	assert_int_equal(db_number(db, "PRAGMA user_version", 0), 2);
	db_close(db);
	for (int i = 0; i < 2; i++) {
		ledger_open(&ledger, scene->path);
		assert_int_equal(db_number(ledger.db, "PRAGMA user_version", 0), LEDGER_VERSION);
		assert_int_equal(db_number(ledger.db, "SELECT count(*) FROM abandon", -1), 0);
		assert_int_equal(db_number(ledger.db, "SELECT sum(amo_cents) FROM acte", 0), 100);
		ledger_close(&ledger);
	}
	ledger_open(&ledger, scene->path);
	db_exec(ledger.db, "PRAGMA user_version = 1");
	ledger_close(&ledger);
	assert_int_equal(died(open_for_writing, scene).code, 65);
	assert_int_equal(died(open_for_reading, scene).code, 65);
}

/* Paid 60 and 70 of 100: the second one 40, and 30 too much. */
static void
of_version_4_what_came_in_is_kept_and_entered(void **state)
{
	struct scene *scene = *state;
	struct db *db = make_old(scene, 4);
	struct ledger ledger;
	int64_t numero;

	db_exec(db, "BEGIN; INSERT INTO virement VALUES (1, 'V000001', 1, 'i', '2026-05-01', 'x', 'p', 60, 1,"
		" 'lot'), (2, 'V000002', 1, 'j', '2026-05-02', NULL, NULL, 70, 1, 'lot'),"
		" (3, 'V000003', 1, 'k', '2026-05-03', NULL, NULL, 5, 0, 'sans-payeur');"
		"INSERT INTO releve VALUES (1, 's', 'h', 'd', 'b', 3, 135, 0, 0);"
		"INSERT INTO affectation VALUES (1, 1, 60), (2, 1, 70); COMMIT");
	db_close(db);
	ledger_open(&ledger, scene->path);
	assert_int_equal(db_number(ledger.db, "SELECT count(*) FROM virement WHERE (id, cents, raison, libelle)"
		" IS ('V000001', 60, 'lot', 'x')", 0), 1);
	assert_int_equal(db_number(ledger.db, "SELECT paye_cents * 1000 + reste_cents FROM lot", 0), 130000 - 30);
	assert_int_equal(db_number(ledger.db, "SELECT sum(affecte_cents) FROM virement", 0), 130);
	assert_int_equal(db_number(ledger.db, "SELECT count(*) FROM pragma_foreign_key_check", -1), 0);
	assert_null(ecritures_verify(ledger.db, &numero));
	assert_int_equal(numero, 2 * (1 + 3 + 3));
	assert_int_equal(db_number(ledger.db, "SELECT count(*) FROM (SELECT compte, sum(cents) AS c FROM ecriture"
		" GROUP BY compte) WHERE (compte, c) IN (VALUES ('banque', 135), ('creance:L000001', 0),"
		" ('indu:L000001', -30), ('attente:V000003', -5), ('attente:V000001', 0),"
		" ('produit:cpam-artois', -100))", 0), 6);
	ledger_close(&ledger);
}

static void
a_temporary_database_leaves_no_file(void **state)
{
	struct scene *scene = *state;
	struct db *db = db_open("index", DB_TEMPORARY);

	db_exec(db, "CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (1), (2)");
	assert_int_equal(db_number(db, "SELECT sum(n) FROM t", 0), 3);
	db_close(db);
	assert_int_equal(access("index", F_OK), -1);
	assert_int_equal(access(scene->path, F_OK), -1);
}

struct attempt {
	struct scene *scene;
	const char *sql;
};

static void
try_sql(void *arg)
{
	static struct ledger ledger; /* still known when the process dies: no leak */
	struct attempt *attempt = arg;

	ledger_open(&ledger, attempt->scene->path);
	ledger_begin(&ledger);
	fill(&ledger);
	db_exec(ledger.db, attempt->sql);
	ledger_commit(&ledger);
	ledger_close(&ledger);
}

static void
rows_that_cannot_be_true_are_refused(void **state)
{
	static const char *const rows[] = {
		/* an act twice, a line twice, an act without its invoice, text for an amount */
		"INSERT INTO acte (lot, facture, ligne, structure, acte_ref, quantite, amo_cents)"
		" VALUES (1, 1, 2, 'f', 'A1', 1, 1)",
		"INSERT INTO acte (lot, facture, ligne, structure, acte_ref, quantite, amo_cents)"
		" VALUES (1, 1, 1, 'f', 'A2', 1, 1)",
		"INSERT INTO acte (lot, facture, ligne, structure, acte_ref, quantite, amo_cents)"
		" VALUES (1, 7, 1, 'f', 'A2', 1, 1)",
		"INSERT INTO acte (lot, facture, ligne, structure, acte_ref, quantite, amo_cents)"
		" VALUES (1, 1, 2, 'f', 'A2', 1, 'dix')",
		"INSERT INTO affectation (virement, lot, cents) VALUES (1, 1, 1)",
		"INSERT INTO bilan VALUES (1, 'perdu', 1, 1, 1)",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(died(try_sql, &(struct attempt){*state, rows[i]}).code, 70);
	assert_int_equal(died(try_sql, &(struct attempt){*state, "SELECT 1"}).code, 0);
}

static void
what_is_assigned_is_what_a_lot_was_paid(void **state)
{
	struct scene *scene = *state;
	struct ledger ledger;

	ledger_open(&ledger, scene->path);
	ledger_begin(&ledger);
	fill(&ledger);
	db_exec(ledger.db, "INSERT INTO virement (numero, id, releve, identite, date_comptable,"
		" libelle, payeur, cents, candidats, raison) VALUES (1, 'V000001', 1, 'i', 'd', NULL, NULL, 60, 1,"
		" 'lot'), (2, 'V000002', 1, 'j', 'd', NULL, NULL, 50, 1, 'lot')");
	db_exec(ledger.db, "INSERT INTO releve (numero, source, sha256, as_of, livre_hash, credits,"
		" credits_cents, debits, debits_cents) VALUES (1, 's', 'h', 'd', 'b', 2, 110, 0, 0)");
	db_exec(ledger.db, "INSERT INTO affectation (virement, lot, cents)"
		" VALUES (1, 1, 60), (2, 1, 50)");
	ledger_commit(&ledger);
	assert_int_equal(db_number(ledger.db, "SELECT paye_cents FROM lot", 0), 110);
	ledger_close(&ledger);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(it_is_private_and_durable),
		TEST(what_is_committed_is_there_again),
		TEST(a_process_that_dies_before_the_commit_did_nothing),
		TEST(a_second_writer_is_told_to_try_again_and_a_reader_is_not_in_the_way),
		TEST(what_is_no_ledger_is_refused),
		TEST(rows_that_cannot_be_true_are_refused),
		TEST(of_version_3_the_writer_finds_who_was_cared_for),
		TEST(one_of_version_2_is_read_as_it_is_and_brought_up_by_the_writer),
		TEST(of_version_4_what_came_in_is_kept_and_entered),
		TEST(a_temporary_database_leaves_no_file),
		TEST(what_is_assigned_is_what_a_lot_was_paid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
