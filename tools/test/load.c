/* A file of cases, read by the strict reader of the rule book; and the files of a directory. */
#include "test.h"

#include "log.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct bound_file {
	struct text titre, article, pipeline;
	struct config_list regles, etapes;
	day_t quand;
	bool exact;
	const struct config_node *commun, *cas;
};

struct bound_cas {
	struct text titre, article;
	struct config_list regles;
	day_t quand;
	const struct config_node *given, *wanted;
};

#define FILE_KEY(name, type, field, optional, max) \
	{name, type, offsetof(struct bound_file, field), optional, 1, max, NULL}
#define CAS_KEY(name, type, field, optional, max) \
	{name, type, offsetof(struct bound_cas, field), optional, 1, max, NULL}

static const struct config_key file_keys[] = {
	FILE_KEY("titre", CONFIG_TEXT, titre, false, 200),
	FILE_KEY("article", CONFIG_TEXT, article, true, 200),
	FILE_KEY("regle", CONFIG_LIST, regles, true, 20),
	FILE_KEY("etape", CONFIG_LIST, etapes, true, LINE_MAX - 2),
	FILE_KEY("pipeline", CONFIG_TEXT, pipeline, true, 200),
	FILE_KEY("quand", CONFIG_DATE, quand, true, 0),
	FILE_KEY("exact", CONFIG_YESNO, exact, true, 0),
	FILE_KEY("commun", CONFIG_NODE, commun, true, 0),
	FILE_KEY("cas", CONFIG_NODE, cas, false, 0),
	{0},
};

static const struct config_key cas_keys[] = {
	CAS_KEY("titre", CONFIG_TEXT, titre, true, 200),
	CAS_KEY("article", CONFIG_TEXT, article, true, 200),
	CAS_KEY("regle", CONFIG_LIST, regles, true, 20),
	CAS_KEY("quand", CONFIG_DATE, quand, true, 0),
	CAS_KEY("donne", CONFIG_NODE, given, false, 0),
	CAS_KEY("attendu", CONFIG_NODE, wanted, false, 0),
	{0},
};

static struct spot
spot_of(const struct config_node *node)
{
	return (struct spot){.node = node};
}

static void
load_values(struct values *values, const struct config_node *node, bool own, bool cells)
{
	for (size_t i = 0; node && i < config_pairs(node); i++) {
		const struct config_node *value = config_pair_value(node, i);
		struct spot spot = {.node = value, .cells = cells};

		value_add(values, config_pair_key(node, i), config_scalar(value), &spot)->own = own;
	}
}

static struct config_list
load_codes(const struct config_node *node)
{
	size_t count = config_is_list(node) ? config_count(node) : 1;
	struct text *at = calloc(count + 1, sizeof(*at));

	if (!at)
		out_of_memory();
	for (size_t i = 0; i < count; i++) {
		struct spot spot = spot_of(config_is_list(node) ? config_item(node, i) : node);

		at[i] = config_scalar(spot.node);
		code_check(at[i], &spot);
	}
	return (struct config_list){at, count};
}

static void
load_absents(struct values *values, const struct config_node *node)
{
	for (size_t i = 0; i < config_count(node); i++) {
		struct spot spot = spot_of(config_item(node, i));

		value_add(values, config_scalar(spot.node), TEXT(""), &spot);
	}
}

static void
load_statut(struct wanted *wanted, const struct config_node *node)
{
	struct spot spot = spot_of(node);

	wanted->statut = statut_wanted(config_scalar(node), &spot);
}

/* True where `key` is one of the lists that stand beside the values. */
static bool
load_beside(struct wanted *wanted, struct text key, const struct config_node *node)
{
	struct codes *codes = text_starts(key, "motifs") ? &wanted->motifs : &wanted->avis;

	if (text_is(key, "absents")) {
		load_absents(&wanted->values, node);
		return true;
	}
	if (text_is(key, "motifs") || text_is(key, "avis"))
		codes->exact = load_codes(node);
	else if (text_is(key, "motifs_incluent") || text_is(key, "avis_incluent"))
		codes->among = load_codes(node);
	else
		return false;
	if (codes->given)
		config_die(node, "exactly these, or these at least: not both");
	return codes->given = true;
}

