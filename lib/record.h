/*
 * record - one act: a view over its msgpack bytes, and the edits made to it
 *
 * record_parse() finds every known field in one pass and keeps slices into the caller's bytes.
 * record_set_*() notes what is new; record_write() copies the untouched bytes and appends the edits
 * in the order they were made. Nothing is allocated a record. A field that this version does not
 * know is carried along untouched.
 *
 * Wire form (record.5): a map with text keys, no key twice, known keys with the type of field.h.
 */
#ifndef RECORD_H
#define RECORD_H

#include "buffer.h"
#include "date.h"
#include "defects.h"
#include "motif.h"

enum statut { STATUT_ACCEPTED, STATUT_HELD, STATUT_REJECTED, STATUT_COUNT };

/* What a source may give; between two stages a record may be twice as long, and have every field of
 * field.h besides: what one stage adds is never too much for the next. */
#define RECORD_KEYS_MAX 128
#define RECORD_BYTES_MAX (256 * 1024)
#define RECORD_PAIRS_ROOM (RECORD_KEYS_MAX + FIELD_COUNT)

/* What is known of a field, a sum of these; 0: absent. */
enum { MARK_READ = 1, MARK_GIVEN = 2, MARK_EDITED = 4, MARK_DROPPED = 8 };
#define RECORD_MARKS 128

/* A field as the caller sees it, as read, then as edited. Nothing wipes what a record before left here: it counts
 * only where MARK_GIVEN is set, `pair` where MARK_READ is. */
struct record_value {
	struct text text; /* text fields: the content; DEFECTS: the msgpack array itself; others: absent */
	int64_t number;   /* INT and EUROS */
	struct text pair; /* key and value as read */
};

struct record {
	const unsigned char *bytes; /* as read; NULL for a record made by record_clear */
	size_t len;
	uint32_t pairs;
	enum field read[FIELD_COUNT];           /* those that were read, in the order of the bytes */
	unsigned read_count;
	enum field follows[FIELD_COUNT + 1];    /* what came behind each in a record before: tried first */
	struct text unknown[RECORD_PAIRS_ROOM]; /* keys that field.h does not list */
	unsigned unknown_count;
	struct record_value value[FIELD_COUNT];
	unsigned char marks[RECORD_MARKS];      /* of each field */
	enum field edits[FIELD_COUNT];          /* edited fields, in the order of their first edit */
	unsigned edit_count, drop_count;
	struct buffer scratch; /* the texts of the edits; never moves while a record lives */
	struct { struct buffer items, array; } list; /* of defects, while it is made: memory that stays */
	enum statut statut;
	const struct motifs *motifs; /* set by the filter: levels, and the name of the stage */
	struct trace *trace; /* set by the filter under --explain: where its rules leave their trace */
};

/*
 * The record that begins at `bytes`. Returns its length, or 0 when it is malformed: *why then says
 * what is wrong in English, without any value. `rec` must have been zeroed once before its first use;
 * rec->motifs is kept.
 */
size_t record_parse(struct record *rec, const unsigned char *bytes, size_t len, const char **why);

/* An empty record, to be filled by record_set_*. */
void record_clear(struct record *rec);

/* Gives back the scratch memory. */
void record_free(struct record *rec);

static inline bool
record_has(const struct record *rec, enum field field)
{
	return rec->marks[field] & MARK_GIVEN;
}

/* Absent: at NULL. */
static inline struct text
record_text(const struct record *rec, enum field field)
{
	return record_has(rec, field) ? rec->value[field].text : TEXT_ABSENT;
}

/* Its key and value as they were read. Absent: at NULL. */
static inline struct text
record_pair(const struct record *rec, enum field field)
{
	return rec->marks[field] & MARK_READ ? rec->value[field].pair : TEXT_ABSENT;
}

/* A text, and not an empty one. */
static inline bool
record_given(const struct record *rec, enum field field)
{
	return text_given(record_text(rec, field));
}

static inline int64_t
record_int(const struct record *rec, enum field field, int64_t absent)
{
	return record_has(rec, field) ? rec->value[field].number : absent;
}

static inline bool
record_is(const struct record *rec, enum field field, const char *value)
{
	return record_has(rec, field) && text_is(rec->value[field].text, value);
}

bool record_given_any(const struct record *rec, const enum field *fields, unsigned count);
day_t record_day(const struct record *rec, enum field field); /* DAY_NONE: absent or no date */

void record_set_text(struct record *rec, enum field field, struct text value);
void record_set_int(struct record *rec, enum field field, int64_t value);

/* The same as record_set_text() without a copy, for what lives until the record is written: of the rule book, … */
void record_lend_text(struct record *rec, enum field field, struct text value);

void record_unset(struct record *rec, enum field field);

/*
 * Judges the record: each motif is looked up in the motifs' table, with its level and article, and
 * added to `motifs` or `avis`. When one of them stops it, all other edits of this stage are undone
 * (a refused record stays as it entered the stage) and false is returned.
 * A motif that the table does not know is a bug: exit 70.
 */
bool record_judge(struct record *rec, const struct defects *defects);

/* For each motif (or avis) of the record: code, champ, article, etape; absent parts are absent. */
struct record_defect {
	struct text code, champ, article, etape;
};
unsigned record_defects(const struct record *rec, enum field motifs_or_avis,
	struct record_defect *out, unsigned max);

/* Takes a refusal of `etape` back, as before the stage saw it: statut, its motifs and avis go, and
 * `tentative` says that it is one attempt more. A refusal that follows keeps that count. */
void record_reopen(struct record *rec, struct text etape);

/* Will it be written byte for byte as it was read? */
static inline bool
record_is_untouched(const struct record *rec)
{
	return rec->bytes && !rec->edit_count && !rec->drop_count;
}

/* Appends the record with its edits. */
void record_write(const struct record *rec, struct buffer *out);

const char *statut_name(enum statut statut); /* "accepted" "held" "rejected" */

#endif
