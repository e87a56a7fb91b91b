#include "cfonb.h"
#include "cfonb_zones.h"

#include <string.h>

/* Columns from 1, as the leaflet counts them. */
enum {
	COL_CODE = 1, COL_BANQUE = 3, COL_GUICHET = 12, COL_DEVISE = 17, COL_DECIMALES = 20,
	COL_COMPTE = 22, COL_OPERATION = 33, COL_DATE = 35, COL_REJET = 41, COL_VALEUR = 43,
	COL_QUALIFIANT = 46, COL_LIBELLE = 49, COL_SECOND = 84, /* the second half of a complement */
	COL_ECRITURE = 82, COL_MONTANT = 91, COL_REFERENCE = 105
};
#define LIBELLE 31
#define HALF 35 /* of the columns 49-118 of a 05 */
#define MONTANT 14
#define DECIMALES_MAX 3

static bool
fail(struct cfonb *r, unsigned column, const char *why)
{
	r->error = (struct cfonb_error){r->line, column, why};
	return false;
}

static bool
read_line(struct cfonb *r, struct text t, struct cfonb_line *line)
{
	bool utf8 = text_utf8_error(t) == t.len;
	unsigned col = 0;
	size_t step;

	memset(line->at, ' ', sizeof(line->at));
	for (size_t i = 0; i < t.len; i += step, col++) {
		char c = t.at[i];

		step = utf8 ? zone_decode(t, i, &c) : 1;
		if (c == '\r' && i + 1 == t.len)
			break;
		if ((unsigned char)c < ' ')
			return fail(r, col + 1, "a control character");
		if (col < CFONB_LINE)
			line->at[col] = c;
		else if (c != ' ')
			return fail(r, col + 1, "the line is longer than 120 characters");
	}
	return true;
}

static bool
is_blank(const struct cfonb_line *line)
{
	for (size_t i = 0; i < CFONB_LINE; i++)
		if (line->at[i] != ' ')
			return false;
	return true;
}

static bool
alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

static bool
read_digits(struct cfonb *r, const struct cfonb_line *line, int col, size_t n, char *out)
{
	if (!text_digits((struct text){zone_at(line, col), n}, n))
		return fail(r, (unsigned)col, "digits are expected");
	memcpy(out, zone_at(line, col), n);
	out[n] = '\0';
	return true;
}

static bool
read_alnum(struct cfonb *r, const struct cfonb_line *line, int col, size_t n, char *out)
{
	for (size_t i = 0; i < n; i++)
		if (!alnum(zone_at(line, col)[i]))
			return fail(r, (unsigned)(col + (int)i), "a letter or a digit is expected");
	memcpy(out, zone_at(line, col), n);
	out[n] = '\0';
	return true;
}

static bool
read_account(struct cfonb *r, const struct cfonb_line *line, struct cfonb_account *account)
{
	char decimales = *zone_at(line, COL_DECIMALES);

	*account = (struct cfonb_account){.decimales = decimales - '0'};
	if (!read_digits(r, line, COL_BANQUE, 5, account->banque)
		|| !read_digits(r, line, COL_GUICHET, 5, account->guichet)
		|| !read_alnum(r, line, COL_DEVISE, 3, account->devise)
		|| !read_alnum(r, line, COL_COMPTE, 11, account->compte))
		return false;
	if (decimales < '0' || decimales > '0' + DECIMALES_MAX)
		return fail(r, COL_DECIMALES, "a number of decimals from 0 to 3 is expected");
	return true;
}

static bool
read_amount(struct cfonb *r, const struct cfonb_line *line, int64_t *amount)
{
	const char *at = zone_at(line, COL_MONTANT);
	int64_t value = 0;
	int digit, sign;

	for (int i = 0; i < MONTANT - 1; i++) {
		if (at[i] < '0' || at[i] > '9')
			return fail(r, (unsigned)(COL_MONTANT + i), "a digit of the amount is expected");
		value = value * 10 + at[i] - '0';
	}
	if (!zone_overpunch(at[MONTANT - 1], &digit, &sign))
		return fail(r, COL_MONTANT + MONTANT - 1, "an overpunched last digit is expected");
	*amount = sign * (value * 10 + digit);
	return true;
}

