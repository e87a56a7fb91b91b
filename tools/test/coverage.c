/*
 * Which rules were tried, by stage: raised (levee), followed (suivie), or never more than out of scope
 * (sans-objet). Read from what the stages explain (explain.h), a JSON line an act:
 *
 *	{…"etape":"price",…"regles":[{"regle":"R021",…"etat":"suivie",…},…
 *
 * and kept as a line a stage, which is read in the same way and added up:
 *
 *	{"etape":"price","actes":12,"regles":[{"regle":"R021","levee":1,"suivie":9,"sans-objet":2},…
 */
#include "test.h"

#include "log.h"
#include "output.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define ID 4 /* "R021" */
#define ETAPE 32

enum state { LEVEE, SUIVIE, SANS_OBJET, STATES };
static const char *const states[] = {"levee", "suivie", "sans-objet"};

struct tried {
	char id[ID + 1];
	uint64_t count[STATES];
};

struct stage {
	char name[ETAPE];
	uint64_t acts;
	struct tried *at;
	unsigned count, room;
};

struct coverage {
	struct regles regles;
	const char *untried; /* "R222,R226": known not to be tried; NULL: none */
	struct stage stages[LINE_MAX];
	unsigned count;
};

struct coverage *
coverage_new(const struct options *options)
{
	struct coverage *coverage = calloc(1, sizeof(*coverage));

	if (!coverage)
		out_of_memory();
	regles_load(&coverage->regles, options->config);
	return coverage;
}

void
coverage_excuse(struct coverage *coverage, const char *ids)
{
	for (const char *at = ids; at && *at; at += ID + (at[ID] == ','))
		if (strlen(at) < ID || *at != 'R' || !text_digits((struct text){at + 1, ID - 1}, ID - 1)
			|| (at[ID] && at[ID] != ','))
			die(EX_USAGE, "--untried %s: rules, as R222,R226", ids);
	coverage->untried = ids;
}

static bool
excused(const struct coverage *coverage, const struct regle *regle)
{
	char id[ID + 1];

	snprintf(id, sizeof(id), "%.*s", TEXT_ARG(regle->id));
	return coverage->untried && strstr(coverage->untried, id);
}

static struct stage *
stage_named(struct coverage *coverage, struct text name)
{
	struct stage *stage;

	for (unsigned i = 0; i < coverage->count; i++)
		if (text_is(name, coverage->stages[i].name))
			return &coverage->stages[i];
	if (coverage->count == LINE_MAX || name.len >= ETAPE)
		die(EX_DATAERR, "explanations of more than %d stages, or of one with a long name", LINE_MAX);
	stage = &coverage->stages[coverage->count++];
	snprintf(stage->name, sizeof(stage->name), "%.*s", TEXT_ARG(name));
	return stage;
}

static struct tried *
tried_named(struct stage *stage, const char *id)
{
	for (unsigned i = 0; i < stage->count; i++)
		if (!memcmp(stage->at[i].id, id, ID))
			return &stage->at[i];
	stage->at = grow(stage->at, stage->count, &stage->room, sizeof(*stage->at));
	stage->at[stage->count] = (struct tried){0};
	memcpy(stage->at[stage->count].id, id, ID);
	return &stage->at[stage->count++];
}

/* ---- Reading. A quote inside a text of JSON is escaped: what is looked for is no part of one. */

/* The text behind `key` before `end`, up to its quote; absent where there is none. */
static struct text
text_behind(const char *at, const char *end, const char *key)
{
	const char *found = memmem(at, (size_t)(end - at), key, strlen(key)), *quote;

	if (!found)
		return TEXT_ABSENT;
	found += strlen(key);
	quote = memchr(found, '"', (size_t)(end - found));
	return quote ? (struct text){found, (size_t)(quote - found)} : TEXT_ABSENT;
}

static uint64_t
number_behind(const char *at, const char *end, const char *name)
{
	char key[24];
	const char *found;

	snprintf(key, sizeof(key), "\"%s\":", name);
	found = memmem(at, (size_t)(end - at), key, strlen(key));
	return found ? strtoull(found + strlen(key), NULL, 10) : 0;
}

/* One rule, from behind `{"regle":"` up to the next one. */
static void
take_rule(struct stage *stage, const char *at, const char *end)
{
	struct tried *tried = tried_named(stage, at);
	struct text etat = text_behind(at, end, "\"etat\":\"");

	for (unsigned i = 0; i < STATES; i++)
		tried->count[i] += text_given(etat) ? text_is(etat, states[i])
						    : number_behind(at, end, states[i]);
}

static bool
take_line(struct coverage *coverage, const char *line, const char *end)
{
	static const char key[] = "{\"regle\":\"";
	struct text etape = text_behind(line, end, "\"etape\":\"");
	const char *at = text_given(etape) ? strstr(line, "\"regles\":[") : NULL;
	struct stage *stage;
	uint64_t acts;

	if (!at)
		return false;
	stage = stage_named(coverage, etape);
	acts = number_behind(line, at, "actes");
	stage->acts += acts ? acts : 1;
	for (const char *next; (at = strstr(at, key)) && end - at > (ptrdiff_t)sizeof(key) + ID; at = next) {
		at += sizeof(key) - 1;
		next = strstr(at, key);
		next = next ? next : end;
		take_rule(stage, at, next);
	}
	return true;
}

