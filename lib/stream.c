#include "stream.h"

#include "cursor.h"
#include "digest.h"
#include "log.h"
#include "sha256.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD_ITEMS 10
#define END_ITEMS 6
#define TRAIL_ITEMS (4 + STATUT_COUNT)
#define END_MAGIC "fin"

void
head_write(const struct head *head, struct buffer *out)
{
	char day[DAY_SIZE];

	pack_array(out, HEAD_ITEMS);
	pack_text(out, TEXT(STREAM_MAGIC));
	pack_int(out, STREAM_VERSION);
	pack_text(out, head->run);
	pack_text(out, head->book_hash);
	pack_text(out, head->book_name);
	pack_text(out, head->source);
	pack_text(out, head->source_sha256);
	pack_text(out, text_of(day_format(head->as_of, day)));
	pack_array(out, head->stage_count);
	for (unsigned i = 0; i < head->stage_count; i++)
		pack_text(out, head->stages[i]);
	pack_text(out, head->replay);
}

/* `n` hexadecimal digits, lower case. */
static bool
is_hex(struct text t, size_t n)
{
	if (!t.at || t.len != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!memchr("0123456789abcdef", t.at[i], 16))
			return false;
	return true;
}

struct text
run_id(char buf[RUN_SIZE], const struct text *parts, unsigned count)
{
	struct sha256 hash;
	char hex[SHA256_HEX];

	sha256_start(&hash);
	for (unsigned i = 0; i < count; i++) {
		sha256_add(&hash, parts[i].at, parts[i].len);
		sha256_add(&hash, "", 1);
	}
	sha256_end(&hash, hex);
	memcpy(buf, hex, RUN_SIZE - 1);
	buf[RUN_SIZE - 1] = '\0';
	return text_of(buf);
}

static bool
optional_text(struct cursor *c, struct text *out)
{
	*out = TEXT_ABSENT;
	return cursor_nil(c) || cursor_text(c, out);
}

static bool
read_stages(struct cursor *c, struct head *head)
{
	uint32_t count;

	if (!cursor_array(c, &count) || count > STREAM_STAGES_MAX)
		return false;
	for (head->stage_count = 0; head->stage_count < count; head->stage_count++)
		if (!cursor_text(c, &head->stages[head->stage_count]))
			return false;
	return true;
}

size_t
head_read(struct head *head, const unsigned char *bytes, size_t len)
{
	struct cursor c = {bytes, bytes + len};
	struct text magic, as_of;
	uint32_t items;
	int64_t version;

	*head = (struct head){0};
	if (!cursor_array(&c, &items) || items != HEAD_ITEMS || !cursor_text(&c, &magic)
		|| !text_is(magic, STREAM_MAGIC) || !cursor_int(&c, &version))
		return 0;
	if (version != STREAM_VERSION)
		die(EX_DATAERR, "the stream has format %lld, this program reads format %d",
			(long long)version, STREAM_VERSION);
	if (!cursor_text(&c, &head->run) || !is_hex(head->run, 32)
		|| !cursor_text(&c, &head->book_hash) || !is_hex(head->book_hash, 64)
		|| !cursor_text(&c, &head->book_name)
		|| !optional_text(&c, &head->source) || !optional_text(&c, &head->source_sha256)
		|| !cursor_text(&c, &as_of) || !read_stages(&c, head)
		|| !optional_text(&c, &head->replay))
		return 0;
	head->as_of = day_parse(as_of);
	return head->as_of == DAY_NONE ? 0 : (size_t)(c.at - bytes);
}

void
totals_write(const struct totals *totals, struct buffer *out)
{
	char digest[17];

	snprintf(digest, sizeof(digest), "%016llx", (unsigned long long)totals->digest);
	pack_array(out, END_ITEMS);
	pack_text(out, TEXT(END_MAGIC));
	pack_int(out, (int64_t)totals->records);
	pack_array(out, STATUT_COUNT);
	for (int i = 0; i < STATUT_COUNT; i++)
		pack_int(out, (int64_t)totals->by_statut[i]);
	pack_int(out, totals->montant_cents);
	pack_int(out, totals->amo_cents);
	pack_text(out, text_of(digest));
}

