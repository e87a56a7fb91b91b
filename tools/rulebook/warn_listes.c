#include "transmissions.h"
#include "verbs.h"

static const struct entry *
entry_of(const struct view *view, const struct liste *liste)
{
	for (size_t i = 0; i < view->count; i++)
		if (entry_is(&view->entries[i], "transmissions.yaml", "listes")
			&& text_equal(view->entries[i].code, liste->key))
			return &view->entries[i];
	return NULL;
}

/* How many rows have it, on whatever day. */
static size_t
filled(const struct view *view, const struct liste *liste, struct text column)
{
	size_t count = 0;

	for (size_t i = 0; i < view->count; i++)
		count += row_is_of(&view->entries[i], liste)
			&& row_cell(view, liste, &view->entries[i], column).len > 0;
	return count;
}

/* "au" is of what ends: a list of which no row does is no mistake. */
static void
warn_liste(struct report *r, const struct liste *liste, const struct entry *entry)
{
	for (size_t k = 0; k < liste->colonnes.count; k++) {
		struct text column = liste->colonnes.at[k];

		if (!text_is(column, "au") && !filled(r->view, liste, column))
			report_at(r, LEVEL_WARNING, entry, "list %.*s: no row of %.*s has %.*s, so that its column is empty",
				TEXT_ARG(liste->key), TEXT_ARG(liste->fichier), TEXT_ARG(column));
	}
}

void
warn_listes(struct report *r)
{
	struct transmissions transmissions;

	transmissions_load(&transmissions, r->view->book.dir);
	for (size_t i = 0; i < transmissions.count; i++) {
		const struct liste *liste = &transmissions.listes[i];
		const struct entry *entry = entry_of(r->view, liste);

		if (!entry)
			continue;
		if (!filled(r->view, liste, TEXT("cle")))
			report_at(r, LEVEL_WARNING, entry, "list %.*s is always empty: %.*s has no `%.*s`",
				TEXT_ARG(liste->key), TEXT_ARG(liste->fichier), TEXT_ARG(liste->section));
		else
			warn_liste(r, liste, entry);
	}
}
