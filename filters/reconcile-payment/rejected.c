#include "rejected.h"

#include "log.h"
#include "lot.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define ETAPE "reconcile-payment"
#define NAME_ROOM 4096

struct rejected {
	struct run *run;
	int64_t emission;
	struct output *output; /* NULL: nothing yet */
	struct totals totals;
	struct buffer bytes;
	const struct motifs *motifs;
	struct query *lots, *said, *used;
};

/* Refused and not taken back: of the line, of its invoice, of its lot; and not corrected since. */
static const char said_of[] =
	"SELECT coalesce(l.code, f.code, ar.code), coalesce(l.libelle, f.libelle, ar.libelle) FROM acte AS a"
	" LEFT JOIN retour AS l ON l.numero = (SELECT max(numero) FROM retour WHERE acte = a.numero"
	"  AND raison = 'rejet')"
	" LEFT JOIN retour AS f ON f.numero = coalesce((SELECT max(numero) FROM retour WHERE lot = a.lot"
	"  AND facture = a.facture AND genre = 'facture' AND raison = 'rejet'), (SELECT max(numero) FROM retour"
	"  WHERE lot = a.lot AND facture IS NULL AND genre = 'facture' AND raison = 'rejet'))"
	" LEFT JOIN accuse AS ar ON ar.numero = coalesce((SELECT max(numero) FROM accuse WHERE lot = a.lot"
	"  AND facture = a.facture AND raison = 'rejet'), (SELECT max(numero) FROM accuse WHERE lot = a.lot"
	"  AND facture IS NULL AND raison = 'rejet'))"
	" WHERE a.lot = ?1 AND a.facture = ?2 AND a.ligne = ?3 AND coalesce(l.numero, f.numero, ar.numero) IS NOT NULL"
	" AND NOT EXISTS (SELECT 1 FROM acte AS c WHERE c.remplace = a.numero)";

static void
put(struct rejected *r)
{
	output_write(r->output, r->bytes.at, r->bytes.len);
	r->bytes.len = 0;
}

static void
begin(struct rejected *r, const struct head *came)
{
	struct head head = *came;
	char path[NAME_ROOM];

	if (r->output)
		return;
	if (snprintf(path, sizeof(path), "%s/envois/%04lld/refus/" ETAPE ".msgpack", r->run->dir,
			(long long)r->emission) >= (int)sizeof(path))
		die(EX_USAGE, "the path of the refusals is too long");
	r->output = output_open(path);
	head.replay = TEXT(ETAPE);
	head_write(&head, &r->bytes);
	put(r);
}

/* REF.2, REF.3 …: the next that was not billed. */
static struct text
next_reference(struct rejected *r, const struct record *rec, char *name, size_t size)
{
	struct text ref = record_text(rec, F_ACTE_REF);
	bool used = true;
	int len = 0;

	for (int n = 2; used; n++) {
		len = snprintf(name, size, "%.*s.%d", TEXT_ARG(ref), n);
		if (len >= (int)size)
			return ref;
		query_text(r->used, 1, record_text(rec, F_STRUCTURE_FINESS));
		query_text(r->used, 2, (struct text){name, (size_t)len});
		used = query_row(r->used);
		query_reset(r->used);
	}
	return (struct text){name, (size_t)len};
}

/* What emit wrote goes: the act is none of that lot any more. */
static void
refuse(struct rejected *r, struct record *rec)
{
	struct defects defects = {0};
	char name[512];
	struct text ref = record_text(rec, F_ACTE_REF);

	rec->motifs = r->motifs;
	rule(&defects, "R096");
	defect(&defects, "rejet-caisse", F_CODE_REJET);
	record_judge(rec, &defects);
	record_set_text(rec, F_CODE_REJET, column_text(r->said, 0));
	record_set_text(rec, F_LIBELLE_REJET, rejet_sentence(&r->run->params->rejets, column_text(r->said, 0),
		column_text(r->said, 1)));
	record_set_text(rec, F_CORRIGE, ref);
	record_set_text(rec, F_ACTE_REF, next_reference(r, rec, name, sizeof(name)));
	record_unset(rec, F_LOT);
	record_unset(rec, F_FACTURE);
	record_unset(rec, F_LIGNE_FACTURE);
	record_write(rec, &r->bytes);
	totals_add(&r->totals, rec, r->bytes.at, r->bytes.len);
	put(r);
}

static void
read_lot(struct rejected *r, int64_t numero, const char *path)
{
	struct lot lot;

	lot_open(&lot, path);
	while (lot_read(&lot)) {
		query_int(r->said, 1, numero);
		query_int(r->said, 2, lot.facture);
		query_int(r->said, 3, lot.ligne);
		if (!query_row(r->said))
			continue;
		begin(r, &lot.head);
		refuse(r, &lot.record);
		query_reset(r->said);
	}
	lot_close(&lot);
}

/* The lots of one emission that have a refusal, as they were sent. */
static void
write_emission(struct rejected *r)
{
	char path[NAME_ROOM], sha256[65];

	r->output = NULL;
	r->totals = (struct totals){0};
	query_int(r->lots, 1, r->emission);
	while (query_row(r->lots)) {
		snprintf(path, sizeof(path), "%s/envois/%04lld/%.*s", r->run->dir, (long long)r->emission,
			TEXT_ARG(column_text(r->lots, 1)));
		if (access(path, R_OK))
			warn("%s is not there: its acts, which the caisse refused, cannot be put among the refusals", path);
		else
			read_lot(r, column_int(r->lots, 0), path);
	}
	if (!r->output)
		return;
	totals_write(&r->totals, &r->bytes);
	put(r);
	output_close(r->output, sha256);
}

void
rejected_write(struct run *run)
{
	struct rejected r = {.run = run, .motifs = run->motifs};
	struct query *emissions = query_new(run->db, "SELECT DISTINCT emission FROM touche"
		" JOIN lot ON lot.numero = touche.lot WHERE rejete_cents <> 0 ORDER BY 1");

	r.lots = query_new(run->db, "SELECT lot.numero, chemin FROM lot JOIN fichier"
		" ON fichier.emission = lot.emission AND chemin GLOB 'lots/' || lot.id || '-*/lot.msgpack'"
		" WHERE lot.emission = ?1 AND rejete_cents <> 0 ORDER BY lot.numero");
	r.said = query_new(run->db, said_of);
	r.used = query_new(run->db, "SELECT 1 FROM acte WHERE structure = ?1 AND acte_ref = ?2");
	while (query_row(emissions)) {
		r.emission = column_int(emissions, 0);
		write_emission(&r);
	}
	query_free(emissions);
	query_free(r.lots);
	query_free(r.said);
	query_free(r.used);
	buffer_free(&r.bytes);
}
