/*
 * noemie - NOEMIE-PS, what a caisse returns: blocks of 128 bytes, and the entities that they carry
 *
 *	000 as a block | flag and 127 bytes of payload, again and again; the last has flag 1 | 999 as a block
 *
 * The payload is a stream of entities, each of the length of its code and ended by @ (noemie_entities.h).
 *
 *	while (a block is there) {
 *		if (!noemie_block(&n, block))
 *			fault
 *		while (noemie_next(&n, &entity))
 *			use it
 *		if (n.fault.what[0])
 *			fault
 *	}
 *	if (!noemie_end(&n, bytes that are no block))
 *		fault
 *
 * Plain: no I/O. A fault has its block and column (byte) and no value of the file; after it nothing is read.
 */
#ifndef NOEMIE_H
#define NOEMIE_H

#include "date.h"
#include "noemie_entities.h"
#include "noemie_rules.h"

#define NOEMIE_BLOCK 128
#define NOEMIE_PAYLOAD (NOEMIE_BLOCK - 1)
#define NOEMIE_LONGEST 999 /* an entity: of the table 153, of the rule book no more than this */

#define NOEMIE_CONSTANT(code, level, label) NOEMIE_##code,
enum noemie_type { NOEMIE_ENTITIES(NOEMIE_CONSTANT) NOEMIE_TYPE_COUNT };
#undef NOEMIE_CONSTANT

#define NOEMIE_CONSTANT(code, name, from, to, kind, presence, label) NOEMIE_##code##_##name,
enum noemie_zone { NOEMIE_ZONES(NOEMIE_CONSTANT) NOEMIE_ZONE_COUNT };
#undef NOEMIE_CONSTANT

struct noemie_zone_info {
	enum noemie_type type;
	const char *label;        /* "Montant AMO payé" */
	unsigned char from, len;  /* positions, from 1 */
	char kind;                /* 'N', 'A', 'D', 'S', 'E': noemie_entities.h */
	bool required;
};
extern const struct noemie_zone_info noemie_zones[NOEMIE_ZONE_COUNT];

/* The zones of a type: `*count` of them, in the order of their positions. */
const struct noemie_zone_info *noemie_zones_of(enum noemie_type type, unsigned *count);

const char *noemie_code(enum noemie_type type);  /* "198" */
unsigned noemie_length(enum noemie_type type);   /* with its @ */
unsigned noemie_level(enum noemie_type type);    /* that the dictionary fixes; 0: any */

struct noemie_entity {
	enum noemie_type type; /* NOEMIE_TYPE_COUNT: one that the rule book says to step over */
	const char *at;        /* until the next call */
	size_t len;
	uint64_t block;        /* where it begins, from 1 */
	unsigned column;
};

/* Text without blanks around it; bytes of a code page of Western Europe, see noemie_utf8. */
struct text noemie_get(const struct noemie_entity *entity, enum noemie_zone zone);
int64_t noemie_number(const struct noemie_entity *entity, enum noemie_zone zone); /* blank: 0 */
day_t noemie_day(const struct noemie_entity *entity, enum noemie_zone zone);      /* DAY_NONE: not given */

/* An amount with the sign of another zone: N is below 0. */
int64_t noemie_signed(const struct noemie_entity *entity, enum noemie_zone amount, enum noemie_zone sign);

/* Where a position of an entity stands in the file. */
void noemie_place(const struct noemie_entity *entity, size_t position, uint64_t *block, unsigned *column);

/* ISO-8859-1 to UTF-8, ended by NUL; returns `to`. Twice the bytes and one. */
const char *noemie_utf8(struct text from, char *to, size_t size);

struct noemie_fault {
	uint64_t block;   /* from 1 */
	unsigned column;  /* from 1 */
	char what[160];   /* in English, no value of a person; "": none */
};

struct noemie {
	const struct noemie_rules *rules;
	struct noemie_fault fault;
	uint64_t blocks;
	/* inside: */
	enum { NOEMIE_BEGIN, NOEMIE_WITHIN, NOEMIE_LAST, NOEMIE_ENDED } state;
	bool raw;        /* `bytes` is an entity that is a block */
	char bytes[NOEMIE_LONGEST + NOEMIE_PAYLOAD];
	size_t used, len;
	uint64_t offset; /* in the payload, of bytes[0] */
};

/* `n` is { .rules } before the first block. The entities of the block before have been taken. */
bool noemie_block(struct noemie *n, const char block[NOEMIE_BLOCK]);
bool noemie_next(struct noemie *n, struct noemie_entity *entity);
bool noemie_end(struct noemie *n, size_t rest);

/* Sets the fault at a position (from 1) of the entity; false, for who returns it. */
bool noemie_refuse(struct noemie_fault *fault, const struct noemie_entity *entity, size_t position,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Each zone by itself: digits, days, signs, what is obligatory, the level. False: `fault`. */
bool noemie_zones_hold(const struct noemie_entity *entity, struct noemie_fault *fault);

#endif