/* Not the bank: public samples hold movements under the code of another one, and balance. */
static bool
same_account(const struct cfonb_account *a, const struct cfonb_account *b)
{
	return !strcmp(a->guichet, b->guichet) && !strcmp(a->compte, b->compte)
		&& !strcmp(a->devise, b->devise) && a->decimales == b->decimales;
}

/* Every record of a statement is of its account. */
static bool
check_account(struct cfonb *r, const struct cfonb_line *line)
{
	struct cfonb_account account;

	if (!r->open)
		return fail(r, COL_CODE, "outside a statement: 01 (the old balance) is expected first");
	if (!read_account(r, line, &account))
		return false;
	return same_account(&account, &r->account)
		|| fail(r, COL_GUICHET, "another account or currency than that of the statement");
}

static bool
read_opening(struct cfonb *r, const struct cfonb_line *line)
{
	if (r->open)
		return fail(r, COL_CODE, "the statement before has no new balance (07)");
	if (!read_account(r, line, &r->account) || !read_amount(r, line, &r->before))
		return false;
	r->balance = r->before;
	if (zone_day(line, COL_DATE) == DAY_NONE)
		return fail(r, COL_DATE, "a day JJMMAA is expected");
	r->open = true;
	return true;
}

static bool
read_days(struct cfonb *r, const struct cfonb_line *line, struct cfonb_movement *m)
{
	static const char none[] = "000000";

	m->comptable = zone_day(line, COL_DATE);
	m->valeur = zone_day(line, COL_VALEUR);
	if (m->comptable == DAY_NONE)
		return fail(r, COL_DATE, "a day JJMMAA is expected");
	return m->valeur != DAY_NONE || !zone_text(line, COL_VALEUR, 6).len
		|| !memcmp(zone_at(line, COL_VALEUR), none, 6)
		|| fail(r, COL_VALEUR, "a day JJMMAA is expected, or nothing");
}

static bool
read_movement(struct cfonb *r, const struct cfonb_line *line)
{
	struct cfonb_movement *m = &r->movement;

	if (!check_account(r, line))
		return false;
	*m = (struct cfonb_movement){.line = r->line, .account = r->account};
	if (!read_days(r, line, m) || !read_amount(r, line, &m->amount))
		return false;
	if (__builtin_add_overflow(r->balance, m->amount, &r->balance))
		return fail(r, COL_MONTANT, "the sum of the amounts is too large");
	zone_add(m->operation, sizeof(m->operation), zone_text(line, COL_OPERATION, 2));
	zone_add_code(m->rejet, sizeof(m->rejet), zone_text(line, COL_REJET, 2));
	zone_add_code(m->ecriture, sizeof(m->ecriture), zone_text(line, COL_ECRITURE, 7));
	zone_add(m->libelle, sizeof(m->libelle), zone_text(line, COL_LIBELLE, LIBELLE));
	zone_add(m->reference, sizeof(m->reference), zone_text(line, COL_REFERENCE, 16));
	r->pending = true;
	return true;
}

/* What a complement is by its qualifier; one that nobody knows is label: nothing is lost. */
enum complement { LABEL, LABEL_REST, DEBITEUR, REFERENCES, REFERENCE_AND_LABEL };

static enum complement
complement_of(const struct cfonb_line *line)
{
	static const struct {
		char qualifiant[4];
		enum complement what;
	} known[] = {{"LC2", LABEL_REST}, {"NPY", DEBITEUR}, {"LCS", REFERENCES}, {"REF", REFERENCES},
		{"RCN", REFERENCE_AND_LABEL}};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (!memcmp(zone_at(line, COL_QUALIFIANT), known[i].qualifiant, 3))
			return known[i].what;
	return LABEL;
}

