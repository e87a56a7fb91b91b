#include "relance.h"

#include "log.h"
#include "printed.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void
load_texte(struct textes *textes, const struct config_node *node, const struct payeurs *payeurs)
{
	static const struct config_key keys[] = {
		{"payeurs", CONFIG_LIST, offsetof(struct texte, payeurs), false, 1, 16, NULL},
		{"objet", CONFIG_TEXT, offsetof(struct texte, objet), false, 1, 200, NULL},
		{"corps", CONFIG_LIST, offsetof(struct texte, corps), false, 1, PARAGRAPHES_MAX, NULL},
		{"article", CONFIG_TEXT, offsetof(struct texte, article), false, 1, 80, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct texte, source), false, 0, 0, NULL},
		{0},
	};
	struct texte *texte = &textes->at[textes->count];

	config_bind(node, keys, texte);
	for (size_t i = 0; i < texte->payeurs.count; i++) {
		const struct payeur *payeur = payeurs_find(payeurs, texte->payeurs.at[i]);

		if (!payeur)
			config_die(config_under(node, "payeurs"), "caisses.yaml has no payer %.*s",
				TEXT_ARG(texte->payeurs.at[i]));
		if (textes_of(textes, payeur))
			config_die(config_under(node, "payeurs"), "%.*s has two letters",
				TEXT_ARG(texte->payeurs.at[i]));
	}
	textes->count++;
}

void
textes_load(struct textes *textes, const char *dir, const struct payeurs *payeurs)
{
	const struct config_node *list = NULL;
	static const struct config_key keys[] = {
		{"relances", CONFIG_NODE, 0, false, 0, 0, NULL},
		{0},
	};

	textes->count = 0;
	config_bind(config_root(config_open(dir, "lettres/relance.yaml")), keys, &list);
	if (config_count(list) > RELANCES_MAX)
		config_die(list, "more than %d letters", RELANCES_MAX);
	for (size_t i = 0; i < config_count(list); i++)
		load_texte(textes, config_item(list, i), payeurs);
	for (size_t i = 0; i < payeurs->count; i++)
		if (!textes_of(textes, &payeurs->at[i]))
			config_die(list, "%.*s of caisses.yaml has no letter", TEXT_ARG(payeurs->at[i].key));
}

const struct texte *
textes_of(const struct textes *textes, const struct payeur *payeur)
{
	for (size_t i = 0; i < textes->count; i++)
		for (size_t k = 0; k < textes->at[i].payeurs.count; k++)
			if (text_equal(textes->at[i].payeurs.at[k], payeur->key))
				return &textes->at[i];
	return NULL;
}

/* What stands for the word, in `out`; the word itself where it is none of ours. */
static const char *
value_of(struct text word, const struct debiteur *d, day_t as_of, char out[PRINTED_SIZE])
{
	if (text_is(word, "{jour}"))
		return day_text(as_of, out);
	if (text_is(word, "{total}"))
		return euros_text(d->reste_cents, out);
	if (text_is(word, "{lots}"))
		snprintf(out, PRINTED_SIZE, "%zu", d->count);
	else if (text_is(word, "{retard}"))
		snprintf(out, PRINTED_SIZE, "%" PRId64, d->jours);
	else
		snprintf(out, PRINTED_SIZE, "%.*s", TEXT_ARG(word));
	return out;
}

struct text
texte_fill(struct buffer *out, struct text texte, const struct debiteur *d, day_t as_of)
{
	const char *end = texte.at + texte.len;
	char value[PRINTED_SIZE];

	out->len = 0;
	for (const char *at = texte.at; at < end;) {
		const char *close = *at == '{' ? memchr(at, '}', (size_t)(end - at)) : NULL;

		if (close && close - at < PRINTED_SIZE - 2) {
			const char *s = value_of((struct text){at, (size_t)(close - at) + 1}, d, as_of, value);

			buffer_add(out, s, strlen(s));
			at = close + 1;
		} else {
			buffer_add(out, at++, 1);
		}
	}
	return (struct text){(const char *)out->at, out->len};
}
