/*
 * b2_file - the records of a B2 file, one after another, whatever stands between them
 *
 * 128 characters a record, with nothing, LF or CR LF behind: what stands behind the first one tells.
 */
#ifndef B2_FILE_H
#define B2_FILE_H

#include "b2.h"

#include <stdio.h>

struct b2_file {
	FILE *in;
	size_t separator; /* bytes behind a record: 0, 1, 2 */
	bool known;
	size_t rest;      /* bytes at the end that are no whole record */
};

/* False at the end: file->rest tells whether a part of a record is left. Dies with 74. */
bool b2_file_read(struct b2_file *file, char record[B2_SIZE]);

#endif
