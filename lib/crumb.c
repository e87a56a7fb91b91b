#include "crumb.h"

#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct page {
	_Atomic uint64_t current[CRUMB_SLOTS];
	_Atomic uint64_t poison[CRUMB_POISONS];
	_Atomic uint32_t poisons;
};

struct crumb {
	struct page *page;
	unsigned slot;
};

static struct crumb *
crumb_map(const char *path, int flags, unsigned slot)
{
	struct crumb *crumb = calloc(1, sizeof(*crumb));
	int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);

	if (!crumb)
		out_of_memory();
	if (fd < 0 || (flags && ftruncate(fd, sizeof(struct page)) < 0))
		die_errno(errno == EMFILE || errno == ENFILE ? EX_TEMPFAIL
			: flags ? EX_CANTCREAT : EX_OSERR, "%s", path);
	crumb->slot = slot;
	crumb->page = mmap(NULL, sizeof(struct page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (crumb->page == MAP_FAILED)
		die_errno(EX_OSERR, "%s", path);
	close(fd);
	return crumb;
}

struct crumb *
crumb_make(const char *path)
{
	return crumb_map(path, O_CREAT | O_EXCL, 0);
}

struct crumb *
crumb_open(void)
{
	const char *given = getenv(CRUMB_ENV), *colon = given ? strrchr(given, ':') : NULL;
	char path[4096];
	struct stat st;
	unsigned slot;

	if (!given)
		return NULL;
	if (!colon || sscanf(colon, ":%u", &slot) != 1 || slot >= CRUMB_SLOTS
		|| snprintf(path, sizeof(path), "%.*s", (int)(colon - given), given) >= (int)sizeof(path)
		|| stat(path, &st) < 0 || st.st_size != (off_t)sizeof(struct page))
		die(EX_OSERR, CRUMB_ENV "=%s: no page of a supervisor; unset it", given);
	return crumb_map(path, 0, slot);
}

void
crumb_at(struct crumb *crumb, uint64_t record)
{
	if (crumb)
		atomic_store_explicit(&crumb->page->current[crumb->slot], record, memory_order_relaxed);
}

uint64_t
crumb_wait(struct crumb *crumb)
{
	uint64_t record = crumb ? crumb_current(crumb, crumb->slot) : 0;

	crumb_at(crumb, 0);
	return record;
}

bool
crumb_poisoned(const struct crumb *crumb, uint64_t record)
{
	uint32_t poisons = crumb ? crumb_poisons(crumb) : 0;

	while (poisons--)
		if (crumb->page->poison[poisons] == record)
			return true;
	return false;
}

uint64_t
crumb_current(const struct crumb *crumb, unsigned slot)
{
	return crumb->page->current[slot];
}

void
crumb_forget(struct crumb *crumb, unsigned slot)
{
	crumb->page->current[slot] = 0;
}

unsigned
crumb_poisons(const struct crumb *crumb)
{
	uint32_t poisons = crumb->page->poisons;

	return poisons < CRUMB_POISONS ? poisons : CRUMB_POISONS;
}

uint64_t
crumb_blame(struct crumb *crumb, unsigned slot)
{
	uint64_t record = crumb_current(crumb, slot);
	unsigned poisons = crumb_poisons(crumb);

	crumb->page->current[slot] = 0;
	if (!record || crumb_poisoned(crumb, record) || poisons == CRUMB_POISONS)
		return 0;
	crumb->page->poison[poisons] = record;
	crumb->page->poisons = poisons + 1;
	return record;
}

void
crumb_close(struct crumb *crumb)
{
	if (crumb)
		munmap(crumb->page, sizeof(struct page));
	free(crumb);
}

bool
crumb_is_fault(int signal)
{
	static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGXCPU, SIGTRAP};

	for (unsigned i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		if (faults[i] == signal)
			return true;
	return false;
}
