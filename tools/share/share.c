/*
 * share - stand in a line in the place of one stage, and let several processes of it do the work
 *
 *   reads    the frames of a line, over ZeroMQ
 *   writes   the same bytes as the one stage would, in the same order
 *   config   none; the workers have theirs
 *
 * Nothing is on the disk. What the workers have is kept until they answered: one that dies gets it again,
 * and the rest of the line does not notice. When this process dies the line rewinds as for any stage.
 */
#include "accounts.h"
#include "end.h"
#include "filter_private.h"
#include "log.h"
#include "summary.h"
#include "workers.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define FINISH_MS 1000 /* for what is at the workers when nothing more comes */

struct share {
	struct filter face; /* what the line sees of the stage: both ends, and its accounts */
	struct workers *workers;
	struct queue queue;
};

static bool
pass_on(struct share *s)
{
	struct filter *f = &s->face;
	struct frame frame;

	if (!queue_next(&s->queue, &frame))
		return false;
	f->frame = frame;
	f->index = s->queue.index;
	accounts_take(f);
	tap_show(f->tap, TAP_AFTER, &frame);
	pipe_send(f->out, &frame);
	summary_progress(f);
	return true;
}

/* All that can be done without a new frame. */
static bool
work(void *arg)
{
	struct share *s = arg;
	bool moved;

	do {
		moved = workers_turn(s->workers, &s->queue);
		while (pass_on(s))
			moved = true;
	} while (moved && !pipe_is_done(s->face.in));
	return queue_has_room(&s->queue);
}

static void
take_all(struct share *s)
{
	struct filter *f = &s->face;
	bool begun = false;

	while ((f->frame = pipe_recv(f->in)).kind) {
		if (!begun || f->frame.kind != FRAME_HEAD)
			filter_keep(f);
		begun = true;
		queue_take(&s->queue, &f->frame);
	}
}

/* Nothing more comes, and not all is done: what is at the workers is passed on if they are quick. */
static int
cut_short(struct share *s)
{
	int64_t since = line_now_ms();
	unsigned count;
	const struct wire_wish *wishes = workers_wishes(s->workers, &count);

	while (s->queue.count && line_now_ms() - since < FINISH_MS) {
		work(s);
		if (s->queue.count)
			wire_zmq_wait_any(wishes, count, WAKE_MS / 10);
	}
	if (pipe_draining())
		log_error(EX_TEMPFAIL, "stopped by a signal: run the same line again");
	else
		log_error(EX_DATAERR, "the stream stops without its end: the process before this one failed; "
				      "what came was passed on");
	return pipe_draining() ? EX_TEMPFAIL : EX_DATAERR;
}

static int
finish(struct share *s)
{
	struct filter *f = &s->face;
	int code = pipe_is_done(f->in) ? EX_OK : cut_short(s);
	char sha256[65];

	workers_close(s->workers, code == EX_OK);
	pipe_close(f->out, code == EX_OK);
	pipe_close(f->in, code == EX_OK);
	if (f->capture && code == EX_OK)
		output_close(f->capture, sha256);
	else
		output_abandon(f->capture);
	if (code == EX_OK)
		summary_print(f);
	tap_close(f->tap);
	queue_free(&s->queue);
	return code;
}

static void
start(struct share *s, const struct options *options)
{
	static struct aside aside;
	uint64_t epoch;

	if (!strstr(options->input, "://") || !strstr(options->output, "://"))
		die(EX_USAGE, "workers stand between sockets: --input and --output are ipc:// or tcp://");
	if (options->count < 1 || options->count > WORKERS_MAX)
		die(EX_USAGE, "%d workers: 1 to %d", options->count, WORKERS_MAX);
	s->face.options = options;
	line_set_patience(options->patience_s);
	if (getrandom(&epoch, sizeof(epoch), 0) != sizeof(epoch))
		die_errno(EX_OSERR, "no random number");
	queue_start(&s->queue, (unsigned)options->count, epoch >> 1);
	if (options->tap)
		s->face.tap = tap_open(options->tap);
	if (options->capture)
		s->face.capture = output_open(options->capture);
	s->face.in = pipe_open_read(options->input);
	s->face.out = pipe_open_write(options->output);
	pipe_join(s->face.in, s->face.out);
	s->workers = workers_open(options->operands, (unsigned)options->count);
	aside = (struct aside){.work = work, .arg = s};
	aside.wishes = workers_wishes(s->workers, &aside.count);
	pipe_aside(s->face.in, &aside);
}

int
main(int argc, char *argv[])
{
	static const char *stage;
	static const struct option_spec specs[] = {
		{"stage", 's', "NAME", "speak under the name of this stage", &stage},
		{0},
	};
	static const struct usage usage = {"pmi-share", "[OPTION]... -i ENDPOINT -o ENDPOINT WORKER...",
		"Let several processes of one stage share its work; the output is that of one.",
		"  pmi-price -i ipc:///tmp/a.in -o ipc:///tmp/a.out &\n"
		"  pmi-price -i ipc:///tmp/b.in -o ipc:///tmp/b.out &\n"
		"  pmi-share -i ipc:///tmp/in -o ipc:///tmp/out ipc:///tmp/a ipc:///tmp/b\n",
		specs, -1, WITHOUT_CHECK};
	struct options options;
	static struct share share;

	options_parse(&options, argc, argv, &usage);
	if (stage) {
		options.program = stage;
		log_open(stage, options.json, options.quiet);
	}
	start(&share, &options);
	take_all(&share);
	return finish(&share);
}
