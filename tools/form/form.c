/*
 * pmi-form - the paper of a lot: forms 708 and 709, sheets, the table of art. 6.3, the PEGASE statement
 *
 *   reads    a lot (lot.h)
 *   writes   a PDF to print, or the same figures as CSV or JSON
 *   config   caisses.yaml sites.yaml conventions.yaml departement.yaml
 */
#include "form.h"

#include "log.h"

#include <string.h>

static const char *as, *duplicata, *signataire;

static const struct option_spec specs[] = {
	{"as", 'a', "FORM", "pdf, csv, json or bordereau (pdf)", &as},
	{"duplicata", 0, NULL, "marked as the duplicate of what was sent before", &duplicata},
	{"signatory", 's', "FUNCTION", "the function of who signs the table of art. 6.3", &signataire},
	{0},
};

static const struct usage usage = {
	.program = "pmi-form",
	.synopsis = "-o FILE [OPTION]... LOT",
	.purpose = "Draws the paper of a lot, for the printer.",
	.examples = "  pmi-form -o 708.pdf lots/L000004-cpam-artois-708-2026-01/lot.msgpack\n"
		    "  pmi-form --as csv -o 708.csv lot.msgpack\n",
	.options = specs,
	.operands = 1,
	.without = WITHOUT_PROGRESS | WITHOUT_STREAM,
};

static void
load_book(struct sheet *sheet, const char *dir)
{
	payeurs_load(&sheet->payeurs, dir);
	sites_load(&sheet->sites, dir, &sheet->payeurs);
	conventions_load(&sheet->conventions, dir);
	departement_load(&sheet->departement, dir);
}

static void
look_up(struct sheet *sheet)
{
	const struct convention *convention;

	sheet->kind = kind_of(sheet->lot->support);
	convention = conventions_find(&sheet->conventions, record_text(&sheet->lot->record, F_CONVENTION));
	if (convention)
		sheet->deliberation = convention->deliberation;
	sheet->payeur = payeurs_find(&sheet->payeurs, sheet->lot->payeur);
	if (!sheet->kind)
		die(EX_DATAERR, "%s: support %.*s has no paper form", sheet->lot->path,
			TEXT_ARG(sheet->lot->support));
	if (!sheet->payeur)
		die(EX_CONFIG, "caisses.yaml has no payer %.*s", TEXT_ARG(sheet->lot->payeur));
}

int
main(int argc, char *argv[])
{
	static const struct {
		const char *name;
		void (*write)(struct sheet *sheet, const char *path);
	} forms[] = {{"pdf", pages_write}, {"csv", figures_csv}, {"json", figures_json},
		{"bordereau", bordereau_write}};
	struct options options;
	struct lot lot;
	struct sheet sheet = {.lot = &lot};
	unsigned form = 0;

	options_parse(&options, argc, argv, &usage);
	if (options.check) {
		load_book(&sheet, options.config);
		return EX_OK;
	}
	while (as && form < 4 && strcmp(forms[form].name, as))
		form++;
	if (form == 4)
		die(EX_USAGE, "--as %s: it is pdf, csv, json or bordereau", as);
	if (!options.output_given || !strcmp(options.output, "-"))
		die(EX_USAGE, "-o FILE is needed: pages hold identities, and appear whole or not at all");
	lot_open(&lot, options.input);
	load_book(&sheet, options.config);
	look_up(&sheet);
	sheet.duplicata = duplicata != NULL;
	sheet.mention = record_given(&lot.record, F_CORRIGE) ? "RECTIFICATIF"
		: record_given(&lot.record, F_ANNULE) ? "ANNULATION" : NULL;
	sheet.signataire = text_of(signataire);
	forms[form].write(&sheet, options.output);
	lot_close(&lot);
	return EX_OK;
}
