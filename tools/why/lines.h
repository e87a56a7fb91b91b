/*
 * lines - what --explain wrote (lib/explain.h), read again
 */
#ifndef WHY_LINES_H
#define WHY_LINES_H

#include "arena.h"
#include "text.h"

#define PRIS_MAX 8

/* A field and its value: a text, a number, or absent. */
struct valued {
	struct text name, text;
	bool is_number;
	int64_t number;
};

struct raised {
	struct text code, champ, niveau;
};

/* One rule that looked. */
struct looked {
	struct text regle, article, etat, condition, pris[PRIS_MAX];
	struct valued *entrees;
	struct raised *motifs;
	unsigned entree_count, motif_count, pris_count;
};

/* One stage and one act. */
struct explained {
	struct text id, acte_ref, etape, livre, statut;
	struct looked *regles;
	struct raised *motifs; /* that no rule has claimed */
	struct valued *ecrit;
	unsigned regle_count, motif_count, ecrit_count;
};

/* NULL, and why in English, where it is no such line. What is returned lives in the arena. */
struct explained *explained_read(struct text line, struct arena *arena, const char **why);

/* Of what the stage wrote; NULL: nothing of that name. */
const struct valued *explained_wrote(const struct explained *line, const char *name);

#endif
