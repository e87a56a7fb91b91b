#include "fault.h"

#include <errno.h>
#include <stddef.h>
#include <sysexits.h>

#define AGAIN ", then run the same line again"

struct fault
fault_of(int error, int code)
{
	switch (error) {
	case ENOSPC:
	case EDQUOT:
		return (struct fault){EX_TEMPFAIL, "make room" AGAIN};
	case EFBIG:
		return (struct fault){EX_TEMPFAIL, "raise the limit on the size of files (ulimit -f)" AGAIN};
	case EMFILE:
		return (struct fault){EX_TEMPFAIL, "raise the limit on open files (ulimit -n)" AGAIN};
	case ENFILE:
		return (struct fault){EX_TEMPFAIL, "end other programs, the whole machine has too many files "
						   "open" AGAIN};
	case ENOMEM:
		return (struct fault){EX_TEMPFAIL, "free some, or raise the limit (ulimit -v)" AGAIN};
	case EAGAIN:
		return (struct fault){EX_TEMPFAIL, "end other programs, or raise the limits (ulimit -a)" AGAIN};
	case EIO:
		return (struct fault){EX_IOERR, "look at the disk (dmesg)" AGAIN};
	case EROFS:
	case EACCES:
	case EPERM:
		if (code == EX_NOINPUT)
			break;
		return (struct fault){EX_TEMPFAIL, "make it writable for this user" AGAIN};
	}
	return (struct fault){code, NULL};
}
