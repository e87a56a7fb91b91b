/*
 * clotures - the months that were closed (pmi-ledger close), and what was entered in them afterwards
 */
#ifndef REPORT_CLOTURES_H
#define REPORT_CLOTURES_H

#include "buffer.h"
#include "db.h"
#include "json.h"

struct cloture {
	char mois[8], as_of[12];
	int64_t operations, cents; /* entered since, dated of this month; the sum of their debits */
};

struct clotures {
	struct cloture *at;
	size_t count;
};

void clotures_read(struct clotures *clotures, struct db *db);
void clotures_free(struct clotures *clotures);

void clotures_text(struct buffer *out, const struct clotures *clotures);
void clotures_json(struct json *json, const struct clotures *clotures);

#endif
