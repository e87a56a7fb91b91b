#include "pes.h"

#include "money.h"

#include <string.h>

#define ROOT "PES_Retour"
#define BORDEREAU ROOT "/PES_RecetteRetour/Bordereau"
#define PIECE BORDEREAU "/Piece"
#define LIGNE PIECE "/LigneDePiece"
#define DEPENSE ROOT "/PES_DepenseRetour/Bordereau/Piece" /* [sourced: the XSD] counted, no more */

enum element {
	EXER, TYP_BORD, NBR_PCE, MT_BORD, DTE_BORD,
	ID_PCE, TYP_PCE, OBJET, DTE_PEC,
	MT_HT, DTE_RECO, MT_RECO, ID_ENCAISSEMENT, NOM
};

/* The one table of names. */
static const struct { const char *path; enum element element; } elements[] = {
	{BORDEREAU "/BlocBordereau/Exer", EXER},
	{BORDEREAU "/BlocBordereau/TypBord", TYP_BORD},
	{BORDEREAU "/BlocBordereau/NbrPce", NBR_PCE},
	{BORDEREAU "/BlocBordereau/MtBordHt", MT_BORD},
	{BORDEREAU "/BlocBordereau/DteBordEm", DTE_BORD},
	{PIECE "/BlocPiece/IdPce", ID_PCE},
	{PIECE "/BlocPiece/TypPce", TYP_PCE},
	{PIECE "/BlocPiece/ObjPce", OBJET},
	{PIECE "/BlocPiece/Obj", OBJET}, /* [inferred: the name of the dépense, in the DGFiP's comments] */
	{PIECE "/BlocPiece/DtePcePec", DTE_PEC},
	{LIGNE "/BlocLignePiece/InfoLignePiece/ObjLignePce", OBJET},
	{LIGNE "/BlocLignePiece/InfoLignePiece/MtHT", MT_HT},
	{LIGNE "/Tiers/InfoTiers/Nom", NOM},
	{LIGNE "/Tiers/InfoTiers/ComplNom", NOM},
	{LIGNE "/Recouvrement/DteReco", DTE_RECO},
	{LIGNE "/Recouvrement/MtReco", MT_RECO},
	{LIGNE "/Recouvrement/IdEncaissement", ID_ENCAISSEMENT},
	{LIGNE "/EncaissementEmargement/DteReco", DTE_RECO}, /* [inferred: the place; sourced: the names, PES-DOC] */
	{LIGNE "/EncaissementEmargement/MtReco", MT_RECO},
};

/* ---- Values */

static bool
read_int(struct pes *p, struct text v, int64_t max, int64_t *out)
{
	return text_to_int(v, 0, max, out) || xml_fail(p->xml, "a number is expected in V");
}

static bool
read_day(struct pes *p, struct text v, day_t *day)
{
	*day = day_parse(v);
	return *day != DAY_NONE || xml_fail(p->xml, "a day AAAA-MM-JJ that exists is expected in V");
}

static bool
add_cents(struct pes *p, struct text v, int64_t *sum)
{
	int64_t cents;

	return (money_parse(v, ".", &cents) && !__builtin_add_overflow(*sum, cents, sum))
		|| xml_fail(p->xml, "an amount is expected in V: euros, a point, two decimals");
}

static bool
read_code(struct pes *p, struct text v, char out[16])
{
	if (!v.len || v.len >= 16)
		return xml_fail(p->xml, "an identifier of at most 15 characters is expected in V");
	memcpy(out, v.at, v.len);
	out[v.len] = '\0';
	return true;
}

/* Past a length that no record takes (retour.h says so then) nothing more is kept. */
static void
join(struct buffer *text, struct text more)
{
	if (text->len > XML_TEXT || !more.len)
		return;
	buffer_add(text, " ", text->len > 0);
	buffer_add(text, more.at, more.len);
}

static bool
take_total(struct pes *p, struct text v)
{
	p->bordereau.total = 0;
	return add_cents(p, v, &p->bordereau.total);
}

static bool
take_collected(struct pes *p, struct text v)
{
	p->piece.collections++;
	return add_cents(p, v, &p->piece.collected_cents);
}

static bool
take(struct pes *p, enum element element, struct text v)
{
	switch (element) {
	case EXER:
		return read_int(p, v, 9999, &p->bordereau.exercice);
	case TYP_BORD:
		p->bordereau.p503 = text_is(v, "05") || text_is(v, "04");
		return true;
	case NBR_PCE:
		return read_int(p, v, INT32_MAX, &p->bordereau.count);
	case MT_BORD:
		return take_total(p, v);
	case DTE_BORD:
		return read_day(p, v, &p->bordereau.day);
	case ID_PCE:
		return read_code(p, v, p->receipt.piece);
	case TYP_PCE:
		p->piece.demande = text_is(v, "13");
		return true;
	case OBJET:
		join(&p->receipt.objet, v);
		return true;
	case DTE_PEC:
		return read_day(p, v, &p->piece.taken);
	case MT_HT:
		return add_cents(p, v, &p->piece.billed);
	case DTE_RECO:
		return read_day(p, v, &p->piece.collected);
	case MT_RECO:
		return take_collected(p, v);
	case ID_ENCAISSEMENT:
		return read_code(p, v, p->receipt.encaissement);
	case NOM:
		join(&p->receipt.debiteur, v);
		return true;
	}
	return true;
}

