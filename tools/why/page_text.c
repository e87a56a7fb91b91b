/*
 * page_text - an act and its rules as a tree, for a person
 */
#include "chain.h"
#include "say.h"

#include <stdio.h>
#include <string.h>

/* ---- Motifs */

static void
motif_lines(const struct why *why, const struct raised *raised, char lines[SAY_LIST])
{
	const struct motif *motif = motif_find(&why->book.motifs, raised->code);
	struct text fr = say_motif(why, motif);

	snprintf(lines, SAY_LIST, "%.*s (%.*s%s%.*s%s%.*s)%s%.*s%s%.*s", TEXT_ARG(raised->code),
		TEXT_ARG(raised->niveau), raised->champ.at ? ", " : "", TEXT_ARG(raised->champ),
		motif && motif->article.at ? ", " : "", TEXT_ARG(motif ? motif->article : TEXT_ABSENT),
		fr.at ? SAY(why, " : ", ": ") : "", TEXT_ARG(fr), motif ? "\n→ " : "",
		TEXT_ARG(motif ? motif->suite : TEXT_ABSENT));
}

static const char *
mark_of(const struct raised *raised)
{
	return text_is(raised->niveau, "avis") ? "!" : "✗";
}

static void
add_motifs(const struct why *why, struct tree *tree, unsigned depth, const struct raised *motifs,
	unsigned count)
{
	char lines[SAY_LIST];

	for (unsigned i = 0; i < count; i++) {
		motif_lines(why, &motifs[i], lines);
		tree_add(tree, depth, "%s motif %s", mark_of(&motifs[i]), lines);
	}
}

/* ---- Rules */

static void
add_rule(const struct why *why, struct tree *tree, unsigned depth, const struct looked *looked)
{
	struct text sentence = say_regle(why, looked->regle);
	char article[256], inputs[SAY_LIST], taken[SAY_LIST] = "", where[256];

	say_values(why, looked->entrees, why->brief ? 0 : looked->entree_count, inputs);
	for (unsigned i = 0; i < looked->pris_count; i++) {
		snprintf(where, sizeof(where), "%.*s", TEXT_ARG(looked->pris[i]));
		list_add(taken, ", ", where);
	}
	tree_add(tree, depth, "%s %.*s%s%s%s%.*s%s%s%s%s", looked->motif_count ? mark_of(looked->motifs) : "✓",
		TEXT_ARG(looked->regle), *say_article(why, looked, article) ? " " : "", article,
		sentence.at ? " — " : "", TEXT_ARG(sentence), *inputs ? "\n" : "", inputs,
		*taken ? SAY(why, "\npris dans ", "\ntaken from ") : "", taken);
	add_motifs(why, tree, depth + 1, looked->motifs, looked->motif_count);
}

static bool
is_about(const struct looked *looked)
{
	return !looked->condition.at;
}

static bool
was_listed(const struct explained *line, unsigned index)
{
	for (unsigned i = 0; i < index; i++)
		if (text_equal(line->regles[i].condition, line->regles[index].condition))
			return true;
	return false;
}

/* The rules that do not concern the act, by the condition that it does not meet. */
static void
add_unmet(const struct why *why, struct tree *tree, unsigned depth, const struct explained *line)
{
	for (unsigned i = 0; i < line->regle_count; i++) {
		struct text condition = line->regles[i].condition;
		char list[SAY_LIST] = "", item[300], article[256];

		if (!condition.at || was_listed(line, i))
			continue;
		for (unsigned j = i; j < line->regle_count; j++) {
			if (!text_equal(line->regles[j].condition, condition))
				continue;
			snprintf(item, sizeof(item), "%.*s%s%s", TEXT_ARG(line->regles[j].regle),
				*say_article(why, &line->regles[j], article) ? " " : "", article);
			list_add(list, ", ", item);
		}
		condition = say_condition(why, condition);
		tree_add(tree, depth, SAY(why, "· sans objet, condition non remplie\u00a0: «\u00a0%.*s\u00a0»\n%s",
			"· not about it, condition not met: \"%.*s\"\n%s"), TEXT_ARG(condition), list);
	}
}

static bool
shows(const struct why *why, const struct looked *looked)
{
	return is_about(looked) && (!why->brief || looked->motif_count || looked->pris_count);
}

