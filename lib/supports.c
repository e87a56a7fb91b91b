#include "supports.h"

#include <stddef.h>

const char *const sortie_files[] = {[SORTIE_B2] = "lot.b2", [SORTIE_PDF] = "formulaire.pdf",
	[SORTIE_CSV] = "formulaire.csv", [SORTIE_JSON] = "formulaire.json", [SORTIE_ENVOI] = "envoi.pdf", NULL};
