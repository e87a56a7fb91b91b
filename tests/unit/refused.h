/*
 * refused - rule books that must stop a program: 78, and a message that names what is wrong
 */
#ifndef REFUSED_H
#define REFUSED_H

#include "died.h"

struct refused {
	const char *sentence, *content, *word; /* why; the YAML; what the message must hold */
};

/* `write` puts the content where `load`, given `dir`, reads it. */
static inline void
assert_refused(const struct refused *rows, size_t count, void (*write)(const char *),
	void (*load)(void *), char *dir)
{
	for (size_t i = 0; i < count; i++) {
		struct died d;

		write(rows[i].content);
		d = died(load, dir);
		if (d.code != 78 || !strstr(d.err, rows[i].word))
			fail_msg("%s: %d: %s", rows[i].sentence, d.code, d.err);
	}
}

#endif
