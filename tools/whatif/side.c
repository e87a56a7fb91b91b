#include "log.h"
#include "whatif.h"

#include <stdio.h>
#include <unistd.h>

void
side_start(struct side *side, int input)
{
	int from = line_start(&side->line, input);
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", from);
	side->out = pipe_open_read(path);
	close(from);
}

static void
wait_all(struct side *side)
{
	const struct stage *stage = line_wait(&side->line);

	if (stage)
		die(stage->code, "book %s, %s: %s ended with %d; nothing was compared to its end",
			side->letter, side->book.dir, stage->argv[0], stage->code);
}

static void
check_end(struct side *side)
{
	struct totals end;
	const char *differs = NULL;
	bool is_end = side->frame.kind == FRAME_END;

	if (pipe_draining())
		die(EX_TEMPFAIL, "stopped by a signal: run the same line again");
	if (is_end && totals_read(&end, side->frame.body, side->frame.len))
		differs = totals_differ(&side->totals, &end);
	if (is_end && !differs)
		pipe_close(side->out, true);
	wait_all(side);
	if (!is_end)
		die(EX_DATAERR, "book %s: the stream stops without its end", side->letter);
	if (differs)
		die(EX_DATAERR, "book %s: the stream's end announces another %s", side->letter, differs);
}

const struct record *
side_next(struct side *side)
{
	const unsigned char *at;
	const char *why;
	size_t len;

	while (side->at == side->frame.len || side->frame.kind != FRAME_DATA) {
		side->at = 0;
		side->frame = pipe_recv(side->out);
		if (side->frame.kind != FRAME_HEAD && side->frame.kind != FRAME_DATA) {
			check_end(side);
			return NULL;
		}
	}
	at = side->frame.body + side->at;
	len = record_parse(&side->rec, at, side->frame.len - side->at, &why);
	if (!len)
		die(EX_DATAERR, "book %s, record %llu: %s", side->letter,
			(unsigned long long)side->totals.records + 1, why);
	totals_add(&side->totals, &side->rec, at, len);
	side->at += len;
	return &side->rec;
}
