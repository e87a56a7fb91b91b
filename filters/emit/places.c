#include "places.h"

#include "file.h"
#include "log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define BATCH 1024

struct places_file {
	const struct emission *e;
	int journal, fd;
	int64_t first;             /* number of the first act of this emission in the ledger */
	struct spot batch[BATCH]; /* while they are noted; then those from `batch_at` on */
	size_t batched;
	int64_t batch_at;
	struct buffer bytes; /* of the act that is read back */
	struct record record;
};

struct places_file *
places_new(const struct emission *e)
{
	struct places_file *places = calloc(1, sizeof(*places));
	char path[PATH_SIZE];

	if (!places)
		out_of_memory();
	places->e = e;
	places->first = db_number(e->ledger->db, "SELECT max(numero) FROM acte", 0) + 1;
	places->record.motifs = e->motifs;
	places->journal = open(e->reception->path, O_RDONLY | O_CLOEXEC);
	path_join(path, sizeof(path), e->staging, ".places");
	places->fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (places->journal < 0 || places->fd < 0 || unlink(path))
		die_errno(EX_IOERR, "%s", path);
	return places;
}

void
places_free(struct places_file *places)
{
	close(places->journal);
	close(places->fd);
	buffer_free(&places->bytes);
	record_free(&places->record);
	free(places);
}

void
places_noted(struct places_file *places)
{
	if (!file_put(places->fd, places->batch, places->batched * sizeof(places->batch[0])))
		die_errno(EX_IOERR, "%s", places->e->staging);
	places->batched = 0;
}

void
places_note(struct places_file *places, uint64_t offset, size_t len, const void *patient)
{
	struct spot *spot = &places->batch[places->batched++];

	*spot = (struct spot){offset, (uint32_t)len, patient != NULL, {0}};
	if (patient)
		memcpy(spot->patient, patient, PSEUDONYM_SIZE);
	if (places->batched == BATCH)
		places_noted(places);
}

static _Noreturn void
damaged(const struct places_file *places)
{
	die(EX_IOERR, "%s: an act cannot be read back: the disk did not keep what was written",
		places->e->reception->path);
}

/* Numbers mostly go up: a window of them is read at a time. */
static const struct spot *
spot_of(struct places_file *places, int64_t numero)
{
	int64_t at = numero - places->first;
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
places_read(struct places_file *places, int64_t numero, const struct spot **spot)
{
	const char *why;
	size_t n;

	*spot = spot_of(places, numero);
	places->bytes.len = 0;
	buffer_reserve(&places->bytes, (*spot)->len);
	if (!file_fill_at(places->journal, (off_t)(*spot)->offset, places->bytes.at, (*spot)->len, &n)
		|| record_parse(&places->record, places->bytes.at, n, &why) != (*spot)->len)
		damaged(places);
	filter_reopen(&places->record);
	return &places->record;
}
