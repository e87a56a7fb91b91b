#include "drop.h"

#include "file.h"
#include "log.h"
#include "output.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *
parent_path(char path[PATH_SIZE], const char *dir, const char *nom)
{
	return path_print(path, PATH_SIZE, "%s/depot/%s", dir, nom);
}

static bool
left(struct ledger *ledger, struct text nom, int64_t emission)
{
	struct query *query = query_new(ledger->db, "SELECT 1 FROM depot WHERE destination = ?1 AND emission = ?2");
	bool row;

	query_text(query, 1, nom);
	query_int(query, 2, emission);
	row = query_row(query);
	query_free(query);
	return row;
}

/* ---- What an interrupted run left */

static void
recover_one(const char *dir, struct ledger *ledger, const char *nom, long long emission)
{
	char staged[PATH_SIZE], final[PATH_SIZE];

	path_print(staged, sizeof(staged), "%s/depot/%s/.%04lld.tmp", dir, nom, emission);
	path_print(final, sizeof(final), "%s/depot/%s/%04lld", dir, nom, emission);
	if (left(ledger, text_of(nom), emission)) {
		directory_rename(staged, final);
		warn("%s was committed and not yet in its place: done", final);
	} else {
		directory_remove(staged);
	}
}

static void
recover_in(const char *dir, struct ledger *ledger, const char *nom)
{
	char path[PATH_SIZE];
	DIR *list = opendir(parent_path(path, dir, nom));
	struct dirent *entry;

	if (!list && errno == ENOTDIR)
		return; /* somebody's file */
	if (!list)
		die_errno(EX_IOERR, "%s", path);
	while ((entry = readdir(list))) {
		long long emission;
		char tail[8] = "";

		if (sscanf(entry->d_name, ".%lld.%7s", &emission, tail) == 2 && !strcmp(tail, "tmp"))
			recover_one(dir, ledger, nom, emission);
	}
	closedir(list);
	directory_sync(path);
}

void
drop_recover(const char *dir, struct ledger *ledger)
{
	char path[PATH_SIZE];
	struct dirent *entry;
	DIR *list;

	directory_make(path_join(path, sizeof(path), dir, "depot"));
	if (!(list = opendir(path)))
		die_errno(EX_IOERR, "%s", path);
	while ((entry = readdir(list)))
		if (*entry->d_name != '.')
			recover_in(dir, ledger, entry->d_name);
	closedir(list);
}

/* ---- Which files */

struct row {
	int64_t lot;
	bool annule; /* it voids: it has no form, and no B2 file */
	struct nommage of;
};

enum found { FOUND_NOT, FOUND_NEW, FOUND_LEFT };

/* Is it published, and did it go to no destination yet? */
static enum found
find_file(const struct drop *drop, const char *chemin)
{
	struct query *query = query_new(drop->ledger->db, "SELECT EXISTS (SELECT 1 FROM depot_fichier AS d"
		" WHERE d.emission = f.emission AND d.chemin = f.chemin)"
		" FROM fichier AS f WHERE f.emission = ?1 AND f.chemin = ?2");
	enum found found = FOUND_NOT;

	query_int(query, 1, drop->emission);
	query_text(query, 2, text_of(chemin));
	if (query_row(query))
		found = column_int(query, 0) ? FOUND_LEFT : FOUND_NEW;
	query_free(query);
	return found;
}

static void
take_file(const struct drop *drop, const struct row *row, const char *chemin)
{
	struct query *query = query_new(drop->ledger->db, "INSERT INTO depot_fichier (emission, chemin,"
		" destination, lot, nom) VALUES (?1, ?2, ?3, ?4, ?5)");
	char name[FILE_SIZE];

	if (!depot_name(drop->depot->nommage, &row->of, name))
		die(EX_CONFIG, "%.*s: the name of %s is longer than %d bytes", TEXT_ARG(drop->depot->nom), chemin,
			FILE_SIZE - 1);
	query_int(query, 1, drop->emission);
	query_text(query, 2, text_of(chemin));
	query_text(query, 3, drop->depot->nom);
	query_int(query, 4, row->lot);
	query_text(query, 5, text_of(name));
	query_run(query);
	query_free(query);
}

/* A lot goes with all the files it can have, or not. */
static bool
take_lot(const struct drop *drop, struct row *row)
{
	const struct config_list *files = &drop->depot->fichiers;
	const struct nommage *of = &row->of;

	for (size_t i = 0; i < files->count; i++) {
		char chemin[PATH_SIZE];
		enum found found;

		row->of.fichier = files->at[i];
		path_print(chemin, sizeof(chemin), "lots/%.*s-%.*s-%.*s-%.*s/%.*s", TEXT_ARG(of->lot),
			TEXT_ARG(of->payeur), TEXT_ARG(of->support), TEXT_ARG(of->periode),
			TEXT_ARG(of->fichier));
		found = find_file(drop, chemin);
		if (found == FOUND_NOT && row->annule)
			continue;
		if (found == FOUND_NOT) {
			log_error(EX_DATAERR, "%.*s: emission %" PRId64 " has no %s (pmi-emit --no-sorties?): nothing "
					      "of it is handed over there", TEXT_ARG(drop->depot->nom),
				drop->emission, chemin);
			return false;
		}
		if (found == FOUND_NEW)
			take_file(drop, row, chemin);
	}
	return true;
}