static bool
keep_complement(struct cfonb *r, const struct cfonb_line *line)
{
	struct cfonb_movement *m = &r->movement;
	struct text first = zone_text(line, COL_LIBELLE, HALF), second = zone_text(line, COL_SECOND, HALF);
	struct text all = zone_text(line, COL_LIBELLE, 2 * HALF);

	switch (complement_of(line)) {
	case DEBITEUR:
		return zone_add(m->debiteur, CFONB_TEXT, all);
	case REFERENCES:
		return zone_add(m->reference, CFONB_TEXT, first)
			&& zone_add(m->reference, CFONB_TEXT, second);
	case REFERENCE_AND_LABEL: /* what the payer calls it; its purpose */
		return zone_add(m->reference, CFONB_TEXT, first) && zone_add(m->libelle, CFONB_TEXT, second);
	case LABEL_REST: /* of 140 characters cut in two, maybe in a word */
		if (r->full && *zone_at(line, COL_LIBELLE) != ' ')
			return zone_add_behind(m->libelle, CFONB_TEXT, all);
		return zone_add(m->libelle, CFONB_TEXT, all);
	default:
		return zone_add(m->libelle, CFONB_TEXT, all);
	}
}

static bool
read_complement(struct cfonb *r, const struct cfonb_line *line)
{
	if (!check_account(r, line))
		return false;
	if (!r->pending)
		return fail(r, COL_CODE, "a complement (05) without its movement (04)");
	r->movement.cut |= !keep_complement(r, line);
	r->full = *zone_at(line, COL_LIBELLE + 2 * HALF - 1) != ' ';
	return true;
}

static bool
read_closing(struct cfonb *r, const struct cfonb_line *line)
{
	struct cfonb_statement *s = &r->closed;

	*s = (struct cfonb_statement){r->line, r->account, r->before, 0, zone_day(line, COL_DATE)};
	if (!check_account(r, line) || !read_amount(r, line, &s->after))
		return false;
	if (s->day == DAY_NONE)
		return fail(r, COL_DATE, "a day JJMMAA is expected");
	if (s->after != r->balance)
		return fail(r, COL_MONTANT, "the old balance and the movements do not make the new one");
	r->open = false;
	r->statements++;
	return true;
}

/* The movement before is whole once a line that is not its complement comes. */
static unsigned
complete(struct cfonb *r)
{
	if (!r->pending)
		return 0;
	r->pending = false;
	r->done = r->movement;
	return CFONB_MOVEMENT;
}

unsigned
cfonb_line(struct cfonb *r, struct text t)
{
	unsigned events = 0;
	struct cfonb_line line;
	struct text code;
	bool good;

	r->line++;
	if (!read_line(r, t, &line))
		return CFONB_ERROR;
	if (is_blank(&line))
		return 0;
	code = (struct text){line.at, 2};
	if (text_is(code, "05"))
		return read_complement(r, &line) ? 0 : CFONB_ERROR;
	events = complete(r);
	if (text_is(code, "01"))
		good = read_opening(r, &line);
	else if (text_is(code, "04"))
		good = read_movement(r, &line);
	else if (text_is(code, "07"))
		good = read_closing(r, &line);
	else
		good = fail(r, COL_CODE, "a record 01, 04, 05 or 07 is expected");
	if (!good)
		return CFONB_ERROR;
	return events | (text_is(code, "07") ? CFONB_CLOSED : 0u);
}

unsigned
cfonb_end(struct cfonb *r)
{
	r->line++;
	if (r->open)
		fail(r, COL_CODE, "the file ends inside a statement: its new balance (07) is missing");
	else if (!r->statements)
		fail(r, COL_CODE, "no statement");
	else
		return 0;
	return CFONB_ERROR;
}
