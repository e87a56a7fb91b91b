/*
 * tap - look on at a stage of a line that runs: the records before it or behind it, as a stream
 *
 *   reads    the frames that a stage shows (--tap), while it lives
 *   writes   the records that are asked for, bare, between the head and an end of their own
 *
 * The stage never waits: what does not come through in time is missing, and that is said.
 */
#include "drain.h"
#include "log.h"
#include "options.h"
#include "pipe.h"
#include "tap.h"
#include "view.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define WAKE_MS 100

static const char *before, *count, *statut, *motif;

static void
flush(struct view *view)
{
	wire_fd_send(view->to, view->out.at, view->out.len);
	view->out.len = 0;
}

/* False when there was nothing. */
static bool
look(struct view *view)
{
	struct frame frame;
	const char *why = "a message that is no frame";
	size_t size;

	view->bytes.len = 0;
	if (!wire_zmq_take(view->from, &view->bytes))
		return false;
	if (view->bytes.len < 1 || frame_parse(&frame, view->bytes.at + 1, view->bytes.len - 1, &size, &why)
			!= FRAME_WHOLE)
		die(EX_DATAERR, "%s", why);
	view_show(view, &frame);
	flush(view);
	return true;
}

static void
look_on(struct view *view)
{
	bool met = false;

	while (!view->over && !draining()) {
		if (look(view))
			continue;
		if (wire_zmq_has_peer(view->from))
			met = true;
		else if (met)
			break; /* the stage is gone */
		wire_zmq_wait(view->from, WAIT_IN, NULL, WAKE_MS);
	}
	totals_write(&view->shown, &view->out);
	flush(view);
	if (view->missed)
		warn("%" PRIu64 " frames came too fast to be shown", view->missed);
}

static void
check(void)
{
	bool known = !statut;

	for (int i = 0; statut && i < STATUT_COUNT; i++)
		known |= text_is(text_of(statut), statut_name((enum statut)i));
	if (!known)
		die(EX_USAGE, "--status %s: accepted, held or rejected", statut);
}

int
main(int argc, char *argv[])
{
	static const struct option_spec specs[] = {
		{"before", 'b', NULL, "what goes into the stage (what comes out of it)", &before},
		{"status", 's', "STATUS", "only accepted, held or rejected ones", &statut},
		{"motif", 'm', "CODE", "only those that carry this motif", &motif},
		{"count", 'n', "N", "end after so many records", &count},
		{0},
	};
	static const struct usage usage = {"pmi-tap", "[OPTION]... ENDPOINT",
		"Look on at a stage of a line that runs (its --tap), without slowing it.",
		"  pmi-tap ipc:///tmp/price.tap | pmi-cat\n"
		"  pmi-tap --before --status held -n 10 ipc:///tmp/price.tap | pmi-cat -f motifs\n",
		specs, 1, WITHOUT_OUTPUT | WITHOUT_BOOK | WITHOUT_CHECK | WITHOUT_PROGRESS | WITHOUT_STREAM};
	struct options options;
	struct view view = {.wanted = -1};

	options_parse(&options, argc, argv, &usage);
	check();
	view.statut = statut;
	view.motif = motif;
	if (!strstr(options.input, "://"))
		die(EX_USAGE, "which endpoint? The one that the stage was given as --tap");
	if (count && !text_to_int(text_of(count), 1, INT64_MAX, &view.wanted))
		die(EX_USAGE, "--count %s: a number of records", count);
	if (isatty(STDOUT_FILENO))
		die(EX_USAGE, "records are not for a terminal: pipe them into pmi-cat");
	drain_catch_signals();
	view.from = wire_zmq_open(options.input, WIRE_LOOKS);
	wire_zmq_look_for(view.from, before ? TAP_BEFORE : TAP_AFTER);
	view.to = wire_fd_write("-");
	look_on(&view);
	wire_zmq_close(view.from, 0);
	wire_fd_close(view.to, true);
	return EX_OK;
}
