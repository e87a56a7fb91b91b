/*
 * ledger - what was billed, to whom, and what came back (SQLite; ledger.5 is its page)
 *
 * It never holds a NIR, a name or a birth date: a patient is a pseudonym (pseudonym.h). Money is
 * integer centimes, days are AAAA-MM-JJ. One process writes at a time: a lock beside the file
 * (FILE-lock) is held from ledger_open() to ledger_close(), and every effect of a run is one
 * transaction. Readers are never in the way.
 */
#ifndef LEDGER_H
#define LEDGER_H

#include "db.h"

#define LEDGER_VERSION 6
#define LEDGER_FILE "ledger.sqlite" /* in the directory of pmi-emit -d */

struct ledger {
	struct db *db;
	int lock;
};

/* `given`, or LEDGER_FILE in `dir`. Dies with 64 when it is too long. */
#define LEDGER_PATH_SIZE 4096
const char *ledger_path(char path[LEDGER_PATH_SIZE], const char *dir, const char *given);

/* For the writer; made when missing, brought to this version when older. 75: another process writes to
 * it. 65: no ledger of ours, or of a version that this program does not know. `path` outlives the
 * ledger. */
void ledger_open(struct ledger *ledger, const char *path);
void ledger_close(struct ledger *ledger);

/* From here on the programs that this one starts keep other writers away until they have ended, too: killed, it
 * may leave one that still writes where the next writer would. */
void ledger_share_lock(const struct ledger *ledger);

/* For readers: 66 when it is not there. An older one is read as it is: of version 2 without `abandon`,
 * before version 4 without `piece` and the last columns of `acte`, one before version 5 as if nothing more
 * had come back since. */
struct db *ledger_read(const char *path);
int64_t ledger_version(struct db *db);

/* One transaction for the effects of a run; a process that dies before ledger_commit() did nothing. */
void ledger_begin(struct ledger *ledger);
void ledger_commit(struct ledger *ledger);

/* "L000001": prefix and number, as it is printed on bordereaux and found in bank labels. */
#define LEDGER_ID_SIZE 24
const char *ledger_id(char id[LEDGER_ID_SIZE], char prefix, int64_t number);

#endif
