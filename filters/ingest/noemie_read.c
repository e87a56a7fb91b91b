/*
 * noemie_read - a return of a caisse: blocks, entities, what they say, records
 *
 * The whole file is held against its controls before its first record is written: a return that is cut or
 * does not add up pays nothing.
 */
#include "input.h"
#include "log.h"
#include "noemie_parts.h"
#include "retour.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REGLEMENT_SIZE 48 /* "000123-1" */

struct reading {
	struct window *w;
	const char *path;
	struct row *row;      /* NULL: the file is only looked at */
	size_t separator;     /* bytes behind a block: 0, 1, 2 */
	size_t rest;          /* bytes at the end that are no whole block */
	char fichier[16];     /* what the file calls itself */
	uint64_t passed[NOEMIE_TYPE_COUNT + 1];
	struct noemie noemie;
	struct noemie_checker checker;
	struct noemie_parts parts;
};

/* ---- Blocks */

/* `len` bytes at the window, or what is left of the file. */
static size_t
look(struct window *w, size_t len)
{
	while (w->len < len && window_more(w))
		;
	return w->len < len ? w->len : len;
}

static size_t
separator_at(struct window *w)
{
	size_t len = look(w, 2);

	if (len && *w->at == '\n')
		return 1;
	return len == 2 && memcmp(w->at, "\r\n", 2) == 0 ? 2 : 0;
}

/* What stands behind the first block stands behind all; behind the last one it may be missing, or alone. */
static bool
step_over(struct reading *r)
{
	size_t len = separator_at(r->w);
	bool first = r->noemie.blocks == 0;

	if (first)
		r->separator = len;
	window_use(r->w, len);
	return first || len == r->separator || look(r->w, 1) == 0;
}

/* False at the end, and where blocks are no longer apart as before: r->noemie.fault. */
static bool
next_block(struct reading *r, char block[NOEMIE_BLOCK])
{
	size_t len = look(r->w, NOEMIE_BLOCK);

	r->rest = len < NOEMIE_BLOCK ? len : 0;
	if (len < NOEMIE_BLOCK)
		return false;
	memcpy(block, r->w->at, NOEMIE_BLOCK);
	window_use(r->w, NOEMIE_BLOCK);
	if (step_over(r))
		return true;
	r->noemie.fault = (struct noemie_fault){.block = r->noemie.blocks + 1, .column = NOEMIE_BLOCK + 1};
	snprintf(r->noemie.fault.what, sizeof(r->noemie.fault.what), "what stands behind this block is not what stands "
		"behind those before");
	return false;
}

/* ---- Records */

/* Not of an invoice: its label is that of money. */
static bool
is_money(const struct noemie_part *part)
{
	return !strcmp(part->retour, "reglement") || !strcmp(part->retour, "retenue") || !strcmp(part->retour, "forfait");
}

static void
set_money(struct retour *out, const struct noemie_part *part)
{
	if (part->has_demande)
		retour_cents(out, F_DEMANDE_CENTS, part->demande);
	if (part->has_paye)
		retour_cents(out, F_PAYE_CENTS, part->paye);
	if (is_money(part))
		retour_cents(out, F_MOUVEMENT_CENTS, part->mouvement);
}

static void
set_rejet(struct retour *out, const struct noemie_part *part)
{
	retour_text(out, F_CODE_REJET, text_of(part->code));
	retour_text(out, is_money(part) ? F_LIBELLE_BANCAIRE : F_LIBELLE_REJET, text_of(part->libelle));
}

static bool
write_part(void *arg, const struct noemie_part *part)
{
	struct reading *r = arg;
	struct retour out;
	char reglement[REGLEMENT_SIZE];

	if (!r->row)
		return true;
	retour_start(&out, r->row, part->retour, "noemie", part->block);
	retour_text(&out, F_RETOUR_REF, text_of(part->reference[0] ? part->reference : r->fichier));
	snprintf(reglement, sizeof(reglement), "%s%s%u", r->fichier, r->fichier[0] ? "-" : "", part->reglement);
	retour_text(&out, F_REGLEMENT, part->reglement ? text_of(reglement) : TEXT_ABSENT);
	retour_text(&out, F_NUMERO_LOT, text_of(part->lot));
	retour_text(&out, F_NUMERO_FACTURE, text_of(part->facture));
	retour_day(&out, F_DATE_LOT, part->date_lot);
	if (part->ligne)
		retour_int(&out, F_LIGNE_FACTURE, part->ligne);
	retour_text(&out, F_ACTE_CODE, text_of(part->acte));
	retour_day(&out, F_DATE_SOINS, part->date_soins);
	retour_text(&out, F_ETAT_RETOUR, text_of(part->etat));
	set_money(&out, part);
	set_rejet(&out, part);
	retour_text(&out, F_OPERATION, text_of(part->operation));
	retour_day(&out, F_DATE_COMPTABLE, part->date_comptable);
	retour_text(&out, F_DEBITEUR, text_of(part->payeur));
	retour_write(&out);
	return !r->row->filter->failed && !pipe_draining();
}

