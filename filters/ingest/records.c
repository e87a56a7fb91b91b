/*
 * records - a record stream taken in again: framed, between head and end, or records alone
 *
 * What is on the wire already stays as it is: id, source and ligne where they are given, fields
 * that this version does not know. What ingest refused (refus/ingest.msgpack) is reopened and
 * read again; what another stage refused passes.
 */
#include "cursor.h"
#include "input.h"
#include "log.h"
#include "money.h"

#include <string.h>

#define NUMBER_LIMIT INT64_C(1000000000000)
#define REMOVED "ist-identity-removed"

struct taking {
	struct input *input;
	struct row *row;
	struct window *w;
	struct totals came;
	struct totals end;
	struct buffer rebuilt;   /* a record that cannot stay as it came */
	bool head, ended, odd;   /* odd: something was refused that no account counts */
	bool accounts;           /* come next: behind the header of a frame */
	uint64_t count;
};

/* Says why the source cannot be read on. */
static bool
damaged(const struct taking *r, const char *why)
{
	log_error(EX_DATAERR, "%s, behind record %llu: %s; what came before was passed on",
		source_path(r->input->source), (unsigned long long)r->count, why);
	return false;
}

static bool
is_frame(const struct window *w)
{
	return w->len >= FRAME_MAGIC_LEN && memcmp(w->at, FRAME_MAGIC, FRAME_MAGIC_LEN) == 0;
}

/* One whole object is in the window, or enough of a frame's header. */
static enum cursor_skip
whole(struct window *w, size_t *len)
{
	for (;;) {
		struct cursor c = {(unsigned char *)w->at, (unsigned char *)w->at + w->len};
		enum cursor_skip skipped;

		if (is_frame(w) && w->len >= FRAME_HEADER) {
			*len = FRAME_HEADER;
			return CURSOR_OK;
		}
		skipped = is_frame(w) ? CURSOR_SHORT : cursor_skip(&c);
		*len = (size_t)(c.at - (unsigned char *)w->at);
		if (skipped != CURSOR_SHORT || !window_more(w))
			return skipped;
	}
}

/* ---- One record */

static bool
known_number(const struct record *rec, enum field field)
{
	int64_t number = record_int(rec, field, 0);
	int64_t limit = field_infos[field].type == FIELD_EUROS ? MONEY_MAX : NUMBER_LIMIT;

	return -limit <= number && number <= limit;
}

/* NULL, or why it is not even a record. */
static const char *
parse(struct taking *r, const char *at, size_t len)
{
	struct record *rec = &r->row->filter->record;
	const char *why;

	if (!record_parse(rec, (const unsigned char *)at, len, &why))
		return why;
	for (enum field field = (enum field)0; field < FIELD_COUNT; field++) {
		struct text t = record_text(rec, field);

		if (field_infos[field].type == FIELD_EUROS || field_infos[field].type == FIELD_INT) {
			if (!known_number(rec, field))
				return "a number out of all bounds";
		} else if (field_infos[field].type != FIELD_DEFECTS && t.at
			&& (memchr(t.at, '\0', t.len) || text_utf8_error(t) < t.len))
			return "text that is not UTF-8";
	}
	return NULL;
}

/* Those that a source may give: what ingest wrote itself is not held against a record that is read
 * again. */
static bool
too_many_pairs(const struct record *rec)
{
	unsigned pairs = rec->unknown_count;

	for (enum field field = SOURCE_FIRST; field <= SOURCE_LAST; field++)
		pairs += record_pair(rec, field).at != NULL;
	return pairs > RECORD_KEYS_MAX;
}

static bool
had_identity(const struct record *rec)
{
	struct record_defect avis[8];
	unsigned count = record_defects(rec, F_AVIS, avis, 8);

	while (count--)
		if (text_is(avis[count].code, REMOVED))
			return true;
	return false;
}

