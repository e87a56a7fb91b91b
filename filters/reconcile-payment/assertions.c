#include "balances.h"

#include "config.h"
#include "ecriture.h"
#include "log.h"
#include "money.h"

#include <stdio.h>

/* One line of the file: the balance of an account, what a payer owes, what is owed of a lot. */
struct assertion {
	struct text compte, payeur, lot;
	day_t au;
	int64_t cents;
};

static const char of_account[] = "SELECT coalesce(sum(cents), 0) FROM ecriture WHERE compte = ?1"
	" AND date_operation <= ?2";

/* A lot that was paid too much is owed nothing. */
static const char of_payer[] = "SELECT coalesce(sum((SELECT coalesce(sum(cents), 0) FROM ecriture"
	" WHERE compte = 'creance:' || lot.id AND date_operation <= ?2)), 0) FROM lot WHERE payeur = ?1";

static int64_t
balance(struct run *run, const char *sql, struct text of, day_t au)
{
	struct query *query = query_new(run->db, sql);
	char day[DAY_SIZE];
	int64_t cents;

	query_text(query, 1, of);
	query_text(query, 2, text_of(day_format(au, day)));
	query_row(query);
	cents = column_int(query, 0);
	query_free(query);
	return cents;
}

static void
check(struct run *run, const struct assertion *a, const struct config_node *node)
{
	char account[COMPTE_SIZE], expected[MONEY_SIZE], found[MONEY_SIZE], day[DAY_SIZE];
	struct text of = a->compte;
	const char *sql = a->payeur.at ? of_payer : of_account;
	int64_t cents;

	if (!a->compte.at + !a->payeur.at + !a->lot.at != 2)
		config_die(node, "one of compte, payeur, lot is needed");
	if (a->lot.at)
		of = (struct text){account, (size_t)snprintf(account, sizeof(account), "creance:%.*s",
			TEXT_ARG(a->lot))};
	if (a->lot.at && of.len >= sizeof(account))
		config_die(config_under(node, "lot"), "no lot has so long a name");
	cents = balance(run, sql, a->payeur.at ? a->payeur : of, a->au);
	if (cents != a->cents)
		config_fail(EX_DATAERR, config_under(node, "euros"), "%.*s on %s: %s euros are expected, the ledger "
			"would have %s; nothing is written", TEXT_ARG(a->payeur.at ? a->payeur : of),
			day_format(a->au, day), money_format(a->cents, '.', expected),
			money_format(cents, '.', found));
}

void
assertions_check(struct run *run, const char *path)
{
	static const struct config_key keys[] = {
		{"compte", CONFIG_TEXT, offsetof(struct assertion, compte), true, 1, COMPTE_SIZE, NULL},
		{"payeur", CONFIG_TEXT, offsetof(struct assertion, payeur), true, 1, COMPTE_SIZE, NULL},
		{"lot", CONFIG_TEXT, offsetof(struct assertion, lot), true, 1, COMPTE_SIZE, NULL},
		{"au", CONFIG_DATE, offsetof(struct assertion, au), false, 0, 0, NULL},
		{"euros", CONFIG_EUROS, offsetof(struct assertion, cents), false, -MONEY_MAX, MONEY_MAX, NULL},
		{0},
	};
	struct config *config = config_open(NULL, path);
	const struct config_node *list = config_root(config);

	for (size_t i = 0; i < config_count(list); i++) {
		struct assertion a = {.au = DAY_NONE};

		config_bind(config_item(list, i), keys, &a);
		check(run, &a, config_item(list, i));
	}
	config_close(config);
}
