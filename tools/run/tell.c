#include "json.h"
#include "log.h"
#include "run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* SIGSEGV; glibc's own table has the names. */
const char *
signal_name(int number)
{
	static char name[24];
	const char *known = sigabbrev_np(number);

	if (known)
		snprintf(name, sizeof(name), "SIG%s", known);
	else
		snprintf(name, sizeof(name), "signal %d", number);
	return name;
}

const char *
process_name(const struct plan *plan, const struct process *process)
{
	const struct stage *stage = &plan->stages[process->stage];
	static char name[96];

	if (process->worker)
		snprintf(name, sizeof(name), "%.*s (worker %u)", TEXT_ARG(stage->program), process->worker);
	else if (stage->workers)
		snprintf(name, sizeof(name), "pmi-share (%.*s)", TEXT_ARG(stage->program));
	else
		snprintf(name, sizeof(name), "%.*s", TEXT_ARG(stage->program));
	return name;
}

/* ---- JSON lines */

static void
open_event(struct json *json, const char *event)
{
	json_open(json, '{');
	json_pair_text(json, "programme", text_of(log_program()));
	json_pair_text(json, "evenement", text_of(event));
}

static void
end_event(struct json *json)
{
	json_close(json, '}');
	screen_clear();
	fprintf(stderr, "%.*s\n", (int)json->out->len, (const char *)json->out->at);
	buffer_free(json->out);
}

static void
add_process(struct json *json, const struct plan *plan, const struct process *process)
{
	json_pair_text(json, "stage", plan->stages[process->stage].program);
	if (process->worker)
		json_pair_int(json, "worker", process->worker);
}

static void
add_crash(struct json *json, const struct plan *plan, const struct process *process,
	const struct crash *crash)
{
	add_process(json, plan, process);
	json_pair_text(json, "signal", text_of(signal_name(crash->signal)));
	json_key(json, "record");
	if (crash->record)
		json_int(json, (int64_t)crash->record);
	else
		json_nil(json);
}

/* ---- Events */

void
tell_start(const struct plan *plan, const struct process *process)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	if (!plan->options->json)
		return;
	open_event(&json, "start");
	add_process(&json, plan, process);
	json_pair_int(&json, "pid", process->pid);
	end_event(&json);
}

void
tell_restart(const struct plan *plan, const struct process *process, const struct crash *crash)
{
	const char *how = crumb_is_fault(crash->signal) ? "crashed" : "was killed";
	struct buffer line = {0};
	struct json json = {.out = &line};

	if (plan->options->json) {
		open_event(&json, "restart");
		add_crash(&json, plan, process, crash);
		json_pair_int(&json, "crashes", process->crashes);
		json_pair_int(&json, "after_ms", crash->after_ms);
		end_event(&json);
		return;
	}
	screen_clear();
	if (crash->record)
		warn("%s %s (%s) at record %" PRIu64 " of the stream: started again",
			process_name(plan, process), how, signal_name(crash->signal), crash->record);
	else
		warn("%s %s (%s): started again", process_name(plan, process), how,
			signal_name(crash->signal));
}

/* Said under --quiet too: a record will be missing. */
void
tell_poison(const struct plan *plan, const struct process *process, const struct crash *crash)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	if (plan->options->json) {
		open_event(&json, "poison");
		add_crash(&json, plan, process, crash);
		json_key(&json, "stalled");
		json_bool(&json, process->stalled);
		end_event(&json);
		return;
	}
	screen_clear();
	if (process->stalled)
		log_error(EX_SOFTWARE, "%s stayed at record %" PRIu64 " of the stream for %" PRId64
			" s and was killed: set aside as `poison`, started again",
			process_name(plan, process), crash->record, plan->asked.stall_ms / 1000);
	else
		log_error(EX_SOFTWARE, "%s crashed (%s) at record %" PRIu64
			" of the stream: set aside as `poison`, started again",
			process_name(plan, process), signal_name(crash->signal), crash->record);
}

void
tell_stop(const struct plan *plan, int code, const char *why)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	if (!plan->options->json) {
		log_error(code, "%s", why);
		return;
	}
	open_event(&json, "stop");
	json_pair_int(&json, "code", code);
	json_pair_text(&json, "reason", text_of(why));
	end_event(&json);
}

/* ---- The summary */

static void
add_stage(struct json *json, const struct plan *plan, const struct stage *stage)
{
	json_open(json, '{');
	json_pair_text(json, "name", stage->program);
	json_pair_int(json, "records", (int64_t)stage->out.records);
	for (int i = 0; i < STATUT_COUNT; i++)
		json_pair_int(json, statut_name((enum statut)i), (int64_t)stage->out.by_statut[i]);
	json_pair_int(json, "montant_cents", stage->out.montant_cents);
	json_pair_int(json, "amo_cents", stage->out.amo_cents);
	json_pair_int(json, "restarts", stage_restarts(plan, stage));
	json_pair_int(json, "poisons", crumb_poisons(stage->crumb));
	json_pair_int(json, "code", plan->processes[stage->process].code);
	json_close(json, '}');
}

static void
add_emission(struct json *json, const struct emission_said *e)
{
	json_key(json, "emission");
	if (!e->given) {
		json_nil(json);
		return;
	}
	json_open(json, '{');
	json_pair_int(json, "emission", e->number);
	json_pair_int(json, "lots", e->lots);
	json_pair_int(json, "accepted", e->accepted);
	json_pair_int(json, "held", e->held);
	json_pair_int(json, "rejected", e->rejected);
	json_pair_int(json, "amo_cents", e->amo_cents);
	json_close(json, '}');
}

void
tell_summary(const struct plan *plan, int code)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	open_event(&json, "run");
	json_pair_text(&json, "pipeline", plan->name);
	json_pair_text(&json, "state",
		text_of(!code ? "done" : plan->interrupted ? "stopped" : "failed"));
	json_pair_int(&json, "code", code);
	json_pair_int(&json, "duration_ms", now_ms() - plan->began_ms);
	json_pair_int(&json, "restarts", restarts(plan));
	json_pair_int(&json, "poisons", poisons(plan));
	json_key(&json, "stages");
	json_open(&json, '[');
	for (unsigned i = 0; i < plan->count; i++)
		add_stage(&json, plan, &plan->stages[i]);
	json_close(&json, ']');
	add_emission(&json, &plan->emission);
	end_event(&json);
}
