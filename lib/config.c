#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config_node.h"
#include "file.h"

/* Those not closed: what points into them is often all that is left of them, and a leak checker
 * shall not take them for lost. */
static struct config *open_configs;

static char *
joined(const char *dir, const char *file)
{
	size_t dir_len = dir ? strlen(dir) : 0;
	const char *slash = dir_len > 0 && dir[dir_len - 1] != '/' ? "/" : "";
	size_t size = dir_len + strlen(file) + 2;
	char *path = malloc(size);

	if (!path)
		out_of_memory();
	snprintf(path, size, "%s%s%s", dir ? dir : "", slash, file);
	return path;
}

struct config *
config_new(const char *path, char *bytes, size_t len)
{
	struct config *config = calloc(1, sizeof *config);

	if (!config)
		out_of_memory();
	config->path = joined(NULL, path);
	config->bytes = bytes;
	config->len = len;
	config->arena = arena_new();
	config->next = open_configs;
	open_configs = config;
	return config;
}

struct config *
config_open(const char *dir, const char *file)
{
	struct config *config;
	char *path, *bytes;
	size_t len;

	if (dir && !*dir)
		die(EX_CONFIG, "no rule book is found: give -c DIR or set PMI_FLUX_CONFIG");
	path = joined(dir, file);
	bytes = file_read(path, CONFIG_BYTES_MAX, &len);
	config = config_new(path, bytes, len);
	free(path);
	if (len > CONFIG_BYTES_MAX)
		die(EX_CONFIG, "%s: longer than 1 MiB", config->path);
	if (!config_parse(config))
		config_refuse(config);
	return config;
}

void
config_close(struct config *config)
{
	struct config **at = &open_configs;

	if (!config)
		return;
	while (*at && *at != config)
		at = &(*at)->next;
	if (*at)
		*at = config->next;
	arena_free(config->arena);
	free(config->bytes);
	free(config->path);
	free(config);
}

void *
config_alloc(const struct config *config, size_t size)
{
	return arena_alloc(config->arena, size);
}

const struct slot *
config_slots(const struct config *config, const void *rows, size_t count, size_t size)
{
	struct slot *slots = config_alloc(config, SLOT_COUNT * sizeof(*slots));

	slots_fill(slots, rows, count, size);
	return slots;
}

static struct place
place_of(const struct config *config, unsigned line, unsigned column)
{
	const char *at = config->bytes, *end = at + config->len, *eol;
	struct place place = {.file = config->path, .line = line, .column = column};

	for (unsigned i = 1; i < line && at < end; i++) {
		eol = memchr(at, '\n', (size_t)(end - at));
		at = eol ? eol + 1 : end;
	}
	eol = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
	eol = eol ? eol : end;
	if (eol > at && eol[-1] == '\r')
		eol--;
	place.excerpt = at;
	place.excerpt_len = (size_t)(eol - at);
	return place;
}

static struct place
place_of_node(const struct config_node *node)
{
	return place_of(node->config, node->line, node->column);
}

void
config_refuse(const struct config *config)
{
	const struct config_refusal *refusal = &config->refusal;
	struct place place = place_of(config, refusal->line, refusal->column);

	die_at(EX_CONFIG, &place, "%s", refusal->message);
}

void
config_die(const struct config_node *node, const char *format, ...)
{
	struct place place = place_of_node(node);
	char message[512];
	va_list ap;

	va_start(ap, format);
	vsnprintf(message, sizeof message, format, ap);
	va_end(ap);
	die_at(EX_CONFIG, &place, "%s", message);
}

void
config_fail(int code, const struct config_node *node, const char *format, ...)
{
	struct place place = place_of_node(node);
	char message[512];
	va_list ap;

	va_start(ap, format);
	vsnprintf(message, sizeof message, format, ap);
	va_end(ap);
	die_at(code, &place, "%s", message);
}

void
config_die_both(const struct config_node *node, const struct config_node *other,
	const char *format, ...)
{
	struct place place = place_of_node(node), second = place_of_node(other);
	char message[512];
	va_list ap;

	va_start(ap, format);
	vsnprintf(message, sizeof message, format, ap);
	va_end(ap);
	die_at_both(EX_CONFIG, &place, &second, "%s", message);
}

