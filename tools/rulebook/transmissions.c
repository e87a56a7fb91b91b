#include "transmissions.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "log.h"

#define JOURNAL "remises/remises.yaml"

#define KEY(name, type, field, optional, max) {name, type, offsetof(struct liste, field), optional, max ? 1 : 0, max, NULL}

static const struct config_key liste_keys[] = {
	KEY("titre", CONFIG_TEXT, titre, false, 120), KEY("fichier", CONFIG_TEXT, fichier, false, 64),
	KEY("section", CONFIG_TEXT, section, false, 64), KEY("joint", CONFIG_TEXT, joint, true, 64),
	KEY("colonnes", CONFIG_LIST, colonnes, false, COLONNES_MAX),
	KEY("destinataires", CONFIG_LIST, destinataires, false, 16),
	KEY("premier_janvier", CONFIG_YESNO, premier_janvier, false, 0), KEY("regle", CONFIG_TEXT, regle, false, 4),
	KEY("article", CONFIG_TEXT, article, false, 200), KEY("source", CONFIG_SOURCE, source, false, 0), {0},
};

static void
load_liste(struct liste *liste, struct text key, const struct config_node *node, const struct payeurs *payeurs)
{
	*liste = (struct liste){.key = key, .node = node};
	config_bind(node, liste_keys, liste);
	for (size_t i = 0; i < liste->destinataires.count; i++)
		if (!payeurs_find(payeurs, liste->destinataires.at[i]))
			config_die(config_under(node, "destinataires"), "caisses.yaml has no payer %.*s",
				TEXT_ARG(liste->destinataires.at[i]));
}

static void
load_listes(struct transmissions *t, const char *dir)
{
	struct config *config = config_open(dir, "transmissions.yaml");
	const struct config_node *root = NULL;
	static const struct config_key keys[] = {{"listes", CONFIG_NODE, 0, false, 0, 0, NULL}, {0}};
	struct liste *at;

	config_bind(config_root(config), keys, &root);
	t->count = config_pairs(root);
	at = config_alloc(config, (t->count + 1) * sizeof(*at));
	for (size_t i = 0; i < t->count; i++)
		load_liste(&at[i], config_pair_key(root, i), config_pair_value(root, i), &t->payeurs);
	t->listes = at;
}

/* ---- What was handed over */

#undef KEY
#define KEY(name, type, field, optional, min, max) {name, type, offsetof(struct remise, field), optional, min, max, NULL}

static const struct config_key remise_keys[] = {
	KEY("liste", CONFIG_TEXT, liste, false, 1, 64), KEY("a", CONFIG_TEXT, a, false, 1, 40),
	KEY("le", CONFIG_DATE, le, false, 0, 0),
	KEY("empreinte", CONFIG_TEXT, empreinte, false, EMPREINTE_LEN, EMPREINTE_LEN),
	KEY("livre", CONFIG_TEXT, livre, true, 8, 64), KEY("source", CONFIG_SOURCE, source, false, 0, 0), {0},
};

static bool
is_for(const struct liste *liste, struct text payeur)
{
	for (size_t i = 0; i < liste->destinataires.count; i++)
		if (text_equal(liste->destinataires.at[i], payeur))
			return true;
	return false;
}

static void
check_remise(const struct transmissions *t, const struct remise *remise, const struct config_node *node)
{
	const struct liste *liste = transmissions_find(t, remise->liste);

	if (!liste)
		config_die(config_under(node, "liste"), "transmissions.yaml has no such list");
	if (!is_for(liste, remise->a))
		config_die(config_under(node, "a"), "the list %.*s is not for this one", TEXT_ARG(remise->liste));
	for (size_t i = 0; i < remise->empreinte.len; i++)
		if (!memchr("0123456789abcdef", remise->empreinte.at[i], 16))
			config_die(config_under(node, "empreinte"), "%d hexadecimal digits, as pmi-rulebook extract "
				"printed them", EMPREINTE_LEN);
}

static int
by_day(const void *a, const void *b)
{
	const struct remise *x = a, *y = b;

	return (x->le > y->le) - (x->le < y->le);
}

/* A book that was kept without its journal has handed nothing over. */
static bool
has_journal(const char *dir)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/" JOURNAL, dir);
	if (!access(path, F_OK))
		return true;
	if (errno != ENOENT && errno != ENOTDIR)
		die_errno(EX_NOINPUT, "%s", path);
	return false;
}

static void
load_remises(struct transmissions *t, const char *dir)
{
	static const struct config_key keys[] = {{"remises", CONFIG_NODE, 0, false, 0, 0, NULL}, {0}};
	const struct config_node *list = NULL;
	struct config *config;
	struct remise *at;

	if (!has_journal(dir))
		return;
	config = config_open(dir, JOURNAL);
	config_bind(config_root(config), keys, &list);
	t->remise_count = config_count(list);
	at = config_alloc(config, (t->remise_count + 1) * sizeof(*at));
	for (size_t i = 0; i < t->remise_count; i++) {
		config_bind(config_item(list, i), remise_keys, &at[i]);
		check_remise(t, &at[i], config_item(list, i));
	}
	qsort(at, t->remise_count, sizeof(*at), by_day);
	t->remises = at;
}

void
transmissions_load(struct transmissions *transmissions, const char *dir)
{
	*transmissions = (struct transmissions){.count = 0};
	payeurs_load(&transmissions->payeurs, dir);
	load_listes(transmissions, dir);
	load_remises(transmissions, dir);
}

const struct liste *
transmissions_find(const struct transmissions *transmissions, struct text key)
{
	for (size_t i = 0; i < transmissions->count; i++)
		if (text_equal(transmissions->listes[i].key, key))
			return &transmissions->listes[i];
	return NULL;
}

const struct remise *
transmissions_last(const struct transmissions *transmissions, const struct liste *liste, const struct payeur *payeur,
	day_t until)
{
	for (size_t i = transmissions->remise_count; i-- > 0;) {
		const struct remise *remise = &transmissions->remises[i];

		if (remise->le <= until && text_equal(remise->liste, liste->key) && text_equal(remise->a, payeur->key))
			return remise;
	}
	return NULL;
}
