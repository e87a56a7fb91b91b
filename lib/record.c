#include "record.h"

#include "cursor.h"
#include "log.h"
#include "money.h"

#include <string.h>

#define LENGTH_MAX (2 * RECORD_BYTES_MAX)
/* What was read may become an edit as a whole, twice: a refusal taken back and made again. */
#define SCRATCH_ROOM (3 * LENGTH_MAX)

static const char *const statut_names[STATUT_COUNT] = {
	[STATUT_ACCEPTED] = "accepted",
	[STATUT_HELD] = "held",
	[STATUT_REJECTED] = "rejected",
};

const char *
statut_name(enum statut statut)
{
	return statut_names[statut];
}

_Static_assert(FIELD_COUNT <= RECORD_MARKS, "a mark for each field");

static void
forget_all(struct record *rec)
{
	/* in halves, which the compiler writes as eight stores; the whole would be a slow rep stos */
	memset(rec->marks, 0, RECORD_MARKS / 2);
	memset(rec->marks + RECORD_MARKS / 2, 0, RECORD_MARKS / 2);
	rec->bytes = NULL;
	rec->len = rec->pairs = 0;
	rec->read_count = rec->edit_count = rec->drop_count = rec->unknown_count = 0;
	rec->scratch.len = 0;
	rec->statut = STATUT_ACCEPTED;
}

void
record_clear(struct record *rec)
{
	forget_all(rec);
}

void
record_free(struct record *rec)
{
	buffer_free(&rec->scratch);
	buffer_free(&rec->list.items);
	buffer_free(&rec->list.array);
}

/* An array of maps with text keys, as judge.c reads and copies them. */
static bool
read_defects(struct cursor *c, struct record_value *value, bool *given)
{
	const unsigned char *start = c->at;
	uint32_t count, pairs;
	struct text key;

	*given = cursor_array(c, &count);
	if (!*given)
		return cursor_nil(c);
	while (count--) {
		if (!cursor_map(c, &pairs))
			return false;
		while (pairs--)
			if (!cursor_text(c, &key) || cursor_skip_inside(c, 3) != CURSOR_OK)
				return false;
	}
	value->text = (struct text){(const char *)start, (size_t)(c->at - start)};
	return true;
}

static bool
read_value(struct cursor *c, enum field_type type, struct record_value *value, bool *given)
{
	switch (type) {
	default:
		*given = cursor_text(c, &value->text);
		break;
	case FIELD_INT:
	case FIELD_EUROS:
		*given = cursor_int(c, &value->number);
		if (*given && (value->number > MONEY_MAX || value->number < -MONEY_MAX))
			return false;
		break;
	case FIELD_DEFECTS:
		return read_defects(c, value, given);
	}
	return *given || cursor_nil(c);
}

static const char *
read_unknown(struct record *rec, struct cursor *c, struct text key)
{
	for (unsigned i = 0; i < rec->unknown_count; i++)
		if (text_equal(rec->unknown[i], key))
			return "a key given twice";
	rec->unknown[rec->unknown_count++] = key;
	return cursor_skip_inside(c, 1) == CURSOR_OK ? NULL : "a value that is not whole";
}

/* Takes the value at `at` when it is a text or a number of the usual forms and lengths, all of which is there.
 * Returns where it ends, or NULL. */
static inline const unsigned char *
usual_value(const unsigned char *at, enum field_type type, struct record_value *value)
{
	unsigned code = *at++;

	if (type <= FIELD_NUMBER && (code & 0xe0) == 0xa0) {
		value->text = (struct text){(const char *)at, code & 0x1f};
		return at + (code & 0x1f);
	}
	if (type <= FIELD_NUMBER && code == 0xd9) {
		value->text = (struct text){(const char *)at + 1, *at};
		return at + 1 + *at;
	}
	if (type <= FIELD_NUMBER || type == FIELD_DEFECTS || (code > 0x7f && code != 0xcd))
		return NULL;
	value->number = code == 0xcd ? at[0] << 8 | at[1] : (int)code;
	return code == 0xcd ? at + 2 : at;
}

