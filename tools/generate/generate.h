/*
 * generate - invented acts: the parts of pmi-generate
 *
 * The same seed and profile give the same bytes, on any machine: no clock, no locale, a generator of
 * numbers of our own.
 */
#ifndef GENERATE_H
#define GENERATE_H

#include "config.h"
#include "field.h"
#include "sites.h"

/* SplitMix64 (Steele, Lea, Flood, 2014): eight bytes of state, good enough for invented people. */
struct random {
	uint64_t state;
};

uint64_t random_next(struct random *random);
unsigned random_below(struct random *random, unsigned bound); /* 0 to bound - 1; bound > 0 */

enum patient { ENFANT, ADOLESCENTE, FEMME, ENCEINTE, POSTNATALE, ANONYME, PEGASE, PATIENT_COUNT };

struct genre {
	struct text nom;
	int64_t poids;
	unsigned activite, lieu, patient; /* lieu: enum site_type */
	int64_t age_min, age_max;         /* days */
	struct config_list actes, professions, cip13;
	bool delegue;
	const struct config_node *champs; /* NULL: none */
};

struct faute {
	struct text nom;
	int64_t poids;
	unsigned pour; /* bit set of enum patient; 0: any */
	const struct config_node *champs;
	struct config_list casse;
	bool repete, coupe, octets;
	int64_t used; /* how often so far */
};

struct profile {
	day_t du, au;
	int64_t actes, fautes_pour_mille, executants;
	struct config_list noms, prenoms, organismes[2]; /* by payer: Artois, Côte d'Opale */
	struct genre *genres;
	size_t genre_count;
	int64_t genre_weight;
	struct faute *fautes;
	size_t faute_count;
	struct config_list pegase_rpps;
};

/* Dies with 66 or 78. `dir` is the rule book, for the doctors of PEGASE. */
void profile_read(struct profile *profile, const char *file, const char *dir);

#define CELL_ROOM 64

struct row {
	char cell[FIELD_COUNT][CELL_ROOM];
	unsigned patient;
	bool twice, cut, bad_byte;
};

/* One act: its kind, its people, and now and then something wrong. */
void act_make(struct row *row, const struct profile *profile, const struct sites *sites,
	struct random *random, uint64_t number);

/* Numbers with a right key; `buf` holds CELL_ROOM bytes. */
void make_nir(char *buf, int sex, day_t birth, unsigned order);
void make_luhn(char *buf, const char *prefix, unsigned number, unsigned digits);

#endif
