/*
 * schema - the XSD that an XML source is held against, where --schema gives one
 */
#ifndef INGEST_SCHEMA_H
#define INGEST_SCHEMA_H

#include "input.h"

/* Sets input->schema: --schema itself, or of a directory NAME.xsd. `name` absent: the document does not say
 * what it is, and its reader will refuse it. Dies with 66 or 78. */
void schema_open(struct input *input, struct text name);

#endif
