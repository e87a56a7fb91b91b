/*
 * camt_close - what an element says when it is whole (camt.h)
 */
#include "camt_leaf.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

static bool
read_sense(struct camt *c, struct text t, bool *debit, bool *given)
{
	*debit = text_is(t, "DBIT");
	*given = true;
	return *debit || text_is(t, "CRDT") || xml_fail(c->xml, "CRDT or DBIT is expected");
}

static bool
read_amount(struct camt *c, struct text t, struct camt_amount *amount)
{
	const char *why = camt_amount(t, c->devise, amount);

	return !why || xml_fail(c->xml, why);
}

static bool
read_day(struct camt *c, struct text t, day_t *day)
{
	*day = camt_day(t);
	return *day != DAY_NONE || xml_fail(c->xml, "a day AAAA-MM-JJ that exists is expected");
}

static bool
read_flag(struct camt *c, struct text t, bool *flag)
{
	*flag = text_is(t, "true") || text_is(t, "1");
	return *flag || text_is(t, "false") || text_is(t, "0")
		|| xml_fail(c->xml, "true or false is expected");
}

static bool
read_word(struct camt *c, struct text t, char *out, size_t size)
{
	if (!t.len || t.len >= size)
		return xml_fail(c->xml, "a shorter word is expected");
	memcpy(out, t.at, t.len);
	out[t.len] = '\0';
	return true;
}

/* An empty text is that of an element whose children say it (Sts of version 08). */
static bool
read_status(struct camt *c, struct text t)
{
	if (t.len) {
		c->entry.has_status = true;
		c->entry.booked = text_is(t, "BOOK");
	}
	return true;
}

static bool
close_leaf(struct camt *c, const struct camt_known_leaf *leaf, struct text t)
{
	switch (leaf->leaf) {
	case LEAF_MADE:
		return read_day(c, t, &c->statement.made);
	case LEAF_COMPTE:
		return read_word(c, t, c->statement.compte, sizeof(c->statement.compte));
	case LEAF_DEVISE:
		return read_word(c, t, c->statement.devise, sizeof(c->statement.devise));
	case LEAF_BAL_CODE:
		return read_word(c, t, c->code, sizeof(c->code));
	case LEAF_BAL_AMOUNT:
		return read_amount(c, t, &c->balance.amount);
	case LEAF_BAL_SENSE:
		return read_sense(c, t, &c->balance.debit, &c->balance.has_sense);
	case LEAF_BAL_DAY:
		return read_day(c, t, &c->balance.day);
	case LEAF_AMOUNT:
		return read_amount(c, t, &c->entry.amount);
	case LEAF_SENSE:
		return read_sense(c, t, &c->entry.debit, &c->entry.has_sense);
	case LEAF_REVERSAL:
		return read_flag(c, t, &c->entry.reversal);
	case LEAF_STATUS:
		return read_status(c, t);
	case LEAF_COMPTABLE:
		return read_day(c, t, &c->entry.comptable);
	case LEAF_VALEUR:
		return read_day(c, t, &c->entry.valeur);
	case LEAF_TX_AMOUNT: /* the first of the two that may say it */
		return c->now.amount.given || read_amount(c, t, &c->now.amount);
	case LEAF_TX_SENSE:
		return read_sense(c, t, &c->now.debit, &c->now_sense);
	default:
		camt_keep(leaf->leaf == LEAF_OWN ? c->entry.own : c->part, leaf, t);
		return true;
	}
}

static void
close_balance(struct camt *c)
{
	struct camt_statement *s = &c->statement;

	if (!strcmp(c->code, "OPBD") || (!strcmp(c->code, "PRCD") && !s->before.amount.given))
		s->before = c->balance;
	else if (!strcmp(c->code, "CLBD"))
		s->after = c->balance;
}

static void
make_room(struct camt *c)
{
	if (c->entry.details < c->detail_room)
		return;
	c->detail_room = c->detail_room ? 2 * c->detail_room : 16;
	c->detail = reallocarray(c->detail, c->detail_room, sizeof(c->detail[0]));
	if (!c->detail)
		out_of_memory();
}

