#include "noemie_parts.h"

#include <stdio.h>
#include <string.h>

#define COPY(to, entity, zone) noemie_utf8(noemie_get(entity, zone), to, sizeof(to))

static const struct noemie_part nothing = {
	.date_lot = DAY_NONE, .date_comptable = DAY_NONE, .date_soins = DAY_NONE};

static const char *
etat_of(struct text t)
{
	switch (t.len ? *t.at : ' ') {
	case 'P': return "paye";
	case 'R': return "rejete";
	case 'D': return "differe";
	default: return NULL; /* this part was not treated */
	}
}

/* A part that begins here, of the transfer that is open. */
static struct noemie_part
begin(const struct noemie_parts *p, const char *retour, const struct noemie_entity *e)
{
	struct noemie_part part = nothing;

	part.retour = retour;
	part.block = e->block;
	if (p->reglement.retour) {
		part.reglement = p->reglements;
		part.date_comptable = p->reglement.date_comptable;
	}
	return part;
}

/* ---- An invoice and its lines */

/* A line that has a reject is rejected where nothing of it was paid; another reject of the invoice says no
 * more than the invoice. */
static void
finish_line(const struct noemie_parts *p, struct noemie_part *line)
{
	const struct noemie_part *f = &p->facture;

	line->etat = line->ligne && line->code[0] && !line->paye ? "rejete" : f->etat;
	line->date_lot = f->date_lot;
	memcpy(line->lot, f->lot, sizeof(line->lot));
	memcpy(line->facture, f->facture, sizeof(line->facture));
}

static bool
end_facture(struct noemie_parts *p)
{
	bool well = !p->facture.retour || p->emit(p->arg, &p->facture);

	for (unsigned i = 0; well && i < p->line_count; i++) {
		finish_line(p, &p->lines[i]);
		well = p->emit(p->arg, &p->lines[i]);
	}
	p->line_count = 0;
	p->facture = nothing;
	return well;
}

static void
begin_facture(struct noemie_parts *p, const struct noemie_entity *e)
{
	p->facture = begin(p, "facture", e);
	memcpy(p->facture.lot, p->lot.lot, sizeof(p->lot.lot));
	p->facture.date_lot = p->lot.retour ? p->lot.date_lot : DAY_NONE;
}

static void
take_facture(struct noemie_parts *p, const struct noemie_entity *e)
{
	begin_facture(p, e);
	if (e->type == NOEMIE_100) {
		COPY(p->facture.facture, e, NOEMIE_100_FACTURE);
		return;
	}
	COPY(p->facture.facture, e, NOEMIE_102_FACTURE);
	if (noemie_get(e, NOEMIE_102_LOT).len)
		COPY(p->facture.lot, e, NOEMIE_102_LOT);
	if (noemie_day(e, NOEMIE_102_DATE_LOT) != DAY_NONE)
		p->facture.date_lot = noemie_day(e, NOEMIE_102_DATE_LOT);
}

static void
take_lot(struct noemie_parts *p, const struct noemie_entity *e)
{
	p->lot = nothing;
	p->lot.retour = "lot";
	COPY(p->lot.lot, e, NOEMIE_080_LOT);
	p->lot.date_lot = noemie_day(e, NOEMIE_080_DATE);
}

static bool
take_amo(struct noemie_parts *p, const struct noemie_entity *e)
{
	struct noemie_part *f = &p->facture;

	if (f->has_paye)
		return noemie_refuse(&p->fault, e, 1, "a second entity 198 of one invoice");
	f->etat = etat_of(noemie_get(e, NOEMIE_198_ETAT));
	f->has_demande = f->has_paye = true;
	f->demande = noemie_number(e, NOEMIE_198_DEMANDE);
	f->paye = noemie_signed(e, NOEMIE_198_PAYE, NOEMIE_198_SIGNE);
	return true;
}

