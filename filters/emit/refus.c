#include "refus.h"

#include "log.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

#define ETAPE_SIZE 32

struct stage {
	char etape[ETAPE_SIZE];
	char path[64]; /* in the staging directory */
	struct output *output;
	struct totals totals;
};

struct refus {
	const struct emission *emission;
	struct stage at[STREAM_STAGES_MAX];
	size_t count;
	struct buffer bytes;
	struct query *count_one;
};

struct refus *
refus_new(const struct emission *emission)
{
	struct refus *refus = calloc(1, sizeof(*refus));

	if (!refus)
		out_of_memory();
	refus->emission = emission;
	refus->count_one = query_new(emission->ledger->db, "INSERT INTO refus"
		" VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6) ON CONFLICT DO UPDATE SET actes = actes + 1,"
		" montant_cents = montant_cents + excluded.montant_cents,"
		" amo_cents = amo_cents + excluded.amo_cents");
	return refus;
}

static void
put(struct refus *refus, struct stage *stage)
{
	output_write(stage->output, refus->bytes.at, refus->bytes.len);
	refus->bytes.len = 0;
}

/* The stages before the one that refused. */
static void
put_head(struct refus *refus, struct stage *stage)
{
	struct head head = *refus->emission->head;

	head.replay = text_of(stage->etape);
	for (unsigned i = 0; i < head.stage_count; i++)
		if (text_equal(head.stages[i], head.replay))
			head.stage_count = i;
	head_write(&head, &refus->bytes);
	put(refus, stage);
}

/* It becomes the name of a file: letters and hyphens, whatever the stream says. */
static void
check_etape(struct text etape)
{
	bool good = text_given(etape) && etape.len < ETAPE_SIZE;

	for (size_t i = 0; good && i < etape.len; i++)
		good = (etape.at[i] >= 'a' && etape.at[i] <= 'z') || etape.at[i] == '-';
	if (!good)
		die(EX_DATAERR, "a refused record names no stage that could have refused it");
}

static struct stage *
new_stage(struct refus *refus, struct text etape)
{
	struct stage *stage = &refus->at[refus->count];
	char path[PATH_SIZE];

	check_etape(etape);
	if (refus->count++ == STREAM_STAGES_MAX)
		die(EX_DATAERR, "refusals of more than %d stages", STREAM_STAGES_MAX);
	memcpy(stage->etape, etape.at, etape.len);
	path_print(stage->path, sizeof(stage->path), "refus/%s.msgpack", stage->etape);
	stage->output = output_open(path_join(path, sizeof(path), refus->emission->staging,
		stage->path));
	put_head(refus, stage);
	return stage;
}

static struct stage *
stage_of(struct refus *refus, struct text etape)
{
	for (size_t i = 0; i < refus->count; i++)
		if (text_is(etape, refus->at[i].etape))
			return &refus->at[i];
	return new_stage(refus, etape);
}

/* Each act once, under its first motif: the counts by motif add up to those by statut. */
static void
count_one(struct refus *refus, const struct record *rec, const struct record_defect *first)
{
	struct query *query = refus->count_one;

	query_int(query, 1, refus->emission->numero);
	query_text(query, 2, first->etape);
	query_text(query, 3, first->code);
	query_text(query, 4, text_of(statut_name(rec->statut)));
	query_int(query, 5, record_int(rec, F_MONTANT_CENTS, 0));
	query_int(query, 6, record_int(rec, F_AMO_CENTS, 0));
	query_run(query);
}

void
refus_add(struct refus *refus, const struct record *rec)
{
	struct record_defect first;
	struct stage *stage;

	if (!record_defects(rec, F_MOTIFS, &first, 1) || !text_given(first.code))
		die(EX_DATAERR, "record %.*s is refused without a motif",
			TEXT_ARG(record_text(rec, F_ID)));
	stage = stage_of(refus, first.etape);
	record_write(rec, &refus->bytes);
	totals_add(&stage->totals, rec, refus->bytes.at, refus->bytes.len);
	put(refus, stage);
	count_one(refus, rec, &first);
}

void
refus_finish(struct refus *refus)
{
	char sha256[65];

	for (size_t i = 0; i < refus->count; i++) {
		struct stage *stage = &refus->at[i];

		totals_write(&stage->totals, &refus->bytes);
		put(refus, stage);
		output_close(stage->output, sha256);
		emission_file(refus->emission, stage->path, sha256);
	}
	query_free(refus->count_one);
	buffer_free(&refus->bytes);
	free(refus);
}
