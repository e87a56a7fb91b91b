/*
 * verbs - what the verbs of pmi-ledger share
 */
#ifndef LEDGER_VERBS_H
#define LEDGER_VERBS_H

#include "date.h"
#include "json.h"
#include "ledger.h"
#include "money.h"
#include "options.h"
#include "put.h"

struct request {
	const struct options *options;
	const char *const *operands; /* behind the verb */
	int count;
	const char *dir, *ledger, *as_of, *compte, *au, *par, *cents, *nobody, *raison, *payeur, *late;
};

/* Each returns the exit code. */
int verify_ledger(const struct request *request);
int show_balance(const struct request *request);
int show_queue(const struct request *request);
int match_movement(const struct request *request);
int unmatch_movement(const struct request *request);
int close_month(const struct request *request);
int send_owed(const struct request *request);
int export_entries(const struct request *request);

/* One state of the ledger, whatever is written meanwhile. Dies with 65 where it is of a version without
 * entries. */
struct db *request_read(const struct request *request);

/* For who writes, with its transaction begun; none is made here: 66. */
void request_write(const struct request *request, struct ledger *ledger);

/* The day of --as-of, which is needed. */
void request_day(const struct request *request, char day[DAY_SIZE]);

/* "L000012": 12. Dies with 64 where it is no id of that prefix. */
int64_t request_id(const char *id, char prefix);

/* Dies with 65 where that day is of a closed month. */
void check_open(struct db *db, const char *day);

#endif