/* The line of that number that still lacks what comes (an act, a reject), or a new one; NULL: too many. */
static struct noemie_part *
line_for(struct noemie_parts *p, const struct noemie_entity *e, int64_t ligne, bool act)
{
	for (unsigned i = 0; ligne && i < p->line_count; i++) {
		struct noemie_part *line = &p->lines[i];

		if (line->ligne == ligne && !(act ? line->has_paye : line->code[0] != '\0'))
			return line;
	}
	if (p->line_count == NOEMIE_LINES_MAX) {
		noemie_refuse(&p->fault, e, 1, "more than %d lines and rejects of one invoice", NOEMIE_LINES_MAX);
		return NULL;
	}
	p->lines[p->line_count] = begin(p, "ligne", e);
	p->lines[p->line_count].ligne = ligne;
	return &p->lines[p->line_count++];
}

static bool
take_acte(struct noemie_parts *p, const struct noemie_entity *e)
{
	struct noemie_part *line = line_for(p, e, noemie_number(e, NOEMIE_210_LIGNE), true);

	if (!line)
		return false;
	COPY(line->acte, e, NOEMIE_210_ACTE);
	line->date_soins = noemie_day(e, NOEMIE_210_DATE);
	line->has_paye = true;
	line->paye = noemie_signed(e, NOEMIE_210_AMO, NOEMIE_210_SIGNE);
	return true;
}

static bool
take_signalement(struct noemie_parts *p, const struct noemie_entity *e)
{
	int64_t ligne = noemie_number(e, NOEMIE_290_LIGNE);
	bool own = !ligne && !p->facture.code[0];
	struct noemie_part *to = own ? &p->facture : line_for(p, e, ligne, false);

	if (!to)
		return false;
	COPY(to->code, e, NOEMIE_290_CODE);
	COPY(to->libelle, e, NOEMIE_290_LIBELLE);
	return true;
}

static void
join(char *to, size_t size, const char *more)
{
	size_t len = strlen(to);

	if (*more && len + 1 < size)
		snprintf(to + len, size - len, "%s%s", len ? " " : "", more);
}

static bool
take_rejet(struct noemie_parts *p, const struct noemie_entity *e)
{
	bool invoice = text_is(noemie_get(e, NOEMIE_294_REJET_NIVEAU), "F");
	bool amo = !text_is(noemie_get(e, NOEMIE_294_PART), "C");
	int64_t ligne = invoice ? 0 : noemie_number(e, NOEMIE_294_LIGNE);
	bool own = invoice && amo && !p->facture.code[0];
	struct noemie_part *to = own ? &p->facture : line_for(p, e, ligne, false);
	char more[NOEMIE_LIBELLE];

	if (!to)
		return false;
	COPY(to->code, e, NOEMIE_294_CODE);
	COPY(to->libelle, e, NOEMIE_294_LIBELLE);
	join(to->libelle, sizeof(to->libelle), COPY(more, e, NOEMIE_294_INFORMATION));
	if (!own && !to->acte[0])
		COPY(to->acte, e, NOEMIE_294_ACTE);
	if (!own && to->date_soins == DAY_NONE)
		to->date_soins = noemie_day(e, NOEMIE_294_DATE);
	return true;
}

static bool
take_detail(struct noemie_parts *p, const struct noemie_entity *e)
{
	switch (e->type) {
	case NOEMIE_198: return take_amo(p, e);
	case NOEMIE_210: return take_acte(p, e);
	case NOEMIE_290: return take_signalement(p, e);
	default: return take_rejet(p, e);
	}
}

/* ---- What is for no invoice */

static bool
take_retenue(struct noemie_parts *p, const struct noemie_entity *e)
{
	struct noemie_part part = begin(p, "retenue", e);
	char more[8];

	part.mouvement = noemie_amount(p->rules, e, false);
	COPY(part.reference, e, NOEMIE_250_REFERENCE);
	COPY(part.operation, e, NOEMIE_250_NATURE); /* "IND" "RPR": INDRPR */
	strncat(part.operation, COPY(more, e, NOEMIE_250_OPERATION), sizeof(part.operation) - strlen(part.operation) - 1);
	if (part.date_comptable == DAY_NONE)
		part.date_comptable = noemie_day(e, NOEMIE_250_DATE);
	return p->emit(p->arg, &part);
}

