#include "names.h"

#include "latin.h"
#include "log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct name {
	char key[NAMES_WORDS * NAMES_WORD]; /* words with a blank between */
	unsigned line;
};

struct names {
	struct name *at; /* sorted by key */
	size_t count, room;
	unsigned longest; /* words of the longest one */
};

static int
by_key(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->key, ((const struct name *)b)->key);
}

static void
add(struct names *names, const struct name *name)
{
	if (names->count == names->room) {
		names->room = names->room ? 2 * names->room : 256;
		names->at = realloc(names->at, names->room * sizeof(*names->at));
		if (!names->at)
			out_of_memory();
	}
	names->at[names->count++] = *name;
}

/* Ends the word that goes by, if there is one. */
static bool
end_word(struct names_window *w)
{
	if (!w->len)
		return false;
	if (w->len < NAMES_WORD) {
		w->letters[w->len] = '\0';
		memcpy(w->word[w->count++ % NAMES_WORDS], w->letters, NAMES_WORD);
	} else {
		w->count = 0;
	}
	w->len = 0;
	return w->count > 0;
}

static void
push(struct names_window *w, const char *letters)
{
	for (; *letters && w->len < NAMES_WORD; letters++)
		w->letters[w->len++] = *letters;
	w->gap = 0;
}

/* The last `words` of them, joined. */
static void
join(const struct names_window *w, unsigned words, char key[NAMES_WORDS * NAMES_WORD])
{
	size_t len = 0;

	for (unsigned i = w->count - words; i < w->count; i++) {
		const char *word = w->word[i % NAMES_WORDS];

		if (len)
			key[len++] = ' ';
		memcpy(key + len, word, strlen(word));
		len += strlen(word);
	}
	key[len] = '\0';
}

static void
load_line(struct names *names, char *line, unsigned number, const char *path)
{
	struct names_window w = {.count = 0};
	struct text rest = {line, strcspn(line, "\r\n")};
	struct name name = {.line = number};
	char letters[3];

	if (!text_trim(rest).len || line[0] == '#')
		return;
	while (rest.len) {
		size_t step = latin_letters(rest, letters);

		if (letters[0])
			push(&w, letters);
		else
			end_word(&w);
		rest.at += step;
		rest.len -= step;
	}
	end_word(&w);
	if (!w.count || w.count > NAMES_WORDS || (w.count == 1 && !w.word[0][1]))
		die(EX_DATAERR, "%s:%u: a name has from one to %d words of letters, and more than one letter", path,
			number, NAMES_WORDS);
	join(&w, w.count, name.key);
	if (w.count > names->longest)
		names->longest = w.count;
	add(names, &name);
}

struct names *
names_load(const char *path)
{
	struct names *names = calloc(1, sizeof(*names));
	FILE *in = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;

	if (!names)
		out_of_memory();
	if (!in)
		die_errno(EX_NOINPUT, "%s", path);
	for (unsigned number = 1; getline(&line, &room, in) >= 0; number++)
		load_line(names, line, number, path);
	if (ferror(in))
		die_errno(EX_IOERR, "%s", path);
	fclose(in);
	free(line);
	if (names->count)
		qsort(names->at, names->count, sizeof(*names->at), by_key);
	return names;
}

static unsigned
find(const struct names *names, const struct names_window *w)
{
	struct name key;

	for (unsigned words = 1; words <= names->longest && words <= w->count; words++) {
		const struct name *found;

		join(w, words, key.key);
		found = bsearch(&key, names->at, names->count, sizeof(key), by_key);
		if (found)
			return found->line;
	}
	return 0;
}

unsigned
names_feed(const struct names *names, struct names_window *w, const char *letters)
{
	if (*letters) {
		push(w, letters);
		return 0;
	}
	if (end_word(w))
		return find(names, w);
	if (++w->gap > NAMES_GAP)
		w->count = 0;
	return 0;
}