static bool
read_count(struct cursor *c, uint64_t *count)
{
	int64_t value;

	if (!cursor_int(c, &value) || value < 0)
		return false;
	*count = (uint64_t)value;
	return true;
}

static bool
read_digest(struct cursor *c, uint64_t *digest)
{
	struct text hex;
	char text[17] = "";

	if (!cursor_text(c, &hex) || !is_hex(hex, 16))
		return false;
	memcpy(text, hex.at, 16);
	*digest = strtoull(text, NULL, 16);
	return true;
}

size_t
totals_read(struct totals *totals, const unsigned char *bytes, size_t len)
{
	struct cursor c = {bytes, bytes + len};
	struct text magic;
	uint32_t items;

	*totals = (struct totals){0};
	if (!cursor_array(&c, &items) || items != END_ITEMS || !cursor_text(&c, &magic)
		|| !text_is(magic, END_MAGIC) || !read_count(&c, &totals->records)
		|| !cursor_array(&c, &items) || items != STATUT_COUNT)
		return 0;
	for (int i = 0; i < STATUT_COUNT; i++)
		if (!read_count(&c, &totals->by_statut[i]))
			return 0;
	if (!cursor_int(&c, &totals->montant_cents) || !cursor_int(&c, &totals->amo_cents)
		|| !read_digest(&c, &totals->digest))
		return 0;
	return (size_t)(c.at - bytes);
}

void
totals_add(struct totals *totals, const struct record *rec, const unsigned char *bytes, size_t len)
{
	totals_add_digest(totals, rec, digest_of(bytes, len, totals->records));
}

void
totals_add_digest(struct totals *totals, const struct record *rec, uint64_t digest)
{
	totals->digest += digest;
	totals->records++;
	totals->by_statut[rec->statut]++;
	totals->montant_cents += record_int(rec, F_MONTANT_CENTS, 0);
	totals->amo_cents += record_int(rec, F_AMO_CENTS, 0);
}

void
trail_write(const struct trail *trail, struct buffer *out)
{
	pack_array(out, trail->count);
	for (unsigned i = 0; i < trail->count; i++) {
		const struct totals *totals = &trail->at[i];

		pack_array(out, TRAIL_ITEMS);
		pack_int(out, (int64_t)totals->records);
		for (int j = 0; j < STATUT_COUNT; j++)
			pack_int(out, (int64_t)totals->by_statut[j]);
		pack_int(out, totals->montant_cents);
		pack_int(out, totals->amo_cents);
		pack_int(out, (int64_t)totals->digest);
	}
}

static bool
read_account(struct cursor *c, struct totals *totals)
{
	uint32_t items;
	int64_t digest;

	if (!cursor_array(c, &items) || items != TRAIL_ITEMS || !read_count(c, &totals->records))
		return false;
	for (int i = 0; i < STATUT_COUNT; i++)
		if (!read_count(c, &totals->by_statut[i]))
			return false;
	if (!cursor_int(c, &totals->montant_cents) || !cursor_int(c, &totals->amo_cents)
		|| !cursor_int(c, &digest))
		return false;
	totals->digest = (uint64_t)digest;
	return true;
}

size_t
trail_read(struct trail *trail, const unsigned char *bytes, size_t len)
{
	struct cursor c = {bytes, bytes + len};
	uint32_t count;

	trail->count = 0;
	if (!cursor_array(&c, &count) || count > STREAM_STAGES_MAX)
		return 0;
	while (trail->count < count)
		if (!read_account(&c, &trail->at[trail->count++]))
			return 0;
	return (size_t)(c.at - bytes);
}

const char *
totals_differ(const struct totals *a, const struct totals *b)
{
	if (a->records != b->records)
		return "the count of records";
	for (int i = 0; i < STATUT_COUNT; i++)
		if (a->by_statut[i] != b->by_statut[i])
			return "the count of a statut";
	if (a->montant_cents != b->montant_cents)
		return "the sum of montant_cents";
	if (a->amo_cents != b->amo_cents)
		return "the sum of amo_cents";
	return a->digest == b->digest ? NULL : "the digest of the records";
}

bool
trail_agrees(const struct trail *a, const struct trail *b)
{
	for (unsigned i = 0; i < a->count && i < b->count; i++)
		if (totals_differ(&a->at[i], &b->at[i]))
			return false;
	return true;
}
