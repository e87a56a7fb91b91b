#include "reception.h"

#include "directory.h"
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* stdio: what is in its buffer is written whatever way the process ends by itself. */
static FILE *
journal_create(struct reception *reception, const struct filter *f, const char *dir)
{
	char parent[sizeof(reception->path)];
	FILE *file;
	int fd;

	directory_make(path_join(parent, sizeof(parent), dir, "reception"));
	path_print(reception->path, sizeof(reception->path), "%s/%.*s.msgpack", parent,
		TEXT_ARG(f->head.run));
	unlink(reception->path); /* what an interrupted run of the same input had received */
	fd = open(reception->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || !(file = fdopen(fd, "w")))
		die_errno(EX_CANTCREAT, "%s", reception->path);
	return file;
}

static void
put(FILE *file, const struct reception *reception, struct buffer *bytes)
{
	if (fwrite(bytes->at, 1, bytes->len, file) != bytes->len)
		die_errno(EX_IOERR, "%s", reception->path);
	bytes->len = 0;
}

static void
journal_finish(FILE *file, const struct reception *reception)
{
	if (fflush(file) || fsync(fileno(file)) || fclose(file))
		die_errno(EX_IOERR, "%s", reception->path);
}

/* The last copy the pipeline made of them: on the disk before the end is believed. */
int
reception_receive(struct reception *reception, struct filter *f, const char *dir)
{
	FILE *file = journal_create(reception, f, dir);
	struct account *account = account_new();
	struct buffer bytes = {0};
	const struct record *rec;
	int code;

	head_write(&f->head, &bytes);
	put(file, reception, &bytes);
	while ((rec = filter_read(f))) {
		record_write(rec, &bytes);
		account_add(account, rec, bytes.at, bytes.len);
		put(file, reception, &bytes);
	}
	reception->totals = account_totals(account);
	code = filter_close(f);
	if (code == EX_OK) {
		totals_write(&reception->totals, &bytes);
		put(file, reception, &bytes);
	}
	journal_finish(file, reception);
	if (code != EX_OK)
		log_error(code, "nothing is published; the %llu records that came are kept in %s",
			(unsigned long long)reception->totals.records, reception->path);
	account_free(account);
	buffer_free(&bytes);
	return code;
}

void
reception_remove(const struct reception *reception)
{
	if (unlink(reception->path) && errno != ENOENT)
		die_errno(EX_IOERR, "%s", reception->path);
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
	journal->account = account_new();
	frame = pipe_recv(journal->pipe);
	buffer_add(&journal->head_bytes, frame.body, frame.len);
	if (frame.kind != PIPE_HEAD
		|| !head_read(&journal->head, journal->head_bytes.at, journal->head_bytes.len))
		damaged(journal, "its head is wrong");
}

static void
check_end(const struct journal *journal)
{
	struct totals end, came = account_totals(journal->account);
	const char *differs;

	if (journal->frame.kind != PIPE_END
		|| !totals_read(&end, journal->frame.body, journal->frame.len))
		damaged(journal, "it has no end");
	if ((differs = totals_differ(&came, &end)))
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
		if (frame->kind != PIPE_DATA) {
			check_end(journal);
			return NULL;
		}
	}
	at = frame->body + journal->at;
	len = record_parse(&journal->record, at, frame->len - journal->at, &why);
	if (!len)
		damaged(journal, why);
	account_add(journal->account, &journal->record, at, len);
	journal->at += len;
	return &journal->record;
}

void
journal_close(struct journal *journal)
{
	pipe_close(journal->pipe, true);
	account_free(journal->account);
	record_free(&journal->record);
	buffer_free(&journal->head_bytes);
}
