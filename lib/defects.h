/*
 * defects - all that a rule has against a record, not the first only
 *
 * A rule says which one it is, then adds; the process hands the list to record_judge(), which looks each
 * motif up in config/motifs.yaml: its level (reject, hold, avis) is decided there, not here. Ids and
 * motifs are written as literals at the place that is meant, so that a search for one finds its rule.
 *
 *	rule(d, "R016");
 *	if (!concerns(d, is_affiliated(q), "affilie"))
 *		return;
 *	if (q->droits_au < q->date_soins)
 *		defect(d, "droits-closed", F_DROITS_AU);
 */
#ifndef DEFECTS_H
#define DEFECTS_H

#include "trace.h"

#include <stdbool.h>

#define DEFECTS_MAX 64 /* more than one stage can raise on one record; a bug beyond */

struct defects {
	unsigned count;
	struct defect {
		const char *motif; /* a code of config/motifs.yaml, static storage */
		enum field champ;  /* the field it is about, or FIELD_NONE */
	} at[DEFECTS_MAX];
	struct trace *trace; /* NULL: nobody asks why */
};

/* None yet. The whole of a struct defects is a kilobyte: nothing else of it need be set. */
static inline void
defects_start(struct defects *defects, struct trace *trace)
{
	defects->count = 0;
	defects->trace = trace;
}

/* Adds a motif once per field; past DEFECTS_MAX it is left out. */
void defect(struct defects *defects, const char *motif, enum field champ);

/* From here on it is rule `id` of config/regles.yaml that looks at the act. */
static inline void
rule(struct defects *defects, const char *id)
{
	if (defects->trace)
		trace_rule(defects->trace, id);
}

/* Is the rule about this act? Returns `met`; where it is not, `condition` (a key of config/regles.yaml,
 * conditions) is the reason that is shown. */
static inline bool
concerns(struct defects *defects, bool met, const char *condition)
{
	if (defects->trace && !met)
		trace_unmet(defects->trace, condition);
	return met;
}

/* The rule uses what stands there in the rule book: "tarifs.yaml:41". Absent: nothing is noted. */
static inline void
takes(struct defects *defects, struct text where)
{
	if (defects->trace && where.at)
		trace_taken(defects->trace, where);
}

#endif
