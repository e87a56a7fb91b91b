#include "lines.h"

#include "buffer.h"
#include "cursor.h"
#include "json_read.h"

#include <string.h>

/* A map whose pairs `take` knows; one that it does not know is passed over. False: not of that form. */
struct form {
	struct arena *arena;
	bool (*take)(struct form *form, struct text key, struct cursor *c);
	void *into;
};

static bool
read_map(struct cursor *c, struct form *form)
{
	uint32_t pairs;
	struct text key;

	if (!cursor_map(c, &pairs))
		return false;
	while (pairs--) {
		const unsigned char *value;

		if (!cursor_text(c, &key))
			return false;
		value = c->at;
		if (!form->take(form, key, c))
			return false;
		if (c->at == value && cursor_skip(c) != CURSOR_OK)
			return false;
	}
	return true;
}

/* An array of maps, each of `size` bytes. */
static bool
read_list(struct cursor *c, struct form *form, size_t size, void **list, unsigned *count)
{
	uint32_t items;
	char *at;

	if (!cursor_array(c, &items))
		return false;
	at = arena_alloc(form->arena, (items + 1) * size);
	*list = at;
	*count = items;
	for (; items; items--, at += size) {
		form->into = at;
		if (!read_map(c, form))
			return false;
	}
	return true;
}

static bool
take_raised(struct form *form, struct text key, struct cursor *c)
{
	struct raised *raised = form->into;

	if (text_is(key, "code"))
		return cursor_text(c, &raised->code);
	if (text_is(key, "champ"))
		return cursor_text(c, &raised->champ);
	return !text_is(key, "niveau") || cursor_text(c, &raised->niveau);
}

static bool
read_motifs(struct cursor *c, struct arena *arena, struct raised **motifs, unsigned *count)
{
	struct form form = {arena, take_raised, NULL};
	void *list = NULL;
	bool well = read_list(c, &form, sizeof(**motifs), &list, count);

	*motifs = list;
	return well;
}

static bool
read_values(struct cursor *c, struct arena *arena, struct valued **values, unsigned *count)
{
	uint32_t pairs;

	if (!cursor_map(c, &pairs))
		return false;
	*values = arena_alloc(arena, (pairs + 1) * sizeof(**values));
	for (*count = 0; *count < pairs; (*count)++) {
		struct valued *value = &(*values)[*count];

		if (!cursor_text(c, &value->name))
			return false;
		value->is_number = cursor_int(c, &value->number);
		if (!value->is_number && !cursor_text(c, &value->text) && !cursor_nil(c))
			return false;
	}
	return true;
}

static bool
read_taken(struct cursor *c, struct looked *looked)
{
	uint32_t items;
	struct text where;

	if (!cursor_array(c, &items))
		return false;
	while (items--) {
		if (!cursor_text(c, &where))
			return false;
		if (looked->pris_count < PRIS_MAX)
			looked->pris[looked->pris_count++] = where;
	}
	return true;
}

static bool
take_looked(struct form *form, struct text key, struct cursor *c)
{
	struct looked *looked = form->into;
	const struct {
		const char *key;
		struct text *into;
	} texts[] = {{"regle", &looked->regle}, {"article", &looked->article}, {"etat", &looked->etat},
		{"condition", &looked->condition}};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (text_is(key, texts[i].key))
			return cursor_text(c, texts[i].into);
	if (text_is(key, "entrees"))
		return read_values(c, form->arena, &looked->entrees, &looked->entree_count);
	if (text_is(key, "pris"))
		return read_taken(c, looked);
	return !text_is(key, "motifs") || read_motifs(c, form->arena, &looked->motifs, &looked->motif_count);
}

static bool
read_regles(struct cursor *c, struct explained *line, struct arena *arena)
{
	struct form form = {arena, take_looked, NULL};
	void *list = NULL;
	bool well = read_list(c, &form, sizeof(*line->regles), &list, &line->regle_count);

	line->regles = list;
	return well;
}

static bool
take_line(struct form *form, struct text key, struct cursor *c)
{
	struct explained *line = form->into;
	const struct {
		const char *key;
		struct text *into;
	} texts[] = {{"id", &line->id}, {"acte_ref", &line->acte_ref}, {"etape", &line->etape},
		{"livre", &line->livre}, {"statut", &line->statut}};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (text_is(key, texts[i].key))
			return cursor_text(c, texts[i].into) || cursor_nil(c);
	if (text_is(key, "regles"))
		return read_regles(c, line, form->arena);
	if (text_is(key, "motifs"))
		return read_motifs(c, form->arena, &line->motifs, &line->motif_count);
	return !text_is(key, "ecrit") || read_values(c, form->arena, &line->ecrit, &line->ecrit_count);
}

struct explained *
explained_read(struct text text, struct arena *arena, const char **why)
{
	struct explained *line = arena_alloc(arena, sizeof(*line));
	struct form form = {arena, take_line, line};
	struct buffer bytes = {0};
	unsigned char *kept;
	struct cursor c;
	unsigned column;

	*why = json_read(text, &bytes, &column);
	if (*why) {
		buffer_free(&bytes);
		return NULL;
	}
	kept = arena_alloc(arena, bytes.len + 1);
	memcpy(kept, bytes.at, bytes.len);
	c = (struct cursor){kept, kept + bytes.len};
	buffer_free(&bytes);
	if (read_map(&c, &form) && line->etape.at && line->statut.at)
		return line;
	*why = "not a line of --explain";
	return NULL;
}

const struct valued *
explained_wrote(const struct explained *line, const char *name)
{
	for (unsigned i = 0; i < line->ecrit_count; i++)
		if (text_is(line->ecrit[i].name, name))
			return &line->ecrit[i];
	return NULL;
}
