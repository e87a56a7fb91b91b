/*
 * cfonb_fuzz - any bytes as a statement: no crash, and what is accepted balances
 *
 * fuzz-links: filters/reconcile-payment/cfonb.c filters/reconcile-payment/rule.c
 *
 *	clang -g -O1 -std=c11 -D_GNU_SOURCE -fsanitize=fuzzer,address,undefined -Ilib
 *		-Ifilters/reconcile-payment tests/fuzz/cfonb_fuzz.c filters/reconcile-payment/cfonb.c
 *		filters/reconcile-payment/rule.c lib/text.c lib/date.c -o cfonb_fuzz
 */
#include "cfonb.h"
#include "rule.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct rapprochement rules = {.prefixe = {"L", 1}, .count = 1,
	.at = {{{"epdef", 5}, {{"EPDEF", 5}}, 1}}};

/* The texts of a movement are read by the rule as they are: UTF-8, ended, in their room. */
static void
use(const struct cfonb_movement *m)
{
	struct text details = text_of(m->details);
	int64_t numbers[REFERENCES_MAX], cents;

	if (text_utf8_error(text_of(m->libelle)) != strlen(m->libelle)
		|| text_utf8_error(details) != details.len)
		abort();
	references_find(&rules, details, numbers);
	payeur_find(&rules, details);
	cfonb_cents(m, &cents);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct cfonb *reader = calloc(1, sizeof(*reader));
	const char *at = (const char *)bytes, *end = at + len;
	unsigned events = 0;

	while (at < end && !(events & CFONB_ERROR)) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *stop = newline ? newline : end;
		/* of its own size, so that a read beyond it is seen */
		char *line = malloc(stop > at ? (size_t)(stop - at) : 1);

		memcpy(line, at, (size_t)(stop - at));
		events = cfonb_line(reader, (struct text){line, (size_t)(stop - at)});
		if (events & CFONB_MOVEMENT)
			use(&reader->done);
		free(line);
		at = stop + 1;
	}
	if (!(events & CFONB_ERROR))
		events = cfonb_end(reader);
	if (events & CFONB_ERROR && (!reader->error.why || !reader->error.column))
		abort();
	free(reader);
	return 0;
}
