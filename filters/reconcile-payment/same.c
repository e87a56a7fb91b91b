#include "log.h"
#include "movement.h"

#include <stdlib.h>

#define LOOKED_AT 64
#define OLD_IDENTITY 64 /* digits of one without a key, before version 5: it is of no file that is read again */

/* Of the same amount, on near days, of another kind of file, and not found again yet in one of this kind. */
static const char candidates[] =
	"SELECT v.numero, v.date_comptable, v.payeur, v.libelle, v.retour_ref, v.origine FROM virement AS v"
	" JOIN releve AS r ON r.numero = v.releve WHERE v.cents = ?1"
	" AND v.date_comptable BETWEEN date(?2, ?3) AND date(?2, ?4) AND v.raison <> '" MEME_INCERTAIN "'"
	" AND NOT EXISTS (SELECT 1 FROM virement AS w WHERE w.meme = v.numero)"
	" AND NOT EXISTS (WITH RECURSIVE chain(numero) AS (SELECT v.numero"
	"  UNION ALL SELECT w.meme FROM chain JOIN virement AS w ON w.numero = chain.numero"
	"   WHERE w.meme IS NOT NULL)"
	"  SELECT 1 FROM chain JOIN virement AS c ON c.numero = chain.numero"
	"   JOIN releve AS s ON s.numero = c.releve WHERE s.format = ?5 AND length(c.identite) <> ?6)"
	" ORDER BY v.numero LIMIT ?7";

struct same {
	const struct rapprochement *rules;
	struct query *candidates;
};

struct same *
same_new(struct run *run)
{
	struct same *s = calloc(1, sizeof(*s));

	if (!s)
		out_of_memory();
	s->rules = &run->params->rapprochement;
	s->candidates = query_new(run->db, candidates);
	return s;
}

void
same_free(struct same *s)
{
	query_free(s->candidates);
	free(s);
}

/* The shorter reference ends the longer one: CFONB has its last seven digits. */
static bool
same_reference(struct text a, struct text b)
{
	struct text longer = a.len > b.len ? a : b, shorter = a.len > b.len ? b : a;

	if (!text_given(shorter))
		return false;
	longer.at += longer.len - shorter.len;
	longer.len = shorter.len;
	return text_equal(longer, shorter);
}

static unsigned
agree(const struct movement *m, const struct query *row, const struct label *other)
{
	bool p503 = text_is(column_text(row, 5), "p503");
	bool same_day = text_equal(column_text(row, 1), m->jour);
	struct text payeur = column_text(row, 2);
	unsigned bits = 0;

	bits |= same_day ? BIT(MEME_JOUR) : 0;
	bits |= p503 != m->p503 ? BIT(JOUR_PROCHE) : 0;
	bits |= same_reference(column_text(row, 4), m->retour_ref) ? BIT(MEME_REFERENCE) : 0;
	bits |= m->label.references && label_same_lots(&m->label, other) ? BIT(MEMES_LOTS) : 0;
	bits |= payeur.at && text_equal(payeur, m->payeur) ? BIT(MEME_PAYEUR) : 0;
	bits |= !payeur.at && !m->payeur.at ? BIT(SANS_PAYEUR) : 0;
	bits |= !m->label.references && !other->references ? BIT(SANS_LOT_NOMME) : 0;
	return bits;
}

/* Two payers, or other lots: it is something else, whatever its amount. */
static bool
differs(const struct movement *m, struct text payeur, const struct label *other)
{
	if (payeur.at && m->payeur.at && !text_equal(payeur, m->payeur))
		return true;
	return m->label.references && other->references && !label_same_lots(&m->label, other);
}

struct found {
	int64_t numero;
	const struct regle *regle;
	int64_t score;
	bool several, maybe;
};

static void
weigh(struct same *s, const struct movement *m, struct found *found)
{
	struct opinion v;
	struct label other;
	unsigned bits;

	label_read(&other, s->rules, column_text(s->candidates, 3));
	if (differs(m, column_text(s->candidates, 2), &other))
		return;
	bits = agree(m, s->candidates, &other);
	v = rule_judge(s->rules, OBJET_MEME, CIBLE_VIREMENT, bits);
	if (!v.regle || v.manque || v.score < s->rules->seuil) {
		found->maybe |= (bits & BIT(MEME_JOUR)) != 0;
	} else if (!found->regle || v.score > found->score) {
		*found = (struct found){column_int(s->candidates, 0), v.regle, v.score, false, found->maybe};
	} else if (v.score == found->score) {
		/* of one day, alike in all: whichever it is, it counts nothing; of near days, there may be more */
		found->several |= !(v.regle->criteres & BIT(MEME_JOUR));
	}
}

int64_t
same_find(struct same *s, const struct movement *m, struct text *regle)
{
	char before[DAYS_SIZE], after[DAYS_SIZE];
	struct found found = {0};
	int64_t days = s->rules->jours_meme;

	query_int(s->candidates, 1, m->cents);
	query_text(s->candidates, 2, m->jour);
	query_text(s->candidates, 3, days_text(before, -days));
	query_text(s->candidates, 4, days_text(after, days));
	query_text(s->candidates, 5, m->format);
	query_int(s->candidates, 6, OLD_IDENTITY);
	query_int(s->candidates, 7, LOOKED_AT);
	while (query_row(s->candidates))
		weigh(s, m, &found);
	if (found.several || (!found.regle && found.maybe))
		return -1;
	*regle = found.regle ? found.regle->id : TEXT_ABSENT;
	return found.numero;
}
