/*
 * noemie_file - returns made of entities: blocks of 128 bytes, the 000 and 999 that fit
 */
#ifndef NOEMIE_FILE_H
#define NOEMIE_FILE_H

#include "noemie_check.h"

#include <stdio.h>
#include <string.h>

#define NOEMIE_FILE_MAX 16384
#define NOEMIE_PARTIES "CP00000000000621      TP629999996             000001"

struct noemie_file {
	char bytes[NOEMIE_FILE_MAX];
	size_t len;
};

/* The example of the formats: invoice 123 of lot 1 paid 17,50. Nobody's number, nobody's name. */
#define NOEMIE_VIREMENT "07102230720CPAM ARTOIS 621                 PMI 629999996                   621       @"
#define NOEMIE_EXAMPLE \
	NOEMIE_VIREMENT \
	"0810201              @" \
	"10203000000123      001230703B230703 10@" \
	"10304269054958815780DURAND                   DURAND                   MARIE                         1904151  " \
	"                                          @" \
	"1980400001750P00001750P@" \
	"99099                 0000000100000001750P@"

/* `payload` in blocks, with what 999 is to say; `cumul` as its zone: "00000001750P". */
static inline void
noemie_file_make(struct noemie_file *file, const char *payload, const char *cumul, unsigned records)
{
	size_t len = strlen(payload);
	char block[NOEMIE_BLOCK + 1];

	file->len = NOEMIE_BLOCK;
	snprintf(file->bytes, sizeof(file->bytes), "000%s2307200578    U            128%43s", NOEMIE_PARTIES, "");
	for (size_t at = 0; at < len; at += NOEMIE_PAYLOAD, file->len += NOEMIE_BLOCK) {
		snprintf(block, sizeof(block), "%c%-127.127s", at + NOEMIE_PAYLOAD < len ? '0' : '1', payload + at);
		memcpy(file->bytes + file->len, block, NOEMIE_BLOCK);
	}
	snprintf(block, sizeof(block), "999%s%08u%19s001%s%31s", NOEMIE_PARTIES, records, "", cumul, "");
	memcpy(file->bytes + file->len, block, NOEMIE_BLOCK);
	file->len += NOEMIE_BLOCK;
}

static const struct noemie_rules noemie_strict = {.enregistrements = NOEMIE_COUNTS_ENTITES | NOEMIE_COUNTS_BLOCS,
	.suite = '0',
	.references = &(const struct noemie_reference){.reference = {"578", 3}}, .reference_count = 1,
	.emetteurs = &(const struct text){"CP", 2}, .emetteur_count = 1};

#endif
