/*
 * fail - LD_PRELOAD: the machine says no at the n-th call
 *
 *   FAIL_PROGRAM     only programs whose name begins so; absent: all, the shell too
 *   FAIL_CALL        write read fsync rename open ftruncate mmap malloc clock
 *   FAIL_MODE        error (as FAIL_ERRNO says), short (one byte at a time), eintr (half of the calls),
 *                    skip (says yes and does nothing), jump (clock: up to a day before or after),
 *                    cut (the power of the ext4 file system at FAIL_CUT goes, then the call is made),
 *                    slow (three seconds go by, then the call is made)
 *   FAIL_AT          error, cut, slow: the n-th call, from 1
 *   FAIL_STAY        1: and all behind it
 *   FAIL_ERRNO       28 ENOSPC, 5 EIO, 24 EMFILE, 12 ENOMEM …
 *   FAIL_COUNT_FILE  holds the number of the call, once it was met
 *
 * What libc calls inside itself does not come by here: the write(2) of stdio, for which fwrite, fflush,
 * fclose and the printf family to other streams than stderr are failed instead; mkostemp, nftw, opendir,
 * iconv's loading of its tables; the mmap of malloc. Nor do libzmq's sockets, and the memory that libc
 * takes before main. Descriptor 2 is never failed: the message is what is looked at.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum call { WRITE, READ, FSYNC, RENAME, OPEN, FTRUNCATE, MMAP, MALLOC, CLOCK, CALLS };
enum mode { ERROR, SHORT, EINTR_HALF, SKIP, JUMP, CUT, SLOW, MODES };

static const char *const call_names[CALLS] = {"write", "read", "fsync", "rename", "open", "ftruncate",
	"mmap", "malloc", "clock"};
static const char *const mode_names[MODES] = {"error", "short", "eintr", "skip", "jump",
	"cut", "slow"};

static struct {
	bool on, stay;
	enum call call;
	enum mode mode;
	long at;
	int error;
	const char *count_file;
} plan;

static atomic_long met;

#define REAL(name) \
	static __typeof__(name) *real; \
	if (!real) \
		real = (__typeof__(name) *)(uintptr_t)dlsym(RTLD_NEXT, #name)

static int
index_of(const char *name, const char *const *names, int count)
{
	for (int i = 0; i < count; i++)
		if (name && !strcmp(name, names[i]))
			return i;
	fprintf(stderr, "fail.so: %s is none of its words\n", name ? name : "nothing");
	_exit(64);
}

static long
number(const char *name)
{
	const char *value = getenv(name);

	return value ? strtol(value, NULL, 10) : 0;
}

static void __attribute__((constructor))
begin(void)
{
	const char *program = getenv("FAIL_PROGRAM"), *mode = getenv("FAIL_MODE");

	if (!getenv("FAIL_CALL") || (program && strncmp(program, program_invocation_short_name, strlen(program))))
		return;
	plan.call = (enum call)index_of(getenv("FAIL_CALL"), call_names, CALLS);
	plan.mode = (enum mode)index_of(mode ? mode : "error", mode_names, MODES);
	plan.at = number("FAIL_AT");
	plan.stay = number("FAIL_STAY");
	plan.error = (int)number("FAIL_ERRNO");
	plan.count_file = getenv("FAIL_COUNT_FILE");
	plan.on = true;
}

/* By system calls: what it stands in may be the call that fails. */
static void
tell(long n)
{
	char digits[24];
	size_t at = sizeof digits;
	long fd;

	if (!plan.count_file)
		return;
	digits[--at] = '\n';
	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	fd = syscall(SYS_openat, AT_FDCWD, plan.count_file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	syscall(SYS_write, fd, digits + at, sizeof digits - at);
	syscall(SYS_close, fd);
}

/* EXT4_IOC_SHUTDOWN, without writing the journal out: what was not asked to be on the disk is lost. */
static void
cut(void)
{
	uint32_t no_log_flush = 2;
	const char *path = getenv("FAIL_CUT");
	long fd = path ? syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_DIRECTORY) : -1;

	if (fd < 0 || syscall(SYS_ioctl, fd, 0x8004587dUL, &no_log_flush))
		_exit(64);
	syscall(SYS_close, fd);
}

/* libzmq's reads and writes wake its threads (eventfd): they do not fail, and it aborts if they do. */
static bool
is_spared(enum call call, const void *caller)
{
	Dl_info at;

	return (call == READ || call == WRITE) && dladdr(caller, &at) && at.dli_fname
		&& strstr(at.dli_fname, "libzmq");
}

#define fails(call) fails_for(call, __builtin_return_address(0))

