/*
 * extract - pmi-rulebook extract: a list as it is handed over, on a day, and what it was the last time
 */
#include "extract.h"

#include <string.h>

#include "log.h"
#include "nearest.h"

#define KEY_SIZE 65

const struct row *
row_new(const struct rows *to, const struct rows *from, size_t *next)
{
	while (*next < to->count) {
		const struct row *row = &to->at[(*next)++];
		size_t i = 0;

		while (i < from->count && row_compare(&from->at[i], row, COLONNES_MAX))
			i++;
		if (i == from->count)
			return row;
	}
	return NULL;
}

bool
extract_before(struct rows *before, const struct extract *extract, const struct remise *remise)
{
	rows_make(before, &extract->view, extract->liste, remise->le);
	return text_is(remise->empreinte, before->empreinte);
}

static _Noreturn void
unknown(const struct transmissions *t, const char *name)
{
	struct nearest near = {.word = text_of(name)};
	char keys[64][KEY_SIZE];

	nearest_try(&near, "traitements");
	for (size_t i = 0; i < t->count && i < 64; i++) {
		memcpy(keys[i], t->listes[i].key.at, t->listes[i].key.len);
		keys[i][t->listes[i].key.len] = '\0';
		nearest_try(&near, keys[i]);
	}
	die(EX_USAGE, "%s: transmissions.yaml has no such list%s%s%s", name, near.name ? "; did you mean " : "",
		near.name ? near.name : "", near.name ? "?" : "");
}

static void
print(const struct request *request, const struct extract *extract)
{
	struct buffer out = {0};

	if (request->csv)
		extract_csv(&out, extract);
	else if (request->options->json)
		extract_json(&out, extract);
	else
		extract_text(&out, extract);
	put_out(&out);
	buffer_free(&out);
}

int
extract_list(const struct request *request)
{
	struct extract extract = {.at = options_day(request->at, "at", DAY_NONE)};
	const char *dir = request->options->config;

	if (extract.at == DAY_NONE)
		die(EX_USAGE, "--at DATE: the day that the list is of");
	if (request->csv && request->options->json)
		die(EX_USAGE, "--csv or --json, not both");
	if (!strcmp(request->operands[0], "traitements"))
		return extract_traitements(request, extract.at);
	transmissions_load(&extract.transmissions, dir);
	extract.liste = transmissions_find(&extract.transmissions, text_of(request->operands[0]));
	if (!extract.liste)
		unknown(&extract.transmissions, request->operands[0]);
	departement_load(&extract.departement, dir);
	view_open(&extract.view, dir);
	rows_make(&extract.rows, &extract.view, extract.liste, extract.at);
	print(request, &extract);
	view_free(&extract.view);
	return EX_OK;
}
