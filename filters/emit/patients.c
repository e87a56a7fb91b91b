#include "patients.h"

#include "log.h"
#include "pseudonym.h"

#include <stdlib.h>
#include <string.h>

#define ASIDE (1u << 14) /* acts; twice as many write a fifth less */
#define ROOM (20 * ASIDE) /* of their texts */
#define NONE UINT32_MAX

struct aside {
	unsigned char patient[PSEUDONYM_SIZE];
	int64_t acte, quantite;
	uint64_t facture;
	day_t day;
	uint32_t before; /* one with the same place in `heads` */
	uint32_t code_len, executant_len; /* NONE: not given */
	uint32_t texts;  /* where its texts begin, one behind the other */
};

struct patients {
	struct query *of_day, *of_days, *last_first, *earlier, *put, *put_row;
	struct seen *known; /* those that the ledger knows; NULL: not learnt */
	struct db *db;
	struct aside aside[ASIDE];
	uint32_t heads[ASIDE], count; /* heads: when they are put, the order of all */
	char texts[ROOM];
	uint32_t used;
	bool any_recent, any_earlier; /* in the tables */
	const void *asked;
	struct span days;
	char from[DAY_SIZE], to[DAY_SIZE];
	uint32_t next;         /* aside, of who is asked for; */
	struct query *more[2]; /* then those that these give */
};

static void
forget(struct patients *patients)
{
	memset(patients->heads, 0xff, sizeof(patients->heads)); /* NONE */
	patients->count = patients->used = 0;
}

/* As patient_acte, of this emission, and in a file that is written without the ledger's log. */
static const char recent[] = "CREATE TEMP TABLE IF NOT EXISTS recent ("
	" patient BLOB NOT NULL, date_soins TEXT NOT NULL, acte INTEGER NOT NULL,"
	" acte_code TEXT, executant TEXT, quantite INTEGER NOT NULL, facture INTEGER NOT NULL,"
	" PRIMARY KEY (patient, date_soins, acte)) STRICT, WITHOUT ROWID";

#define ACTS "SELECT acte, date_soins, acte_code, executant, quantite, "
#define DAYS " WHERE patient = ?1 AND date_soins >= ?2 AND date_soins < ?3"

