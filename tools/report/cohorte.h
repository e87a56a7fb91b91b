/*
 * cohorte - the children whose PEGASE bilans were billed: are their doctors the same from one bilan to the
 * next (2026-49 art. 4), and what the forfait of a child and year is beside their bilans (annexe 3)
 *
 * Children are the pseudonyms that the ledger has. A bilan that another doctor did, whom the Département does
 * not pay, is not in it; nor is a child without a bilan of the Département in the year.
 */
#ifndef REPORT_COHORTE_H
#define REPORT_COHORTE_H

#include "buffer.h"
#include "config.h"
#include "db.h"
#include "json.h"

/* What the EPDEF gets for a child and year; article absent: none is known of that year. */
struct forfait {
	int64_t cents;
	struct text article;
};

/* config/pegase.yaml: the last whose first day has come by the end of the year. Dies with 66 or 78. */
struct forfait forfait_load(const char *dir, int year);

struct cohorte {
	int64_t enfants, bilans;          /* of the year */
	int64_t passages, passages_meme;  /* from a bilan to the next, this one in the year; by the same doctor */
	int64_t medecins[3];              /* children of two bilans or more in all: by one doctor, two, more */
	int64_t du_cents;                 /* by the EPDEF to the Département */
	struct forfait forfait;
};

/* Keeps the forfait. */
void cohorte_read(struct cohorte *cohorte, struct db *db, int year);

void cohorte_text(struct buffer *out, const struct cohorte *cohorte);
void cohorte_json(struct json *json, const struct cohorte *cohorte);

#endif
