/*
 * fused - seven processes in one, for measurement only: what frames, accounts and pipes cost
 *
 *	fused AS_OF CSV >RECORDS      (scripts/bench-fused builds and runs it)
 *
 * The filters are the very ones, linked whole, each with the main() that it has. Only filter.h is
 * another one: filter_read() waits, on a stack of its own, until the stages before have judged the
 * record, and gives that same one, not a copy that was packed, counted, digested, sent and parsed.
 * What the last one leaves is packed, once.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

#include "file.h"
#include "filter.h"
#include "log.h"

#define STACK (1u << 20)

int ingest_main(int, char *[]), validate_main(int, char *[]), check_eligibility_main(int, char *[]);
int pegase_main(int, char *[]), price_main(int, char *[]), anonymize_main(int, char *[]);
int route_to_cpam_main(int, char *[]);

static struct stage {
	const char *program;
	int (*main)(int, char *[]);
	const struct motifs *motifs; /* once it is open */
	ucontext_t context;          /* where it begins */
	jmp_buf here;                /* where it goes on, which asks nothing of the kernel */
	int code;
} stages[] = {
	{.program = "pmi-validate", .main = validate_main},
	{.program = "pmi-check-eligibility", .main = check_eligibility_main},
	{.program = "pmi-pegase", .main = pegase_main},
	{.program = "pmi-price", .main = price_main},
	{.program = "pmi-anonymize", .main = anonymize_main},
	{.program = "pmi-route-to-cpam", .main = route_to_cpam_main},
};
#define STAGES (sizeof(stages) / sizeof(stages[0]))

static struct stage *running; /* NULL: ingest, which calls the others */
static jmp_buf caller;
static struct head head;      /* of ingest; the others need its day */
static struct record *passed; /* to the stage that runs; NULL: no more */
static struct buffer out;

/* ---- Stacks */

static void
body(void)
{
	struct stage *stage = running;
	char *argv[] = {(char *)(uintptr_t)stage->program, (char[]){"-q"}, NULL};

	stage->code = stage->main(2, argv);
	_longjmp(caller, 1);
}

static void
begin(struct stage *stage)
{
	getcontext(&stage->context);
	stage->context.uc_stack.ss_sp = malloc(STACK);
	stage->context.uc_stack.ss_size = STACK;
	if (!stage->context.uc_stack.ss_sp)
		out_of_memory();
	makecontext(&stage->context, body, 0);
	running = stage;
	if (!_setjmp(caller))
		setcontext(&stage->context);
	running = NULL;
}

/* Runs the stage until it asks for the next record. */
static void
run(struct stage *stage, struct record *rec)
{
	running = stage;
	passed = rec;
	if (!_setjmp(caller))
		_longjmp(stage->here, 1);
	running = NULL;
}

/* ---- filter.h, as far as these filters use it */

static void
start(struct filter *f, const struct options *options)
{
	*f = (struct filter){.options = options};
	f->etape = text_of(options->program + strlen("pmi-"));
	rulebook_open(&f->book, options->config, options->program + strlen("pmi-"));
	f->record.motifs = &f->book.motifs;
}

void
filter_open(struct filter *f, const struct options *options)
{
	start(f, options);
	f->head = head;
	running->motifs = &f->book.motifs;
}

void
filter_meet(struct filter *f, const struct options *options)
{
	start(f, options);
}

void
filter_begin(struct filter *f, const struct head *its)
{
	f->head = head = *its;
	for (size_t i = 0; i < STAGES; i++)
		begin(&stages[i]);
}

struct record *
filter_read(struct filter *f)
{
	(void)f;
	if (!_setjmp(running->here))
		_longjmp(caller, 1);
	return passed;
}

static void
put(void)
{
	if (!file_put(STDOUT_FILENO, out.at, out.len))
		die_errno(EX_IOERR, "standard output");
	out.len = 0;
}

/* A stage writes the record that it was given, and asks for the next one: nothing is left to do. */
void
filter_write(struct filter *f, const struct record *rec)
{
	if (running)
		return;
	for (size_t i = 0; i < STAGES && rec->statut == STATUT_ACCEPTED; i++) {
		f->record.motifs = stages[i].motifs;
		run(&stages[i], &f->record);
	}
	f->record.motifs = &f->book.motifs;
	record_write(rec, &out);
	if (out.len >= FRAME_FILL)
		put();
}

int
filter_close(struct filter *f)
{
	int code = f->failed;

	if (running)
		return EX_OK;
	for (size_t i = 0; i < STAGES; i++) {
		run(&stages[i], NULL);
		code = code ? code : stages[i].code;
	}
	put();
	return code;
}

bool
filter_poisoned(const struct filter *f)
{
	(void)f;
	return false;
}

struct trace *
filter_trace(struct filter *f)
{
	return f->record.trace = NULL;
}

int
filter_check(const struct options *options)
{
	(void)options;
	return EX_SOFTWARE;
}

int
main(int argc, char *argv[])
{
	char *ingest[] = {(char[]){"pmi-ingest"}, (char[]){"-q"}, (char[]){"--as-of"}, NULL, NULL, NULL};

	if (argc != 3)
		return EX_USAGE;
	ingest[3] = argv[1];
	ingest[4] = argv[2];
	return ingest_main(5, ingest);
}
