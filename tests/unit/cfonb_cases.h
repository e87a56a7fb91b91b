/*
 * cfonb_cases - CFONB 120 is read to the column (ingest_test.c)
 */
#ifndef CFONB_CASES_H
#define CFONB_CASES_H

#include "cfonb.h"

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
		int64_t total = 10000 * 10 + rows[i].cents;

		snprintf(amount, sizeof(amount), "0000000000012%s", rows[i].last);
		snprintf(sum, sizeof(sum), "%013d%c", (int)(total / 10),
			"{ABCDEFGHI"[total % 10]);
		assert_int_equal(feed(&reader, (const char *const[]){OPEN,
			line(m, "04", "100426", amount, "VIR"), CLOSE(sum), NULL}),
			CFONB_MOVEMENT | CFONB_CLOSED);
		assert_int_equal(reader.done.amount, rows[i].cents);
		assert_int_equal(reader.closed.before, 10000 * 10);
		assert_int_equal(reader.closed.after, total);
		assert_int_equal(reader.closed.line, 3);
	}
}

static void
what_is_wrong_is_said_with_its_place(void **state)
{
	char a[256], m[256], z[256], x[256], y[256];
	const char *movement = line(m, "04", "100426", "0000000000012{", "VIR");
	const char *close = CLOSE("0000000010012{"), *open = OPEN;
	char decimals[256], account[256], currency[256], bell[256], letter[256], unpunched[256],
		valeur[256];
	struct cfonb reader;

	strcpy(decimals, movement)[19] = '9';
	strcpy(account, movement)[25] = '1';
	strcpy(currency, movement)[16] = 'U';
	strcpy(bell, movement)[55] = '\a';
	strcpy(letter, movement)[93] = 'O';
	strcpy(unpunched, movement)[103] = '5';
	strcpy(valeur, movement)[42] = '9';
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
		{"a value day that is none", {open, valeur}, 2, 43},
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

/* A complement: its qualifier, then 70 columns. */
static const char *
complement(char out[256], const char *qualifier, const char *text)
{
	line(out, "05", "100426", "              ", "");
	snprintf(out + 40, 216, "     %-3s%-70s  ", qualifier, text);
	return out;
}

static void
complements_go_where_their_qualifier_says(void **state)
{
	char a[256], m[256], z[256], c[8][256];
	char full[71] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAL000";
	struct cfonb reader;

	(void)state;
	line(m, "04", "100426", "0000000000012{", "VIR CPAM");
	memcpy(m + 32, "05", 2);
	memcpy(m + 40, "41", 2);
	memcpy(m + 81, "0000123", 7);
	memcpy(m + 104, "REF104", 6);
	assert_int_equal(feed(&reader, (const char *const[]){OPEN, m, complement(c[0], "NPY", "CPAM  X"),
		complement(c[1], "LCC", full), complement(c[2], "LC2", "012 FIN"), "",
		complement(c[3], "RCN", "BOUT-EN-BOUT                       OBJET"),
		complement(c[4], "REF", "REMISE                             OPERATION"),
		complement(c[5], "AAA", "\xe9tat  B"), complement(c[6], "LC2", "APART"),
		CLOSE("0000000010012{"), NULL}), CFONB_MOVEMENT | CFONB_CLOSED);
	assert_string_equal(reader.done.operation, "05");
	assert_string_equal(reader.done.rejet, "41");
	assert_string_equal(reader.done.ecriture, "0000123");
	assert_string_equal(reader.done.debiteur, "CPAM  X");
	assert_string_equal(reader.done.reference, "REF104 BOUT-EN-BOUT REMISE OPERATION");
	assert_non_null(strstr(reader.done.libelle, "VIR CPAM AAAA"));
	assert_non_null(strstr(reader.done.libelle, "AAL000012 FIN OBJET \xc3\xa9tat  B APART"));
	assert_false(reader.done.cut);
}

static void
a_label_without_end_is_cut_and_said(void **state)
{
	char a[256], m[256], z[256], c[256];
	struct cfonb reader = {0};

	(void)state;
	assert_int_equal(cfonb_line(&reader, text_of(OPEN)), 0);
	cfonb_line(&reader, text_of(line(m, "04", "100426", "0000000000012{", "VIR")));
	complement(c, "LIB", "\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9");
	for (int i = 0; i < 1000; i++)
		assert_int_equal(cfonb_line(&reader, text_of(c)), 0);
	assert_int_equal(cfonb_line(&reader, text_of(CLOSE("0000000010012{"))), CFONB_MOVEMENT | CFONB_CLOSED);
	assert_true(reader.done.cut);
	assert_int_equal(text_utf8_error(text_of(reader.done.libelle)), strlen(reader.done.libelle));
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

#endif
