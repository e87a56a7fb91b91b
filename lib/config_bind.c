/* A mapping into a struct, by a table of keys: one reader a type. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "config_node.h"
#include "money.h"
#include "nearest.h"

#define KNOWN_MAX 300

/* What is shown of a value in a message. */
static int
shown(struct text t)
{
	return t.len < 60 ? (int)t.len : 60;
}

/* The names that are known, for a message: "a, b, c". */
struct known {
	char list[KNOWN_MAX];
	size_t len;
};

static void
known_add(struct known *known, const char *name)
{
	int n = snprintf(known->list + known->len, sizeof known->list - known->len, "%s%s",
		known->len ? ", " : "", name);

	if (n > 0 && (size_t)n < sizeof known->list - known->len)
		known->len += (size_t)n;
	else
		known->list[known->len] = '\0';
}

/* "did you mean "x"?", or all that is known where nothing is near. */
static _Noreturn void
unknown(const struct config_node *node, const char *what, const struct nearest *nearest,
	const struct known *known)
{
	if (nearest->name)
		config_wrong(node, "unknown %s \"%.*s\"; did you mean \"%s\"?", what,
			shown(node->text), node->text.at, nearest->name);
	config_wrong(node, "unknown %s \"%.*s\"; known are %s", what, shown(node->text),
		node->text.at, known->list);
}

static void
check_bounds(const struct config_node *node, const struct config_key *key, int64_t value,
	const char *unit)
{
	if (value > key->max)
		config_wrong(node, "%" PRId64 "%s is above %" PRId64, value, unit, key->max);
	if (value < key->min)
		config_wrong(node, "%" PRId64 "%s is below %" PRId64, value, unit, key->min);
}

static int64_t
characters(struct text t)
{
	int64_t count = 0;

	for (size_t i = 0; i < t.len; i++)
		count += ((unsigned char)t.at[i] & 0xc0) != 0x80;
	return count;
}

static void
read_text(const struct config_node *node, const struct config_key *key, void *into)
{
	struct text t = config_scalar(node);

	if (key->max > 0)
		check_bounds(node, key, characters(t), t.len == 1 ? " character" : " characters");
	*(struct text *)into = t;
}

static void
read_int(const struct config_node *node, const struct config_key *key, void *into)
{
	struct text t = config_scalar(node);
	int64_t value;

	if (!text_to_int(t, INT64_MIN, INT64_MAX, &value))
		config_wrong(node, "\"%.*s\" is no whole number", shown(t), t.at);
	check_bounds(node, key, value, "");
	*(int64_t *)into = value;
}

static void
read_euros(const struct config_node *node, const struct config_key *key, void *into)
{
	struct text t = config_scalar(node);
	char is[MONEY_SIZE], limit[MONEY_SIZE];
	int64_t cents;

	if (!money_parse(t, ".", &cents))
		config_wrong(node, "\"%.*s\" is no amount in euros (26.50)", shown(t), t.at);
	if (cents > key->max)
		config_wrong(node, "%s is above %s", money_format(cents, '.', is),
			money_format(key->max, '.', limit));
	if (cents < key->min)
		config_wrong(node, "%s is below %s", money_format(cents, '.', is),
			money_format(key->min, '.', limit));
	*(int64_t *)into = cents;
}

static void
read_rate(const struct config_node *node, const struct config_key *key, void *into)
{
	struct text t = config_scalar(node), number = {t.at, t.len ? t.len - 1 : 0};
	int64_t bp; /* hundredths of a per cent are basis points */

	if (!t.len || t.at[number.len] != '%'
		|| !hundredths_parse(text_trim(number), ".", &bp))
		config_wrong(node, "\"%.*s\" is no rate (65 %%)", shown(t), t.at);
	check_bounds(node, key, bp, " bp");
	*(int64_t *)into = bp;
}

static void
read_date(const struct config_node *node, const struct config_key *key, void *into)
{
	struct text t = config_scalar(node);
	day_t day = day_parse(t);

	(void)key;
	if (day == DAY_NONE)
		config_wrong(node, "\"%.*s\" is no day (AAAA-MM-JJ)", shown(t), t.at);
	*(day_t *)into = day;
}

static unsigned
name_index(const struct config_node *node, const char *const *names)
{
	struct text t = config_scalar(node);
	struct nearest nearest = {.word = t};
	struct known known = {.len = 0};

	for (unsigned i = 0; names[i]; i++)
		if (text_is(t, names[i]))
			return i;
	for (unsigned i = 0; names[i]; i++) {
		nearest_try(&nearest, names[i]);
		known_add(&known, names[i]);
	}
	unknown(node, "value", &nearest, &known);
}