static bool
take_lots(const struct drop *drop, day_t as_of)
{
	struct query *lots = query_new(drop->ledger->db, "SELECT numero, id, payeur, support, periode,"
		" genre = 'annulation' FROM lot WHERE emission = ?1 ORDER BY numero");
	char emission[24];
	bool whole = true;

	snprintf(emission, sizeof(emission), "%04" PRId64, drop->emission);
	query_int(lots, 1, drop->emission);
	while (whole && query_row(lots)) {
		struct row row = {column_int(lots, 0), column_int(lots, 5), {column_text(lots, 1), column_text(lots, 2),
			column_text(lots, 3), column_text(lots, 4), text_of(emission), TEXT_ABSENT}};

		if (depot_takes(drop->depot, row.of.payeur, row.of.support, as_of))
			whole = take_lot(drop, &row);
	}
	query_free(lots);
	return whole;
}

/* ---- The directory */

/* What was published is what leaves. */
static void
place_file(const struct drop *drop, const struct query *files)
{
	char from[PATH_SIZE], to[PATH_SIZE], sha256[SHA256_HEX];

	path_print(from, sizeof(from), "%s/envois/%04" PRId64 "/%.*s", drop->dir, drop->emission,
		TEXT_ARG(column_text(files, 0)));
	path_print(to, sizeof(to), "%s/%.*s", drop->staging, TEXT_ARG(column_text(files, 1)));
	file_hash(from, sha256);
	if (!text_is(column_text(files, 2), sha256))
		die(EX_IOERR, "%s is not what was published: restore it", from);
	directory_link(from, to);
}

/* The files and SHA256SUMS; the sum of manifest.json, which is made first. */
static void
place_files(const struct drop *drop, const char *manifest_sha256)
{
	struct query *files = query_new(drop->ledger->db, "SELECT chemin, nom, sha256 FROM depot_fichier"
		" JOIN fichier USING (emission, chemin) WHERE destination = ?1 AND emission = ?2 ORDER BY nom");
	char path[PATH_SIZE], sha256[SHA256_HEX];
	struct output *sums = output_open(path_join(path, sizeof(path), drop->staging, "SHA256SUMS"));

	query_text(files, 1, drop->depot->nom);
	query_int(files, 2, drop->emission);
	while (query_row(files)) {
		place_file(drop, files);
		output_print(sums, "%.*s  ", TEXT_ARG(column_text(files, 2)));
		output_print(sums, "%.*s\n", TEXT_ARG(column_text(files, 1)));
	}
	output_print(sums, "%s  manifest.json\n", manifest_sha256);
	output_close(sums, sha256);
	query_free(files);
}

static void
insert_depot(const struct drop *drop, const char *sha256)
{
	struct query *query = query_new(drop->ledger->db, "INSERT INTO depot SELECT ?1, ?2, ?3,"
		" count(DISTINCT lot), count(*) FROM depot_fichier WHERE destination = ?1 AND emission = ?2");

	query_text(query, 1, drop->depot->nom);
	query_int(query, 2, drop->emission);
	query_text(query, 3, text_of(sha256));
	query_run(query);
	query_free(query);
}

static bool
has_files(const struct drop *drop)
{
	struct query *query = query_new(drop->ledger->db,
		"SELECT 1 FROM depot_fichier WHERE destination = ?1 AND emission = ?2 LIMIT 1");
	bool some;

	query_text(query, 1, drop->depot->nom);
	query_int(query, 2, drop->emission);
	some = query_row(query);
	query_free(query);
	return some;
}

static void
hand_over(struct drop *drop)
{
	char nom[NOM_SIZE], parent[PATH_SIZE], final[PATH_SIZE], sha256[SHA256_HEX];

	snprintf(nom, sizeof(nom), "%.*s", TEXT_ARG(drop->depot->nom));
	directory_make(parent_path(parent, drop->dir, nom));
	path_print(drop->staging, sizeof(drop->staging), "%s/.%04" PRId64 ".tmp", parent, drop->emission);
	if (path_exists(path_print(final, sizeof(final), "%s/%04" PRId64, parent, drop->emission)))
		die(EX_CANTCREAT, "%s is there, and the ledger knows nothing of it: is it the ledger of this "
				  "directory?", final);
	directory_make(drop->staging);
	drop_manifest(drop, sha256);
	place_files(drop, sha256);
	insert_depot(drop, sha256);
	directory_sync(drop->staging);
	directory_sync(parent);
	ledger_commit(drop->ledger);
	directory_rename(drop->staging, final);
	directory_sync(parent);
}

static bool
drop_emission(struct drop *drop, day_t as_of, int64_t *count)
{
	bool whole;

	ledger_begin(drop->ledger);
	whole = take_lots(drop, as_of);
	if (whole && has_files(drop)) {
		hand_over(drop);
		++*count;
	} else {
		db_exec(drop->ledger->db, "ROLLBACK");
	}
	return whole;
}

bool
drop_emissions(const char *dir, struct ledger *ledger, const struct depot *depot, int64_t *count)
{
	struct query *query = query_new(ledger->db, "SELECT numero, as_of FROM emission WHERE etat = 'publiee'"
		" AND numero > ?1 AND NOT EXISTS (SELECT 1 FROM depot WHERE destination = ?2 AND emission = numero)"
		" ORDER BY numero LIMIT 1");
	struct drop drop = {.dir = dir, .ledger = ledger, .depot = depot};
	bool whole = true;

	for (;;) {
		day_t as_of;

		query_int(query, 1, drop.emission);
		query_text(query, 2, depot->nom);
		if (!query_row(query))
			break;
		drop.emission = column_int(query, 0);
		as_of = day_parse(column_text(query, 1));
		query_reset(query);
		whole &= drop_emission(&drop, as_of, count);
	}
	query_free(query);
	return whole;
}