static bool
end_forfait(struct noemie_parts *p)
{
	bool well = !p->forfait.retour || p->emit(p->arg, &p->forfait);

	p->forfait = nothing;
	return well;
}

/* The label of a 262 that is about somebody is not kept: it may name them. */
static void
take_label(struct noemie_parts *p, const struct noemie_entity *e)
{
	if (!p->forfait.libelle[0] && !noemie_get(e, NOEMIE_262_NIR).len)
		COPY(p->forfait.libelle, e, NOEMIE_262_LIBELLE);
}

/* 261, and the details behind it; a 262 of no 261 is a payment itself. */
static bool
take_forfait(struct noemie_parts *p, const struct noemie_checker *checker, const struct noemie_entity *e)
{
	enum noemie_zone code = e->type == NOEMIE_262 ? NOEMIE_262_CODE : NOEMIE_261_CODE;

	if (!checker->details) {
		if (!end_forfait(p))
			return false;
		p->forfait = begin(p, "forfait", e);
		p->forfait.mouvement = noemie_amount(p->rules, e, false);
		COPY(p->forfait.operation, e, code);
	}
	if (e->type == NOEMIE_262)
		take_label(p, e);
	return true;
}

/* ---- Transfers */

static void
take_reglement(struct noemie_parts *p, const struct noemie_entity *e)
{
	char more[NOEMIE_LIBELLE];

	p->lot = nothing;
	p->reglement = nothing;
	p->reglement.retour = "reglement";
	p->reglement.reglement = ++p->reglements;
	if (e->type == NOEMIE_070) {
		p->reglement.date_comptable = noemie_day(e, NOEMIE_070_DATE);
		return;
	}
	p->reglement.date_comptable = noemie_day(e, NOEMIE_071_DATE);
	COPY(p->reglement.libelle, e, NOEMIE_071_LIBELLE_1);
	join(p->reglement.libelle, sizeof(p->reglement.libelle), COPY(more, e, NOEMIE_071_LIBELLE_2));
	COPY(p->reglement.payeur, e, NOEMIE_071_PAYEUR);
}

static bool
close_reglement(struct noemie_parts *p, const struct noemie_checker *checker, const struct noemie_entity *e)
{
	bool well;

	p->lot = nothing;
	if (!checker->closes_reglement || !p->reglement.retour)
		return true;
	p->reglement.block = e->block;
	p->reglement.mouvement = checker->reglement_cents;
	well = p->emit(p->arg, &p->reglement);
	p->reglement = nothing;
	return well;
}

/* Persons, archive, the part of a mutual insurance, comments: they are in no record. */
static bool
is_passed(enum noemie_type type)
{
	switch (type) {
	case NOEMIE_103: case NOEMIE_110: case NOEMIE_120: case NOEMIE_150: case NOEMIE_160: case NOEMIE_199:
	case NOEMIE_295: case NOEMIE_TYPE_COUNT:
		return true;
	default:
		return false;
	}
}

bool
noemie_part(struct noemie_parts *p, const struct noemie_checker *checker, const struct noemie_entity *e)
{
	bool detail = e->type == NOEMIE_198 || e->type == NOEMIE_210 || e->type == NOEMIE_290 || e->type == NOEMIE_294;

	if (is_passed(e->type))
		return true;
	if (detail && !p->facture.retour) {
		if (!end_forfait(p))
			return false;
		begin_facture(p, e); /* of the lot as a whole */
	}
	if (detail)
		return take_detail(p, e);
	if (!end_facture(p) || (e->type != NOEMIE_262 && !end_forfait(p)))
		return false;
	switch (e->type) {
	case NOEMIE_070: case NOEMIE_071: take_reglement(p, e); return true;
	case NOEMIE_080: take_lot(p, e); return true;
	case NOEMIE_100: case NOEMIE_102: take_facture(p, e); return true;
	case NOEMIE_250: return take_retenue(p, e);
	case NOEMIE_261: case NOEMIE_262: return take_forfait(p, checker, e);
	case NOEMIE_990: return close_reglement(p, checker, e);
	default: return true;
	}
}
