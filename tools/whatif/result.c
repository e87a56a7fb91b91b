/*
 * result - both sides in step, act by act, and the sums of what differs
 */
#include "log.h"
#include "whatif.h"

#include <stdio.h>

static int64_t
due(const struct judged *v)
{
	return v->statut == STATUT_ACCEPTED ? v->amo_cents : 0;
}

static void
sum_side(struct sum *sum, const struct judged *v, int side)
{
	sum->actes[side] += v->statut == STATUT_ACCEPTED;
	sum->cents[side] += due(v);
}

/* An act that goes from one row to another is a change of both. */
static void
add_by(struct table *table, const struct text keys[SIDES], const struct judged v[SIDES], unsigned changes)
{
	struct sum *sums[SIDES];

	for (int side = 0; side < SIDES; side++) {
		sums[side] = table_sum(table, keys[side].len ? keys[side] : TEXT("-"));
		sum_side(sums[side], &v[side], side);
	}
	sums[0]->changed += changes != 0;
	sums[1]->changed += changes != 0 && sums[1] != sums[0];
}

static void
add_change(struct result *result, const struct judged v[SIDES], unsigned changes)
{
	result->changed++;
	result->total.changed++;
	for (int c = 0; c < CHANGES; c++)
		result->changes[c] += changes >> c & 1;
	result->moves[v[0].statut][v[1].statut]++;
	result->move_cents[v[0].statut][v[1].statut] += due(&v[1]) - due(&v[0]);
}

static void
add(struct result *result, const struct record *rec, const struct judged v[SIDES], unsigned changes)
{
	const struct text code = record_text(rec, F_ACTE_CODE), site = record_text(rec, F_SITE);
	const struct text keys[BYS][SIDES] = {{v[0].article, v[1].article}, {code, code}, {site, site},
		{v[0].payeur, v[1].payeur}};

	result->records++;
	for (int side = 0; side < SIDES; side++) {
		result->by_statut[side][v[side].statut]++;
		sum_side(&result->total, &v[side], side);
	}
	if (changes)
		add_change(result, v, changes);
	/* refused, and refused alike: no row of any page */
	if (!changes && v[0].statut != STATUT_ACCEPTED)
		return;
	for (int by = 0; by < BYS; by++)
		add_by(&result->by[by], keys[by], v, changes);
}

void
whatif_flush(struct buffer *out)
{
	if (fwrite(out->at, 1, out->len, stdout) != out->len)
		die_errno(EX_IOERR, "standard output");
	out->len = 0;
}

void
result_make(struct result *result, struct side sides[SIDES], bool acts, bool json)
{
	const struct record *rec[SIDES];
	struct judged v[SIDES];
	struct buffer line = {0};
	unsigned changes;

	for (int by = 0; by < BYS; by++)
		table_make(&result->by[by]);
	for (;;) {
		for (int i = 0; i < SIDES; i++)
			rec[i] = side_next(&sides[i]);
		if (!rec[0] || !rec[1])
			break;
		if (!text_equal(record_text(rec[0], F_ID), record_text(rec[1], F_ID)))
			die(EX_DATAERR, "record %lld is another act under each book", (long long)result->records + 1);
		judged_read(&v[0], rec[0]);
		judged_read(&v[1], rec[1]);
		changes = judged_changes(&v[0], &v[1]);
		add(result, rec[0], v, changes);
		if (!changes || !acts)
			continue;
		(json ? act_json : act_text)(&line, rec[0], v, changes);
		whatif_flush(&line);
	}
	if (rec[0] || rec[1])
		die(EX_DATAERR, "book %s gave more records than the other", rec[0] ? "A" : "B");
	buffer_free(&line);
}

void
result_free(struct result *result)
{
	for (int by = 0; by < BYS; by++)
		table_free(&result->by[by]);
}
