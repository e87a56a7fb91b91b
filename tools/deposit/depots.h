/*
 * depots - the destinations of config/remises/depots.yaml, and how their files are called
 */
#ifndef DEPOSIT_DEPOTS_H
#define DEPOSIT_DEPOTS_H

#include "config.h"

#define DEPOTS_MAX 32
#define NOM_SIZE 64   /* of a destination: a directory */
#define FILE_SIZE 200 /* of a file */

/* What lies there. Neither is an FSE. */
enum nature { NATURE_B2, NATURE_PAPIER };

struct depot {
	struct text nom;
	unsigned nature; /* enum nature */
	struct config_list payeurs, supports, fichiers;
	struct text nommage;
	day_t du, au; /* of the emissions; DAY_NONE: open */
};

struct depots {
	struct depot at[DEPOTS_MAX];
	size_t count;
};

/* Dies with 66 or 78: a payer, a support or a file that there is not, a name that two files would have, a
 * file that two destinations would get. Lives until the process ends. */
void depots_load(struct depots *depots, const char *dir);

/* Does a lot of that payer and support go there, of an emission of that day? */
bool depot_takes(const struct depot *depot, struct text payeur, struct text support, day_t as_of);

/* What the braces of a name stand for. */
struct nommage {
	struct text lot, payeur, support, periode, emission, fichier;
};

/* The name of a file; false where the pattern has other braces, or the name is too long. */
bool depot_name(struct text pattern, const struct nommage *of, char name[FILE_SIZE]);

#endif
