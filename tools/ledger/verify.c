/*
 * verify - pmi-ledger verify: all that does not agree; nothing is written
 */
#include "checks.h"
#include "log.h"
#include "verbs.h"

#include <stdio.h>

static void
put_finding(void *arg, const char *controle, struct text ou, const char *says)
{
	const struct options *options = arg;
	struct buffer line = {0};
	struct json json = {.out = &line};

	if (!options->json) {
		printf("%s: %.*s: %s\n", controle, TEXT_ARG(ou), says);
		return;
	}
	json_open(&json, '{');
	json_pair_text(&json, "controle", text_of(controle));
	json_pair_text(&json, "ou", ou);
	json_pair_text(&json, "quoi", text_of(says));
	json_close(&json, '}');
	put_line(&line);
	buffer_free(&line);
}

/* On stderr, as other programs say what they did. */
static void
say(struct db *db)
{
	static const struct {
		const char *key, *query;
	} counts[] = {
		{"ecritures", "SELECT count(*) FROM ecriture"},
		{"lots", "SELECT count(*) FROM lot"},
		{"virements", "SELECT count(*) FROM virement"},
		{"clotures", "SELECT count(*) FROM cloture"},
	};

	if (log_quiet())
		return;
	fputs(log_json() ? "{\"programme\":\"pmi-ledger\",\"evenement\":\"verify\"" : "pmi-ledger: all agrees:", stderr);
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		long long count = db_number(db, counts[i].query, 0);

		if (log_json())
			fprintf(stderr, ",\"%s\":%lld", counts[i].key, count);
		else
			fprintf(stderr, " %lld %s", count, counts[i].key);
	}
	fputs(log_json() ? "}\n" : "\n", stderr);
}

int
verify_ledger(const struct request *request)
{
	struct db *db = request_read(request);
	struct options options = *request->options;
	int64_t count = checks_run(db, put_finding, &options) + checks_late(db, put_finding, &options);
	int code;

	if (!count)
		say(db);
	db_close(db);
	code = put_end();
	return code == EX_OK && count ? EX_DATAERR : code;
}
