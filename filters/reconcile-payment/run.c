#include "run.h"

#include "sha256.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char temporary[] =
	/* lots that this run touches: they go out */
	"CREATE TEMP TABLE touche (lot INTEGER PRIMARY KEY);"
	/* movements that this run read, known ones too, and those that it changed */
	"CREATE TEMP TABLE vu (virement INTEGER PRIMARY KEY);"
	"CREATE TEMP TABLE alike (cle TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TEMP TABLE source (cle TEXT PRIMARY KEY, releve INTEGER NOT NULL) WITHOUT ROWID;"
	/* what a movement says, while it is new: the ledger keeps it only where a payer or a lot is recognised */
	"CREATE TEMP TABLE etiquette (virement INTEGER PRIMARY KEY, texte TEXT NOT NULL);"
	/* parts of a transfer, until it is known which one */
	"CREATE TEMP TABLE part (numero INTEGER PRIMARY KEY, cle TEXT NOT NULL, retour INTEGER NOT NULL);"
	"CREATE INDEX temp.part_cle ON part (cle);"
	"CREATE TEMP TABLE somme (cle TEXT PRIMARY KEY, factures INTEGER NOT NULL, retenues INTEGER NOT NULL,"
	" forfaits INTEGER NOT NULL) WITHOUT ROWID;"
	/* what is to be matched */
	"CREATE TEMP TABLE ouvert (virement INTEGER PRIMARY KEY, payeur TEXT, jour TEXT NOT NULL,"
	" cents INTEGER NOT NULL);"
	"CREATE INDEX temp.ouvert_payeur ON ouvert (payeur, jour);"
	"CREATE INDEX temp.ouvert_montant ON ouvert (cents, jour);"
	"CREATE TEMP TABLE forclos (acte INTEGER PRIMARY KEY, jour TEXT NOT NULL);"
	/* the word of what a caisse announces that says most, and its transfer */
	"CREATE TEMP TABLE annonce (mot TEXT, reglement INTEGER, PRIMARY KEY (mot, reglement)) WITHOUT ROWID;"
	"CREATE TEMP TABLE semestre (payeur TEXT, periode TEXT, PRIMARY KEY (payeur, periode));"
	"CREATE TEMP TABLE couple (reglement INTEGER PRIMARY KEY, premier INTEGER, second INTEGER);";

void
run_prepare(struct run *run)
{
	db_exec(run->db, temporary);
	day_format(run->as_of, run->jour);
}

void
content_text(struct buffer *content, struct text text)
{
	if (text.at)
		buffer_add(content, text.at, text.len);
	buffer_add(content, "|", 1);
}

void
content_int(struct buffer *content, int64_t number)
{
	char digits[24];

	content_text(content, (struct text){digits, (size_t)snprintf(digits, sizeof(digits), "%" PRId64, number)});
}

struct text
days_text(char buf[DAYS_SIZE], int64_t days)
{
	return (struct text){buf, (size_t)snprintf(buf, DAYS_SIZE, "%+" PRId64 " days", days)};
}

struct text
text_cut(struct text t, size_t most)
{
	if (t.len <= most)
		return t;
	while (most && ((unsigned char)t.at[most] & 0xc0) == 0x80)
		most--;
	return (struct text){t.at, most};
}
