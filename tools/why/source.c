/*
 * source - the acts as their source gives them: pmi-ingest over the file, once for the records and once
 * for what it says of them
 *
 * Only its pipe has the other records: nothing of them is kept, and nothing is written.
 */
#include "collect.h"
#include "log.h"
#include "pipe.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static struct stage *
ingest(const struct why *why, struct stages *stages)
{
	struct stage *stage = &stages->at[stages->count++];

	stage_add(stage, "pmi-ingest");
	stage_add(stage, "--config");
	stage_add(stage, why->book.dir);
	stage_add(stage, "--quiet");
	stage_add(stage, "--as-of");
	stage_add(stage, why->actes[0].emission.as_of.at);
	if (why->mapping) {
		stage_add(stage, "--mapping");
		stage_add(stage, why->mapping);
	}
	return stage;
}

static void
start(const struct why *why, struct stages *stages, int output)
{
	stage_add(&stages->at[0], "--");
	stage_add(&stages->at[0], why->source);
	stages_start(stages, 0, 1, open("/dev/null", O_RDONLY | O_CLOEXEC), output);
	close(output);
}

static void
end(struct stages *stages)
{
	const struct stage *failed = stages_wait(stages);

	if (failed)
		die(failed->code, "pmi-ingest ended with %d", failed->code);
	stages_free(stages);
}

/* Of the acts asked for, those of this record. */
static size_t
take(struct why *why, const struct record *rec)
{
	size_t taken = 0;

	for (size_t i = 0; i < why->acte_count; i++) {
		struct acte *acte = &why->actes[i];
		struct text bytes;
		const char *wrong;

		if (!text_equal(acte->seen.id, record_text(rec, F_ID)))
			continue;
		bytes = keep(why->arena, (struct text){(const char *)rec->bytes, rec->len});
		record_parse(&acte->record, (const unsigned char *)bytes.at, bytes.len, &wrong);
		acte->from_source = true;
		taken++;
	}
	return taken;
}

static size_t
read_frames(struct why *why, struct pipe *pipe)
{
	struct record rec = {0};
	struct frame frame;
	size_t taken = 0;

	while ((frame = pipe_recv(pipe)).kind) {
		const char *wrong;
		size_t len;

		for (size_t at = 0; frame.kind == FRAME_DATA && at < frame.len; at += len) {
			len = record_parse(&rec, frame.body + at, frame.len - at, &wrong);
			if (!len)
				die(EX_DATAERR, "%s: %s", why->source, wrong);
			taken += take(why, &rec);
		}
	}
	record_free(&rec);
	return taken;
}

static size_t
pick_records(struct why *why)
{
	struct stages stages = {.count = 0};
	struct pipe *pipe;
	char path[32];
	size_t taken;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		die_errno(EX_OSERR, "a pipe");
	ingest(why, &stages);
	start(why, &stages, ends[1]);
	snprintf(path, sizeof(path), "/dev/fd/%d", ends[0]);
	pipe = pipe_open_read(path);
	close(ends[0]);
	taken = read_frames(why, pipe);
	pipe_close(pipe, true);
	end(&stages);
	return taken;
}

static void
pick_lines(struct why *why)
{
	struct stages stages = {.count = 0};
	struct collect collect = {.why = why};

	collect.actes = arena_alloc(why->arena, why->acte_count * sizeof(*collect.actes));
	for (size_t i = 0; i < why->acte_count; i++)
		if (why->actes[i].from_source)
			collect.actes[collect.acte_count++] = &why->actes[i];
	collect_from(&collect, ingest(why, &stages));
	start(why, &stages, open("/dev/null", O_WRONLY | O_CLOEXEC));
	collect_all(&collect);
	end(&stages);
}

void
source_pick(struct why *why)
{
	if (!why->acte_count)
		return;
	if (!pick_records(why))
		die(EX_DATAERR, "--source %s: none of the acts came from these bytes: an id begins with the "
			"SHA-256 of its source (%.*s)", why->source, TEXT_ARG(why->actes[0].seen.id));
	pick_lines(why);
}
