/*
 * camt_fuzz - any bytes as a message of ISO 20022: no crash, and what is accepted balances
 *
 * fuzz-links: filters/ingest/camt.c filters/ingest/camt_close.c filters/ingest/camt_leaf.c
 *
 * The first byte says in which steps the rest is given. A document that begins with '#' is put into a statement
 * that is whole, so that entries are reached soon.
 */
#include "camt.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char before[] = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt>"
	"<Stmt><CreDtTm>2026-04-30T00:00:00</CreDtTm><Acct><Id><IBAN>FR1</IBAN></Id></Acct>";
static const char behind[] = "</Stmt></BkToCstmrStmt></Document>";

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static bool
take_entry(void *arg, struct camt *c)
{
	int64_t *sum = arg;

	must(c->entry.amount.given && c->entry.booked && c->entry.comptable != DAY_NONE);
	must(c->entry.details <= CAMT_DETAILS_MAX && c->texts.len <= CAMT_TEXTS_MAX);
	for (unsigned i = 0; i < c->entry.details; i++)
		for (int part = 0; part < CAMT_PARTS; part++) {
			struct text t = camt_part(c, &c->detail[i], (enum camt_part)part);

			must(!t.len || text_utf8_error(t) == t.len);
		}
	camt_batch(c);
	*sum += c->entry.debit ? -c->entry.amount.value : c->entry.amount.value;
	return true;
}

static bool
take_statement(void *arg, struct camt *c)
{
	const struct camt_balance *a = &c->statement.before, *b = &c->statement.after;
	int64_t *sum = arg;

	must(!c->statement.checked || (a->debit ? -a->amount.value : a->amount.value) + *sum
			== (b->debit ? -b->amount.value : b->amount.value));
	*sum = 0;
	return true;
}

static bool
feed(struct camt *c, const char *bytes, size_t len, size_t step)
{
	bool good = true;

	for (size_t at = 0; good && at < len; at += step) {
		size_t some = len - at < step ? len - at : step;
		char *copy = malloc(some); /* of its own size, so that a read beyond it is seen */

		memcpy(copy, bytes + at, some);
		good = camt_feed(c, copy, some);
		free(copy);
	}
	return good;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	int64_t sum = 0;
	const struct camt_taker taker = {&sum, take_entry, take_statement};
	struct camt c;
	bool wrapped = len > 1 && bytes[1] == '#', good;
	size_t skip = wrapped ? 2 : 1, step = len ? bytes[0] + 1u : 1;

	if (len < 2)
		return 0;
	camt_begin(&c, &taker, NULL);
	good = (!wrapped || feed(&c, before, sizeof(before) - 1, step))
		&& feed(&c, (const char *)bytes + skip, len - skip, step)
		&& (!wrapped || feed(&c, behind, sizeof(behind) - 1, step)) && camt_finish(&c);
	must(good == !camt_error(&c)->why);
	must(good || (camt_error(&c)->line && camt_error(&c)->column));
	camt_free(&c);
	return 0;
}