void
coverage_read(struct coverage *coverage, const char *file)
{
	FILE *in = fopen(file, "re");
	char *line = NULL;
	size_t room = 0, number = 0;
	ssize_t len;

	if (!in)
		die_errno(EX_NOINPUT, "%s", file);
	while ((len = getline(&line, &room, in)) >= 0) {
		number++;
		if (!take_line(coverage, line, line + len))
			die(EX_DATAERR, "%s:%zu: no explanation of a stage (--explain), and no coverage",
				file, number);
	}
	if (ferror(in))
		die_errno(EX_IOERR, "%s", file);
	free(line);
	fclose(in);
}

/* ---- Writing */

void
coverage_write(const struct coverage *coverage, const char *file)
{
	struct output *out = output_open(file);
	char sha256[65];

	for (unsigned i = 0; i < coverage->count; i++) {
		const struct stage *stage = &coverage->stages[i];

		output_print(out, "{\"etape\":\"%s\",\"actes\":%" PRIu64 ",\"regles\":[", stage->name,
			stage->acts);
		for (unsigned j = 0; j < stage->count; j++) {
			output_print(out, "%s{\"regle\":\"%s\"", j ? "," : "", stage->at[j].id);
			for (unsigned s = 0; s < STATES; s++)
				output_print(out, ",\"%s\":%" PRIu64, states[s], stage->at[j].count[s]);
			output_print(out, "}");
		}
		output_print(out, "]}\n");
	}
	output_close(out, sha256);
}

/* ---- Against the rule book */

static const struct stage *
stage_of(const struct coverage *coverage, struct text filtre)
{
	for (unsigned i = 0; i < coverage->count; i++)
		if (text_is(filtre, coverage->stages[i].name))
			return &coverage->stages[i];
	return NULL;
}

/* A rule that this stage applies or computes. */
static bool
owes(const struct regle *regle)
{
	return regle->etat == REGLE_APPLIQUEE || regle->etat == REGLE_CALCULEE;
}

static const struct tried *
tried_by(const struct stage *stage, const struct regle *regle)
{
	for (unsigned i = 0; i < stage->count; i++)
		if (text_is(regle->id, stage->at[i].id))
			return &stage->at[i];
	return NULL;
}

static void
put_hole(const struct regle *regle, const char *stage, const char *before)
{
	printf("%s  %.*s %s, %.*s: %.*s\n", before, TEXT_ARG(regle->id), stage, TEXT_ARG(regle->article),
		TEXT_ARG(regle->fr));
}

enum gap { NEVER, NEVER_ABOUT, EXCUSED, NEEDLESS };

/* What is wrong with a rule that this stage owes; -1: nothing. */
static int
gap_of(const struct coverage *coverage, const struct stage *stage, const struct regle *regle)
{
	const struct tried *tried = tried_by(stage, regle);

	if (excused(coverage, regle))
		return tried ? NEEDLESS : EXCUSED;
	if (!tried)
		return NEVER;
	return tried->count[LEVEE] + tried->count[SUIVIE] ? -1 : NEVER_ABOUT;
}

/* The rules that a stage among those that ran owes and that have this gap; each is shown, where `before`
 * is given. */
static unsigned
gaps(const struct coverage *coverage, enum gap gap, const char *before)
{
	unsigned count = 0;

	for (size_t i = 0; i < coverage->regles.count; i++) {
		const struct regle *regle = &coverage->regles.at[i];

		for (size_t f = 0; owes(regle) && f < regle->filtres.count; f++) {
			const struct stage *stage = stage_of(coverage, regle->filtres.at[f]);

			if (!stage || gap_of(coverage, stage, regle) != (int)gap)
				continue;
			count++;
			if (before)
				put_hole(regle, stage->name, before);
		}
	}
	return count;
}

static void
put_gaps(const struct coverage *coverage, enum gap gap, const char *before, const char *title)
{
	printf("%s%s: %u\n", before, title, gaps(coverage, gap, NULL));
	gaps(coverage, gap, before);
}

static int
by_id(const void *a, const void *b)
{
	return memcmp(((const struct tried *)a)->id, ((const struct tried *)b)->id, ID);
}

static void
put_stage(struct stage *stage, const char *before)
{
	if (stage->count)
		qsort(stage->at, stage->count, sizeof(*stage->at), by_id);
	for (unsigned i = 0; i < stage->count; i++) {
		const struct tried *t = &stage->at[i];

		printf("%s%s  %-18s %10" PRIu64 " %10" PRIu64 " %12" PRIu64 "\n", before, t->id, stage->name,
			t->count[LEVEE], t->count[SUIVIE], t->count[SANS_OBJET]);
	}
}

void
coverage_page(struct coverage *coverage, const char *before)
{
	printf("%srule  stage                  fired   followed out of scope\n", before);
	for (unsigned i = 0; i < coverage->count; i++)
		put_stage(&coverage->stages[i], before);
	put_gaps(coverage, NEVER_ABOUT, before, "looked at, and never about an act");
	put_gaps(coverage, NEVER, before, "never tried");
	if (gaps(coverage, EXCUSED, NULL))
		put_gaps(coverage, EXCUSED, before, "known not to be tried");
	if (gaps(coverage, NEEDLESS, NULL))
		put_gaps(coverage, NEEDLESS, before, "tried, and excused for no reason");
}

unsigned
coverage_holes(const struct coverage *coverage)
{
	return gaps(coverage, NEVER, NULL);
}

void
coverage_free(struct coverage *coverage)
{
	for (unsigned i = 0; coverage && i < coverage->count; i++)
		free(coverage->stages[i].at);
	free(coverage);
}
