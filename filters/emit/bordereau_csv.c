#include "bordereau_csv.h"

#include "money.h"

#include <inttypes.h>
#include <string.h>

enum form { TEXT_FORM, COUNT_FORM, EUROS_FORM };

static const enum form forms[COL_COUNT] = {
	[COL_FACTURE] = COUNT_FORM,
	[COL_LIGNE] = COUNT_FORM,
	[COL_QUANTITE] = COUNT_FORM,
	[COL_TARIF] = EUROS_FORM,
	[COL_BASE] = EUROS_FORM,
	[COL_TAUX] = EUROS_FORM, /* basis points: a percentage with two decimals */
	[COL_MONTANT] = EUROS_FORM,
	[COL_REPRIS] = EUROS_FORM,
};

static void
put_cell(struct output *output, const struct query *lines, int column)
{
	char euros[MONEY_SIZE], digits[TEXT_INT_SIZE];
	struct text written;

	if (!column_given(lines, column))
		return;
	if (forms[column] == TEXT_FORM) {
		output_cell(output, column_text(lines, column));
		return;
	}
	written = forms[column] == COUNT_FORM ? text_of_int(column_int(lines, column), digits)
		: text_of(money_format(column_int(lines, column), ',', euros));
	output_write(output, written.at, written.len);
}

/* The mention, and of what. */
static void
put_remplace(const struct bordereau *b, const struct query *lines)
{
	output_print(b->csv, ";%s", b->mention);
	for (int column = COL_ORIGINAL_COUNT; column < COL_COUNT; column++) {
		output_write(b->csv, ";", 1);
		put_cell(b->csv, lines, column);
	}
}

void
bordereau_csv_begin(const struct bordereau *b)
{
	output_print(b->csv, "lot;facture;ligne;acte_ref;id;site;date_soins;acte_code;libelle;"
		"nature_assurance;quantite;tarif;base;taux;montant;imputation;tarif_ref%s\n",
		b->mention ? ";mention;remplace;acte_remplace;repris" : "");
}

void
bordereau_csv_line(const struct bordereau *b, const struct query *line)
{
	output_write(b->csv, b->id, strlen(b->id));
	for (int column = 0; column < COL_ORIGINAL_COUNT; column++) {
		output_write(b->csv, ";", 1);
		put_cell(b->csv, line, column);
	}
	if (b->mention)
		put_remplace(b, line);
	output_write(b->csv, "\n", 1);
}

void
bordereau_csv_end(const struct bordereau *b)
{
	const struct head *head = b->emission->head;
	char euros[MONEY_SIZE];

	output_print(b->csv, "total;%" PRId64 ";%" PRId64 ";;;;;;;;;;;;%s;;livre %.*s %.*s\n",
		b->factures, b->lignes, money_format(b->amo_cents, ',', euros),
		TEXT_ARG(head->book_name), TEXT_ARG(head->book_hash));
}
