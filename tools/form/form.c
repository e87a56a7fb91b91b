/*
 * pmi-form - the paper of a lot: forms 708 and 709, sheets, the table of art. 6.3, the PEGASE statement
 *
 *   reads    a lot (lot.h)
 *   writes   a PDF to print, or the same figures as CSV or JSON
 *   config   caisses.yaml sites.yaml conventions.yaml departement.yaml
 */
#include "form.h"

#include "log.h"
#include "output.h"
#include "supports.h"

#include <stdio.h>
#include <string.h>

static const char *as, *beside, *list, *duplicata, *signataire;

static const struct option_spec specs[] = {
	{"as", 'a', "FORM,...", "pdf, csv, json, bordereau (pdf)", &as},
	{"beside", 0, NULL, "in the directory of each LOT, under the names of an emission", &beside},
	{"files-from", 0, "LIST", "with --beside: the LOTs, one a line; -: standard input", &list},
	{"duplicata", 0, NULL, "marked as the duplicate of what was sent before", &duplicata},
	{"signatory", 's', "FUNCTION", "the function of who signs the table of art. 6.3", &signataire},
	{0},
};

static const struct usage usage = {
	.program = "pmi-form",
	.synopsis = "-o FILE | --beside [OPTION]... [LOT]...",
	.purpose = "Draws the paper of a lot, for the printer.",
	.examples = "  pmi-form -o 708.pdf lots/L000004-cpam-artois-708-2026-01/lot.msgpack\n"
		    "  pmi-form --as pdf,csv,json,bordereau -o DIRECTORY lot.msgpack\n"
		    "  pmi-form --as pdf --beside lots/*-708-*/lot.msgpack\n"
		    "  find lots -path '*-709-*/lot.msgpack' | pmi-form --beside --files-from -\n",
	.options = specs,
	.operands = -1,
	.without = WITHOUT_PROGRESS | WITHOUT_STREAM,
};

static const struct form {
	const char *name;
	enum sortie sortie;
	void (*write)(struct sheet *sheet, const char *path);
} forms[] = {
	{"pdf", SORTIE_PDF, pages_write},
	{"csv", SORTIE_CSV, figures_csv},
	{"json", SORTIE_JSON, figures_json},
	{"bordereau", SORTIE_ENVOI, bordereau_write},
};
#define FORMS (sizeof(forms) / sizeof(*forms))

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
	if (!text_is(sheet->lot->support, "recapitulatif"))
		sheet->signataire = TEXT_ABSENT; /* others are signed by whoever does: left blank */
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

/* One form of the lot, in `output` or beside the lot. */
static void
make(const struct sheet *book, const char *lot_path, const struct form *form, const char *output)
{
	struct sheet sheet = *book;
	char path[PATH_SIZE];
	struct lot lot;

	sheet.lot = &lot;
	lot_open(&lot, lot_path);
	look_up(&sheet);
	sheet.mention = record_given(&lot.record, F_CORRIGE) ? "RECTIFICATIF"
		: record_given(&lot.record, F_ANNULE) ? "ANNULATION" : NULL;
	form->write(&sheet, place_of(lot_path, output, sortie_files[form->sortie], path));
	lot_close(&lot);
}

/* They appear together. */
static void
make_all(const struct sheet *book, const char *lot, unsigned set, const char *output)
{
	output_together();
	for (size_t form = 0; form < FORMS; form++)
		if (set & 1u << form)
			make(book, lot, &forms[form], output);
	output_publish_all();
}

/* Those that --as names, in the order of `forms`. */
static unsigned
wanted(const char *names)
{
	for (unsigned set = 0;;) {
		size_t form = 0, len = strcspn(names, ",");

		while (form < FORMS && !text_is((struct text){names, len}, forms[form].name))
			form++;
		if (form == FORMS)
			die(EX_USAGE, "--as %.*s: it is pdf, csv, json or bordereau", (int)len, names);
		set |= 1u << form;
		if (!names[len])
			return set;
		names += len + 1;
	}
}

int
main(int argc, char *argv[])
{
	struct options options;
	struct sheet book = {0};
	struct given lots;
	const char *lot;
	unsigned set;

	options_parse(&options, argc, argv, &usage);
	if (options.check) {
		load_book(&book, options.config);
		return EX_OK;
	}
	set = wanted(as ? as : "pdf");
	lots_open(&lots, &options, list);
	place_check(&options, &lots, beside != NULL, set & (set - 1) ? as : NULL);
	load_book(&book, options.config);
	book.duplicata = duplicata != NULL;
	book.signataire = text_of(signataire);
	while ((lot = given_next(&lots)))
		make_all(&book, lot, set, beside ? NULL : options.output);
	return EX_OK;
}
