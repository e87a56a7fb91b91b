#include "collect.h"

#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define READ_ROOM (64u << 10)

void
collect_from(struct collect *collect, struct stage *stage)
{
	char path[32];
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		die_errno(EX_OSERR, "a pipe for %s", stage->argv[0]);
	snprintf(path, sizeof(path), "/dev/fd/%d", ends[1]);
	stage_add(stage, "--explain");
	stage_add(stage, path);
	stage->aside = ends[1];
	collect->ears[collect->count++] = (struct ear){.fd = ends[0]};
}

/* `{"id":"7af03b682571-4",`: most lines of a whole source are of acts that nobody asked for, and an id has
 * nothing that JSON would escape. */
static struct text
id_of(struct text line)
{
	static const char begin[] = "{\"id\":\"";
	struct text id = {line.at + sizeof(begin) - 1, 0};

	if (!text_starts(line, begin))
		return TEXT_ABSENT;
	while (id.at + id.len < line.at + line.len && id.at[id.len] != '"')
		id.len++;
	return id;
}

/* Stages come in no order here: the place is that of the ear. An act that was asked for twice has its lines
 * twice. */
static void
take_line(struct collect *collect, unsigned ear, struct text line)
{
	struct text id = id_of(line);
	struct explained *explained = NULL;
	const char *why;

	for (size_t i = 0; id.at && i < collect->acte_count; i++) {
		struct acte *acte = collect->actes[i];

		if (!text_equal(acte->seen.id, id))
			continue;
		if (!explained && !(explained = explained_read(line, collect->why->arena, &why)))
			die(EX_SOFTWARE, "what a stage explains cannot be read: %s", why);
		acte->lines[acte->line_count + ear] = explained;
	}
}

static void
take_lines(struct collect *collect, unsigned index)
{
	struct buffer *bytes = &collect->ears[index].bytes;
	size_t from = 0;

	for (;;) {
		const unsigned char *at = bytes->at + from;
		const unsigned char *end = bytes->len > from ? memchr(at, '\n', bytes->len - from) : NULL;

		if (!end)
			break;
		take_line(collect, index, (struct text){(const char *)at, (size_t)(end - at)});
		from += (size_t)(end - at) + 1;
	}
	if (from)
		memmove(bytes->at, bytes->at + from, bytes->len - from);
	bytes->len -= from;
}

/* False once its stage is gone. */
static bool
hear(struct collect *collect, unsigned index)
{
	struct ear *ear = &collect->ears[index];
	ssize_t n;

	buffer_reserve(&ear->bytes, READ_ROOM);
	n = read(ear->fd, ear->bytes.at + ear->bytes.len, READ_ROOM);
	if (n < 0 && errno != EINTR)
		die_errno(EX_IOERR, "what a stage explains");
	if (n > 0) {
		ear->bytes.len += (size_t)n;
		take_lines(collect, index);
	}
	return n != 0;
}

/* Lines of the ears that said something, one behind the other. */
static void
close_gaps(struct collect *collect)
{
	for (size_t i = 0; i < collect->acte_count; i++) {
		struct acte *acte = collect->actes[i];
		unsigned from = acte->line_count;

		for (unsigned ear = from; ear < STREAM_STAGES_MAX; ear++)
			if (acte->lines[ear]) {
				struct explained *line = acte->lines[ear];

				acte->lines[ear] = NULL;
				acte->lines[acte->line_count++] = line;
			}
	}
}

void
collect_all(struct collect *collect)
{
	struct pollfd polls[STREAM_STAGES_MAX];
	unsigned open = collect->count;

	for (unsigned i = 0; i < collect->count; i++)
		polls[i] = (struct pollfd){.fd = collect->ears[i].fd, .events = POLLIN};
	while (open) {
		if (poll(polls, collect->count, -1) < 0) {
			if (errno != EINTR)
				die_errno(EX_OSERR, "poll");
			continue;
		}
		for (unsigned i = 0; i < collect->count; i++)
			if (polls[i].fd >= 0 && polls[i].revents && !hear(collect, i)) {
				close(polls[i].fd);
				polls[i].fd = -1;
				open--;
			}
	}
	for (unsigned i = 0; i < collect->count; i++)
		buffer_free(&collect->ears[i].bytes);
	close_gaps(collect);
}
