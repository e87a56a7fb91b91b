/*
 * find - where the acts of the command line are: in the ledger, among the refusals of all emissions
 *
 * One pass over each, whatever the number of acts; kept is what was asked for.
 */
#include "why.h"

#include "log.h"
#include "nearest.h"
#include "shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORD_SIZE 128 /* longer ones have no near name */

struct finding {
	struct why *why;
	struct text *words; /* sorted */
	size_t word_count;
	struct seen *seen;  /* every place of an act that a word means */
	size_t count, room;
};

static int
by_text(const void *a, const void *b)
{
	return text_compare(*(const struct text *)a, *(const struct text *)b);
}

static bool
is_wanted(const struct finding *f, struct text id, struct text acte_ref)
{
	return (id.at && bsearch(&id, f->words, f->word_count, sizeof(id), by_text))
		|| (acte_ref.at && bsearch(&acte_ref, f->words, f->word_count, sizeof(id), by_text));
}

static struct seen *
add(struct finding *f, struct seen seen)
{
	struct arena *arena = f->why->arena;

	if (f->count == f->room) {
		f->room = f->room ? 2 * f->room : 16;
		f->seen = reallocarray(f->seen, f->room, sizeof(*f->seen));
		if (!f->seen)
			out_of_memory();
	}
	seen.id = keep(arena, seen.id);
	seen.acte_ref = keep(arena, seen.acte_ref);
	seen.structure = keep(arena, seen.structure.at ? seen.structure : TEXT(""));
	seen.etape = keep(arena, seen.etape);
	seen.statut = keep(arena, seen.statut);
	seen.motif = keep(arena, seen.motif);
	seen.record = keep(arena, seen.record);
	f->seen[f->count] = seen;
	return &f->seen[f->count++];
}

/* ---- The two passes */

static void
look_in_ledger(struct finding *f)
{
	struct query *query = query_new(f->why->db, "SELECT acte.structure, acte.acte_ref, acte.id, lot.emission"
		" FROM acte JOIN lot ON lot.numero = acte.lot ORDER BY acte.numero");

	while (query_row(query)) {
		struct text acte_ref = column_text(query, 1), id = column_text(query, 2);

		if (is_wanted(f, id, acte_ref))
			add(f, (struct seen){.billed = true, .emission = column_int(query, 3), .id = id,
				.acte_ref = acte_ref, .structure = column_text(query, 0)});
	}
	query_free(query);
}

static void
add_refusal(struct finding *f, const struct shelf_file *file, const struct record *rec)
{
	struct record_defect first = {0};

	record_defects(rec, F_MOTIFS, &first, 1);
	add(f, (struct seen){.emission = file->emission, .id = record_text(rec, F_ID),
		.acte_ref = record_text(rec, F_ACTE_REF), .structure = record_text(rec, F_STRUCTURE_FINESS),
		.etape = text_of(file->etape), .statut = text_of(statut_name(rec->statut)),
		.motif = first.code, .record = {(const char *)rec->bytes, rec->len}});
}

/* Each refused record of the directory. */
static void
each_refusal(const char *dir, void (*take)(void *arg, const struct shelf_file *file, const struct record *rec),
	void *arg)
{
	struct shelf shelf;

	shelf_list(&shelf, dir);
	for (size_t i = 0; i < shelf.count; i++) {
		struct refusals from;
		const struct record *rec;

		refusals_open(&from, dir, shelf.files[i].emission, shelf.files[i].etape);
		while ((rec = refusals_read(&from)))
			take(arg, &shelf.files[i], rec);
		refusals_close(&from);
	}
	shelf_free(&shelf);
}

static void
take_wanted(void *arg, const struct shelf_file *file, const struct record *rec)
{
	struct finding *f = arg;

	if (is_wanted(f, record_text(rec, F_ID), record_text(rec, F_ACTE_REF)))
		add_refusal(f, file, rec);
}

/* ---- Which one is meant */

static bool
same_act(const struct seen *a, const struct seen *b)
{
	return text_equal(a->structure, b->structure)
		&& (text_given(a->acte_ref) ? text_equal(a->acte_ref, b->acte_ref) : text_equal(a->id, b->id));
}

static bool
means(struct text word, bool by_id, const struct seen *seen)
{
	return text_equal(word, by_id ? seen->id : seen->acte_ref);
}

/* Billed before refused, a later emission before an earlier one. */
static bool
is_newer(const struct seen *a, const struct seen *b)
{
	return a->billed != b->billed ? a->billed : a->emission > b->emission;
}

/* Are there two that nothing puts in an order? Then an id is needed. */
static bool
is_ambiguous(const struct finding *f, struct text word, bool by_id, const struct seen *best)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct seen *seen = &f->seen[i];

		if (!means(word, by_id, seen) || text_equal(seen->id, best->id))
			continue;
		if (!same_act(seen, best) || (!is_newer(best, seen) && !is_newer(seen, best)))
			return true;
	}
	return false;
}

