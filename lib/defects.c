#include "defects.h"

#include <string.h>

/* Past DEFECTS_MAX a motif is left out: the record is refused already, and one bad record must not
 * stop the others. */
void
defect(struct defects *defects, const char *motif, enum field champ)
{
	if (defects->trace)
		trace_raise(defects->trace, motif, champ);
	for (unsigned i = 0; i < defects->count; i++) {
		if (defects->at[i].champ == champ && strcmp(defects->at[i].motif, motif) == 0)
			return;
	}
	if (defects->count < DEFECTS_MAX)
		defects->at[defects->count++] = (struct defect){motif, champ};
}
