/*
 * reconcile-payment - bank statements are read to the column, and a credit is never guessed at
 */
#include "cfonb.h"
#include "rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "shared_data.h"

/* A line: code, day, amount as it stands, label. */
static const char *
line(char out[256], const char *code, const char *day, const char *amount, const char *label)
{
	snprintf(out, 256, "%s30001    00152EUR2 C623000000018%s  %s%-31s  0000000  %s%16s", code, day,
		!strcmp(code, "04") ? day : "      ", label, amount, "");
	return out;
}

static unsigned
feed(struct cfonb *reader, const char *const *lines)
{
	unsigned events = 0;

	*reader = (struct cfonb){0};
	for (; *lines && !(events & CFONB_ERROR); lines++)
		events |= cfonb_line(reader, text_of(*lines));
	return events & CFONB_ERROR ? events : events | cfonb_end(reader);
}

#define OPEN line(a, "01", "010426", "0000000010000{", "")
#define CLOSE(amount) line(z, "07", "300426", amount, "")

static void
amounts_are_overpunched(void **state)
{
	static const struct {
		const char *last;
		int64_t cents;
	} rows[] = {
		{"{", 120}, {"A", 121}, {"I", 129}, {"}", -120}, {"J", -121}, {"R", -129}, {"a", 121},
		{"i", 129}, {"j", -121}, {"r", -129}, {"\xe9", 120}, {"\xe8", -120},
		{"\xc3\xa9", 120}, {"\xc3\xa8", -120}, /* a file turned into UTF-8 */
	};
	char a[256], m[256], z[256], amount[32], sum[32];
	struct cfonb reader;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t total = 10000 * 10 + rows[i].cents, cents = 0;

		snprintf(amount, sizeof(amount), "0000000000012%s", rows[i].last);
		snprintf(sum, sizeof(sum), "%013d%c", (int)(total / 10),
			"{ABCDEFGHI"[total % 10]);
		assert_int_equal(feed(&reader, (const char *const[]){OPEN,
			line(m, "04", "100426", amount, "VIR"), CLOSE(sum), NULL}),
			CFONB_MOVEMENT | CFONB_CLOSED);
		assert_true(cfonb_cents(&reader.done, &cents));
		assert_int_equal(cents, rows[i].cents);
	}
}

static void
what_is_wrong_is_said_with_its_place(void **state)
{
	char a[256], m[256], z[256], x[256], y[256];
	const char *movement = line(m, "04", "100426", "0000000000012{", "VIR");
	const char *close = CLOSE("0000000010012{"), *open = OPEN;
	char decimals[256], account[256], currency[256], bell[256], letter[256], unpunched[256];
	struct cfonb reader;

	strcpy(decimals, movement)[19] = '9';
	strcpy(account, movement)[25] = '1';
	strcpy(currency, movement)[16] = 'U';
	strcpy(bell, movement)[55] = '\a';
	strcpy(letter, movement)[93] = 'O';
	strcpy(unpunched, movement)[103] = '5';
	const struct {
		const char *sentence;
		const char *lines[5];
		unsigned line, column;
	} rows[] = {
		{"nothing at all", {NULL}, 1, 1},
		{"a movement before any balance", {movement}, 1, 1},
		{"no new balance", {open, movement}, 3, 1},
		{"two old balances", {open, open}, 2, 1},
		{"a complement without movement",
			{open, line(x, "05", "100426", "              ", "LIB")}, 2, 1},
		{"balances that do not meet", {open, movement, movement, close}, 4, 91},
		{"an unknown record", {open, "06"}, 2, 1},
		{"a day that does not exist", {open, line(y, "04", "310426", "0000000000012{", "")}, 2, 35},
		{"a number of decimals that is none", {open, decimals}, 2, 20},
		{"another account", {open, account}, 2, 12},
		{"another currency", {open, currency}, 2, 12},
		{"a control character", {open, bell}, 2, 56},
		{"a letter in an amount", {open, letter}, 2, 94},
		{"no sign", {open, unpunched}, 2, 104},
		{"a line cut before its amount", {"0130001    00152EUR2 C6230000000  010426"}, 1, 91},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("%s\n", rows[i].sentence);
		assert_true(feed(&reader, rows[i].lines) & CFONB_ERROR);
		assert_int_equal(reader.error.line, rows[i].line);
		assert_int_equal(reader.error.column, rows[i].column);
	}
}

static void
lines_may_be_trimmed_and_apart(void **state)
{
	char a[256], m[256], z[256], longer[512];
	struct cfonb reader;

	(void)state;
	OPEN;
	strcat(a, "   \r");
	assert_int_equal(feed(&reader, (const char *const[]){"", a, "   ",
		line(m, "04", "100426", "0000000000012{", "VIR"), "\r", CLOSE("0000000010012{"), NULL}),
		CFONB_MOVEMENT | CFONB_CLOSED);
	z[104] = a[104] = '\0';
	assert_int_equal(feed(&reader, (const char *const[]){a, m, z, NULL}),
		CFONB_MOVEMENT | CFONB_CLOSED);
	snprintf(longer, sizeof(longer), "%sX", m);
	assert_true(feed(&reader, (const char *const[]){a, longer, z, NULL}) & CFONB_ERROR);
	assert_int_equal(reader.error.column, 121);
}

