#include "report.h"

#include "balances.h"
#include "json.h"
#include "log.h"
#include "output.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define FLUSH 65536

struct report {
	struct run *run;
	struct output *output;
	struct buffer bytes;
	struct json json;
};

int64_t
report_number(const char *dir)
{
	char path[REPORT_PATH];
	struct dirent *entry;
	int64_t last = 0;
	DIR *list;

	snprintf(path, sizeof(path), "%s/" REPORT_DIR, dir);
	if (mkdir(path, 0700) && errno != EEXIST)
		die_errno(EX_CANTCREAT, "%s", path);
	list = opendir(path);
	if (!list)
		die_errno(EX_NOINPUT, "%s", path);
	while ((entry = readdir(list))) {
		int64_t number;

		if (text_to_int((struct text){entry->d_name, strspn(entry->d_name, "0123456789")}, 1, INT32_MAX,
				&number) && number > last)
			last = number;
	}
	closedir(list);
	return last + 1;
}

void
report_path(char path[REPORT_PATH], const char *dir, int64_t number, const char *suffix)
{
	if (snprintf(path, REPORT_PATH, "%s/" REPORT_DIR "/%04lld%s", dir, (long long)number, suffix) >= REPORT_PATH)
		die(EX_USAGE, "the path of the report is too long");
}

static void
flush(struct report *r, size_t past)
{
	if (r->bytes.len <= past)
		return;
	output_write(r->output, r->bytes.at, r->bytes.len);
	r->bytes.len = 0;
}

/* Each column under its name, as members: numbers are numbers. */
enum kind { TEXTS, NUMBER };
struct column {
	const char *name;
	enum kind kind;
};

static void
put_columns(struct report *r, const struct query *query, const struct column *columns)
{
	for (int i = 0; columns[i].name; i++) {
		if (columns[i].kind == NUMBER && column_given(query, i))
			json_pair_int(&r->json, columns[i].name, column_int(query, i));
		else
			json_pair_text(&r->json, columns[i].name, column_text(query, i));
	}
}

static void
put_rows(struct report *r, const char *name, const char *sql, const struct column *columns)
{
	struct query *query = query_new(r->run->db, sql);

	json_key(&r->json, name);
	json_open(&r->json, '[');
	while (query_row(query)) {
		json_open(&r->json, '{');
		put_columns(r, query, columns);
		json_close(&r->json, '}');
		flush(r, FLUSH);
	}
	json_close(&r->json, ']');
	query_free(query);
}

static void
put_counts(struct report *r)
{
	const struct counts *c = &r->run->counts;
	const struct {
		const char *name;
		int64_t value;
	} all[] = {{"credits", c->credits}, {"credits_cents", c->credits_cents}, {"debits", c->debits},
		{"debits_cents", c->debits_cents}, {"connus", c->known}, {"meme_argent", c->meme},
		{"meme_incertain", c->incertains}, {"autre_compte", c->elsewhere}, {"factures", c->factures},
		{"factures_inconnues", c->inconnues}, {"factures_doubles", c->doubles}, {"rejets", c->rejets},
		{"rejets_cents", c->rejets_cents}, {"reglements", c->reglements}, {"accuses", c->accuses},
		{"actes_passes", c->acts}, {"refuses", c->refused}};

	json_key(&r->json, "comptes");
	json_open(&r->json, '{');
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		json_pair_int(&r->json, all[i].name, all[i].value);
	json_close(&r->json, '}');
}

static const char waiting[] = "SELECT numero, id, date_comptable, payeur, cents, affecte_cents, raison FROM virement"
	" WHERE affecte_cents <> cents AND meme IS NULL ORDER BY numero";

static void
put_candidates(struct report *r, struct query *query)
{
	static const struct column columns[] = {{"cible", TEXTS}, {"regle", TEXTS}, {"score", NUMBER},
		{"pourquoi", TEXTS}, {NULL, TEXTS}};

	json_key(&r->json, "candidats");
	json_open(&r->json, '[');
	while (query_row(query)) {
		json_open(&r->json, '{');
		put_columns(r, query, columns);
		json_close(&r->json, '}');
	}
	json_close(&r->json, ']');
}

/* The queue: all that waits, of runs before too. */
static void
put_queue(struct report *r)
{
	static const struct column columns[] = {{"numero", NUMBER}, {"virement", TEXTS}, {"date_comptable", TEXTS},
		{"payeur", TEXTS}, {"cents", NUMBER}, {"affecte_cents", NUMBER}, {"raison", TEXTS}, {NULL, TEXTS}};
	struct query *query = query_new(r->run->db, waiting);
	struct query *candidates = query_new(r->run->db, "SELECT CASE genre"
		" WHEN 'lot' THEN (SELECT id FROM lot WHERE numero = cible)"
		" WHEN 'reglement' THEN (SELECT id FROM reglement WHERE numero = cible)"
		" ELSE (SELECT id FROM virement WHERE numero = cible) END, regle, score, pourquoi FROM candidat"
		" WHERE virement = ?1 ORDER BY score DESC, genre, cible");

	json_key(&r->json, "en_attente");
	json_open(&r->json, '[');
	while (query_row(query)) {
		json_open(&r->json, '{');
		put_columns(r, query, columns);
		query_int(candidates, 1, column_int(query, 0));
		put_candidates(r, candidates);
		json_close(&r->json, '}');
		flush(r, FLUSH);
	}
	json_close(&r->json, ']');
	query_free(query);
	query_free(candidates);
}