/* ---- Elements */

static void
open_bordereau(struct pes *p)
{
	memset(&p->bordereau, 0, sizeof(p->bordereau));
	p->bordereau.exercice = p->bordereau.count = p->bordereau.total = -1;
	p->bordereau.day = DAY_NONE;
}

static void
open_piece(struct pes *p)
{
	memset(&p->piece, 0, sizeof(p->piece));
	p->piece.taken = p->piece.collected = DAY_NONE;
	p->receipt.line = xml_line(p->xml);
	p->receipt.piece[0] = p->receipt.encaissement[0] = '\0';
	p->receipt.objet.len = p->receipt.debiteur.len = 0;
}

static bool
on_open(void *arg, struct xml *x)
{
	struct pes *p = arg;
	const char *path = xml_path(x);
	struct text v = xml_attribute(x, "V");

	if (!p->root && strcmp(path, ROOT) != 0)
		return xml_fail(x, "PES_Retour is expected");
	p->root = true;
	if (!strcmp(path, BORDEREAU))
		open_bordereau(p);
	else if (!strcmp(path, PIECE))
		open_piece(p);
	for (size_t i = 0; v.at && i < sizeof(elements) / sizeof(elements[0]); i++)
		if (!strcmp(path, elements[i].path))
			return take(p, elements[i].element, text_trim(v));
	return true;
}

/* The day the money came; where no collection says it, the day the accountant took the piece, or that of
 * the bordereau [inferred]. */
static day_t
day_of_receipt(const struct pes *p)
{
	if (p->piece.collected != DAY_NONE)
		return p->piece.collected;
	return p->piece.taken != DAY_NONE ? p->piece.taken : p->bordereau.day;
}

static bool
close_piece(struct pes *p)
{
	struct pes_receipt *r = &p->receipt;

	p->bordereau.pieces++;
	if (__builtin_add_overflow(p->bordereau.sum, p->piece.billed, &p->bordereau.sum))
		return xml_fail(p->xml, "the sum of the amounts is too large");
	if (!p->bordereau.p503 || !p->piece.demande) {
		p->others++;
		return true;
	}
	r->exercice = p->bordereau.exercice;
	r->cents = p->piece.collections ? p->piece.collected_cents : p->piece.billed;
	r->day = day_of_receipt(p);
	if (p->piece.collections > 1)
		r->encaissement[0] = '\0';
	if (r->exercice < 0 || !r->piece[0] || r->day == DAY_NONE)
		return xml_fail(p->xml, "a receipt without its year (Exer), its identifier (IdPce) or a day "
			"(DteReco, DtePcePec)");
	p->receipts++;
	return p->taker->receipt(p->taker->arg, r);
}

/* What a bordereau announces is what it holds [sourced for what is sent: NbrPce, MtBordHt = Σ MtHT; inferred
 * for what comes back, and only asked of receipts]. */
static bool
close_bordereau(struct pes *p)
{
	if (!p->bordereau.p503)
		return true;
	if (p->bordereau.count >= 0 && p->bordereau.count != p->bordereau.pieces)
		return xml_fail(p->xml, "the bordereau does not hold as many pieces as it announces (NbrPce)");
	return p->bordereau.total < 0 || p->bordereau.total == p->bordereau.sum
		|| xml_fail(p->xml, "the pieces do not make the total of the bordereau (MtBordHt)");
}

static bool
on_close(void *arg, struct xml *x)
{
	struct pes *p = arg;
	const char *path = xml_path(x);

	if (!strcmp(path, PIECE))
		return close_piece(p);
	if (!strcmp(path, BORDEREAU))
		return close_bordereau(p);
	p->others += !strcmp(path, DEPENSE);
	return true;
}

/* ---- The whole */

void
pes_begin(struct pes *p, const struct pes_taker *taker, const struct xml_schema *schema)
{
	*p = (struct pes){.taker = taker};
	p->visitor = (struct xml_visitor){p, on_open, on_close};
	p->xml = xml_begin(&p->visitor, schema);
}

void
pes_free(struct pes *p)
{
	xml_free(p->xml);
	buffer_free(&p->receipt.objet);
	buffer_free(&p->receipt.debiteur);
}

bool
pes_feed(struct pes *p, const char *bytes, size_t len)
{
	return xml_feed(p->xml, bytes, len);
}

bool
pes_finish(struct pes *p)
{
	return xml_finish(p->xml);
}

const struct xml_error *
pes_error(const struct pes *p)
{
	return xml_error(p->xml);
}
