#include "view.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actes.h"
#include "buffer.h"
#include "log.h"

#define SEMAINES_ANY INT64_MAX

/* ---- Values */

struct gathering {
	struct view *view;
	struct value *at;
	size_t count, room;
};

static struct text
kept(struct view *view, const char *bytes, size_t len)
{
	char *at = arena_alloc(view->arena, len + 1);

	memcpy(at, bytes, len);
	return (struct text){at, len};
}

static void
gather(struct gathering *g, struct text key, struct text text)
{
	if (g->count == g->room) {
		struct value *at = arena_alloc(g->view->arena, 2 * (g->room + 8) * sizeof(*at));

		if (g->count)
			memcpy(at, g->at, g->count * sizeof(*at));
		g->at = at;
		g->room = 2 * (g->room + 8);
	}
	g->at[g->count++] = (struct value){key, text};
}

/* "a, b, c"; absent where something in it is no scalar. */
static struct text
joined(struct view *view, const struct config_node *list)
{
	struct buffer all = {0};
	struct text text;

	for (size_t i = 0; i < config_count(list); i++) {
		if (config_kind(config_item(list, i)) != CONFIG_SCALAR) {
			buffer_free(&all);
			return TEXT_ABSENT;
		}
		text = config_scalar(config_item(list, i));
		buffer_add(&all, ", ", i ? 2 : 0);
		buffer_add(&all, text.at, text.len);
	}
	text = kept(view, all.len ? (char *)all.at : "", all.len);
	buffer_free(&all);
	return text;
}

static struct text __attribute__((format(printf, 2, 3)))
formed(struct view *view, const char *format, ...)
{
	char bytes[256];
	va_list ap;

	va_start(ap, format);
	vsnprintf(bytes, sizeof(bytes), format, ap);
	va_end(ap);
	return kept(view, bytes, strlen(bytes));
}

static void gather_node(struct gathering *g, struct text key, const struct config_node *node);

static void
gather_map(struct gathering *g, struct text before, const struct config_node *map)
{
	for (size_t i = 0; i < config_pairs(map); i++)
		gather_node(g, formed(g->view, "%.*s%s%.*s", TEXT_ARG(before), before.len ? "." : "",
			TEXT_ARG(config_pair_key(map, i))), config_pair_value(map, i));
}

static void
gather_list(struct gathering *g, struct text key, const struct config_node *list)
{
	struct text all = joined(g->view, list);

	if (all.at) {
		gather(g, key, all);
		return;
	}
	for (size_t i = 0; i < config_count(list); i++)
		gather_node(g, formed(g->view, "%.*s[%zu]", TEXT_ARG(key), i + 1), config_item(list, i));
}

static void
gather_node(struct gathering *g, struct text key, const struct config_node *node)
{
	switch (config_kind(node)) {
	case CONFIG_SCALAR:
		gather(g, key, config_scalar(node));
		break;
	case CONFIG_SEQUENCE:
		gather_list(g, key, node);
		break;
	case CONFIG_MAPPING:
		gather_map(g, key, node);
		break;
	}
}

struct text
entry_value(const struct entry *entry, const char *key)
{
	for (size_t i = 0; i < entry->count; i++)
		if (text_is(entry->values[i].key, key))
			return entry->values[i].text;
	return TEXT_ABSENT;
}

/* ---- Entries */

static unsigned
professions_of(struct text list)
{
	unsigned bits = 0;

	while (list.len) {
		const char *comma = memchr(list.at, ',', list.len);
		size_t len = comma ? (size_t)(comma - list.at) : list.len;

		bits |= profession_bit(text_trim((struct text){list.at, len}));
		len += comma != NULL;
		list = (struct text){list.at + len, list.len - len};
	}
	return bits;
}

static void
read_common(struct entry *e)
{
	e->article = entry_value(e, "article");
	e->source = entry_value(e, "source");
	e->du = day_parse(entry_value(e, "du"));
	e->au = day_parse(entry_value(e, "au"));
	e->connu_le = day_parse(entry_value(e, "connu_le"));
	e->professions = professions_of(entry_value(e, "professions"));
	e->semaines_max = SEMAINES_ANY;
	text_to_int(entry_value(e, "semaines_min"), 0, SEMAINES_ANY, &e->semaines_min);
	text_to_int(entry_value(e, "semaines_max"), 0, SEMAINES_ANY, &e->semaines_max);
}

/* What tells it from the others of its list. */
static struct text
name_of(struct view *view, const struct entry *e)
{
	static const struct {
		const char *key, *before;
	} parts[] = {{"du", " "}, {"connu_le", " connu le "}, {"professions", " "}, {"semaines_min", " semaines "},
		{"semaines_max", " à "}};
	struct buffer name = {0};
	struct text whole;

	buffer_add(&name, e->code.at, e->code.len);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct text value = entry_value(e, parts[i].key);

		if (!value.len || (i >= 2 && strcmp(e->file, "tarifs.yaml") != 0))
			continue;
		buffer_add(&name, parts[i].before, strlen(parts[i].before));
		buffer_add(&name, value.at, value.len);
	}
	whole = kept(view, name.len ? (char *)name.at : "", name.len);
	buffer_free(&name);
	return whole;
}

static struct entry *
add(struct view *view, const char *file, struct text section, const struct config_node *node)
{
	struct entry *e;

	if (view->count == view->room) {
		view->room = view->room ? 2 * view->room : 512;
		view->entries = realloc(view->entries, view->room * sizeof(*view->entries));
		if (!view->entries)
			out_of_memory();
	}
	e = &view->entries[view->count++];
	*e = (struct entry){.file = file, .section = section, .node = node};
	return e;
}

