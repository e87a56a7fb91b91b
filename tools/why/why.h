/*
 * why - what the parts of pmi-why share: the acts asked for, what is known of each, and its replay
 */
#ifndef WHY_H
#define WHY_H

#include "arena.h"
#include "ledger.h"
#include "lines.h"
#include "options.h"
#include "record.h"
#include "regles.h"
#include "rulebook.h"
#include "stream.h"

struct why {
	const struct options *options;
	const char *dir, *ledger, *source, *mapping, *pipeline, *trace, *letter, *lang, *today, *brief;
	bool english;
	struct rulebook book;
	struct regles regles;
	struct arena *arena; /* of all that is kept until the end */
	struct db *db;
	struct acte *actes;
	size_t acte_count;
};

/* An emission as the ledger has it. */
struct emission {
	int64_t numero;
	struct text run, source, source_sha256, livre, livre_nom, as_of;
};

/* One place where an act was met: billed, or refused. */
struct seen {
	bool billed;
	int64_t emission;
	struct text id, acte_ref, structure;
	struct text etape, statut, motif; /* of a refusal: the first motif */
	struct text record;               /* as the emission received it; absent: not kept */
};

/* Of a billed act: the line of the invoice, and what came in for its lot. */
struct billing {
	int64_t lot_numero, facture, ligne, lot_cents, paye_cents, rejete_cents, reste_cents;
	struct text lot, payeur, support, periode;
	int64_t acte; /* its number in the ledger */
};

enum limit {
	LIMIT_INGEST,  /* how ingest read the source was not done again */
	LIMIT_ANONYME, /* who it was is gone: what was judged before cannot be judged again */
	LIMIT_RECORD,  /* the record was not kept */
	LIMIT_EMIT,    /* what the ledger knew then is not asked again */
	LIMIT_COUNT
};

enum agreement { NOT_COMPARED, AGREES, DIFFERS };

/* What the replay gave. */
struct replayed {
	enum statut statut;
	struct text etape; /* that refused; absent: none did */
	struct text payeur, support, periode, tarif_ref;
	int64_t tarif_cents, base_cents, taux_bp, amo_cents;
	bool priced;
};

struct acte {
	const char *asked;
	struct seen seen;                         /* what is explained */
	const struct seen *others; size_t other_count; /* every place, this one too */
	struct emission emission;
	struct billing place;
	struct record record;                     /* parsed; for refusals and what is shown of the act */
	struct text activite, site, date_soins, acte_code, tarif_ref, libelle;
	int64_t quantite, tarif_cents, base_cents, taux_bp, amo_cents; /* as recorded */
	bool from_source, replayed, limits[LIMIT_COUNT];
	struct text from;                         /* the first stage of the replay */
	struct explained *lines[STREAM_STAGES_MAX]; /* in the order of the stages */
	unsigned line_count;
	struct replayed verdict;
	enum agreement agreement;
};

struct text keep(struct arena *arena, struct text text); /* a copy; absent stays absent */

/* find.c: the acts of the command line; what the ledger and the refusals say of each. Returns 66 where one
 * is not there, else 0: that has been said. */
int find_acts(struct why *why, char *const words[], int count);

/* known.c: what the ledger says of an act; then, of all, the records that the emissions received. */
void known_in_ledger(struct why *why, struct acte *acte);

/* A refused row whose act is billed, under another id: where. */
bool known_as_billed(struct why *why, const struct seen *refused, struct seen *billed);
void known_records(struct why *why);

/* Path and SHA-256 of each file of the act's lot, by path; to be freed. */
struct query;
struct query *known_files(const struct why *why, const struct acte *acte);

/* The acts that took each other's place, this one among them (CHAIN_…); none where nothing was corrected or voided. */
enum chain { CHAIN_REF, CHAIN_GENRE, CHAIN_LOT, CHAIN_FACTURE, CHAIN_LIGNE, CHAIN_AMO, CHAIN_THIS };
struct query *known_chain(const struct why *why, const struct acte *acte);

/* replay.c: runs the stages again, and compares. 78: another rule book is needed. */
void replay_acts(struct why *why);

/* source.c: the records of --source, and what ingest says of them. */
void source_pick(struct why *why);

/* strip.c: what the source gave of a record that stages wrote to; `anonymous`: what anonymize left. */
void strip_stages(struct record *rec, bool anonymous);

/* compare.c */
void compare_verdict(struct acte *acte);

/* ---- How it is said */

void page_text(const struct why *why, const struct acte *acte);
void page_json(const struct why *why, const struct acte *acte);
void page_letter(const struct why *why, const struct acte *acte, const char *path);

/* A line of --explain alone. */
void trace_text(const struct why *why, const struct explained *line);
void trace_json(const struct why *why, const struct explained *line);

#endif
