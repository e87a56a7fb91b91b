/*
 * queue - what is left waits: its candidates, each with the score of the rule that comes closest and why, and one
 * reason for the movement
 */
#include "log.h"
#include "match.h"

struct queue {
	struct run *run;
	struct query *add, *reason;
};

static void
add(struct queue *q, int64_t virement, const char *genre, int64_t cible, const struct opinion *v)
{
	char why[POURQUOI_SIZE];

	query_int(q->add, 1, virement);
	query_text(q->add, 2, text_of(genre));
	query_int(q->add, 3, cible);
	query_text(q->add, 4, v->regle->id);
	query_int(q->add, 5, v->score);
	query_text(q->add, 6, opinion_why(v, why));
	query_run(q->add);
}

/* Of lots named together, and of a half-year, the lots themselves stand there. */
static const char *
genre_of(enum cible cible)
{
	return cible == CIBLE_REGLEMENT ? "reglement" : cible == CIBLE_VIREMENT ? "virement" : "lot";
}

static void
put(struct queue *q, const struct waiting *w, const struct candidats *c)
{
	int choice = rule_choose(&q->run->params->rapprochement, c->at, c->count);
	struct question question = {.cents = w->cents, .contrepassation = w->contrepassation,
		.references = w->label.references, .connus = c->connus, .lot_payeur = c->lot_payeur,
		.payeur = w->payeur, .candidats = c->alike, .reglement = c->reglement,
		.retenu = choice >= 0 && c->retenus >> choice & 1};

	for (unsigned i = 0; i < c->count; i++)
		add(q, w->numero, genre_of(c->at[i].genre), c->at[i].cible, &c->at[i].verdict);
	query_int(q->reason, 1, w->numero);
	query_text(q->reason, 2, text_of(raison_name(rule_reason(&question))));
	query_int(q->reason, 3, w->label.references ? w->label.references : c->count);
	query_run(q->reason);
}

static void
put_waiting(struct queue *q, struct seek *seek)
{
	struct query *query = waiting_query(q->run);
	struct waiting w;

	while (waiting_next(query, q->run, &w)) {
		struct candidats c = {0};

		if (w.cents < 0)
			seek_debit(seek, &w, &c);
		else
			seek_credit(seek, &w, &c);
		put(q, &w, &c);
	}
	query_free(query);
}

/* Movements that may be the same money: of that amount and day, in another file. */
static void
put_uncertain(struct queue *q)
{
	const struct rapprochement *rules = &q->run->params->rapprochement;
	struct query *query = query_new(q->run->db, "SELECT u.numero, v.numero FROM virement AS u JOIN virement AS v"
		" ON v.cents = u.cents AND v.date_comptable = u.date_comptable WHERE u.raison = '" MEME_INCERTAIN "'"
		" AND v.numero <> u.numero AND v.meme IS NULL AND v.raison <> '" MEME_INCERTAIN "'"
		" AND u.affecte_cents <> u.cents AND u.meme IS NULL ORDER BY 1, 2");
	struct opinion v = rule_judge(rules, OBJET_MEME, CIBLE_VIREMENT, BIT(MEME_JOUR));

	while (v.regle && query_row(query))
		add(q, column_int(query, 0), "virement", column_int(query, 1), &v);
	query_free(query);
}

void
queue_make(struct run *run, struct seek *seek)
{
	struct queue q = {run,
		query_new(run->db, "INSERT OR IGNORE INTO candidat VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
		query_new(run->db, "UPDATE virement SET raison = ?2, candidats = ?3 WHERE numero = ?1")};

	put_waiting(&q, seek);
	put_uncertain(&q);
	query_free(q.add);
	query_free(q.reason);
}