static bool
fails_for(enum call call, const void *caller)
{
	long n;

	if (!plan.on || plan.call != call || is_spared(call, caller))
		return false;
	n = atomic_fetch_add(&met, 1) + 1;
	if (plan.mode == EINTR_HALF && (uint32_t)n * 2654435761u >> 31) { /* no rhythm to lock into */
		errno = EINTR;
		return true;
	}
	if (plan.mode == CUT && n == plan.at) {
		tell(n);
		cut();
	}
	if (plan.mode == SLOW && n == plan.at) {
		tell(n);
		sleep(3);
	}
	if (plan.mode != ERROR || (plan.stay ? n < plan.at : n != plan.at))
		return false;
	if (n == plan.at)
		tell(n);
	errno = plan.error;
	return true;
}

static bool
is(enum call call, enum mode mode)
{
	return plan.on && plan.call == call && plan.mode == mode;
}

static size_t
some(enum call call, size_t len)
{
	return is(call, SHORT) && len ? 1 : len;
}

/* ---- Writing and reading. poll(2) is counted only where it is interrupted: nothing else fails it. */

static bool
moves_fail(int fd, enum call call)
{
	return fd != STDERR_FILENO && fails(call);
}

ssize_t
write(int fd, const void *at, size_t len)
{
	REAL(write);
	return moves_fail(fd, WRITE) ? -1 : real(fd, at, fd == STDERR_FILENO ? len : some(WRITE, len));
}

ssize_t
pwrite(int fd, const void *at, size_t len, off_t where)
{
	REAL(pwrite);
	return moves_fail(fd, WRITE) ? -1 : real(fd, at, some(WRITE, len), where);
}

ssize_t
pwrite64(int fd, const void *at, size_t len, off64_t where)
{
	REAL(pwrite64);
	return moves_fail(fd, WRITE) ? -1 : real(fd, at, some(WRITE, len), where);
}

ssize_t
writev(int fd, const struct iovec *v, int count)
{
	int first = 0;

	REAL(writev);
	if (moves_fail(fd, WRITE))
		return -1;
	if (!is(WRITE, SHORT))
		return real(fd, v, count);
	while (first < count - 1 && !v[first].iov_len)
		first++;
	return write(fd, v[first].iov_base, v[first].iov_len);
}

ssize_t
read(int fd, void *at, size_t len)
{
	REAL(read);
	return fails(READ) ? -1 : real(fd, at, some(READ, len));
}

ssize_t
pread(int fd, void *at, size_t len, off_t where)
{
	REAL(pread);
	return fails(READ) ? -1 : real(fd, at, some(READ, len), where);
}

ssize_t
pread64(int fd, void *at, size_t len, off64_t where)
{
	REAL(pread64);
	return fails(READ) ? -1 : real(fd, at, some(READ, len), where);
}

int
poll(struct pollfd *fds, nfds_t count, int timeout)
{
	REAL(poll);
	return plan.mode == EINTR_HALF && fails(READ) ? -1 : real(fds, count, timeout);
}

/* ---- stdio */

static bool
stream_fails(FILE *file)
{
	if (plan.mode != ERROR && plan.mode != CUT)
		return false;
	return file && fileno(file) != STDERR_FILENO && fails(WRITE);
}

size_t
fwrite(const void *at, size_t size, size_t count, FILE *file)
{
	REAL(fwrite);
	return stream_fails(file) ? 0 : real(at, size, count, file);
}

int
fflush(FILE *file)
{
	REAL(fflush);
	return stream_fails(file) ? EOF : real(file);
}

int
fclose(FILE *file)
{
	bool failed = stream_fails(file);
	int error = errno, result;

	REAL(fclose);
	result = real(file);
	if (!failed)
		return result;
	errno = error;
	return EOF;
}

static int
print_to(FILE *file, const char *format, va_list ap)
{
	static int (*real)(FILE *, const char *, va_list);

	if (!real)
		real = (int (*)(FILE *, const char *, va_list))(uintptr_t)dlsym(RTLD_NEXT, "vfprintf");
	return stream_fails(file) ? -1 : real(file, format, ap);
}

int __vprintf_chk(int flag, const char *format, va_list ap);
int __vfprintf_chk(FILE *file, int flag, const char *format, va_list ap);
int __printf_chk(int flag, const char *format, ...);
int __fprintf_chk(FILE *file, int flag, const char *format, ...);

int
__vprintf_chk(int flag, const char *format, va_list ap)
{
	(void)flag;
	return print_to(stdout, format, ap);
}

int
__vfprintf_chk(FILE *file, int flag, const char *format, va_list ap)
{
	(void)flag;
	return print_to(file, format, ap);
}

int
__printf_chk(int flag, const char *format, ...)
{
	va_list ap;
	int n;

	(void)flag;
	va_start(ap, format);
	n = print_to(stdout, format, ap);
	va_end(ap);
	return n;
}

