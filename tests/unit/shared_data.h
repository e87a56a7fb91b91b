/*
 * shared_data - public data that nobody of this project wrote, read in place
 *
 * The folder is $PMI_TEST_DATA, or ../shared/data seen from the root of the repository. A test
 * whose file is absent is skipped, with the reason.
 */
#ifndef SHARED_DATA_H
#define SHARED_DATA_H

#include <stdio.h>
#include <stdlib.h>

static FILE *
shared_data_open(const char *name)
{
	const char *folder = getenv("PMI_TEST_DATA");
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder ? folder : "../shared/data", name);
	file = fopen(path, "r");
	if (!file) {
		print_message("# skip: %s cannot be read (PMI_TEST_DATA tells where)\n", path);
		skip();
	}
	return file;
}

#endif
