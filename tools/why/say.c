#include "say.h"

#include <stdio.h>
#include <string.h>

#define NBSP "\u00a0"

/* Thousands apart. */
static const char *
group_digits(const char *plain, const char *apart, char buf[SAY_SIZE])
{
	size_t digits = strspn(plain + (*plain == '-'), "0123456789") + (*plain == '-'), len = 0;

	for (size_t i = 0; plain[i] && len + 4 < SAY_SIZE; i++) {
		if (i < digits && i > (size_t)(*plain == '-') && (digits - i) % 3 == 0)
			len += (size_t)snprintf(buf + len, SAY_SIZE - len, "%s", apart);
		buf[len++] = plain[i];
	}
	buf[len] = '\0';
	return buf;
}

const char *
say_euros(const struct why *why, int64_t cents, char buf[SAY_SIZE])
{
	char plain[MONEY_SIZE], grouped[SAY_SIZE];

	money_format(cents, why->english ? '.' : ',', plain);
	snprintf(buf, SAY_SIZE, SAY(why, "%s" NBSP "€", "%s" NBSP "EUR"),
		group_digits(plain, SAY(why, NBSP, ","), grouped));
	return buf;
}

const char *
say_rate(const struct why *why, int64_t bp, char buf[SAY_SIZE])
{
	char plain[MONEY_SIZE];
	size_t len;

	money_format(bp, why->english ? '.' : ',', plain);
	for (len = strlen(plain); len && plain[len - 1] == '0';)
		len--;
	if (len && strchr(",.", plain[len - 1]))
		len--;
	snprintf(buf, SAY_SIZE, "%.*s" NBSP "%%", (int)len, plain);
	return buf;
}

const char *
say_day(const struct why *why, struct text day, char buf[SAY_SIZE])
{
	struct civil civil;

	if (why->english || day_parse(day) == DAY_NONE) {
		snprintf(buf, SAY_SIZE, "%.*s", TEXT_ARG(day));
		return buf;
	}
	civil = day_civil(day_parse(day));
	snprintf(buf, SAY_SIZE, "%02d/%02d/%04d", civil.day, civil.month, civil.year);
	return buf;
}

const char *
say_article(const struct why *why, const struct looked *looked, char buf[256])
{
	const struct regle *regle = regles_find(&why->regles, looked->regle);
	struct text convention = regle ? regle->convention : TEXT_ABSENT;
	bool named = convention.len && looked->article.len > convention.len
		&& !memcmp(looked->article.at, convention.at, convention.len);

	snprintf(buf, 256, "%.*s%s%.*s", TEXT_ARG(named ? TEXT_ABSENT : convention),
		named || !convention.len ? "" : " ", TEXT_ARG(looked->article));
	return buf;
}

struct text
say_regle(const struct why *why, struct text id)
{
	const struct regle *regle = regles_find(&why->regles, id);

	return !regle ? TEXT_ABSENT : SAY(why, regle->fr, regle->en);
}

struct text
say_condition(const struct why *why, struct text cle)
{
	const struct condition *condition = regles_condition(&why->regles, cle);

	return !condition ? cle : SAY(why, condition->fr, condition->en);
}

struct text
say_motif(const struct why *why, const struct motif *motif)
{
	return !motif ? TEXT_ABSENT : SAY(why, motif->fr, motif->en);
}

const char *
say_statut(const struct why *why, struct text statut)
{
	if (text_is(statut, statut_name(STATUT_ACCEPTED)))
		return SAY(why, "accepté", "accepted");
	return text_is(statut, statut_name(STATUT_HELD)) ? SAY(why, "retenu", "held")
		: SAY(why, "rejeté", "rejected");
}

const char *
say_limit(const struct why *why, enum limit limit)
{
	static const char *const sentences[LIMIT_COUNT][2] = {
		[LIMIT_INGEST] = {
			"La lecture du fichier source par ingest n'est pas refaite : --source FICHIER la refait.",
			"How ingest read the source is not done again: --source FILE does it."},
		[LIMIT_ANONYME] = {
			"L'acte est anonyme : ce qui disait la personne a été effacé. Ce qui a été jugé avant "
			"l'effacement ne peut être rejugé ; les montants sont ceux qui furent enregistrés. "
			"--source FICHIER refait tout.",
			"The act is anonymous: what said who it was is erased. What was judged before cannot be "
			"judged again; the amounts are those that were recorded. --source FILE does all of it."},
		[LIMIT_RECORD] = {
			"L'émission n'a plus son reception.msgpack : rien n'est rejugé sans --source FICHIER.",
			"The emission has no reception.msgpack any more: nothing is judged again without "
			"--source FILE."},
		[LIMIT_EMIT] = {
			"Ce qu'emit a demandé au registre (doublons, historique) n'est pas redemandé : le "
			"registre a changé depuis.",
			"What emit asked the ledger (doubles, history) is not asked again: the ledger has changed "
			"since."},
	};

	return sentences[limit][why->english];
}

