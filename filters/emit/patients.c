#include "patients.h"

#include "log.h"
#include "pseudonym.h"
#include "seen.h"

#include <stdlib.h>
#include <string.h>

#define ASIDE (1u << 15) /* acts: 1 MiB; twice as many write a fifth less */
#define NONE UINT32_MAX

struct aside {
	unsigned char patient[PSEUDONYM_SIZE];
	int64_t acte;
	day_t day;
	uint32_t before; /* one with the same place in `heads` */
};

struct patients {
	struct query *acts[ORDER_COUNT], *recent, *put; /* acts and recent give the same columns */
	struct seen *known; /* those that the ledger knows; NULL: not learnt */
	struct db *db;
	struct aside aside[ASIDE];
	uint32_t heads[ASIDE], count;
	const void *asked;
	struct span days;
	enum order order;
	char from[DAY_SIZE], to[DAY_SIZE];
	uint32_t next;    /* aside, of who is asked for; */
	bool in_ledger;   /* then there */
};

static void
forget(struct patients *patients)
{
	memset(patients->heads, 0xff, sizeof(patients->heads)); /* NONE */
	patients->count = 0;
}

#define ACTS "SELECT acte, date_soins, acte_code, executant, quantite FROM patient_acte" \
	" WHERE patient = ?1 AND date_soins >= ?2 AND date_soins < ?3"

struct patients *
patients_new(struct db *db)
{
	struct patients *patients = malloc(sizeof(*patients)); /* pages of no act are never touched */

	if (!patients)
		out_of_memory();
	patients->db = db;
	patients->known = NULL;
	patients->acts[IN_NO_ORDER] = query_new(db, ACTS);
	patients->acts[LAST_FIRST] = query_new(db, ACTS " ORDER BY acte DESC");
	patients->order = IN_NO_ORDER;
	patients->recent = query_new(db, "SELECT numero, date_soins, acte_code, executant, quantite FROM acte"
		" WHERE numero = ?1");
	patients->put = query_new(db, "INSERT INTO patient_acte SELECT patient, coalesce(date_soins, ''), numero,"
		" acte_code, executant, quantite FROM acte WHERE numero BETWEEN ?1 AND ?2"
		" AND patient IS NOT NULL AND genre <> 'annulation' ORDER BY 1, 2, 3");
	forget(patients);
	return patients;
}

void
patients_free(struct patients *patients)
{
	for (int i = 0; i < ORDER_COUNT; i++)
		query_free(patients->acts[i]);
	query_free(patients->recent);
	query_free(patients->put);
	seen_free(patients->known);
	free(patients);
}

static uint64_t
digest(const void *patient)
{
	return seen_digest((struct text){patient, PSEUDONYM_SIZE}, 0);
}

void
patients_learn(struct patients *patients)
{
	struct query *query = query_new(patients->db, "SELECT patient FROM patient_acte");

	patients->known = seen_new();
	while (query_row(query))
		seen_add(patients->known, digest(column_text(query, 0).at));
	query_free(query);
}

void
patients_finish(struct patients *patients)
{
	if (!patients->count)
		return;
	query_int(patients->put, 1, patients->aside[0].acte);
	query_int(patients->put, 2, patients->aside[patients->count - 1].acte);
	query_run(patients->put);
	for (uint32_t i = 0; patients->known && i < patients->count; i++)
		seen_add(patients->known, digest(patients->aside[i].patient));
	forget(patients);
}

/* A pseudonym is spread already. */
static uint32_t *
head_of(struct patients *patients, const void *patient)
{
	uint32_t word;

	memcpy(&word, patient, sizeof(word));
	return &patients->heads[word % ASIDE];
}

void
patients_add(struct patients *patients, const void *patient, day_t day, int64_t acte)
{
	struct aside *aside;
	uint32_t *head;

	if (!patient)
		return;
	if (patients->count == ASIDE)
		patients_finish(patients);
	head = head_of(patients, patient);
	aside = &patients->aside[patients->count];
	memcpy(aside->patient, patient, PSEUDONYM_SIZE);
	aside->day = day;
	aside->acte = acte;
	aside->before = *head;
	*head = patients->count++;
}

/* A day before all is the empty text, one after all is behind any year. */
static struct text
bound(day_t day, char text[DAY_SIZE])
{
	return day > DAY_MAX ? TEXT("9") : text_of(day_format(day, text));
}

void
patients_leave(struct patients *patients)
{
	query_reset(patients->acts[patients->order]);
	query_reset(patients->recent);
	patients->next = NONE;
	patients->in_ledger = false;
}

void
patients_ask(struct patients *patients, const void *patient, struct span days, enum order order)
{
	struct query *acts = patients->acts[order];

	patients_leave(patients);
	patients->order = order;
	patients->asked = patient;
	patients->days = days;
	patients->next = patient ? *head_of(patients, patient) : NONE;
	patients->in_ledger = patient && (!patients->known || seen_maybe(patients->known, digest(patient)));
	if (!patients->in_ledger)
		return;
	query_bytes(acts, 1, patient, PSEUDONYM_SIZE);
	query_text(acts, 2, bound(days.from, patients->from));
	query_text(acts, 3, bound(days.to, patients->to));
}

static bool
is_asked(const struct patients *patients, const struct aside *aside)
{
	return aside->day >= patients->days.from && aside->day < patients->days.to
		&& !memcmp(aside->patient, patients->asked, PSEUDONYM_SIZE);
}

static bool
read_act(struct query *query, struct had *had)
{
	if (!query_row(query))
		return false;
	*had = (struct had){.acte = column_int(query, 0), .day = day_parse(column_text(query, 1)),
		.acte_code = column_text(query, 2), .executant = column_text(query, 3), .quantite = column_int(query, 4)};
	return true;
}

bool
patients_next(struct patients *patients, struct had *had)
{
	query_reset(patients->recent);
	while (patients->next != NONE) {
		const struct aside *aside = &patients->aside[patients->next];

		patients->next = aside->before;
		if (is_asked(patients, aside)) {
			query_int(patients->recent, 1, aside->acte);
			return read_act(patients->recent, had);
		}
	}
	patients->in_ledger = patients->in_ledger && read_act(patients->acts[patients->order], had);
	return patients->in_ledger;
}
