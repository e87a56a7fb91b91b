#include "annual.h"

#include "title.h"
#include "money.h"

#include <inttypes.h>
#include <stdio.h>

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

	title_wide(out, "Activité (art. 18 ; du registre)", WIDE, columns);
	for (size_t i = 0; i < a->activite_count; i++)
		row(out, a->activites[i].nom, &a->activites[i]);
	row(out, "total", &a->total);
	columns_put(out, "  (personnes : pseudonymes distincts ; les actes sous anonymat n'en ont pas)\n");
	title_wide(out, "Montants par poste (art. 18 ; du registre)", WIDE, columns);
	for (size_t i = 0; i < a->code_count; i++)
		row(out, a->codes[i].nom, &a->codes[i]);
}

static void
write_billing(struct buffer *out, const struct annual *a)
{
	columns_put(out, "\nTélétransmission (art. 12, 18 ; du registre)\n");
	line_count(out, "lignes facturées aux CPAM", a->lignes_cpam);
	line_share(out, "dont par voie électronique", a->electroniques, a->lignes_cpam);
	line_count(out, "feuilles dégradées", a->degradees);
	line_count(out, "dont le double papier n'est pas enregistré", a->sans_jumeau);
	line_count(out, "duplicatas", a->duplicatas);
	columns_put(out, "\nQualité de la facturation et du règlement (art. 18 ; du registre)\n");
	line_count(out, "actes reçus (chaque passage compte)", a->recus);
	line_share(out, "en attente", a->attente, a->recus);
	line_share(out, "rejetés", a->rejetes, a->recus);
	if (a->electroniques) {
		days(out, "des soins à l'envoi électronique, en moyenne", a->envoi_jours);
		days(out, "au plus", 100 * a->envoi_max);
	}
	line_count(out, "lots payés, en tout ou partie", a->lots_payes);
	if (a->lots_payes)
		days(out, "de l'envoi au dernier virement, en moyenne", a->reglement_jours);
}

static void
write_couvertures(struct buffer *out, const struct annual *a, const struct indicateurs *indicateurs)
{
	static const char *const columns[] = {"#vus", "#vaccinés", "#2 doses", "#doses", "#rattrap.",
		NULL};

	title_wide(out, "Vaccinations (art. 11 ; du registre)", WIDE, columns);
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
	cohorte_text(out, &a->cohorte);
	comptes_text(out, &a->comptes, &indicateurs->compteurs);
	columns_put(out, "\nPas dans les actes, ni en nombres : à compléter à la main\n");
	for (size_t i = 0; i < indicateurs->a_la_main.count; i++) {
		columns_put(out, "  - ");
		buffer_add(out, indicateurs->a_la_main.at[i].at, indicateurs->a_la_main.at[i].len);
		columns_put(out, " : ……\n");
	}
}
