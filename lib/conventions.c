#include "conventions.h"

#include "actes.h"
#include "config.h"
#include "rib.h"

#include <stdlib.h>

/* The bits of actes.h, in their order. */
static const char *const activites[] = {"pmi", "cpef", "pegase", NULL};

struct row {
	struct convention convention;
	const struct config_node *node, *imputations;
};

#define IMPUTATION(name, type, max) \
	{#name, type, offsetof(struct imputation, name), false, 1, max, NULL}

static void
load_imputation(struct imputation *imputation, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"activite", CONFIG_NAMES, offsetof(struct imputation, activite), false, 0, 0,
			activites},
		IMPUTATION(operation, CONFIG_TEXT, 40),
		IMPUTATION(compte, CONFIG_TEXT, 40),
		IMPUTATION(texte, CONFIG_TEXT, 80),
		IMPUTATION(article, CONFIG_TEXT, 200),
		{"source", CONFIG_SOURCE, offsetof(struct imputation, source), false, 0, 0, NULL},
		{.name = NULL},
	};

	config_bind(node, keys, imputation);
	imputation->where = text_of(config_where(node));
}

/* One line of the budget an activity. */
static void
load_imputations(struct row *row, const struct config *config)
{
	size_t i, count = row->imputations ? config_count(row->imputations) : 0;
	struct imputation *at = config_alloc(config, (count + 1) * sizeof *at);
	unsigned seen = 0;

	for (i = 0; i < count; i++) {
		load_imputation(&at[i], config_item(row->imputations, i));
		if (seen & at[i].activite)
			config_die(config_item(row->imputations, i),
				"a second budget line for one activity");
		seen |= at[i].activite;
	}
	row->convention.imputations = at;
	row->convention.imputation_count = count;
}

