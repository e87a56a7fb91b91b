#include "rule.h"

#define DIGITS_MIN 6 /* as they are printed */
#define DIGITS_MAX 12

static char
upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - 32 : c);
}

static bool
in_word(char c)
{
	c = upper(c);
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Does `word` stand at `i`, small letters or capitals, no letter before it? */
static bool
stands_at(struct text text, size_t i, struct text word)
{
	if (!word.len || text.len - i < word.len || (i && in_word(text.at[i - 1])))
		return false;
	for (size_t k = 0; k < word.len; k++)
		if (upper(text.at[i + k]) != upper(word.at[k]))
			return false;
	return true;
}

static bool
ends_at(struct text text, size_t i)
{
	return i == text.len || !in_word(text.at[i]);
}

/* The number that stands at `i`; 0 if none does. */
static int64_t
number_at(struct text text, size_t i)
{
	struct text digits = {text.at + i, 0};
	int64_t number;

	while (i + digits.len < text.len && text.at[i + digits.len] >= '0'
		&& text.at[i + digits.len] <= '9')
		digits.len++;
	if (digits.len < DIGITS_MIN || digits.len > DIGITS_MAX || !ends_at(text, i + digits.len)
		|| !text_to_int(digits, 1, INT64_MAX, &number))
		return 0;
	return number;
}

static bool
is_among(int64_t number, const int64_t *numbers, unsigned count)
{
	for (unsigned i = 0; i < count && i < REFERENCES_MAX; i++)
		if (numbers[i] == number)
			return true;
	return false;
}

unsigned
references_find(const struct rapprochement *rules, struct text text, int64_t out[REFERENCES_MAX])
{
	unsigned count = 0;

	for (size_t i = 0; i + rules->prefixe.len < text.len; i++) {
		int64_t number = stands_at(text, i, rules->prefixe)
			? number_at(text, i + rules->prefixe.len) : 0;

		if (!number || is_among(number, out, count))
			continue;
		if (count < REFERENCES_MAX)
			out[count] = number;
		count++;
	}
	return count;
}

bool
text_holds(struct text text, struct text words)
{
	for (size_t i = 0; i + words.len <= text.len; i++)
		if (stands_at(text, i, words) && ends_at(text, i + words.len))
			return true;
	return false;
}

struct text
payeur_find(const struct rapprochement *rules, struct text text)
{
	struct text found = TEXT_ABSENT;

	for (size_t i = 0; i < rules->count; i++)
		for (size_t k = 0; k < rules->at[i].libelle_count; k++) {
			if (!text_holds(text, rules->at[i].libelles[k]))
				continue;
			if (found.at && !text_equal(found, rules->at[i].payeur))
				return TEXT_ABSENT;
			found = rules->at[i].payeur;
		}
	return found;
}

struct text
text_word(struct text text, size_t *at)
{
	size_t from;

	while (*at < text.len && !in_word(text.at[*at]))
		++*at;
	from = *at;
	while (*at < text.len && in_word(text.at[*at]))
		++*at;
	return *at > from ? (struct text){text.at + from, *at - from} : TEXT_ABSENT;
}

struct text
text_telling(struct text text)
{
	struct text word, best = TEXT_ABSENT;
	size_t at = 0;

	while ((word = text_word(text, &at)).at) {
		bool digit = false;

		for (size_t i = 0; i < word.len; i++)
			digit |= word.at[i] >= '0' && word.at[i] <= '9';
		if (digit && word.len > best.len)
			best = word;
	}
	return best;
}

/* "@" stands for a digit of the year, "#" for the half-year. */
static const char *const semestres[] = {"@@@@-S#", "S# @@@@", "S#-@@@@", "#ER SEMESTRE @@@@", "#E SEMESTRE @@@@",
	"#EME SEMESTRE @@@@", "SEMESTRE # @@@@"};

bool
periode_named(struct text text, struct text periode)
{
	if (periode.len != 7 || periode.at[5] != 'S')
		return false;
	for (size_t i = 0; i < sizeof(semestres) / sizeof(*semestres); i++) {
		char words[24];
		size_t len = 0, digit = 0;

		for (const char *c = semestres[i]; *c; c++)
			words[len++] = *c == '#' ? periode.at[6] : *c == '@' ? periode.at[digit++] : *c;
		if (text_holds(text, (struct text){words, len}))
			return true;
	}
	return false;
}
