#include "log.h"
#include "verbs.h"

#include <stdio.h>

void
put_out(struct buffer *out)
{
	if (fwrite(out->at, 1, out->len, stdout) != out->len || fflush(stdout))
		die_errno(EX_IOERR, "standard output");
	out->len = 0;
}

void
put_entry_json(struct json *json, const struct entry *entry)
{
	json_pair_text(json, "fichier", text_of(entry->file));
	json_pair_text(json, "section", entry->section);
	json_pair_text(json, "entree", entry->name);
	json_key(json, "valeurs");
	json_open(json, '{');
	for (size_t i = 0; i < entry->count; i++) {
		json_key_text(json, entry->values[i].key);
		json_text(json, entry->values[i].text);
	}
	json_close(json, '}');
}
