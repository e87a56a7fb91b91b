#include "reception.h"

#include "checkpoint.h"
#include "directory.h"
#include "file.h"
#include "log.h"
#include "output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
make_path(struct reception *reception, const struct text run, int64_t numero)
{
	reception->numero = numero;
	path_print(reception->path, sizeof(reception->path), "%s/%.*s-%04lld.msgpack",
		reception->parent, TEXT_ARG(run), (long long)numero);
}

void
reception_find(struct reception *reception, const struct filter *f, const char *dir)
{
	struct dirent *entry;
	DIR *list;

	*reception = (struct reception){.fd = -1};
	directory_make(path_join(reception->parent, sizeof(reception->parent), dir, "reception"));
	if (!(list = opendir(reception->parent)))
		die_errno(EX_IOERR, "%s", reception->parent);
	while ((entry = readdir(list)))
		if (!strncmp(entry->d_name, f->head.run.at, f->head.run.len)
			&& entry->d_name[f->head.run.len] == '-')
			make_path(reception, f->head.run,
				strtoll(entry->d_name + f->head.run.len + 1, NULL, 10));
	closedir(list);
}

static void
append(void *arg, const struct frame *frame)
{
	struct reception *reception = arg;

	reception->front.len = 0;
	frame_write_front(frame, &reception->front);
	if (!file_put(reception->fd, reception->front.at, reception->front.len)
		|| !file_put(reception->fd, frame->body, frame->len))
		die_errno(EX_IOERR, "%s", reception->path);
	file_grew(reception->fd, &reception->growth, reception->front.len + frame->len);
}

/* After a failure the disk is not asked a second time: it may have forgotten what it could not write. */
static void
commit(void *arg)
{
	const struct reception *reception = arg;

	if (fdatasync(reception->fd) < 0)
		die_errno(EX_IOERR, "%s", reception->path);
}

