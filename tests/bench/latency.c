/*
 * latency - how long a lone act takes through a line that has nothing else to do
 *
 *	latency STREAM SECONDS COMMAND      (STREAM: frames of one act, pmi-ingest --batch 1)
 *
 * Gives the frames to `sh -c COMMAND` one by one, each when the one before came out, and prints the
 * median, the 99th percentile and the longest, in microseconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "file.h"
#include "frame.h"

#define MOST 100000

static double times[MOST];

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static pid_t
start(const char *command, int *to, int *from)
{
	int in[2], out[2];
	pid_t pid;

	if (pipe(in) || pipe(out) || (pid = fork()) < 0)
		exit(71);
	if (!pid) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		for (int i = 0; i < 2; i++) {
			close(in[i]);
			close(out[i]);
		}
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	*to = in[1];
	*from = out[0];
	return pid;
}

/* Until one frame came out, whole. */
static void
await(int from, struct buffer *bytes)
{
	size_t size = FRAME_HEADER, n;
	struct frame frame;
	const char *why;

	bytes->len = 0;
	while (frame_parse(&frame, bytes->at, bytes->len, &size, &why) != FRAME_WHOLE) {
		buffer_reserve(bytes, size - bytes->len);
		if (!file_fill(from, bytes->at + bytes->len, size - bytes->len, &n) || !n)
			exit(65);
		bytes->len += n;
	}
}

int
main(int argc, char *argv[])
{
	size_t len, size = 0, count = 0;
	struct buffer got = {0};
	unsigned char *stream;
	struct frame frame;
	const char *why;
	double begin;
	int to, from;

	if (argc != 4)
		return 64;
	stream = (unsigned char *)file_read(argv[1], 256u << 20, &len);
	start(argv[3], &to, &from);
	begin = now();
	for (size_t at = 0; at < len && count < MOST; at += size) {
		double before = now();

		if (frame_parse(&frame, stream + at, len - at, &size, &why) != FRAME_WHOLE)
			return 65;
		if (frame.kind == FRAME_END || (frame.kind == FRAME_DATA && before - begin > 1e6 * atof(argv[2])))
			break; /* behind an end a stage waits for that of its input */
		if (!file_put(to, stream + at, size))
			return 74;
		await(from, &got);
		if (frame.kind == FRAME_DATA)
			times[count++] = now() - before;
		else
			begin = now();
	}
	if (!count)
		return 65;
	qsort(times, count, sizeof(times[0]), by_size);
	printf("%zu %.0f %.0f %.0f\n", count, times[count / 2], times[count * 99 / 100], times[count - 1]);
	close(to);
	close(from);
	free(stream);
	buffer_free(&got);
	while (wait(NULL) > 0)
		;
	return 0;
}
