#include "choice.h"

#include "log.h"

#include <string.h>

/* Lists are walked by this: false at their end. */
static bool
next(const char **list, struct text *word)
{
	if (!*list)
		return false;
	*word = (struct text){*list, strcspn(*list, ",")};
	*list = word->at[word->len] ? word->at + word->len + 1 : NULL; /* behind a last comma: empty */
	return true;
}

static bool
lists(const char *list, struct text value)
{
	struct text word;

	while (next(&list, &word))
		if (text_equal(word, value))
			return true;
	return false;
}

static void
check_list(const char *list)
{
	struct text word;

	while (next(&list, &word))
		if (!word.len)
			die(EX_USAGE, "a list with an empty place in it");
}

static bool
is_statut(struct text word)
{
	for (int i = 0; i < STATUT_COUNT; i++)
		if (text_is(word, statut_name((enum statut)i)))
			return true;
	return false;
}

void
choice_check(const struct choice *choice)
{
	const char *list = choice->statut;
	struct text word;

	while (next(&list, &word))
		if (!is_statut(word))
			die(EX_USAGE, "--status %s: accepted, held or rejected", choice->statut);
	check_list(choice->motif);
	check_list(choice->site);
	check_list(choice->payeur);
	check_list(choice->acte_code);
	check_list(choice->acte_ref);
}

static bool
has_motif(const struct record *rec, const char *motifs)
{
	struct record_defect defects[DEFECTS_MAX];
	unsigned n = record_defects(rec, F_MOTIFS, defects, DEFECTS_MAX);

	while (n--)
		if (lists(motifs, defects[n].code))
			return true;
	return false;
}

static bool
has_value(const struct record *rec, enum field field, const char *values)
{
	return !values || lists(values, record_text(rec, field));
}

bool
choice_takes(const struct choice *choice, const struct record *rec)
{
	return (!choice->statut || lists(choice->statut, text_of(statut_name(rec->statut))))
		&& (!choice->motif || has_motif(rec, choice->motif))
		&& has_value(rec, F_SITE, choice->site) && has_value(rec, F_PAYEUR, choice->payeur)
		&& has_value(rec, F_ACTE_CODE, choice->acte_code)
		&& has_value(rec, F_ACTE_REF, choice->acte_ref);
}
