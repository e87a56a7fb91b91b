/*
 * rules - which rules of config/regles.yaml each part of the page answers, by the key of the JSON page
 *
 * A part that answers a rule of state `rapportee` is listed here, and nowhere else.
 */
#include "page.h"

#include "json.h"

#include <string.h>

#define RULES_MAX 12

static const struct part {
	const char *key;
	const char *rules[RULES_MAX]; /* ended by NULL */
} parts[] = {
	{"book_hash", {"R110", "R173"}}, /* a change of the rules is another book */
	{"motifs", {"R100"}},            /* quality of what is billed */
	{"etats", {"R097", "R100"}},     /* what was paid, in part, too much; quality of the settlement */
	{"recettes", {"R004", "R148"}},  /* what was voted beside what is due */
	{"annual", {"R079", "R080", "R081", "R086", "R099", "R101"}}, /* the yearly review */
	{"pegase", {"R161", "R183"}},    /* the children's doctors; the forfait that pays */
	{"compteurs", {"R082", "R083", "R089", "R090", "R102", "R104", "R105", "R106", "R107"}}, /* by hand */
	{"overdue", {"R094", "R095", "R100"}}, /* past the delay of payment, suspended days apart */
};

void
page_rules(struct json *json)
{
	json_key(json, "regles");
	json_open(json, '{');
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		json_key(json, parts[i].key);
		json_open(json, '[');
		for (size_t k = 0; parts[i].rules[k]; k++)
			json_text(json, text_of(parts[i].rules[k]));
		json_close(json, ']');
	}
	json_close(json, '}');
}

const char *const *
page_part(const char *key)
{
	static const char *const none[] = {NULL};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (!strcmp(parts[i].key, key))
			return parts[i].rules;
	return none;
}

bool
page_answers(const char *key, struct text regle)
{
	for (const char *const *rule = page_part(key); *rule; rule++)
		if (text_is(regle, *rule))
			return true;
	return false;
}