int
__fprintf_chk(FILE *file, int flag, const char *format, ...)
{
	va_list ap;
	int n;

	(void)flag;
	va_start(ap, format);
	n = print_to(file, format, ap);
	va_end(ap);
	return n;
}

/* ---- Names and files */

int
fsync(int fd)
{
	REAL(fsync);
	return fails(FSYNC) ? -1 : is(FSYNC, SKIP) ? 0 : real(fd);
}

int
fdatasync(int fd)
{
	REAL(fdatasync);
	return fails(FSYNC) ? -1 : is(FSYNC, SKIP) ? 0 : real(fd);
}

int
sync_file_range(int fd, off64_t from, off64_t len, unsigned flags)
{
	REAL(sync_file_range);
	return fails(FSYNC) ? -1 : is(FSYNC, SKIP) ? 0 : real(fd, from, len, flags);
}

int
rename(const char *from, const char *to)
{
	REAL(rename);
	return fails(RENAME) ? -1 : real(from, to);
}

int
renameat(int from_fd, const char *from, int to_fd, const char *to)
{
	REAL(renameat);
	return fails(RENAME) ? -1 : real(from_fd, from, to_fd, to);
}

#define OPENER(name) \
	int name(const char *path, int how, ...) \
	{ \
		mode_t mode = 0; \
		va_list ap; \
		REAL(name); \
		va_start(ap, how); \
		if (how & (O_CREAT | O_TMPFILE)) \
			mode = va_arg(ap, mode_t); \
		va_end(ap); \
		return fails(OPEN) ? -1 : real(path, how, mode); \
	}
OPENER(open)
OPENER(open64)

#define OPENER_AT(name) \
	int name(int fd, const char *path, int how, ...) \
	{ \
		mode_t mode = 0; \
		va_list ap; \
		REAL(name); \
		va_start(ap, how); \
		if (how & (O_CREAT | O_TMPFILE)) \
			mode = va_arg(ap, mode_t); \
		va_end(ap); \
		return fails(OPEN) ? -1 : real(fd, path, how, mode); \
	}
OPENER_AT(openat)
OPENER_AT(openat64)

int __open_2(const char *path, int how);
int __open64_2(const char *path, int how);

int
__open_2(const char *path, int how)
{
	return open(path, how);
}

int
__open64_2(const char *path, int how)
{
	return open64(path, how);
}

FILE *
fopen(const char *path, const char *how)
{
	REAL(fopen);
	return fails(OPEN) ? NULL : real(path, how);
}

int
mkdir(const char *path, mode_t mode)
{
	REAL(mkdir);
	return fails(OPEN) ? -1 : real(path, mode);
}

int
symlink(const char *target, const char *path)
{
	REAL(symlink);
	return fails(OPEN) ? -1 : real(target, path);
}

int
unlink(const char *path)
{
	REAL(unlink);
	return fails(OPEN) ? -1 : real(path);
}

int
ftruncate(int fd, off_t len)
{
	REAL(ftruncate);
	return fails(FTRUNCATE) ? -1 : real(fd, len);
}

int
ftruncate64(int fd, off64_t len)
{
	REAL(ftruncate64);
	return fails(FTRUNCATE) ? -1 : real(fd, len);
}

/* ---- Memory. dlsym itself allocates: libc's own names are called. */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);

void *
malloc(size_t size)
{
	return fails(MALLOC) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails(MALLOC) ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *at, size_t size)
{
	return fails(MALLOC) ? NULL : __libc_realloc(at, size);
}

void *
mmap(void *at, size_t len, int protection, int flags, int fd, off_t where)
{
	REAL(mmap);
	return fails(MMAP) ? MAP_FAILED : real(at, len, protection, flags, fd, where);
}

void *
mmap64(void *at, size_t len, int protection, int flags, int fd, off64_t where)
{
	REAL(mmap64);
	return fails(MMAP) ? MAP_FAILED : real(at, len, protection, flags, fd, where);
}

/* ---- The clock on the wall; the monotonic one cannot jump. */

static time_t
jump(void)
{
	static atomic_uint_least64_t state = 88172645463325252u;
	uint64_t x = state;

	if (!is(CLOCK, JUMP))
		return 0;
	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	state = x;
	return (time_t)(x % 172801) - 86400;
}

int
clock_gettime(clockid_t clock, struct timespec *now)
{
	int result;

	REAL(clock_gettime);
	result = real(clock, now);
	if (!result && clock == CLOCK_REALTIME)
		now->tv_sec += jump();
	return result;
}

int
gettimeofday(struct timeval *restrict now, void *restrict zone)
{
	int result;

	REAL(gettimeofday);
	result = real(now, zone);
	now->tv_sec += jump();
	return result;
}

time_t
time(time_t *at)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (at)
		*at = now.tv_sec;
	return now.tv_sec;
}
