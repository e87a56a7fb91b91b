#include "bounds.h"

#include "log.h"
#include "money.h"
#include "test.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* ---- What a row says */

const struct config_node *
node_at(const struct config_node *row, const char *key)
{
	for (size_t i = 0; i < config_pairs(row); i++)
		if (text_is(config_pair_key(row, i), key))
			return config_pair_value(row, i);
	return NULL;
}

struct text
text_at(const struct config_node *row, const char *key)
{
	const struct config_node *node = node_at(row, key);

	return node ? config_scalar(node) : TEXT_ABSENT;
}

day_t
day_at(const struct config_node *row, const char *key)
{
	return day_parse(text_at(row, key));
}

int64_t
int_at(const struct config_node *row, const char *key, int64_t absent)
{
	int64_t n = absent;
	const struct config_node *node = node_at(row, key);

	if (node && !text_to_int(config_scalar(node), INT32_MIN, INT32_MAX, &n))
		config_die(node, "%s is no whole number", key);
	return n;
}

int64_t
cents_at(const struct config_node *row, const char *key)
{
	const struct config_node *node = config_under(row, key);
	int64_t cents;

	if (!money_parse(config_scalar(node), ".", &cents))
		config_die(node, "%s is no amount in euros", key);
	return cents;
}

int64_t
bp_at(const struct config_node *row, const char *key)
{
	const struct config_node *node = config_under(row, key);
	struct text t = config_scalar(node), number = {t.at, t.len ? t.len - 1 : 0};
	int64_t bp;

	if (!hundredths_parse(text_trim(number), ".", &bp))
		config_die(node, "%s is no rate", key);
	return bp;
}

struct text
first_at(const struct config_node *row, const char *key)
{
	const struct config_node *node = node_at(row, key);

	if (!node)
		return TEXT_ABSENT;
	return config_scalar(config_is_list(node) ? config_item(node, 0) : node);
}

bool
lists_at(const struct config_node *row, const char *key, struct text word)
{
	const struct config_node *list = node_at(row, key);

	if (list && !config_is_list(list))
		return text_equal(config_scalar(list), word);
	for (size_t i = 0; list && i < config_count(list); i++)
		if (text_equal(config_scalar(config_item(list, i)), word))
			return true;
	return false;
}

bool
in_force(const struct config_node *row, day_t day)
{
	day_t du = day_at(row, "du"), au = day_at(row, "au");

	return (du == DAY_NONE || du <= day) && (au == DAY_NONE || day <= au);
}

/* ---- Files of cases */

struct sheet
sheet_begin(struct book *book, const struct heading *h)
{
	struct sheet sheet = {.book = book};
	char path[4096], day[DAY_SIZE];

	snprintf(path, sizeof(path), "%s/%s.yaml", book->directory, h->name);
	sheet.to = output_open(path);
	output_print(sheet.to, "# Written by pmi-test --boundaries from the rule book.\n"
		"titre: \"%s\"\narticle: \"%s\"\nregle: %s\netape: %s\nquand: %s\ncommun: %s\ncas:\n",
		h->titre, h->article, h->regle, h->etape, day_format(h->quand, day), h->commun);
	return sheet;
}

/* A name out of the book may hold what ends a text of YAML. */
static void
put_titre(const struct sheet *sheet, const char *titre)
{
	char safe[200];
	size_t len = 0;

	for (; titre[len] && len < sizeof(safe) - 1; len++)
		safe[len] = strchr("\"\\", titre[len]) ? '\'' : titre[len];
	safe[len] = '\0';
	safe[text_utf8_error(text_of(safe))] = '\0'; /* cut between two letters */
	output_print(sheet->to, "  - titre: \"%s\"\n", safe);
}

void
sheet_cas(struct sheet *sheet, const char *titre, const char *given, const char *wanted)
{
	put_titre(sheet, titre);
	output_print(sheet->to, "    donne: {%s}\n    attendu: {%s}\n", given, wanted);
	sheet->book->count++;
}

void
sheet_cas_on(struct sheet *sheet, day_t quand, const char *titre, const char *given,
	const char *wanted)
{
	char day[DAY_SIZE];

	put_titre(sheet, titre);
	output_print(sheet->to, "    quand: %s\n    donne: {%s}\n    attendu: {%s}\n", day_format(quand, day),
		given, wanted);
	sheet->book->count++;
}

void
sheet_end(struct sheet *sheet)
{
	char sha256[65];

	output_close(sheet->to, sha256);
}

/* ---- */

static const struct config_node *
root(const char *dir, const char *file)
{
	return config_root(config_open(dir, file));
}

unsigned
bounds_write(const char *config_dir, const char *directory)
{
	struct book book = {
		.actes = config_under(root(config_dir, "actes.yaml"), "actes"),
		.tarifs = config_under(root(config_dir, "tarifs.yaml"), "tarifs"),
		.prix = config_under(root(config_dir, "marche.yaml"), "prix"),
		.vaccins = config_under(root(config_dir, "vaccins.yaml"), "vaccins"),
		.taux = root(config_dir, "taux.yaml"),
		.publics = root(config_dir, "publics.yaml"),
		.pegase = root(config_dir, "pegase.yaml"),
		.conventions = config_under(root(config_dir, "conventions.yaml"), "conventions"),
		.sites = config_under(root(config_dir, "sites.yaml"), "sites"),
		.affiliations = config_under(root(config_dir, "caisses.yaml"), "affiliations"),
		.envoi = config_under(root(config_dir, "delais.yaml"), "envoi"),
		.bornes = config_under(root(config_dir, "mentions.yaml"), "bornes"),
		.directory = directory,
	};

	if (mkdir(directory, 0777) && errno != EEXIST)
		die_errno(EX_CANTCREAT, "%s", directory);
	bounds_tarifs(&book);
	bounds_actes(&book);
	bounds_montants(&book);
	bounds_vaccins(&book);
	bounds_patients(&book);
	bounds_maternite(&book);
	bounds_dates(&book);
	bounds_pegase(&book);
	bounds_bornes(&book);
	return book.count;
}
