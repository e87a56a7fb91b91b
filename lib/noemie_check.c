#include "noemie_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LEVEL_ZONE 3 /* bytes before it */

#define SAME_FROM 3 /* 000 and 999 agree on who sends what to whom: bytes 4 to 55 */
#define SAME_LEN 52

/* False where the file is refused for it. */
static bool __attribute__((format(printf, 5, 6)))
violated(struct noemie_checker *c, enum noemie_control control, const struct noemie_entity *entity,
	size_t position, const char *format, ...)
{
	struct noemie_fault fault;
	va_list ap;

	if (c->rules->control[control] == NOEMIE_TAIRE)
		return true;
	noemie_place(entity, position, &fault.block, &fault.column);
	va_start(ap, format);
	vsnprintf(fault.what, sizeof(fault.what), format, ap);
	va_end(ap);
	if (c->rules->control[control] == NOEMIE_REFUSER) {
		c->fault = fault;
		return false;
	}
	if (c->tell)
		c->tell(c->arg, &fault);
	return true;
}

/* ---- 000 */

static bool
check_head(struct noemie_checker *c, const struct noemie_entity *e)
{
	struct text flux = noemie_get(e, NOEMIE_000_FLUX), reference = noemie_get(e, NOEMIE_000_REFERENCE);
	char name[16];

	memcpy(c->head, e->at, NOEMIE_BLOCK);
	if (noemie_number(e, NOEMIE_000_LONGUEUR) != NOEMIE_BLOCK)
		return noemie_refuse(&c->fault, e, noemie_zones[NOEMIE_000_LONGUEUR].from, "the records are not of 128 bytes");
	if (!text_is(noemie_get(e, NOEMIE_000_MONNAIE), "U"))
		return noemie_refuse(&c->fault, e, noemie_zones[NOEMIE_000_MONNAIE].from, "the amounts are not in euros (U)");
	if (flux.len && !text_is(flux, "R")
		&& !violated(c, NOEMIE_FLUX_TEST, e, noemie_zones[NOEMIE_000_FLUX].from, "a file of test, that pays nothing"))
		return false;
	if (!noemie_reference_known(c->rules, reference)
		&& !violated(c, NOEMIE_REFERENCE, e, noemie_zones[NOEMIE_000_REFERENCE].from,
			"reference %s is none of config/noemie.yaml: read by its entities",
			noemie_utf8(reference, name, sizeof(name))))
		return false;
	return noemie_emetteur_known(c->rules, noemie_get(e, NOEMIE_000_EMETTEUR_TYPE))
		|| violated(c, NOEMIE_EMETTEUR, e, noemie_zones[NOEMIE_000_EMETTEUR_TYPE].from,
			"who sends is of a type that config/noemie.yaml does not list");
}

/* ---- Levels */

static unsigned
level_of(const struct noemie_entity *e)
{
	return (unsigned)(e->at[LEVEL_ZONE] - '0') * 10 + (unsigned)(e->at[LEVEL_ZONE + 1] - '0');
}

/* What may only stand below an invoice, or a lot. */
static bool
is_detail(enum noemie_type type)
{
	return (type >= NOEMIE_103 && type <= NOEMIE_210) || type == NOEMIE_290 || type == NOEMIE_294;
}

static bool
check_level(struct noemie_checker *c, const struct noemie_entity *e, unsigned level)
{
	bool invoice = e->type == NOEMIE_080 || e->type == NOEMIE_100 || e->type == NOEMIE_102;

	if (is_detail(e->type) && !c->above)
		return violated(c, NOEMIE_NIVEAUX, e, 1, "entity %s, and no invoice or lot above it", noemie_code(e->type));
	if (is_detail(e->type) && level <= c->above)
		return violated(c, NOEMIE_NIVEAUX, e, LEVEL_ZONE + 1, "entity %s does not stand deeper than its invoice",
			noemie_code(e->type));
	if (invoice && level <= noemie_level(NOEMIE_071))
		return violated(c, NOEMIE_NIVEAUX, e, LEVEL_ZONE + 1, "entity %s does not stand deeper than a transfer",
			noemie_code(e->type));
	if (invoice)
		c->above = level;
	else if (!is_detail(e->type) && e->type != NOEMIE_295)
		c->above = 0;
	return true;
}

static bool
check_transfer(struct noemie_checker *c, const struct noemie_entity *e)
{
	bool well = !c->open || violated(c, NOEMIE_REGLEMENT_CLOS, e, 1, "no 990 closes the transfer before this one");

	c->open = true;
	return well;
}

/* ---- Amounts */

int64_t
noemie_amount(const struct noemie_rules *rules, const struct noemie_entity *e, bool detailed)
{
	int64_t kept;

	switch (e->type) {
	case NOEMIE_198: return noemie_signed(e, NOEMIE_198_PAYE, NOEMIE_198_SIGNE);
	case NOEMIE_261: return noemie_number(e, NOEMIE_261_MONTANT);
	case NOEMIE_262: return detailed ? 0 : noemie_number(e, NOEMIE_262_MONTANT);
	case NOEMIE_250:
		kept = noemie_signed(e, NOEMIE_250_MONTANT, NOEMIE_250_SIGNE);
		return rules->retenue_added ? kept : -kept;
	default: return 0;
	}
}

