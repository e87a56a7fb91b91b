#include "summary.h"

#include "json.h"
#include "log.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define TELL_EVERY_MS 200

static void
write_totals(struct json *json, const char *key, const struct totals *t)
{
	json_key(json, key);
	json_open(json, '{');
	json_pair_int(json, "records", (int64_t)t->records);
	for (int i = 0; i < STATUT_COUNT; i++) {
		json_pair_int(json, statut_name((enum statut)i), (int64_t)t->by_statut[i]);
	}
	json_pair_int(json, "montant_cents", t->montant_cents);
	json_pair_int(json, "amo_cents", t->amo_cents);
	json_close(json, '}');
}

static int64_t
milliseconds(struct timeval t)
{
	return (int64_t)t.tv_sec * 1000 + t.tv_usec / 1000;
}

/* What the process cost so far: processor time and the most memory it held. */
void
summary_usage(struct json *json)
{
	struct rusage usage;

	if (getrusage(RUSAGE_SELF, &usage))
		return;
	json_key(json, "processeur_ms");
	json_int(json, milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime));
	json_pair_int(json, "memoire_kio", usage.ru_maxrss);
}

static void
print_json(const struct filter *f, const char *event)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	json_open(&json, '{');
	json_pair_text(&json, "programme", text_of(f->options->program));
	json_pair_text(&json, "evenement", text_of(event));
	write_totals(&json, "entree", &f->furthest.in);
	write_totals(&json, "sortie", &f->furthest.out);
	summary_usage(&json);
	json_close(&json, '}');
	buffer_add(&line, "\n", 1);
	fwrite(line.at, 1, line.len, stderr);
	buffer_free(&line);
}

/* What is asked for again is counted again; what was said of it stays true. */
static void
keep_furthest(struct filter *f)
{
	const struct totals *in = f->in ? &f->received : &f->sent, *out = f->out ? &f->sent : &f->received;

	if (in->records < f->furthest.in.records || out->records < f->furthest.out.records)
		return;
	f->furthest.in = *in;
	f->furthest.out = *out;
}

/* The clock decides when to speak, never what comes out. */
void
summary_progress(struct filter *f)
{
	struct timespec now;
	uint64_t ms;

	keep_furthest(f);
	if (!f->options->progress)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	ms = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
	if (ms - f->told_ms < TELL_EVERY_MS)
		return;
	f->told_ms = ms;
	print_json(f, "progres");
}

void
summary_print(struct filter *f)
{
	const struct totals *out = &f->furthest.out;

	keep_furthest(f);
	if (log_quiet())
		return;
	if (log_json())
		print_json(f, "bilan");
	else if (isatty(STDERR_FILENO))
		fprintf(stderr, "%s: %" PRIu64 " records: %" PRIu64 " accepted, %" PRIu64 " held, %" PRIu64
				" rejected\n", f->options->program, out->records,
			out->by_statut[STATUT_ACCEPTED], out->by_statut[STATUT_HELD],
			out->by_statut[STATUT_REJECTED]);
}