/* Does this pair stay? Of an act without identity, what nobody knows may be one too. */
static bool
stays(const struct record *rec, enum field field, bool hidden)
{
	bool named = field == F_ID || field == F_SOURCE || field == F_LIGNE;

	if (field == FIELD_NONE)
		return !hidden;
	if (hidden && rule_ist_drops(field, record_text(rec, field)))
		return false;
	return !named || record_has(rec, field);
}

static enum field
read_key(struct cursor *c, struct text *pair)
{
	const unsigned char *start = c->at;
	struct text key;

	cursor_text(c, &key);
	cursor_skip(c);
	*pair = (struct text){(const char *)start, (size_t)(c->at - start)};
	return field_named(key);
}

static void
add_text(struct taking *r, enum field field, struct text value)
{
	pack_text(&r->rebuilt, text_of(field_infos[field].name));
	pack_text(&r->rebuilt, value);
}

/* Two walks over the pairs: a map begins with their number. Returns how many were left out. */
static uint32_t
copy_pairs(struct taking *r, bool hidden, bool only_count)
{
	const struct record *rec = &r->row->filter->record;
	struct cursor c = {rec->bytes, rec->bytes + rec->len};
	uint32_t pairs, left_out = 0;
	struct text pair;

	cursor_map(&c, &pairs);
	while (pairs--) {
		bool stay = stays(rec, read_key(&c, &pair), hidden);

		left_out += !stay;
		if (stay && !only_count)
			buffer_add(&r->rebuilt, pair.at, pair.len);
	}
	return left_out;
}

/* Gives the record the names it lacks, and takes from an act without identity what it must not
 * have: in its bytes, not as edits, which a refusal would undo. Returns whether an identity was there. */
static bool
rebuild(struct taking *r)
{
	struct record *rec = &r->row->filter->record;
	bool id = !record_has(rec, F_ID), source = !record_has(rec, F_SOURCE);
	bool ligne = !record_has(rec, F_LIGNE);
	bool hidden = rule_hides_identity(record_text(rec, F_ANONYMAT));
	uint32_t left_out = copy_pairs(r, hidden, true);
	char buf[ROW_ID_SIZE];

	if (!id && !source && !ligne && !left_out)
		return false;
	r->rebuilt.len = 0;
	pack_map(&r->rebuilt, rec->pairs - left_out + id + source + ligne);
	if (id)
		add_text(r, F_ID, row_id(r->row, buf));
	if (source)
		add_text(r, F_SOURCE, source_name(r->row->source));
	if (ligne) {
		pack_text(&r->rebuilt, text_of(field_infos[F_LIGNE].name));
		pack_int(&r->rebuilt, (int64_t)r->row->ligne);
	}
	copy_pairs(r, hidden, false);
	parse(r, (const char *)r->rebuilt.at, r->rebuilt.len);
	return hidden && left_out;
}

/* The cells that are text on the wire, read like any others. */
static void
convert(struct record *rec, char *room, struct defects *defects)
{
	static const struct forms wire = {DATE_AAAA_MM_JJ, ".,"};

	rule(defects, "R211");
	for (enum field field = SOURCE_FIRST; field <= SOURCE_LAST; field++) {
		enum field_type type = field_infos[field].type;
		struct text t = record_text(rec, field);
		struct value value;

		if (!t.at || (type != FIELD_DATE && type != FIELD_NUMBER && type != FIELD_IDENT))
			continue;
		rule_cell(field, t, &wire, room, &value, defects);
		if (!value.given)
			record_unset(rec, field);
		else if (!text_equal(t, value.text))
			record_set_text(rec, field, value.text);
	}
}

/* Was what this motif found wrong lost? A cell that is no number is not kept (rule.h), and its absence
 * would be another act. */
static bool
is_lost(const struct record *rec, struct text champ)
{
	enum field field = field_named(champ);

	return field != FIELD_NONE && !record_has(rec, field)
		&& (field_infos[field].type == FIELD_INT || field_infos[field].type == FIELD_EUROS);
}

/* Refused by ingest, and there is something to read again: of a row or a cell that could not be read
 * nothing was kept, so that only somebody who fills it in can release it. */