#define USUAL_ROOM (FIELD_KEY_SIZE + 2 + 255) /* for a key and such a value */

/* Takes the pairs that come as in the record before, behind `last`, up to the first that does not, or has another
 * value. Returns the last one. USUAL_ROOM bytes must be there. */
static enum field
read_usual_pairs(struct record *rec, struct cursor *c, enum field last)
{
	const unsigned char *at = c->at, *next, *limit = c->end - USUAL_ROOM;
	unsigned count = rec->read_count, most = rec->pairs - rec->unknown_count;

	while (count < most && at <= limit) {
		enum field field = rec->follows[last];
		const struct field_key *key = &field_keys[field];
		struct record_value *value = &rec->value[field];

		if (!field_key_is(key, at) || rec->marks[field])
			break;
		next = usual_value(at + key->len, key->type, value);
		if (!next)
			break;
		rec->marks[field] = MARK_READ | MARK_GIVEN;
		value->pair = (struct text){(const char *)at, (size_t)(next - at)};
		last = rec->read[count++] = field;
		at = next;
	}
	rec->read_count = count;
	c->at = at;
	return last;
}

/* NULL, or what is wrong with the next pair. */
static const char *
read_pair(struct record *rec, struct cursor *c, enum field *last)
{
	const unsigned char *start = c->at;
	enum field field;
	struct text key;
	bool given;

	if (!cursor_text(c, &key))
		return "a key that is not text";
	field = field_named(key);
	if (field == FIELD_NONE)
		return read_unknown(rec, c, key);
	if (rec->marks[field])
		return "a key given twice";
	rec->read[rec->read_count++] = field;
	if (!read_value(c, field_infos[field].type, &rec->value[field], &given))
		return "a value of the wrong type or out of range";
	rec->marks[field] = given ? MARK_READ | MARK_GIVEN : MARK_READ;
	rec->value[field].pair = (struct text){(const char *)start, (size_t)(c->at - start)};
	rec->follows[*last] = field;
	*last = field;
	return NULL;
}

static const char *
read_pairs(struct record *rec, struct cursor *c)
{
	enum field last = FIELD_COUNT;
	const char *why = NULL;

	while (!why && rec->read_count + rec->unknown_count < rec->pairs) {
		if (c->end - c->at >= USUAL_ROOM)
			last = read_usual_pairs(rec, c, last);
		if (rec->read_count + rec->unknown_count < rec->pairs)
			why = read_pair(rec, c, &last);
	}
	return why;
}

static const char *
read_statut(struct record *rec)
{
	if (!record_has(rec, F_STATUT))
		return NULL;
	if (record_is(rec, F_STATUT, "hold"))
		rec->statut = STATUT_HELD;
	else if (record_is(rec, F_STATUT, "reject"))
		rec->statut = STATUT_REJECTED;
	else
		return "a statut that is neither hold nor reject";
	return NULL;
}

size_t
record_parse(struct record *rec, const unsigned char *bytes, size_t len, const char **why)
{
	struct cursor c = {bytes, bytes + len};

	forget_all(rec);
	*why = NULL;
	if (!cursor_map(&c, &rec->pairs))
		*why = "not a map";
	else if (rec->pairs > RECORD_PAIRS_ROOM)
		*why = "too many keys";
	else
		*why = read_pairs(rec, &c);
	if (!*why && (size_t)(c.at - bytes) > LENGTH_MAX)
		*why = "a record too long";
	if (!*why)
		*why = read_statut(rec);
	if (*why)
		return 0;
	rec->bytes = bytes;
	rec->len = (size_t)(c.at - bytes);
	return rec->len;
}

bool
record_given_any(const struct record *rec, const enum field *fields, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (record_given(rec, fields[i]))
			return true;
	return false;
}

day_t
record_day(const struct record *rec, enum field field)
{
	return record_has(rec, field) ? day_parse(rec->value[field].text) : DAY_NONE;
}

static void
drop(struct record *rec, enum field field)
{
	if ((rec->marks[field] & (MARK_READ | MARK_DROPPED)) == MARK_READ) {
		rec->marks[field] |= MARK_DROPPED;
		rec->drop_count++;
	}
}

