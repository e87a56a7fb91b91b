#include "slots.h"

void
slots_fill(struct slot slots[SLOT_COUNT], const void *rows, size_t count, size_t size)
{
	for (uint32_t i = 0; i < count; i++) {
		struct text code;
		struct slot *slot;

		memcpy(&code, (const char *)rows + i * size, sizeof(code));
		slot = &slots[slot_number(code)];
		if (!slot->to)
			slot->from = i;
		slot->to = i + 1;
	}
}
