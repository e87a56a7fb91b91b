#include "log.h"
#include "returns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define B2_LOTS 1000 /* a B2 file has three digits for the number of a lot (b2.yaml) */

struct targets {
	const struct rapprochement *rules;
	int64_t last; /* lot */
	struct query *lot, *facture;
};

struct targets *
targets_new(struct run *run)
{
	struct targets *p = calloc(1, sizeof(*p));

	if (!p)
		out_of_memory();
	p->rules = &run->params->rapprochement;
	p->last = db_number(run->db, "SELECT max(numero) FROM lot", 0);
	p->lot = query_new(run->db, "SELECT as_of, lot.amo_cents FROM lot JOIN emission"
		" ON emission.numero = lot.emission WHERE lot.numero = ?1");
	p->facture = query_new(run->db, "SELECT amo_cents FROM facture WHERE lot = ?1 AND numero = ?2");
	return p;
}

void
targets_free(struct targets *p)
{
	query_free(p->lot);
	query_free(p->facture);
	free(p);
}

/* "L000012", or digits. *direct: it is ours as it stands. 0: neither. */
static int64_t
lot_number(const struct targets *p, struct text t, bool *direct)
{
	int64_t number;

	*direct = t.len > p->rules->prefixe.len && !memcmp(t.at, p->rules->prefixe.at, p->rules->prefixe.len);
	if (*direct) {
		t.at += p->rules->prefixe.len;
		t.len -= p->rules->prefixe.len;
	}
	return text_to_int(t, 0, INT32_MAX, &number) ? number : 0;
}

/* What agrees of this lot; its amount, or that of the invoice. */
static unsigned
look(struct targets *p, const struct record *rec, int64_t lot, int64_t facture, int64_t *due)
{
	struct text date = record_text(rec, F_DATE_LOT);
	unsigned bits = 0;

	query_int(p->lot, 1, lot);
	if (!query_row(p->lot))
		return 0;
	bits |= text_given(date) && text_equal(date, column_text(p->lot, 0)) ? BIT(LOT_DATE) : 0;
	*due = column_int(p->lot, 1);
	query_reset(p->lot);
	if (!facture)
		return bits | BIT(FACTURE_CONNUE) | BIT(LOT_B2);
	query_int(p->facture, 1, lot);
	query_int(p->facture, 2, facture);
	if (query_row(p->facture)) {
		bits |= BIT(FACTURE_CONNUE);
		*due = column_int(p->facture, 0);
		query_reset(p->facture);
	}
	return bits | BIT(LOT_B2);
}

static void
take_better(const struct targets *p, struct target *target, int64_t *top, int64_t lot, int64_t due,
	const struct opinion *v)
{
	if (!v->regle || v->manque || v->score < p->rules->seuil || v->score < *top)
		return;
	if (v->score == *top) {
		target->lot = 0;
		target->raison = TEXT("plusieurs");
		return;
	}
	*top = v->score;
	target->lot = lot;
	target->due_cents = due;
	target->raison = v->regle->id;
}

/* Each lot of that B2 number; a date that is given and is another one's leaves a lot out. */
static void
search(struct targets *p, const struct record *rec, int64_t number, bool direct, struct target *target)
{
	int64_t step = direct ? p->last + 1 : B2_LOTS, first = number ? number : step, top = 0, due = 0;
	bool dated = record_given(rec, F_DATE_LOT), only = first + step > p->last;

	for (int64_t lot = first; lot <= p->last; lot += step) {
		unsigned bits = look(p, rec, lot, target->facture, &due);
		struct opinion v;

		if (!bits || (dated && !direct && !(bits & BIT(LOT_DATE))))
			continue;
		bits |= direct ? BIT(LOT_DIRECT) : 0;
		bits |= only ? BIT(SEUL_LOT_NOMME) : 0;
		v = rule_judge(p->rules, OBJET_RETOUR, CIBLE_LOT, bits);
		take_better(p, target, &top, lot, due, &v);
	}
}

void
target_find(struct targets *p, const struct record *rec, struct target *target)
{
	struct text facture = text_trim(record_text(rec, F_NUMERO_FACTURE));
	bool direct;
	int64_t number = lot_number(p, text_trim(record_text(rec, F_NUMERO_LOT)), &direct);

	*target = (struct target){.raison = TEXT("inconnu")};
	if (text_given(facture) && !text_to_int(facture, 1, INT32_MAX, &target->facture))
		return;
	if (record_given(rec, F_NUMERO_LOT))
		search(p, rec, number, direct, target);
}
