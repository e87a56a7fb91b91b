/*
 * motif - the table of config/motifs.yaml as the filters need it
 *
 * Codes are never reused. A code's level says what it does to a record: `reject` (wrong as it stands:
 * correct and send again), `hold` (cannot be decided with what is known), `avis` (never stops it).
 */
#ifndef MOTIF_H
#define MOTIF_H

#include "slots.h"

enum motif_level { MOTIF_AVIS, MOTIF_HOLD, MOTIF_REJECT };

struct motif {
	struct text code, article;
	enum motif_level level;
	struct text fr, en, suite; /* a sentence each; what to do next */
};

struct motifs {
	struct text etape; /* the stage that judges: "price" */
	const char *dir;        /* of the rule book, for a message */
	const struct motif *at; /* sorted by code */
	size_t count;
	const struct slot *slots;
};

/* NULL when there is none. */
const struct motif *motif_find(const struct motifs *motifs, struct text code);

#endif
