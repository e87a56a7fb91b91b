#include "mapping.h"

#include "config.h"
#include "file.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

#define MAPPING_MAX (1u << 20)

static const char *const encodings[] = {"utf-8", "windows-1252", "iso-8859-1", NULL};
static const char *const iconv_names[] = {NULL, "WINDOWS-1252", "ISO-8859-1"};
static const char *const dates[] = {
	[DATE_AAAA_MM_JJ] = "AAAA-MM-JJ",
	[DATE_JJ_MM_AAAA] = "JJ/MM/AAAA",
	[DATE_JJMMAAAA] = "JJMMAAAA",
	[DATE_AAAAMMJJ] = "AAAAMMJJ",
	NULL,
};

/* The file as it is read, before it means anything. */
struct written {
	struct text source, separator, decimals;
	unsigned encoding, dates;
	struct config_list ignored;
	const struct config_node *columns, *constants, *separator_node;
};

#define AT(member) offsetof(struct written, member)
static const struct config_key keys[] = {
	{.name = "source", .type = CONFIG_SOURCE, .offset = AT(source)},
	{.name = "separateur", .type = CONFIG_TEXT, .offset = AT(separator), .optional = true, .min = 1,
		.max = 3},
	{.name = "encodage", .type = CONFIG_NAME, .offset = AT(encoding), .optional = true,
		.names = encodings},
	{.name = "decimales", .type = CONFIG_TEXT, .offset = AT(decimals), .optional = true, .min = 1,
		.max = 2},
	{.name = "dates", .type = CONFIG_NAME, .offset = AT(dates), .optional = true, .names = dates},
	{.name = "colonnes", .type = CONFIG_NODE, .offset = AT(columns), .optional = true},
	{.name = "ignorees", .type = CONFIG_LIST, .offset = AT(ignored), .optional = true},
	{.name = "constantes", .type = CONFIG_NODE, .offset = AT(constants), .optional = true},
	{0},
};

const char *
source_field_name(unsigned field)
{
	return field == F_MONTANT_CENTS ? "montant" : field_infos[field].name;
}

static unsigned
source_field(struct text name)
{
	enum field field;

	if (text_is(name, "montant"))
		return F_MONTANT_CENTS;
	field = field_named(name);
	if (field < SOURCE_FIRST || field > SOURCE_LAST || field == F_MONTANT_CENTS)
		return FIELD_NONE;
	return field;
}

static const struct mapping_column *
column_named(const struct mapping *m, struct text name)
{
	for (size_t i = 0; i < m->count; i++)
		if (text_is(name, m->columns[i].name))
			return &m->columns[i];
	return NULL;
}

unsigned
mapping_field(const struct mapping *m, struct text name)
{
	const struct mapping_column *column = column_named(m, name);

	return column ? column->field : source_field(name);
}

void
mapping_nearest(const struct mapping *m, struct nearest *nearest)
{
	for (unsigned field = SOURCE_FIRST; field <= SOURCE_LAST; field++)
		nearest_try(nearest, source_field_name(field));
	for (size_t i = 0; i < m->count; i++)
		nearest_try(nearest, m->columns[i].name);
}

static unsigned
known_field(const struct mapping *m, const struct config_node *node, struct text name)
{
	unsigned field = source_field(name);
	struct nearest nearest = {.word = name};

	if (field != FIELD_NONE)
		return field;
	mapping_nearest(&(struct mapping){.file = m->file}, &nearest);
	if (nearest.name)
		config_die(node, "no field is named %.*s; nearest: %s", TEXT_ARG(name), nearest.name);
	config_die(node, "no field is named %.*s", TEXT_ARG(name));
}

static void
add_column(struct mapping *m, const struct config *config, struct text name, unsigned field)
{
	char *copy = config_alloc(config, name.len + 1);

	memcpy(copy, name.at, name.len);
	m->columns[m->count++] = (struct mapping_column){copy, field};
}