/* What the act says beside its tariff: "10,00 € × 1,50 × 2 = 30,00 €; ". */
static int
put_factors(const struct why *why, const struct acte *acte, int64_t hundredths, const struct replayed *v,
	char buf[512])
{
	char tarif[SAY_SIZE], base[SAY_SIZE], coefficient[SAY_SIZE] = "", quantite[SAY_SIZE] = "";
	char plain[MONEY_SIZE];

	if (money_scale(v->tarif_cents, hundredths, acte->quantite) != v->base_cents)
		return 0;
	if (hundredths != 100)
		snprintf(coefficient, sizeof(coefficient), " × %s",
			money_format(hundredths, why->english ? '.' : ',', plain));
	if (acte->quantite != 1)
		snprintf(quantite, sizeof(quantite), " × %lld", (long long)acte->quantite);
	if (!*coefficient && !*quantite)
		return 0;
	return snprintf(buf, 512, SAY(why, "%s%s%s = %s ; ", "%s%s%s = %s; "),
		say_euros(why, v->tarif_cents, tarif), coefficient, quantite,
		say_euros(why, v->base_cents, base));
}

const char *
say_arithmetic(const struct why *why, const struct acte *acte, char buf[512])
{
	const struct replayed recorded = {.tarif_cents = acte->tarif_cents, .base_cents = acte->base_cents,
		.taux_bp = acte->taux_bp, .amo_cents = acte->amo_cents};
	const struct replayed *v = acte->verdict.priced ? &acte->verdict : &recorded;
	char base[SAY_SIZE], rate[SAY_SIZE], share[SAY_SIZE];
	int64_t hundredths = 100;
	int len;

	*buf = '\0';
	hundredths_parse(record_text(&acte->record, F_COEFFICIENT), ".", &hundredths);
	if (!v->base_cents || money_share(v->base_cents, v->taux_bp) != v->amo_cents)
		return buf;
	len = put_factors(why, acte, hundredths, v, buf);
	snprintf(buf + len, 512 - (size_t)len, "%s × %s = %s", say_euros(why, v->base_cents, base),
		say_rate(why, v->taux_bp, rate), say_euros(why, v->amo_cents, share));
	return buf;
}

void
list_add(char list[SAY_LIST], const char *apart, const char *item)
{
	size_t len = strlen(list);

	snprintf(list + len, SAY_LIST - len, "%s%s", len ? apart : "", item);
}

static bool
is_absent(const struct valued *value)
{
	return !value->is_number && !value->text.at;
}

void
say_values(const struct why *why, const struct valued *values, unsigned count, char list[SAY_LIST])
{
	char item[SAY_VALUE], absent[SAY_LIST] = "";

	*list = '\0';
	for (unsigned i = 0; i < count; i++) {
		say_value(why, &values[i], item);
		if (is_absent(&values[i]))
			snprintf(item, sizeof(item), "%.*s", TEXT_ARG(values[i].name));
		list_add(is_absent(&values[i]) ? absent : list, ", ", item);
	}
	if (!*absent)
		return;
	list_add(list, SAY(why, " ; ", "; "), SAY(why, "sans ", "without "));
	list_add(list, "", absent);
}

const char *
say_value(const struct why *why, const struct valued *value, char buf[SAY_VALUE])
{
	bool cents = value->name.len > 6 && !memcmp(value->name.at + value->name.len - 6, "_cents", 6);
	char number[SAY_SIZE];

	if (!value->is_number)
		snprintf(buf, SAY_VALUE, "%.*s %.*s", TEXT_ARG(value->name),
			TEXT_ARG(value->text.at ? value->text : TEXT("(absent)")));
	else if (cents || text_is(value->name, "paye_patient"))
		snprintf(buf, SAY_VALUE, "%.*s %s", TEXT_ARG(value->name), say_euros(why, value->number, number));
	else if (text_is(value->name, "taux_bp"))
		snprintf(buf, SAY_VALUE, "%.*s %s", TEXT_ARG(value->name), say_rate(why, value->number, number));
	else
		snprintf(buf, SAY_VALUE, "%.*s %lld", TEXT_ARG(value->name), (long long)value->number);
	return buf;
}
