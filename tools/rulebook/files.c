/*
 * files - the files of a book are those that programs read, and no other
 *
 * scripts/check-house holds this list against config/ and against who opens each.
 */
#include "nearest.h"
#include "verbs.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

static const char *const known[] = {
	"actes.yaml", "b2.yaml", "caisses.yaml", "conventions.yaml", "delais.yaml",
	"departement.yaml", "frequences.yaml", "identifiants.yaml", "indicateurs.yaml",
	"interpretations.yaml", "livre.yaml", "marche.yaml", "mentions.yaml", "motifs.yaml",
	"noemie.yaml", "pegase-calendrier.yaml", "pegase.yaml", "publics.yaml",
	"rapprochement.yaml", "recettes.yaml", "regles.yaml", "rejets.yaml", "signataires.yaml",
	"sites.yaml", "supports.yaml", "tarifs.yaml", "taux.yaml", "titres.yaml",
	"traitements.yaml", "transmissions.yaml", "vaccins.yaml",
};
#define KNOWN (sizeof(known) / sizeof(*known))

static void
check_file(struct report *report, const char *dir, const char *name)
{
	struct nearest near = {.word = text_of(name)};
	char path[1024], message[256];

	for (size_t i = 0; i < KNOWN; i++) {
		if (!strcmp(known[i], name))
			return;
		nearest_try(&near, known[i]);
	}
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	snprintf(message, sizeof(message), "no program reads this file%s%s%s", near.name ? "; did you mean " : "",
		near.name ? near.name : "", near.name ? "?" : "");
	report_file(report, LEVEL_ERROR, path, message);
}

void
check_files(struct report *report, const char *dir)
{
	struct dirent **files;
	int count = rulebook_files(dir, &files);

	for (int i = 0; i < count; i++)
		check_file(report, dir, files[i]->d_name);
	rulebook_files_free(files, count);
}