static void
finish(struct view *view, struct entry *e, const struct gathering *g)
{
	e->values = g->at;
	e->count = g->count;
	read_common(e);
	if (e->code.at) { /* a key, which stands once */
		e->name = e->code;
		return;
	}
	e->code = e->count ? e->values[0].text : TEXT("");
	e->name = name_of(view, e);
}

static void
add_map(struct view *view, const char *file, struct text section, struct text code, const struct config_node *map)
{
	struct entry *e = add(view, file, section, map);
	struct gathering g = {.view = view};

	e->code = code;
	gather_map(&g, TEXT(""), map);
	finish(view, e, &g);
}

static bool
all_are(const struct config_node *node, enum config_kind kind)
{
	bool list = config_kind(node) == CONFIG_SEQUENCE;
	size_t count = list ? config_count(node) : config_pairs(node);

	for (size_t i = 0; i < count; i++)
		if (config_kind(list ? config_item(node, i) : config_pair_value(node, i)) != kind)
			return false;
	return count > 0;
}

/* What stands under a key at the root; false: a value of the file itself. */
static bool
add_section(struct view *view, const char *file, struct text key, const struct config_node *node)
{
	enum config_kind kind = config_kind(node);

	if (kind == CONFIG_SCALAR || (kind == CONFIG_SEQUENCE && !all_are(node, CONFIG_MAPPING)))
		return false;
	if (kind == CONFIG_SEQUENCE)
		for (size_t i = 0; i < config_count(node); i++)
			add_map(view, file, key, TEXT_ABSENT, config_item(node, i));
	else if (all_are(node, CONFIG_MAPPING))
		for (size_t i = 0; i < config_pairs(node); i++)
			add_map(view, file, key, config_pair_key(node, i), config_pair_value(node, i));
	else
		add_map(view, file, TEXT(""), key, node);
	return true;
}

static void
add_file(struct view *view, const char *file)
{
	struct config *config = config_open(view->book.dir, file);
	const struct config_node *root = config_root(config);
	struct gathering g = {.view = view};

	if (config_kind(root) != CONFIG_MAPPING)
		config_die(root, "a file of the rule book is a mapping");
	for (size_t i = 0; i < config_pairs(root); i++)
		if (!add_section(view, file, config_pair_key(root, i), config_pair_value(root, i)))
			gather_node(&g, config_pair_key(root, i), config_pair_value(root, i));
	if (g.count) {
		struct entry *e = add(view, file, TEXT(""), root);

		e->code = TEXT("");
		finish(view, e, &g);
	}
}

/* ---- The book */

int
entry_compare(const struct entry *a, const struct entry *b)
{
	int order = strcmp(a->file, b->file);

	if (!order)
		order = text_compare(a->section, b->section);
	return order ? order : text_compare(a->name, b->name);
}

static int
by_identity(const void *a, const void *b)
{
	const struct entry *x = *(const struct entry *const *)a, *y = *(const struct entry *const *)b;
	int order = entry_compare(x, y);

	return order ? order : (x > y) - (x < y);
}

/* Entries that nothing else tells apart are told by their number. */
static void
number(struct view *view)
{
	struct text first = TEXT_ABSENT;

	for (size_t i = 1, n = 1; i < view->count; i++) {
		struct entry *e = &view->entries[view->sorted[i] - view->entries];
		const struct entry *before = view->sorted[i - 1];

		if (n == 1)
			first = before->name;
		if (strcmp(e->file, before->file) || !text_equal(e->section, before->section)
			|| !text_equal(e->name, first))
			n = 1;
		else
			e->name = formed(view, "%.*s (%zu)", TEXT_ARG(first), ++n);
	}
}

void
view_open(struct view *view, const char *dir)
{
	struct dirent **files;
	int count;

	*view = (struct view){.arena = arena_new()};
	rulebook_identify(&view->book, dir);
	count = rulebook_files(dir, &files);
	for (int i = 0; i < count; i++)
		add_file(view, kept(view, files[i]->d_name, strlen(files[i]->d_name)).at);
	rulebook_files_free(files, count);
	view->sorted = arena_alloc(view->arena, (view->count + 1) * sizeof(*view->sorted));
	for (size_t i = 0; i < view->count; i++)
		view->sorted[i] = &view->entries[i];
	qsort(view->sorted, view->count, sizeof(*view->sorted), by_identity);
	number(view);
	qsort(view->sorted, view->count, sizeof(*view->sorted), by_identity);
}

void
view_free(struct view *view)
{
	free(view->entries);
	arena_free(view->arena);
}

bool
entry_is(const struct entry *entry, const char *file, const char *section)
{
	return !strcmp(entry->file, file) && text_is(entry->section, section);
}

bool
entry_in_force(const struct entry *entry, day_t at, day_t as_of)
{
	return entry->connu_le <= as_of && entry->du <= at && (entry->au == DAY_NONE || at <= entry->au);
}

bool
entry_covers(const struct entry *entry, const struct entry *other)
{
	return (!entry->professions || (other->professions && !(other->professions & ~entry->professions)))
		&& entry->semaines_min <= other->semaines_min && other->semaines_max <= entry->semaines_max;
}

const struct entry *
entry_superseded(const struct view *view, const struct entry *entry, day_t at, day_t as_of)
{
	for (size_t i = 0; i < view->count; i++) {
		const struct entry *other = &view->entries[i];

		if (!strcmp(other->file, entry->file) && text_equal(other->section, entry->section)
			&& text_equal(other->code, entry->code) && other->connu_le > entry->connu_le
			&& entry_in_force(other, at, as_of) && entry_covers(other, entry))
			return other;
	}
	return NULL;
}
