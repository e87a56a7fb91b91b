#include "ledger.h"

#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Each table and column is told in ledger.5, which a test compares with what is made here. */

#define APPLICATION_ID 1347242289 /* "PMI1" */
#define OLDEST_VERSION 2

/* Since version 3: refusals that a person closed for good (pmi-refus drop). The refusal of `emission` is
 * meant: another one of the same act, later, is open. id is the key where an act has no acte_ref (''). */
static const char schema_abandon[] =
	"CREATE TABLE abandon ("
	" structure TEXT NOT NULL, acte_ref TEXT NOT NULL, id TEXT NOT NULL,"
	" etape TEXT NOT NULL, code TEXT NOT NULL,"
	" emission INTEGER NOT NULL REFERENCES emission,"
	" raison TEXT NOT NULL, as_of TEXT NOT NULL,"
	" PRIMARY KEY (structure, acte_ref, id, emission)"
	") STRICT, WITHOUT ROWID;";

/* Since version 4: what the rules of history ask, and what the yearly review counts. patient: who was cared
 * for, on every line and not only where an invoice is one person's. tranche: the age of a child, as a
 * range of indicateurs.yaml; no birth date can be told from it. A piece is a paper that is counted with
 * an act billed before, and never by itself (annexe 1.2 art. 6). */
static const char schema_histoire[] =
	"ALTER TABLE acte ADD COLUMN patient BLOB;"
	"ALTER TABLE acte ADD COLUMN cip13 TEXT;"
	"ALTER TABLE acte ADD COLUMN lot_vaccin TEXT;"
	"ALTER TABLE acte ADD COLUMN situation TEXT;"
	"ALTER TABLE acte ADD COLUMN tranche TEXT;"
	"ALTER TABLE acte ADD COLUMN fse_degradee TEXT;"
	"ALTER TABLE acte ADD COLUMN delegue_finess TEXT;"
	"ALTER TABLE acte ADD COLUMN delegue_rpps TEXT;"
	"CREATE INDEX acte_patient ON acte (patient) WHERE patient IS NOT NULL;"
	"CREATE TABLE piece ("
	" structure TEXT NOT NULL, acte_ref TEXT NOT NULL,"
	" genre TEXT NOT NULL CHECK (genre IN ('jumeau', 'duplicata')),"
	" emission INTEGER NOT NULL REFERENCES emission,"
	" acte INTEGER NOT NULL REFERENCES acte," /* the one it is counted with */
	" PRIMARY KEY (structure, acte_ref, genre)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX piece_emission ON piece (emission);"
	"CREATE INDEX piece_acte ON piece (acte);";

/* What an older ledger knows of who was cared for. */
static const char fill_histoire[] =
	"UPDATE acte SET patient = coalesce("
	" (SELECT patient FROM facture WHERE facture.lot = acte.lot AND facture.numero = acte.facture),"
	" (SELECT patient FROM bilan_pegase AS b WHERE b.structure = acte.structure"
	"  AND b.acte_ref = acte.acte_ref));";

