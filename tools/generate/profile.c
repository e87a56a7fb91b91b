#include "generate.h"

static const char *const yes_activites[] = {"pmi", "cpef", "pegase", NULL};
static const char *const lieux[] = {[SITE_MDS] = "mds", [SITE_CPEF] = "cpef", NULL};
static const char *const patients[] = {[ENFANT] = "enfant", [ADOLESCENTE] = "adolescente",
	[FEMME] = "femme", [ENCEINTE] = "enceinte", [POSTNATALE] = "postnatale", [ANONYME] = "anonyme",
	[PEGASE] = "pegase", [PATIENT_COUNT] = NULL};

struct top {
	struct text source;
	const struct config_node *organismes, *genres, *fautes;
	struct profile profile;
};

#define TOP(member) offsetof(struct top, profile.member)

static const struct config_key top_keys[] = {
	{"source", CONFIG_SOURCE, offsetof(struct top, source), .min = 0},
	{"du", CONFIG_DATE, TOP(du), .min = 0},
	{"au", CONFIG_DATE, TOP(au), .min = 0},
	{"actes", CONFIG_INT, TOP(actes), .min = 1, .max = 100000000},
	{"fautes_pour_mille", CONFIG_INT, TOP(fautes_pour_mille), .min = 0, .max = 1000},
	{"noms", CONFIG_LIST, TOP(noms), .min = 0},
	{"prenoms", CONFIG_LIST, TOP(prenoms), .min = 0},
	{"organismes", CONFIG_NODE, offsetof(struct top, organismes), .min = 0},
	{"executants", CONFIG_INT, TOP(executants), .min = 1, .max = 1000},
	{"genres", CONFIG_NODE, offsetof(struct top, genres), .min = 0},
	{"fautes", CONFIG_NODE, offsetof(struct top, fautes), .min = 0},
	{0},
};

struct read_genre {
	struct genre genre;
	const struct config_node *ages;
};

#define GENRE(member) offsetof(struct read_genre, genre.member)

static const struct config_key genre_keys[] = {
	{"nom", CONFIG_TEXT, GENRE(nom), .min = 0},
	{"poids", CONFIG_INT, GENRE(poids), .min = 1, .max = 1000000},
	{"activite", CONFIG_NAME, GENRE(activite), .names = yes_activites},
	{"lieu", CONFIG_NAME, GENRE(lieu), .names = lieux},
	{"patient", CONFIG_NAME, GENRE(patient), .names = patients},
	{"ages_jours", CONFIG_NODE, offsetof(struct read_genre, ages), .min = 0},
	{"actes", CONFIG_LIST, GENRE(actes), .min = 0},
	{"professions", CONFIG_LIST, GENRE(professions), .min = 0},
	{"cip13", CONFIG_LIST, GENRE(cip13), .optional = true},
	{"delegue", CONFIG_YESNO, GENRE(delegue), .optional = true},
	{"champs", CONFIG_NODE, GENRE(champs), .optional = true},
	{0},
};

static const struct config_key faute_keys[] = {
	{"nom", CONFIG_TEXT, offsetof(struct faute, nom), .min = 0},
	{"poids", CONFIG_INT, offsetof(struct faute, poids), .min = 1, .max = 1000000},
	{"pour", CONFIG_NAMES, offsetof(struct faute, pour), .optional = true, .names = patients},
	{"champs", CONFIG_NODE, offsetof(struct faute, champs), .optional = true},
	{"casse", CONFIG_LIST, offsetof(struct faute, casse), .optional = true},
	{"repete", CONFIG_YESNO, offsetof(struct faute, repete), .optional = true},
	{"coupe", CONFIG_YESNO, offsetof(struct faute, coupe), .optional = true},
	{"octets", CONFIG_YESNO, offsetof(struct faute, octets), .optional = true},
	{0},
};

