#include "camt.h"
#include "camt_leaf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The messages */

#define URN "urn:iso:std:iso:20022:tech:xsd:"

static const char *const known[] = {"camt.053.001.02", "camt.053.001.03", "camt.053.001.04", "camt.053.001.08",
	"camt.054.001.02", "camt.054.001.04", "camt.054.001.08"};
static const struct { const char *format, *path; } messages[] = {
	{"camt.053", "Document/BkToCstmrStmt/Stmt"},
	{"camt.054", "Document/BkToCstmrDbtCdtNtfctn/Ntfctn"},
};
#define FORMAT_LEN 8
#define UNKNOWN "a document of another kind or version: known are camt.053.001.02, 03, 04, 08 and " \
	"camt.054.001.02, 04, 08"

struct text
camt_named(struct text start)
{
	char *at = memmem(start.at, start.len, URN, strlen(URN));
	size_t behind = at ? (size_t)(at - start.at) + strlen(URN) : start.len;

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (start.len - behind > strlen(known[i]) && !memcmp(start.at + behind, known[i], strlen(known[i])))
			return text_of(known[i]);
	return TEXT_ABSENT;
}

static bool
is_known(struct text uri)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (uri.len > strlen(URN) && text_starts(uri, URN)
			&& text_is((struct text){uri.at + strlen(URN), uri.len - strlen(URN)}, known[i]))
			return true;
	return false;
}

/* ---- Texts */

/* As a whole: a blank or an end on both sides. */
static bool
stands_in(struct text all, struct text word)
{
	const char *at = all.at, *end = all.len ? all.at + all.len : all.at;

	for (; all.len && (at = memmem(at, (size_t)(end - at), word.at, word.len)); at++)
		if ((at == all.at || at[-1] == ' ') && (at + word.len == end || at[word.len] == ' '))
			return true;
	return false;
}

void
camt_join(struct buffer *text, struct text more)
{
	more = text_trim(more);
	if (!more.len || stands_in((struct text){(const char *)text->at, text->len}, more))
		return;
	buffer_add(text, " ", text->len > 0);
	buffer_add(text, more.at, more.len);
}

/* The parts of a code of operation have a dash between; the bank's own code only where there is no other. */
static void
join_operation(struct buffer *text, struct text more, const char *path)
{
	if (text->len && strstr(path, "Prtry"))
		return;
	buffer_add(text, "-", text->len > 0);
	buffer_add(text, more.at, more.len);
}

void
camt_keep(struct buffer parts[CAMT_PARTS], const struct camt_known_leaf *leaf, struct text t)
{
	t = text_trim(t);
	if (text_is(t, "NOTPROVIDED")) /* what SEPA writes where the payer gave no reference [recalled] */
		return;
	if (leaf->part == CAMT_OPERATION) {
		join_operation(&parts[leaf->part], t, leaf->path);
		return;
	}
	if (leaf->part == CAMT_REF) /* the last one: the bank's own stands behind the other */
		parts[leaf->part].len = 0;
	camt_join(&parts[leaf->part], t);
}

struct text
camt_part(const struct camt *c, const struct camt_detail *d, enum camt_part part)
{
	if (!d->part[part].len) /* there may be no text at all yet */
		return TEXT_ABSENT;
	return (struct text){(const char *)c->texts.at + d->part[part].at, d->part[part].len};
}

static void
empty(struct buffer parts[CAMT_PARTS])
{
	for (int i = 0; i < CAMT_PARTS; i++)
		parts[i].len = 0;
}

/* ---- Elements that open */

static bool
open_root(struct camt *c, struct xml *x)
{
	struct text uri = xml_namespace(x);

	if (strcmp(xml_path(x), "Document") != 0 || !uri.at || !is_known(uri))
		return xml_fail(x, UNKNOWN);
	memcpy(c->format, uri.at + strlen(URN), FORMAT_LEN);
	c->format[FORMAT_LEN] = '\0';
	return true;
}

bool
camt_is_statement(const struct camt *c)
{
	return !strcmp(c->format, messages[0].format);
}

static void
open_entry(struct camt *c, struct xml *x)
{
	struct camt_entry *e = &c->entry;

	e->line = xml_line(x);
	e->amount.given = e->debit = e->has_sense = e->reversal = e->booked = e->has_status = false;
	e->comptable = e->valeur = DAY_NONE;
	e->details = 0;
	e->overfull = false;
	empty(e->own);
	c->texts.len = 0;
}

static void
open_below(struct camt *c, struct xml *x, const char *path)
{
	if (!strcmp(path, "Ntry")) {
		open_entry(c, x);
	} else if (!strcmp(path, "Ntry/NtryDtls/TxDtls")) {
		c->now = (struct camt_detail){.line = xml_line(x)};
		c->now_sense = false;
		empty(c->part);
	} else if (!strcmp(path, "Bal")) {
		c->balance = (struct camt_balance){.day = DAY_NONE};
		c->code[0] = '\0';
	}
}

static bool
on_open(void *arg, struct xml *x)
{
	struct camt *c = arg;
	const char *path = xml_path(x);
	struct text devise = xml_attribute(x, "Ccy");

	if (!c->format[0])
		return open_root(c, x);
	snprintf(c->devise, sizeof(c->devise), "%.*s", TEXT_ARG(devise.len == 3 ? devise : TEXT("")));
	if (!strcmp(path, messages[!camt_is_statement(c)].path)) {
		c->below = strlen(path) + 1;
		c->statement = (struct camt_statement){.line = xml_line(x), .made = DAY_NONE};
		c->money[0] = '\0';
		c->mixed = false;
		c->sum = 0;
	} else if (c->below) {
		open_below(c, x, path + c->below);
	}
	return true;
}

/* ---- The whole */

void
camt_begin(struct camt *c, const struct camt_taker *taker, const struct xml_schema *schema)
{
	*c = (struct camt){.taker = taker};
	c->visitor = (struct xml_visitor){c, on_open, camt_close};
	c->xml = xml_begin(&c->visitor, schema);
}

void
camt_free(struct camt *c)
{
	xml_free(c->xml);
	free(c->detail);
	buffer_free(&c->texts);
	for (int i = 0; i < CAMT_PARTS; i++) {
		buffer_free(&c->part[i]);
		buffer_free(&c->entry.own[i]);
	}
}

bool
camt_feed(struct camt *c, const char *bytes, size_t len)
{
	return xml_feed(c->xml, bytes, len);
}

bool
camt_finish(struct camt *c)
{
	return xml_finish(c->xml) && (c->statements || xml_fail(c->xml, "no statement (Stmt, Ntfctn)"));
}

const struct xml_error *
camt_error(const struct camt *c)
{
	return xml_error(c->xml);
}