static const struct {
	const char *name, *sql;
	struct column columns[8];
} parts[] = {
	{"fichiers", "SELECT DISTINCT r.numero, r.source, r.format, r.sha256 FROM source AS s JOIN releve AS r"
		" ON r.numero = s.releve ORDER BY r.numero",
		{{"numero", NUMBER}, {"source", TEXTS}, {"format", TEXTS}, {"sha256", TEXTS}}},
	{"mouvements", "SELECT raison, meme IS NULL AND affecte_cents = cents, count(*), sum(cents) FROM vu"
		" JOIN virement AS v ON v.numero = vu.virement GROUP BY 1, 2 ORDER BY 1, 2",
		{{"raison", TEXTS}, {"affecte", NUMBER}, {"nombre", NUMBER}, {"cents", NUMBER}}},
	{"forclusion_proche", "SELECT structure, acte_ref, lot.id, date_soins, jour, a.amo_cents FROM forclos AS f"
		" JOIN acte AS a ON a.numero = f.acte JOIN lot ON lot.numero = a.lot ORDER BY jour, a.numero",
		{{"structure", TEXTS}, {"acte_ref", TEXTS}, {"lot", TEXTS}, {"date_soins", TEXTS},
			{"forclos_le", TEXTS}, {"cents", NUMBER}}},
	{"reglements", "SELECT id, payeur, date_comptable, cents, factures_cents, retenues_cents, raison"
		" FROM reglement WHERE virement IS NULL ORDER BY numero",
		{{"reglement", TEXTS}, {"payeur", TEXTS}, {"date_comptable", TEXTS}, {"cents", NUMBER},
			{"factures_cents", NUMBER}, {"retenues_cents", NUMBER}, {"raison", TEXTS}}},
};

/* What was refused, by code, and what is to be done about it. */
static void
put_rejets(struct report *r)
{
	static const struct column columns[] = {{"code", TEXTS}, {"libelle", TEXTS}, {"nombre", NUMBER},
		{"cents", NUMBER}, {NULL, TEXTS}};
	const struct rejets *rejets = &r->run->params->rejets;
	struct query *query = query_new(r->run->db, "SELECT code, min(libelle), count(*), sum(cents) FROM"
		" (SELECT code, libelle, demande_cents - paye_cents AS cents FROM retour WHERE raison = 'rejet'"
		"  AND releve IN (SELECT releve FROM source) UNION ALL SELECT code, libelle, NULL FROM accuse"
		"  WHERE raison = 'rejet' AND releve IN (SELECT releve FROM source)) GROUP BY code ORDER BY code");

	json_key(&r->json, "rejets");
	json_open(&r->json, '[');
	while (query_row(query)) {
		struct text code = column_text(query, 0);

		json_open(&r->json, '{');
		put_columns(r, query, columns);
		json_pair_text(&r->json, "phrase", rejet_sentence(rejets, code, column_text(query, 1)));
		json_pair_text(&r->json, "suite", rejet_suite(rejets, code));
		json_close(&r->json, '}');
	}
	json_close(&r->json, ']');
	query_free(query);
}

static void
put_gaps(struct report *r)
{
	struct query *query = solde_gaps(r->run);

	json_key(&r->json, "releves_manquants");
	json_open(&r->json, '[');
	while (query_row(query)) {
		json_open(&r->json, '{');
		json_pair_text(&r->json, "releve_du", column_text(query, 0));
		json_pair_int(&r->json, "solde_avant_cents", column_int(query, 1));
		json_close(&r->json, '}');
		r->run->counts.gaps++;
	}
	json_close(&r->json, ']');
	query_free(query);
}

void
report_save(struct run *run, const char *path)
{
	struct report r = {.run = run, .output = output_open(path)};
	char sha256[65];

	r.json.out = &r.bytes;
	json_open(&r.json, '{');
	json_pair_text(&r.json, "programme", TEXT("pmi-reconcile-payment"));
	json_pair_text(&r.json, "as_of", text_of(run->jour));
	json_pair_text(&r.json, "livre", text_of(run->book_hash));
	put_counts(&r);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		put_rows(&r, parts[i].name, parts[i].sql, parts[i].columns);
	put_rejets(&r);
	put_gaps(&r);
	put_queue(&r);
	json_close(&r.json, '}');
	buffer_add(&r.bytes, "\n", 1);
	flush(&r, 0);
	output_close(r.output, sha256);
	buffer_free(&r.bytes);
}