#define CONVENTION(name, type, optional, min, max) \
	{#name, type, offsetof(struct row, convention.name), optional, min, max, NULL}

static const struct config_key convention_keys[] = {
	CONVENTION(id, CONFIG_TEXT, false, 1, 20),
	CONVENTION(libelle, CONFIG_TEXT, false, 1, 200),
	CONVENTION(deliberation, CONFIG_TEXT, true, 1, 200),
	{"activites", CONFIG_NAMES, offsetof(struct row, convention.activites), false, 0, 0,
		activites},
	CONVENTION(du, CONFIG_DATE, true, 0, 0),
	CONVENTION(au, CONFIG_DATE, true, 0, 0),
	CONVENTION(duree_annees, CONFIG_INT, false, 1, 30),
	CONVENTION(reconduction_annees, CONFIG_INT, true, 1, 30),
	CONVENTION(denoncee_le, CONFIG_DATE, true, 0, 0),
	CONVENTION(preavis_mois, CONFIG_INT, false, 0, 24),
	CONVENTION(regles, CONFIG_YESNO, false, 0, 0),
	CONVENTION(tarif_unique, CONFIG_TEXT, true, 1, 40),
	CONVENTION(article, CONFIG_TEXT, false, 1, 200),
	CONVENTION(source, CONFIG_SOURCE, false, 0, 0),
	{"imputations", CONFIG_NODE, offsetof(struct row, imputations), true, 0, 0, NULL},
	{.name = NULL},
};

static void
load_convention(struct row *row, const struct config *config, const struct config_node *node)
{
	struct convention *convention = &row->convention;
	day_t last;

	convention->du = convention->au = convention->denoncee_le = DAY_NONE;
	config_bind(node, convention_keys, row);
	convention->where = text_of(config_where(node));
	row->node = node;
	load_imputations(row, config);
	last = convention_last(convention);
	if (last != DAY_NONE && last < convention->du)
		config_die(node, "ends before it begins");
}

static bool
overlap(const struct convention *a, const struct convention *b)
{
	day_t a_last = convention_last(a), b_last = convention_last(b);

	return (a->activites & b->activites) && a->du != DAY_NONE && b->du != DAY_NONE
		&& (a_last == DAY_NONE || b->du <= a_last)
		&& (b_last == DAY_NONE || a->du <= b_last);
}

static void
check_row(const struct row *rows, size_t index)
{
	size_t i;

	for (i = 0; i < index; i++) {
		if (text_equal(rows[i].convention.id, rows[index].convention.id))
			config_die_both(rows[index].node, rows[i].node, "the same id twice");
		if (overlap(&rows[i].convention, &rows[index].convention))
			config_die_both(rows[index].node, rows[i].node,
				"two conventions of one activity on one day");
	}
}

#define COMPTE(name) {#name, CONFIG_TEXT, offsetof(struct compte, name), false, 1, 120, NULL}

/* A payment that goes to another account is a loss nobody sees: the keys are checked first. */
static void
load_compte(struct compte *compte, const struct config_node *node)
{
	static const struct config_key keys[] = {
		COMPTE(titulaire), COMPTE(banque), COMPTE(guichet), COMPTE(compte), COMPTE(cle),
		COMPTE(iban), COMPTE(article),
		{"source", CONFIG_SOURCE, offsetof(struct compte, source), false, 0, 0, NULL},
		{.name = NULL},
	};
	int64_t cle = 0;

	config_bind(node, keys, compte);
	if (!text_digits(compte->cle, 2) || !text_to_int(compte->cle, 1, 97, &cle)
		|| (int64_t)rib_key(compte->banque, compte->guichet, compte->compte) != cle)
		config_die(config_under(node, "cle"), "the RIB key of the account is wrong");
	if (!iban_fr_ok(compte->iban))
		config_die(node, "the IBAN is wrong");
	if (!iban_fr_is(compte->iban, compte->banque, compte->guichet, compte->compte))
		config_die(node, "the IBAN is that of another account");
}

struct root {
	const struct config_node *conventions, *compte;
};

void
conventions_load(struct conventions *conventions, const char *dir)
{
	static const struct config_key keys[] = {
		{"conventions", CONFIG_NODE, offsetof(struct root, conventions), false, 0, 0, NULL},
		{"compte", CONFIG_NODE, offsetof(struct root, compte), false, 0, 0, NULL},
		{.name = NULL},
	};
	struct config *config = config_open(dir, "conventions.yaml");
	struct root root = {0};
	struct convention *at;
	struct row *rows;
	size_t i;

	config_bind(config_root(config), keys, &root);
	conventions->count = config_count(root.conventions);
	rows = config_alloc(config, (conventions->count + 1) * sizeof *rows);
	at = config_alloc(config, (conventions->count + 1) * sizeof *at);
	for (i = 0; i < conventions->count; i++) {
		load_convention(&rows[i], config, config_item(root.conventions, i));
		check_row(rows, i);
		at[i] = rows[i].convention;
	}
	conventions->at = at;
	load_compte(&conventions->compte, root.compte);
}

/* There are a handful of conventions: looked through in the order of the file. */
const struct convention *
conventions_find(const struct conventions *conventions, struct text id)
{
	size_t i;

	for (i = 0; i < conventions->count; i++)
		if (text_given(id) && text_equal(conventions->at[i].id, id))
			return &conventions->at[i];
	return NULL;
}

/*
 * A renewed convention has no last day of its own: each period follows the one before (art. 19).
 * A notice counted in months ends on the day of the same number, that day included (art. 20;
 * art. 641 and 642 of the code de procédure civile [recalled, 85 %]).
 */
day_t
convention_last(const struct convention *convention)
{
	day_t last = convention->au, ended;

	if (convention->du == DAY_NONE)
		return DAY_NONE;
	if (last == DAY_NONE && !convention->reconduction_annees)
		last = day_add_months(convention->du, 12 * (int)convention->duree_annees) - 1;
	if (convention->denoncee_le == DAY_NONE)
		return last;
	ended = day_add_months(convention->denoncee_le, (int)convention->preavis_mois);
	return last == DAY_NONE || ended < last ? ended : last;
}

/* An unsigned convention may cover any day until its end. */
static bool
covers(const struct convention *convention, day_t day)
{
	day_t last = convention->du == DAY_NONE ? convention->au : convention_last(convention);

	return convention->du <= day && (last == DAY_NONE || day <= last);
}

/* A convention that has its dates comes before one that waits for its signature. */
enum convention_state
conventions_at(const struct conventions *conventions, unsigned activite, day_t day,
	const struct convention **convention)
{
	enum convention_state state = CONVENTION_NONE;
	size_t i;

	*convention = NULL;
	for (i = 0; i < conventions->count; i++) {
		const struct convention *one = &conventions->at[i];

		if (!(one->activites & activite) || !covers(one, day))
			continue;
		*convention = one;
		state = CONVENTION_UNSIGNED;
		if (one->du != DAY_NONE)
			return one->regles ? CONVENTION_IN_FORCE : CONVENTION_EARLIER;
	}
	return state;
}

const struct imputation *
convention_imputation(const struct convention *convention, unsigned activite)
{
	size_t i;

	for (i = 0; i < convention->imputation_count; i++)
		if (convention->imputations[i].activite & activite)
			return &convention->imputations[i];
	return NULL;
}