static void
complements_join_their_movement(void **state)
{
	char a[256], m[256], c[256], d[256], z[256];
	struct cfonb reader;

	(void)state;
	line(c, "05", "100426", "              ", "L000012");
	line(d, "05", "100426", "              ", "\xe9tat  B");
	memcpy(c + 40, "     LCC", 8);
	memcpy(d + 40, "     AAA", 8);
	assert_int_equal(feed(&reader, (const char *const[]){OPEN,
		line(m, "04", "100426", "0000000000012{", "VIR CPAM"), c, "", d,
		CLOSE("0000000010012{"), NULL}), CFONB_MOVEMENT | CFONB_CLOSED);
	assert_string_equal(reader.done.libelle, "VIR CPAM");
	assert_non_null(strstr(reader.done.details, "L000012"));
	assert_non_null(strstr(reader.done.details, "état  B"));
}

static void
the_public_statements_balance(void **state)
{
	static const char *const files[] = {"cfonb/complex-test.txt", "cfonb/non-strict-test.txt",
		"cfonb/simple-test.txt", "cfonb/test-unused-parts.txt"};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		FILE *file = shared_data_open(files[i]);
		struct cfonb reader = {0};
		unsigned opened = 0;
		char text[1024];

		while (fgets(text, sizeof(text), file)) {
			text[strcspn(text, "\n")] = '\0';
			opened += !strncmp(text, "01", 2);
			assert_false(cfonb_line(&reader, text_of(text)) & CFONB_ERROR);
		}
		fclose(file);
		assert_int_equal(cfonb_end(&reader), 0);
		assert_int_equal(reader.statements, opened);
	}
}

static const struct rapprochement rules = {
	.prefixe = {"L", 1},
	.count = 2,
	.at = {
		{{"cpam-artois", 11}, {{"CPAM ARTOIS", 11}, {"CPAM DE L'ARTOIS", 16}}, 2},
		{{"epdef", 5}, {{"EPDEF", 5}}, 1},
	},
};

static void
labels_name_payers_and_lots(void **state)
{
	static const struct {
		const char *text, *payeur;
		unsigned references;
		int64_t first;
	} rows[] = {
		{"VIR CPAM ARTOIS 6200001", "cpam-artois", 0, 0},
		{"vir cpam de l'artois L000012", "cpam-artois", 1, 12},
		{"CPAM ARTOISE", NULL, 0, 0},
		{"XCPAM ARTOIS", NULL, 0, 0},
		{"CPAM ARTOIS POUR EPDEF", NULL, 0, 0}, /* two payers: none */
		{"L000001 L000002 L000001", NULL, 2, 1},
		{"BL000001 L00001 L0000001X LL000001 L0000000000001", NULL, 0, 0},
		{"REF:L000007/L000008", NULL, 2, 7},
		{"L1234567", NULL, 1, 1234567},
		{"L", NULL, 0, 0},
		{"", NULL, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t numbers[REFERENCES_MAX] = {0};
		struct text payeur = payeur_find(&rules, text_of(rows[i].text));

		print_message("%s\n", rows[i].text);
		assert_true(rows[i].payeur ? text_is(payeur, rows[i].payeur) : !payeur.at);
		assert_int_equal(references_find(&rules, text_of(rows[i].text), numbers),
			rows[i].references);
		assert_int_equal(numbers[0], rows[i].first);
	}
}

static void
more_references_than_there_is_room_for_are_counted(void **state)
{
	char text[40 * 8 + 8] = "";
	int64_t numbers[REFERENCES_MAX];

	(void)state;
	for (int i = 1; i <= 40; i++)
		snprintf(text + strlen(text), 16, "L%06d ", i);
	assert_int_equal(references_find(&rules, text_of(text), numbers), 40);
}

static void
a_credit_is_never_guessed_at(void **state)
{
	static const struct text artois = {"cpam-artois", 11}, epdef = {"epdef", 5};
	const struct {
		const char *sentence;
		struct question question;
		enum raison raison;
	} rows[] = {
		{"the lot is named", {1, true, artois, artois, 0}, RAISON_LOT},
		{"and no payer", {1, true, artois, TEXT_ABSENT, 0}, RAISON_LOT},
		{"it is another payer's", {1, true, artois, epdef, 1}, RAISON_AUTRE_PAYEUR},
		{"it is unknown, whatever its amount", {1, false, TEXT_ABSENT, artois, 1},
			RAISON_LOT_INCONNU},
		{"two lots are named", {2, false, TEXT_ABSENT, artois, 1}, RAISON_LOTS},
		{"payer, and one lot of this amount", {0, false, TEXT_ABSENT, artois, 1}, RAISON_MONTANT},
		{"payer, and two lots of this amount", {0, false, TEXT_ABSENT, artois, 2},
			RAISON_CANDIDATS},
		{"payer, and none", {0, false, TEXT_ABSENT, artois, 0}, RAISON_SANS_LOT},
		{"an amount without payer", {0, false, TEXT_ABSENT, TEXT_ABSENT, 1}, RAISON_SANS_PAYEUR},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("%s\n", rows[i].sentence);
		assert_string_equal(raison_name(reconcile_rule(&rows[i].question)),
			raison_name(rows[i].raison));
		assert_int_equal(raison_pays(rows[i].raison),
			rows[i].raison == RAISON_LOT || rows[i].raison == RAISON_MONTANT);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_are_overpunched),
		cmocka_unit_test(what_is_wrong_is_said_with_its_place),
		cmocka_unit_test(lines_may_be_trimmed_and_apart),
		cmocka_unit_test(complements_join_their_movement),
		cmocka_unit_test(the_public_statements_balance),
		cmocka_unit_test(labels_name_payers_and_lots),
		cmocka_unit_test(more_references_than_there_is_room_for_are_counted),
		cmocka_unit_test(a_credit_is_never_guessed_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
