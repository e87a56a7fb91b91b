#include "json.h"
#include "log.h"
#include "money.h"
#include "run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool drawn;

/* "price" of "pmi-price" */
static struct text
short_name(const struct stage *stage)
{
	return (struct text){stage->program.at + 4, stage->program.len - 4};
}

void
screen_clear(void)
{
	if (drawn)
		fputs("\r\033[K", stderr);
	drawn = false;
}

void
screen_progress(const struct plan *plan)
{
	if (log_quiet() || log_json() || !isatty(STDERR_FILENO))
		return;
	fputs("\r\033[K", stderr);
	for (unsigned i = 0; i < plan->count; i++) {
		const struct stage *stage = &plan->stages[i];

		fprintf(stderr, "%s%.*s %" PRIu64, i ? "  " : "", TEXT_ARG(short_name(stage)),
			stage->out.records);
		if (stage->published)
			fprintf(stderr, ", published %" PRIu64, stage->published);
	}
	fflush(stderr);
	drawn = true;
}

static const char *
code_meaning(int code)
{
	switch (code) {
	case EX_USAGE: return "usage";
	case EX_DATAERR: return "bad data";
	case EX_NOINPUT: return "no input";
	case EX_UNAVAILABLE: return "not available";
	case EX_SOFTWARE: return "a bug, or accounts that do not balance";
	case EX_OSERR: return "the system";
	case EX_CANTCREAT: return "cannot create";
	case EX_IOERR: return "input/output";
	case EX_TEMPFAIL: return "interrupted";
	case EX_CONFIG: return "configuration";
	default: return code > 128 ? "killed" : "failed";
	}
}

static void
print_table(const struct plan *plan)
{
	fprintf(stderr, "%-18s %10s %10s %10s %10s\n", "", "records", "accepted", "held", "rejected");
	for (unsigned i = 0; i < plan->count; i++) {
		const struct stage *stage = &plan->stages[i];

		fprintf(stderr, "%-18.*s %10" PRIu64 " %10" PRIu64 " %10" PRIu64 " %10" PRIu64 "\n",
			TEXT_ARG(short_name(stage)), stage->out.records,
			stage->out.by_statut[STATUT_ACCEPTED], stage->out.by_statut[STATUT_HELD],
			stage->out.by_statut[STATUT_REJECTED]);
	}
}

/* The last word is the sink's: it also knows what was billed before. */
static void
print_emission(const struct emission_said *e)
{
	char euros[MONEY_SIZE];

	if (e->given)
		fprintf(stderr, "emission %" PRId64 ": %" PRId64 " lots; %" PRId64 " acts accepted, %"
				PRId64 " held, %" PRId64 " rejected; %s EUR due\n", e->number, e->lots,
			e->accepted, e->held, e->rejected, money_format(e->amo_cents, '.', euros));
}

/* Every process counts what it took; the next one must have got all of it. */
static const char *
imbalance(const struct plan *plan)
{
	for (unsigned i = 1; i < plan->count; i++)
		if (plan->stages[i].in.records != plan->stages[i - 1].out.records
			|| plan->stages[i].in.amo_cents != plan->stages[i - 1].out.amo_cents
			|| plan->stages[i].in.montant_cents != plan->stages[i - 1].out.montant_cents)
			return "what one process sent is not what the next one took";
	return NULL;
}

static int
failure(const struct plan *plan)
{
	const struct stage *stage = &plan->stages[plan->first_failed < 0 ? 0 : plan->first_failed];

	if (plan->interrupted) {
		log_error(EX_TEMPFAIL, "stopped by a signal; nothing was published: run the same line "
				       "again");
		return EX_TEMPFAIL;
	}
	log_error(stage->code, "%.*s failed first (%d: %s); the others were stopped, nothing was "
			       "published", TEXT_ARG(stage->program), stage->code,
		code_meaning(stage->code));
	return stage->code > 128 ? EX_TEMPFAIL : stage->code;
}

static bool
all_ended_well(const struct plan *plan)
{
	for (unsigned i = 0; i < plan->count; i++)
		if (plan->stages[i].code)
			return false;
	return true;
}

int
screen_balance(const struct plan *plan)
{
	const char *wrong;

	if (!all_ended_well(plan))
		return failure(plan);
	wrong = imbalance(plan);
	if (!log_quiet() && !log_json()) {
		print_table(plan);
		print_emission(&plan->emission);
	}
	if (wrong)
		log_error(EX_SOFTWARE, "%s", wrong);
	return wrong ? EX_SOFTWARE : EX_OK;
}
