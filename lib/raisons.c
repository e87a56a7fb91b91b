#include "raisons.h"

#include "config.h"

static struct raison_dite
sentences(struct text id, const struct config_node *node)
{
	return (struct raison_dite){id, config_scalar(config_under(node, "fr")),
		config_scalar(config_under(node, "en"))};
}

void
raisons_load(struct raisons *raisons, const char *dir)
{
	struct config *config = config_open(dir, "rapprochement.yaml");
	const struct config_node *regles = config_find(config_root(config), "regles");
	const struct config_node *others = config_find(config_root(config), "raisons");
	size_t count = regles ? config_count(regles) : 0, more = others ? config_pairs(others) : 0;
	struct raison_dite *at = config_alloc(config, (count + more + 1) * sizeof(*at));

	for (size_t i = 0; i < count; i++)
		at[i] = sentences(config_scalar(config_under(config_item(regles, i), "id")), config_item(regles, i));
	for (size_t i = 0; i < more; i++)
		at[count + i] = sentences(config_pair_key(others, i), config_pair_value(others, i));
	*raisons = (struct raisons){at, count + more};
}

struct text
raison_dite(const struct raisons *raisons, struct text id, bool english)
{
	for (size_t i = 0; i < raisons->count; i++)
		if (text_equal(raisons->at[i].id, id))
			return english ? raisons->at[i].en : raisons->at[i].fr;
	return id;
}
