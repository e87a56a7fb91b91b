#include "formats.h"

#include "log.h"
#include "noemie_rules.h"
#include "pipe.h"

#include <stdio.h>
#include <string.h>

struct text
format_start(struct text t)
{
	while (t.len && (*t.at == ' ' || *t.at == '\t' || *t.at == '\r' || *t.at == '\n')) {
		t.at++;
		t.len--;
	}
	return t;
}

/* The first byte of a frame or a head, or of a map. */
static bool
looks_records(struct text t)
{
	unsigned char first = (unsigned char)*t.at;
	size_t magic = sizeof(STREAM_MAGIC) - 1;

	if (t.len >= FRAME_MAGIC_LEN && memcmp(t.at, FRAME_MAGIC, FRAME_MAGIC_LEN) == 0)
		return true;
	if ((first & 0xf0) == 0x90 && t.len >= magic + 2)
		return memcmp(t.at + 2, STREAM_MAGIC, magic) == 0;
	return (first & 0xf0) == 0x80 || first == 0xde || first == 0xdf;
}

static bool
looks_jsonl(struct text t)
{
	t = format_start(t);
	return t.len && *t.at == '{';
}

static bool
looks_csv(struct text t)
{
	(void)t;
	return true;
}

static const struct format formats[] = {
	{"records", looks_records, NULL, records_read, true},
	{"cfonb", cfonb_looks, NULL, cfonb_read, true},
	{"pes", pes_looks, pes_open, pes_read, true},
	{"camt", camt_looks, camt_open, camt_read, true},
	{"jsonl", looks_jsonl, NULL, jsonl_read, false},
	{"noemie", noemie_looks, noemie_open, noemie_read, true},
	{"retour-csv", retour_csv_looks, retour_csv_open, retour_csv_read, true},
	{"csv", looks_csv, table_open, table_read, false},
};
#define FORMATS (sizeof(formats) / sizeof(formats[0]))

const struct format *
format_named(const char *name)
{
	char list[FORMATS_SIZE];

	for (size_t i = 0; i < FORMATS; i++)
		if (!strcmp(formats[i].name, name))
			return &formats[i];
	die(EX_USAGE, "--format %s: it is %s", name, formats_list(list));
}

const struct format *
format_guess(struct text start)
{
	size_t i = 0;

	while (!formats[i].looks || !formats[i].looks(start))
		i++;
	return &formats[i];
}

const char *
formats_list(char buf[FORMATS_SIZE])
{
	size_t len = 0;

	for (size_t i = 0; i < FORMATS; i++)
		len += (size_t)snprintf(buf + len, FORMATS_SIZE - len, "%s%s",
			!i ? "" : i + 1 == FORMATS ? " or " : ", ", formats[i].name);
	return buf;
}

void
formats_check(const char *book)
{
	struct noemie_rules noemie;

	noemie_rules_load(&noemie, book);
}