static void
edit(struct record *rec, enum field field, struct text text, int64_t number)
{
	struct record_value *value = &rec->value[field];

	drop(rec, field);
	if (!(rec->marks[field] & MARK_EDITED))
		rec->edits[rec->edit_count++] = field;
	rec->marks[field] |= MARK_EDITED | MARK_GIVEN;
	value->text = text;
	value->number = number;
}

/* Where texts of edits live. A record that needs more is a bug. */
static struct text
keep(struct record *rec, struct text text)
{
	struct buffer *scratch = &rec->scratch;
	char *at;

	if (!scratch->at)
		buffer_reserve(scratch, SCRATCH_ROOM);
	if (text.len > SCRATCH_ROOM - scratch->len)
		die(EX_SOFTWARE, "a record grew over %d bytes", SCRATCH_ROOM);
	at = (char *)scratch->at + scratch->len;
	bytes_copy(at, text.at, text.len);
	scratch->len += text.len;
	return (struct text){at, text.len};
}

void
record_set_text(struct record *rec, enum field field, struct text value)
{
	edit(rec, field, keep(rec, value), 0);
}

void
record_lend_text(struct record *rec, enum field field, struct text value)
{
	edit(rec, field, value.at ? value : TEXT(""), 0);
}

void
record_set_int(struct record *rec, enum field field, int64_t value)
{
	edit(rec, field, TEXT_ABSENT, value);
}

void
record_unset(struct record *rec, enum field field)
{
	bool edited;

	drop(rec, field);
	edited = rec->marks[field] & MARK_EDITED;
	rec->marks[field] &= MARK_READ | MARK_DROPPED;
	if (!edited)
		return;
	for (unsigned i = 0; i < rec->edit_count; i++)
		if (rec->edits[i] == field) {
			rec->edit_count--;
			memmove(&rec->edits[i], &rec->edits[i + 1],
				(rec->edit_count - i) * sizeof(rec->edits[0]));
			return;
		}
}

static void
write_edit(const struct record *rec, enum field field, struct buffer *out)
{
	const struct field_key *key = &field_keys[field];
	struct text text = rec->value[field].text;
	unsigned char *at = buffer_room(out, FIELD_KEY_SIZE + 2 + text.len);
	bool usual = key->type <= FIELD_NUMBER && text.len < BUFFER_SHORT_TEXT;

	memcpy(at, &key->wire, FIELD_KEY_SIZE);
	at += key->len;
	if (usual)
		at = put_short_text(at, text);
	out->len = (size_t)(at - out->at);
	if (key->type == FIELD_INT || key->type == FIELD_EUROS)
		pack_int(out, rec->value[field].number);
	else if (key->type == FIELD_DEFECTS)
		buffer_add(out, text.at, text.len);
	else if (!usual)
		pack_text(out, text);
}

static void
write_untouched(const struct record *rec, struct buffer *out)
{
	struct cursor c = {rec->bytes, rec->bytes + rec->len};
	const char *from, *end = (const char *)c.end;
	uint32_t count;

	cursor_map(&c, &count);
	from = (const char *)c.at;
	for (unsigned i = 0; rec->drop_count && i < rec->read_count; i++) {
		const struct text *pair = &rec->value[rec->read[i]].pair;

		if (!(rec->marks[rec->read[i]] & MARK_DROPPED))
			continue;
		buffer_add(out, from, (size_t)(pair->at - from));
		from = pair->at + pair->len;
	}
	buffer_add(out, from, (size_t)(end - from));
}

void
record_write(const struct record *rec, struct buffer *out)
{
	if (record_is_untouched(rec)) {
		buffer_add(out, rec->bytes, rec->len);
		return;
	}
	pack_map(out, rec->pairs - rec->drop_count + rec->edit_count);
	if (rec->bytes)
		write_untouched(rec, out);
	for (unsigned i = 0; i < rec->edit_count; i++)
		write_edit(rec, rec->edits[i], out);
}
