/*
 * actes - annexe 1.1 (config/actes.yaml)
 */
#include "actes.h"

#include <stdio.h>
#include <stdlib.h>

#include "config.h"

/* As field.h lists the values of executant_profession and of activite. */
#define PROFESSIONS(NAME) \
	NAME("medecin-generaliste") NAME("pediatre") NAME("gynecologue") NAME("medecin") NAME("sage-femme") \
	NAME("infirmier")
#define ACTIVITES(NAME) NAME("pmi") NAME("cpef") NAME("pegase")

#define STRING(name) name,
const char *const profession_names[] = {PROFESSIONS(STRING) NULL};
static const char *const activites[] = {ACTIVITES(STRING) NULL};

#define LENGTH_KNOWN(name) {name, sizeof(name) - 1}, /* every act asks */
static const struct text profession_texts[] = {PROFESSIONS(LENGTH_KNOWN) {NULL, 0}};
static const struct text activite_texts[] = {ACTIVITES(LENGTH_KNOWN) {NULL, 0}};

static const char *const familles[] = {
	[ACTE_EXAMEN] = "examen",
	[ACTE_CONSULTATION] = "consultation",
	[ACTE_MAJORATION] = "majoration",
	[ACTE_SUIVI] = "suivi",
	[ACTE_SOIN] = "soin",
	[ACTE_CONTRACEPTION] = "contraception",
	[ACTE_IVG] = "ivg",
	[ACTE_IST] = "ist",
	[ACTE_VACCIN] = "vaccin",
	NULL,
};
static const char *const natures[] = {
	[NATURE_MALADIE] = "maladie",
	[NATURE_MATERNITE] = "maternite",
	[NATURE_SELON_SITUATION] = "selon-situation",
	NULL,
};
static const char *const tarifs[] = {
	[ACTE_TARIF_TABLE] = "table",
	[ACTE_TARIF_LIBRE] = "libre",
	NULL,
};
static const char *const unites[] = {[ACTE_JOURS] = "jours", [ACTE_MOIS] = "mois", NULL};

static unsigned
bit_of(struct text value, const struct text *names)
{
	for (unsigned i = 0; value.at && names[i].at; i++)
		if (text_equal(value, names[i]))
			return 1u << i;
	return 0;
}

unsigned
profession_bit(struct text profession)
{
	return bit_of(profession, profession_texts);
}

unsigned
activite_bit(struct text activite)
{
	return bit_of(activite, activite_texts);
}

/* ---- The table, asked */

static bool
in_force(const struct acte *acte, day_t at)
{
	return (acte->du == DAY_NONE || acte->du <= at) && (acte->au == DAY_NONE || at <= acte->au);
}

enum acte_found
actes_find(const struct actes *actes, struct text code, day_t at, const struct acte **acte)
{
	struct slot slot = slot_of(actes->slots, actes->count, code);
	const struct acte *last = NULL;

	*acte = NULL;
	for (size_t i = slot.from; i < slot.to; i++) {
		const struct acte *row = &actes->at[i];

		if (!text_equal(row->code, code) || row->connu_le > actes->as_of)
			continue;
		*acte = row;
		if (in_force(row, at) && (!last || row->connu_le > last->connu_le))
			last = row;
	}
	if (last)
		*acte = last;
	return last ? ACTE_FOUND : *acte ? ACTE_CLOSED : ACTE_UNKNOWN;
}

/* The day an age begins. A day that its month does not have is the first of the next month, as
 * day_age() has it: born on 29 February, 72 months on 1 March. */
day_t
acte_day_of_age(day_t birth, unsigned unite, int64_t age)
{
	day_t day;

	if (unite == ACTE_JOURS)
		return birth + (day_t)age;
	day = day_add_months(birth, (int)age);
	if (day == DAY_NONE)
		return DAY_NONE;
	return day_civil(day).day < day_civil(birth).day ? day + 1 : day;
}

/* Whole months between two days: those for which acte_day_of_age() has come. */
static int64_t
months_between(day_t birth, day_t at)
{
	struct civil b = day_civil(birth), a = day_civil(at);

	return 12 * (a.year - b.year) + a.month - b.month - (a.day < b.day);
}

const struct acte_fenetre *
acte_fenetre_at(const struct acte *acte, day_t birth, day_t at)
{
	int64_t ages[2];

	if (birth == DAY_NONE || at == DAY_NONE || !acte->fenetre_count)
		return NULL;
	ages[ACTE_JOURS] = (int64_t)at - birth;
	ages[ACTE_MOIS] = months_between(birth, at);
	for (size_t i = 0; i < acte->fenetre_count; i++) {
		const struct acte_fenetre *f = &acte->fenetres[i];

		if (f->de <= ages[f->unite] && ages[f->unite] < f->a)
			return f;
	}
	return NULL;
}

/* ---- The table, read */

struct row {
	struct acte acte;
	const struct config_node *node, *fenetres;
	struct text article, source;
};

#define KEY(name, type, field, optional, min, max, names) \
	{name, type, offsetof(struct row, field), optional, min, max, names}