static void
load_columns(struct mapping *m, const struct written *w, const struct config *config)
{
	size_t mapped = w->columns ? config_pairs(w->columns) : 0;
	const struct config_node *of[FIELD_COUNT] = {NULL};

	m->columns = config_alloc(config, (mapped + w->ignored.count) * sizeof(m->columns[0]));
	for (size_t i = 0; i < mapped; i++) {
		const struct config_node *value = config_pair_value(w->columns, i);
		unsigned field = known_field(m, value, config_scalar(value));

		if (of[field])
			config_die_both(value, of[field], "two columns for %s", source_field_name(field));
		of[field] = value;
		add_column(m, config, config_pair_key(w->columns, i), field);
	}
	for (size_t i = 0; i < w->ignored.count; i++) {
		if (column_named(m, w->ignored.at[i]))
			config_die(config_root(config), "column %.*s is named twice",
				TEXT_ARG(w->ignored.at[i]));
		add_column(m, config, w->ignored.at[i], FIELD_IGNORED);
	}
}

/* A constant is a cell that every row has: one that cannot be read is said here, once. */
static void
load_constants(struct mapping *m, const struct written *w)
{
	size_t count = w->constants ? config_pairs(w->constants) : 0;

	for (size_t i = 0; i < count; i++) {
		const struct config_node *node = config_pair_value(w->constants, i);
		unsigned field = known_field(m, node, config_pair_key(w->constants, i));
		struct text cell = config_scalar(node);
		struct defects defects = {0};
		struct value value;
		char *room = malloc(cell.len + RULE_ROOM);

		if (!room)
			out_of_memory();
		rule(&defects, "R211");
		rule_cell((enum field)field, cell, &m->forms, room, &value, &defects);
		if (defects.count)
			config_die(node, "a constant that cannot be read (%s)", defects.at[0].motif);
		if (value.given && field_infos[field].type == FIELD_TEXT
			&& !field_allows((enum field)field, value.text))
			config_die(node, "it is one of: %s", field_infos[field].values);
		m->constant[field] = cell;
		free(room);
	}
}

static char
separator_of(const struct written *w, const struct config_node *root)
{
	struct text t = w->separator;

	if (!t.at)
		return ';';
	if (text_is(t, "tab"))
		return '\t';
	if (t.len != 1 || t.at[0] == '"' || t.at[0] == '\n' || t.at[0] == '\r' || (t.at[0] & 0x80))
		config_die(root, "separateur is one ASCII character, or tab");
	return t.at[0];
}

static const char *
decimals_of(const struct written *w, const struct config_node *root)
{
	if (!w->decimals.at || text_is(w->decimals, ",.") || text_is(w->decimals, ".,"))
		return ",.";
	if (text_is(w->decimals, ","))
		return ",";
	if (text_is(w->decimals, "."))
		return ".";
	config_die(root, "decimales is \",\", \".\" or \",.\"");
}

static void
load_decoder(struct mapping *m, const struct config *config, unsigned encoding)
{
	struct decoder *decoder;

	if (!iconv_names[encoding])
		return;
	decoder = config_alloc(config, sizeof(*decoder));
	decoder_make(decoder, iconv_names[encoding]);
	m->decoder = decoder;
}

static void
hash_mapping(struct mapping *m)
{
	struct sha256 hash;
	size_t len;
	char *bytes = file_read(m->file, MAPPING_MAX, &len);

	sha256_start(&hash);
	sha256_add(&hash, bytes, len);
	sha256_end(&hash, m->sha256);
	free(bytes);
}

void
mapping_load(struct mapping *m, const char *file)
{
	const struct config_node *root;
	struct written w = {0};
	struct config *config;

	*m = (struct mapping){.file = file, .forms = {DATE_AAAA_MM_JJ, ",."}, .separator = ';'};
	if (!file)
		return;
	hash_mapping(m);
	config = config_open(NULL, file);
	root = config_root(config);
	config_bind(root, keys, &w);
	m->forms = (struct forms){(enum date_form)w.dates, decimals_of(&w, root)};
	m->separator = separator_of(&w, root);
	load_decoder(m, config, w.encoding);
	load_columns(m, &w, config);
	load_constants(m, &w);
}
