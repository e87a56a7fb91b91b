#include "generate.h"

#include <stdio.h>
#include <string.h>

static void
put(struct row *row, enum field field, struct text value)
{
	snprintf(row->cell[field], CELL_ROOM, "%.*s", TEXT_ARG(value));
}

static void
put_day(struct row *row, enum field field, day_t day)
{
	char buf[DAY_SIZE];

	put(row, field, text_of(day_format(day, buf)));
}

static struct text
one_of(const struct config_list *list, struct random *random)
{
	return list->at[random_below(random, (unsigned)list->count)];
}

static const struct genre *
pick_genre(const struct profile *p, struct random *random, const struct faute *faute)
{
	size_t i;

	do {
		int64_t left = random_below(random, (unsigned)p->genre_weight);

		for (i = 0; left >= p->genres[i].poids; i++)
			left -= p->genres[i].poids;
	} while (faute && faute->pour && !(faute->pour >> p->genres[i].patient & 1));
	return &p->genres[i];
}

static day_t
pick_day(const struct profile *p, struct random *random)
{
	day_t day;

	do
		day = p->du + (day_t)random_below(random, (unsigned)(p->au - p->du + 1));
	while (!day_is_working(day));
	return day;
}

static const struct site *
pick_site(const struct sites *sites, unsigned type, struct random *random)
{
	const struct site *site;

	do
		site = &sites->at[random_below(random, (unsigned)sites->count)];
	while (site->type != type);
	return site;
}

struct making {
	struct row *row;
	const struct profile *profile;
	const struct genre *genre;
	struct random *random;
	day_t soins, patient_birth;
};

static void
put_person(const struct making *m, enum field nom, enum field prenom, enum field naissance, day_t birth)
{
	put(m->row, nom, one_of(&m->profile->noms, m->random));
	put(m->row, prenom, one_of(&m->profile->prenoms, m->random));
	put_day(m->row, naissance, birth);
}

static void
put_insured(const struct making *m, day_t birth)
{
	struct row *row = m->row;
	char nir[CELL_ROOM];

	make_nir(nir, row->patient == ENFANT ? 1 + (int)random_below(m->random, 2) : 2, birth,
		random_below(m->random, 800000));
	put(row, F_ASSURE_NIR, text_of(nir));
	put_person(m, F_ASSURE_NOM, F_ASSURE_PRENOM, F_ASSURE_NAISSANCE, birth);
	snprintf(row->cell[F_ASSURE_ADRESSE], CELL_ROOM, "%u rue de l'Exemple, 62000 Arras",
		random_below(m->random, 200) + 1);
}

static void
put_rights(const struct making *m)
{
	put_day(m->row, F_DROITS_DU, m->soins - 400);
	put_day(m->row, F_DROITS_AU, m->soins + 200);
	put(m->row, F_DROITS_SOURCE, random_below(m->random, 3) ? TEXT("vitale") : TEXT("adri"));
}

/* One patient in twenty belongs to the other CPAM of the convention than the site. */
static void
put_organisme(const struct making *m, const struct site *site)
{
	bool opale = text_is(site->payeur->key, "cpam-cote-opale");

	if (!random_below(m->random, 20))
		opale = !opale;
	put(m->row, F_ORGANISME, one_of(&m->profile->organismes[opale], m->random));
}

static void
put_child(const struct making *m)
{
	put_insured(m, m->soins - 20 * 365 - (day_t)random_below(m->random, 7000));
	put_person(m, F_BENEFICIAIRE_NOM, F_BENEFICIAIRE_PRENOM, F_BENEFICIAIRE_NAISSANCE,
		m->patient_birth);
	put(m->row, F_BENEFICIAIRE_NOM, text_of(m->row->cell[F_ASSURE_NOM]));
	put(m->row, F_BENEFICIAIRE_RANG, TEXT("1"));
}

static void
put_pegase(const struct making *m, uint64_t number)
{
	struct row *row = m->row;
	day_t measure = m->patient_birth + (m->soins - m->patient_birth) / 2;

	put_person(m, F_BENEFICIAIRE_NOM, F_BENEFICIAIRE_PRENOM, F_BENEFICIAIRE_NAISSANCE,
		m->patient_birth);
	if (measure >= day_add_months(m->patient_birth, 59))
		measure = m->patient_birth + 900;
	put_day(row, F_PEGASE_MESURE_LE, measure);
	snprintf(row->cell[F_PEGASE_RANG], CELL_ROOM, "%u", random_below(m->random, 20) + 1);
	snprintf(row->cell[F_PEGASE_FICHE], CELL_ROOM, "FI-%06llu", (unsigned long long)number);
	put(row, F_EXECUTANT_RPPS, one_of(&m->profile->pegase_rpps, m->random));
}