static const struct config_key row_keys[] = {
	KEY("code", CONFIG_TEXT, acte.code, false, 1, 20, NULL),
	KEY("libelle", CONFIG_TEXT, acte.libelle, false, 1, 120, NULL),
	KEY("libelle_neutre", CONFIG_TEXT, acte.libelle_neutre, true, 1, 120, NULL),
	KEY("famille", CONFIG_NAME, acte.famille, false, 0, 0, familles),
	KEY("activites", CONFIG_NAMES, acte.activites, false, 0, 0, activites),
	KEY("professions", CONFIG_NAMES, acte.professions, true, 0, 0, profession_names),
	KEY("nature", CONFIG_NAME, acte.nature, false, 0, 0, natures),
	KEY("taux", CONFIG_RATE, acte.taux_bp, false, 0, 10000, NULL),
	KEY("tarif", CONFIG_NAME, acte.tarif, false, 0, 0, tarifs),
	KEY("coefficient", CONFIG_YESNO, acte.coefficient, true, 0, 0, NULL),
	KEY("semaines", CONFIG_YESNO, acte.semaines, true, 0, 0, NULL),
	KEY("medicaments", CONFIG_YESNO, acte.medicaments, true, 0, 0, NULL),
	KEY("du", CONFIG_DATE, acte.du, true, 0, 0, NULL),
	KEY("au", CONFIG_DATE, acte.au, true, 0, 0, NULL),
	KEY("connu_le", CONFIG_DATE, acte.connu_le, true, 0, 0, NULL),
	KEY("fenetres", CONFIG_NODE, fenetres, true, 0, 0, NULL),
	KEY("article", CONFIG_TEXT, article, false, 1, 80, NULL),
	KEY("source", CONFIG_SOURCE, source, false, 0, 0, NULL),
	{0},
};

#define FENETRE_KEY(name, type, field, optional, min, max, names) \
	{name, type, offsetof(struct acte_fenetre, field), optional, min, max, names}

static const struct config_key fenetre_keys[] = {
	FENETRE_KEY("unite", CONFIG_NAME, unite, false, 0, 0, unites),
	FENETRE_KEY("de", CONFIG_INT, de, false, 0, 2000, NULL),
	FENETRE_KEY("a", CONFIG_INT, a, false, 1, 2000, NULL),
	FENETRE_KEY("nature", CONFIG_NAME, nature, true, 0, 0, natures),
	{0},
};

static void
fenetres_read(struct config *config, const struct config_node *list, struct acte *acte)
{
	size_t count = config_count(list);
	struct acte_fenetre *at = config_alloc(config, count * sizeof *at);

	for (size_t i = 0; i < count; i++) {
		const struct config_node *node = config_item(list, i);

		at[i].nature = acte->nature;
		config_bind(node, fenetre_keys, &at[i]);
		if (at[i].a <= at[i].de)
			config_die(node, "the age window ends before it begins (`a` is exclusive)");
	}
	acte->fenetres = at;
	acte->fenetre_count = count;
}

static struct text
ref_of(struct config *config, const struct row *row)
{
	const struct acte *acte = &row->acte;
	size_t size = acte->code.len + row->article.len + 64;
	char *ref = config_alloc(config, size), du[DAY_SIZE], connu_le[DAY_SIZE];

	snprintf(ref, size, "actes.yaml %.*s%s%s%s%s, %.*s", TEXT_ARG(acte->code),
		acte->du == DAY_NONE ? "" : " ", day_format(acte->du, du),
		acte->connu_le == DAY_NONE ? "" : " connu le ", day_format(acte->connu_le, connu_le),
		TEXT_ARG(row->article));
	return text_of(ref);
}

static void
row_read(struct config *config, const struct config_node *node, struct row *row)
{
	row->node = node;
	row->acte.du = row->acte.au = row->acte.connu_le = DAY_NONE;
	config_bind(node, row_keys, row);
	if (row->acte.du != DAY_NONE && row->acte.au != DAY_NONE && row->acte.au < row->acte.du)
		config_die(node, "act %.*s ends before it begins", TEXT_ARG(row->acte.code));
	row->acte.ref = ref_of(config, row);
	row->acte.where = text_of(config_where(node));
	if (row->fenetres)
		fenetres_read(config, row->fenetres, &row->acte);
}

/* By code, then by first day; DAY_NONE is the least day there is. */
static int
row_compare(const void *a, const void *b)
{
	const struct acte *left = &((const struct row *)a)->acte;
	const struct acte *right = &((const struct row *)b)->acte;
	int order = text_compare(left->code, right->code);

	return order ? order : (left->du > right->du) - (left->du < right->du);
}

static bool
overlap(const struct acte *a, const struct acte *b)
{
	return a->connu_le == b->connu_le && (a->au == DAY_NONE || b->du <= a->au)
		&& (b->au == DAY_NONE || a->du <= b->au);
}

static void
rows_check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct acte *acte = &rows[i].acte;

		for (size_t j = i + 1; j < count && text_equal(rows[j].acte.code, acte->code); j++)
			if (overlap(acte, &rows[j].acte))
				config_die_both(rows[j].node, rows[i].node,
					"act %.*s stands twice on one day", TEXT_ARG(acte->code));
	}
}

struct file {
	const struct config_node *actes;
};

static const struct config_key file_keys[] = {
	{"actes", CONFIG_NODE, offsetof(struct file, actes), false, 0, 0, NULL},
	{0},
};

void
actes_load(struct actes *actes, const char *dir)
{
	struct config *config = config_open(dir, "actes.yaml");
	struct file file = {0};
	struct row *rows;
	struct acte *at;
	size_t count;

	config_bind(config_root(config), file_keys, &file);
	count = config_count(file.actes);
	rows = config_alloc(config, count * sizeof *rows);
	at = config_alloc(config, count * sizeof *at);
	for (size_t i = 0; i < count; i++)
		row_read(config, config_item(file.actes, i), &rows[i]);
	qsort(rows, count, sizeof *rows, row_compare);
	rows_check(rows, count);
	for (size_t i = 0; i < count; i++)
		at[i] = rows[i].acte;
	*actes = (struct actes){at, count, DAY_MAX, config_slots(config, at, count, sizeof *at)};
}
