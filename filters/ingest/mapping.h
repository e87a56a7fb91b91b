/*
 * mapping - how a source writes: config/mappings/NAME.yaml, or the record's own form
 *
 *	source: "[invented] the export of such a program, version, how it is known"
 *	separateur: ","               one character, or tab        (;)
 *	encodage: windows-1252        utf-8 windows-1252 iso-8859-1 (utf-8)
 *	decimales: ","                one of them, or ",."          (",.")
 *	dates: JJ/MM/AAAA             AAAA-MM-JJ JJ/MM/AAAA JJMMAAAA AAAAMMJJ (AAAA-MM-JJ)
 *	colonnes: {Numéro d'acte: acte_ref, ...}
 *	ignorees: [Commentaire, ...]
 *	constantes: {activite: pmi, ...}
 *
 * A column that stands in none of them is known by its own name, if that is a field's.
 */
#ifndef INGEST_MAPPING_H
#define INGEST_MAPPING_H

#include "decode.h"
#include "nearest.h"
#include "rule.h"
#include "sha256.h"

#define FIELD_IGNORED (FIELD_COUNT + 1) /* a column that is known and not wanted */

struct mapping {
	const char *file; /* NULL: the record's own form */
	char sha256[SHA256_HEX];
	struct forms forms;
	char separator;
	const struct decoder *decoder; /* NULL: UTF-8 */
	struct mapping_column {
		const char *name;
		unsigned field; /* or FIELD_IGNORED */
	} *columns;
	size_t count;
	struct text constant[FIELD_COUNT]; /* as cells */
	const char *book; /* the directory of the rule book, for formats that have a file of it */
};

/* `file` NULL: built in. Dies with 66 or 78. Lives until the process ends. */
void mapping_load(struct mapping *mapping, const char *file);

/* The field of a column, FIELD_IGNORED, or FIELD_NONE: unknown. */
unsigned mapping_field(const struct mapping *mapping, struct text name);

/* The name a source gives to a field: decimal euros are `montant` there, centimes on the wire. */
const char *source_field_name(unsigned field);

/* The known name that `name` was meant to be. */
void mapping_nearest(const struct mapping *mapping, struct nearest *nearest);

/* Fields that a source may give. */
#define SOURCE_FIRST F_ACTE_REF
#define SOURCE_LAST F_SIGNATURE_ASSURE

#endif
