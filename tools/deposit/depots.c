#include "depots.h"

#include "payeurs.h"
#include "supports.h"

#include <stdio.h>
#include <string.h>

#define FILE_YAML "remises/depots.yaml"

static const char *const natures[] = {[NATURE_B2] = "b2", [NATURE_PAPIER] = "papier", NULL};

static bool
names(const struct config_list *list, struct text t)
{
	for (size_t i = 0; i < list->count; i++)
		if (text_equal(list->at[i], t))
			return true;
	return false;
}

bool
depot_takes(const struct depot *d, struct text payeur, struct text support, day_t as_of)
{
	return names(&d->payeurs, payeur) && names(&d->supports, support)
		&& (d->du == DAY_NONE || as_of >= d->du) && (d->au == DAY_NONE || as_of <= d->au);
}

/* The value of the brace that `pattern` begins with; *len of what it takes there. */
static struct text
brace(struct text pattern, const struct nommage *of, size_t *len)
{
	const struct {
		const char *word;
		struct text value;
	} known[] = {{"{lot}", of->lot}, {"{payeur}", of->payeur}, {"{support}", of->support},
		{"{periode}", of->periode}, {"{emission}", of->emission}, {"{fichier}", of->fichier}};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (text_starts(pattern, known[i].word)) {
			*len = strlen(known[i].word);
			return known[i].value;
		}
	return TEXT_ABSENT;
}

bool
depot_name(struct text pattern, const struct nommage *of, char name[FILE_SIZE])
{
	size_t at = 0;

	while (pattern.len) {
		struct text piece = {pattern.at, 1};
		size_t len = 1;

		if (*pattern.at == '{')
			piece = brace(pattern, of, &len);
		if (!piece.at || at + piece.len >= FILE_SIZE)
			return false;
		memcpy(name + at, piece.at, piece.len);
		at += piece.len;
		pattern.at += len;
		pattern.len -= len;
	}
	name[at] = '\0';
	return at > 0;
}

/* Of two that differ in nothing but what `a` and `b` say: is the name another? */
static bool
tells(struct text pattern, const struct nommage *a, const struct nommage *b)
{
	char one[FILE_SIZE], other[FILE_SIZE];

	return depot_name(pattern, a, one) && depot_name(pattern, b, other) && strcmp(one, other) != 0;
}

static void
check_name(const struct depot *d, const struct config_node *node)
{
	const struct config_node *at = config_under(node, "nommage");
	struct nommage a = {TEXT("L1"), TEXT("p"), TEXT("s"), TEXT("m"), TEXT("1"), TEXT("f")}, b = a, c = a;
	char name[FILE_SIZE];

	b.lot = TEXT("L2");
	c.fichier = TEXT("g");
	if (!depot_name(d->nommage, &a, name))
		config_die(at, "the braces are {lot} {payeur} {support} {periode} {emission} {fichier}");
	if (strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") < strlen(name)
		|| *name == '.')
		config_die(at, "letters, digits, `.`, `_` and `-`, and no `.` at the beginning");
	if (!tells(d->nommage, &a, &b))
		config_die(at, "without {lot} the files of two lots have one name");
	if (d->fichiers.count > 1 && !tells(d->nommage, &a, &c))
		config_die(at, "without {fichier} two files of a lot have one name");
}

static bool
is_file(struct text t)
{
	for (size_t i = 0; sortie_files[i]; i++)
		if (text_is(t, sortie_files[i]))
			return true;
	return text_is(t, "bordereau.csv") || text_is(t, "bordereau.json");
}

static bool
is_support(const struct config_node *supports, struct text t)
{
	for (size_t i = 0; i < config_pairs(supports); i++)
		if (text_equal(config_pair_key(supports, i), t))
			return true;
	return false;
}

/* What the lists name is there. */
struct known {
	struct payeurs payeurs;
	const struct config_node *supports;
};

static void
check_lists(const struct depot *d, const struct known *known, const struct config_node *node)
{
	for (size_t i = 0; i < d->payeurs.count; i++)
		if (!payeurs_find(&known->payeurs, d->payeurs.at[i]))
			config_die(config_under(node, "payeurs"), "caisses.yaml has no %.*s",
				TEXT_ARG(d->payeurs.at[i]));
	for (size_t i = 0; i < d->supports.count; i++)
		if (!is_support(known->supports, d->supports.at[i]))
			config_die(config_under(node, "supports"), "supports.yaml has no %.*s",
				TEXT_ARG(d->supports.at[i]));
	for (size_t i = 0; i < d->fichiers.count; i++)
		if (!is_file(d->fichiers.at[i]))
			config_die(config_under(node, "fichiers"), "a lot has no %.*s that is handed over",
				TEXT_ARG(d->fichiers.at[i]));
}

