#include "log.h"
#include "run.h"

#include <stdio.h>
#include <stdlib.h>

struct identities {
	const struct run *run;
	struct query *alike;
	struct buffer content;
};

struct identities *
identities_new(struct run *run)
{
	struct identities *i = calloc(1, sizeof(*i));

	if (!i)
		out_of_memory();
	i->run = run;
	i->alike = query_new(run->db, "INSERT INTO alike VALUES (?1, 1)"
		" ON CONFLICT DO UPDATE SET n = n + 1 RETURNING n");
	return i;
}

void
identities_free(struct identities *i)
{
	query_free(i->alike);
	buffer_free(&i->content);
	free(i);
}

static void
hash(const struct identities *i, char out[IDENTITE_SIZE])
{
	unsigned char bytes[PSEUDONYM_SIZE];

	pseudonym_make(i->run->key, (struct text){(const char *)i->content.at, i->content.len}, bytes);
	for (size_t at = 0; at < sizeof(bytes); at++)
		snprintf(out + 2 * at, 3, "%02x", bytes[at]);
}

void
identity_of(struct identities *i, struct text source, const struct buffer *content, char out[IDENTITE_SIZE])
{
	int64_t rank = 0;

	i->content.len = 0;
	content_text(&i->content, source);
	buffer_add(&i->content, content->at, content->len);
	hash(i, out);
	query_text(i->alike, 1, text_of(out));
	while (query_row(i->alike))
		rank = column_int(i->alike, 0);
	i->content.len = 0;
	buffer_add(&i->content, content->at, content->len);
	content_int(&i->content, rank);
	hash(i, out);
}
