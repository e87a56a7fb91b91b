#include "recapitulatif.h"

#include "money.h"

#include <inttypes.h>

enum { FINESS, RPPS, ACTE_REF, DAY, CODE, TAUX, AMO };

const char recapitulatif_sql[] = "SELECT delegue_finess, delegue_rpps, acte_ref, date_soins, acte_code,"
	" taux_bp, amo_cents FROM acte WHERE lot = ?1"
	" ORDER BY delegue_finess, delegue_rpps, facture, ligne";

static void
write_head(const struct bordereau *b)
{
	const struct payeur *payeur = payeurs_find(&b->emission->params->payeurs, text_of(b->payeur));

	output_print(b->output, "Service départemental de PMI\n"
		"Tableau récapitulatif des actes délégués (convention 2023-212, art. 6.3, 10.3.3)\n\n"
		"Lot %s, période %s\nDestinataire : %.*s, %.*s\n\n", b->id, b->periode,
		TEXT_ARG(payeur->nom), TEXT_ARG(payeur->adresse));
	output_print(b->output, "%-10s %-12s %-24s %-11s %-8s %8s %13s\n", "FINESS", "RPPS", "acte",
		"soins", "code", "taux %", "attendu EUR");
}

static void
write_sum(const struct bordereau *b, const char *what, int64_t bills, int64_t cents)
{
	char euros[MONEY_SIZE];

	output_print(b->output, "%-*s%6" PRId64 " facture(s) %13s\n", 69, what, bills,
		money_format(cents, ',', euros));
}

static void
write_line(const struct bordereau *b, const struct query *lines)
{
	char taux[MONEY_SIZE], euros[MONEY_SIZE];

	output_print(b->output, "%-10.*s", TEXT_ARG(column_text(lines, FINESS)));
	output_print(b->output, " %-12.*s", TEXT_ARG(column_text(lines, RPPS)));
	output_print(b->output, " %-24.*s", TEXT_ARG(column_text(lines, ACTE_REF)));
	output_print(b->output, " %-11.*s", TEXT_ARG(column_text(lines, DAY)));
	output_print(b->output, " %-8.*s", TEXT_ARG(column_text(lines, CODE)));
	output_print(b->output, " %8s %13s\n", money_format(column_int(lines, TAUX), ',', taux),
		money_format(column_int(lines, AMO), ',', euros));
}

static void
write_end(const struct bordereau *b)
{
	const struct signataire *signataire = b->emission->params->signataire;
	struct civil day = day_civil(b->emission->head->as_of);

	write_sum(b, "Total", b->lignes, b->amo_cents);
	output_print(b->output, "\nNombre de factures jointes : %" PRId64 " (une par acte)\n"
		"Service fait.\n\nLe %02d/%02d/%04d\n%.*s (liste de l'annexe 1.5)\nSignature :\n",
		b->lignes, day.day, day.month, day.year, TEXT_ARG(signataire->libelle));
}

/* Lines of one performer come together: a sum after each. */
void
recapitulatif(const struct bordereau *b, struct query *lines)
{
	int64_t bills = 0, cents = 0;
	char rpps[16] = "";

	write_head(b);
	while (query_row(lines)) {
		struct text now = column_text(lines, RPPS);

		if (bills && !text_is(now, rpps)) {
			write_sum(b, "", bills, cents);
			bills = cents = 0;
		}
		path_print(rpps, sizeof(rpps), "%.*s", TEXT_ARG(now));
		write_line(b, lines);
		bills++;
		cents += column_int(lines, AMO);
		progress_tell(b->emission->progress);
	}
	if (bills)
		write_sum(b, "", bills, cents);
	write_end(b);
}
