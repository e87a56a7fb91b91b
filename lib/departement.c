#include "departement.h"

#include "config.h"
#include "luhn.h"

#define KEY(name, type, max) {#name, type, offsetof(struct departement, name), false, max ? 1 : 0, max, NULL}

void
departement_load(struct departement *departement, const char *dir)
{
	static const struct config_key keys[] = {
		KEY(nom, CONFIG_TEXT, 80), KEY(service, CONFIG_TEXT, 120), KEY(adresse, CONFIG_TEXT, 160),
		KEY(signe_a, CONFIG_TEXT, 40), KEY(siren, CONFIG_TEXT, 9), KEY(article, CONFIG_TEXT, 200),
		KEY(source, CONFIG_SOURCE, 0), {0},
	};
	const struct config_node *root = config_root(config_open(dir, "departement.yaml"));

	config_bind(root, keys, departement);
	if (departement->siren.len != 9 || !luhn_ok(departement->siren))
		config_die(config_under(root, "siren"), "the SIREN has not 9 digits, or a wrong key");
}
