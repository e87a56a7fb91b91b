/*
 * titres - the rows of a bordereau and its titres, numbered without gap
 *
 * What is asked of the ledger and what is written stand in one transaction: a run that dies gave no number.
 */
#include "titres.h"

#include "log.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define PIECES_MAX 99999 /* NbrPce has five digits */

void
left_out(struct text what, const char *why)
{
	warn("%.*s: no titre: %s", TEXT_ARG(what), why);
}

/* The next number of a series; `first` where it has none. */
static int64_t
next_number(struct query *query, int64_t first)
{
	int64_t number = first;

	if (query_row(query) && column_given(query, 0))
		number = column_int(query, 0) + 1;
	query_free(query);
	return number;
}

static int64_t
next_bordereau(struct titres *titres)
{
	struct query *query = query_new(titres->ledger->db,
		"SELECT max(id_bord) FROM bordereau_titre WHERE exercice = ?1 AND type = ?2");

	query_int(query, 1, titres->demande->exercice);
	query_text(query, 2, titres->params->genres[titres->demande->genre].typ_bord);
	return next_number(query, titres->params->premier_bordereau);
}

static int64_t
next_titre(struct titres *titres)
{
	struct query *query = query_new(titres->ledger->db, "SELECT max(id_pce) FROM titre WHERE exercice = ?1");

	query_int(query, 1, titres->demande->exercice);
	return next_number(query, titres->params->premier_titre);
}

static void
begin_bordereau(struct titres *titres)
{
	const struct demande *demande = titres->demande;
	struct query *query = query_new(titres->ledger->db, "INSERT INTO bordereau_titre (genre, exercice, type,"
		" id_bord, as_of, choix, livre_hash, pieces, cents, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, '')");

	query_text(query, 1, text_of(genre_names[demande->genre]));
	query_int(query, 2, demande->exercice);
	query_text(query, 3, titres->params->genres[demande->genre].typ_bord);
	query_int(query, 4, next_bordereau(titres));
	query_text(query, 5, text_of(demande->as_of));
	query_text(query, 6, text_of(demande->choix));
	query_text(query, 7, text_of(titres->livre_hash));
	query_run(query);
	query_free(query);
	titres->bordereau = db_number(titres->ledger->db, "SELECT last_insert_rowid()", 0);
}

void
titre_begin(struct titres *titres, struct text payeur, int64_t virement, int64_t origine)
{
	struct query *query = query_new(titres->ledger->db, "INSERT INTO titre (bordereau, exercice, id_pce, payeur,"
		" virement, origine, cents) VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), nullif(?6, 0), 0)");

	query_int(query, 1, titres->bordereau);
	query_int(query, 2, titres->demande->exercice);
	query_int(query, 3, next_titre(titres));
	query_text(query, 4, payeur);
	query_int(query, 5, virement);
	query_int(query, 6, origine);
	query_run(query);
	query_free(query);
	titres->titre = db_number(titres->ledger->db, "SELECT last_insert_rowid()", 0);
	titres->ligne = 0;
}

void
titre_add(struct titres *titres, int64_t lot, const struct part *part)
{
	struct query *query = query_new(titres->ledger->db,
		"INSERT INTO titre_ligne (titre, ligne, lot, imputation, cents) VALUES (?1, ?2, ?3, ?4, ?5)");

	query_int(query, 1, titres->titre);
	query_int(query, 2, ++titres->ligne);
	query_int(query, 3, lot);
	query_text(query, 4, text_of(part->imputation));
	query_int(query, 5, part->cents);
	query_run(query);
	query_free(query);
}

/* A lot that was named must be there; one that has its titre is told of. */
static void
check_lots(struct titres *titres)
{
	struct query *query = query_new(titres->ledger->db, "SELECT (SELECT numero FROM lot WHERE id = ?1),"
		" (SELECT t.id_pce || ' of ' || t.exercice FROM titre_ligne AS l JOIN titre AS t ON t.numero = l.titre"
		"  JOIN bordereau_titre AS b ON b.numero = t.bordereau"
		"  WHERE l.lot = (SELECT numero FROM lot WHERE id = ?1) AND b.genre = 'ordinaire')");
	const char *at = titres->demande->lots + 1;

	for (; *at; at += strcspn(at, " ") + 1) {
		struct text id = {at, strcspn(at, " ")};

		query_text(query, 1, id);
		if (!query_row(query) || !column_given(query, 0))
			die(EX_DATAERR, "there is no lot %.*s in this ledger", TEXT_ARG(id));
		if (column_given(query, 1))
			warn("%.*s has titre %.*s already", TEXT_ARG(id), TEXT_ARG(column_text(query, 1)));
		query_reset(query);
	}
	query_free(query);
}

/* The sums, of what was written. */
static int64_t
end_bordereau(struct titres *titres)
{
	struct query *query = query_new(titres->ledger->db, "UPDATE bordereau_titre SET"
		" pieces = (SELECT count(*) FROM titre WHERE bordereau = ?1),"
		" cents = (SELECT coalesce(sum(cents), 0) FROM titre WHERE bordereau = ?1) WHERE numero = ?1"
		" RETURNING pieces");
	struct query *sums = query_new(titres->ledger->db, "UPDATE titre SET cents ="
		" (SELECT coalesce(sum(cents), 0) FROM titre_ligne WHERE titre = titre.numero) WHERE bordereau = ?1");
	int64_t pieces = 0;

	query_int(sums, 1, titres->bordereau);
	query_run(sums);
	query_int(query, 1, titres->bordereau);
	while (query_row(query))
		pieces = column_int(query, 0);
	query_free(sums);
	query_free(query);
	return pieces;
}

void
titres_make(struct titres *titres)
{
	static void (*const make[])(struct titres *) = {ordinaires_make, encaissements_make, annulations_make};
	int64_t pieces;

	if (titres->demande->lots)
		check_lots(titres);
	db_exec(titres->ledger->db, "SAVEPOINT bordereau");
	begin_bordereau(titres);
	make[titres->demande->genre](titres);
	pieces = end_bordereau(titres);
	if (pieces > PIECES_MAX)
		die(EX_DATAERR, "a bordereau has %d titres at most: choose with --mois", PIECES_MAX);
	if (!pieces) {
		titres->bordereau = 0;
		db_exec(titres->ledger->db, "ROLLBACK TO bordereau");
	}
	db_exec(titres->ledger->db, "RELEASE bordereau");
}

int64_t
titres_find(struct titres *titres)
{
	struct query *query = query_new(titres->ledger->db,
		"SELECT max(numero) FROM bordereau_titre WHERE genre = ?1 AND as_of = ?2 AND choix = ?3");
	int64_t found = 0;

	query_text(query, 1, text_of(genre_names[titres->demande->genre]));
	query_text(query, 2, text_of(titres->demande->as_of));
	query_text(query, 3, text_of(titres->demande->choix));
	while (query_row(query))
		found = column_int(query, 0);
	query_free(query);
	return found;
}
