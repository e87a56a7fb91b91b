#include "cursor.h"
#include "json_read.h"
#include "log.h"
#include "run.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* Into a map whose keys are texts: the value of `key` under the cursor, or false. */
static bool
find(struct cursor map, const char *key, struct cursor *value)
{
	uint32_t pairs;
	struct text name;

	if (!cursor_map(&map, &pairs))
		return false;
	while (pairs-- && cursor_text(&map, &name)) {
		*value = map;
		if (text_is(name, key))
			return true;
		if (cursor_skip(&map) != CURSOR_OK)
			return false;
	}
	return false;
}

static struct text
text_in(struct cursor map, const char *key)
{
	struct cursor value;
	struct text text = TEXT_ABSENT;

	if (find(map, key, &value))
		cursor_text(&value, &text);
	return text;
}

static int64_t
int_in(struct cursor map, const char *key)
{
	struct cursor value;
	int64_t number = 0;

	if (find(map, key, &value))
		cursor_int(&value, &number);
	return number;
}

static struct totals
totals_in(struct cursor map, const char *key)
{
	struct totals totals = {0};
	struct cursor value;

	if (!find(map, key, &value))
		return totals;
	totals.records = (uint64_t)int_in(value, "records");
	for (int i = 0; i < STATUT_COUNT; i++)
		totals.by_statut[i] = (uint64_t)int_in(value, statut_name((enum statut)i));
	totals.montant_cents = int_in(value, "montant_cents");
	totals.amo_cents = int_in(value, "amo_cents");
	return totals;
}

/* While a line of pipes is taken down to be started again, its stages only say that it is cut. */
static void
pass_on(const struct plan *plan, struct stage *stage, struct text line, struct cursor map)
{
	struct text message = text_in(map, "message"), file = text_in(map, "fichier");

	if (plan->falling_ms)
		return;
	screen_clear();
	if (plan->options->json || !message.at)
		fprintf(stderr, "%.*s\n", TEXT_ARG(line));
	else if (file.at)
		fprintf(stderr, "%.*s: %.*s:%d:%d: %.*s\n", TEXT_ARG(stage->program), TEXT_ARG(file),
			(int)int_in(map, "ligne"), (int)int_in(map, "colonne"), TEXT_ARG(message));
	else
		fprintf(stderr, "%.*s: %.*s\n", TEXT_ARG(stage->program), TEXT_ARG(message));
}

/* A stage that goes back to send again counts again from there: the furthest it ever was is kept. */
static void
keep_furthest(struct totals *kept, struct totals said)
{
	if (said.records >= kept->records)
		*kept = said;
}

static void
take_line(struct plan *plan, struct process *process, struct text line)
{
	struct stage *stage = &plan->stages[process->stage];
	struct buffer bytes = {0};
	struct text event;
	struct cursor map;
	unsigned column;

	if (json_read(line, &bytes, &column))
		bytes.len = 0; /* not JSON: passed on as it is */
	map = (struct cursor){bytes.at, bytes.at + bytes.len};
	event = text_in(map, "evenement");
	plan->heard_ms = now_ms();
	if (process->worker && (text_is(event, "progres") || text_is(event, "bilan"))) {
		/* who deals to the workers counts for all of them */
	} else if (text_is(event, "progres") || text_is(event, "bilan")) {
		keep_furthest(&stage->in, totals_in(map, "entree"));
		keep_furthest(&stage->out, totals_in(map, "sortie"));
		stage->finished = text_is(event, "bilan");
		if (plan->options->json && stage->finished)
			fprintf(stderr, "%.*s\n", TEXT_ARG(line));
	} else if (text_is(event, "publication")) {
		stage->published = (uint64_t)int_in(map, "actes");
	} else if (text_is(event, "emission")) {
		/* the sink refuses too: what was billed before, what stands twice */
		stage->out.by_statut[STATUT_ACCEPTED] = (uint64_t)int_in(map, "accepted");
		stage->out.by_statut[STATUT_HELD] = (uint64_t)int_in(map, "held");
		stage->out.by_statut[STATUT_REJECTED] = (uint64_t)int_in(map, "rejected");
		plan->emission = (struct emission_said){true, int_in(map, "emission"),
			int_in(map, "lots"), int_in(map, "accepted"), int_in(map, "held"),
			int_in(map, "rejected"), int_in(map, "amo_cents")};
		if (plan->options->json)
			fprintf(stderr, "%.*s\n", TEXT_ARG(line));
	} else
		pass_on(plan, stage, line, map);
	buffer_free(&bytes);
}

bool
event_read(struct plan *plan, struct process *process)
{
	char bytes[4096];
	ssize_t n = read(process->errors, bytes, sizeof(bytes));

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return errno == EINTR;
	if (n <= 0) {
		close(process->errors);
		process->errors = -1;
		return false;
	}
	for (ssize_t i = 0; i < n; i++)
		if (bytes[i] != '\n')
			buffer_add(&process->line, &bytes[i], 1);
		else {
			take_line(plan, process,
				(struct text){(const char *)process->line.at, process->line.len});
			process->line.len = 0;
		}
	return true;
}

void
event_hear_out(struct plan *plan, struct process *process)
{
	while (process->errors >= 0 && event_read(plan, process))
		;
	if (process->errors >= 0)
		close(process->errors);
	process->errors = -1;
}
