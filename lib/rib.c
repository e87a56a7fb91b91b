#include "rib.h"

#include <string.h>

#define BANQUE_LEN 5
#define GUICHET_LEN 5
#define COMPTE_LEN 11
#define RIB_LEN (BANQUE_LEN + GUICHET_LEN + COMPTE_LEN + 2)
#define IBAN_HEAD 4 /* FR and the IBAN key */
#define IBAN_LEN (IBAN_HEAD + RIB_LEN)

/* What a character counts for in a RIB: A-I and J-R 1-9, S-Z 2-9; -1 if it cannot stand there. */
static int
rib_value(char c)
{
	static const char values[] = "12345678912345678923456789";

	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'Z' ? values[c - 'A'] - '0' : -1;
}

/* `t` mod 97 with letters read as in a RIB; -1 if a character cannot stand there. */
static int
rib_modulus(struct text t)
{
	int n = 0;

	for (size_t i = 0; i < t.len; i++) {
		int value = rib_value(t.at[i]);

		if (value < 0)
			return -1;
		n = (10 * n + value) % 97;
	}
	return n;
}

unsigned
rib_key(struct text banque, struct text guichet, struct text compte)
{
	int account = rib_modulus(compte), sum;

	if (!text_digits(banque, BANQUE_LEN) || !text_digits(guichet, GUICHET_LEN) ||
	    compte.len != COMPTE_LEN || account < 0)
		return 0;
	sum = 89 * rib_modulus(banque) + 15 * rib_modulus(guichet) + 3 * account;
	return 97 - (unsigned)sum % 97;
}

/* The parts of an IBAN written without blanks. */
static struct text
banque_part(const char *iban)
{
	return (struct text){iban + IBAN_HEAD, BANQUE_LEN};
}

static struct text
guichet_part(const char *iban)
{
	return (struct text){iban + IBAN_HEAD + BANQUE_LEN, GUICHET_LEN};
}

static struct text
compte_part(const char *iban)
{
	return (struct text){iban + IBAN_HEAD + BANQUE_LEN + GUICHET_LEN, COMPTE_LEN};
}

/* Copies the 27 characters without the blanks between them; false if there are more or fewer. */
static bool
iban_compact(struct text iban, char out[IBAN_LEN])
{
	size_t n = 0;

	if (iban.len == 0 || iban.at[0] == ' ' || iban.at[iban.len - 1] == ' ')
		return false;
	for (size_t i = 0; i < iban.len; i++) {
		if (iban.at[i] == ' ')
			continue;
		if (n == IBAN_LEN)
			return false;
		out[n++] = iban.at[i];
	}
	return n == IBAN_LEN;
}

/* ISO 13616: the head goes last, A reads 10 … Z 35, and the whole mod 97 is 1. The characters are
 * digits and capitals here. */
static bool
iban_key_ok(const char iban[IBAN_LEN])
{
	int n = 0;

	for (size_t i = 0; i < IBAN_LEN; i++) {
		char c = iban[(i + IBAN_HEAD) % IBAN_LEN];

		n = c >= 'A' ? (100 * n + c - 'A' + 10) % 97 : (10 * n + c - '0') % 97;
	}
	return n == 1;
}

/* True if the two digits at `s` are `key`, which is 0 for a malformed account. */
static bool
key_is(const char *s, unsigned key)
{
	return key != 0 && text_digits((struct text){s, 2}, 2) &&
	       (unsigned)(10 * (s[0] - '0') + (s[1] - '0')) == key;
}

/* Compacts and checks. */
static bool
iban_read(struct text iban, char out[IBAN_LEN])
{
	return iban_compact(iban, out) && memcmp(out, "FR", 2) == 0 &&
	       text_digits((struct text){out + 2, 2}, 2) &&
	       key_is(out + IBAN_LEN - 2,
		       rib_key(banque_part(out), guichet_part(out), compte_part(out))) &&
	       iban_key_ok(out);
}

bool
iban_fr_ok(struct text iban)
{
	char compact[IBAN_LEN];

	return iban_read(iban, compact);
}

bool
iban_fr_is(struct text iban, struct text banque, struct text guichet, struct text compte)
{
	char compact[IBAN_LEN];

	return iban_read(iban, compact) && text_equal(banque_part(compact), banque) &&
	       text_equal(guichet_part(compact), guichet) &&
	       text_equal(compte_part(compact), compte);
}
