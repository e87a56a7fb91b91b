/*
 * pes - the file: PES_Aller with one bordereau of PES_RecetteAller, out of its rows
 *
 * Every value stands in an attribute V; no element of TVA. A value that is a placeholder, too long or not of ISO-8859-1
 * ends the run (78) before anything is published. A draft may have placeholders: it is wrapped in an element that no
 * schema of the DGFiP has, and bears no number for good.
 */
#include "pes.h"

#include "date.h"
#include "latin.h"
#include "log.h"
#include "money.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#define NAMESPACE "http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller"
#define DRAFT "BROUILLON"

void
pes_value(const struct pes *pes, const char *element, size_t max, struct text text)
{
	size_t characters;

	if (!latin1_fits(text, &characters))
		die(EX_CONFIG, "%s \"%.*s\": a character that ISO-8859-1 has not", element, TEXT_ARG(text));
	if (!characters || characters > max)
		die(EX_CONFIG, "%s \"%.*s\" has %zu characters, the schema takes 1 to %zu", element, TEXT_ARG(text),
			characters, max);
	xml_write_start(pes->xml, element);
	xml_write_attribute(pes->xml, "V", text);
	xml_write_end(pes->xml);
}

void
pes_valuef(const struct pes *pes, const char *element, size_t max, const char *format, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, format);
	if (vsnprintf(text, sizeof(text), format, ap) >= (int)sizeof(text))
		die(EX_CONFIG, "%s is too long", element);
	va_end(ap);
	pes_value(pes, element, max, text_of(text));
}

void
pes_amount(const struct pes *pes, const char *element, int64_t cents)
{
	char text[MONEY_SIZE];

	pes_value(pes, element, 15, text_of(money_format(cents, '.', text)));
}

static void
known(const struct pes *pes, const char *element, size_t max, const struct valeur *valeur, const char *key)
{
	if (!pes->titres->draft)
		must_be_known(valeur->valeur, valeur->source, valeur->node, key);
	pes_value(pes, element, max, valeur->valeur);
}

/* ---- The head */

static void
write_enveloppe(const struct pes *pes)
{
	const struct titre_params *params = pes->params;
	char name[NOM_FIC_SIZE];

	if (!pes->titres->draft)
		must_be_known(params->sigle, params->enveloppe_source, params->enveloppe, "enveloppe");
	xml_write_start(pes->xml, "Enveloppe");
	xml_write_start(pes->xml, "Parametres");
	pes_value(pes, "Version", 2, params->version);
	pes_value(pes, "TypFic", 7, params->typ_fic);
	pes_value(pes, "NomFic", 100, text_of(pes_name(pes->titres, name)));
	xml_write_end(pes->xml);
	xml_write_start(pes->xml, "Emetteur");
	pes_value(pes, "Sigle", 32, params->sigle);
	pes_value(pes, "Adresse", 38, params->adresse);
	xml_write_end(pes->xml);
	xml_write_end(pes->xml);
}

static void
write_en_tete(const struct pes *pes, struct text as_of)
{
	const struct titre_params *params = pes->params;

	xml_write_start(pes->xml, "EnTetePES");
	pes_value(pes, "DteStr", 10, as_of);
	known(pes, "IdPost", 7, &params->id_post, "id_post");
	known(pes, "IdColl", 14, &params->id_coll, "id_coll");
	known(pes, "CodCol", 3, &params->cod_col, "cod_col");
	known(pes, "CodBud", 2, &params->cod_bud, "cod_bud");
	xml_write_end(pes->xml);
}

static void
write_bloc_bordereau(const struct pes *pes, const struct query *row)
{
	xml_write_start(pes->xml, "BlocBordereau");
	pes_valuef(pes, "Exer", 4, "%" PRId64, column_int(row, 0));
	pes_valuef(pes, "IdBord", 7, "%07" PRId64, column_int(row, 2));
	pes_value(pes, "DteBordEm", 10, column_text(row, 3));
	pes_value(pes, "TypBord", 2, column_text(row, 1));
	pes_valuef(pes, "NbrPce", 5, "%" PRId64, column_int(row, 4));
	pes_amount(pes, "MtBordHt", column_int(row, 5));
	xml_write_end(pes->xml);
}

/* ---- The whole */

static const char bordereau_sql[] =
	"SELECT exercice, type, id_bord, as_of, pieces, cents, genre FROM bordereau_titre WHERE numero = ?1";

const char *
pes_name(const struct titres *titres, char name[NOM_FIC_SIZE])
{
	struct query *query = query_new(titres->ledger->db, bordereau_sql);

	query_int(query, 1, titres->bordereau);
	while (query_row(query)) {
		const char *day = column_text(query, 3).at;

		snprintf(name, NOM_FIC_SIZE, "%s%.*s_%.*s_%.2s%.2s%.2s_%04" PRId64 ".xml",
			titres->draft ? DRAFT "_" : "", TEXT_ARG(titres->params->typ_fic),
			TEXT_ARG(titres->params->id_coll.valeur), day + 2, day + 5, day + 8, titres->bordereau);
	}
	query_free(query);
	return name;
}

static enum genre
genre_of(struct text name)
{
	enum genre genre = ORDINAIRE;

	while (genre < GENRES - 1 && !text_is(name, genre_names[genre]))
		genre++;
	return genre;
}

static void
write_aller(struct pes *pes, const struct query *row)
{
	xml_write_start(pes->xml, "n:PES_Aller");
	xml_write_attribute(pes->xml, "xmlns:n", text_of(NAMESPACE));
	write_enveloppe(pes);
	write_en_tete(pes, column_text(row, 3));
	xml_write_start(pes->xml, "PES_RecetteAller");
	xml_write_start(pes->xml, "EnTeteRecette");
	pes_value(pes, "IdVer", 2, pes->params->id_ver);
	pes_value(pes, "InfoDematerialisee", 1, TEXT("0")); /* nothing is signed here */
	xml_write_end(pes->xml);
	xml_write_start(pes->xml, "Bordereau");
	write_bloc_bordereau(pes, row);
	pes_pieces(pes);
}

void
pes_write(struct titres *titres, struct output *output)
{
	struct query *query = query_new(titres->ledger->db, bordereau_sql);
	struct pes pes = {.titres = titres, .params = titres->params, .xml = xml_write_open(output)};

	query_int(query, 1, titres->bordereau);
	while (query_row(query)) {
		pes.genre = genre_of(column_text(query, 6));
		pes.codes = &titres->params->genres[pes.genre];
		if (!titres->draft)
			must_be_known(pes.codes->objet, pes.codes->source, pes.codes->node, genre_names[pes.genre]);
		if (titres->draft)
			xml_write_start(pes.xml, DRAFT);
		write_aller(&pes, query);
	}
	query_free(query);
	xml_write_close(pes.xml);
}
