#include "annual.h"

#include "title.h"
#include "money.h"

#include <inttypes.h>
#include <stdio.h>

#define WIDE 60 /* characters of the first column: labels of acts */

static void
row(struct buffer *out, const char *name, const struct poste *p)
{
	columns_put(out, "  ");
	columns_left(out, name, WIDE - 2);
	columns_count(out, p->actes, COUNT);
	columns_count(out, p->patients, COUNT);
	columns_count(out, p->enfants, COUNT);
	columns_euros(out, p->du_cents, EUROS);
	columns_euros(out, p->regle_cents, EUROS);
	columns_put(out, "\n");
}

static void
line(struct buffer *out, const char *name, int64_t count)
{
	columns_put(out, "  ");
	columns_left(out, name, WIDE - 2);
	columns_count(out, count, COUNT);
	columns_put(out, "\n");
}

/* "  name      count   12,3 %" of `whole`; nothing where there is no whole. */
static void
share(struct buffer *out, const char *name, int64_t part, int64_t whole)
{
	char text[48];

	columns_put(out, "  ");
	columns_left(out, name, WIDE - 2);
	columns_count(out, part, COUNT);
	if (whole) {
		int64_t permille = (1000 * part + whole / 2) / whole;

		snprintf(text, sizeof(text), "%" PRId64 ",%d %%", permille / 10, (int)(permille % 10));
		columns_right(out, text, COUNT);
	}
	columns_put(out, "\n");
}

static void
days(struct buffer *out, const char *name, int64_t hundredths)
{
	char text[MONEY_SIZE];

	columns_put(out, "  ");
	columns_left(out, name, WIDE - 2);
	columns_right(out, money_format(hundredths, ',', text), COUNT);
	columns_put(out, " jours\n");
}

static void
write_postes(struct buffer *out, const struct annual *a)
{
	static const char *const columns[] = {"#actes", "#personnes", "#enfants", "dû €", "lots réglés €", NULL};

	title_wide(out, "Activité (art. 18)", WIDE, columns);
	for (size_t i = 0; i < a->activite_count; i++)
		row(out, a->activites[i].nom, &a->activites[i]);
	row(out, "total", &a->total);
	columns_put(out, "  (personnes : pseudonymes distincts ; les actes sous anonymat n'en ont pas)\n");
	title_wide(out, "Montants par poste (art. 18)", WIDE, columns);
	for (size_t i = 0; i < a->code_count; i++)
		row(out, a->codes[i].nom, &a->codes[i]);
}

static void
write_billing(struct buffer *out, const struct annual *a)
{
	columns_put(out, "\nTélétransmission (art. 12, 18)\n");
	line(out, "lignes facturées aux CPAM", a->lignes_cpam);
	share(out, "dont par voie électronique", a->electroniques, a->lignes_cpam);
	line(out, "feuilles dégradées", a->degradees);
	line(out, "dont le double papier n'est pas enregistré", a->sans_jumeau);
	line(out, "duplicatas", a->duplicatas);
	columns_put(out, "\nQualité de la facturation et du règlement (art. 18)\n");
	line(out, "actes reçus (chaque passage compte)", a->recus);
	share(out, "en attente", a->attente, a->recus);
	share(out, "rejetés", a->rejetes, a->recus);
	if (a->electroniques) {
		days(out, "des soins à l'envoi électronique, en moyenne", a->envoi_jours);
		days(out, "au plus", 100 * a->envoi_max);
	}
	line(out, "lots payés, en tout ou partie", a->lots_payes);
	if (a->lots_payes)
		days(out, "de l'envoi au dernier virement, en moyenne", a->reglement_jours);
}

static void
write_couvertures(struct buffer *out, const struct annual *a, const struct indicateurs *indicateurs)
{
	static const char *const columns[] = {"#vus", "#vaccinés", "#2 doses", "#doses", "#rattrap.",
		NULL};

	title_wide(out, "Vaccinations (art. 11)", WIDE, columns);
	for (size_t i = 0; i < indicateurs->count; i++) {
		const struct couverture *c = &a->couvertures[i];
		char name[128];

		snprintf(name, sizeof(name), "%.*s", TEXT_ARG(indicateurs->at[i].libelle));
		columns_put(out, "  ");
		columns_left(out, name, WIDE - 2);
		columns_count(out, c->vus, COUNT);
		columns_count(out, c->vaccines, COUNT);
		columns_count(out, c->deux_doses, COUNT);
		columns_count(out, c->doses, COUNT);
		columns_count(out, c->rattrapage, COUNT);
		columns_put(out, "\n");
	}
}

void
annual_text(struct buffer *out, const struct annual *a, const struct indicateurs *indicateurs)
{
	char head[64];

	snprintf(head, sizeof(head), "\nBilan annuel %04d (convention 2023-212, art. 18)\n", a->year);
	columns_put(out, head);
	write_postes(out, a);
	write_billing(out, a);
	write_couvertures(out, a, indicateurs);
	columns_put(out, "\nPas dans les actes : à compléter à la main\n");
	for (size_t i = 0; i < indicateurs->a_la_main.count; i++) {
		columns_put(out, "  - ");
		buffer_add(out, indicateurs->a_la_main.at[i].at, indicateurs->a_la_main.at[i].len);
		columns_put(out, " : ……\n");
	}
}
