/*
 * notify - what systemd hears of a run: that it has started, how far it is, that it lives
 *
 * Nothing happens where systemd did not start us. The watchdog (WatchdogSec=) is fed while the loop
 * turns and somebody has said something within --stall: a run that hangs as a whole is systemd's to end.
 */
#include "run.h"

#include <inttypes.h>
#include <stdlib.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#define STATUS_EVERY_MS 1000

void
notify_ready(void)
{
	sd_notify(0, "READY=1");
}

/* Under pmi-nightly the service goes on when a run is over; told that it stops, systemd would begin to
 * count TimeoutStopSec= and end it. */
static bool
is_the_service(void)
{
	const char *main_pid = getenv("SYSTEMD_EXEC_PID");

	return !main_pid || strtol(main_pid, NULL, 10) == getpid();
}

void
notify_stopping(void)
{
	if (is_the_service())
		sd_notify(0, "STOPPING=1");
}

static int64_t
watchdog_every_ms(void)
{
	uint64_t us;

	return sd_watchdog_enabled(0, &us) > 0 ? (int64_t)(us / 2000) : 0;
}

void
notify_turn(const struct plan *plan)
{
	static int64_t told_ms, fed_ms;
	int64_t now = now_ms(), every = watchdog_every_ms();

	if (now - told_ms >= STATUS_EVERY_MS) {
		told_ms = now;
		sd_notifyf(0, "STATUS=%.*s: %" PRIu64 " records read, %" PRIu64 " received at the end, "
			"%u restarts, %u set aside", TEXT_ARG(plan->name), plan->stages[0].out.records,
			plan->stages[plan->count - 1].in.records, restarts(plan), poisons(plan));
	}
	if (every && now - fed_ms >= every && now - plan->heard_ms <= plan->asked.stall_ms) {
		fed_ms = now;
		sd_notify(0, "WATCHDOG=1");
	}
}
