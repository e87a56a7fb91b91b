/* The one file that includes libyaml. It never dies of what it reads: config_parse says what is
 * wrong in config->refusal, so that the parser is given back and the fuzzer goes on. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "config_node.h"

struct level {
	struct config_node *node;
	struct config_node *first, *last; /* its children so far */
	unsigned children;
};

struct reader {
	struct config *config;
	yaml_parser_t parser;
	struct level levels[CONFIG_DEPTH_MAX];
	unsigned depth, documents;
	bool done;
};

static bool __attribute__((format(printf, 4, 5)))
refuse(struct config *config, size_t line, size_t column, const char *format, ...)
{
	struct config_refusal *refusal = &config->refusal;
	va_list ap;

	refusal->line = (unsigned)line;
	refusal->column = (unsigned)column;
	va_start(ap, format);
	vsnprintf(refusal->message, sizeof refusal->message, format, ap);
	va_end(ap);
	return false;
}

static bool
refuse_mark(struct reader *r, yaml_mark_t mark, const char *message)
{
	return refuse(r->config, mark.line + 1, mark.column + 1, "%s", message);
}

static bool
refuse_byte(struct config *config, size_t offset, const char *message)
{
	size_t line = 1, column = 1;

	for (size_t i = 0; i < offset && i < config->len; i++) {
		if (config->bytes[i] == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)config->bytes[i] & 0xc0) != 0x80) {
			column++;
		}
	}
	return refuse(config, line, column, "%s", message);
}

/* What is wrong with the byte at `i` of well-formed UTF-8, or NULL. Lines end with LF or CR LF:
 * libyaml would also end one at a lone CR, U+0085, U+2028 or U+2029 where an editor would not, and
 * the two would count lines differently. */
static const char *
character_wrong(const unsigned char *at, size_t i, size_t len)
{
	if (at[i] == '\r')
		return i + 1 < len && at[i + 1] == '\n' ? NULL : "a carriage return alone";
	if ((at[i] < 0x20 && at[i] != '\n' && at[i] != '\t') || at[i] == 0x7f)
		return at[i] ? "a control character" : "a NUL byte";
	if (at[i] == 0xc2 && at[i + 1] < 0xa0)
		return "a control character";
	if (at[i] == 0xe2 && at[i + 1] == 0x80 && (at[i + 2] == 0xa8 || at[i + 2] == 0xa9))
		return "a Unicode line separator";
	return NULL;
}

static bool
check_bytes(struct config *config)
{
	const unsigned char *at = (const unsigned char *)config->bytes;
	size_t good = text_utf8_error((struct text){config->bytes, config->len});
	const char *wrong;

	for (size_t i = 0; i < good; i++) {
		if (at[i] >= 0x20 && at[i] < 0x7f)
			continue;
		wrong = character_wrong(at, i, good);
		if (wrong)
			return refuse_byte(config, i, wrong);
	}
	if (good < config->len)
		return refuse_byte(config, good, "not UTF-8");
	if (good == 0)
		return refuse(config, 1, 1, "the file is empty");
	if (at[good - 1] != '\n')
		return refuse_byte(config, good,
			"the last line does not end: is the file cut short?");
	return true;
}

/* libyaml's words: "did not find expected key while parsing a block mapping". */
static bool
refuse_syntax(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;

	if (p->error == YAML_MEMORY_ERROR)
		out_of_memory();
	if (p->error == YAML_READER_ERROR)
		return refuse_byte(r->config, p->problem_offset,
			"a character that YAML does not allow");
	return refuse(r->config, p->problem_mark.line + 1, p->problem_mark.column + 1, "%s%s%s",
		p->problem ? p->problem : "not YAML", p->context ? " " : "",
		p->context ? p->context : "");
}

/* Does the next node of this level stand where a key stands? */
static bool
at_key(const struct level *level)
{
	return level && level->node->kind == CONFIG_MAPPING && level->children % 2 == 0;
}

static struct config_node *
add_node(struct reader *r, enum config_kind kind, yaml_mark_t mark)
{
	struct level *level = r->depth ? &r->levels[r->depth - 1] : NULL;
	struct config_node *node = arena_alloc(r->config->arena, sizeof *node);

	node->config = r->config;
	node->kind = kind;
	node->line = (unsigned)mark.line + 1;
	node->column = (unsigned)mark.column + 1;
	if (!level) {
		r->config->root = node;
		return node;
	}
	node->parent = level->node;
	if (level->node->kind == CONFIG_MAPPING)
		node->key = at_key(level) ? node : level->last;
	if (level->last)
		level->last->next = node;
	else
		level->first = node;
	level->last = node;
	level->children++;
	return node;
}

static bool
begin(struct reader *r, const yaml_event_t *e, enum config_kind kind)
{
	const struct level *level = r->depth ? &r->levels[r->depth - 1] : NULL;

	if (at_key(level))
		return refuse_mark(r, e->start_mark, "a key must be a plain or quoted text");
	/* here, and not once the tree stands: the cost of flow nesting in libyaml is quadratic */
	if (r->depth == CONFIG_DEPTH_MAX)
		return refuse_mark(r, e->start_mark, "nested deeper than 16 levels");
	r->levels[r->depth] = (struct level){.node = add_node(r, kind, e->start_mark)};
	r->depth++;
	return true;
}

