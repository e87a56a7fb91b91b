/*
 * motifs - what a rule has against an act, as one text: "motif:champ motif:champ"
 */
#ifndef MOTIFS_H
#define MOTIFS_H

#include "defects.h"

#include <stdio.h>

#define MOTIFS_TEXT 1024

static inline const char *
motifs_text(const struct defects *d, char text[MOTIFS_TEXT])
{
	size_t len = 0;

	text[0] = '\0';
	for (unsigned i = 0; i < d->count; i++)
		len += (size_t)snprintf(text + len, MOTIFS_TEXT - len, "%s%s:%s", i ? " " : "",
			d->at[i].motif, field_infos[d->at[i].champ].name);
	return text;
}

#endif
