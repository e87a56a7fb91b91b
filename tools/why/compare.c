/*
 * compare - does the replay give what was recorded?
 */
#include "why.h"

static int64_t
wrote_int(const struct explained *line, const char *name, int64_t otherwise)
{
	const struct valued *value = explained_wrote(line, name);

	return value && value->is_number ? value->number : otherwise;
}

static void
wrote_text(const struct explained *line, const char *name, struct text *into)
{
	const struct valued *value = explained_wrote(line, name);

	if (value && !value->is_number)
		*into = value->text;
}

static void
read_verdict(struct replayed *v, const struct explained *line)
{
	if (!text_is(line->statut, statut_name(STATUT_ACCEPTED))) {
		v->etape = line->etape;
		v->statut = text_is(line->statut, statut_name(STATUT_HELD)) ? STATUT_HELD : STATUT_REJECTED;
	}
	v->priced |= explained_wrote(line, "amo_cents") != NULL;
	v->tarif_cents = wrote_int(line, "tarif_cents", v->tarif_cents);
	v->base_cents = wrote_int(line, "base_cents", v->base_cents);
	v->taux_bp = wrote_int(line, "taux_bp", v->taux_bp);
	v->amo_cents = wrote_int(line, "amo_cents", v->amo_cents);
	wrote_text(line, "payeur", &v->payeur);
	wrote_text(line, "support", &v->support);
	wrote_text(line, "periode", &v->periode);
	wrote_text(line, "tarif_ref", &v->tarif_ref);
}

/* ---- The motifs of a refusal, as sets */

static bool
holds_code(const struct raised *motifs, unsigned count, struct text code)
{
	for (unsigned i = 0; i < count; i++)
		if (text_equal(motifs[i].code, code))
			return true;
	return false;
}

static bool
line_raised(const struct explained *line, struct text code)
{
	bool raised = holds_code(line->motifs, line->motif_count, code);

	for (unsigned i = 0; !raised && i < line->regle_count; i++)
		raised = holds_code(line->regles[i].motifs, line->regles[i].motif_count, code);
	return raised;
}

static bool
all_recorded(const struct raised *motifs, unsigned count, const struct record_defect *had, unsigned had_count)
{
	for (unsigned i = 0; i < count; i++) {
		bool found = text_is(motifs[i].niveau, "avis");

		for (unsigned j = 0; !found && j < had_count; j++)
			found = text_equal(had[j].code, motifs[i].code);
		if (!found)
			return false;
	}
	return true;
}

/* Every motif of the record was raised again, and no other. */
static bool
same_motifs(const struct explained *line, const struct record *rec)
{
	struct record_defect had[DEFECTS_MAX];
	unsigned count = record_defects(rec, F_MOTIFS, had, DEFECTS_MAX);
	bool same = all_recorded(line->motifs, line->motif_count, had, count);

	for (unsigned i = 0; i < line->regle_count; i++)
		same &= all_recorded(line->regles[i].motifs, line->regles[i].motif_count, had, count);
	for (unsigned i = 0; i < count; i++)
		if (text_equal(had[i].etape, line->etape))
			same &= line_raised(line, had[i].code);
	return same;
}

/* The record as it was refused: that of --source knows nothing of it. */
static bool
refused_so(const struct acte *acte, const struct replayed *v)
{
	struct record rec = {0};
	const char *wrong;
	bool same;

	if (!text_equal(v->etape, acte->seen.etape) || !text_is(acte->seen.statut, statut_name(v->statut)))
		return false;
	record_parse(&rec, (const unsigned char *)acte->seen.record.at, acte->seen.record.len, &wrong);
	same = same_motifs(acte->lines[acte->line_count - 1], &rec);
	record_free(&rec);
	return same;
}

/* Of what corrects or voids, pmi-emit chose the support (supports.yaml: rectificatif). */
static bool
emit_chose(const struct acte *acte)
{
	return record_given(&acte->record, F_CORRIGE) || record_given(&acte->record, F_ANNULE);
}

static bool
placed_so(const struct acte *acte, const struct replayed *v)
{
	const struct billing *p = &acte->place;
	bool same = text_equal(v->payeur, p->payeur) || (!v->payeur.at && acte->limits[LIMIT_ANONYME]);

	same &= (emit_chose(acte) || text_equal(v->support, p->support)) && text_equal(v->periode, p->periode);
	if (v->priced)
		same &= v->amo_cents == acte->amo_cents && v->base_cents == acte->base_cents
			&& v->taux_bp == acte->taux_bp && v->tarif_cents == acte->tarif_cents
			&& text_equal(v->tarif_ref, acte->tarif_ref);
	return same;
}

/* ingest kept nothing that it could read again: without the source there is no row to judge. */
static bool
has_no_row(const struct acte *acte)
{
	const struct explained *line = acte->lines[0];
	unsigned raised = line->motif_count;

	for (unsigned i = 0; i < line->regle_count; i++)
		raised += line->regles[i].motif_count;
	return !acte->from_source && text_is(acte->seen.etape, "ingest") && acte->line_count == 1 && !raised;
}

void
compare_verdict(struct acte *acte)
{
	struct replayed *v = &acte->verdict;
	bool same;

	if (acte->line_count && has_no_row(acte))
		acte->line_count = acte->replayed = 0;
	if (!acte->line_count)
		return;
	for (unsigned i = 0; i < acte->line_count; i++)
		read_verdict(v, acte->lines[i]);
	if (acte->seen.billed)
		same = !v->etape.at && placed_so(acte, v);
	else if (text_is(acte->seen.etape, "emit")) /* which comes after all that is replayed */
		same = !v->etape.at && (!v->priced || v->amo_cents == acte->amo_cents);
	else
		same = v->etape.at && refused_so(acte, v);
	acte->agreement = same ? AGREES : DIFFERS;
}
