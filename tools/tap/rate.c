#include "rate.h"

#include "json.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#define SECOND_MS 1000

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
rate_take(struct rate *rate, const struct frame *frame)
{
	struct trail trail = {.count = 0};
	struct totals totals = {0};

	if (frame->trail && trail_read(&trail, frame->trail, frame->trail_len) && trail.count)
		totals = trail.at[trail.count - 1]; /* of who sent it */
	if (!rate->begun)
		*rate = (struct rate){.json = rate->json, .begun = true, .told = totals, .now = totals,
			.told_ms = now_ms()};
	if (totals.records > rate->now.records) /* else it comes again */
		rate->now = totals;
}

static void
add_json(const struct rate *rate, int64_t ms, uint64_t missed, struct buffer *out)
{
	struct json json = {.out = out};

	json_open(&json, '{');
	json_pair_int(&json, "ms", ms);
	json_pair_int(&json, "records", (int64_t)(rate->now.records - rate->told.records));
	for (int i = 0; i < STATUT_COUNT; i++) {
		json_key(&json, statut_name((enum statut)i));
		json_int(&json, (int64_t)(rate->now.by_statut[i] - rate->told.by_statut[i]));
	}
	json_pair_int(&json, "total", (int64_t)rate->now.records);
	json_pair_int(&json, "missed", (int64_t)missed);
	json_close(&json, '}');
	buffer_add(out, "\n", 1);
}

/* One line that is written over and over. */
static void
add_text(const struct rate *rate, int64_t ms, struct buffer *out)
{
	char line[160];
	int len = snprintf(line, sizeof(line), "\r%8" PRIu64 "/s", (rate->now.records - rate->told.records)
		* SECOND_MS / (uint64_t)ms);

	for (int i = 0; i < STATUT_COUNT; i++)
		len += snprintf(line + len, sizeof(line) - (size_t)len, "  %s %" PRIu64 "/s",
			statut_name((enum statut)i), (rate->now.by_statut[i] - rate->told.by_statut[i])
			* SECOND_MS / (uint64_t)ms);
	len += snprintf(line + len, sizeof(line) - (size_t)len, "  in all %" PRIu64 "\033[K",
		rate->now.records);
	buffer_add(out, line, (size_t)len);
}

void
rate_tell(struct rate *rate, uint64_t missed, bool at_once, struct buffer *out)
{
	int64_t now = now_ms(), ms = now - rate->told_ms;
	bool passed = rate->now.records > rate->told.records;

	if (!rate->begun || ms <= 0 || !(ms >= SECOND_MS || (at_once && passed)))
		return;
	if (rate->json)
		add_json(rate, ms, missed, out);
	else
		add_text(rate, ms, out);
	rate->told = rate->now;
	rate->told_ms = now;
	rate->lines++;
}
