/*
 * echu - is a list to be handed over? Never handed over, another one than was, or a first of January since
 */
#include "transmissions.h"

#include <stdio.h>
#include <string.h>

#include "cites.h"

static const char *const keys[RAISONS] = {
	[RAISON_AUCUNE] = "a-jour",
	[RAISON_JAMAIS] = "jamais-remise",
	[RAISON_JANVIER] = "premier-janvier",
	[RAISON_MODIFIEE] = "modifiee",
};
static const char *const sentences[RAISONS] = {
	[RAISON_AUCUNE] = "à jour",
	[RAISON_JAMAIS] = "jamais remise",
	[RAISON_JANVIER] = "un premier janvier depuis la remise",
	[RAISON_MODIFIEE] = "modifiée depuis la remise",
};

const char *
raison_key(enum raison raison)
{
	return keys[raison];
}

const char *
raison_fr(enum raison raison)
{
	return sentences[raison];
}

const char *
day_fr(day_t day, char out[DAY_SIZE])
{
	char iso[DAY_SIZE];

	day_format(day, iso);
	if (*iso)
		snprintf(out, DAY_SIZE, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
	else
		*out = '\0';
	return out;
}

/* A day on which a row begins, ends or is learnt is one on which the list may be another. */
static day_t
first_change(const struct view *view, const struct liste *liste, day_t behind)
{
	day_t first = DAY_NONE;

	for (size_t i = 0; i < view->count; i++) {
		const struct entry *e = &view->entries[i];
		day_t days[2] = {e->connu_le > e->du ? e->connu_le : e->du, e->au == DAY_NONE ? DAY_NONE : e->au + 1};

		for (size_t k = 0; row_is_of(e, liste) && k < 2; k++)
			if (days[k] != DAY_NONE && days[k] > behind && (first == DAY_NONE || days[k] < first))
				first = days[k];
	}
	return first;
}

static day_t
new_year(day_t at, int years)
{
	return day_of(day_civil(at).year + years, 1, 1);
}

static day_t
sooner(day_t a, day_t b)
{
	if (a == DAY_NONE || b == DAY_NONE)
		return a == DAY_NONE ? b : a;
	return a < b ? a : b;
}

/* Which of two reasons came first; a change of which no day is known gives way. */
static void
judge(struct echu *echu, const struct view *view, const struct rows *rows, day_t at)
{
	day_t changed = first_change(view, echu->liste, echu->last->le), january = new_year(at, 0);

	if (!text_is(echu->last->empreinte, rows->empreinte)) {
		echu->raison = RAISON_MODIFIEE;
		echu->depuis = changed <= at ? changed : DAY_NONE;
	}
	if (!echu->liste->premier_janvier || january <= echu->last->le)
		return;
	if (echu->raison == RAISON_AUCUNE || echu->depuis == DAY_NONE || january < echu->depuis) {
		echu->raison = RAISON_JANVIER;
		echu->depuis = january;
	}
}

CITES("R010", "R035", "R036", "R162"); /* what is handed over at each change, and what on 1 January too */

struct echu
echu_at(const struct view *view, const struct transmissions *transmissions, const struct liste *liste,
	const struct payeur *payeur, const struct rows *rows, day_t at)
{
	struct echu echu = {.liste = liste, .payeur = payeur, .depuis = DAY_NONE,
		.last = transmissions_last(transmissions, liste, payeur, at)};

	echu.prochaine = sooner(first_change(view, liste, at), liste->premier_janvier ? new_year(at, 1) : DAY_NONE);
	if (echu.last) {
		judge(&echu, view, rows, at);
	} else if (rows->count) {
		echu.raison = RAISON_JAMAIS;
		echu.depuis = first_change(view, liste, DAY_NONE);
	}
	return echu;
}