void
config_wrong(const struct config_node *node, const char *format, ...)
{
	char label[CONFIG_LABEL], message[512];
	va_list ap;

	config_label(node, label);
	va_start(ap, format);
	vsnprintf(message, sizeof message, format, ap);
	va_end(ap);
	config_die(node, "%s%s%s", label, *label ? ": " : "", message);
}

/* An entry is called by the key it stands under, or by what it says first: "code XYZ". */
static void
name_entry(const struct config_node *map, char *buf, size_t size)
{
	const struct config_node *first = map->count ? map->child[1] : NULL;

	if (map->key)
		snprintf(buf, size, "%.40s", map->key->text.at);
	else if (map->parent && first && first->kind == CONFIG_SCALAR)
		snprintf(buf, size, "%.20s %.40s", map->child[0]->text.at, first->text.at);
	else
		*buf = '\0';
}

const char *
config_label(const struct config_node *node, char buf[CONFIG_LABEL])
{
	char entry[80] = "";

	*buf = '\0';
	if (node->kind == CONFIG_MAPPING && !node->key)
		name_entry(node, buf, CONFIG_LABEL);
	while (node->parent && !node->key)
		node = node->parent; /* an item is named by its list */
	if (*buf || !node->key)
		return buf;
	if (node->parent->key || node->parent->child[0] != node->key)
		name_entry(node->parent, entry, sizeof entry);
	snprintf(buf, CONFIG_LABEL, "%.60s%s%s", node->key->text.at, *entry ? " of " : "",
		entry);
	return buf;
}

const struct config_node *
config_root(const struct config *config)
{
	return config->root;
}

static void
expect(const struct config_node *node, enum config_kind kind)
{
	static const char *const names[] = {
		[CONFIG_SCALAR] = "a value",
		[CONFIG_SEQUENCE] = "a list",
		[CONFIG_MAPPING] = "a mapping",
	};

	if (node->kind != kind)
		config_wrong(node, "%s stands where %s is expected", names[node->kind], names[kind]);
}

bool
config_is_list(const struct config_node *node)
{
	return node->kind == CONFIG_SEQUENCE;
}

size_t
config_count(const struct config_node *node)
{
	expect(node, CONFIG_SEQUENCE);
	return node->count;
}

const struct config_node *
config_item(const struct config_node *node, size_t index)
{
	expect(node, CONFIG_SEQUENCE);
	return node->child[index];
}

size_t
config_pairs(const struct config_node *node)
{
	expect(node, CONFIG_MAPPING);
	return node->count;
}

struct text
config_pair_key(const struct config_node *node, size_t index)
{
	expect(node, CONFIG_MAPPING);
	return node->child[2 * index]->text;
}

const struct config_node *
config_pair_value(const struct config_node *node, size_t index)
{
	expect(node, CONFIG_MAPPING);
	return node->child[2 * index + 1];
}

const struct config_node *
config_find(const struct config_node *node, const char *key)
{
	for (size_t i = 0; i < config_pairs(node); i++)
		if (text_is(config_pair_key(node, i), key))
			return config_pair_value(node, i);
	return NULL;
}

const struct config_node *
config_under(const struct config_node *node, const char *key)
{
	const struct config_node *found = config_find(node, key);

	return found ? found : node;
}

enum config_kind
config_kind(const struct config_node *node)
{
	return node->kind;
}

struct text
config_scalar(const struct config_node *node)
{
	expect(node, CONFIG_SCALAR);
	return node->text;
}

const char *
config_where(const struct config_node *node)
{
	const char *slash = strrchr(node->config->path, '/');
	const char *base = slash ? slash + 1 : node->config->path;
	size_t size = strlen(base) + 16;
	char *where = config_alloc(node->config, size);

	snprintf(where, size, "%s:%u", base, node->line);
	return where;
}

unsigned
config_line(const struct config_node *node)
{
	return node->line;
}

unsigned
config_column(const struct config_node *node)
{
	return node->column;
}
