/* returns_private - between returns.c, invoice.c (what is said of an invoice), transfer.c and accuse.c */
#ifndef RECONCILE_RETURNS_PRIVATE_H
#define RECONCILE_RETURNS_PRIVATE_H

#include "returns.h"

enum genre { GENRE_FACTURE, GENRE_LIGNE, GENRE_RETENUE, GENRE_FORFAIT };

/* One record of what is said. */
struct said {
	enum genre genre;
	int64_t numero, acte, demande, paye;
	struct text etat, jour;
	struct target target;
};

struct returns {
	struct run *run;
	struct identities *identities;
	struct effects *effects;
	struct targets *targets;
	int64_t next, next_reglement, next_accuse;
	struct buffer content, key;
	struct query *known, *add, *part, *sum;
	/* invoice.c */
	struct query *acte, *facture_said, *line_said, *refused, *lift, *lifted, *debt;
	/* transfer.c */
	struct query *transfer_known, *sum_of, *payeur_of, *doubles, *transfer_add, *join, *joined;
	/* accuse.c */
	struct query *accuse_known, *accuse_add, *receive, *left, *left_facture;
};

void invoices_prepare(struct returns *r);
void invoices_free(struct returns *r);
void transfers_prepare(struct returns *r);
void transfers_free(struct returns *r);
void accuses_prepare(struct returns *r);
void accuses_free(struct returns *r);

/* Of `date_comptable`, else the day of the run. */
struct text returns_day(const struct returns *r, const struct record *rec);

/* What tells the transfer of a record within its file; lives until the next call. */
struct text returns_key(struct returns *r, const struct record *rec, struct text source);

/* What it changes: said->target.raison says what it is, or why it changes nothing. */
void invoice_judge(struct returns *r, const struct record *rec, struct said *said);

/* The lot that a debt names; 0: none. */
int64_t debt_lot(struct returns *r, const struct record *rec);

void transfer_take(struct returns *r, const struct record *rec, int64_t releve, struct text source);

#endif
