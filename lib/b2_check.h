/*
 * b2_check - what a B2 file must hold to: every control that fails, with its record and column
 *
 * Zones (digits, days, blanks, what is obligatory, the lists of codes that are sourced), keys (NIR, FINESS),
 * the order of the records, what an invoice repeats, base x rate, the sums of types 5, 6 and 999, and
 * numbers without gap or repetition. Plain: it is given one record after another.
 */
#ifndef B2_CHECK_H
#define B2_CHECK_H

#include "b2.h"

struct b2_fault {
	uint64_t record;       /* from 1 */
	unsigned column;       /* from 1; 0: the record as a whole */
	const char *type;      /* "2S"; "?" where it is none */
	const char *zone;      /* the label of the zone, NULL: none in particular */
	char what[160];        /* in English; no value of a person */
};

struct b2_sums {
	int64_t facture, amo, amc;
};

struct b2_checker {
	void (*tell)(void *arg, const struct b2_fault *fault);
	void *arg;
	uint64_t faults;
	/* where in the file */
	bool cp;
	uint64_t records;
	enum b2_type last;               /* B2_TYPE_COUNT: nothing yet */
	char file[B2_SIZE], lot[B2_SIZE], facture[B2_SIZE]; /* the 000, 1 and 2 that are open */
	int64_t lots, last_lot, last_facture; /* 0: none yet */
	int64_t first_facture, highest_facture; /* of the file */
	uint64_t facture_count, facture_sum, facture_squares; /* modulo 2^64: all of them, each once */
	int64_t factures, lignes, types_2, types_5; /* of the lot */
	int64_t facture_lignes;
	struct b2_sums of_lot, of_facture;
};

void b2_check_open(struct b2_checker *checker, void (*tell)(void *arg, const struct b2_fault *fault), void *arg);
void b2_check_record(struct b2_checker *checker, const char record[B2_SIZE]);

/* Nothing more comes; `rest` bytes were left that are no whole record. */
void b2_check_close(struct b2_checker *checker, size_t rest);

#endif
