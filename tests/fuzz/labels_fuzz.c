/*
 * labels_fuzz - any text as the label of a movement: no crash, and numbers of lots that are numbers
 *
 * fuzz-links: filters/reconcile-payment/label.c
 */
#include "rule.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct rapprochement rules = {.prefixe = {"L", 1}, .count = 1,
	.at = {{{"epdef", 5}, {{"EPDEF", 5}}, 1}}};

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	int64_t numbers[REFERENCES_MAX];
	char *copy = malloc(len ? len : 1); /* of its own size, so that a read beyond it is seen */
	struct text label = {copy, len};

	memcpy(copy, bytes, len);
	if (text_utf8_error(label) == len) {
		unsigned count = references_find(&rules, label, numbers);

		for (unsigned i = 0; i < count && i < REFERENCES_MAX; i++)
			if (numbers[i] < 0)
				abort();
		payeur_find(&rules, label);
		periode_named(label, TEXT("2026-S1"));
		if (text_telling(label).len > len)
			abort();
	}
	free(copy);
	return 0;
}
