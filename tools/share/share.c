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
#include "log.h"
#include "stand.h"

#include <string.h>
#include <sys/random.h>

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
	aside = (struct aside){.work = share_work, .arg = s};
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
		specs, -1, WITHOUT_CHECK | WITHOUT_EXPLAIN};
	struct options options;
	static struct share share;

	options_parse(&options, argc, argv, &usage);
	if (stage) {
		options.program = stage;
		log_open(stage, options.json, options.quiet);
	}
	start(&share, &options);
	share_take_all(&share);
	return share_finish(&share);
}
