#include "log.h"
#include "run.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "pmi-run-"
#define RUNTIME_MAX 60 /* a socket's path has 107 bytes */

static char made[128];
static int made_fd = -1;

/* Only what mkdtemp made for a pmi-run of ours: the name may come from a file that was left behind. */
static int
open_place(const char *directory)
{
	const char *slash = strrchr(directory, '/');
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;

	if (fd >= 0 && (!slash || strncmp(slash + 1, PREFIX, strlen(PREFIX)) || fstat(fd, &st) < 0
			       || st.st_uid != geteuid() || (st.st_mode & 07777) != 0700)) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Takes `fd` with it. */
static void
remove_all(int fd, const char *directory)
{
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			unlinkat(fd, entry->d_name, 0);
	if (dir) {
		closedir(dir);
		rmdir(directory);
	}
}

void
place_remove(const char *directory)
{
	remove_all(open_place(directory), directory);
}

void
place_clear(void)
{
	remove_all(made_fd, made);
	made_fd = -1;
}

/* The descriptor with which it will be removed is taken now: there may be none left then. */
void
place_make(struct plan *plan)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");

	snprintf(made, sizeof(made), "%s/" PREFIX "XXXXXX",
		runtime && *runtime && strlen(runtime) < RUNTIME_MAX ? runtime : "/tmp");
	if (!mkdtemp(made))
		die_errno(EX_CANTCREAT, "cannot make %s", made);
	made_fd = open_place(made);
	if (made_fd < 0) {
		rmdir(made);
		die_errno(EX_TEMPFAIL, "cannot open %s", made);
	}
	if (atexit(place_clear))
		out_of_memory();
	snprintf(plan->directory, sizeof(plan->directory), "%s", made);
	for (unsigned i = 0; i < plan->count; i++) {
		char path[ENDPOINT_SIZE];

		snprintf(path, sizeof(path), "%s/crumb-%u", plan->directory, i);
		plan->stages[i].crumb = crumb_make(path);
	}
}
