#include "ledger.h"

#include "ecriture.h"
#include "ledger_schema.h"
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define APPLICATION_ID 1347242289 /* "PMI1" */
#define OLDEST_VERSION 2
#define LOCK_MS 1000
#define LOCK_PAUSE_MS 10

const char *
ledger_path(char path[LEDGER_PATH_SIZE], const char *dir, const char *given)
{
	int len = given ? snprintf(path, LEDGER_PATH_SIZE, "%s", given)
			: snprintf(path, LEDGER_PATH_SIZE, "%s/" LEDGER_FILE, dir);

	if (len >= LEDGER_PATH_SIZE)
		die(EX_USAGE, "the path of the ledger is too long");
	return path;
}

/* What a writer that was killed had started is about to end (spawn.h). */
static bool
lock_soon(int fd)
{
	const struct timespec pause = {0, LOCK_PAUSE_MS * 1000000L};

	for (int waited = 0; flock(fd, LOCK_EX | LOCK_NB); waited += LOCK_PAUSE_MS) {
		if (errno != EWOULDBLOCK || waited >= LOCK_MS)
			return false;
		nanosleep(&pause, NULL);
	}
	return true;
}

static int
take_lock(const char *path)
{
	char name[LEDGER_PATH_SIZE + 8];
	int fd;

	snprintf(name, sizeof(name), "%s-lock", path);
	fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		die_errno(EX_CANTCREAT, "%s", name);
	if (!lock_soon(fd)) {
		if (errno == EWOULDBLOCK)
			die(EX_TEMPFAIL, "%s: another process writes to this ledger", path);
		die_errno(EX_IOERR, "%s", name);
	}
	return fd;
}

static void
set_version(struct db *db)
{
	char sql[96];

	snprintf(sql, sizeof(sql), "PRAGMA application_id = %d; PRAGMA user_version = %d",
		APPLICATION_ID, LEDGER_VERSION);
	db_exec(db, sql);
}

static int64_t
check_schema(struct db *db, const char *path)
{
	int64_t version = db_number(db, "PRAGMA user_version", 0);

	if (db_number(db, "PRAGMA application_id", 0) != APPLICATION_ID)
		die(EX_DATAERR, "%s: a database, but not a ledger of pmi-flux", path);
	if (version < OLDEST_VERSION || version > LEDGER_VERSION)
		die(EX_DATAERR, "%s: a ledger of version %lld, this program knows versions %d to %d", path,
			(long long)version, OLDEST_VERSION, LEDGER_VERSION);
	return version;
}

/* From nothing (version 0), or from an older one, in one transaction. */
static void
upgrade(struct db *db, int64_t version)
{
	db_exec(db, "BEGIN IMMEDIATE");
	for (const struct ledger_step *step = ledger_steps; step->sql; step++)
		if (step->version > version)
			db_exec(db, step->sql);
	if (version < 5)
		ecritures_take_over(db);
	set_version(db);
	db_exec(db, "COMMIT");
}

void
ledger_open(struct ledger *ledger, const char *path)
{
	int64_t version;

	ledger->lock = take_lock(path);
	ledger->db = db_open(path, DB_WRITE);
	if (!db_number(ledger->db, "SELECT count(*) FROM sqlite_schema", 0))
		upgrade(ledger->db, 0);
	version = check_schema(ledger->db, path);
	if (version < LEDGER_VERSION)
		upgrade(ledger->db, version);
}

void
ledger_close(struct ledger *ledger)
{
	db_close(ledger->db);
	close(ledger->lock);
}

void
ledger_share_lock(const struct ledger *ledger)
{
	if (fcntl(ledger->lock, F_SETFD, 0) < 0)
		die_errno(EX_OSERR, "the lock of the ledger");
}

/* What a reader sees of a ledger before version 5: the columns and tables of today, as they were then. */
static const char seen_5[] =
	"CREATE TEMP VIEW lot AS SELECT *, 0 AS rejete_cents, 0 AS annule_cents, NULL AS date_reception,"
	" 'original' AS genre, amo_cents - paye_cents AS reste_cents FROM main.lot;"
	"CREATE TEMP VIEW acte AS SELECT *, 'original' AS genre, NULL AS remplace, NULL AS repris_cents"
	" FROM main.acte;"
	"CREATE TEMP VIEW acte_compte AS SELECT * FROM temp.acte;"
	"CREATE TEMP VIEW virement AS SELECT *, 'releve' AS origine, NULL AS date_valeur, NULL AS operation,"
	" NULL AS piece_orig, NULL AS exercice, NULL AS meme, (SELECT coalesce(sum(a.cents), 0)"
	" FROM main.affectation AS a WHERE a.virement = v.numero) AS affecte_cents FROM main.virement AS v;"
	"CREATE TEMP TABLE reglement (numero, id, releve, payeur, date_comptable, cents, libelle,"
	" factures_cents, retenues_cents, forfaits_cents, virement, raison);"
	"CREATE TEMP TABLE retour (numero, releve, reglement, genre, lot, facture, acte, etat, demande_cents,"
	" paye_cents, code, libelle, date_comptable, raison);"
	"CREATE TEMP TABLE accuse (numero, releve, lot, facture, etat, code, libelle, date_reception, raison);"
	"CREATE TEMP TABLE candidat (virement, genre, cible, regle, score, pourquoi);"
	"CREATE TEMP TABLE ecriture (numero, operation, date_operation, compte, cents, piece, objet, empreinte);"
	"CREATE TEMP TABLE cloture (mois, as_of, ecriture, empreinte)";

/* Before version 6; before version 4 nobody is told. */
static const char seen_6[] = "CREATE TEMP VIEW patient_acte AS SELECT patient, coalesce(date_soins, '') AS date_soins,"
	" numero AS acte, acte_code, executant, quantite FROM acte"
	" WHERE patient IS NOT NULL AND genre <> 'annulation';";

struct db *
ledger_read(const char *path)
{
	struct db *db = db_open(path, DB_READ);
	int64_t version = check_schema(db, path);

	if (version < 5)
		db_exec(db, seen_5);
	if (version == 4 || version == 5)
		db_exec(db, seen_6);
	return db;
}

int64_t
ledger_version(struct db *db)
{
	return db_number(db, "PRAGMA user_version", 0);
}

void
ledger_begin(struct ledger *ledger)
{
	db_exec(ledger->db, "BEGIN IMMEDIATE");
}

void
ledger_commit(struct ledger *ledger)
{
	db_exec(ledger->db, "COMMIT");
}

const char *
ledger_id(char id[LEDGER_ID_SIZE], char prefix, int64_t number)
{
	snprintf(id, LEDGER_ID_SIZE, "%c%06lld", prefix, (long long)number);
	return id;
}
