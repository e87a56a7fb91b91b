/*
 * replay - the stages again, as processes, over the acts that were asked for
 *
 * Acts of one emission that enter at the same stage are one stream: its head is that of their run, so that
 * every stage checks the rule book as it did then. It is in memory only: it holds identities.
 */
#include "collect.h"
#include "log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Acts that go through the line together. */
struct group {
	struct why *why;
	struct stages stages;
	unsigned first; /* of the stages */
	const struct emission *emission;
	struct acte **actes;
	size_t count;
};

/* ---- Where an act enters */

static bool
has_left_anonymize(const struct acte *acte)
{
	return record_has(&acte->record, F_ANONYMISE);
}

static unsigned
stage_named(const struct stages *stages, const char *etape)
{
	for (unsigned i = 0; i < stages->count; i++)
		if (!strcmp(stage_etape(&stages->at[i]), etape))
			return i;
	die(EX_CONFIG, "the pipeline has no pmi-%s", etape);
}

/* What ingest refused is given to it again, as it left it; anything else begins behind it. */
static unsigned
entry(const struct acte *acte, const struct stages *stages)
{
	if (acte->from_source)
		return stage_named(stages, "ingest") + 1;
	if (text_is(acte->seen.etape, "ingest"))
		return stage_named(stages, "ingest");
	return stage_named(stages, has_left_anonymize(acte) ? "anonymize" : "ingest") + 1;
}

static void
set_limits(struct acte *acte)
{
	acte->limits[LIMIT_RECORD] = !acte->record.bytes;
	acte->limits[LIMIT_ANONYME] = acte->record.bytes && !acte->from_source && has_left_anonymize(acte);
	acte->limits[LIMIT_INGEST] = acte->record.bytes && !acte->from_source && !acte->limits[LIMIT_ANONYME];
	acte->limits[LIMIT_EMIT] = acte->seen.billed || text_is(acte->seen.etape, "emit");
}

/* ---- The stream */

static void
put_head(struct group *group, struct buffer *bytes)
{
	const struct emission *e = group->emission;
	const struct why *why = group->why;
	struct head head = {.run = e->run, .source = e->source, .source_sha256 = e->source_sha256,
		.as_of = day_parse(e->as_of), .stage_count = group->first,
		.book_hash = why->today ? text_of(why->book.hash) : e->livre,
		.book_name = why->today ? why->book.name : e->livre_nom};

	for (unsigned i = 0; i < group->first; i++)
		head.stages[i] = text_of(stage_etape(&group->stages.at[i]));
	if (!group->first)
		head.replay = TEXT("ingest");
	head_write(&head, bytes);
}

static void
put_record(struct group *group, const struct acte *acte, struct buffer *bytes)
{
	struct record rec = {0};
	const char *wrong;

	record_parse(&rec, acte->record.bytes, acte->record.len, &wrong);
	if (group->first && !acte->from_source)
		strip_stages(&rec, has_left_anonymize(acte));
	record_write(&rec, bytes);
	record_free(&rec);
}

static void
put_bytes(struct group *group, struct buffer *bytes)
{
	struct totals totals = {0};

	put_head(group, bytes);
	for (size_t i = 0; i < group->count; i++) {
		struct record rec = {0};
		size_t from = bytes->len;
		const char *wrong;

		put_record(group, group->actes[i], bytes);
		record_parse(&rec, bytes->at + from, bytes->len - from, &wrong);
		totals_add(&totals, &rec, bytes->at + from, bytes->len - from);
		record_free(&rec);
	}
	totals_write(&totals, bytes);
}

static int
make_stream(struct group *group)
{
	struct buffer bytes = {0};
	int fd = memfd_create("pmi-why", MFD_CLOEXEC);
	size_t written = 0;

	put_bytes(group, &bytes);
	while (fd >= 0 && written < bytes.len) {
		ssize_t n = write(fd, bytes.at + written, bytes.len - written);

		if (n < 0)
			break;
		written += (size_t)n;
	}
	if (fd < 0 || written < bytes.len || lseek(fd, 0, SEEK_SET) < 0)
		die_errno(EX_OSERR, "memory for the acts");
	buffer_free(&bytes);
	return fd;
}

/* ---- The line */

static void
add_arguments(struct group *group, struct collect *collect)
{
	for (unsigned i = group->first; i + 1 < group->stages.count; i++) {
		struct stage *stage = &group->stages.at[i];

		stage_add(stage, "--config");
		stage_add(stage, group->why->book.dir);
		stage_add(stage, "--quiet");
		if (group->why->options->json)
			stage_add(stage, "--json");
		if (!i) { /* the one stage that takes its day not from the stream */
			stage_add(stage, "--format");
			stage_add(stage, "records");
			stage_add(stage, "--as-of");
			stage_add(stage, group->emission->as_of.at);
		}
		collect_from(collect, stage);
	}
}

static void
run(struct group *group)
{
	struct collect collect = {.why = group->why, .actes = group->actes, .acte_count = group->count};
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	const struct stage *failed;

	add_arguments(group, &collect);
	stages_start(&group->stages, group->first, group->stages.count - 1, make_stream(group), nowhere);
	close(nowhere);
	collect_all(&collect);
	if ((failed = stages_wait(&group->stages)))
		die(failed->code, "%s ended with %d: nothing is explained", failed->argv[0], failed->code);
}

static void
check_book(const struct why *why, const struct acte *acte)
{
	if (why->today || text_is(acte->emission.livre, why->book.hash))
		return;
	die(EX_CONFIG, "%s was judged under rule book %.*s (%.*s, emission %lld), %s holds %s; give the "
		"directory that holds the first one with --config, or --today to see what the book of today "
		"would make of it",
		acte->asked, TEXT_ARG(acte->emission.livre), TEXT_ARG(acte->emission.livre_nom),
		(long long)acte->emission.numero, why->book.dir, why->book.hash);
}

static bool
joins(const struct acte *acte, const struct acte *first, const struct stages *stages)
{
	return acte->record.bytes && !acte->replayed
		&& acte->emission.numero == first->emission.numero
		&& entry(acte, stages) == entry(first, stages);
}

/* All that go with the first one that is left. */
static void
replay_group(struct why *why, struct acte *first)
{
	static struct group group;

	group = (struct group){.why = why, .emission = &first->emission};
	stages_read(&group.stages, why->book.dir, why->pipeline ? why->pipeline : "principal");
	group.first = entry(first, &group.stages);
	group.actes = arena_alloc(why->arena, why->acte_count * sizeof(*group.actes));
	for (size_t i = 0; i < why->acte_count; i++) {
		struct acte *acte = &why->actes[i];

		if (!joins(acte, first, &group.stages))
			continue;
		acte->from = acte->from_source ? TEXT("ingest")
			: keep(why->arena, text_of(stage_etape(&group.stages.at[group.first])));
		group.actes[group.count++] = acte;
	}
	run(&group);
	for (size_t i = 0; i < group.count; i++)
		group.actes[i]->replayed = true;
	stages_free(&group.stages);
}

void
replay_acts(struct why *why)
{
	for (size_t i = 0; i < why->acte_count; i++)
		check_book(why, &why->actes[i]);
	if (why->source)
		source_pick(why);
	for (size_t i = 0; i < why->acte_count; i++) {
		struct acte *acte = &why->actes[i];

		set_limits(acte);
		if (acte->record.bytes && !acte->replayed)
			replay_group(why, acte);
		compare_verdict(acte);
	}
}