static void
add(struct noemie_checker *c, const struct noemie_entity *e)
{
	int64_t cents = noemie_amount(c->rules, e, c->detailed);

	c->details = c->detailed && e->type == NOEMIE_262;
	c->detailed = e->type == NOEMIE_261 || c->details;
	c->total += cents;
	for (unsigned level = 0; cents && level < NOEMIE_LEVELS; level++)
		c->sum[level] += cents;
}

/* ---- 990 */

/* The level that it closes, -1 where it names something else. */
static int
closing(const struct noemie_checker *c, const struct noemie_entity *e)
{
	struct text name = noemie_get(e, NOEMIE_990_IDENTIFICATION);

	if (text_digits(name, 2))
		return (name.at[0] - '0') * 10 + name.at[1] - '0';
	for (enum noemie_type type = NOEMIE_020; type < NOEMIE_990; type++)
		if (text_is(name, noemie_code(type)) && c->level_of[type])
			return (int)c->level_of[type];
	if (name.len)
		return -1;
	if (c->closed >= 0)
		return c->closed ? c->closed - 1 : 0;
	return (int)noemie_level(NOEMIE_071);
}

static int64_t
count_below(const struct noemie_checker *c, unsigned level)
{
	for (level++; level < NOEMIE_LEVELS; level++)
		if (c->count[level])
			return c->count[level];
	return 0;
}

static bool
check_990(struct noemie_checker *c, const struct noemie_entity *e)
{
	int64_t cumul = noemie_signed(e, NOEMIE_990_CUMUL, NOEMIE_990_SIGNE);
	unsigned level;

	c->closed = closing(c, e);
	if (c->closed < 0)
		return violated(c, NOEMIE_NIVEAU_990, e, noemie_zones[NOEMIE_990_IDENTIFICATION].from,
			"990 names a level that is not understood: its sums are not checked");
	level = (unsigned)c->closed;
	if (cumul != c->sum[level] && !violated(c, NOEMIE_CUMUL_990, e, noemie_zones[NOEMIE_990_CUMUL].from,
		"990 says %lld centimes of level %02u, its entities %lld", (long long)cumul, level,
		(long long)c->sum[level]))
		return false;
	if (noemie_number(e, NOEMIE_990_COMPTEUR) != count_below(c, level)
		&& !violated(c, NOEMIE_COMPTEUR_990, e, noemie_zones[NOEMIE_990_COMPTEUR].from,
			"990 counts %lld below level %02u, there are %lld", (long long)noemie_number(e, NOEMIE_990_COMPTEUR),
			level, (long long)count_below(c, level)))
		return false;
	c->closes_reglement = c->open && level <= noemie_level(NOEMIE_071);
	c->reglement_cents = level == noemie_level(NOEMIE_071) ? cumul : c->sum[noemie_level(NOEMIE_071)];
	if (c->closes_reglement)
		c->open = false;
	for (unsigned i = level; i < NOEMIE_LEVELS; i++)
		c->sum[i] = c->count[i + 1] = 0;
	return true;
}

/* ---- 999 */

static bool
check_count(struct noemie_checker *c, const struct noemie_entity *e, uint64_t blocks)
{
	uint64_t said = (uint64_t)noemie_number(e, NOEMIE_999_ENREGISTREMENTS);
	unsigned counts = c->rules->enregistrements;

	if ((counts & NOEMIE_COUNTS_ENTITES && said == c->entities) || (counts & NOEMIE_COUNTS_BLOCS && said == blocks))
		return true;
	return violated(c, NOEMIE_ENREGISTREMENTS_999, e, noemie_zones[NOEMIE_999_ENREGISTREMENTS].from,
		"999 counts %llu records, there are %llu entities in %llu blocks", (unsigned long long)said,
		(unsigned long long)c->entities, (unsigned long long)blocks);
}

static bool
check_tail(struct noemie_checker *c, const struct noemie_entity *e, uint64_t blocks)
{
	int64_t cumul = noemie_signed(e, NOEMIE_999_CUMUL, NOEMIE_999_SIGNE);

	if (c->open && !violated(c, NOEMIE_REGLEMENT_CLOS, e, 1, "no 990 closes the last transfer"))
		return false;
	if (memcmp(c->head + SAME_FROM, e->at + SAME_FROM, SAME_LEN) != 0
		&& !violated(c, NOEMIE_ENTETE_999, e, SAME_FROM + 1, "999 does not name the same file as 000"))
		return false;
	if (cumul != c->total && !violated(c, NOEMIE_CUMUL_999, e, noemie_zones[NOEMIE_999_CUMUL].from,
		"999 says %lld centimes, the file has %lld", (long long)cumul, (long long)c->total))
		return false;
	return check_count(c, e, blocks);
}

bool
noemie_check(struct noemie_checker *c, const struct noemie_entity *e, uint64_t blocks)
{
	unsigned level;

	c->closes_reglement = false;
	c->entities++;
	if (e->type == NOEMIE_000 || e->type == NOEMIE_TYPE_COUNT) {
		c->closed = -1;
		return e->type == NOEMIE_TYPE_COUNT || check_head(c, e);
	}
	if (e->type == NOEMIE_999)
		return check_tail(c, e, blocks);
	if (e->type == NOEMIE_990) {
		c->above = 0;
		return check_990(c, e);
	}
	level = c->level_of[e->type] = level_of(e);
	c->count[level]++;
	c->closed = -1;
	if ((e->type == NOEMIE_070 || e->type == NOEMIE_071) && !check_transfer(c, e))
		return false;
	add(c, e);
	return check_level(c, e, level);
}