static int
by_text(const void *a, const void *b)
{
	const struct config_node *const *x = a, *const *y = b;
	int order = text_compare((*x)->text, (*y)->text);

	if (order != 0)
		return order;
	if ((*x)->line != (*y)->line)
		return (*x)->line < (*y)->line ? -1 : 1;
	return ((*x)->column > (*y)->column) - ((*x)->column < (*y)->column);
}

static bool
check_duplicates(struct reader *r, const struct config_node *map)
{
	const struct config_node **keys;
	bool ok = true;

	if (map->count < 2)
		return true;
	keys = arena_alloc(r->config->arena, map->count * sizeof *keys);
	for (unsigned i = 0; i < map->count; i++)
		keys[i] = map->child[2 * i];
	qsort(keys, map->count, sizeof *keys, by_text);
	for (unsigned i = 1; ok && i < map->count; i++)
		if (text_equal(keys[i - 1]->text, keys[i]->text))
			ok = refuse(r->config, keys[i]->line, keys[i]->column,
				"the key \"%.*s\" stands twice, first in line %u",
				(int)(keys[i]->text.len < 60 ? keys[i]->text.len : 60),
				keys[i]->text.at, keys[i - 1]->line);
	return ok;
}

static bool
finish(struct reader *r)
{
	const struct level *level = &r->levels[--r->depth];
	struct config_node *node = level->node;
	unsigned i = 0;

	node->child = arena_alloc(r->config->arena, level->children * sizeof *node->child);
	for (const struct config_node *child = level->first; child; child = child->next)
		node->child[i++] = child;
	node->count = node->kind == CONFIG_MAPPING ? i / 2 : i;
	return node->kind != CONFIG_MAPPING || check_duplicates(r, node);
}

/* Escapes of a double-quoted scalar can bring back what check_bytes refused. */
static bool
holds_control(struct text t)
{
	for (size_t i = 0; i < t.len; i++) {
		unsigned char c = (unsigned char)t.at[i];

		if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
			return true;
		if (c == 0xc2 && i + 1 < t.len && (unsigned char)t.at[i + 1] < 0xa0)
			return true;
	}
	return false;
}

static const char *
scalar_wrong(const yaml_event_t *e, bool key)
{
	struct text value = {(const char *)e->data.scalar.value, e->data.scalar.length};
	yaml_scalar_style_t style = e->data.scalar.style;

	if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
		return "a block text (| or >): write it between quotes";
	if (key && text_is(value, "<<"))
		return "a merge key (<<)";
	if (key && value.len == 0)
		return "an empty key";
	if (value.len == 0 && style == YAML_PLAIN_SCALAR_STYLE)
		return "no value: leave the key out, or write ''";
	if (holds_control(value))
		return "an escape for a control character";
	return NULL;
}

static bool
scalar(struct reader *r, const yaml_event_t *e)
{
	const struct level *level = r->depth ? &r->levels[r->depth - 1] : NULL;
	const char *wrong = scalar_wrong(e, at_key(level));
	size_t len = e->data.scalar.length;
	struct config_node *node;
	char *copy;

	if (wrong)
		return refuse_mark(r, e->start_mark, wrong);
	node = add_node(r, CONFIG_SCALAR, e->start_mark);
	copy = arena_alloc(r->config->arena, len + 1);
	memcpy(copy, e->data.scalar.value, len);
	node->text = (struct text){copy, len};
	return true;
}

static bool
document(struct reader *r, const yaml_event_t *e)
{
	if (e->data.document_start.version_directive
		|| e->data.document_start.tag_directives.start
			!= e->data.document_start.tag_directives.end)
		return refuse_mark(r, e->start_mark, "a YAML directive (%)");
	if (r->documents++ > 0)
		return refuse_mark(r, e->start_mark, "a second document");
	return true;
}

static const char *
dressing(const yaml_event_t *e)
{
	bool anchor = false, tag = false;

	switch (e->type) {
	case YAML_SCALAR_EVENT:
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
		break;
	default:
		break;
	}
	return anchor ? "an anchor (&): anchors are not used here"
	     : tag    ? "a tag (!): tags are not used here"
		      : NULL;
}

static bool
event(struct reader *r, const yaml_event_t *e)
{
	const char *wrong = dressing(e);

	if (wrong)
		return refuse_mark(r, e->start_mark, wrong);
	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		return document(r, e);
	case YAML_ALIAS_EVENT:
		return refuse_mark(r, e->start_mark, "an alias (*): aliases are not used here");
	case YAML_SCALAR_EVENT:
		return scalar(r, e);
	case YAML_SEQUENCE_START_EVENT:
		return begin(r, e, CONFIG_SEQUENCE);
	case YAML_MAPPING_START_EVENT:
		return begin(r, e, CONFIG_MAPPING);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return finish(r);
	case YAML_STREAM_END_EVENT:
		r->done = true;
		return r->config->root || refuse(r->config, 1, 1, "the file holds nothing");
	default:
		return true;
	}
}

bool
config_parse(struct config *config)
{
	struct reader r = {.config = config};
	bool ok = check_bytes(config);
	yaml_event_t e;

	if (!ok)
		return false;
	if (!yaml_parser_initialize(&r.parser))
		out_of_memory();
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)config->bytes, config->len);
	while (ok && !r.done) {
		if (yaml_parser_parse(&r.parser, &e)) {
			ok = event(&r, &e);
			yaml_event_delete(&e);
		} else {
			ok = refuse_syntax(&r);
		}
	}
	yaml_parser_delete(&r.parser);
	return ok;
}
