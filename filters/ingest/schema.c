#include "schema.h"

#include "log.h"
#include "xml.h"

#include <stdio.h>
#include <sys/stat.h>

void
schema_open(struct input *input, struct text name)
{
	const char *given = input->schema_path;
	char path[4096];
	struct stat st;

	if (!given || !name.at)
		return;
	if (stat(given, &st))
		die_errno(EX_NOINPUT, "cannot read the schema %s", given);
	if (S_ISDIR(st.st_mode) && (size_t)snprintf(path, sizeof(path), "%s/%.*s.xsd", given, TEXT_ARG(name))
			< sizeof(path))
		given = path;
	input->schema = xml_schema_open(given);
}
