#include "publish.h"

#include "log.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *
staging_path(char path[PATH_SIZE], const char *dir, int64_t numero)
{
	return path_print(path, PATH_SIZE, "%s/envois/.%04lld.tmp", dir, (long long)numero);
}

static const char *
final_path(char path[PATH_SIZE], const char *dir, int64_t numero)
{
	return path_print(path, PATH_SIZE, "%s/envois/%04lld", dir, (long long)numero);
}

/* The number in ".0001.tmp", or 0. */
static int64_t
staged_number(const char *name)
{
	long long numero;
	char tail[8] = "";

	if (sscanf(name, ".%lld.%7s", &numero, tail) != 2 || strcmp(tail, "tmp") != 0)
		return 0;
	return numero;
}

static bool
is_committed(struct ledger *ledger, int64_t numero)
{
	struct query *query = query_new(ledger->db, "SELECT 1 FROM emission WHERE numero = ?1");
	bool committed;

	query_int(query, 1, numero);
	committed = query_row(query);
	query_free(query);
	return committed;
}

static void
remove_uncommitted(const char *dir, const char *envois, struct ledger *ledger)
{
	DIR *list = opendir(envois);
	struct dirent *entry;
	char path[PATH_SIZE];

	if (!list)
		die_errno(EX_IOERR, "%s", envois);
	while ((entry = readdir(list))) {
		int64_t numero = staged_number(entry->d_name);

		if (!numero || is_committed(ledger, numero))
			continue;
		directory_remove(staging_path(path, dir, numero));
		warn("%s was not committed: removed; give its input again", path);
	}
	closedir(list);
}

void
publish_recover(const char *dir, struct ledger *ledger)
{
	char envois[PATH_SIZE];
	int64_t numero;

	directory_make(path_join(envois, sizeof(envois), dir, "envois"));
	remove_uncommitted(dir, envois, ledger);
	while ((numero = db_number(ledger->db,
			"SELECT min(numero) FROM emission WHERE etat = 'prete'", 0))) {
		publish_emission(dir, ledger, numero);
		warn("emission %lld was committed and not yet published: done", (long long)numero);
	}
}

void
publish_stage(struct emission *e)
{
	char path[PATH_SIZE];

	staging_path(e->staging, e->dir, e->numero);
	if (path_exists(final_path(path, e->dir, e->numero)))
		die(EX_CANTCREAT, "%s is there, and the ledger knows of no such emission: is it the "
				  "ledger of this directory?", path);
	directory_remove(e->staging);
	directory_make(e->staging);
	directory_make(path_join(path, sizeof(path), e->staging, "lots"));
	directory_make(path_join(path, sizeof(path), e->staging, "refus"));
}

void
publish_sync(const struct emission *e)
{
	char path[PATH_SIZE];

	directory_sync(path_join(path, sizeof(path), e->staging, "lots"));
	directory_sync(path_join(path, sizeof(path), e->staging, "refus"));
	directory_sync(e->staging);
	directory_sync(path_join(path, sizeof(path), e->dir, "envois"));
}

/* Links that never change lead through `courant`, which changes in one step. */
static void
swap_links(const char *dir, int64_t numero)
{
	static const char *const names[] = {"manifest.json", "lots", "refus"};
	char path[PATH_SIZE], target[64];

	path_print(target, sizeof(target), "envois/%04lld", (long long)numero);
	link_swap(target, path_join(path, sizeof(path), dir, "courant"));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		path_join(path, sizeof(path), dir, names[i]);
		path_print(target, sizeof(target), "courant/%s", names[i]);
		if (!path_exists(path))
			link_swap(target, path);
	}
	directory_sync(dir);
}

void
publish_emission(const char *dir, struct ledger *ledger, int64_t numero)
{
	char staged[PATH_SIZE], final[PATH_SIZE], envois[PATH_SIZE];
	struct query *query;

	staging_path(staged, dir, numero);
	final_path(final, dir, numero);
	if (path_exists(staged))
		directory_rename(staged, final);
	else if (!path_exists(final))
		die(EX_IOERR, "emission %lld is in the ledger, but %s is gone: restore it",
			(long long)numero, final);
	directory_sync(path_join(envois, sizeof(envois), dir, "envois"));
	swap_links(dir, numero);
	query = query_new(ledger->db, "UPDATE emission SET etat = 'publiee' WHERE numero = ?1");
	query_int(query, 1, numero);
	query_run(query);
	query_free(query);
}