static const struct config_key organismes_keys[] = {
	{"cpam-artois", CONFIG_LIST, offsetof(struct profile, organismes[0]), .min = 0},
	{"cpam-cote-opale", CONFIG_LIST, offsetof(struct profile, organismes[1]), .min = 0},
	{0},
};

static int64_t
whole_number(const struct config_node *node)
{
	int64_t number;

	if (!text_to_int(config_scalar(node), 0, 100000, &number))
		config_die(node, "a number of days");
	return number;
}

/* "montant" is the name of montant_cents in a source. */
static enum field
field_of_source(struct text name)
{
	return text_is(name, "montant") ? F_MONTANT_CENTS : field_named(name);
}

static void
check_champs(const struct config_node *champs)
{
	for (size_t i = 0; champs && i < config_pairs(champs); i++)
		if (field_of_source(config_pair_key(champs, i)) == FIELD_NONE)
			config_die(config_pair_value(champs, i), "%.*s is no field of a record",
				TEXT_ARG(config_pair_key(champs, i)));
}

static void
read_genres(struct profile *p, const struct config *config, const struct config_node *node)
{
	p->genre_count = config_count(node);
	p->genres = config_alloc(config, p->genre_count * sizeof(*p->genres));
	for (size_t i = 0; i < p->genre_count; i++) {
		struct read_genre read = {0};

		config_bind(config_item(node, i), genre_keys, &read);
		if (config_count(read.ages) != 2)
			config_die(read.ages, "ages_jours: the least and the greatest");
		read.genre.age_min = whole_number(config_item(read.ages, 0));
		read.genre.age_max = whole_number(config_item(read.ages, 1));
		if (read.genre.age_max <= read.genre.age_min)
			config_die(read.ages, "ages_jours: the greatest is not above the least");
		check_champs(read.genre.champs);
		p->genres[i] = read.genre;
		p->genre_weight += read.genre.poids;
	}
}

/* A mistake for patients that no kind has could never be made. */
static void
check_pour(const struct profile *p, const struct faute *faute, const struct config_node *node)
{
	for (size_t i = 0; i < p->genre_count; i++)
		if (!faute->pour || faute->pour >> p->genres[i].patient & 1)
			return;
	config_die(node, "no genre has a patient of `pour`");
}

static void
read_fautes(struct profile *p, const struct config *config, const struct config_node *node)
{
	p->faute_count = config_count(node);
	if (!p->faute_count)
		config_die(node, "no mistake at all: say fautes_pour_mille: 0");
	p->fautes = config_alloc(config, p->faute_count * sizeof(*p->fautes));
	for (size_t i = 0; i < p->faute_count; i++) {
		config_bind(config_item(node, i), faute_keys, &p->fautes[i]);
		check_champs(p->fautes[i].champs);
		check_pour(p, &p->fautes[i], config_item(node, i));
	}
}


/* The doctors of PEGASE are in the rule book; the other keys of that file are not for here. */
static void
read_doctors(struct profile *p, const char *dir)
{
	struct config *config = config_open(dir, "pegase.yaml");
	const struct config_node *list = config_under(config_root(config), "medecins");
	struct text *rpps;

	if (!config_count(list))
		config_die(list, "no medecins");
	p->pegase_rpps.count = config_count(list);
	p->pegase_rpps.at = rpps = config_alloc(config, p->pegase_rpps.count * sizeof(*rpps));
	for (size_t i = 0; i < p->pegase_rpps.count; i++)
		rpps[i] = config_scalar(config_under(config_item(list, i), "rpps"));
}

void
profile_read(struct profile *profile, const char *file, const char *dir)
{
	struct config *config = config_open(NULL, file);
	struct top top = {0};

	config_bind(config_root(config), top_keys, &top);
	config_bind(top.organismes, organismes_keys, &top.profile);
	*profile = top.profile;
	read_genres(profile, config, top.genres);
	read_fautes(profile, config, top.fautes);
	read_doctors(profile, dir);
}