static bool
to_read_again(const struct filter *f, const struct record *rec)
{
	struct record_defect defects[DEFECTS_MAX];
	unsigned count = record_defects(rec, F_MOTIFS, defects, DEFECTS_MAX);

	if (rec->statut == STATUT_ACCEPTED || !count || !text_equal(defects[0].etape, f->etape))
		return false;
	for (unsigned i = 0; i < count; i++)
		if (is_lost(rec, defects[i].champ))
			return false;
	return record_has(rec, F_ACTIVITE) || record_has(rec, F_DATE_SOINS) || record_has(rec, F_ACTE_CODE);
}

static void
judge(struct taking *r)
{
	struct filter *f = r->row->filter;
	struct record *rec = &f->record;
	struct defects defects = {.trace = filter_trace(f)};
	bool removed = rebuild(r);

	if (to_read_again(f, rec)) {
		removed |= had_identity(rec);
		record_reopen(rec, f->etape);
		record_unset(rec, F_COLONNE);
	}
	rule(&defects, "R210");
	rule(&defects, "R096");
	rule(&defects, "R212");
	if (removed)
		defect(&defects, REMOVED, FIELD_NONE);
	if (rec->statut == STATUT_ACCEPTED)
		convert(rec, r->row->room, &defects);
	if (defects.count && rec->statut == STATUT_ACCEPTED)
		record_judge(rec, &defects);
	filter_write(f, rec);
}

static void
refuse(struct taking *r)
{
	struct defects defects = {.trace = filter_trace(r->row->filter)};

	r->odd = true;
	rule(&defects, "R210");
	defect(&defects, "record-invalid", FIELD_NONE);
	row_refuse(r->row, &defects, 0, TEXT_ABSENT);
}

static void
take_record(struct taking *r, size_t len)
{
	struct window *w = r->w;

	row_start(r->row, ++r->count);
	if (len > RECORD_BYTES_MAX || parse(r, w->at, len)
		|| too_many_pairs(&r->row->filter->record)) {
		refuse(r);
		return;
	}
	totals_add(&r->came, &r->row->filter->record, (unsigned char *)w->at, len);
	judge(r);
}

/* ---- The stream */

/* False with a message when the object cannot stand where it does. */
static bool
take(struct taking *r, size_t len)
{
	const unsigned char *at = (unsigned char *)r->w->at;
	struct head head;

	if (r->ended)
		return damaged(r, "bytes behind the end of the stream");
	if (is_frame(r->w)) {
		r->head = r->accounts = true; /* frames never come without */
		return true;
	}
	if (r->accounts) {
		r->accounts = false;
		return true;
	}
	if ((*at & 0xf0) == 0x80 || *at == 0xde || *at == 0xdf) {
		take_record(r, len);
		return true;
	}
	if (totals_read(&r->end, at, len) == len)
		return r->ended = true;
	if (head_read(&head, at, len) != len || r->count)
		return damaged(r, "no record");
	if (head.replay.at && !text_equal(head.replay, r->row->filter->etape))
		return damaged(r, "refusals of another program: give them to that one");
	return r->head = true;
}

static bool
check_end(struct taking *r)
{
	const char *differs;

	if (!r->ended && r->head)
		return damaged(r, "the stream stops without its end");
	differs = r->ended && !r->odd ? totals_differ(&r->came, &r->end) : NULL;
	return differs ? damaged(r, differs) : true;
}

static bool
read_all(struct taking *r)
{
	while (r->w->len || (window_more(r->w) && r->w->len)) {
		size_t len;

		if (pipe_draining())
			return true;
		switch (whole(r->w, &len)) {
		case CURSOR_BAD:
			return damaged(r, "no msgpack, or nested too deep");
		case CURSOR_SHORT:
			return damaged(r, "an object that is not whole");
		default:
			if (!take(r, len))
				return false;
			window_use(r->w, len);
		}
	}
	return check_end(r);
}

bool
records_read(struct input *input, struct row *row, struct window *w)
{
	struct taking r = {.input = input, .row = row, .w = w};
	bool well = read_all(&r);

	buffer_free(&r.rebuilt);
	return well;
}
