#include "b2_tool.h"

#include "b2_check.h"
#include "buffer.h"
#include "json.h"
#include "log.h"

static void
say_json(const struct b2_fault *fault)
{
	struct buffer line = {0};
	struct json json = {.out = &line};

	json_open(&json, '{');
	json_pair_int(&json, "enregistrement", (int64_t)fault->record);
	json_pair_int(&json, "colonne", fault->column);
	json_pair_text(&json, "type", text_of(fault->type));
	json_pair_text(&json, "zone", text_of(fault->zone));
	json_pair_text(&json, "defaut", text_of(fault->what));
	json_close(&json, '}');
	printf("%.*s\n", (int)line.len, (const char *)line.at);
	buffer_free(&line);
}

static void
say(void *arg, const struct b2_fault *fault)
{
	const struct b2_tool *tool = arg;

	if (tool->json)
		say_json(fault);
	else
		printf("%llu:%u: type %s%s%s: %s\n", (unsigned long long)fault->record, fault->column,
			fault->type, fault->zone ? ", " : "", fault->zone ? fault->zone : "", fault->what);
}

int
b2_say_faults(struct b2_tool *tool)
{
	struct b2_checker checker;
	char record[B2_SIZE];

	b2_check_open(&checker, say, tool);
	while (b2_file_read(&tool->file, record))
		b2_check_record(&checker, record);
	b2_check_close(&checker, tool->file.rest);
	return checker.faults ? EX_DATAERR : EX_OK;
}