/* What an interrupted attempt received stays, but for a frame that it was writing. */
static void
open_journal(struct reception *reception, const struct frame *head, unsigned stages,
	const struct motifs *motifs, struct checkpoint *checkpoint)
{
	reception->fd = open(reception->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (reception->fd < 0)
		die_errno(EX_CANTCREAT, "%s", reception->path);
	checkpoint_find(checkpoint, reception->fd, head);
	if (checkpoint->done && checkpoint->trail.count < stages)
		*checkpoint = (struct checkpoint){.size = 0}; /* bare records came: nothing tells how far */
	else if (!checkpoint->size && checkpoint->torn)
		warn("%s was received by other programs or under another rule book: received anew",
			reception->path);
	if (ftruncate(reception->fd, checkpoint->size) < 0
		|| lseek(reception->fd, 0, SEEK_END) != checkpoint->size)
		die_errno(EX_IOERR, "%s", reception->path);
	reception->growth = (struct growth){.size = checkpoint->size, .begun = checkpoint->size};
	if (!checkpoint->size) {
		append(reception, head);
		reception->bilans = places_new(reception->path, reception->parent, motifs);
		directory_sync(reception->parent);
	}
}

/* Where the record read last stands: objects are the last of a frame. */
static uint64_t
offset_of(const struct reception *reception, const struct filter *f)
{
	return (uint64_t)reception->growth.size - f->frame.len + f->at - f->record.len;
}

static void
receive(struct reception *reception, struct filter *f)
{
	const struct record *rec;

	f->keep = append;
	f->keep_arg = reception;
	while ((rec = filter_read(f))) /* kept as a frame; parsed, so that what is no record is refused here */
		if (reception->bilans && record_is(rec, F_SUPPORT, "pegase"))
			places_note(reception->bilans, offset_of(reception, f), rec->len, NULL);
	commit(reception);
}

int
reception_receive(struct reception *reception, struct filter *f, int64_t numero)
{
	struct checkpoint checkpoint;
	struct frame head = f->frame;
	int code;

	if (!reception->numero)
		make_path(reception, f->head.run, numero);
	head.seq = head.epoch = 0;
	head.trail = NULL;
	head.trail_len = 0;
	open_journal(reception, &head, f->index, f->record.motifs, &checkpoint);
	commit(reception); /* what an attempt that was killed had written is not on the disk yet */
	filter_resume(f, checkpoint.done, &checkpoint.trail, commit, reception);
	if (checkpoint.ended)
		pipe_drain(f->in);
	else
		receive(reception, f);
	reception->totals = f->received;
	code = filter_code(f);
	if (code != EX_OK) {
		log_error(code, "nothing is published; the %llu records that came are kept in %s: the same "
				"line, run again, goes on behind them",
			(unsigned long long)reception->totals.records, reception->path);
		places_free(reception->bilans);
	}
	close(reception->fd);
	buffer_free(&reception->front);
	return code;
}

void
reception_claim(struct reception *reception, int64_t numero)
{
	char from[sizeof(reception->path)];
	size_t run = strlen(reception->parent) + 1;

	if (reception->numero == numero)
		return;
	memcpy(from, reception->path, sizeof(from));
	make_path(reception, (struct text){from + run, RUN_SIZE - 1}, numero);
	directory_rename(from, reception->path);
	directory_sync(reception->parent);
}

void
reception_forget(const struct reception *reception)
{
	if (unlink(reception->path) < 0 && errno != ENOENT) /* an earlier attempt came so far */
		die_errno(EX_IOERR, "%s", reception->path);
	directory_sync(reception->parent);
}

static _Noreturn void
damaged(const struct journal *journal, const char *why)
{
	die(EX_IOERR, "%s: read back, %s: the disk did not keep what was written", journal->path, why);
}

void
journal_open(struct journal *journal, const char *path, const struct motifs *motifs)
{
	struct frame frame;

	*journal = (struct journal){.path = path, .pipe = pipe_open_read(path)};
	journal->record.motifs = motifs;
	frame = pipe_recv(journal->pipe);
	buffer_add(&journal->head_bytes, frame.body, frame.len);
	if (frame.kind != FRAME_HEAD
		|| !head_read(&journal->head, journal->head_bytes.at, journal->head_bytes.len))
		damaged(journal, "its head is wrong");
}

void
journal_copy(struct journal *journal, const char *staging)
{
	char path[PATH_SIZE];

	journal->copy = output_open(path_join(path, sizeof(path), staging, "reception.msgpack"));
	output_unhashed(journal->copy);
	output_unread(journal->copy);
	output_write(journal->copy, journal->head_bytes.at, journal->head_bytes.len);
}

static void
check_end(const struct journal *journal)
{
	struct totals end;
	const char *differs;

	if (journal->frame.kind != FRAME_END
		|| !totals_read(&end, journal->frame.body, journal->frame.len))
		damaged(journal, "it has no end");
	if ((differs = totals_differ(&journal->totals, &end)))
		damaged(journal, differs);
}

struct record *
journal_read(struct journal *journal)
{
	struct frame *frame = &journal->frame;
	const unsigned char *at;
	const char *why;
	size_t len;

	if (journal->at == frame->len) {
		*frame = pipe_recv(journal->pipe);
		journal->at = 0;
		if (journal->copy)
			output_write(journal->copy, frame->body, frame->len);
		if (frame->kind != FRAME_DATA) {
			check_end(journal);
			return NULL;
		}
	}
	at = frame->body + journal->at;
	len = record_parse(&journal->record, at, frame->len - journal->at, &why);
	if (!len)
		damaged(journal, why);
	totals_add(&journal->totals, &journal->record, at, len);
	journal->offset = pipe_body_offset(journal->pipe) + journal->at;
	journal->at += len;
	filter_reopen(&journal->record);
	return &journal->record;
}

void
journal_close(struct journal *journal)
{
	char sha256[65];

	if (journal->copy)
		output_close(journal->copy, sha256);
	pipe_close(journal->pipe, true);
	record_free(&journal->record);
	buffer_free(&journal->head_bytes);
}
