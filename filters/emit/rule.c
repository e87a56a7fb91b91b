#include "rule.h"

#include "cites.h"
#include "latin.h"

#include <string.h>

const char *const genre_names[] = {[GENRE_ORIGINAL] = "original", [GENRE_CORRECTION] = "correction",
	[GENRE_ANNULATION] = "annulation", NULL};

bool
is_counted(const struct question *q)
{
	return q->genre != GENRE_ANNULATION && q->piece == PIECE_NONE;
}

/* Art. 17: what was sent stays sent, a second run of a file bills nothing (domain facts, part 8). A
 * piece may bear the reference of its sheet, or be given again: it is never billed. R096, R097 */
static void
art17_once(const struct question *q, struct defects *d)
{
	rule(d, "R217");
	if (!concerns(d, q->piece == PIECE_NONE, "sans-feuille"))
		return;
	if (q->known == KNOWN_BEFORE)
		defect(d, "deja-facture", F_ACTE_REF);
	if (q->known == KNOWN_HERE)
		defect(d, "doublon", F_ACTE_REF);
}

/* Of an act that is billed already, no more is asked: it is its own history. */
void
emit_rule(const struct question *q, struct defects *d)
{
	art17_once(q, d);
	art01_pegase(q, d);
	if (q->known == KNOWN_NOT) {
		art04_frequences(q, d);
		art06_2_doses(q, d);
		pegase_art06_cohorte(q, d);
		annexe15_signataire(q, d);
	}
	annexe12_art06_pieces(q, d);
	if (q->known == KNOWN_NOT)
		art17_corrections(q, d);
}

CITES("R137", "R140"); /* a form is one patient's, and has so many boxes (supports.yaml) */

struct facture_key
facture_key_of(const struct support_params *support, struct facture_key act)
{
	if (support->groupe == GROUPE_LOT)
		return (struct facture_key){0};
	if (!act.patient)
		return (struct facture_key){.alone = true};
	if (support->groupe == GROUPE_PATIENT)
		return (struct facture_key){.patient = act.patient, .structure = act.structure};
	return act;
}

bool
facture_full(const struct support_params *support, int64_t lignes)
{
	return support->lignes_max && lignes >= support->lignes_max;
}

static size_t
fold(struct text t, char *out, size_t room)
{
	size_t len = 0;

	while (t.len && len + 2 < room) {
		char letters[3];
		size_t step = latin_letters(t, letters), more = strlen(letters);

		memcpy(out + len, letters, more);
		len += more;
		t.at += step;
		t.len -= step;
	}
	return len;
}

size_t
identity_of(struct text nom, struct text prenom, struct text naissance, char out[IDENTITY_MAX])
{
	size_t len = fold(nom, out, IDENTITY_MAX / 2 - 16);

	if (!len || naissance.len != DAY_SIZE - 1)
		return 0;
	out[len++] = '|';
	len += fold(prenom, out + len, IDENTITY_MAX / 2 - 16);
	out[len++] = '|';
	memcpy(out + len, naissance.at, naissance.len);
	return len + naissance.len;
}