struct patients *
patients_new(struct db *db)
{
	struct patients *patients = malloc(sizeof(*patients)); /* pages of no act are never touched */

	if (!patients)
		out_of_memory();
	patients->db = db;
	patients->known = NULL;
	db_exec(db, recent);
	db_exec(db, "PRAGMA temp.cache_size = -128"); /* acts come sorted, and the kernel has the pages too */
	patients->of_day = query_new(db, ACTS "facture FROM recent WHERE patient = ?1 AND date_soins = ?2 ORDER BY acte DESC");
	patients->of_days = query_new(db, ACTS "facture FROM recent" DAYS);
	patients->last_first = query_new(db, ACTS "facture FROM recent" DAYS " ORDER BY acte DESC");
	patients->earlier = query_new(db, ACTS "0 FROM patient_acte" DAYS);
	patients->any_recent = false;
	patients->any_earlier = db_number(db, "SELECT 1 FROM patient_acte LIMIT 1", 0);
	patients->more[0] = patients->more[1] = NULL;
	patients->put = query_new(db, "INSERT INTO recent VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
	patients->put_row = query_new(db, "INSERT INTO recent SELECT patient, coalesce(date_soins, ''), numero,"
		" acte_code, executant, quantite, ?2 FROM acte WHERE numero = ?1");
	forget(patients);
	return patients;
}

void
patients_free(struct patients *patients)
{
	query_free(patients->of_day);
	query_free(patients->of_days);
	query_free(patients->last_first);
	query_free(patients->earlier);
	query_free(patients->put);
	query_free(patients->put_row);
	free(patients);
}

static uint64_t
digest(const void *patient)
{
	return seen_digest((struct text){patient, PSEUDONYM_SIZE}, 0);
}

void
patients_learn(struct patients *patients, struct seen *seen)
{
	struct query *query = query_new(patients->db, "SELECT patient FROM patient_acte");

	patients->known = seen;
	while (query_row(query))
		seen_add(patients->known, digest(column_text(query, 0).at));
	query_free(query);
}

/* From now on the table of the recent is asked of that one. */
static void
make_known(struct patients *patients, const void *patient)
{
	patients->any_recent = true;
	if (patients->known)
		seen_add(patients->known, digest(patient));
}

static struct text
text_at(const char *at, uint32_t len)
{
	return len == NONE ? TEXT_ABSENT : (struct text){at, len};
}

static struct had
had_of(const struct patients *patients, const struct aside *aside)
{
	const char *texts = patients->texts + aside->texts;

	return (struct had){.acte = aside->acte, .day = aside->day, .quantite = aside->quantite,
		.facture = aside->facture, .acte_code = text_at(texts, aside->code_len),
		.executant = text_at(texts + (aside->code_len == NONE ? 0 : aside->code_len), aside->executant_len)};
}

/* As the table has them: by patient, day and number. */
static int
compare(const void *left, const void *right, void *arg)
{
	const struct patients *patients = arg;
	const struct aside *l = &patients->aside[*(const uint32_t *)left];
	const struct aside *r = &patients->aside[*(const uint32_t *)right];
	int differ = memcmp(l->patient, r->patient, PSEUDONYM_SIZE);

	if (differ)
		return differ;
	if (l->day != r->day)
		return l->day < r->day ? -1 : 1;
	return l->acte < r->acte ? -1 : 1;
}

static void
put(struct patients *patients, const struct aside *aside)
{
	struct had had = had_of(patients, aside);
	char day[DAY_SIZE];

	query_bytes(patients->put, 1, aside->patient, PSEUDONYM_SIZE);
	query_text(patients->put, 2, text_of(day_format(had.day, day)));
	query_int(patients->put, 3, had.acte);
	query_text(patients->put, 4, had.acte_code);
	query_text(patients->put, 5, had.executant);
	query_int(patients->put, 6, had.quantite);
	query_int(patients->put, 7, (int64_t)had.facture);
	query_run(patients->put);
	make_known(patients, aside->patient);
}

/* None is aside any more. */
static void
put_all(struct patients *patients)
{
	for (uint32_t i = 0; i < patients->count; i++)
		patients->heads[i] = i;
	qsort_r(patients->heads, patients->count, sizeof(patients->heads[0]), compare, patients);
	for (uint32_t i = 0; i < patients->count; i++)
		put(patients, &patients->aside[patients->heads[i]]);
	forget(patients);
}

void
patients_finish(struct patients *patients)
{
	put_all(patients);
	/* a row that is there already ends the emission: nothing is kept to undo this statement alone */
	db_exec(patients->db, "INSERT OR ROLLBACK INTO patient_acte"
		" SELECT patient, date_soins, acte, acte_code, executant, quantite FROM recent ORDER BY 1, 2, 3");
	db_exec(patients->db, "DELETE FROM recent");
	patients->any_earlier |= patients->any_recent;
	patients->any_recent = false;
}

/* A pseudonym is spread already. */
static uint32_t *
head_of(struct patients *patients, const void *patient)
{
	uint32_t word;

	memcpy(&word, patient, sizeof(word));
	return &patients->heads[word % ASIDE];
}

static uint32_t
keep(struct patients *patients, struct text t)
{
	if (!t.at)
		return NONE;
	memcpy(patients->texts + patients->used, t.at, t.len);
	patients->used += (uint32_t)t.len;
	return (uint32_t)t.len;
}

static void
put_aside(struct patients *patients, const void *patient, const struct had *had)
{
	struct aside *aside = &patients->aside[patients->count];
	uint32_t *head = head_of(patients, patient);

	*aside = (struct aside){.acte = had->acte, .quantite = had->quantite, .facture = had->facture, .day = had->day,
		.before = *head, .texts = patients->used};
	memcpy(aside->patient, patient, PSEUDONYM_SIZE);
	aside->code_len = keep(patients, had->acte_code);
	aside->executant_len = keep(patients, had->executant);
	*head = patients->count++;
}

void
patients_add(struct patients *patients, const void *patient, const struct had *had)
{
	size_t room = had->acte_code.len + had->executant.len;

	if (!patient)
		return;
	if (patients->count == ASIDE || room > ROOM - patients->used)
		put_all(patients);
	if (had->day != DAY_NONE && room <= ROOM) {
		put_aside(patients, patient, had);
		return;
	}
	query_int(patients->put_row, 1, had->acte); /* no day that could be sorted, or texts without end */
	query_int(patients->put_row, 2, (int64_t)had->facture);
	query_run(patients->put_row);
	make_known(patients, patient);
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
	for (int i = 0; i < 2; i++)
		if (patients->more[i])
			query_reset(patients->more[i]);
	patients->more[0] = patients->more[1] = NULL;
	patients->next = NONE;
}

/* Of one day they stand in the order of the table, and need not be sorted. */
static struct query *
recent_of(const struct patients *patients, enum whence whence)
{
	if (patients->days.to == patients->days.from + 1)
		return patients->of_day;
	return whence == OF_EMISSION ? patients->last_first : patients->of_days;
}

static struct query *
ask_table(struct patients *patients, struct query *query)
{
	query_bytes(query, 1, patients->asked, PSEUDONYM_SIZE);
	query_text(query, 2, bound(patients->days.from, patients->from));
	if (query != patients->of_day)
		query_text(query, 3, bound(patients->days.to, patients->to));
	return query;
}

void
patients_ask(struct patients *patients, const void *patient, struct span days, enum whence whence)
{
	patients_leave(patients);
	patients->asked = patient;
	patients->days = days;
	if (!patient)
		return;
	patients->next = *head_of(patients, patient);
	if (patients->known && !seen_maybe(patients->known, digest(patient)))
		return;
	if (patients->any_recent)
		patients->more[0] = ask_table(patients, recent_of(patients, whence));
	if (patients->any_earlier && whence == OF_ALL)
		patients->more[1] = ask_table(patients, patients->earlier);
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
		.acte_code = column_text(query, 2), .executant = column_text(query, 3), .quantite = column_int(query, 4),
		.facture = (uint64_t)column_int(query, 5)};
	return true;
}

bool
patients_next(struct patients *patients, struct had *had)
{
	while (patients->next != NONE) {
		const struct aside *aside = &patients->aside[patients->next];

		patients->next = aside->before;
		if (is_asked(patients, aside)) {
			*had = had_of(patients, aside);
			return true;
		}
	}
	for (int i = 0; i < 2; i++) {
		if (patients->more[i] && read_act(patients->more[i], had))
			return true;
		patients->more[i] = NULL;
	}
	return false;
}
