/*
 * show - pmi-refus show: why an act was refused, what to do next, and what it holds
 */
#include "log.h"
#include "refus.h"
#include "rejets.h"
#include "shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WITHHELD TEXT("(withheld)")
#define FOUND_MAX DEFECTS_MAX

struct show {
	const struct refus *refus;
	bool english;
	struct rejets rejets; /* what the codes of the caisses mean */
};

/* --lang, else the locale as it is looked up for messages; French where nothing says English. */
static bool
is_english(const char *lang)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	if (lang && strcmp(lang, "fr") && strcmp(lang, "en"))
		die(EX_USAGE, "--lang %s: fr or en", lang);
	for (size_t i = 0; !(lang && *lang) && i < sizeof(names) / sizeof(*names); i++)
		lang = getenv(names[i]);
	return lang && !strncmp(lang, "en", 2);
}

/* A field that is about a person is named, never told, unless asked for. */
static bool
is_withheld(const struct show *show, enum field field)
{
	return field_infos[field].who == FIELD_PERSON && !show->refus->identity;
}

static bool
is_number(enum field field)
{
	return field_infos[field].type == FIELD_INT || field_infos[field].type == FIELD_EUROS;
}

static bool
is_shown(const struct record *rec, enum field field)
{
	return record_has(rec, field) && field_infos[field].type != FIELD_DEFECTS;
}

static struct text
sentence(const struct show *show, const struct motif *motif)
{
	return !motif ? TEXT_ABSENT : show->english ? motif->en : motif->fr;
}

/* ---- As text */

static void
put_defects(const struct show *show, const struct record *rec, enum field field)
{
	struct record_defect found[FOUND_MAX];
	unsigned count = record_defects(rec, field, found, FOUND_MAX);

	for (unsigned i = 0; i < count; i++) {
		const struct motif *motif = motif_find(&show->refus->book.motifs, found[i].code);

		printf("  %s ", field == F_AVIS ? "avis" : "motif");
		put_text(found[i].code, 0);
		if (found[i].champ.at)
			printf(" (%.*s)", TEXT_ARG(found[i].champ));
		if (found[i].article.at)
			printf(", %.*s", TEXT_ARG(found[i].article));
		putchar('\n');
		if (motif)
			printf("      %.*s\n      -> %.*s\n", TEXT_ARG(sentence(show, motif)),
				TEXT_ARG(motif->suite));
	}
}

/* What the caisse says: its own words may name a person, those of the rule book do not. */
static void
put_rejet(const struct show *show, const struct record *rec)
{
	struct text code = record_text(rec, F_CODE_REJET);

	if (!text_given(code))
		return;
	printf("  caisse ");
	put_text(code, 0);
	printf("\n      %.*s\n      -> %.*s\n", TEXT_ARG(rejet_sentence(&show->rejets, code, TEXT_ABSENT)),
		TEXT_ARG(rejet_suite(&show->rejets, code)));
}

static void
put_fields(const struct show *show, const struct record *rec)
{
	for (enum field field = (enum field)0; field < FIELD_COUNT; field++) {
		if (!is_shown(rec, field))
			continue;
		printf("  %-24s ", field_infos[field].name);
		if (is_withheld(show, field))
			put_text(WITHHELD, 0);
		else if (is_number(field))
			printf("%lld", (long long)record_int(rec, field, 0));
		else
			put_text(record_text(rec, field), 0);
		putchar('\n');
	}
}

static void
put_act(const struct show *show, const struct row *row, const struct record *rec)
{
	put_text(row->id, 0);
	printf(": %.*s by pmi-%.*s, emission %lld, attempt %lld, book %.*s, %.*s", TEXT_ARG(row->statut),
		TEXT_ARG(row->etape), (long long)row->emission, (long long)row->tentative,
		TEXT_ARG(row->livre), TEXT_ARG(row->etat));
	if (row->raison.len) {
		printf(": ");
		put_text(row->raison, 0);
	}
	putchar('\n');
	put_defects(show, rec, F_MOTIFS);
	put_defects(show, rec, F_AVIS);
	put_rejet(show, rec);
	put_fields(show, rec);
	putchar('\n');
}

/* ---- As JSON */

static void
defects_json(struct json *json, const struct show *show, const struct record *rec, enum field field)
{
	struct record_defect found[FOUND_MAX];
	unsigned count = record_defects(rec, field, found, FOUND_MAX);

	json_key(json, field == F_AVIS ? "avis" : "pourquoi");
	json_open(json, '[');
	for (unsigned i = 0; i < count; i++) {
		const struct motif *motif = motif_find(&show->refus->book.motifs, found[i].code);
		const struct {
			const char *key;
			struct text value;
		} parts[] = {{"code", found[i].code}, {"champ", found[i].champ},
			{"article", found[i].article}, {"etape", found[i].etape},
			{"phrase", sentence(show, motif)}, {"suite", motif ? motif->suite : TEXT_ABSENT}};

		json_open(json, '{');
		for (size_t part = 0; part < sizeof(parts) / sizeof(*parts); part++) {
			json_pair_text(json, parts[part].key, parts[part].value);
		}
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
fields_json(struct json *json, const struct show *show, const struct record *rec)
{
	json_key(json, "champs");
	json_open(json, '{');
	for (enum field field = (enum field)0; field < FIELD_COUNT; field++) {
		if (!is_shown(rec, field))
			continue;
		json_key(json, field_infos[field].name);
		if (is_withheld(show, field))
			json_text(json, WITHHELD);
		else if (is_number(field))
			json_int(json, record_int(rec, field, 0));
		else
			json_text(json, record_text(rec, field));
	}
	json_close(json, '}');
}

static void
put_act_json(const struct show *show, const struct row *row, const struct record *rec)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	json_open(&json, '{');
	row_json(&json, row);
	defects_json(&json, show, rec, F_MOTIFS);
	defects_json(&json, show, rec, F_AVIS);
	if (record_given(rec, F_CODE_REJET)) {
		json_pair_text(&json, "rejet", rejet_sentence(&show->rejets, record_text(rec, F_CODE_REJET),
			TEXT_ABSENT));
		json_pair_text(&json, "rejet_suite", rejet_suite(&show->rejets, record_text(rec, F_CODE_REJET)));
	}
	fields_json(&json, show, rec);
	json_close(&json, '}');
	put_line(&line);
	buffer_free(&line);
}

int
show_refusals(struct refus *refus)
{
	struct show show = {.refus = refus, .english = is_english(refus->lang)};
	struct walk walk = {.dir = refus->dir};
	struct query *query;
	struct row row;

	rejets_load(&show.rejets, refus->options->config);
	refus_choose(refus);
	if (refus->identity)
		warn("what follows holds identities: it is for who may see them, and for no file of others");
	query = index_rows(&refus->index, "choisi = 1");
	while (row_next(query, &row)) {
		const struct record *rec = walk_to(&walk, row.emission, row.etape,
			row.position);

		if (refus->options->json)
			put_act_json(&show, &row, rec);
		else
			put_act(&show, &row, rec);
	}
	walk_end(&walk);
	query_free(query);
	return put_end();
}
