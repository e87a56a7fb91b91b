#include "page.h"

#include "title.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *
etat_libelle(enum etat etat)
{
	static const char *const names[ETAT_COUNT] = {
		[ETAT_ATTENDU] = "attendu, dans le délai",
		[ETAT_PAYE] = "payé",
		[ETAT_PARTIEL] = "payé en partie",
		[ETAT_REJETE] = "refusé par la caisse",
		[ETAT_INDU] = "payé en trop",
		[ETAT_EN_RETARD] = "impayé, en retard",
	};

	return names[etat];
}

static void
sum_row(struct buffer *out, const char *name, const struct sum *sum)
{
	columns_put(out, "  ");
	columns_left(out, name, NAME - 2);
	columns_count(out, sum->actes, COUNT);
	columns_euros(out, sum->montant_cents, EUROS);
	columns_euros(out, sum->amo_cents, EUROS);
	columns_put(out, "\n");
}

static void
due_row(struct buffer *out, const char *name, const struct due *due)
{
	columns_put(out, "  ");
	columns_left(out, name, NAME - 2);
	columns_count(out, due->lots, COUNT);
	columns_count(out, due->actes, COUNT);
	columns_euros(out, due->du_cents, EUROS);
	columns_euros(out, due->paye_cents, EUROS);
	columns_euros(out, due->rejete_cents, EUROS);
	columns_euros(out, due->reste_cents, EUROS);
	columns_euros(out, due->trop_cents, EUROS);
	columns_put(out, "\n");
}

static void
write_received(struct buffer *out, const struct figures *f)
{
	static const char *const columns[] = {"#actes", "demandé €", "part AMO €", NULL};
	static const char *const names[STATUTS] = {"acceptés", "en attente", "rejetés"};

	title(out, "Reçu", columns);
	if (f->emissions > 1)
		columns_put(out, "  (un acte renvoyé compte à chaque passage)\n");
	for (int i = 0; i < STATUTS; i++)
		sum_row(out, names[i], &f->by_statut[i]);
	sum_row(out, "total reçu", &f->received);
}

static void
write_refusals(struct buffer *out, const struct figures *f, const struct rulebook *book)
{
	static const char *const columns[] = {"#actes", "demandé €", "part AMO €", NULL};

	if (!f->refusal_count)
		return;
	title(out, "Motifs (chaque acte sous le premier)", columns);
	for (size_t i = 0; i < f->refusal_count; i++) {
		const struct refusal *row = &f->refusals[i];
		const struct motif *motif = motif_find(&book->motifs, text_of(row->code));
		char name[128];

		snprintf(name, sizeof(name), "%s, %s", *row->statut == 'h' ? "attente" : "rejet",
			row->code);
		sum_row(out, name, &row->sum);
		if (!motif)
			continue;
		columns_put(out, "      ");
		buffer_add(out, motif->fr.at, motif->fr.len);
		columns_put(out, "\n");
	}
}

static void
write_owed(struct buffer *out, const struct figures *f)
{
	static const char *const columns[] = {"#lots", "#actes", "dû €", "payé €", "refusé €",
		"reste €", "trop €", NULL};

	title(out, "Dû par payeur et support", columns);
	for (size_t i = 0; i < f->owed_count; i++) {
		char name[128];

		snprintf(name, sizeof(name), "%s, %s", f->owed[i].payeur, f->owed[i].support);
		due_row(out, name, &f->owed[i].due);
	}
	due_row(out, "total", &f->total);
}

static void
write_etats(struct buffer *out, const struct figures *f)
{
	static const char *const columns[] = {"#lots", "#actes", "dû €", "payé €", "refusé €",
		"reste €", "trop €", NULL};

	title(out, "État des lots", columns);
	for (int i = 0; i < ETAT_COUNT; i++)
		if (f->by_etat[i].lots)
			due_row(out, etat_libelle((enum etat)i), &f->by_etat[i]);
	due_row(out, "total", &f->total);
	if (f->overdue.lots)
		due_row(out, "dont délai de paiement dépassé", &f->overdue);
}

static void
credit_row(struct buffer *out, const char *name, int64_t count, int64_t cents)
{
	columns_put(out, "  ");
	columns_left(out, name, NAME - 2);
	columns_count(out, count, COUNT);
	columns_euros(out, cents, EUROS);
	columns_put(out, "\n");
}

static void
write_credits(struct buffer *out, const struct figures *f, const struct raisons *raisons)
{
	static const char *const columns[] = {"#nombre", "€", NULL};

	if (!f->credit_count)
		return;
	title(out, "Mouvements, par ce qui en est dit", columns);
	for (size_t i = 0; i < f->credit_count; i++) {
		const struct credit *credit = &f->credits[i];
		struct text said = raison_dite(raisons, text_of(credit->raison), false);
		char name[96];

		snprintf(name, sizeof(name), "%s, %s", credit->paie ? "affecté" : "attente", credit->raison);
		credit_row(out, name, credit->count, credit->cents);
		columns_put(out, "      ");
		buffer_add(out, said.at, said.len);
		columns_put(out, "\n");
	}
	credit_row(out, "total", f->credited, f->credited_cents);
}

void
page_text(struct buffer *out, const struct page *page)
{
	const struct figures *f = &page->figures;
	const struct rulebook *book = page->book;
	struct civil day = day_civil(f->as_of);
	char line[256];

	snprintf(line, sizeof(line), "État au %02d/%02d/%04d, %" PRId64 " émission%s, livre %.*s "
		"%.12s\n", day.day, day.month, day.year, f->emissions, f->emissions > 1 ? "s" : "",
		TEXT_ARG(book->name), book->hash);
	columns_put(out, line);
	write_received(out, f);
	write_refusals(out, f, book);
	write_owed(out, f);
	write_etats(out, f);
	anciennete_text(out, &page->anciennete);
	vues_text(out, &page->vues);
	rejets_text(out, &page->rejets);
	write_credits(out, f, page->raisons);
	clotures_text(out, &page->clotures);
	recettes_text(out, &page->recettes);
	if (page->annual.year)
		annual_text(out, &page->annual, page->indicateurs);
}