static void
put_patient(const struct making *m, const struct site *site, uint64_t number)
{
	struct row *row = m->row;

	switch (row->patient) {
	case ENFANT:
		put_child(m);
		break;
	case PEGASE:
		put_pegase(m, number);
		return;
	case ANONYME:
		if (strcmp(row->cell[F_ANONYMAT], "ist") == 0)
			snprintf(row->cell[F_NUMERO_FICTIF], CELL_ROOM, "F%05llu",
				(unsigned long long)number + 10000);
		return;
	case ENCEINTE:
		put_insured(m, m->patient_birth);
		put(row, F_SITUATION, TEXT("enceinte"));
		put_day(row, F_GROSSESSE_DEBUT, m->soins - 30 - (day_t)random_below(m->random, 220));
		break;
	case POSTNATALE:
		put_insured(m, m->patient_birth);
		put(row, F_SITUATION, TEXT("postnatale"));
		put_day(row, F_ACCOUCHEMENT_LE, m->soins - 1 - (day_t)random_below(m->random, 50));
		break;
	default:
		put_insured(m, m->patient_birth);
	}
	put_organisme(m, site);
	put_rights(m);
}

static void
put_performer(const struct making *m)
{
	unsigned who = random_below(m->random, (unsigned)m->profile->executants);

	make_luhn(m->row->cell[F_EXECUTANT_RPPS], "101", who, 11);
	put(m->row, F_EXECUTANT_NOM, m->profile->noms.at[who % m->profile->noms.count]);
	put(m->row, F_EXECUTANT_PRENOM, m->profile->prenoms.at[who * 7 % m->profile->prenoms.count]);
	put(m->row, F_EXECUTANT_PROFESSION, one_of(&m->genre->professions, m->random));
}

static void
put_delegated(const struct making *m)
{
	struct row *row = m->row;

	make_luhn(row->cell[F_DELEGUE_FINESS], "62", 700000 + random_below(m->random, 40), 9);
	make_luhn(row->cell[F_DELEGUE_RPPS], "102", random_below(m->random, 40), 11);
	put(row, F_DELEGUE_NOM, one_of(&m->profile->noms, m->random));
	put_day(row, F_DELEGUE_REGLE_LE, m->soins);
}

static void
put_champs(struct row *row, const struct config_node *champs)
{
	for (size_t i = 0; champs && i < config_pairs(champs); i++) {
		struct text name = config_pair_key(champs, i);

		put(row, text_is(name, "montant") ? F_MONTANT_CENTS : field_named(name),
			config_scalar(config_pair_value(champs, i)));
	}
}

/* Of all mistakes, the one that is furthest behind its weight: every kind comes up in a short run. */
static struct faute *
pick_faute(const struct profile *p)
{
	struct faute *behind = &p->fautes[0];

	for (size_t i = 1; i < p->faute_count; i++) {
		struct faute *f = &p->fautes[i];

		if ((f->used + 1) * behind->poids < (behind->used + 1) * f->poids)
			behind = f;
	}
	behind->used++;
	return behind;
}

static void
spoil(struct row *row, const struct faute *faute)
{
	put_champs(row, faute->champs);
	for (size_t i = 0; i < faute->casse.count; i++) {
		char *cell = row->cell[field_named(faute->casse.at[i])];
		size_t len = strlen(cell);

		if (len)
			cell[len - 1] = cell[len - 1] == '9' ? '0' : (char)(cell[len - 1] + 1);
	}
	row->twice = faute->repete;
	row->cut = faute->coupe;
	row->bad_byte = faute->octets;
}

void
act_make(struct row *row, const struct profile *profile, const struct sites *sites,
	struct random *random, uint64_t number)
{
	static const char *const activites[] = {"pmi", "cpef", "pegase"};
	bool wrong = random_below(random, 1000) < (unsigned)profile->fautes_pour_mille;
	const struct faute *faute = wrong ? pick_faute(profile) : NULL;
	const struct genre *genre = pick_genre(profile, random, faute);
	const struct site *site = pick_site(sites, genre->lieu, random);
	struct making m = {row, profile, genre, random, pick_day(profile, random), 0};

	memset(row, 0, sizeof(*row));
	row->patient = genre->patient;
	m.patient_birth = m.soins - (day_t)genre->age_min
		- (day_t)random_below(random, (unsigned)(genre->age_max - genre->age_min));
	snprintf(row->cell[F_ACTE_REF], CELL_ROOM, "A%08llu", (unsigned long long)number);
	put(row, F_ACTIVITE, text_of(activites[genre->activite]));
	make_luhn(row->cell[F_STRUCTURE_FINESS], "62", 10000 + (unsigned)(site - sites->at), 9);
	put(row, F_SITE, site->key);
	put_performer(&m);
	put_day(row, F_DATE_SOINS, m.soins);
	put(row, F_ACTE_CODE, one_of(&genre->actes, random));
	if (genre->cip13.count)
		put(row, F_CIP13, one_of(&genre->cip13, random));
	put_champs(row, genre->champs);
	put_patient(&m, site, number);
	if (genre->delegue)
		put_delegated(&m);
	if (faute)
		spoil(row, faute);
}