static bool
common(const struct config_list *a, const struct config_list *b)
{
	for (size_t i = 0; i < a->count; i++)
		if (names(b, a->at[i]))
			return true;
	return false;
}

/* Both would get a file of a lot: it would leave twice. */
static bool
collide(const struct depot *a, const struct depot *b)
{
	return common(&a->payeurs, &b->payeurs) && common(&a->supports, &b->supports)
		&& common(&a->fichiers, &b->fichiers)
		&& (a->au == DAY_NONE || b->du == DAY_NONE || b->du <= a->au)
		&& (b->au == DAY_NONE || a->du == DAY_NONE || a->du <= b->au);
}

static void
check_others(const struct depots *depots, const struct depot *d, const struct config_node *list)
{
	size_t own = (size_t)(d - depots->at);

	for (size_t i = 0; i < own; i++) {
		if (text_equal(depots->at[i].nom, d->nom))
			config_die_both(config_item(list, own), config_item(list, i), "one destination, twice");
		if (collide(&depots->at[i], d))
			config_die_both(config_item(list, own), config_item(list, i),
				"a file of a lot would go to both: it would leave twice");
	}
}

static void
check_depot(const struct depot *d, const struct config_node *node)
{
	struct text nom = d->nom;

	for (size_t i = 0; i < nom.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", nom.at[i]))
			config_die(config_under(node, "nom"), "lower case, digits and hyphens: it is a directory");
	if (d->du != DAY_NONE && d->au != DAY_NONE && d->au < d->du)
		config_die(config_under(node, "au"), "it ends before it begins");
}

static void
load_depot(struct depot *d, const struct config_node *node)
{
	struct {
		struct depot d;
		struct text article, source;
	} bound = {.d = {.du = DAY_NONE, .au = DAY_NONE}};
	const struct config_key keys[] = {
		{"nom", CONFIG_TEXT, offsetof(struct depot, nom), false, 1, NOM_SIZE - 1, NULL},
		{"nature", CONFIG_NAME, offsetof(struct depot, nature), false, 0, 0, natures},
		{"payeurs", CONFIG_LIST, offsetof(struct depot, payeurs), false, 1, 64, NULL},
		{"supports", CONFIG_LIST, offsetof(struct depot, supports), false, 1, 64, NULL},
		{"fichiers", CONFIG_LIST, offsetof(struct depot, fichiers), false, 1, 16, NULL},
		{"nommage", CONFIG_TEXT, offsetof(struct depot, nommage), false, 1, 120, NULL},
		{"du", CONFIG_DATE, offsetof(struct depot, du), true, 0, 0, NULL},
		{"au", CONFIG_DATE, offsetof(struct depot, au), true, 0, 0, NULL},
		{"article", CONFIG_TEXT, (size_t)((char *)&bound.article - (char *)&bound), false, 1, 200, NULL},
		{"source", CONFIG_SOURCE, (size_t)((char *)&bound.source - (char *)&bound), false, 0, 0, NULL},
		{0},
	};

	config_bind(node, keys, &bound);
	*d = bound.d;
	check_depot(d, node);
}

static void
load_known(struct known *known, const char *dir)
{
	static const struct config_key keys[] = {{"supports", CONFIG_NODE, 0, false, 0, 0, NULL}, {0}};

	payeurs_load(&known->payeurs, dir);
	config_bind(config_root(config_open(dir, "supports.yaml")), keys, &known->supports);
}

void
depots_load(struct depots *depots, const char *dir)
{
	static const struct config_key keys[] = {{"depots", CONFIG_NODE, 0, false, 0, 0, NULL}, {0}};
	const struct config_node *list = NULL;
	struct known known = {.supports = NULL};

	*depots = (struct depots){.count = 0};
	load_known(&known, dir);
	config_bind(config_root(config_open(dir, FILE_YAML)), keys, &list);
	if (config_count(list) > DEPOTS_MAX)
		config_die(list, "more than %d destinations", DEPOTS_MAX);
	for (; depots->count < config_count(list); depots->count++) {
		struct depot *d = &depots->at[depots->count];
		const struct config_node *node = config_item(list, depots->count);

		load_depot(d, node);
		check_lists(d, &known, node);
		check_name(d, node);
		check_others(depots, d, list);
	}
}
