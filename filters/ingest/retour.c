#include "retour.h"

#include "log.h"
#include "money.h"

#include <stdio.h>
#include <string.h>

#define TEXT_LONGEST 32768u /* of one field: several of them fit in a record */

void
retour_start(struct retour *r, struct row *row, const char *kind, const char *format, uint64_t ligne)
{
	*r = (struct retour){.row = row, .kind = text_of(kind)};
	r->rec = row_begin(row, ligne);
	record_set_text(r->rec, F_RETOUR, r->kind);
	record_set_text(r->rec, F_RETOUR_FORMAT, text_of(format));
}

/* At most `most` bytes, and no character cut. */
static struct text
cut(struct text t, size_t most)
{
	if (t.len <= most)
		return t;
	while (most && ((unsigned char)t.at[most] & 0xc0) == 0x80)
		most--;
	return (struct text){t.at, most};
}

void
retour_text(struct retour *r, enum field field, struct text text)
{
	text = text_trim(text);
	if (!text_given(text))
		return;
	if (text.len > TEXT_LONGEST)
		retour_motif(r, "retour-long", field);
	record_set_text(r->rec, field, cut(text, TEXT_LONGEST));
}

void
retour_day(struct retour *r, enum field field, day_t day)
{
	char buf[DAY_SIZE];

	if (day != DAY_NONE)
		record_set_text(r->rec, field, text_of(day_format(day, buf)));
}

void
retour_int(struct retour *r, enum field field, int64_t number)
{
	record_set_int(r->rec, field, number);
}

void
retour_cents(struct retour *r, enum field field, int64_t cents)
{
	record_set_int(r->rec, field, cents);
}

/* False where there is no whole number of centimes, or more than any sum of a run may hold. */
static bool
to_cents(int64_t amount, int decimales, int64_t *cents)
{
	for (; decimales > 2; decimales--) {
		if (amount % 10)
			return false;
		amount /= 10;
	}
	for (; decimales < 2; decimales++)
		if (__builtin_mul_overflow(amount, 10, &amount))
			return false;
	*cents = amount;
	return -MONEY_MAX <= amount && amount <= MONEY_MAX;
}

void
retour_money(struct retour *r, enum field field, int64_t amount, int decimales, struct text devise)
{
	int64_t cents;

	if (!text_is(devise, "EUR"))
		retour_motif(r, "retour-devise", F_DEVISE);
	else if (!to_cents(amount, decimales, &cents))
		retour_motif(r, "retour-centime", field);
	else
		retour_cents(r, field, cents);
}

void
retour_motif(struct retour *r, const char *motif, enum field champ)
{
	if (r->motifs == RETOUR_MOTIFS)
		return;
	r->motif[r->motifs].motif = motif;
	r->motif[r->motifs++].champ = champ;
}

void
retour_write(struct retour *r)
{
	struct filter *f = r->row->filter;
	struct defects defects = {.trace = filter_trace(f)};

	if (row_poisoned(r->row))
		return;
	rule(&defects, "R229");
	for (unsigned i = 0; i < r->motifs; i++)
		defect(&defects, r->motif[i].motif, r->motif[i].champ);
	if (defects.count)
		record_judge(r->rec, &defects);
	filter_write(f, r->rec);
}

bool
retour_damaged(const struct row *row, uint64_t line, unsigned column, const char *why)
{
	char at[16] = "";

	if (column)
		snprintf(at, sizeof(at), "%u:", column);
	log_error(EX_DATAERR, "%s:%llu:%s %s; what came before was passed on", source_path(row->source),
		(unsigned long long)line, at, why);
	return false;
}
