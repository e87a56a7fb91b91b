#include "preview.h"

#include "directory.h"
#include "file.h"
#include "log.h"
#include "money.h"
#include "output.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

static char ledger[PATH_SIZE], key[PATH_SIZE];

static void
copy_file(const char *from, const char *to)
{
	static char bytes[65536];
	int fd = open(from, O_RDONLY | O_CLOEXEC);
	struct output *out = output_open(to);
	char sha256[65];
	size_t len;

	if (fd < 0)
		die_errno(EX_NOINPUT, "%s", from);
	do {
		if (!file_fill(fd, bytes, sizeof(bytes), &len))
			die_errno(EX_IOERR, "%s", from);
		output_write(out, bytes, len);
	} while (len == sizeof(bytes));
	output_close(out, sha256);
	close(fd);
}

/* With what an interrupted writer left beside it. Not by way of SQLite, which leaves files of its own where it
 * only reads; so nobody may write meanwhile. */
static void
copy_ledger(const char *from)
{
	char beside[PATH_SIZE], copied[PATH_SIZE];
	int lock = open(path_print(beside, sizeof(beside), "%s-lock", from), O_RDONLY | O_CLOEXEC);
	struct ledger copy;

	if (lock >= 0 && flock(lock, LOCK_SH | LOCK_NB))
		die(EX_TEMPFAIL, "%s: another process writes to this ledger", from);
	copy_file(from, ledger);
	if (path_exists(path_print(beside, sizeof(beside), "%s-wal", from)))
		copy_file(beside, path_print(copied, sizeof(copied), "%s-wal", ledger));
	if (lock >= 0)
		close(lock);
	ledger_open(&copy, ledger);
	db_exec(copy.db, "UPDATE emission SET etat = 'publiee'"); /* what waits to be published is no concern here */
	ledger_close(&copy);
}

void
preview_begin(struct places *places)
{
	const char *dir = directory_own(directory_temporary(), "pmi-emit");

	path_join(ledger, sizeof(ledger), dir, LEDGER_FILE);
	path_join(key, sizeof(key), dir, "pseudonyme.cle");
	if (path_exists(places->ledger))
		copy_ledger(places->ledger);
	*places = (struct places){dir, ledger, path_exists(places->key) ? places->key : key};
}

static void
tell_files(const struct emission *e, struct text lot)
{
	struct query *query = query_new(e->ledger->db, "SELECT substr(chemin, instr(substr(chemin, 6), '/') + 6), octets"
		" FROM fichier WHERE emission = ?1 AND chemin GLOB 'lots/' || ?2 || '-*' ORDER BY chemin");

	query_int(query, 1, e->numero);
	query_text(query, 2, lot);
	while (query_row(query))
		printf("         %-18.*s %12" PRId64 " octets\n", TEXT_ARG(column_text(query, 0)), column_int(query, 1));
	query_free(query);
}

static void
tell_lots(const struct emission *e)
{
	struct query *query = query_new(e->ledger->db, "SELECT id, payeur, support, periode, factures, lignes, amo_cents"
		" FROM lot WHERE emission = ?1 ORDER BY numero");
	char euros[MONEY_SIZE];

	query_int(query, 1, e->numero);
	while (query_row(query)) {
		printf("%.*s  %-16.*s", TEXT_ARG(column_text(query, 0)), TEXT_ARG(column_text(query, 1)));
		printf(" %-14.*s", TEXT_ARG(column_text(query, 2)));
		printf(" %-8.*s %6" PRId64 " factures %6" PRId64 " actes %12s EUR\n", TEXT_ARG(column_text(query, 3)),
			column_int(query, 4), column_int(query, 5), money_format(column_int(query, 6), ',', euros));
		tell_files(e, column_text(query, 0));
	}
	query_free(query);
}

static void
copy_manifest(const struct emission *e)
{
	char path[PATH_SIZE], line[BUFSIZ];
	FILE *in = fopen(path_join(path, sizeof(path), e->staging, "manifest.json"), "re");
	size_t len;

	if (!in)
		die_errno(EX_IOERR, "%s", path);
	while ((len = fread(line, 1, sizeof(line), in)))
		fwrite(line, 1, len, stdout);
	fclose(in);
}

void
preview_tell(const struct emission *e, bool json)
{
	const struct tally *left = &e->tally[STATUT_ACCEPTED];
	char euros[MONEY_SIZE];

	if (json) {
		copy_manifest(e);
	} else {
		tell_lots(e);
		printf("Partiraient : %" PRId64 " actes, %s EUR ; en attente : %" PRId64 " ; refusés : %" PRId64
		       ". Rien n'est écrit.\n", left->actes, money_format(left->amo_cents, ',', euros),
			e->tally[STATUT_HELD].actes, e->tally[STATUT_REJECTED].actes);
	}
	if (fflush(stdout) || ferror(stdout))
		die_errno(EX_IOERR, "standard output");
}
