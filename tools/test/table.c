/*
 * Cases as a table that a spreadsheet writes: a row a case, `;` between cells, a header.
 *
 *   titre;article;regle;etape;quand;acte_code;date_soins;attendu.base;attendu.motifs
 *
 * An empty cell of an act is a value that is absent; of what is expected, one that is not looked at, and
 * « - » one that must be absent. Several rules, motifs or avis have a blank between. `etape` (or
 * `pipeline`) is the same in all rows.
 */
#include "test.h"

#include "file.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX (2 * FIELD_COUNT + 16)
#define BYTES_MAX (4u << 20)

struct table {
	struct file *file;
	char *at, *end;
	char *columns[COLUMNS_MAX];
	unsigned column_count, line;
	unsigned room; /* of the cases */
};

static struct spot
spot_at(const struct table *table, const char *column)
{
	return (struct spot){.file = table->file->path, .line = table->line, .column = column};
}

/* The cell at table->at, its quotes taken off in place; *last: it ends its row. */
static char *
cell_next(struct table *table, bool *last)
{
	char *from = table->at, *to = from, *cell = from;
	bool quoted = from < table->end && *from == '"';

	for (from += quoted; from < table->end; from++) {
		if (quoted && *from == '"' && from[1] != '"')
			quoted = false;
		else if (!quoted && (*from == ';' || *from == '\n'))
			break;
		else if (*from != '\r') {
			from += quoted && *from == '"';
			*to++ = *from;
		}
	}
	if (quoted || from == table->end)
		die(EX_CONFIG, "%s:%u: %s", table->file->path, table->line,
			quoted ? "a quote that is not closed" : "the last line has no end");
	*last = *from == '\n';
	*to = '\0';
	table->at = from + 1;
	return cell;
}

static struct config_list
words(char *cell)
{
	struct text *at = calloc(strlen(cell) / 2 + 1, sizeof(*at));
	size_t count = 0;
	char *rest;

	if (!at)
		out_of_memory();
	for (char *word = strtok_r(cell, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		at[count++] = text_of(word);
	return (struct config_list){at, count};
}

static void
take_codes(struct codes *codes, char *cell, const struct spot *spot)
{
	codes->given = true;
	codes->exact = strcmp(cell, "-") ? words(cell) : (struct config_list){0};
	for (size_t i = 0; i < codes->exact.count; i++)
		code_check(codes->exact.at[i], spot);
}

static void
take_wanted(struct wanted *wanted, const char *name, char *cell, const struct spot *spot)
{
	if (!*cell)
		return;
	if (!strcmp(name, "statut"))
		wanted->statut = statut_wanted(text_of(cell), spot);
	else if (!strcmp(name, "motifs"))
		take_codes(&wanted->motifs, cell, spot);
	else if (!strcmp(name, "avis"))
		take_codes(&wanted->avis, cell, spot);
	else
		value_add(&wanted->values, text_of(name), text_of(strcmp(cell, "-") ? cell : ""), spot);
}

static void
take_stage(struct table *table, const char *name, char *cell, const struct spot *spot)
{
	bool pipeline = !strcmp(name, "pipeline");
	const struct text before = table->file->etapes.count ? table->file->etapes.at[0]
							      : table->file->pipeline;

	if (text_given(before) && !text_is(before, cell))
		spot_die(spot, "another %s than in the rows above: one file, one line of processes", name);
	if (text_given(before))
		return;
	if (pipeline)
		table->file->pipeline = text_of(cell);
	else
		table->file->etapes = words(cell);
}

static void
take_cell(struct table *table, struct cas *c, const char *name, char *cell)
{
	struct spot spot = spot_at(table, name);

	if (!strncmp(name, "attendu.", 8))
		take_wanted(&c->wanted, name + 8, cell, &spot);
	else if (!strcmp(name, "titre"))
		c->titre = text_of(cell);
	else if (!strcmp(name, "article"))
		c->article = text_of(cell);
	else if (!strcmp(name, "regle"))
		c->regles = words(cell);
	else if (!strcmp(name, "quand") && (c->quand = day_parse(text_of(cell))) == DAY_NONE)
		spot_die(&spot, "\"%s\" is no day (AAAA-MM-JJ)", cell);
	else if (!strcmp(name, "etape") || !strcmp(name, "pipeline"))
		take_stage(table, name, cell, &spot);
	else if (strcmp(name, "quand") && *cell) {
		spot.cells = line_has_source(table->file);
		value_add(&c->given, text_of(name), text_of(cell), &spot)->own = true;
	}
}

static void
check_row(const struct table *table, const struct cas *c)
{
	struct spot spot = spot_at(table, "regle");

	for (size_t i = 0; i < c->regles.count; i++)
		regle_check(c->regles.at[i], &spot);
	if (!c->regles.count || !text_given(c->article) || c->quand == DAY_NONE
		|| !(table->file->etapes.count || text_given(table->file->pipeline)))
		die(EX_CONFIG, "%s:%u: a row has its article, regle, quand, and etape or pipeline",
			table->file->path, table->line);
}

static void
take_row(struct table *table)
{
	struct file *file = table->file;
	struct cas *c;
	bool last = false;
	unsigned i = 0;

	file->at = grow(file->at, file->count, &table->room, sizeof(*file->at));
	c = &file->at[file->count++];
	*c = (struct cas){.file = file->path, .line = table->line, .quand = DAY_NONE};
	while (!last) {
		char *cell = cell_next(table, &last);

		if (i == table->column_count)
			break;
		take_cell(table, c, table->columns[i++], cell);
	}
	if (!last || i < table->column_count)
		die(EX_CONFIG, "%s:%u: not as many cells as the header has", file->path, table->line);
	check_row(table, c);
}

void
table_load(struct file *file, const char *path)
{
	struct table table = {.file = file, .line = 1};
	bool last = false;
	size_t len;

	*file = (struct file){.path = path, .titre = TEXT("table")};
	table.at = file_read(path, BYTES_MAX, &len); /* kept: cases point into it */
	table.end = table.at + (len < BYTES_MAX ? len : BYTES_MAX);
	if (len >= 3 && !memcmp(table.at, "\xEF\xBB\xBF", 3))
		table.at += 3;
	while (!last && table.column_count < COLUMNS_MAX)
		table.columns[table.column_count++] = cell_next(&table, &last);
	while (table.at < table.end) {
		table.line++;
		take_row(&table);
	}
}