/* ---- A file */

static bool
take(struct reading *r, const struct noemie_entity *entity)
{
	r->passed[entity->type]++;
	if (entity->type == NOEMIE_000)
		noemie_utf8(noemie_get(entity, NOEMIE_000_FICHIER), r->fichier, sizeof(r->fichier));
	return noemie_check(&r->checker, entity, r->noemie.blocks) && noemie_part(&r->parts, &r->checker, entity);
}

/* NULL: read to its end; a fault without a word: whoever takes the records wants no more. */
static const struct noemie_fault *
read_file(struct reading *r)
{
	char block[NOEMIE_BLOCK];
	struct noemie_entity entity;

	while (next_block(r, block)) {
		if (!noemie_block(&r->noemie, block))
			return &r->noemie.fault;
		while (noemie_next(&r->noemie, &entity))
			if (!take(r, &entity))
				return r->checker.fault.what[0] ? &r->checker.fault : &r->parts.fault;
		if (r->noemie.fault.what[0])
			return &r->noemie.fault;
	}
	return r->noemie.fault.what[0] || !noemie_end(&r->noemie, r->rest) ? &r->noemie.fault : NULL;
}

static void
tell(void *arg, const struct noemie_fault *fault)
{
	const struct reading *r = arg;

	warn("%s:%llu:%u: %s", r->path, (unsigned long long)fault->block, fault->column, fault->what);
}

static struct reading *
reading_new(struct input *input, const struct mapping *mapping, struct window *w, struct noemie_rules *rules)
{
	struct reading *r = calloc(1, sizeof(*r));

	if (!r)
		out_of_memory();
	noemie_rules_load(rules, mapping->book);
	window_open(w, input->source, NULL);
	r->w = w;
	r->path = source_path(input->source);
	r->noemie.rules = r->checker.rules = r->parts.rules = rules;
	r->checker.arg = r->parts.arg = r;
	r->parts.emit = write_part;
	return r;
}

/* What is in no record is at least said. */
static void
say_passed(const struct reading *r)
{
	if (r->passed[NOEMIE_199])
		warn("%s: %llu parts of a complementary insurance (199) are in no record", r->path,
			(unsigned long long)r->passed[NOEMIE_199]);
	if (r->passed[NOEMIE_295])
		warn("%s: %llu comments (295) are in no record: read them in the file", r->path,
			(unsigned long long)r->passed[NOEMIE_295]);
	if (r->passed[NOEMIE_TYPE_COUNT])
		warn("%s: %llu entities were stepped over, as config/noemie.yaml says (entites)", r->path,
			(unsigned long long)r->passed[NOEMIE_TYPE_COUNT]);
}

/* Entity 000 with a number for its reference, where a file of B2 has the letters of a norm. */
bool
noemie_looks(struct text start)
{
	struct noemie_entity head = {NOEMIE_000, start.at, NOEMIE_BLOCK, 1, 1};
	struct text reference;

	if (start.len < NOEMIE_BLOCK || !text_starts(start, noemie_code(NOEMIE_000)))
		return false;
	reference = noemie_get(&head, NOEMIE_000_REFERENCE);
	return text_is(noemie_get(&head, NOEMIE_000_LONGUEUR), "128") && reference.len
		&& text_digits(reference, reference.len);
}

void
noemie_open(struct input *input, const struct mapping *mapping, struct window *w)
{
	struct noemie_rules rules;
	struct reading *r = reading_new(input, mapping, w, &rules);
	const struct noemie_fault *fault;

	r->checker.tell = tell;
	fault = read_file(r);
	if (fault) {
		struct place place = {.file = r->path, .line = (unsigned)fault->block, .column = fault->column};

		die_at(EX_DATAERR, &place, "%s", fault->what);
	}
	say_passed(r);
	free(r);
}

bool
noemie_read(struct input *input, struct row *row, struct window *w)
{
	struct noemie_rules rules;
	struct reading *r = reading_new(input, row->mapping, w, &rules);
	const struct noemie_fault *fault;
	bool well;

	r->row = row;
	fault = read_file(r);
	well = !fault || !fault->what[0] || retour_damaged(row, fault->block, fault->column, fault->what);
	free(r);
	return well;
}
