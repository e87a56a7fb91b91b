#include "explain.h"

#include "json.h"
#include "log.h"
#include "regles.h"
#include "wire_fd.h"

#include <stdlib.h>
#include <string.h>

struct explain {
	struct wire_fd *out;
	const struct rulebook *book;
	struct regles regles;
	struct trace trace;
	struct buffer line;
};

struct explain *
explain_open(const char *path, const struct rulebook *book)
{
	struct explain *explain = calloc(1, sizeof(*explain));

	if (!explain)
		out_of_memory();
	if (!strcmp(path, "-"))
		die(EX_USAGE, "--explain -: standard output is the stream's; give a file, or /dev/stderr");
	explain->book = book;
	regles_load(&explain->regles, book->dir);
	explain->out = wire_fd_write(path);
	return explain;
}

struct trace *
explain_trace(struct explain *explain)
{
	explain->trace.step_count = explain->trace.raised_count = 0;
	return &explain->trace;
}

static void
put_value(struct json *json, const struct record *rec, enum field field)
{
	json_key(json, field_infos[field].name);
	if (!record_has(rec, field))
		json_nil(json);
	else if (field_infos[field].who == FIELD_PERSON)
		json_text(json, TEXT("(donné)"));
	else if (field_infos[field].type == FIELD_INT || field_infos[field].type == FIELD_EUROS)
		json_int(json, record_int(rec, field, 0));
	else
		json_text(json, record_text(rec, field));
}

static const char *
level_name(const struct explain *explain, const char *code)
{
	static const char *const names[] = {[MOTIF_AVIS] = "avis", [MOTIF_HOLD] = "hold",
		[MOTIF_REJECT] = "reject"};
	const struct motif *motif = motif_find(&explain->book->motifs, text_of(code));

	return motif ? names[motif->level] : "";
}

static void
put_motif(struct json *json, const struct explain *explain, const struct trace_raised *raised)
{
	json_open(json, '{');
	json_pair_text(json, "code", text_of(raised->motif));
	if (raised->champ != FIELD_NONE) {
		json_pair_text(json, "champ", text_of(field_infos[raised->champ].name));
	}
	json_pair_text(json, "niveau", text_of(level_name(explain, raised->motif)));
	json_close(json, '}');
}

/* Those that this step raised; `step` TRACE_STEPS: those that no rule has claimed. */
static unsigned
put_motifs(struct json *json, const struct explain *explain, unsigned step)
{
	const struct trace *trace = &explain->trace;
	unsigned count = 0;

	for (unsigned i = 0; i < trace->raised_count; i++) {
		if (trace->raised[i].step != step)
			continue;
		if (!count++) {
			json_key(json, "motifs");
			json_open(json, '[');
		}
		put_motif(json, explain, &trace->raised[i]);
	}
	if (count)
		json_close(json, ']');
	return count;
}

static void
put_taken(struct json *json, const struct trace_step *step)
{
	if (!step->taken_count)
		return;
	json_key(json, "pris");
	json_open(json, '[');
	for (unsigned i = 0; i < step->taken_count; i++)
		json_text(json, step->taken[i]);
	json_close(json, ']');
}

static void
put_inputs(struct json *json, const struct regle *regle, const struct record *rec)
{
	if (!regle || !regle->champ_count)
		return;
	json_key(json, "entrees");
	json_open(json, '{');
	for (unsigned i = 0; i < regle->champ_count; i++)
		put_value(json, rec, regle->champs[i]);
	json_close(json, '}');
}

static const char *
state_of(const struct explain *explain, unsigned step)
{
	for (unsigned i = 0; i < explain->trace.raised_count; i++)
		if (explain->trace.raised[i].step == step)
			return "levee";
	return explain->trace.steps[step].unmet ? "sans-objet" : "suivie";
}

static void
put_step(struct json *json, const struct explain *explain, unsigned index, const struct record *rec)
{
	const struct trace_step *step = &explain->trace.steps[index];
	const struct regle *regle = regles_find(&explain->regles, text_of(step->rule));

	json_open(json, '{');
	json_pair_text(json, "regle", text_of(step->rule));
	if (regle) {
		json_pair_text(json, "article", regle->article);
	}
	json_pair_text(json, "etat", text_of(state_of(explain, index)));
	if (step->unmet) {
		json_pair_text(json, "condition", text_of(step->unmet));
	}
	put_inputs(json, regle, rec);
	put_taken(json, step);
	put_motifs(json, explain, index);
	json_close(json, '}');
}

static void
put_rules(struct json *json, const struct explain *explain, const struct record *rec)
{
	json_key(json, "regles");
	json_open(json, '[');
	for (unsigned i = 0; i < explain->trace.step_count; i++)
		put_step(json, explain, i, rec);
	json_close(json, ']');
}

static void
put_written(struct json *json, const struct record *rec)
{
	json_key(json, "ecrit");
	json_open(json, '{');
	for (unsigned i = 0; i < rec->edit_count; i++)
		if (rec->edits[i] != F_STATUT && field_infos[rec->edits[i]].type != FIELD_DEFECTS)
			put_value(json, rec, rec->edits[i]);
	json_close(json, '}');
}

void
explain_write(struct explain *explain, const struct record *rec)
{
	struct json json = {0};

	if (!explain)
		return;
	explain->line.len = 0;
	json.out = &explain->line;
	json_open(&json, '{');
	json_pair_text(&json, "id", record_text(rec, F_ID));
	json_pair_text(&json, "acte_ref", record_text(rec, F_ACTE_REF));
	json_pair_text(&json, "etape", explain->book->motifs.etape);
	json_pair_text(&json, "livre", text_of(explain->book->hash));
	put_rules(&json, explain, rec);
	put_motifs(&json, explain, TRACE_STEPS);
	json_pair_text(&json, "statut", text_of(statut_name(rec->statut)));
	put_written(&json, rec);
	json_close(&json, '}');
	buffer_add(&explain->line, "\n", 1);
	wire_fd_send(explain->out, explain->line.at, explain->line.len);
}

void
explain_close(struct explain *explain, bool well)
{
	if (!explain)
		return;
	wire_fd_close(explain->out, well);
	buffer_free(&explain->line);
	free(explain);
}
