#include "raisons.h"

#include "config.h"

static size_t
count_of(const struct config_node *list)
{
	return list ? config_count(list) : 0;
}

static void
add(struct raison_dite *one, const struct config_node *node)
{
	*one = (struct raison_dite){config_scalar(config_under(node, "id")),
		config_scalar(config_under(node, "fr")), config_scalar(config_under(node, "en"))};
}

void
raisons_load(struct raisons *raisons, const char *dir)
{
	struct config *config = config_open(dir, "rapprochement.yaml");
	const struct config_node *root = config_root(config);
	const struct config_node *lists[] = {config_find(root, "regles"), config_find(root, "raisons")};
	struct raison_dite *at = config_alloc(config, (count_of(lists[0]) + count_of(lists[1]) + 1) * sizeof(*at));

	*raisons = (struct raisons){.at = at};
	for (int l = 0; l < 2; l++)
		for (size_t i = 0; i < count_of(lists[l]); i++)
			add(&at[raisons->count++], config_item(lists[l], i));
}

struct text
raison_dite(const struct raisons *raisons, struct text id, bool english)
{
	for (size_t i = 0; i < raisons->count; i++)
		if (text_equal(raisons->at[i].id, id))
			return english ? raisons->at[i].en : raisons->at[i].fr;
	return id;
}