static void
load_wanted(struct wanted *wanted, const struct config_node *node)
{
	for (size_t i = 0; i < config_pairs(node); i++) {
		struct text key = config_pair_key(node, i);
		const struct config_node *value = config_pair_value(node, i);
		struct spot spot = spot_of(value);

		if (text_is(key, "statut"))
			load_statut(wanted, value);
		else if (!load_beside(wanted, key, value))
			value_add(&wanted->values, key, config_scalar(value), &spot);
	}
}

static void
check_regles(const struct config_list *regles, const struct config_node *node)
{
	struct spot spot = spot_of(config_under(node, "regle"));

	for (size_t i = 0; i < regles->count; i++)
		regle_check(regles->at[i], &spot);
}

static void
load_cas(struct cas *cas, const struct bound_file *file, const struct config_node *node, bool cells)
{
	struct bound_cas own = {.titre = TEXT_ABSENT, .article = file->article,
		.regles = file->regles, .quand = file->quand};

	config_bind(node, cas_keys, &own);
	check_regles(&own.regles, node);
	*cas = (struct cas){.line = config_line(node), .titre = own.titre, .article = own.article,
		.regles = own.regles, .quand = own.quand, .exact = file->exact};
	if (own.quand == DAY_NONE)
		config_die(node, "on which day are the acts sent? `quand: AAAA-MM-JJ`, here or for the file");
	if (!text_given(own.article) || !own.regles.count)
		config_die(node, "which rule is tried? `article` and `regle`, here or for the file");
	load_values(&cas->given, file->commun, false, cells);
	load_values(&cas->given, own.given, true, cells);
	load_wanted(&cas->wanted, own.wanted);
}

void
yaml_load(struct file *file, const char *path)
{
	const struct config_node *root = config_root(config_open(NULL, path));
	struct bound_file bound = {.quand = DAY_NONE};
	size_t count;

	config_bind(root, file_keys, &bound);
	check_regles(&bound.regles, root);
	if (!bound.etapes.count == !text_given(bound.pipeline))
		config_die(root, "which processes? `etape: price`, or `pipeline: principal`");
	count = config_count(bound.cas);
	*file = (struct file){path, bound.titre, bound.etapes, bound.pipeline, NULL, 0};
	file->at = calloc(count + 1, sizeof(*file->at));
	if (!file->at)
		out_of_memory();
	for (size_t i = 0; i < count; i++) {
		load_cas(&file->at[i], &bound, config_item(bound.cas, i), line_has_source(file));
		file->at[i].file = path;
	}
	file->count = (unsigned)count;
}

/* ---- Directories */

static bool
ends(const char *name, const char *with)
{
	size_t len = strlen(name), tail = strlen(with);

	return len > tail && !strcmp(name + len - tail, with);
}

/* What a directory holds beside cases is passed over: sources, their mappings, what a stage wrote. */
static bool
is_cases(const char *name)
{
	return (ends(name, ".yaml") && !ends(name, ".mapping.yaml")) || ends(name, ".cas.csv");
}

static int
of_interest(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void
load_directory(struct files *files, const char *path)
{
	struct dirent **names;
	int count = scandir(path, &names, of_interest, alphasort);

	if (count < 0)
		die_errno(EX_NOINPUT, "%s", path);
	for (int i = 0; i < count; i++) {
		char *under;
		struct stat st;

		if (asprintf(&under, "%s/%s", path, names[i]->d_name) < 0)
			out_of_memory();
		if (stat(under, &st))
			st.st_mode = 0; /* gone meanwhile */
		if (S_ISDIR(st.st_mode) || is_cases(under))
			files_load(files, under);
		if (S_ISDIR(st.st_mode) || !is_cases(under))
			free(under); /* of a file the path is kept */
		free(names[i]);
	}
	free(names);
}

void
files_load(struct files *files, const char *path)
{
	struct stat st;

	if (stat(path, &st))
		die_errno(EX_NOINPUT, "%s", path);
	if (S_ISDIR(st.st_mode)) {
		load_directory(files, path);
		return;
	}
	files->at = grow(files->at, files->count, &files->room, sizeof(*files->at));
	if (ends(path, ".csv"))
		table_load(&files->at[files->count++], path);
	else
		yaml_load(&files->at[files->count++], path);
}