static void
say_ambiguous(const struct finding *f, struct text word, bool by_id)
{
	struct buffer list = {0};

	for (size_t i = 0; i < f->count; i++) {
		const struct seen *seen = &f->seen[i];
		char line[512];
		int len;

		if (!means(word, by_id, seen))
			continue;
		len = snprintf(line, sizeof(line), "%s%.*s (structure %.*s, emission %lld, %.*s%s%.*s)",
			list.len ? ", " : "", TEXT_ARG(seen->id), TEXT_ARG(seen->structure), (long long)seen->emission,
			TEXT_ARG(seen->billed ? TEXT("billed") : seen->statut), seen->billed ? "" : " by pmi-",
			TEXT_ARG(seen->etape));
		buffer_add(&list, line, len < (int)sizeof(line) ? (size_t)len : sizeof(line) - 1);
	}
	log_error(EX_USAGE, "%.*s means several acts; give the id of one: %.*s", TEXT_ARG(word),
		(int)list.len, (const char *)list.at);
	buffer_free(&list);
}

static const struct seen *
best_of(const struct finding *f, struct text word, bool by_id)
{
	const struct seen *best = NULL;

	for (size_t i = 0; i < f->count; i++)
		if (means(word, by_id, &f->seen[i]) && (!best || is_newer(&f->seen[i], best)))
			best = &f->seen[i];
	return best;
}

/* ---- None is: what is near it? */

struct near {
	struct nearest nearest;
	char kept[WORD_SIZE];
};

static void
near_try(struct near *near, struct text name)
{
	char copy[WORD_SIZE];

	if (!name.at || name.len >= sizeof(copy))
		return;
	memcpy(copy, name.at, name.len);
	copy[name.len] = '\0';
	nearest_try(&near->nearest, copy);
	if (near->nearest.name == copy)
		near->nearest.name = memcpy(near->kept, copy, name.len + 1);
}

static void
near_refusal(void *arg, const struct shelf_file *file, const struct record *rec)
{
	(void)file;
	near_try(arg, record_text(rec, F_ID));
	near_try(arg, record_text(rec, F_ACTE_REF));
}

static void
say_missing(const struct finding *f, struct text word)
{
	struct near near = {.nearest = {.word = word}};
	struct query *query = query_new(f->why->db, "SELECT acte_ref, id FROM acte");

	while (query_row(query)) {
		near_try(&near, column_text(query, 0));
		near_try(&near, column_text(query, 1));
	}
	query_free(query);
	each_refusal(f->why->dir, near_refusal, &near);
	log_error(EX_NOINPUT, "no act is called %.*s in %s: neither billed nor refused%s%s%s",
		TEXT_ARG(word), f->why->dir, near.nearest.name ? "; did you mean " : "",
		near.nearest.name ? near.nearest.name : "", near.nearest.name ? "?" : "");
}

/* ---- The acts */

static void
add_acte(struct finding *f, const char *word, const struct seen *best)
{
	struct why *why = f->why;
	struct acte *acte = &why->actes[why->acte_count++];
	struct seen *others = arena_alloc(why->arena, (f->count + 1) * sizeof(*others));

	*acte = (struct acte){.asked = word, .seen = *best, .others = others};
	for (size_t i = 0; i < f->count; i++)
		if (same_act(&f->seen[i], best))
			others[acte->other_count++] = f->seen[i];
	if (known_as_billed(why, best, &others[acte->other_count]))
		acte->other_count++;
	known_in_ledger(why, acte);
}

static int
add_word(struct finding *f, const char *word)
{
	struct text text = text_of(word);
	const struct seen *best = best_of(f, text, true);
	bool by_id = best != NULL;

	if (!by_id)
		best = best_of(f, text, false);
	if (!best) {
		say_missing(f, text);
		return EX_NOINPUT;
	}
	if (is_ambiguous(f, text, by_id, best)) {
		say_ambiguous(f, text, by_id);
		return EX_USAGE;
	}
	add_acte(f, word, best);
	return EX_OK;
}

int
find_acts(struct why *why, char *const words[], int count)
{
	struct finding f = {.why = why, .word_count = (size_t)count};
	int code = EX_OK, said;

	f.words = arena_alloc(why->arena, (size_t)count * sizeof(*f.words));
	why->actes = arena_alloc(why->arena, (size_t)count * sizeof(*why->actes));
	for (int i = 0; i < count; i++)
		f.words[i] = text_of(words[i]);
	qsort(f.words, f.word_count, sizeof(*f.words), by_text);
	look_in_ledger(&f);
	each_refusal(why->dir, take_wanted, &f);
	for (int i = 0; i < count; i++)
		if ((said = add_word(&f, words[i])) != EX_OK)
			code = said;
	known_records(why);
	free(f.seen);
	return code;
}
