#include "find.h"

#include "cursor.h"
#include "json_read.h"
#include "log.h"
#include "nearest.h"
#include "tap.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FILE_MAX 65536
#define STAGES_MAX 64

struct run {
	char path[4096], bytes[FILE_MAX];
	struct buffer packed;
	struct stage {
		struct text name, tap; /* tap absent: of the first and the last one */
	} at[STAGES_MAX];
	unsigned count;
};

static bool
read_stage(struct cursor *c, struct stage *stage)
{
	uint32_t pairs;
	struct text key;

	if (!cursor_map(c, &pairs))
		return false;
	while (pairs--) {
		if (!cursor_text(c, &key))
			return false;
		if (text_is(key, "name") && cursor_text(c, &stage->name))
			continue;
		if (text_is(key, "tap") && cursor_text(c, &stage->tap))
			continue;
		if (cursor_skip(c) != CURSOR_OK)
			return false;
	}
	return true;
}

static bool
read_stages(struct cursor *c, struct run *run)
{
	uint32_t count;

	if (!cursor_array(c, &count) || count > STAGES_MAX)
		return false;
	while (run->count < count)
		if (!read_stage(c, &run->at[run->count++]))
			return false;
	return true;
}

static bool
understand(struct run *run, size_t len)
{
	struct cursor c;
	struct text key;
	uint32_t pairs;
	unsigned column;

	if (json_read((struct text){run->bytes, len}, &run->packed, &column))
		return false;
	c = (struct cursor){run->packed.at, run->packed.at + run->packed.len};
	if (!cursor_map(&c, &pairs))
		return false;
	while (pairs-- && cursor_text(&c, &key))
		if (text_is(key, "stages"))
			return read_stages(&c, run);
		else if (cursor_skip(&c) != CURSOR_OK)
			return false;
	return false;
}

/* False when there is none. */
static bool
read_run(struct run *run, const char *dir)
{
	int fd;
	ssize_t len;

	*run = (struct run){.count = 0};
	snprintf(run->path, sizeof(run->path), "%s/.pmi-run.json", dir);
	fd = open(run->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return false;
	len = read(fd, run->bytes, sizeof(run->bytes));
	close(fd);
	if (len <= 0 || !understand(run, (size_t)len))
		die(EX_DATAERR, "%s: not as pmi-run writes it", run->path);
	return true;
}

static bool
is_named(const struct stage *stage, const char *name)
{
	return text_is(stage->name, name)
		|| (text_starts(stage->name, "pmi-") && text_is((struct text){stage->name.at + 4,
			stage->name.len - 4}, name));
}

_Noreturn static void
unknown(const struct run *run, const char *name)
{
	static char names[STAGES_MAX][64];
	struct nearest nearest = {.word = text_of(name)};

	for (unsigned i = 0; i < run->count; i++) {
		snprintf(names[i], sizeof(names[i]), "%.*s", TEXT_ARG(run->at[i].name));
		nearest_try(&nearest, names[i]);
		if (!strncmp(names[i], "pmi-", 4))
			nearest_try(&nearest, names[i] + 4);
	}
	die(EX_USAGE, "%s: the run has no such stage; did you mean %s?", name,
		nearest.name ? nearest.name : names[0]);
}

static unsigned
stage_index(const struct run *run, const char *name)
{
	unsigned found = run->count;
	int64_t place;

	if (text_to_int(text_of(name), 1, run->count, &place))
		return (unsigned)place - 1;
	for (unsigned i = 0; i < run->count; i++) {
		if (!is_named(&run->at[i], name))
			continue;
		if (found < run->count)
			die(EX_USAGE, "%s is in the line more than once: say its place, %u or %u", name,
				found + 1, i + 1);
		found = i;
	}
	if (found == run->count)
		unknown(run, name);
	return found;
}

void
find_stage(struct found *found, const char *dir, const char *stage, char side, bool both)
{
	static struct run run;
	unsigned at;

	if (!read_run(&run, dir))
		die(EX_NOINPUT, "no pmi-run is at work in %s: it has no .pmi-run.json", dir);
	at = stage_index(&run, stage);
	found->side = side;
	if (!run.at[at].tap.at && !both && side == TAP_AFTER && at == 0) {
		at = 1;
		found->side = TAP_BEFORE;
	} else if (!run.at[at].tap.at && !both && side == TAP_BEFORE && at && at == run.count - 1) {
		at--;
		found->side = TAP_AFTER;
	}
	if (at >= run.count || !run.at[at].tap.at)
		die(EX_USAGE, "%s: of the first stage there is only --after, of the last one --before",
			stage);
	snprintf(found->endpoint, sizeof(found->endpoint), "%.*s", TEXT_ARG(run.at[at].tap));
	buffer_free(&run.packed);
}

/* Another run has sockets of its own. */
bool
find_again(const struct found *found, const char *dir)
{
	static struct run run;
	bool there = false;

	if (!read_run(&run, dir))
		return false;
	for (unsigned i = 0; i < run.count; i++)
		there |= text_is(run.at[i].tap, found->endpoint);
	buffer_free(&run.packed);
	return there;
}
