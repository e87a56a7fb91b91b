#include "page.h"

#include "money.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NAME 38  /* characters of the first column */
#define COUNT 10
#define EUROS 14

const char *
etat_libelle(enum etat etat)
{
	static const char *const names[ETAT_COUNT] = {
		[ETAT_ATTENDU] = "attendu, dans le délai",
		[ETAT_PAYE] = "payé",
		[ETAT_PARTIEL] = "payé en partie",
		[ETAT_INDU] = "payé en trop",
		[ETAT_EN_RETARD] = "impayé, en retard",
	};

	return names[etat];
}

const char *
raison_libelle(const char *raison)
{
	static const char *const names[][2] = {
		{"lot", "rapprochés par la référence du lot"},
		{"montant", "rapprochés par payeur et montant"},
		{"lots-multiples", "plusieurs lots nommés"},
		{"lot-inconnu", "lot nommé inconnu"},
		{"autre-payeur", "lot nommé d'un autre payeur"},
		{"candidats-multiples", "plusieurs lots du même montant"},
		{"sans-lot", "aucun lot de ce montant"},
		{"sans-payeur", "payeur non reconnu (autre recette ?)"},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(raison, names[i][0]))
			return names[i][1];
	return raison;
}

static void
put(struct buffer *out, const char *s)
{
	buffer_add(out, s, strlen(s));
}

/* Columns are characters, not bytes. */
static size_t
width(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static void
blanks(struct buffer *out, size_t n)
{
	while (n--)
		put(out, " ");
}

static void
left(struct buffer *out, const char *s, size_t columns)
{
	put(out, s);
	blanks(out, width(s) < columns ? columns - width(s) : 1);
}

static void
right(struct buffer *out, const char *s, size_t columns)
{
	blanks(out, width(s) < columns ? columns - width(s) : 1);
	put(out, s);
}

/* A blank before each group of three digits of the whole part of `s`. */
static void
group(const char *s, char *out, size_t whole)
{
	size_t sign = *s == '-';

	for (size_t i = 0; s[i]; i++) {
		if (i > sign && i < whole && (whole - i) % 3 == 0)
			*out++ = ' ';
		*out++ = s[i];
	}
	*out = '\0';
}

static void
put_count(struct buffer *out, int64_t count)
{
	char plain[24], grouped[32];

	snprintf(plain, sizeof(plain), "%" PRId64, count);
	group(plain, grouped, strlen(plain));
	right(out, grouped, COUNT);
}

static void
put_euros(struct buffer *out, int64_t cents)
{
	char plain[MONEY_SIZE], grouped[2 * MONEY_SIZE];

	money_format(cents, ',', plain);
	group(plain, grouped, strlen(plain) - 3);
	right(out, grouped, EUROS);
}

/* A column whose name begins with `#` is one of counts. */
static void
title(struct buffer *out, const char *name, const char *const *columns)
{
	put(out, "\n");
	left(out, name, NAME);
	for (int i = 0; columns[i]; i++)
		right(out, columns[i] + (*columns[i] == '#'), *columns[i] == '#' ? COUNT : EUROS);
	put(out, "\n");
}

static void
sum_row(struct buffer *out, const char *name, const struct sum *sum)
{
	put(out, "  ");
	left(out, name, NAME - 2);
	put_count(out, sum->actes);
	put_euros(out, sum->montant_cents);
	put_euros(out, sum->amo_cents);
	put(out, "\n");
}

static void
due_row(struct buffer *out, const char *name, const struct due *due)
{
	put(out, "  ");
	left(out, name, NAME - 2);
	put_count(out, due->lots);
	put_count(out, due->actes);
	put_euros(out, due->du_cents);
	put_euros(out, due->paye_cents);
	put_euros(out, due->reste_cents);
	put_euros(out, due->trop_cents);
	put(out, "\n");
}

static void
write_received(struct buffer *out, const struct figures *f)
{
	static const char *const columns[] = {"#actes", "demandé €", "part AMO €", NULL};
	static const char *const names[STATUTS] = {"acceptés", "en attente", "rejetés"};

	title(out, "Reçu", columns);
	if (f->emissions > 1)
		put(out, "  (un acte renvoyé compte à chaque passage)\n");
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
		put(out, "      ");
		buffer_add(out, motif->fr.at, motif->fr.len);
		put(out, "\n");
	}
}

static void
write_owed(struct buffer *out, const struct figures *f)
{
	static const char *const columns[] = {"#lots", "#actes", "dû €", "payé €", "reste €",
		"trop €", NULL};

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
	static const char *const columns[] = {"#lots", "#actes", "dû €", "payé €", "reste €",
		"trop €", NULL};

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
	put(out, "  ");
	left(out, name, NAME - 2);
	put_count(out, count);
	put_euros(out, cents);
	put(out, "\n");
}

static void
write_credits(struct buffer *out, const struct figures *f)
{
	static const char *const columns[] = {"#nombre", "€", NULL};

	if (!f->credit_count)
		return;
	title(out, "Crédits des relevés", columns);
	for (size_t i = 0; i < f->credit_count; i++)
		credit_row(out, raison_libelle(f->credits[i].raison), f->credits[i].count,
			f->credits[i].cents);
	credit_row(out, "total", f->credited, f->credited_cents);
}

void
page_text(struct buffer *out, const struct figures *f, const struct rulebook *book)
{
	struct civil day = day_civil(f->as_of);
	char line[256];

	snprintf(line, sizeof(line), "État au %02d/%02d/%04d, %" PRId64 " émission%s, livre %.*s "
		"%.12s\n", day.day, day.month, day.year, f->emissions, f->emissions > 1 ? "s" : "",
		TEXT_ARG(book->name), book->hash);
	put(out, line);
	write_received(out, f);
	write_refusals(out, f, book);
	write_owed(out, f);
	write_etats(out, f);
	write_credits(out, f);
}