/* In short, a stage that let the act pass without anything to show is left out. */
static bool
is_worth_a_line(const struct why *why, const struct explained *line, const char *sum)
{
	bool worth = !why->brief || *sum || line->motif_count
		|| !text_is(line->statut, statut_name(STATUT_ACCEPTED));

	for (unsigned i = 0; !worth && i < line->regle_count; i++)
		worth = shows(why, &line->regles[i]);
	return worth;
}

static void
add_stage(const struct why *why, struct tree *tree, const struct explained *line, const char *sum)
{
	const struct valued *ref = explained_wrote(line, "tarif_ref");
	char written[SAY_LIST];

	if (!is_worth_a_line(why, line, sum))
		return;
	say_values(why, line->ecrit, line->ecrit_count, written);
	tree_add(tree, 1, SAY(why, "%.*s : %s", "%.*s: %s"), TEXT_ARG(line->etape), say_statut(why, line->statut));
	for (unsigned i = 0; i < line->regle_count; i++)
		if (shows(why, &line->regles[i]))
			add_rule(why, tree, 2, &line->regles[i]);
	add_motifs(why, tree, 2, line->motifs, line->motif_count);
	if (!why->brief)
		add_unmet(why, tree, 2, line);
	if (*sum)
		tree_add(tree, 2, "%s%s%.*s", sum, ref ? "\n" : "", TEXT_ARG(ref ? ref->text : TEXT_ABSENT));
	if (*written && !why->brief)
		tree_add(tree, 2, SAY(why, "écrit : %s", "writes: %s"), written);
}

void
trace_text(const struct why *why, const struct explained *line)
{
	struct tree tree = {0};

	tree_add(&tree, 0, SAY(why, "Acte %.*s (%.*s)", "Act %.*s (%.*s)"), TEXT_ARG(line->acte_ref),
		TEXT_ARG(line->id));
	add_stage(why, &tree, line, "");
	if (!text_is(line->livre, why->book.hash))
		tree_add(&tree, 1, SAY(why, "attention : jugé sous le livre %.12s ; les phrases sont de %.12s",
			"note: judged under book %.12s; sentences are those of %.12s"),
			line->livre.at ? line->livre.at : "?", why->book.hash);
	tree_print(&tree);
	tree_free(&tree);
}

/* ---- The act */

static void
put_part(char line[SAY_LIST], const char *before, struct text value)
{
	size_t len = strlen(line);

	if (text_given(value))
		snprintf(line + len, SAY_LIST - len, "%s%.*s", before, TEXT_ARG(value));
}

/* Of a row that could not be read, only the id is known. */
static void
add_name(const struct why *why, struct tree *tree, const struct acte *acte)
{
	char line[SAY_LIST], day[SAY_SIZE];

	snprintf(line, sizeof(line), "%s", SAY(why, "Acte", "Act"));
	put_part(line, " ", acte->seen.acte_ref);
	put_part(line, " ", acte->seen.id);
	put_part(line, SAY(why, " : ", ": "), acte->acte_code);
	put_part(line, SAY(why, " du ", " of "), text_of(say_day(why, acte->date_soins, day)));
	put_part(line, ", ", acte->site);
	put_part(line, ", structure ", acte->seen.structure);
	tree_add(tree, 0, "%s", line);
}

static void
add_head(const struct why *why, struct tree *tree, const struct acte *acte)
{
	const struct emission *e = &acte->emission;
	char day[SAY_SIZE], euros[SAY_SIZE];

	add_name(why, tree, acte);
	if (acte->seen.billed)
		tree_add(tree, 0, SAY(why, "FACTURÉ : %s à %.*s (%.*s, %.*s)",
			"BILLED: %s to %.*s (%.*s, %.*s)"), say_euros(why, acte->amo_cents, euros),
			TEXT_ARG(acte->place.payeur), TEXT_ARG(acte->place.support),
			TEXT_ARG(acte->place.periode));
	else
		tree_add(tree, 0, SAY(why, "%s par %.*s : %.*s", "%s by %.*s: %.*s"),
			text_is(acte->seen.statut, "held") ? SAY(why, "RETENU", "HELD")
				: SAY(why, "REJETÉ", "REJECTED"),
			TEXT_ARG(acte->seen.etape), TEXT_ARG(acte->seen.motif));
	tree_add(tree, 1, SAY(why, "émission %lld, jugée au %s ; livre de règles %.*s %.12s ; source %.*s",
		"emission %lld, judged at %s; rule book %.*s %.12s; source %.*s"), (long long)e->numero,
		say_day(why, e->as_of, day), TEXT_ARG(e->livre_nom), e->livre.at, TEXT_ARG(e->source));
	if (why->today && !text_is(e->livre, why->book.hash))
		tree_add(tree, 1, SAY(why, "rejugé ici sous le livre d'aujourd'hui, %.12s",
			"judged again here under the book of today, %.12s"), why->book.hash);
}

