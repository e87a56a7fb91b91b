/*
 * pes_fuzz - any bytes as a PES_Retour: no crash, and a receipt has all that its record needs
 *
 * fuzz-links: filters/ingest/pes.c
 *
 * The first byte says in which steps the rest is given. A document that begins with '#' is put into a bordereau
 * P503, so that pieces are reached soon.
 */
#include "pes.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char before[] = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><PES_Retour><PES_RecetteRetour>"
	"<Bordereau><BlocBordereau><Exer V=\"2026\"/><TypBord V=\"05\"/></BlocBordereau>";
static const char behind[] = "</Bordereau></PES_RecetteRetour></PES_Retour>";

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static bool
take_receipt(void *arg, const struct pes_receipt *r)
{
	struct text objet = {(const char *)r->objet.at, r->objet.len};

	(void)arg;
	must(r->piece[0] && strlen(r->piece) < sizeof(r->piece) && r->day != DAY_NONE && r->exercice >= 0);
	must(!objet.len || text_utf8_error(objet) == objet.len);
	return true;
}

static bool
feed(struct pes *p, const char *bytes, size_t len, size_t step)
{
	bool good = true;

	for (size_t at = 0; good && at < len; at += step) {
		size_t some = len - at < step ? len - at : step;
		char *copy = malloc(some); /* of its own size, so that a read beyond it is seen */

		memcpy(copy, bytes + at, some);
		good = pes_feed(p, copy, some);
		free(copy);
	}
	return good;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct pes_taker taker = {NULL, take_receipt};
	struct pes p;
	bool wrapped = len > 1 && bytes[1] == '#', good;
	size_t skip = wrapped ? 2 : 1, step = len ? bytes[0] + 1u : 1;

	if (len < 2)
		return 0;
	pes_begin(&p, &taker, NULL);
	good = (!wrapped || feed(&p, before, sizeof(before) - 1, step))
		&& feed(&p, (const char *)bytes + skip, len - skip, step)
		&& (!wrapped || feed(&p, behind, sizeof(behind) - 1, step)) && pes_finish(&p);
	must(good == !pes_error(&p)->why);
	must(good || (pes_error(&p)->line && pes_error(&p)->column));
	pes_free(&p);
	return 0;
}
