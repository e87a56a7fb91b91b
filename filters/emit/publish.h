/*
 * publish - documents appear whole or not at all
 *
 *	DIR/envois/.0001.tmp/   the staging directory, until the ledger's COMMIT
 *	DIR/envois/0001/        {lots/…, refus/…, manifest.json}
 *	DIR/courant             -> envois/0001, swapped in one step
 *	DIR/manifest.json, lots, refus -> courant/…, never changed
 */
#ifndef EMIT_PUBLISH_H
#define EMIT_PUBLISH_H

#include "emission.h"

/* DIR, DIR/envois and what an interrupted run left: a committed emission is published, a staging
 * directory that was not committed is removed. */
void publish_recover(const char *dir, struct ledger *ledger);

void publish_stage(struct emission *emission); /* makes the staging directory */
void publish_sync(const struct emission *emission);

/* The emission is in the ledger: its directory appears. Done twice, it changes nothing. */
void publish_emission(const char *dir, struct ledger *ledger, int64_t numero);

#endif
