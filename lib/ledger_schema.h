/*
 * ledger_schema - the tables of the ledger, version by version (ledger.5 tells them)
 */
#ifndef LEDGER_SCHEMA_H
#define LEDGER_SCHEMA_H

#include <stdint.h>

/* What brings a ledger of the version before to this one; a new ledger takes all of them. In order, ended
 * by sql NULL; a version may have several. */
struct ledger_step {
	int64_t version;
	const char *sql;
};

extern const struct ledger_step ledger_steps[];

#endif
