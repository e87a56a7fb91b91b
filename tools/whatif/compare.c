/*
 * compare - one act as both sides judged it, and the line that says so
 */
#include "json.h"
#include "money.h"
#include "whatif.h"

#include <stdio.h>
#include <string.h>

const char *const change_names[CHANGES] = {"statut", "motifs", "base", "taux", "part", "payeur", "support"};

static void
join_motifs(char *into, size_t room, const struct record_defect *found, unsigned count)
{
	size_t len = 0;

	*into = '\0';
	for (unsigned i = 0; i < count && len < room; i++)
		len += (size_t)snprintf(into + len, room - len, "%s%.*s", i ? "+" : "", TEXT_ARG(found[i].code));
}

/* Behind the entry: "tarifs.yaml G 2024-12-22, 2023-212 art. 5, 9". */
static struct text
article_of_price(struct text ref)
{
	for (size_t i = 0; i + 2 < ref.len; i++)
		if (ref.at[i] == ',' && ref.at[i + 1] == ' ')
			return (struct text){ref.at + i + 2, ref.len - i - 2};
	return TEXT_ABSENT;
}

void
judged_read(struct judged *v, const struct record *rec)
{
	struct record_defect found[DEFECTS_MAX];
	unsigned count = record_defects(rec, F_MOTIFS, found, DEFECTS_MAX);

	*v = (struct judged){
		.statut = rec->statut,
		.base_cents = record_int(rec, F_BASE_CENTS, 0),
		.taux_bp = record_int(rec, F_TAUX_BP, 0),
		.amo_cents = record_int(rec, F_AMO_CENTS, 0),
		.payeur = record_text(rec, F_PAYEUR),
		.support = record_text(rec, F_SUPPORT),
		.article = count ? found[0].article : article_of_price(record_text(rec, F_TARIF_REF)),
	};
	join_motifs(v->motifs, sizeof(v->motifs), found, count);
}

unsigned
judged_changes(const struct judged *a, const struct judged *b)
{
	return (unsigned)(a->statut != b->statut) << CHANGE_STATUT
		| (unsigned)(strcmp(a->motifs, b->motifs) != 0) << CHANGE_MOTIFS
		| (unsigned)(a->base_cents != b->base_cents) << CHANGE_BASE
		| (unsigned)(a->taux_bp != b->taux_bp) << CHANGE_TAUX
		| (unsigned)(a->amo_cents != b->amo_cents) << CHANGE_AMO
		| (unsigned)!text_equal(a->payeur, b->payeur) << CHANGE_PAYEUR
		| (unsigned)!text_equal(a->support, b->support) << CHANGE_SUPPORT;
}

/* ---- --acts */

/* "26.50", "70.00 %": what one side says. */
static struct text
said(const struct judged *v, enum change change, char room[MONEY_SIZE + 2])
{
	switch (change) {
	case CHANGE_STATUT:
		return text_of(statut_name(v->statut));
	case CHANGE_MOTIFS:
		return text_of(*v->motifs ? v->motifs : "-");
	case CHANGE_BASE:
		return text_of(money_format(v->base_cents, '.', room));
	case CHANGE_TAUX:
		money_format(v->taux_bp, '.', room);
		return text_of(strcat(room, " %"));
	case CHANGE_AMO:
		return text_of(money_format(v->amo_cents, '.', room));
	case CHANGE_PAYEUR:
		return v->payeur.at ? v->payeur : TEXT("-");
	default:
		return v->support.at ? v->support : TEXT("-");
	}
}

/* What would command the terminal is "?". */
static void
put_text(struct buffer *out, struct text t)
{
	if (!t.len)
		t = TEXT("-");
	for (size_t i = 0; i < t.len; i++)
		buffer_add(out, (unsigned char)t.at[i] < ' ' || t.at[i] == 0x7f ? "?" : t.at + i, 1);
}

static const enum field named[] = {F_ID, F_ACTE_REF, F_SITE, F_DATE_SOINS, F_ACTE_CODE};
#define NAMED (sizeof(named) / sizeof(*named))

void
act_text(struct buffer *out, const struct record *rec, const struct judged v[SIDES], unsigned changes)
{
	char room[SIDES][MONEY_SIZE + 2];

	for (size_t i = 0; i < NAMED; i++) {
		put_text(out, record_text(rec, named[i]));
		buffer_add(out, " ", 1);
	}
	for (enum change c = (enum change)0; c < CHANGES; c++) {
		if (!(changes & 1u << c))
			continue;
		buffer_add(out, " ", 1);
		put_text(out, text_of(change_names[c]));
		buffer_add(out, " ", 1);
		put_text(out, said(&v[0], c, room[0]));
		buffer_add(out, " -> ", 4);
		put_text(out, said(&v[1], c, room[1]));
		if (changes >> c >> 1)
			buffer_add(out, ",", 1);
	}
	buffer_add(out, "\n", 1);
}

static void
judged_json(struct json *json, const struct judged *v)
{
	json_open(json, '{');
	json_pair_text(json, "statut", text_of(statut_name(v->statut)));
	json_pair_text(json, "motifs", text_of(v->motifs));
	json_pair_int(json, "base_cents", v->base_cents);
	json_pair_int(json, "taux_bp", v->taux_bp);
	json_pair_int(json, "amo_cents", v->amo_cents);
	json_pair_text(json, "payeur", v->payeur);
	json_pair_text(json, "support", v->support);
	json_pair_text(json, "article", v->article);
	json_close(json, '}');
}

void
act_json(struct buffer *out, const struct record *rec, const struct judged v[SIDES], unsigned changes)
{
	struct json json = {.out = out};

	json_open(&json, '{');
	for (size_t i = 0; i < NAMED; i++) {
		json_pair_text(&json, field_infos[named[i]].name, record_text(rec, named[i]));
	}
	json_key(&json, "changes");
	json_open(&json, '[');
	for (enum change c = (enum change)0; c < CHANGES; c++)
		if (changes & 1u << c)
			json_text(&json, text_of(change_names[c]));
	json_close(&json, ']');
	json_key(&json, "a");
	judged_json(&json, &v[0]);
	json_key(&json, "b");
	judged_json(&json, &v[1]);
	json_close(&json, '}');
	buffer_add(out, "\n", 1);
}
