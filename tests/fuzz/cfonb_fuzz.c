/*
 * cfonb_fuzz - any bytes as a statement: no crash, and what is accepted balances
 *
 * fuzz-links: filters/ingest/cfonb.c filters/ingest/cfonb_zones.c
 *
 *	clang -g -O1 -std=c11 -D_GNU_SOURCE -fsanitize=fuzzer,address,undefined -Ilib -Ifilters/ingest
 *		tests/fuzz/cfonb_fuzz.c filters/ingest/cfonb{,_zones}.c lib/{text,date}.c -o cfonb_fuzz
 */
#include "cfonb.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_text(const char *text)
{
	if (text_utf8_error(text_of(text)) != strlen(text))
		abort();
}

/* The texts of a movement are UTF-8, ended, in their room. */
static void
check_movement(const struct cfonb_movement *m)
{
	check_text(m->libelle);
	check_text(m->reference);
	check_text(m->debiteur);
	check_text(m->operation);
	if (m->comptable == DAY_NONE)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct cfonb *reader = calloc(1, sizeof(*reader));
	const char *at = (const char *)bytes, *end = at + len;
	unsigned events = 0;
	int64_t sum = 0;

	while (at < end && !(events & CFONB_ERROR)) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *stop = newline ? newline : end;
		/* of its own size, so that a read beyond it is seen */
		char *line = malloc(stop > at ? (size_t)(stop - at) : 1);

		memcpy(line, at, (size_t)(stop - at));
		events = cfonb_line(reader, (struct text){line, (size_t)(stop - at)});
		if (events & CFONB_MOVEMENT) {
			check_movement(&reader->done);
			sum += reader->done.amount;
		}
		if (events & CFONB_CLOSED) {
			if (reader->closed.before + sum != reader->closed.after)
				abort();
			sum = 0;
		}
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
