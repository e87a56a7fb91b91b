/*
 * chain - what came back for an act: acknowledgements, what the caisse says of its invoice or line, and the
 * transfer that it is part of (act, invoice, lot, file, return, payment: one chain of identifiers)
 */
#ifndef WHY_CHAIN_H
#define WHY_CHAIN_H

#include "tree.h"
#include "why.h"

void chain_text(const struct why *why, struct tree *tree, const struct acte *acte);

struct json;
void chain_json(struct json *json, const struct why *why, const struct acte *acte);

#endif
