/*
 * screen - how far the run is, in a table that is drawn again in its place
 *
 * Only on a terminal. No line is longer than the terminal is wide (one that wraps could not be drawn
 * over); on a terminal with few lines the last line of the table stands alone.
 */
#include "log.h"
#include "run.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DRAW_EVERY_MS 100
#define RATE_EVERY_MS 1000
#define LEFT_AFTER_MS 2000 /* a rate is believed after that long */

static unsigned drawn; /* lines */

struct text
short_name(const struct stage *stage)
{
	return (struct text){stage->program.at + 4, stage->program.len - 4};
}

static bool
is_terminal(void)
{
	const char *term = getenv("TERM");

	return !log_quiet() && !log_json() && isatty(STDERR_FILENO) && term && strcmp(term, "dumb");
}

static void
window(unsigned *columns, unsigned *lines)
{
	const char *given = getenv("COLUMNS");
	struct winsize size = {0};

	ioctl(STDERR_FILENO, TIOCGWINSZ, &size);
	*columns = size.ws_col ? size.ws_col : given ? (unsigned)atoi(given) : 0;
	*lines = size.ws_row ? size.ws_row : 24;
	if (*columns < 20 || *columns > 200)
		*columns = *columns < 20 ? 80 : 200;
}

/* ---- Lines that fit */

struct frame_text {
	char bytes[(STAGES_MAX + 4) * 256];
	size_t len;
	unsigned columns, lines;
};

/* What fits of a text, whole words only: half of a number is another number. */
static size_t
fitting(const char *text, size_t room)
{
	size_t n = strlen(text);

	if (n <= room)
		return n;
	for (n = room; n && text[n] != ' '; n--)
		;
	return n;
}

static void __attribute__((format(printf, 2, 3)))
line(struct frame_text *t, const char *format, ...)
{
	char text[256];
	va_list ap;
	int n;

	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	n = snprintf(t->bytes + t->len, sizeof(t->bytes) - t->len, "%s%.*s\033[K",
		t->lines++ ? "\n" : "", (int)fitting(text, t->columns - 1), text);
	t->len += (size_t)n;
}

/* ---- What is in them */

struct rate {
	uint64_t records, per_s;
	int64_t at_ms;
};

/* Over the last second: what a stage does now, not what it did on average. */
static uint64_t
per_second(const struct plan *plan, unsigned index)
{
	static struct rate rates[STAGES_MAX];
	struct rate *rate = &rates[index];
	uint64_t records = plan->stages[index].out.records;
	int64_t now = now_ms(), passed = now - (rate->at_ms ? rate->at_ms : plan->began_ms);

	if (passed >= RATE_EVERY_MS) {
		uint64_t more = records > rate->records ? records - rate->records : 0;

		*rate = (struct rate){records, more * 1000 / (uint64_t)passed, now};
	}
	return rate->per_s;
}

/*
 * The time left, -1 when unknown. Nobody knows how long a source is before it was read: an estimate
 * made earlier would be a guess. Once the source has said its balance the rest is counted: records that
 * the sink has not taken, then acts that it has not placed.
 */
static int64_t
left_ms(const struct plan *plan)
{
	static int64_t placing_ms; /* since when acts are placed */
	const struct stage *source = &plan->stages[0], *sink = &plan->stages[plan->count - 1];
	int64_t now = now_ms(), since = plan->began_ms;
	uint64_t done = sink->in.records, all = source->finished ? source->out.records : 0;

	if (sink->published) {
		since = placing_ms = placing_ms ? placing_ms : now;
		done = sink->published;
		all = sink->in.by_statut[STATUT_ACCEPTED];
	}
	if (!done || done > all || now - since < LEFT_AFTER_MS)
		return -1;
	return (int64_t)((double)(now - since) * (double)(all - done) / (double)done);
}

static void
stage_line(struct frame_text *t, const struct plan *plan, unsigned index)
{
	const struct stage *stage = &plan->stages[index];
	unsigned aside = crumb_poisons(stage->crumb), again = stage_restarts(plan, stage);
	char more[96] = "";
	int n = 0;

	if (again)
		n = snprintf(more, sizeof(more), "  %u restart%s", again, again > 1 ? "s" : "");
	if (aside)
		n += snprintf(more + n, sizeof(more) - (size_t)n, "  %u set aside", aside);
	if (stage->published)
		snprintf(more + n, sizeof(more) - (size_t)n, "  %" PRIu64 " placed", stage->published);
	line(t, "%-18.*s %10" PRIu64 " %9" PRIu64 " %8" PRIu64 " %9" PRIu64 "%s",
		TEXT_ARG(short_name(stage)), stage->out.records, per_second(plan, index),
		stage->out.by_statut[STATUT_HELD], stage->out.by_statut[STATUT_REJECTED], more);
}

static void
last_line(struct frame_text *t, const struct plan *plan)
{
	int64_t s = (now_ms() - plan->began_ms) / 1000, left = left_ms(plan) / 1000;
	char again[64] = "", more[64] = "";

	if (restarts(plan))
		snprintf(again, sizeof(again), ", %u restarted, %u set aside", restarts(plan),
			poisons(plan));
	if (left > 0)
		snprintf(more, sizeof(more), ", about %" PRId64 ":%02" PRId64 " left", left / 60,
			left % 60);
	line(t, "%" PRId64 ":%02" PRId64 ", %" PRIu64 " of %" PRIu64 " records through%s%s%s", s / 60,
		s % 60, plan->stages[plan->count - 1].in.records, plan->stages[0].out.records, again,
		more, plan->stopped_ms ? ", stopping" : "");
}

/* ---- Drawing */

static void
to_first_line(void)
{
	if (drawn > 1)
		fprintf(stderr, "\033[%uA", drawn - 1);
	fputc('\r', stderr);
}

void
screen_clear(void)
{
	if (!drawn)
		return;
	to_first_line();
	fputs("\033[J", stderr);
	drawn = 0;
}

void
screen_progress(const struct plan *plan)
{
	static int64_t drawn_ms;
	struct frame_text t = {.len = 0};
	unsigned lines;

	if (!is_terminal() || (drawn && now_ms() - drawn_ms < DRAW_EVERY_MS))
		return;
	window(&t.columns, &lines);
	if (lines > plan->count + 2) {
		line(&t, "%-18s %10s %9s %8s %9s", "", "records", "per s", "held", "rejected");
		for (unsigned i = 0; i < plan->count; i++)
			stage_line(&t, plan, i);
	}
	last_line(&t, plan);
	if (drawn)
		to_first_line();
	fwrite(t.bytes, 1, t.len, stderr);
	fputs("\033[J", stderr);
	drawn = t.lines;
	drawn_ms = now_ms();
}