/* Each number is given inside the transaction that uses it: a run that dies leaves no gap. */
static const char schema[] =
	/* one run of pmi-emit; etat: prete (committed, its directory may still be staged), publiee */
	"CREATE TABLE emission ("
	" numero INTEGER PRIMARY KEY,"
	" run TEXT NOT NULL, source TEXT, source_sha256 TEXT,"
	" livre_hash TEXT NOT NULL, livre_nom TEXT NOT NULL, as_of TEXT NOT NULL,"
	" recus INTEGER NOT NULL, montant_cents INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" etat TEXT NOT NULL CHECK (etat IN ('prete', 'publiee'))"
	") STRICT;"
	/* received = accepted + held + rejected */
	"CREATE TABLE bilan ("
	" emission INTEGER NOT NULL REFERENCES emission,"
	" statut TEXT NOT NULL CHECK (statut IN ('accepted', 'held', 'rejected')),"
	" actes INTEGER NOT NULL, montant_cents INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" PRIMARY KEY (emission, statut)"
	") STRICT, WITHOUT ROWID;"
	/* each refused act once, under its first motif */
	"CREATE TABLE refus ("
	" emission INTEGER NOT NULL REFERENCES emission,"
	" etape TEXT NOT NULL, code TEXT NOT NULL,"
	" statut TEXT NOT NULL CHECK (statut IN ('held', 'rejected')),"
	" actes INTEGER NOT NULL, montant_cents INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" PRIMARY KEY (emission, etape, code, statut)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE lot ("
	" numero INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
	" emission INTEGER NOT NULL REFERENCES emission,"
	" payeur TEXT NOT NULL, support TEXT NOT NULL, periode TEXT NOT NULL,"
	" factures INTEGER NOT NULL, lignes INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" paye_cents INTEGER NOT NULL DEFAULT 0," /* the sum of its affectations */
	" UNIQUE (emission, payeur, support, periode)"
	") STRICT;"
	"CREATE INDEX lot_reste ON lot (payeur, amo_cents - paye_cents);"
	/* a lot may hold acts of both titles: one budget line each */
	"CREATE TABLE lot_imputation ("
	" lot INTEGER NOT NULL REFERENCES lot, imputation TEXT NOT NULL,"
	" lignes INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" PRIMARY KEY (lot, imputation)"
	") STRICT, WITHOUT ROWID;"
	/* patient, executant, date_soins: what its lines have in common; absent: nothing in common */
	"CREATE TABLE facture ("
	" lot INTEGER NOT NULL REFERENCES lot, numero INTEGER NOT NULL,"
	" patient BLOB, executant TEXT, date_soins TEXT,"
	" lignes INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" PRIMARY KEY (lot, numero)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX facture_groupe ON facture (lot, date_soins, executant, patient, numero);"
	"CREATE TABLE acte ("
	" numero INTEGER PRIMARY KEY,"
	" lot INTEGER NOT NULL, facture INTEGER NOT NULL, ligne INTEGER NOT NULL,"
	" structure TEXT NOT NULL, acte_ref TEXT NOT NULL, id TEXT,"
	" activite TEXT, site TEXT, executant TEXT, date_soins TEXT,"
	" acte_code TEXT, libelle TEXT, nature_assurance TEXT, quantite INTEGER NOT NULL,"
	" tarif_cents INTEGER, base_cents INTEGER, taux_bp INTEGER, amo_cents INTEGER NOT NULL,"
	" imputation TEXT, tarif_ref TEXT, prix_statut TEXT,"
	" FOREIGN KEY (lot, facture) REFERENCES facture,"
	" UNIQUE (structure, acte_ref),"
	" UNIQUE (lot, facture, ligne)"
	") STRICT;"
	/* a PEGASE bilan, by the act that bills it: one of a fiche, one of a child and rank; and the same
	 * child, day and doctor is no act for the CPAM */
	"CREATE TABLE bilan_pegase ("
	" structure TEXT NOT NULL, acte_ref TEXT NOT NULL,"
	" emission INTEGER NOT NULL REFERENCES emission,"
	" patient BLOB, date_soins TEXT, executant TEXT,"
	" fiche TEXT UNIQUE, rang INTEGER,"
	" PRIMARY KEY (structure, acte_ref),"
	" UNIQUE (patient, rang)"
	") STRICT;"
	"CREATE INDEX bilan_pegase_jour ON bilan_pegase (patient, date_soins, executant);"
	"CREATE INDEX bilan_pegase_emission ON bilan_pegase (emission);"
	"CREATE TABLE fichier ("
	" emission INTEGER NOT NULL REFERENCES emission, chemin TEXT NOT NULL,"
	" sha256 TEXT NOT NULL, octets INTEGER NOT NULL,"
	" PRIMARY KEY (emission, chemin)"
	") STRICT, WITHOUT ROWID;"
	/* a bank statement that was read */
	"CREATE TABLE releve ("
	" numero INTEGER PRIMARY KEY, source TEXT, sha256 TEXT NOT NULL UNIQUE,"
	" as_of TEXT NOT NULL, livre_hash TEXT NOT NULL,"
	" credits INTEGER NOT NULL, credits_cents INTEGER NOT NULL," /* new to the ledger */
	" debits INTEGER NOT NULL, debits_cents INTEGER NOT NULL"
	") STRICT;"
	/* a credit on the convention's account. libelle only where a payer or a lot is recognised: any
	 * other may be that of a person. identite: what tells it from any other, hashed */
	"CREATE TABLE virement ("
	" numero INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
	" releve INTEGER NOT NULL REFERENCES releve DEFERRABLE INITIALLY DEFERRED,"
	" identite TEXT NOT NULL UNIQUE,"
	" date_comptable TEXT NOT NULL, libelle TEXT, payeur TEXT,"
	" cents INTEGER NOT NULL CHECK (cents >= 0),"
	" candidats INTEGER NOT NULL," /* lots that it may pay, where it is not matched */
	" raison TEXT NOT NULL"
	") STRICT;"
	"CREATE TABLE affectation ("
	" virement INTEGER NOT NULL REFERENCES virement, lot INTEGER NOT NULL REFERENCES lot,"
	" cents INTEGER NOT NULL,"
	" PRIMARY KEY (virement, lot)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX affectation_lot ON affectation (lot);"
	"CREATE TRIGGER affectation_paye AFTER INSERT ON affectation BEGIN"
	" UPDATE lot SET paye_cents = paye_cents + NEW.cents WHERE numero = NEW.lot; END;";

const char *
ledger_path(char path[LEDGER_PATH_SIZE], const char *dir, const char *given)
{
	int len = given ? snprintf(path, LEDGER_PATH_SIZE, "%s", given)
			: snprintf(path, LEDGER_PATH_SIZE, "%s/" LEDGER_FILE, dir);

	if (len >= LEDGER_PATH_SIZE)
		die(EX_USAGE, "the path of the ledger is too long");
	return path;
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
	if (flock(fd, LOCK_EX | LOCK_NB)) {
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

static void
make_schema(struct db *db)
{
	db_exec(db, "BEGIN IMMEDIATE");
	db_exec(db, schema);
	db_exec(db, schema_abandon);
	db_exec(db, schema_histoire);
	set_version(db);
	db_exec(db, "COMMIT");
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

static void
upgrade(struct db *db, int64_t version)
{
	db_exec(db, "BEGIN IMMEDIATE");
	if (version < 3)
		db_exec(db, schema_abandon);
	db_exec(db, schema_histoire);
	db_exec(db, fill_histoire);
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
		make_schema(ledger->db);
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

struct db *
ledger_read(const char *path)
{
	struct db *db = db_open(path, DB_READ);

	check_schema(db, path);
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
