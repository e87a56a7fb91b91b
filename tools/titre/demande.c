#include "titres.h"

#include "date.h"
#include "log.h"

#include <stdio.h>
#include <string.h>

#define MOIS "mois "
#define LOTS "lots"

static void
check_mois(const char *mois)
{
	char day[16];

	snprintf(day, sizeof(day), "%.7s-01", mois);
	if (strlen(mois) != 7 || day_parse(text_of(day)) == DAY_NONE)
		die(EX_USAGE, "--mois %s: it is AAAA-MM", mois);
}

static bool
is_lot(struct text t)
{
	return t.len >= 2 && t.len < LEDGER_ID_SIZE && t.at[0] == 'L'
		&& text_digits((struct text){t.at + 1, t.len - 1}, t.len - 1);
}

/* "L000001,L000002" behind "lots", each with a blank before and after it. */
static void
take_lots(struct demande *demande, const char *lots)
{
	size_t len = (size_t)snprintf(demande->choix, CHOIX_SIZE, LOTS " ");

	demande->lots = demande->choix + sizeof(LOTS) - 1;
	while (*lots) {
		struct text lot = {lots, strcspn(lots, ", ")};

		lots += lot.len + (lots[lot.len] != '\0');
		if (!lot.len)
			continue;
		if (!is_lot(lot))
			die(EX_USAGE, "--lot %.*s: a lot is L000001, several have commas between them", TEXT_ARG(lot));
		len += (size_t)snprintf(demande->choix + len, CHOIX_SIZE - len, "%.*s ", TEXT_ARG(lot));
		if (len >= CHOIX_SIZE - LEDGER_ID_SIZE)
			die(EX_USAGE, "--lot: too many of them");
	}
	if (len == sizeof(LOTS))
		die(EX_USAGE, "--lot: which?");
}

void
demande_make(struct demande *demande, const char *mois, const char *lots)
{
	demande->mois = mois;
	demande->lots = NULL;
	demande->exercice = day_civil(day_parse(text_of(demande->as_of))).year;
	if (mois && lots)
		die(EX_USAGE, "--mois or --lot, not both");
	if (mois)
		check_mois(mois);
	if (lots)
		take_lots(demande, lots);
	else
		snprintf(demande->choix, CHOIX_SIZE, "%s%s", mois ? MOIS : "tout", mois ? mois : "");
}
