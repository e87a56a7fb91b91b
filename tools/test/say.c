/* TAP, version 13: a line a case; of one that fails, where it stands and what differs. */
#include "test.h"

#include <string.h>

/* What the case gives of its own: « acte_code G, date_soins 2023-10-31 ». Of a person, what is given. */
static void
put_label(const struct cas *c)
{
	const char *comma = "";

	for (unsigned i = 0; i < c->given.count && !text_given(c->titre); i++) {
		const struct value *v = &c->given.at[i];

		if (!v->own)
			continue;
		printf("%s%s", comma, field_infos[v->field].name);
		if (!v->text.len)
			fputs(" absent", stdout);
		else if (field_infos[v->field].who == FIELD_PUBLIC)
			printf(" %.*s", TEXT_ARG(v->text));
		comma = ", ";
	}
	printf("%.*s", TEXT_ARG(c->titre));
}

static void
put_place(const struct cas *c)
{
	printf("  ---\n  at: %s:%u\n  article: \"%.*s\"\n  regle: [", c->file, c->line,
		TEXT_ARG(c->article));
	for (size_t i = 0; i < c->regles.count; i++)
		printf("%s%.*s", i ? ", " : "", TEXT_ARG(c->regles.at[i]));
	fputs("]\n", stdout);
}

void
say_plan(unsigned count)
{
	printf("TAP version 13\n1..%u\n", count);
}

void
say_case(struct test *test, const struct text *titre, const struct cas *c)
{
	printf("%sok %u - %s:%u: %.*s: ", c->differs ? "not " : "", ++test->number, c->file, c->line,
		TEXT_ARG(*titre));
	put_label(c);
	putchar('\n');
	if (!c->differs)
		return;
	test->failed++;
	put_place(c);
	printf("  differs:\n%s  ...\n", c->differs);
}

void
say_bail(const char *program)
{
	printf("Bail out! %s failed\n", program);
	fflush(stdout);
}
