/*
 * form - the paper of a lot: what each form says, in one table, drawn as pages or given as CSV or JSON
 *
 *   form.c        the process
 *   kinds.c       which form a support has: its title, its columns, its rows a page
 *   f708.c f709.c feuille.c recapitulatif.c pegase.c   the blocks of each, above and below the rows
 *   cell.c        one value of a column, as a person reads it
 *   pages.c       rows on pages, totals
 *   bordereau.c   the page that goes with the papers, and the one for the envelope
 *   place.c       where each goes
 *   figures.c     the same rows as CSV and JSON
 */
#ifndef FORM_H
#define FORM_H

#include "conventions.h"
#include "departement.h"
#include "given.h"
#include "lot.h"
#include "options.h"
#include "pdf.h"
#include "printed.h"
#include "sites.h"

#define CELL_SIZE 256

/* How a value is written. TAUX: basis points as a percentage; SOMME: counted in the total too. */
enum cell { CELL_TEXT, CELL_DAY, CELL_COUNT, CELL_EUROS, CELL_SOMME, CELL_TAUX, CELL_PATIENT, CELL_PRIX };

struct column {
	const char *title, *key; /* on the form; in CSV and JSON */
	enum field field;
	enum cell cell;
	double width;            /* millimetres */
};

#define COLUMNS_MAX 8

struct sheet;

struct kind {
	const char *support;        /* field.h: "708" */
	const char *title, *legal;  /* at the head of each page */
	const char *reference;      /* the CNAM's, "" where there is none */
	struct column columns[COLUMNS_MAX];
	unsigned column_count;
	unsigned rows;              /* a page */
	bool one_facture;           /* each invoice is a form of its own; else the lot is one table */
	double (*above)(struct sheet *sheet, const struct record *rec, double y); /* returns where rows begin */
	void (*below)(struct sheet *sheet, double y); /* on the last page of a form, */
	double below_height;        /* where it needs so much room with the total */
};

/* NULL where a support has no paper form (b2). */
const struct kind *kind_of(struct text support);

/* What is known while a form is made. */
struct sheet {
	const struct kind *kind;
	struct lot *lot;
	struct pdf *pdf;
	const struct payeur *payeur;
	struct payeurs payeurs;
	struct sites sites;
	struct conventions conventions;
	struct departement departement;
	struct text deliberation; /* of the convention of the acts; absent: not known */
	struct text signataire; /* the function of who signs; absent: left blank */
	bool duplicata;
	const char *mention; /* of a lot that corrects or voids; NULL: originals */
	char remplace[64];   /* whose place the act counted last takes: "L000001, facture 3, ligne 1" */
	/* of the form, and of the lot */
	int64_t factures, lignes, somme_cents, amo_cents, page_lignes;
	int64_t fermes, fermes_cents, conditionnels, conditionnels_cents; /* 2026-49 */
	int64_t lot_lignes, lot_somme_cents, lot_amo_cents, lot_repris_cents;
};

/* One value, in UTF-8. */
struct text cell_text(const struct column *column, const struct record *rec, char out[CELL_SIZE]);

/* Rows counted in `sheet` as they pass. */
void sheet_count(struct sheet *sheet, const struct record *rec);
void sheet_begin_form(struct sheet *sheet);

/* What --input names, the operands, or the lines of `list`. Dies with 64. */
void lots_open(struct given *lots, const struct options *options, const char *list);

/* What is asked for has a place; `several`: the forms, where they are more than one. Dies with 64. */
void place_check(const struct options *options, const struct given *lots, bool beside, const char *several);

/* Where a form goes: `output`, `name` in it where it is a directory, or `name` beside the lot where it is NULL. */
const char *place_of(const char *lot, const char *output, const char *name, char path[PATH_SIZE]);

void pages_write(struct sheet *sheet, const char *path);
void bordereau_write(struct sheet *sheet, const char *path);
void figures_csv(struct sheet *sheet, const char *path);
void figures_json(struct sheet *sheet, const char *path);

/* ---- blocks that forms share; each returns the y behind it */
double block_title(struct sheet *sheet, struct text of); /* of: whose place the page takes; absent: not of one */
double block_field(struct sheet *sheet, double x, double y, double width, const char *label, struct text value);
double block_structure(struct sheet *sheet, const struct record *rec, double y);
double block_signature(struct sheet *sheet, double y, const char *who, bool assure);
void block_sign_table(struct sheet *sheet, double y);

double above_708(struct sheet *sheet, const struct record *rec, double y);
void below_708(struct sheet *sheet, double y);
double above_709(struct sheet *sheet, const struct record *rec, double y);
void below_709(struct sheet *sheet, double y);
double above_feuille(struct sheet *sheet, const struct record *rec, double y);
void below_feuille(struct sheet *sheet, double y);
double above_recapitulatif(struct sheet *sheet, const struct record *rec, double y);
void below_recapitulatif(struct sheet *sheet, double y);
double above_pegase(struct sheet *sheet, const struct record *rec, double y);
void below_pegase(struct sheet *sheet, double y);

#endif
