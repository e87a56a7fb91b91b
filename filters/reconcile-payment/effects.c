#include "effects.h"

#include "log.h"

#include <stdlib.h>

struct effects {
	struct ecritures *ecritures;
	struct attributions *attributions;
	struct query *touch;
};

struct effects *
effects_new(struct run *run)
{
	struct effects *e = calloc(1, sizeof(*e));

	if (!e)
		out_of_memory();
	e->ecritures = ecritures_new(run->db);
	e->attributions = attributions_new(run->db, e->ecritures);
	e->touch = query_new(run->db, "INSERT OR IGNORE INTO touche VALUES (?1)");
	return e;
}

void
effects_free(struct effects *e)
{
	attributions_free(e->attributions);
	ecritures_free(e->ecritures);
	query_free(e->touch);
	free(e);
}

void
effects_touch(struct effects *e, int64_t lot)
{
	query_int(e->touch, 1, lot);
	query_run(e->touch);
}

void
effects_receive(struct effects *e, int64_t virement, struct text jour, int64_t cents)
{
	mouvement_make(e->attributions, virement, cents, jour);
}

void
effects_attribute(struct effects *e, const struct attribution *a)
{
	if (!a->cents)
		return;
	attribution_make(e->attributions, a);
	effects_touch(e, a->lot);
}

void
effects_reject(struct effects *e, int64_t lot, int64_t cents, struct text jour)
{
	char id[LEDGER_ID_SIZE];

	effects_touch(e, lot);
	if (cents)
		rejet_make(e->attributions, lot, cents, text_of(ledger_id(id, 'L', lot)), jour);
}