/* Rows of the ledger, each as a line. */
static void
add_payments(const struct why *why, struct tree *tree, const struct acte *acte)
{
	struct query *query = query_new(why->db, "SELECT virement.id, virement.date_comptable, affectation.cents"
		" FROM affectation JOIN virement ON virement.numero = affectation.virement"
		" WHERE affectation.lot = ?1 ORDER BY virement.numero");

	query_int(query, 1, acte->place.lot_numero);
	while (query_row(query)) {
		char euros[SAY_SIZE], day[SAY_SIZE];

		tree_add(tree, 2, SAY(why, "virement %.*s du %s : %s", "transfer %.*s of %s: %s"),
			TEXT_ARG(column_text(query, 0)), say_day(why, column_text(query, 1), day),
			say_euros(why, column_int(query, 2), euros));
	}
	query_free(query);
}

static void
add_files(const struct why *why, struct tree *tree, const struct acte *acte)
{
	struct query *query = known_files(why, acte);

	while (query_row(query)) {
		tree_add(tree, 2, "%.*s", TEXT_ARG(column_text(query, 0)));
		tree_add(tree, 3, "SHA-256 %.*s", TEXT_ARG(column_text(query, 1)));
	}
	query_free(query);
}

/* Art. 17: what took the place of what. */
static void
add_chain(const struct why *why, struct tree *tree, const struct acte *acte)
{
	struct query *query = known_chain(why, acte);

	while (query_row(query)) {
		struct text genre = column_text(query, CHAIN_GENRE);
		bool annule = text_is(genre, "annulation");
		char euros[SAY_SIZE];

		tree_add(tree, 2, SAY(why, "%.*s (%s%s) : lot %.*s, facture %lld, ligne %lld, %s",
			"%.*s (%s%s): lot %.*s, invoice %lld, line %lld, %s"),
			TEXT_ARG(column_text(query, CHAIN_REF)),
			annule ? SAY(why, "annulation", "void") : genre.at,
			column_int(query, CHAIN_THIS) ? SAY(why, ", cet acte", ", this act") : "",
			TEXT_ARG(column_text(query, CHAIN_LOT)), (long long)column_int(query, CHAIN_FACTURE),
			(long long)column_int(query, CHAIN_LIGNE),
			say_euros(why, column_int(query, CHAIN_AMO), euros));
	}
	query_free(query);
}

static void
add_place(const struct why *why, struct tree *tree, const struct acte *acte)
{
	const struct billing *p = &acte->place;
	char due[SAY_SIZE], paid[SAY_SIZE];
	const char *state = p->reste_cents > 0 && p->paye_cents > 0 ? SAY(why, "payé en partie", "paid in part")
		: p->reste_cents > 0 ? SAY(why, "impayé", "unpaid")
		: p->paye_cents || !p->rejete_cents ? SAY(why, "payé", "paid")
		: SAY(why, "refusé par la caisse", "refused by the caisse");

	tree_add(tree, 1, SAY(why, "emit : lot %.*s, facture %lld, ligne %lld",
		"emit: lot %.*s, invoice %lld, line %lld"), TEXT_ARG(p->lot), (long long)p->facture,
		(long long)p->ligne);
	add_chain(why, tree, acte);
	if (!why->brief)
		add_files(why, tree, acte);
	tree_add(tree, 1, SAY(why, "paiement : lot %s, %s dus, %s reçus", "payment: lot %s, %s due, %s received"),
		state, say_euros(why, p->lot_cents, due), say_euros(why, p->paye_cents, paid));
	add_payments(why, tree, acte);
	chain_text(why, tree, acte);
}

