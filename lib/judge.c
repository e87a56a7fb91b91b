/*
 * judge - motifs and avis of a record: added by the stage that judges, taken back when it judges again
 */
#include "cursor.h"
#include "log.h"
#include "record.h"

#define TENTATIVE_MAX 9999 /* more than anybody tries; a number that any reader takes */

static const struct text keys[] = {{"code", 4}, {"champ", 5}, {"article", 7}, {"etape", 5}};

static bool
read_defect(struct cursor *c, struct record_defect *out)
{
	struct text *parts[] = {&out->code, &out->champ, &out->article, &out->etape};
	uint32_t pairs;

	*out = (struct record_defect){0};
	if (!cursor_map(c, &pairs))
		return false;
	while (pairs--) {
		struct text key, *part = NULL;

		if (!cursor_text(c, &key))
			return false;
		for (unsigned i = 0; i < 4; i++)
			if (text_equal(key, keys[i]))
				part = parts[i];
		if (!(part && cursor_text(c, part)) && cursor_skip(c) != CURSOR_OK)
			return false;
	}
	return true;
}

unsigned
record_defects(const struct record *rec, enum field field, struct record_defect *out, unsigned max)
{
	struct text array = record_text(rec, field);
	struct cursor c = {0};
	uint32_t count = 0;
	unsigned found = 0;

	if (!array.at)
		return 0;
	c = (struct cursor){(const unsigned char *)array.at, (const unsigned char *)array.at + array.len};
	if (!cursor_array(&c, &count))
		return 0;
	while (found < count && found < max && read_defect(&c, &out[found]))
		found++;
	return found;
}

static void
pack_part(struct buffer *out, struct text key, struct text value)
{
	if (!value.at)
		return;
	pack_text(out, key);
	pack_text(out, value);
}

/* The defects that a field will hold. */
struct list {
	struct buffer *items;
	uint32_t count, left_out;
};

/* What the record holds, byte for byte, but for the defects of one stage (absent: all of them). */
static void
list_copy(struct list *list, const struct record *rec, enum field field, struct text except)
{
	struct text array = record_text(rec, field);
	struct cursor c = {0};
	struct record_defect d;
	uint32_t count;

	if (!array.at)
		return;
	c = (struct cursor){(const unsigned char *)array.at, (const unsigned char *)array.at + array.len};
	for (cursor_array(&c, &count); count; count--) {
		const unsigned char *start = c.at;

		read_defect(&c, &d);
		if (except.at && text_equal(d.etape, except)) {
			list->left_out++;
			continue;
		}
		buffer_add(list->items, start, (size_t)(c.at - start));
		list->count++;
	}
}

static void
list_add(struct list *list, struct record_defect d)
{
	bool given[] = {d.code.at, d.champ.at, d.article.at, d.etape.at};

	pack_map(list->items, (uint32_t)(given[0] + given[1] + given[2] + given[3]));
	pack_part(list->items, keys[0], d.code);
	pack_part(list->items, keys[1], d.champ);
	pack_part(list->items, keys[2], d.article);
	pack_part(list->items, keys[3], d.etape);
	list->count++;
}

static struct list
list_start(struct record *rec)
{
	rec->list.items.len = 0;
	return (struct list){.items = &rec->list.items};
}

static void
list_set(struct list *list, struct record *rec, enum field field)
{
	struct buffer *array = &rec->list.array;

	array->len = 0;
	pack_array(array, list->count);
	buffer_add(array, list->items->at, list->items->len);
	record_set_text(rec, field, (struct text){(const char *)array->at, array->len});
}

static const struct motif *
motif_of(const struct record *rec, const struct defect *d)
{
	const struct motif *motif = motif_find(rec->motifs, text_of(d->motif));

	if (!motif)
		die(EX_CONFIG, "%s/motifs.yaml has no motif %s, which pmi-%.*s raises: add it",
			rec->motifs->dir ? rec->motifs->dir : "config", d->motif,
			TEXT_ARG(rec->motifs->etape));
	return motif;
}

/* Looks all of them up; `found` is as long as they are many. */
static enum motif_level
worst(const struct record *rec, const struct defects *defects, const struct motif **found)
{
	enum motif_level level = MOTIF_AVIS;

	for (unsigned i = 0; i < defects->count; i++) {
		found[i] = motif_of(rec, &defects->at[i]);
		if (found[i]->level > level)
			level = found[i]->level;
	}
	return level;
}

/* A refused record stays as it entered the stage; one made here keeps what was made. */
static void
undo(struct record *rec)
{
	const char *why;

	if (!rec->bytes)
		return;
	record_parse(rec, rec->bytes, rec->len, &why);
	record_reopen(rec, rec->motifs->etape);
}

static enum field
destination(const struct motif *motif)
{
	return motif->level == MOTIF_AVIS ? F_AVIS : F_MOTIFS;
}

/* All of `defects` that go to one field, behind those that are there. */
static void
add_defects(struct record *rec, enum field field, const struct defects *defects, const struct motif **motifs)
{
	struct list list = list_start(rec);

	for (unsigned i = 0; i < defects->count; i++) {
		const struct defect *d = &defects->at[i];
		const struct motif *motif = motifs[i];
		struct record_defect found = {motif->code, TEXT_ABSENT, motif->article,
			rec->motifs->etape};

		if (destination(motif) != field)
			continue;
		if (d->champ != FIELD_NONE)
			found.champ = text_of(field_infos[d->champ].name);
		if (!list.count)
			list_copy(&list, rec, field, TEXT_ABSENT);
		list_add(&list, found);
	}
	if (list.count)
		list_set(&list, rec, field);
}

bool
record_judge(struct record *rec, const struct defects *defects)
{
	const struct motif *motifs[DEFECTS_MAX];
	enum motif_level level;
	enum field first;

	if (!defects->count)
		return true;
	level = worst(rec, defects, motifs);
	if (level != MOTIF_AVIS)
		undo(rec);
	first = destination(motifs[0]);
	add_defects(rec, first, defects, motifs);
	add_defects(rec, first == F_AVIS ? F_MOTIFS : F_AVIS, defects, motifs);
	if (level == MOTIF_AVIS)
		return true;
	rec->statut = level == MOTIF_HOLD ? STATUT_HELD : STATUT_REJECTED;
	record_set_text(rec, F_STATUT, text_of(level == MOTIF_HOLD ? "hold" : "reject"));
	return false;
}

/* Was there any? */
static bool
drop_defects(struct record *rec, enum field field, struct text etape)
{
	struct list list = list_start(rec);

	list_copy(&list, rec, field, etape);
	if (list.left_out && list.count)
		list_set(&list, rec, field);
	else if (list.left_out)
		record_unset(rec, field);
	return list.left_out;
}

static void
count_attempt(struct record *rec)
{
	int64_t before = record_int(rec, F_TENTATIVE, 1);

	if (before < 1)
		before = 1;
	if (before < TENTATIVE_MAX)
		record_set_int(rec, F_TENTATIVE, before + 1);
}

void
record_reopen(struct record *rec, struct text etape)
{
	bool refused = drop_defects(rec, F_MOTIFS, etape);

	drop_defects(rec, F_AVIS, etape);
	if (record_has(rec, F_MOTIFS))
		return;
	if (refused) /* not a record that the stage only undoes its edits of */
		count_attempt(rec);
	record_unset(rec, F_STATUT);
	rec->statut = STATUT_ACCEPTED;
}
