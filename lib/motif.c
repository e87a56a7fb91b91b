#include "motif.h"

const struct motif *
motif_find(const struct motifs *motifs, struct text code)
{
	struct slot slot = slot_of(motifs->slots, motifs->count, code);

	for (size_t i = slot.from; i < slot.to; i++)
		if (text_equal(motifs->at[i].code, code))
			return &motifs->at[i];
	return NULL;
}
