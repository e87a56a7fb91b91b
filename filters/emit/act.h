/*
 * act - a record as pmi-emit needs it: what must be there, and whose it is
 */
#ifndef EMIT_ACT_H
#define EMIT_ACT_H

#include "params.h"
#include "pseudonym.h"
#include "record.h"

/* The support of the record. Dies with 65 where a field is missing, or is of a value that no stage
 * writes: an act that was not priced, made anonymous and routed must not leave. */
const struct support *act_support(const struct params *params, const struct record *rec);

/* `out`, or NULL: nobody that could be told from another. An anonymous act has a patient only by the
 * number that the CPAM gave. */
const void *act_patient(const struct pseudonym_key *key, const struct record *rec,
	unsigned char out[PSEUDONYM_SIZE]);

#endif