static void
read_yesno(const struct config_node *node, const struct config_key *key, void *into)
{
	static const char *const names[] = {"non", "oui", NULL};

	(void)key;
	*(bool *)into = name_index(node, names) == 1;
}

static void
read_name(const struct config_node *node, const struct config_key *key, void *into)
{
	*(unsigned *)into = name_index(node, key->names);
}

static unsigned
name_bit(const struct config_node *node, const char *const *names, unsigned set)
{
	unsigned index = name_index(node, names);

	if (index >= 32)
		die(EX_SOFTWARE, "a set of names has more than 32 of them");
	if (set & 1u << index)
		config_wrong(node, "\"%s\" stands twice", names[index]);
	return 1u << index;
}

static void
read_names(const struct config_node *node, const struct config_key *key, void *into)
{
	unsigned set = 0;

	if (node->kind != CONFIG_SEQUENCE)
		set = name_bit(node, key->names, 0);
	else if (node->count == 0)
		config_wrong(node, "an empty list: leave the key out, or name one");
	else
		for (unsigned i = 0; i < node->count; i++)
			set |= name_bit(node->child[i], key->names, set);
	*(unsigned *)into = set;
}

static void
read_list(const struct config_node *node, const struct config_key *key, void *into)
{
	size_t count = node->kind == CONFIG_SEQUENCE ? node->count : 1;
	struct text *at = config_alloc(node->config, count * sizeof *at);

	if (key->max > 0)
		check_bounds(node, key, (int64_t)count, count == 1 ? " item" : " items");
	for (size_t i = 0; i < count; i++)
		at[i] = config_scalar(node->kind == CONFIG_SEQUENCE ? node->child[i] : node);
	*(struct config_list *)into = (struct config_list){at, count};
}

static void
read_node(const struct config_node *node, const struct config_key *key, void *into)
{
	(void)key;
	*(const struct config_node **)into = node;
}

static void
read_source(const struct config_node *node, const struct config_key *key, void *into)
{
	static const char *const marks[] = {
		"[seed1", "[seed2", "[sourced", "[computed]", "[recalled", "[invented", NULL,
	};
	struct text t;

	if (node->kind == CONFIG_SEQUENCE)
		config_wrong(node,
			"a list stands where a source is expected: put it between quotes");
	read_text(node, key, &t);
	for (size_t i = 0; marks[i]; i++)
		if (text_starts(t, marks[i])) {
			*(struct text *)into = t;
			return;
		}
	config_wrong(node, "a source begins with [seed1, [seed2, [sourced, [computed], [recalled "
			   "or [invented");
}

static void (*const readers[])(const struct config_node *, const struct config_key *, void *) = {
	[CONFIG_TEXT] = read_text,
	[CONFIG_INT] = read_int,
	[CONFIG_EUROS] = read_euros,
	[CONFIG_RATE] = read_rate,
	[CONFIG_DATE] = read_date,
	[CONFIG_YESNO] = read_yesno,
	[CONFIG_NAME] = read_name,
	[CONFIG_NAMES] = read_names,
	[CONFIG_LIST] = read_list,
	[CONFIG_NODE] = read_node,
	[CONFIG_SOURCE] = read_source,
};

static bool
is_known(const struct config_node *written, const struct config_key *keys)
{
	for (; keys->name; keys++)
		if (text_is(written->text, keys->name))
			return true;
	return false;
}

/* What to say of it costs more than all the rest of a file. */
static void
check_known(const struct config_node *written, const struct config_key *keys)
{
	struct nearest nearest = {.word = written->text};
	struct known known = {.len = 0};

	if (is_known(written, keys))
		return;
	for (; keys->name; keys++) {
		nearest_try(&nearest, keys->name);
		known_add(&known, keys->name);
	}
	unknown(written, "key", &nearest, &known);
}

static const struct config_node *
value_of(const struct config_node *map, const char *name)
{
	for (unsigned i = 0; i < map->count; i++)
		if (text_is(map->child[2 * i]->text, name))
			return map->child[2 * i + 1];
	return NULL;
}

void
config_bind(const struct config_node *node, const struct config_key *keys, void *into)
{
	size_t pairs = config_pairs(node); /* dies where it is no mapping */

	for (size_t i = 0; i < pairs; i++)
		check_known(node->child[2 * i], keys);
	for (; keys->name; keys++) {
		const struct config_node *value = value_of(node, keys->name);

		if (value)
			readers[keys->type](value, keys, (char *)into + keys->offset);
		else if (!keys->optional)
			config_wrong(node, "the key \"%s\" is missing", keys->name);
	}
}
