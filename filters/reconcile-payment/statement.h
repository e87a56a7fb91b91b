/*
 * statement - a bank statement, read line by line into the ledger's transaction
 */
#ifndef RECONCILE_STATEMENT_H
#define RECONCILE_STATEMENT_H

#include "effects.h"
#include "sha256.h"

struct statement {
	const char *path;   /* "-": stdin */
	struct text source; /* its name, no directory */
	char sha256[SHA256_HEX];
};

/* Dies with 66 (unreadable), with 65 at the line and column of what is wrong, or when no statement is
 * of the convention's account; nothing is recorded then. */
void statement_read(struct statement *statement, struct effects *effects);

#endif
