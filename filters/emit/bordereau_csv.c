#include "bordereau_csv.h"

#include "money.h"

#include <inttypes.h>
#include <string.h>

const struct shown shown[SHOWN_COUNT] = {
	{F_ACTE_REF, TEXT_FORM},
	{F_ID, TEXT_FORM},
	{F_SITE, TEXT_FORM},
	{F_DATE_SOINS, TEXT_FORM},
	{F_ACTE_CODE, TEXT_FORM},
	{F_LIBELLE, TEXT_FORM},
	{F_NATURE_ASSURANCE, TEXT_FORM},
	{F_QUANTITE, COUNT_FORM},
	{F_TARIF_CENTS, EUROS_FORM},
	{F_BASE_CENTS, EUROS_FORM},
	{F_TAUX_BP, EUROS_FORM}, /* basis points: a percentage with two decimals */
	{F_AMO_CENTS, EUROS_FORM},
	{F_IMPUTATION, TEXT_FORM},
	{F_TARIF_REF, TEXT_FORM},
};

bool
shown_int(const struct record *rec, enum field field, int64_t *value)
{
	*value = record_int(rec, field, 1);
	return record_has(rec, field) || field == F_QUANTITE;
}

static void
put_count(struct output *output, int64_t value)
{
	char digits[TEXT_INT_SIZE];
	struct text written = text_of_int(value, digits);

	output_write(output, written.at, written.len);
}

static void
put_euros(struct output *output, int64_t cents)
{
	char euros[MONEY_SIZE];

	money_format(cents, ',', euros);
	output_write(output, euros, strlen(euros));
}

static void
put_cell(struct output *output, const struct record *rec, const struct shown *of)
{
	int64_t value;

	if (of->form == TEXT_FORM)
		output_cell(output, record_text(rec, of->field));
	else if (!shown_int(rec, of->field, &value))
		return;
	else if (of->form == EUROS_FORM)
		put_euros(output, value);
	else
		put_count(output, value);
}

/* The mention, and of what. */
static void
put_remplace(const struct bordereau *b, const struct line *line)
{
	output_print(b->csv, ";%s;", b->mention);
	output_cell(b->csv, line->remplace);
	output_write(b->csv, ";", 1);
	output_cell(b->csv, line->of);
	output_write(b->csv, ";", 1);
	if (line->repris)
		put_euros(b->csv, line->repris_cents);
}

void
bordereau_csv_begin(const struct bordereau *b)
{
	output_print(b->csv, "lot;facture;ligne;acte_ref;id;site;date_soins;acte_code;libelle;"
		"nature_assurance;quantite;tarif;base;taux;montant;imputation;tarif_ref%s\n",
		b->mention ? ";mention;remplace;acte_remplace;repris" : "");
}

void
bordereau_csv_line(const struct bordereau *b, const struct line *line)
{
	output_write(b->csv, b->id, strlen(b->id));
	output_write(b->csv, ";", 1);
	put_count(b->csv, line->facture);
	output_write(b->csv, ";", 1);
	put_count(b->csv, line->ligne);
	for (int i = 0; i < SHOWN_COUNT; i++) {
		output_write(b->csv, ";", 1);
		put_cell(b->csv, line->rec, &shown[i]);
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
