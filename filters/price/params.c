#include "params.h"

#include <stdio.h>

#include "interpretations.h"

struct root {
	const struct config_node *maternite, *exonerations, *ame, *ist, *vaccin;
};

struct section { /* of taux.yaml: rates, and what every section says of itself */
	struct price_taux taux;
	const struct config_node *ror, *grippe;
	struct text article, source;
};

#define RATE(name, field) \
	{name, CONFIG_RATE, offsetof(struct section, taux.field), false, 0, 10000, NULL}
#define COUNT(name, field, min, max) \
	{name, CONFIG_INT, offsetof(struct section, taux.field), false, min, max, NULL}
#define NODE(name, field) {name, CONFIG_NODE, offsetof(struct section, field), false, 0, 0, NULL}
#define ARTICLE {"article", CONFIG_TEXT, offsetof(struct section, article), false, 1, 120, NULL}
#define SOURCE {"source", CONFIG_SOURCE, offsetof(struct section, source), false, 0, 0, NULL}

static const struct config_key maternite_keys[] = {
	RATE("taux", maternite_bp),
	COUNT("debut_mois", maternite_debut_mois, 1, 9),
	COUNT("jours_apres_accouchement", maternite_jours_apres, 0, 366),
	ARTICLE, SOURCE, {0},
};
static const struct config_key ame_keys[] = {RATE("taux", ame_bp), SOURCE, {0}};
static const struct config_key ist_keys[] = {RATE("taux", ist_bp), ARTICLE, SOURCE, {0}};
static const struct config_key vaccin_keys[] = {
	RATE("plafond", vaccin_plafond_bp),
	NODE("ror", ror),
	NODE("grippe", grippe),
	ARTICLE, SOURCE, {0},
};
static const struct config_key ror_keys[] = {
	RATE("taux", ror_bp), COUNT("age_max", ror_age_max, 0, 120), {0},
};
static const struct config_key grippe_keys[] = {RATE("taux", grippe_bp), {0}};

static void
exonerations_read(const struct config *config, const struct config_node *list,
	struct price_taux *taux)
{
	struct row {
		struct exoneration exoneration;
		struct text source;
	} row = {0};
	static const struct config_key keys[] = {
		{"code", CONFIG_TEXT, offsetof(struct row, exoneration.code), false, 1, 2, NULL},
		{"taux", CONFIG_RATE, offsetof(struct row, exoneration.taux_bp), false, 0, 10000,
			NULL},
		{"source", CONFIG_SOURCE, offsetof(struct row, source), false, 0, 0, NULL},
		{0},
	};
	size_t count = config_count(list);
	struct exoneration *at = config_alloc(config, (count + 1) * sizeof *at);

	for (size_t i = 0; i < count; i++) {
		config_bind(config_item(list, i), keys, &row);
		at[i] = row.exoneration;
		at[i].where = text_of(config_where(config_item(list, i)));
	}
	taux->exonerations = at;
	taux->exoneration_count = count;
}

static struct text
ref_of(const struct config *config, const char *section, struct text article)
{
	size_t size = article.len + 64;
	char *ref = config_alloc(config, size);

	snprintf(ref, size, "taux.yaml %s, %.*s", section, TEXT_ARG(article));
	return text_of(ref);
}

void
taux_load(struct price_taux *taux, const char *dir)
{
	static const struct config_key keys[] = {
		{"maternite", CONFIG_NODE, offsetof(struct root, maternite), false, 0, 0, NULL},
		{"exonerations", CONFIG_NODE, offsetof(struct root, exonerations), false, 0, 0,
			NULL},
		{"ame", CONFIG_NODE, offsetof(struct root, ame), false, 0, 0, NULL},
		{"ist", CONFIG_NODE, offsetof(struct root, ist), false, 0, 0, NULL},
		{"vaccin", CONFIG_NODE, offsetof(struct root, vaccin), false, 0, 0, NULL},
		{0},
	};
	struct config *config = config_open(dir, "taux.yaml");
	struct root root = {0};
	struct section section = {0};

	config_bind(config_root(config), keys, &root);
	config_bind(root.maternite, maternite_keys, &section);
	config_bind(root.ame, ame_keys, &section);
	config_bind(root.vaccin, vaccin_keys, &section);
	config_bind(section.ror, ror_keys, &section);
	config_bind(section.grippe, grippe_keys, &section);
	config_bind(root.ist, ist_keys, &section);
	*taux = section.taux;
	taux->where = (struct price_taux_where){
		.maternite = text_of(config_where(root.maternite)),
		.ame = text_of(config_where(root.ame)),
		.ist = text_of(config_where(root.ist)),
		.vaccin = text_of(config_where(root.vaccin)),
		.ror = text_of(config_where(section.ror)),
		.grippe = text_of(config_where(section.grippe)),
	};
	taux->ist_ref = ref_of(config, "ist", section.article);
	exonerations_read(config, root.exonerations, taux);
}

void
params_load(struct price_params *params, const char *dir)
{
	struct interpretations readings;

	actes_load(&params->actes, dir);
	tarifs_load(&params->tarifs, dir);
	vaccins_load(&params->vaccins, dir);
	marche_load(&params->marche, dir, &params->vaccins);
	taux_load(&params->taux, dir);
	interpretations_load(&readings, dir);
	params->taux.vaccin_au_plafond = interpretation_is(&readings, "C23", "plafond");
	conventions_load(&params->conventions, dir);
	publics_load(&params->publics, dir);
}

void
params_as_of(struct price_params *params, day_t as_of)
{
	params->actes.as_of = params->tarifs.as_of = params->marche.as_of = as_of;
}