/* The transaction stays with its entry, as long as there is room. */
static void
close_detail(struct camt *c)
{
	struct camt_entry *e = &c->entry;
	size_t len = 0;

	for (int i = 0; i < CAMT_PARTS; i++)
		len += c->part[i].len;
	if (e->details == CAMT_DETAILS_MAX || c->texts.len + len > CAMT_TEXTS_MAX) {
		e->overfull = true;
		return;
	}
	make_room(c);
	if (!c->now_sense)
		c->now.debit = e->debit;
	for (int i = 0; i < CAMT_PARTS; i++) {
		c->now.part[i].at = c->texts.len;
		c->now.part[i].len = c->part[i].len;
		buffer_add(&c->texts, c->part[i].at, c->part[i].len);
	}
	c->detail[e->details++] = c->now;
}

bool
camt_batch(const struct camt *c)
{
	const struct camt_entry *e = &c->entry;
	int64_t sum = 0;

	if (e->details < 2 || e->overfull)
		return false;
	for (unsigned i = 0; i < e->details; i++) {
		const struct camt_detail *d = &c->detail[i];

		if (!d->amount.given || strcmp(d->amount.devise, e->amount.devise) != 0
			|| __builtin_add_overflow(sum, d->debit == e->debit ? d->amount.value
					: -d->amount.value, &sum))
			return false;
	}
	return sum == e->amount.value;
}

static bool
close_entry(struct camt *c)
{
	struct camt_entry *e = &c->entry;

	if (!e->amount.given || !e->has_sense || !e->has_status)
		return xml_fail(c->xml, "an entry (Ntry) without its amount (Amt), sense (CdtDbtInd) or status "
			"(Sts)");
	if (!e->booked) {
		c->pending++;
		return true;
	}
	if (e->comptable == DAY_NONE)
		e->comptable = e->valeur != DAY_NONE ? e->valeur : c->statement.made;
	if (e->comptable == DAY_NONE)
		return xml_fail(c->xml, "an entry (Ntry) without a day (BookgDt, ValDt)");
	if (!c->statement.compte[0])
		return xml_fail(c->xml, "a statement without its account (Acct) before its entries");
	if (!c->money[0])
		memcpy(c->money, e->amount.devise, sizeof(c->money));
	c->mixed |= strcmp(c->money, e->amount.devise) != 0;
	if (__builtin_add_overflow(c->sum, e->debit ? -e->amount.value : e->amount.value, &c->sum))
		return xml_fail(c->xml, "the sum of the amounts is too large");
	c->statement.entries++;
	return c->taker->entry(c->taker->arg, c);
}

static int64_t
signed_value(const struct camt_balance *b)
{
	return b->debit ? -b->amount.value : b->amount.value;
}

/* Nothing to check where a balance is missing or one currency is another than the rest. */
static bool
check_balances(struct camt *c)
{
	struct camt_statement *s = &c->statement;
	int64_t after;

	if (!s->before.amount.given || !s->after.amount.given || c->mixed
		|| strcmp(s->before.amount.devise, s->after.amount.devise) != 0
		|| (s->entries && strcmp(s->before.amount.devise, c->money) != 0))
		return true;
	s->checked = true;
	return (!__builtin_add_overflow(signed_value(&s->before), c->sum, &after)
			&& after == signed_value(&s->after))
		|| xml_fail(c->xml, "the old balance (OPBD) and the booked entries do not make the new one (CLBD)");
}

static bool
close_statement(struct camt *c)
{
	c->statements++;
	c->below = 0;
	c->statement.end = xml_line(c->xml);
	if (!c->statement.compte[0])
		return xml_fail(c->xml, "a statement without its account (Acct)");
	return !camt_is_statement(c) || (check_balances(c) && c->taker->statement(c->taker->arg, c));
}

bool
camt_close(void *arg, struct xml *x)
{
	struct camt *c = arg;
	const struct camt_known_leaf *leaf;
	const char *path = xml_path(x);

	if (!c->below)
		return true;
	if (strlen(path) < c->below)
		return close_statement(c);
	path += c->below;
	if (!strcmp(path, "Ntry"))
		return close_entry(c);
	if (!strcmp(path, "Ntry/NtryDtls/TxDtls"))
		close_detail(c);
	else if (!strcmp(path, "Bal"))
		close_balance(c);
	leaf = camt_leaf(path);
	return !leaf || close_leaf(c, leaf, text_trim(xml_text(x)));
}
