#include "match.h"

#include "log.h"

#define ROUNDS_MAX 8 /* what one debit frees may be what another movement waits for */

static const char prepare[] =
	"DELETE FROM candidat; DELETE FROM ouvert;"
	"INSERT INTO ouvert SELECT numero, payeur, date_comptable, cents FROM virement INDEXED BY virement_ouvert"
	" WHERE affecte_cents <> cents AND meme IS NULL AND affecte_cents = 0 AND raison <> '" MEME_INCERTAIN "'"
	" AND NOT EXISTS (SELECT 1 FROM reglement WHERE reglement.virement = virement.numero)"
	" AND numero NOT IN (SELECT virement FROM decision);" /* a person's word stands */
	"INSERT OR IGNORE INTO semestre SELECT DISTINCT payeur, periode FROM lot WHERE periode GLOB '[0-9]*-S[12]';";

struct matching {
	struct run *run;
	struct seek *seek;
	struct apply *apply;
};

struct query *
waiting_query(struct run *run)
{
	return query_new(run->db, "SELECT o.virement, o.payeur, o.jour, o.cents, coalesce(e.texte, v.libelle),"
		" v.raison, v.retour_ref FROM ouvert AS o JOIN virement AS v ON v.numero = o.virement"
		" LEFT JOIN etiquette AS e ON e.virement = o.virement ORDER BY o.jour, o.cents, v.identite");
}

bool
waiting_next(struct query *query, const struct run *run, struct waiting *w)
{
	if (!query_row(query))
		return false;
	*w = (struct waiting){
		.numero = column_int(query, 0),
		.payeur = column_text(query, 1),
		.jour = column_text(query, 2),
		.cents = column_int(query, 3),
		.texte = column_text(query, 4),
		.raison = column_text(query, 5),
		.retour_ref = column_text(query, 6),
	};
	label_read(&w->label, &run->params->rapprochement, w->texte);
	w->contrepassation = text_is(w->raison, raison_name(RAISON_CONTREPASSATION));
	return true;
}

/* Transfers that are told of, by the word that tells them from others: of many of one amount, those that a
 * movement names are found. */
static void
prepare_words(struct run *run)
{
	struct query *query = query_new(run->db, "SELECT numero, libelle FROM reglement INDEXED BY reglement_ouvert"
		" WHERE virement IS NULL");
	struct query *add = query_new(run->db, "INSERT OR IGNORE INTO annonce VALUES (upper(?1), ?2)");

	while (query_row(query)) {
		struct text word = text_telling(column_text(query, 1));

		if (!word.at)
			continue;
		query_text(add, 1, word);
		query_int(add, 2, column_int(query, 0));
		query_run(add);
	}
	query_free(query);
	query_free(add);
}

/* What is named, or told of by the caisse, comes before what is found by its amount alone. */
static bool
is_named(const struct regle *regle)
{
	return regle->criteres & (BIT(LOT_NOMME) | BIT(LOTS_CONNUS) | BIT(PERIODE_NOMMEE) | BIT(REGLEMENT_MONTANT));
}

enum pass { PASS_NAMED, PASS_ALL, PASS_DEBITS };

/* How many found what they are for. */
static int64_t
match_pass(struct matching *m, enum pass pass)
{
	struct query *query = waiting_query(m->run);
	int64_t matched = 0;
	struct waiting w;

	while (waiting_next(query, m->run, &w)) {
		struct candidats c = {0};
		int choice;

		if ((w.cents < 0) != (pass == PASS_DEBITS))
			continue;
		if (w.cents < 0)
			seek_debit(m->seek, &w, &c);
		else
			seek_credit(m->seek, &w, &c);
		choice = rule_choose(&m->run->params->rapprochement, c.at, c.count);
		if (choice < 0 || c.retenus >> choice & 1 || (pass == PASS_NAMED && !is_named(c.at[choice].verdict.regle)))
			continue;
		apply_choice(m->apply, &w, &c.at[choice]);
		matched++;
	}
	query_free(query);
	return matched;
}

#define CROWD "64" /* movements of one payer around a day: of more, two that make a sum say nothing */

static const char couples[] =
	"INSERT INTO couple SELECT r.numero, a.virement, b.virement FROM reglement AS r INDEXED BY reglement_ouvert"
	" JOIN ouvert AS a ON a.payeur = r.payeur AND a.jour BETWEEN date(r.date_comptable, ?1)"
	"  AND date(r.date_comptable, ?2) AND a.cents > 0 AND a.cents < r.cents"
	" JOIN ouvert AS b ON b.cents = r.cents - a.cents AND b.payeur = r.payeur"
	"  AND b.jour BETWEEN date(r.date_comptable, ?1) AND date(r.date_comptable, ?2)"
	"  AND a.virement < b.virement"
	" WHERE r.virement IS NULL AND r.raison = 'attendu' AND " CROWD " >= (SELECT count(*) FROM"
	"  (SELECT 1 FROM ouvert AS o WHERE o.payeur = r.payeur AND o.jour BETWEEN date(r.date_comptable, ?1)"
	"  AND date(r.date_comptable, ?2) LIMIT " CROWD " + 1))"
	" GROUP BY r.numero HAVING count(*) = 1";

static bool
waiting_get(struct query *query, const struct run *run, int64_t numero, struct waiting *w)
{
	query_reset(query);
	query_int(query, 1, numero);
	return waiting_next(query, run, w);
}

/* Two movements, and no other two, that make what a caisse tells of; each of one such transfer only. */
static void
match_couples(struct matching *m)
{
	const struct rapprochement *rules = &m->run->params->rapprochement;
	struct opinion v = rule_judge(rules, OBJET_VIREMENT, CIBLE_REGLEMENT,
		BIT(PAYEUR) | BIT(REGLEMENT_DATE) | BIT(SOMME_EXACTE) | BIT(SEUL_COUPLE));
	static const char one[] = "SELECT o.virement, o.payeur, o.jour, o.cents, NULL, v.raison, v.retour_ref"
		" FROM ouvert AS o JOIN virement AS v ON v.numero = o.virement WHERE o.virement = ?1";
	struct query *find = query_new(m->run->db, couples);
	struct query *query = query_new(m->run->db, "SELECT reglement, premier, second FROM couple ORDER BY 1");
	struct query *first = query_new(m->run->db, one), *second = query_new(m->run->db, one);
	char before[DAYS_SIZE], after[DAYS_SIZE];
	struct waiting a, b;

	query_text(find, 1, days_text(before, -rules->jours_reglement));
	query_text(find, 2, days_text(after, rules->jours_reglement));
	query_run(find);
	while (v.regle && !v.manque && v.score >= rules->seuil && query_row(query))
		if (waiting_get(first, m->run, column_int(query, 1), &a)
			&& waiting_get(second, m->run, column_int(query, 2), &b))
			apply_two(m->apply, &a, &b, column_int(query, 0), &v);
	query_free(find);
	query_free(query);
	query_free(first);
	query_free(second);
}

void
match_all(struct run *run, struct effects *effects)
{
	struct matching m = {run, seek_new(run), apply_new(run, effects)};
	int rounds = 0;

	db_exec(run->db, prepare);
	prepare_words(run);
	match_pass(&m, PASS_NAMED);
	match_couples(&m);
	do
		match_pass(&m, PASS_ALL);
	while (match_pass(&m, PASS_DEBITS) && ++rounds < ROUNDS_MAX);
	apply_link(m.apply);
	queue_make(run, m.seek);
	apply_free(m.apply);
	seek_free(m.seek);
}
