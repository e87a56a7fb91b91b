#include "motif.h"

#include <stdlib.h>

static int
by_code(const void *key, const void *item)
{
	const struct text *code = key;
	const struct motif *motif = item;

	return text_compare(*code, motif->code);
}

const struct motif *
motif_find(const struct motifs *motifs, struct text code)
{
	if (motifs->count == 0)
		return NULL;
	return bsearch(&code, motifs->at, motifs->count, sizeof *motifs->at, by_code);
}
