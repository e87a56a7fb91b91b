#include "log.h"
#include "run.h"
#include "sha256.h"

#include <stdlib.h>
#include <string.h>

struct sources {
	const struct run *run;
	int64_t next;
	struct buffer key;
	struct query *seen, *see, *known, *add;
};

struct sources *
sources_new(struct run *run)
{
	struct sources *s = calloc(1, sizeof(*s));
	struct db *db = run->db;

	if (!s)
		out_of_memory();
	s->run = run;
	s->next = db_number(db, "SELECT max(numero) FROM releve", 0) + 1;
	s->seen = query_new(db, "SELECT releve FROM source WHERE cle = ?1");
	s->see = query_new(db, "INSERT INTO source VALUES (?1, ?2)");
	s->known = query_new(db, "SELECT numero FROM releve WHERE sha256 = ?1");
	s->add = query_new(db, "INSERT INTO releve (numero, source, sha256, as_of, livre_hash, credits,"
		" credits_cents, debits, debits_cents, format) VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, ?6)");
	return s;
}

void
sources_free(struct sources *s)
{
	query_free(s->seen);
	query_free(s->see);
	query_free(s->known);
	query_free(s->add);
	buffer_free(&s->key);
	free(s);
}

static int64_t
number_of(struct query *query, struct text key)
{
	int64_t number = 0;

	query_text(query, 1, key);
	if (query_row(query)) {
		number = column_int(query, 0);
		query_reset(query);
	}
	return number;
}

/* An identifier begins with what its file is told by: digits of its hash, a hyphen, the line. */
static struct text
file_of(struct text id)
{
	size_t len = 0;

	while (len < id.len && id.at[len] != '-' && id.at[len] != ':')
		len++;
	return (struct text){id.at, len};
}

/* Of a stream of several files the hash of each is not known: that of what tells it from the others. */
static void
hash_of(const struct sources *s, struct text file, struct text key, char hex[SHA256_HEX])
{
	struct text all = s->run->source_sha256;
	struct sha256 hash;

	if (all.len == SHA256_HEX - 1 && file.len == 12 && !memcmp(all.at, file.at, file.len)) {
		memcpy(hex, all.at, all.len);
		hex[all.len] = '\0';
		return;
	}
	sha256_start(&hash);
	sha256_add(&hash, key.at, key.len);
	sha256_end(&hash, hex);
}

static int64_t
add_source(struct sources *s, const struct record *rec, struct text file, struct text key)
{
	struct text format = record_text(rec, F_RETOUR_FORMAT);
	char hex[SHA256_HEX];
	int64_t numero;

	hash_of(s, file, key, hex);
	numero = number_of(s->known, text_of(hex));
	if (!numero) {
		numero = s->next++;
		query_int(s->add, 1, numero);
		query_text(s->add, 2, record_text(rec, F_SOURCE));
		query_text(s->add, 3, text_of(hex));
		query_text(s->add, 4, text_of(s->run->jour));
		query_text(s->add, 5, text_of(s->run->book_hash));
		query_text(s->add, 6, format.at ? format : TEXT("?"));
		query_run(s->add);
	}
	query_text(s->see, 1, key);
	query_int(s->see, 2, numero);
	query_run(s->see);
	return numero;
}

int64_t
source_of(struct sources *s, const struct record *rec, struct text *key)
{
	struct text file = file_of(record_text(rec, F_ID));
	int64_t numero;

	s->key.len = 0;
	content_text(&s->key, file);
	content_text(&s->key, record_text(rec, F_SOURCE));
	*key = (struct text){(const char *)s->key.at, s->key.len};
	numero = number_of(s->seen, *key);
	return numero ? numero : add_source(s, rec, file, *key);
}
