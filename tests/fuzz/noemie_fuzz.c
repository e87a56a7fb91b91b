/*
 * noemie_fuzz - any bytes as a return of the caisse: no crash, every place is one, and no centime is lost
 *
 * fuzz-links: filters/ingest/noemie_parts.c
 *
 * The first byte chooses: bytes as blocks as they come, or made into entities of the table with some of their
 * bytes changed (so that what stands behind the framing is reached); and whether a control refuses.
 */
#include "noemie_parts.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct run {
	struct noemie noemie;
	struct noemie_checker checker;
	struct noemie_parts parts;
	int64_t cents; /* of all parts but transfers */
	uint64_t block;
};

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
is_text(const char *s, size_t size)
{
	must(strlen(s) < size && text_utf8_error(text_of(s)) == strlen(s));
}

static bool
take_part(void *arg, const struct noemie_part *part)
{
	struct run *run = arg;

	must(part->block >= run->block && part->block <= run->noemie.blocks);
	run->block = part->block;
	is_text(part->libelle, sizeof(part->libelle));
	is_text(part->code, sizeof(part->code));
	is_text(part->facture, sizeof(part->facture));
	is_text(part->payeur, sizeof(part->payeur));
	if (!strcmp(part->retour, "facture"))
		run->cents += part->paye;
	if (!strcmp(part->retour, "retenue") || !strcmp(part->retour, "forfait"))
		run->cents += part->mouvement;
	return true;
}

static void
tell(void *arg, const struct noemie_fault *fault)
{
	(void)arg;
	must(fault->block && fault->column && fault->column <= NOEMIE_BLOCK + 1 && fault->what[0]);
}

/* False at the first fault. */
static bool
take_block(struct run *run, const char block[NOEMIE_BLOCK])
{
	struct noemie_entity entity;
	char *copy = malloc(NOEMIE_BLOCK); /* of its own size, so that a read beyond it is seen */
	bool well;

	must(copy);
	memcpy(copy, block, NOEMIE_BLOCK);
	well = noemie_block(&run->noemie, copy);
	free(copy);
	while (well && noemie_next(&run->noemie, &entity)) {
		must(entity.type == NOEMIE_TYPE_COUNT || entity.len == noemie_length(entity.type));
		well = noemie_check(&run->checker, &entity, run->noemie.blocks)
			&& noemie_part(&run->parts, &run->checker, &entity);
		if (!well)
			tell(NULL, run->checker.fault.what[0] ? &run->checker.fault : &run->parts.fault);
		else if (entity.type == NOEMIE_999)
			must(run->cents == run->checker.total);
	}
	if (run->noemie.fault.what[0])
		tell(NULL, &run->noemie.fault);
	return well && !run->noemie.fault.what[0];
}

/* An entity that holds, but for what the next bytes change of it. */
static size_t
make_entity(char *to, enum noemie_type type, const uint8_t **bytes, const uint8_t *end)
{
	unsigned count, changes = *bytes < end ? *(*bytes)++ & 7 : 0;
	const struct noemie_zone_info *zones = noemie_zones_of(type, &count);
	size_t len = noemie_length(type);

	for (unsigned i = 0; i < count; i++)
		memset(to + zones[i].from - 1, zones[i].kind == 'E' ? '@' : zones[i].kind == 'S' ? 'P'
			: zones[i].kind == 'A' ? ' ' : '0', zones[i].len);
	memcpy(to, noemie_code(type), 3);
	if (type != NOEMIE_000 && type != NOEMIE_999) {
		unsigned level = noemie_level(type) ? noemie_level(type) : type < NOEMIE_103 ? 3 : 4;

		to[3] = (char)('0' + level / 10);
		to[4] = (char)('0' + level % 10);
	} else {
		memcpy(to + 82, "128", 3);
		to[69] = type == NOEMIE_000 ? 'U' : ' ';
	}
	for (; changes && end - *bytes >= 2; changes--, *bytes += 2)
		to[(*bytes)[0] % len] = (char)(*bytes)[1];
	return len;
}

/* The bytes as entities, in blocks. */
static void
run_made(struct run *run, const uint8_t *bytes, const uint8_t *end)
{
	char block[NOEMIE_BLOCK], *payload = malloc(64 * 1024);
	size_t len = 0, at = 0;

	must(payload);
	make_entity(block, NOEMIE_000, &bytes, end);
	if (!take_block(run, block))
		bytes = end;
	while (bytes < end && len < 63 * 1024) {
		enum noemie_type type = (enum noemie_type)(*bytes++ % (NOEMIE_TYPE_COUNT - 2) + 1);

		len += make_entity(payload + len, type, &bytes, end);
	}
	for (; at < len; at += NOEMIE_PAYLOAD) {
		size_t some = len - at < NOEMIE_PAYLOAD ? len - at : NOEMIE_PAYLOAD;

		memset(block, ' ', sizeof(block));
		block[0] = at + NOEMIE_PAYLOAD >= len ? '1' : '0';
		memcpy(block + 1, payload + at, some);
		if (!take_block(run, block))
			break;
	}
	free(payload);
	if (run->noemie.state == NOEMIE_LAST && at >= len) {
		make_entity(block, NOEMIE_999, &bytes, end);
		take_block(run, block);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct noemie_other other = {{"300", 3}, {NULL, 0}, 20};
	struct noemie_rules rules = {.enregistrements = 3, .suite = '0', .others = &other, .other_count = 1};
	struct run *run = calloc(1, sizeof(*run));

	must(run);
	for (unsigned i = 0; i < NOEMIE_CONTROL_COUNT; i++)
		rules.control[i] = len && bytes[0] & 2 ? NOEMIE_REFUSER : NOEMIE_DIRE;
	run->noemie.rules = run->checker.rules = run->parts.rules = &rules;
	run->checker.tell = tell;
	run->parts.emit = take_part;
	run->parts.arg = run;
	if (len && bytes[0] & 1) {
		run_made(run, bytes + 1, bytes + len);
	} else if (len) {
		size_t at = 1;

		while (len - at >= NOEMIE_BLOCK && take_block(run, (const char *)bytes + at))
			at += NOEMIE_BLOCK;
		if (!run->noemie.fault.what[0] && !noemie_end(&run->noemie, len - at))
			tell(NULL, &run->noemie.fault);
	}
	free(run);
	return 0;
}