/* emit's own refusal, and any that was not replayed: as the record has it. */
static void
add_recorded(const struct why *why, struct tree *tree, const struct acte *acte)
{
	struct record_defect found[DEFECTS_MAX];
	unsigned count = record_defects(&acte->record, F_MOTIFS, found, DEFECTS_MAX);

	if (acte->replayed && !text_is(acte->seen.etape, "emit"))
		return;
	tree_add(tree, 1, SAY(why, "%.*s : %s", "%.*s: %s"), TEXT_ARG(acte->seen.etape), say_statut(why, acte->seen.statut));
	for (unsigned i = 0; i < count; i++) {
		const struct motif *motif = motif_find(&why->book.motifs, found[i].code);
		const char *level = motif && motif->level == MOTIF_HOLD ? "hold" : "reject";
		const struct raised raised = {found[i].code, found[i].champ, text_of(level)};

		add_motifs(why, tree, 2, &raised, 1);
	}
}

static void
add_others(const struct why *why, struct tree *tree, const struct acte *acte)
{
	for (size_t i = 0; i < acte->other_count; i++) {
		const struct seen *o = &acte->others[i];

		if (o->emission == acte->seen.emission && text_equal(o->id, acte->seen.id)
			&& o->billed == acte->seen.billed)
			continue;
		if (o->billed)
			tree_add(tree, 1, SAY(why, "aussi : %.*s, facturé par l'émission %lld",
				"also: %.*s, billed by emission %lld"), TEXT_ARG(o->id), (long long)o->emission);
		else
			tree_add(tree, 1, SAY(why, "aussi : %.*s, %s par %.*s (%.*s), émission %lld",
				"also: %.*s, %s by %.*s (%.*s), emission %lld"), TEXT_ARG(o->id),
				say_statut(why, o->statut), TEXT_ARG(o->etape), TEXT_ARG(o->motif),
				(long long)o->emission);
	}
}

static void
add_agreement(const struct why *why, struct tree *tree, const struct acte *acte)
{
	const struct replayed *v = &acte->verdict;
	char euros[SAY_SIZE];

	if (acte->agreement == AGREES)
		tree_add(tree, 1, SAY(why, "rejugé depuis %.*s : même résultat", "judged again from %.*s: the same result"),
			TEXT_ARG(acte->from));
	else if (acte->agreement == DIFFERS && v->etape.at)
		tree_add(tree, 1, SAY(why, "rejugé depuis %.*s : AUTRE RÉSULTAT, %s par %.*s",
			"judged again from %.*s: ANOTHER RESULT, %s by %.*s"), TEXT_ARG(acte->from),
			say_statut(why, text_of(statut_name(v->statut))), TEXT_ARG(v->etape));
	else if (acte->agreement == DIFFERS)
		tree_add(tree, 1, SAY(why, "rejugé depuis %.*s : AUTRE RÉSULTAT, accepté pour %s (%.*s, %.*s, %.*s)",
			"judged again from %.*s: ANOTHER RESULT, accepted for %s (%.*s, %.*s, %.*s)"),
			TEXT_ARG(acte->from), say_euros(why, v->amo_cents, euros), TEXT_ARG(v->payeur),
			TEXT_ARG(v->support), TEXT_ARG(v->periode));
}

void
page_text(const struct why *why, const struct acte *acte)
{
	struct tree tree = {0};
	char sum[512];

	say_arithmetic(why, acte, sum);
	add_head(why, &tree, acte);
	for (unsigned i = 0; i < acte->line_count; i++)
		add_stage(why, &tree, acte->lines[i], explained_wrote(acte->lines[i], "amo_cents") ? sum : "");
	if (acte->seen.billed && !acte->verdict.priced)
		tree_add(&tree, 1, SAY(why, "prix enregistré : %s\n%.*s", "recorded price: %s\n%.*s"), sum,
			TEXT_ARG(acte->tarif_ref));
	if (acte->seen.billed)
		add_place(why, &tree, acte);
	else
		add_recorded(why, &tree, acte);
	add_others(why, &tree, acte);
	add_agreement(why, &tree, acte);
	for (enum limit limit = LIMIT_INGEST; limit < LIMIT_COUNT; limit++)
		if (acte->limits[limit] && !(why->brief && (limit == LIMIT_INGEST || limit == LIMIT_EMIT)))
			tree_add(&tree, 1, SAY(why, "limite : %s", "limit: %s"), say_limit(why, limit));
	tree_print(&tree);
	putchar('\n');
	tree_free(&tree);
}
