/*
 * pes - what the parts of the file share: where it goes, and how a value is written
 */
#ifndef PES_H
#define PES_H

#include "titres.h"
#include "xml_write.h"

struct pes {
	const struct titres *titres;
	const struct titre_params *params;
	const struct codes *codes; /* of the genre */
	enum genre genre;
	struct xml_write *xml;
};

/* <element V="text"/>, of 1 to `max` characters. Dies with 78. */
void pes_value(const struct pes *pes, const char *element, size_t max, struct text text);
void pes_valuef(const struct pes *pes, const char *element, size_t max, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void pes_amount(const struct pes *pes, const char *element, int64_t cents);

/* The titres of the bordereau, in the order of their numbers. */
void pes_pieces(const struct pes *pes);

#endif
