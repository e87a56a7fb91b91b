/*
 * config_fuzz - libFuzzer over the YAML reader and the binding of a table with every type
 *
 *	clang -std=c11 -D_GNU_SOURCE -Ilib -g -O1 -fsanitize=fuzzer,address,undefined \
 *		-Wl,--wrap=exit tests/fuzz/config_fuzz.c lib/{config*,arena,file,log,nearest,json}.c \
 *		lib/{buffer,text,date,money}.c -lyaml -lmsgpackc -o config_fuzz
 *	./config_fuzz -close_fd_mask=2 -max_total_time=120 CORPUS
 *
 * To die is a right answer here. The linker puts __wrap_exit where lib/ calls exit(): it jumps back
 * into the fuzzer, and nothing in lib/ is compiled otherwise than for the programs. What was read is
 * owned by the config, closed after each run, so that the leak checker stays on.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "config_node.h"

_Noreturn void __real_exit(int code);
_Noreturn void __wrap_exit(int code);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static jmp_buf back;
static bool inside;
static struct config *config;

_Noreturn void
__wrap_exit(int code)
{
	if (!inside)
		__real_exit(code);
	if (code != EX_CONFIG)
		abort(); /* nothing that a file says is another's fault */
	longjmp(back, 1);
}

static const char *const names[] = {"pmi", "cpef", "pegase", NULL};

struct all {
	struct text text, source;
	int64_t whole, euros, rate;
	day_t date;
	bool yesno;
	unsigned name, set;
	struct config_list list;
	const struct config_node *node, *entries;
};

#define KEY(name, type, min, max, names) {#name, type, offsetof(struct all, name), true, min, max, names}
static const struct config_key keys[] = {
	KEY(text, CONFIG_TEXT, 1, 20, NULL),
	KEY(whole, CONFIG_INT, -5, 100, NULL),
	KEY(euros, CONFIG_EUROS, 0, 1000000, NULL),
	KEY(rate, CONFIG_RATE, 0, 10000, NULL),
	KEY(date, CONFIG_DATE, 0, 0, NULL),
	KEY(yesno, CONFIG_YESNO, 0, 0, NULL),
	KEY(name, CONFIG_NAME, 0, 0, names),
	KEY(set, CONFIG_NAMES, 0, 0, names),
	KEY(list, CONFIG_LIST, 0, 0, NULL),
	KEY(node, CONFIG_NODE, 0, 0, NULL),
	KEY(source, CONFIG_SOURCE, 1, 80, NULL),
	KEY(entries, CONFIG_NODE, 0, 0, NULL),
	{.name = NULL},
};

/* Every accessor on every node: what was read must hold together. */
static void
walk(const struct config_node *node)
{
	char label[CONFIG_LABEL];

	config_label(node, label);
	config_where(node);
	if (config_line(node) == 0)
		abort();
	if (node->kind == CONFIG_SCALAR && text_utf8_error(config_scalar(node)) != node->text.len)
		abort();
	for (size_t i = 0; node->kind == CONFIG_SEQUENCE && i < config_count(node); i++)
		walk(config_item(node, i));
	for (size_t i = 0; node->kind == CONFIG_MAPPING && i < config_pairs(node); i++) {
		if (config_pair_key(node, i).len == 0)
			abort();
		walk(config_pair_value(node, i));
	}
}

static void
read_all(void)
{
	struct all all = {0}, entry = {0};

	if (!config_parse(config))
		config_refuse(config);
	walk(config_root(config));
	config_bind(config_root(config), keys, &all);
	if (!all.entries)
		return;
	for (size_t i = 0; i < config_count(all.entries); i++)
		config_bind(config_item(all.entries, i), keys, &entry);
	if (config_count(all.entries) > 1)
		config_die_both(config_item(all.entries, 1), config_item(all.entries, 0), "both");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = malloc(size); /* an exact fit: a read past the end shows */

	if (!bytes)
		return 0;
	memcpy(bytes, data, size);
	config = config_new("fuzz/config.yaml", bytes, size);
	inside = true;
	if (setjmp(back) == 0)
		read_all();
	inside = false;
	config_close(config);
	return 0;
}
