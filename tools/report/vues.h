/*
 * vues - the same money seen three ways: what was billed, what the caisse says that it pays, what the
 * treasury received; by lot and by month of sending, with each difference named
 *
 * Convention 2023-212 art. 16 to 18; 2026-49 art. 7, 8.
 */
#ifndef REPORT_VUES_H
#define REPORT_VUES_H

#include "buffer.h"
#include "db.h"
#include "json.h"

/* Why the three are not the same, of one lot; several at once. */
enum ecart {
	ECART_SANS_REPONSE, /* billed, and the caisse says nothing of it yet */
	ECART_DIFFERE,      /* the caisse puts it off */
	ECART_MOINS,        /* it says less than was billed, and refuses nothing */
	ECART_ANNONCE,      /* it says that it pays, and it did not come in, or was taken back by the bank */
	ECART_RETENUE,      /* it kept it back from another transfer */
	ECART_SANS_ANNONCE, /* it came in, and no return says so */
	ECART_TROP,         /* more came in than is due */
	ECART_COUNT
};

/* One lot, or all those of a month. du: billed less what was taken back. */
struct vue {
	char nom[24], payeur[48]; /* "L000001", or "2026-04"; payeur of a lot only */
	int64_t lots, du_cents, annonce_cents, rejete_cents, differe_cents, recu_cents;
	int64_t ecarts[ECART_COUNT]; /* in centimes; 0: none */
};

/* What came in, by month of the account. */
struct entree {
	char mois[8];
	int64_t credits_cents, debits_cents; /* debits below 0 */
	int64_t affecte_cents, attente_cents;
};

struct vues {
	struct vue *lots, *mois, total;
	struct entree *entrees, entree_total;
	size_t lot_count, mois_count, entree_count;
	int64_t en_ordre; /* lots without a difference */
};

void vues_read(struct vues *vues, struct db *db);
void vues_free(struct vues *vues);

/* The movements add up to what lots were paid and what waits (70). */
void vues_check(const struct vues *vues, struct db *db);

void vues_text(struct buffer *out, const struct vues *vues);
void vues_json(struct json *json, const struct vues *vues);

#endif
