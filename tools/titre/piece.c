/*
 * piece - a titre in the file: its lines, what each is attached to, and who owes it
 */
#include "pes.h"

#include "log.h"

#include <inttypes.h>

static const struct debiteur *
debiteur_of(const struct pes *pes, struct text payeur)
{
	const struct debiteur *debiteur = titre_debiteur(pes->params, payeur);

	if (!debiteur)
		die(EX_CONFIG, "titres.yaml has no debiteur %.*s", TEXT_ARG(payeur));
	if (!pes->titres->draft) {
		must_be_known(debiteur->payeur->nom, debiteur->source, debiteur->node, "debiteur");
		must_be_known(debiteur->payeur->adresse, debiteur->payeur->source, debiteur->node,
			"adresse (caisses.yaml)");
		if (!debiteur->cp.at)
			config_die(debiteur->node, "adresse (%.*s) is none: way, complement if any, postcode and town",
				TEXT_ARG(debiteur->payeur->where));
	}
	return debiteur;
}

static void
write_tiers(const struct pes *pes, const struct debiteur *debiteur)
{
	bool address = debiteur->cp.at != NULL;

	xml_write_start(pes->xml, "Tiers");
	xml_write_start(pes->xml, "InfoTiers");
	pes_value(pes, "CatTiers", 2, debiteur->cat_tiers);
	pes_value(pes, "NatJur", 2, debiteur->nat_jur);
	pes_value(pes, "TypTiers", 2, debiteur->typ_tiers);
	pes_value(pes, "Nom", 38, debiteur->payeur->nom);
	xml_write_end(pes->xml);
	xml_write_start(pes->xml, "Adresse");
	pes_value(pes, "TypAdr", 1, TEXT("1"));
	pes_value(pes, "Adr2", 38, address ? debiteur->adr2 : TEXT("à compléter"));
	if (debiteur->adr3.at)
		pes_value(pes, "Adr3", 38, debiteur->adr3);
	pes_value(pes, "CP", 5, address ? debiteur->cp : TEXT("00000"));
	pes_value(pes, "Ville", 38, address ? debiteur->ville : TEXT("à compléter"));
	pes_value(pes, "CodRes", 1, TEXT("0"));
	xml_write_end(pes->xml);
	xml_write_end(pes->xml);
}

/* What the titre answers or takes back from; a P503 has no lines, a titre has. */
static void
write_rattachement(const struct pes *pes, const struct query *titre, const struct query *ligne)
{
	if (pes->genre == ORDINAIRE)
		return;
	xml_write_start(pes->xml, "RattachPiece");
	pes_value(pes, "NatPceOrig", 2, pes->codes->nat_pce_orig);
	pes_valuef(pes, "ExerRat", 4, "%" PRId64, column_int(titre, 4));
	pes_value(pes, "IdPceOrig", 13, column_text(titre, 3));
	if (pes->genre == ANNULATION)
		pes_valuef(pes, "IdLigneOrig", 6, "%" PRId64, column_int(ligne, 6));
	xml_write_end(pes->xml);
}

static void
write_info_ligne(const struct pes *pes, const struct query *row)
{
	const struct ligne_budgetaire *of = titre_ligne(pes->params, column_text(row, 4));

	if (!of)
		die(EX_CONFIG, "titres.yaml has no imputation \"%.*s\", of %.*s", TEXT_ARG(column_text(row, 4)),
			TEXT_ARG(column_text(row, 1)));
	if (!pes->titres->draft)
		must_be_known(of->imputation, of->source, of->node, "imputation");
	xml_write_start(pes->xml, "InfoLignePiece");
	pes_valuef(pes, "IdLigne", 6, "%" PRId64, column_int(row, 0));
	pes_valuef(pes, "ObjLignePce", 160, "%.*s %.*s %.*s, %.*s", TEXT_ARG(column_text(row, 1)),
		TEXT_ARG(column_text(row, 2)), TEXT_ARG(column_text(row, 3)), TEXT_ARG(of->imputation));
	pes_value(pes, "CodProdLoc", 4, of->produit);
	pes_value(pes, "Nature", 12, of->nature);
	if (of->fonction.at)
		pes_value(pes, "Fonction", 10, of->fonction);
	if (of->operation.at)
		pes_value(pes, "Operation", 10, of->operation);
	pes_value(pes, "Majo", 1, TEXT("0"));
	pes_value(pes, "TvaIntraCom", 1, TEXT("0"));
	pes_amount(pes, "MtHT", column_int(row, 5));
	xml_write_end(pes->xml);
}

static void
write_lignes(const struct pes *pes, const struct query *titre, struct query *lignes)
{
	const struct debiteur *debiteur = debiteur_of(pes, column_text(titre, 2));

	query_int(lignes, 1, column_int(titre, 0));
	while (query_row(lignes)) {
		xml_write_start(pes->xml, "LigneDePiece");
		xml_write_start(pes->xml, "BlocLignePiece");
		write_info_ligne(pes, lignes);
		write_rattachement(pes, titre, lignes);
		xml_write_end(pes->xml);
		write_tiers(pes, debiteur);
		xml_write_end(pes->xml);
	}
}

static void
write_piece(const struct pes *pes, const struct query *row, struct query *lignes)
{
	struct text first = column_text(row, 5), last = column_text(row, 6);
	bool several = !text_equal(first, last);

	xml_write_start(pes->xml, "Piece");
	xml_write_start(pes->xml, "BlocPiece");
	pes_valuef(pes, "IdPce", 8, "%" PRId64, column_int(row, 1));
	pes_value(pes, "TypPce", 2, pes->codes->typ_pce);
	pes_value(pes, "NatPce", 2, pes->codes->nat_pce);
	pes_valuef(pes, "ObjPce", 160, "%.*s, %s %.*s%s%.*s", TEXT_ARG(pes->codes->objet), several ? "lots" : "lot",
		TEXT_ARG(first), several ? " à " : "", several ? (int)last.len : 0, last.at);
	xml_write_end(pes->xml);
	write_lignes(pes, row, lignes);
	xml_write_end(pes->xml);
}

void
pes_pieces(const struct pes *pes)
{
	struct query *pieces = query_new(pes->titres->ledger->db,
		"SELECT t.numero, t.id_pce, t.payeur, coalesce(v.piece_orig, o.id_pce), coalesce(v.exercice, o.exercice),"
		" (SELECT id FROM lot WHERE numero = (SELECT min(lot) FROM titre_ligne WHERE titre = t.numero)),"
		" (SELECT id FROM lot WHERE numero = (SELECT max(lot) FROM titre_ligne WHERE titre = t.numero))"
		" FROM titre AS t LEFT JOIN virement AS v ON v.numero = t.virement LEFT JOIN titre AS o"
		" ON o.numero = t.origine WHERE t.bordereau = ?1 ORDER BY t.id_pce");
	struct query *lignes = query_new(pes->titres->ledger->db,
		"SELECT l.ligne, lot.id, support, periode, imputation, l.cents, (SELECT m.ligne FROM titre_ligne AS m"
		"  JOIN titre AS t ON t.numero = l.titre WHERE m.titre = t.origine AND m.lot = l.lot"
		"  AND m.imputation = l.imputation)"
		" FROM titre_ligne AS l JOIN lot ON lot.numero = l.lot WHERE l.titre = ?1 ORDER BY l.ligne");

	query_int(pieces, 1, pes->titres->bordereau);
	while (query_row(pieces))
		write_piece(pes, pieces, lignes);
	query_free(lignes);
	query_free(pieces);
}
