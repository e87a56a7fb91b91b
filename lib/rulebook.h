/*
 * rulebook - config/ as a whole: its name, its hash, its motifs
 *
 * The book is every *.yaml directly in the directory (mappings/ and pipelines/ are not rules). Its
 * hash is the SHA-256 of the sorted names and contents; two stages of one run must have the same.
 */
#ifndef RULEBOOK_H
#define RULEBOOK_H

#include "motif.h"

struct rulebook {
	const char *dir;
	char hash[65];     /* hexadecimal */
	struct text name;  /* livre.yaml: nom */
	struct motifs motifs;
};

/* The files of a book in the order of its hash, by name; scandir(3). Dies with 66. */
struct dirent;
int rulebook_files(const char *dir, struct dirent ***files);
void rulebook_files_free(struct dirent **files, int count);

/* Name and hash only. Dies with 66 or 78; the name lives until the process ends. */
void rulebook_identify(struct rulebook *book, const char *dir);

/* Dies with 66 or 78. `etape` is who judges ("price"). Lives until the process ends. */
void rulebook_open(struct rulebook *book, const char *dir, const char *etape);

#endif
