#include "places.h"

#include "file.h"
#include "filter.h"
#include "log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define BATCH 1024

struct places_file {
	const char *path;
	int journal, fd;
	struct spot batch[BATCH]; /* while they are noted; then those from `batch_at` on */
	size_t batched;
	int64_t count;
	int64_t batch_at;
	struct buffer bytes; /* of the act that is read back */
	struct record record;
};

struct places_file *
places_new(const char *path, const char *dir, const struct motifs *motifs)
{
	struct places_file *places = calloc(1, sizeof(*places));

	if (!places)
		out_of_memory();
	places->path = path;
	places->record.motifs = motifs;
	places->journal = open(path, O_RDONLY | O_CLOEXEC);
	if (places->journal < 0)
		die_errno(EX_IOERR, "%s", path);
	places->fd = file_unnamed(dir);
	return places;
}

void
places_free(struct places_file *places)
{
	if (!places)
		return;
	close(places->journal);
	close(places->fd);
	buffer_free(&places->bytes);
	record_free(&places->record);
	free(places);
}

static void
flush(struct places_file *places)
{
	if (!file_put(places->fd, places->batch, places->batched * sizeof(places->batch[0])))
		die_errno(EX_IOERR, "%s", places->path);
	places->batched = 0;
}

int64_t
places_noted(struct places_file *places)
{
	flush(places);
	return places->count;
}

void
places_note(struct places_file *places, uint64_t offset, size_t len, const void *patient)
{
	struct spot *spot = &places->batch[places->batched++];

	*spot = (struct spot){offset, (uint32_t)len, patient != NULL, {0}};
	if (patient)
		memcpy(spot->patient, patient, PSEUDONYM_SIZE);
	places->count++;
	if (places->batched == BATCH)
		flush(places);
}

static _Noreturn void
damaged(const struct places_file *places)
{
	die(EX_IOERR, "%s: an act cannot be read back: the disk did not keep what was written",
		places->path);
}

/* Numbers mostly go up: a window of them is read at a time. */
static const struct spot *
spot_of(struct places_file *places, int64_t at)
{
	size_t n;

	if (at < places->batch_at || at >= places->batch_at + (int64_t)places->batched) {
		if (!file_fill_at(places->fd, at * (off_t)sizeof(struct spot), places->batch,
				sizeof(places->batch), &n) || n < sizeof(struct spot))
			damaged(places);
		places->batch_at = at;
		places->batched = n / sizeof(struct spot);
	}
	return &places->batch[at - places->batch_at];
}

struct record *
places_read(struct places_file *places, int64_t number, const struct spot **spot)
{
	const char *why;
	size_t n;

	*spot = spot_of(places, number);
	places->bytes.len = 0;
	buffer_reserve(&places->bytes, (*spot)->len);
	if (!file_fill_at(places->journal, (off_t)(*spot)->offset, places->bytes.at, (*spot)->len, &n)
		|| record_parse(&places->record, places->bytes.at, n, &why) != (*spot)->len)
		damaged(places);
	filter_reopen(&places->record);
	return &places->record;
}
