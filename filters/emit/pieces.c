#include "pieces.h"

#include "history.h"
#include "log.h"
#include "output.h"

#include <inttypes.h>
#include <stdlib.h>

struct pieces {
	const struct emission *emission;
	struct query *add;
};

struct pieces *
pieces_new(const struct emission *emission)
{
	struct pieces *pieces = calloc(1, sizeof(*pieces));

	if (!pieces)
		out_of_memory();
	pieces->emission = emission;
	pieces->add = query_new(emission->ledger->db,
		"INSERT OR IGNORE INTO piece VALUES (?1, ?2, ?3, ?4, ?5)");
	return pieces;
}

void
pieces_free(struct pieces *pieces)
{
	query_free(pieces->add);
	free(pieces);
}

void
pieces_add(struct pieces *pieces, const struct record *rec, int64_t acte)
{
	struct text structure = record_text(rec, F_STRUCTURE_FINESS);

	query_text(pieces->add, 1, structure.at ? structure : TEXT(""));
	query_text(pieces->add, 2, record_text(rec, F_ACTE_REF));
	query_text(pieces->add, 3, piece_of(rec) == PIECE_JUMEAU ? TEXT("jumeau") : TEXT("duplicata"));
	query_int(pieces->add, 4, pieces->emission->numero);
	query_int(pieces->add, 5, acte);
	query_run(pieces->add);
}

static void
write_piece(struct output *output, const struct query *query)
{
	bool duplicata = text_is(column_text(query, 0), "duplicata");

	output_print(output, "%s;", duplicata ? "DUPLICATA" : "double d'une feuille dégradée");
	output_cell(output, column_text(query, 1));
	output_print(output, ";");
	output_cell(output, column_text(query, 2));
	output_print(output, ";%.*s;%" PRId64 ";%" PRId64 ";%.*s\n", TEXT_ARG(column_text(query, 3)),
		column_int(query, 4), column_int(query, 5), TEXT_ARG(column_text(query, 6)));
}

void
pieces_write(const struct pieces *pieces)
{
	const struct emission *e = pieces->emission;
	struct query *query = query_new(e->ledger->db, "SELECT piece.genre, piece.acte_ref, acte.acte_ref,"
		" lot.id, acte.facture, acte.ligne, emission.as_of FROM piece"
		" JOIN acte ON acte.numero = piece.acte JOIN lot ON lot.numero = acte.lot"
		" JOIN emission ON emission.numero = lot.emission WHERE piece.emission = ?1"
		" ORDER BY acte.numero, piece.structure, piece.acte_ref, piece.genre");
	struct output *output = NULL;
	char path[PATH_SIZE], sha256[65];

	query_int(query, 1, e->numero);
	while (query_row(query)) {
		if (!output) {
			output = output_open(path_join(path, sizeof(path), e->staging, "pieces.csv"));
			output_print(output, "mention;acte_ref;feuille;lot;facture;ligne;premier_envoi\n");
		}
		write_piece(output, query);
	}
	query_free(query);
	if (!output)
		return;
	output_close(output, sha256);
	emission_file(e, "pieces.csv", sha256);
}
