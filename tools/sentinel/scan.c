#include "scan.h"

#include "file.h"
#include "latin.h"
#include "log.h"
#include "nir_scan.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOM (1 << 16)
#define HELD NAMES_BYTES /* what may still be the beginning of a name */

struct going {
	struct scan *scan;
	unsigned char bytes[ROOM];
	size_t len, looked; /* bytes here; looked at so far */
	uint64_t offset;    /* of bytes[0] */
	uint64_t line;
	unsigned char before; /* the byte before bytes[looked] */
	unsigned hex;         /* hexadecimal digits right before it */
	struct names_window window;
};

static bool
refuse(const struct going *g, const char *what, unsigned line)
{
	char of[48] = "";

	if (line)
		snprintf(of, sizeof(of), " (line %u of the list)", line);
	log_error(EX_DATAERR, "%s: byte %" PRIu64 ", line %" PRIu64 ": %s%s; nothing of it was let through",
		strcmp(g->scan->path, "-") ? g->scan->path : "standard input", g->offset + g->looked + 1,
		g->line + 1, what, of);
	return false;
}

static void
let_through(const struct going *g, size_t len)
{
	if (g->scan->out >= 0 && !file_put(g->scan->out, g->bytes, len))
		die_errno(EX_IOERR, "standard output");
}

/* One character. */
static bool
look(struct going *g)
{
	struct text rest = {(const char *)g->bytes + g->looked, g->len - g->looked};
	char letters[3];
	size_t step = latin_letters(rest, letters);
	unsigned name = 0;

	if (rest.at[0] >= '1' && rest.at[0] <= '8' && nir_begins(rest, g->before, g->hex, g->scan->fictif))
		return refuse(g, "a number like a NIR", 0);
	if (g->scan->names)
		name = names_feed(g->scan->names, &g->window, letters);
	if (name)
		return refuse(g, "a name of the list ends here", name);
	g->line += rest.at[0] == '\n';
	g->before = (unsigned char)rest.at[step - 1];
	g->hex = strchr("0123456789abcdef", g->before) && g->before ? g->hex + 1 : 0;
	g->looked += step;
	return true;
}

/* `last`: nothing comes any more. What may be the beginning of something is held back. */
static bool
look_at_all(struct going *g, bool last)
{
	size_t release;

	while (g->looked < g->len && (last || g->len - g->looked > NIR_SCAN_MAX))
		if (!look(g))
			return false;
	if (last && g->scan->names) {
		unsigned name = names_feed(g->scan->names, &g->window, "");

		if (name)
			return refuse(g, "a name of the list ends here", name);
	}
	release = last ? g->len : g->looked > HELD ? g->looked - HELD : 0;
	let_through(g, release);
	memmove(g->bytes, g->bytes + release, g->len - release);
	g->offset += release;
	g->len -= release;
	g->looked -= release;
	return true;
}

static size_t
fill(struct going *g, int fd)
{
	ssize_t n;

	do
		n = read(fd, g->bytes + g->len, ROOM - g->len);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		die_errno(EX_IOERR, "%s", g->scan->path);
	g->len += (size_t)n;
	return (size_t)n;
}

static bool
look_until_the_end(struct going *g, int fd)
{
	bool clean = look_at_all(g, false);

	while (clean && fill(g, fd))
		clean = look_at_all(g, false);
	return clean && look_at_all(g, true);
}

/* ---- A PDF: its text is not in its bytes, and a part of a PDF is none. Named files only. */

static int
start(char *const argv[], pid_t *child)
{
	int ends[2];

	if (pipe(ends) || (*child = fork()) < 0)
		die_errno(EX_OSERR, "cannot start %s", argv[0]);
	if (!*child) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execvp(argv[0], argv);
		_exit(127);
	}
	close(ends[1]);
	return ends[0];
}

/* What a program of poppler says of it. */
static bool
look_at_what_says(const struct scan *scan, char *const argv[])
{
	static struct going g;
	struct scan text = *scan;
	pid_t child;
	int fd, status = 0;
	bool clean;

	text.out = -1;
	g = (struct going){.scan = &text};
	fd = start(argv, &child);
	clean = look_until_the_end(&g, fd);
	close(fd);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (!clean)
		return false;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		die(EX_UNAVAILABLE, "a PDF needs %s to be looked into: install the package poppler-utils", argv[0]);
	if (status)
		die(EX_DATAERR, "%s: %s cannot read it", scan->path, argv[0]);
	return true;
}

/* Its pages, and what it says of itself. */
static bool
look_into_pdf(const struct scan *scan)
{
	char *path = (char *)(uintptr_t)scan->path;
	char *const pages[] = {"pdftotext", "-q", "-raw", path, "-", NULL};
	char *const about[] = {"pdfinfo", path, NULL};

	if (!strcmp(path, "-"))
		die(EX_USAGE, "a PDF on standard input cannot be looked into: give its name");
	return look_at_what_says(scan, pages) && look_at_what_says(scan, about);
}

static bool
pass(struct going *g, int fd)
{
	do {
		let_through(g, g->len);
		g->len = 0;
	} while (fill(g, fd));
	return true;
}

/* What is compressed hides what it holds. */
static const char *
opaque(const struct going *g)
{
	static const struct { const char *magic; size_t len; const char *name; } forms[] = {
		{"\x1f\x8b", 2, "gzip"}, {"PK\x03\x04", 4, "zip"}, {"BZh", 3, "bzip2"},
		{"\xfd" "7zXZ", 5, "xz"}, {"\x28\xb5\x2f\xfd", 4, "zstd"},
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (g->len >= forms[i].len && !memcmp(g->bytes, forms[i].magic, forms[i].len))
			return forms[i].name;
	return NULL;
}

bool
scan_file(struct scan *scan, int fd)
{
	static struct going g;
	bool clean;

	g = (struct going){.scan = scan};
	while (g.len < 8 && fill(&g, fd))
		;
	if (opaque(&g))
		die(EX_DATAERR, "%s: %s: what is compressed cannot be looked into: give what it holds", scan->path,
			opaque(&g));
	if (g.len >= 5 && !memcmp(g.bytes, "%PDF-", 5))
		clean = look_into_pdf(scan) && pass(&g, fd);
	else
		clean = look_until_the_end(&g, fd);
	close(fd);
	return clean;
}
