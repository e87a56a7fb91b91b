/*
 * emit - which acts are billed, what shares an invoice, and where lines go. Everybody is invented.
 */
#include "rule.h"

#include "act.h"
#include "history.h"
#include "lots.h"
#include "references.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "died.h"

static void
refusals(void **state)
{
	static const struct frequence coe = {.par = PAR_FENETRE, .nombre = 1, .ferme = true},
		life = {.par = PAR_VIE, .nombre = 3, .ferme = true},
		weak = {.par = PAR_AGE, .nombre = 13}, day = {.par = PAR_JOUR, .nombre = 1, .ferme = true};
	static const struct {
		const char *sentence, *motifs;
		struct question question;
	} rows[] = {
		{"a new act is billed", "", {0}},
		{"case 30: an act of an earlier run", "deja-facture ", {.known = KNOWN_BEFORE}},
		{"the same act twice in a stream", "doublon ", {.known = KNOWN_HERE}},
		{"case 27: child, day and doctor of a bilan", "pegase-meme-jour ", {.pegase_met = true}},
		{"the bilan itself is billed", "", {.pegase_met = true, .pegase = true}},
		{"a bilan whose fiche another act bills", "pegase-doublon ",
			{.pegase = true, .pegase_met = true, .fiche_met = true}},
		{"a bilan whose child and rank another act bills", "pegase-doublon ",
			{.pegase = true, .rang_met = true}},
		{"both, said once", "pegase-doublon ",
			{.pegase = true, .fiche_met = true, .rang_met = true}},
		{"the correction of a bilan may not take the fiche of a third", "pegase-doublon ",
			{.pegase = true, .fiche_met = true, .genre = GENRE_CORRECTION, .remplace = REMPLACE_OUVERT}},
		{"a void of a bilan is no bilan", "",
			{.pegase = true, .fiche_met = true, .rang_met = true, .genre = GENRE_ANNULATION,
				.remplace = REMPLACE_OUVERT}},
		{"art. 17: a correction takes the place of an act that is billed", "",
			{.genre = GENRE_CORRECTION, .remplace = REMPLACE_OUVERT, .montant = true}},
		{"and waits where nothing is billed", "correction-inconnue ", {.genre = GENRE_CORRECTION}},
		{"so does a void", "correction-inconnue ", {.genre = GENRE_ANNULATION}},
		{"a place is taken once", "correction-double ",
			{.genre = GENRE_CORRECTION, .remplace = REMPLACE_DEJA}},
		{"a void of what is void", "correction-double ", {.genre = GENRE_ANNULATION, .remplace = REMPLACE_DEJA}},
		{"a correction that has no paper to leave on waits", "correction-papier ",
			{.genre = GENRE_CORRECTION, .remplace = REMPLACE_OUVERT, .sans_papier = true}},
		{"a void asks for nothing", "", {.genre = GENRE_ANNULATION, .remplace = REMPLACE_OUVERT}},
		{"one that bears an amount waits", "annulation-montant ",
			{.genre = GENRE_ANNULATION, .remplace = REMPLACE_OUVERT, .montant = true}},
		{"a correction that came before is billed already, and that is all", "deja-facture ",
			{.known = KNOWN_BEFORE, .genre = GENRE_CORRECTION, .remplace = REMPLACE_DEJA}},
		{"case 27, the other way round: the bilan of a day on which an act was billed waits",
			"pegase-cpam-facture ", {.pegase = true, .cpam_met = true}},
		{"its correction as well", "pegase-cpam-facture ",
			{.pegase = true, .cpam_met = true, .genre = GENRE_CORRECTION, .remplace = REMPLACE_OUVERT}},
		{"and its void does not", "",
			{.pegase = true, .cpam_met = true, .genre = GENRE_ANNULATION, .remplace = REMPLACE_OUVERT}},
		{"ranks that do not follow the days are said", "pegase-ordre ",
			{.pegase = true, .rang_desordre = true}},
		{"the sixth bilan of a year", "", {.pegase = true, .bilans_annee = 5, .bilans_par_an = 6}},
		{"the seventh", "pegase-annee ", {.pegase = true, .bilans_annee = 6, .bilans_par_an = 6}},
		{"COE for the first time in a window of age", "",
			{.quantite = 1, .comptes = {{&coe, 0}, {&life, 2}}, .compte_count = 2}},
		{"COE for the second time in it", "frequence-fenetre ",
			{.quantite = 1, .comptes = {{&coe, 1}, {&life, 1}}, .compte_count = 2}},
		{"COE for the fourth time", "frequence-vie ",
			{.quantite = 1, .comptes = {{&coe, 0}, {&life, 3}}, .compte_count = 2}},
		{"a line of two counts twice", "frequence-fenetre ",
			{.quantite = 2, .comptes = {{&coe, 0}, {&life, 0}}, .compte_count = 2}},
		{"what only a weak source limits is billed", "frequence-avis ",
			{.quantite = 1, .comptes = {{&weak, 13}}, .compte_count = 1}},
		{"the same act of that day under another reference waits", "frequence-jour ",
			{.quantite = 1, .comptes = {{&day, 1}}, .compte_count = 1}},
		{"an act that is billed is not its own history", "deja-facture ",
			{.known = KNOWN_BEFORE, .quantite = 1, .comptes = {{&coe, 1}}, .compte_count = 1}},
		{"a correction counts as what it corrects did", "frequence-fenetre ",
			{.genre = GENRE_CORRECTION, .remplace = REMPLACE_OUVERT, .quantite = 1, .comptes = {{&coe, 1}},
				.compte_count = 1}},
		{"what voids does not", "",
			{.genre = GENRE_ANNULATION, .remplace = REMPLACE_OUVERT, .quantite = 1, .comptes = {{&coe, 1}},
				.compte_count = 1}},
		{"a dose", "", {.quantite = 1, .doses_par_jour = 1}},
		{"the same dose again", "vaccin-repete ", {.quantite = 1, .doses = 1, .doses_par_jour = 1}},
		{"a dose of another lot", "vaccin-deux-lots ",
			{.quantite = 1, .doses_autre_lot = 1, .doses_par_jour = 1}},
		{"two doses in a line", "vaccin-repete ", {.quantite = 2, .doses_par_jour = 1}},
		{"the paper twin of a billed sheet is counted with it", "jumeau-compte ",
			{.piece = PIECE_JUMEAU, .feuille_met = true}},
		{"whatever its own reference", "jumeau-compte ",
			{.piece = PIECE_JUMEAU, .feuille_met = true, .known = KNOWN_HERE}},
		{"a duplicata is linked to its first sending", "duplicata-lie ",
			{.piece = PIECE_DUPLICATA, .feuille_met = true}},
		{"one that comes before it waits", "piece-sans-feuille ", {.piece = PIECE_DUPLICATA}},
		{"and its history is that of its sheet", "jumeau-compte ",
			{.piece = PIECE_JUMEAU, .feuille_met = true, .quantite = 1,
				.comptes = {{&coe, 1}}, .compte_count = 1}},
		{"a delegated act is signed for", "", {.recapitulatif = true, .signataire = true}},
		{"by nobody on the list: it waits", "signataire-unlisted ", {.recapitulatif = true}},
		{"all at once", "pegase-meme-jour frequence-fenetre correction-double correction-papier ",
			{.pegase_met = true, .genre = GENRE_CORRECTION, .remplace = REMPLACE_DEJA, .sans_papier = true,
				.quantite = 1, .comptes = {{&coe, 1}}, .compte_count = 1}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct defects defects = {0};
		char got[256] = "";

		print_message("%s\n", rows[i].sentence);
		emit_rule(&rows[i].question, &defects);
		for (unsigned k = 0; k < defects.count; k++)
			strcat(strcat(got, defects.at[k].motif), " ");
		assert_string_equal(got, rows[i].motifs);
	}
}

static void
identities_compare_across_spellings(void **state)
{
	static const struct {
		const char *nom, *prenom, *naissance, *identity;
	} rows[] = {
		{"Dürand-Lefèvre", "Zoé Anne", "2021-02-03", "DURANDLEFEVRE|ZOEANNE|2021-02-03"},
		{"DURAND LEFEVRE", "zoe-anne", "2021-02-03", "DURANDLEFEVRE|ZOEANNE|2021-02-03"},
		{"L'Œuvre", "Ĺaḯs", "2021-02-03", "LOEUVRE|LAS|2021-02-03"},
		{"ESSAI", "", "2021-02-03", "ESSAI||2021-02-03"},
		{"", "LEA", "2021-02-03", ""},
		{"ESSAI", "LEA", "", ""},
		{"\xff\xc3", "\x80", "2021-02-03", ""},
	};
	char got[IDENTITY_MAX + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		got[identity_of(text_of(rows[i].nom), text_of(rows[i].prenom),
			text_of(rows[i].naissance), got)] = '\0';
		assert_string_equal(got, rows[i].identity);
	}
}

static void
a_name_without_end_stays_in_its_room(void **state)
{
	char name[5000], got[IDENTITY_MAX];

	(void)state;
	memset(name, 'A', sizeof(name));
	assert_true(identity_of((struct text){name, sizeof(name)}, (struct text){name, sizeof(name)},
		TEXT("2021-02-03"), got) <= IDENTITY_MAX);
}

/* One scene: acts go in, "facture.ligne" of each comes out. */
struct row {
	const char *patient; /* NULL: anonymous */
	const char *day, *executant;
	const char *placed;
	const char *structure; /* NULL: none */
};

static void
place_all(const struct support_params *support_params, const struct row *rows, size_t count)
{
	const char *dir = scratch_make();
	struct support support = {TEXT("708"), *support_params, 0, TEXT("708")};
	static const struct params params;
	struct record rec = {0};
	struct ledger ledger;
	struct lots *lots;
	struct seen *seen = seen_new(1u << 20);
	struct patients *patients;
	char path[128], ref[24], got[32];

	snprintf(path, sizeof(path), "%s/l", dir);
	ledger_open(&ledger, path);
	references_suspend(ledger.db); /* invoices come last */
	ledger_begin(&ledger);
	db_exec(ledger.db, "INSERT INTO emission VALUES"
		" (1, 'r', 's', 'h', 'b', 'n', '2026-03-31', 1, 0, 100, 'prete')");
	patients = patients_new(ledger.db);
	lots = lots_new(ledger.db, 1, &params, patients, seen);
	for (size_t i = 0; i < count; i++) {
		unsigned char pseudonym[PSEUDONYM_SIZE] = {0};
		struct placement place;

		record_clear(&rec);
		snprintf(ref, sizeof(ref), "A%zu", i);
		record_set_text(&rec, F_ACTE_REF, text_of(ref));
		record_set_text(&rec, F_PAYEUR, TEXT("cpam-artois"));
		record_set_text(&rec, F_SUPPORT, TEXT("708"));
		record_set_text(&rec, F_PERIODE, TEXT("2026-03"));
		record_set_text(&rec, F_DATE_SOINS, text_of(rows[i].day));
		record_set_text(&rec, F_EXECUTANT_RPPS, text_of(rows[i].executant));
		record_set_int(&rec, F_AMO_CENTS, 100);
		if (rows[i].structure)
			record_set_text(&rec, F_STRUCTURE_FINESS, text_of(rows[i].structure));
		if (rows[i].patient)
			memcpy(pseudonym, rows[i].patient, strlen(rows[i].patient));
		place = lots_add(lots, &support, &rec, rows[i].patient ? pseudonym : NULL, 0);
		snprintf(got, sizeof(got), "%s %d.%d", place.lot, (int)place.facture, (int)place.ligne);
		assert_string_equal(got, rows[i].placed);
	}
	lots_finish(lots);
	assert_int_equal(db_number(ledger.db, "SELECT amo_cents FROM lot", 0), 100 * (int)count);
	lots_free(lots);
	patients_free(patients);
	seen_free(seen);
	ledger_commit(&ledger);
	ledger_close(&ledger);
	record_free(&rec);
	scratch_remove(dir);
}

static void
a_seance_is_a_patient_a_day_and_a_performer(void **state)
{
	static const struct row rows[] = {
		{"lea", "2026-03-02", "r1", "L000001 1.1", NULL}, {"leo", "2026-03-02", "r1", "L000001 2.1", NULL},
		{"lea", "2026-03-02", "r1", "L000001 1.2", NULL}, {"lea", "2026-03-03", "r1", "L000001 3.1", NULL},
		{"lea", "2026-03-02", "r2", "L000001 4.1", NULL}, {"leo", "2026-03-02", "r1", "L000001 2.2", NULL},
		{NULL, "2026-03-02", "r1", "L000001 5.1", NULL}, {NULL, "2026-03-02", "r1", "L000001 6.1", NULL},
	};

	(void)state;
	place_all(&(struct support_params){GROUPE_SEANCE, 0}, rows, 8);
}

static void
an_invoice_is_of_one_structure_and_a_table_of_any(void **state)
{
	static const struct row rows[] = {
		{"lea", "2026-03-02", "r1", "L000001 1.1", "s1"}, {"lea", "2026-03-02", "r1", "L000001 2.1", "s2"},
		{"lea", "2026-03-02", "r1", "L000001 1.2", "s1"}, {"lea", "2026-03-02", "r1", "L000001 2.2", "s2"},
	}, table[] = {{"lea", "2026-03-02", "r1", "L000001 1.1", "s1"}, {"leo", "2026-03-02", "r1", "L000001 1.2", "s2"}};

	(void)state;
	place_all(&(struct support_params){GROUPE_SEANCE, 0}, rows, 4);
	place_all(&(struct support_params){GROUPE_PATIENT, 10}, rows, 4);
	place_all(&(struct support_params){GROUPE_LOT, 0}, table, 2);
}

static void
case_31_eleven_vaccines_make_two_forms(void **state)
{
	struct row rows[11];
	char placed[11][24];

	(void)state;
	for (int i = 0; i < 11; i++) {
		snprintf(placed[i], sizeof(placed[i]), "L000001 %d.%d", 1 + i / 10, 1 + i % 10);
		rows[i] = (struct row){"lea", i % 2 ? "2026-03-02" : "2026-03-03", "r1", placed[i], NULL};
	}
	place_all(&(struct support_params){GROUPE_PATIENT, 10}, rows, 11);
}

static void
a_table_holds_the_whole_lot(void **state)
{
	static const struct row rows[] = {
		{"lea", "2026-03-02", "r1", "L000001 1.1", NULL}, {NULL, "2026-03-03", "r2", "L000001 1.2", NULL},
		{"leo", "2026-03-04", "r3", "L000001 1.3", NULL},
	};

	(void)state;
	place_all(&(struct support_params){GROUPE_LOT, 0}, rows, 3);
}

/* A record that lacks what an earlier stage writes never becomes a line. */
struct wiring {
	enum field field;
	const char *value; /* NULL: absent */
};

static void
judge_wiring(void *arg)
{
	static const struct payeur payeur = {.key = {"cpam-artois", 11}};
	const struct wiring *wiring = arg;
	struct params params = {.payeurs = {.at = &payeur, .count = 1}, .support_count = 1,
		.supports = {{{"b2", 2}, {GROUPE_SEANCE, 0}, 0, {NULL, 0}}}};
	static struct record rec; /* still known when the process dies: no leak */

	record_clear(&rec);
	record_set_text(&rec, F_ACTE_REF, TEXT("A1"));
	record_set_text(&rec, F_PAYEUR, TEXT("cpam-artois"));
	record_set_text(&rec, F_SUPPORT, TEXT("b2"));
	record_set_text(&rec, F_PERIODE, TEXT("2026-03"));
	record_set_text(&rec, F_DATE_SOINS, TEXT("2026-03-02"));
	record_set_int(&rec, F_AMO_CENTS, 100);
	if (wiring->value)
		record_set_text(&rec, wiring->field, text_of(wiring->value));
	else if (wiring->field != FIELD_NONE)
		record_unset(&rec, wiring->field);
	act_support(&params, &rec);
	record_free(&rec);
}

static void
a_record_that_skipped_a_stage_ends_the_run(void **state)
{
	static const struct {
		struct wiring wiring;
		int code;
	} rows[] = {
		{{FIELD_NONE, NULL}, 0}, {{F_PAYEUR, NULL}, 65}, {{F_SUPPORT, NULL}, 65},
		{{F_PERIODE, NULL}, 65}, {{F_AMO_CENTS, NULL}, 65}, {{F_ANONYMAT, "ivg"}, 65},
		{{F_PAYEUR, "msa"}, 65}, {{F_SUPPORT, "fse"}, 65}, {{F_PERIODE, "../../etc"}, 65},
		{{F_PERIODE, "2026-S1"}, 0}, {{F_PERIODE, ""}, 65},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(died(judge_wiring, (void *)&rows[i].wiring).code, rows[i].code);
}

/* Born on 29 February 2024: 8 months on 29 October, 10 on 29 December, 36 on 1 March 2027. */
static void
a_frequency_counts_over_the_days_that_it_names(void **state)
{
	static const struct acte_fenetre windows[] = {
		{ACTE_JOURS, 0, 9, NATURE_MATERNITE}, {ACTE_MOIS, 8, 10, NATURE_MALADIE}};
	static const struct acte coe = {.fenetres = windows, .fenetre_count = 2};
	static const struct {
		const char *sentence;
		struct frequence frequence;
		const char *birth, *pregnancy, *day;
		const char *from, *to; /* NULL: does not apply */
	} rows[] = {
		{"a window, on its first day", {.par = PAR_FENETRE, .du = DAY_NONE, .au = DAY_NONE},
			"2024-02-29", "", "2024-10-29", "2024-10-29", "2024-12-29"},
		{"on its last", {.par = PAR_FENETRE, .du = DAY_NONE, .au = DAY_NONE}, "2024-02-29", "",
			"2024-12-28", "2024-10-29", "2024-12-29"},
		{"outside all of them", {.par = PAR_FENETRE, .du = DAY_NONE, .au = DAY_NONE}, "2024-02-29",
			"", "2024-12-29", NULL, NULL},
		{"no birth date", {.par = PAR_FENETRE, .du = DAY_NONE, .au = DAY_NONE}, "", "",
			"2024-12-28", NULL, NULL},
		{"before an age", {.par = PAR_AGE, .mois = 36, .du = DAY_NONE, .au = DAY_NONE}, "2024-02-29",
			"", "2027-02-28", "2024-02-29", "2027-03-01"},
		{"at that age", {.par = PAR_AGE, .mois = 36, .du = DAY_NONE, .au = DAY_NONE}, "2024-02-29",
			"", "2027-03-01", NULL, NULL},
		{"a day", {.par = PAR_JOUR, .du = DAY_NONE, .au = DAY_NONE}, "", "", "2026-03-02",
			"2026-03-02", "2026-03-03"},
		{"a pregnancy whose first day is not known",
			{.par = PAR_GROSSESSE, .du = DAY_NONE, .au = DAY_NONE}, "", "", "2026-03-02", NULL, NULL},
		{"a row that ended", {.par = PAR_JOUR, .du = DAY_NONE, .au = 20514}, "", "", "2026-03-03",
			NULL, NULL},
		{"on its last day", {.par = PAR_JOUR, .du = 20514, .au = 20514}, "", "", "2026-03-02",
			"2026-03-02", "2026-03-03"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct patient_facts facts = {day_parse(text_of(rows[i].birth)),
			day_parse(text_of(rows[i].pregnancy)), day_parse(text_of(rows[i].day))};
		struct span span;

		print_message("%s\n", rows[i].sentence);
		assert_int_equal(frequence_span(&rows[i].frequence, &coe, &facts, &span), !!rows[i].from);
		if (!rows[i].from)
			continue;
		assert_int_equal(span.from, day_parse(text_of(rows[i].from)));
		assert_int_equal(span.to, day_parse(text_of(rows[i].to)));
	}
}

static void
ccp(struct record *rec, const char *ref)
{
	record_clear(rec);
	record_set_text(rec, F_ACTE_REF, text_of(ref));
	record_set_text(rec, F_ACTE_CODE, TEXT("CCP"));
	record_set_text(rec, F_PAYEUR, TEXT("cpam-artois"));
	record_set_text(rec, F_SUPPORT, TEXT("b2"));
	record_set_text(rec, F_PERIODE, TEXT("2026-03"));
	record_set_text(rec, F_DATE_SOINS, TEXT("2026-03-02"));
	record_set_text(rec, F_EXECUTANT_RPPS, TEXT("r1"));
	record_set_int(rec, F_AMO_CENTS, 100);
}

/* An explanation asks for an act that was billed long ago, with what came after it in the ledger. */
static void
bill_and_ask_again(bool learnt)
{
	static const struct params params = {.frequence_count = 1, .frequences = {{.codes = {{"CCP", 3}},
		.code_count = 1, .par = PAR_VIE, .nombre = 9, .du = DAY_NONE, .au = DAY_NONE}}};
	const char *dir = scratch_make();
	struct support support = {TEXT("b2"), {GROUPE_SEANCE, 0}, 0, TEXT("feuille")};
	unsigned char lea[PSEUDONYM_SIZE] = {1};
	struct record rec = {0};
	struct ledger ledger;
	struct lots *lots;
	struct seen *seen = seen_new(1u << 20);
	struct patients *patients;
	struct history *history;
	char path[128], ref[] = "A1";

	snprintf(path, sizeof(path), "%s/l", dir);
	ledger_open(&ledger, path);
	references_suspend(ledger.db);
	ledger_begin(&ledger);
	db_exec(ledger.db, "INSERT INTO emission VALUES"
		" (1, 'r', 's', 'h', 'b', 'n', '2026-03-31', 1, 0, 100, 'prete')");
	patients = patients_new(ledger.db);
	lots = lots_new(ledger.db, 1, &params, patients, seen);
	history = history_new(ledger.db, &params, patients);
	if (learnt) {
		history_learn(history, seen);
		patients_learn(patients, seen);
	}
	for (int pass = 0; pass < 2; pass++)
		for (int i = 1; i <= 3; i++) {
			struct question q = {0};

			ref[1] = (char)('0' + i);
			ccp(&rec, ref);
			history_ask(history, &rec, lea, (struct moment){1, pass ? i : MOMENT_LAST}, &q);
			assert_int_equal(q.known, KNOWN_NOT);
			assert_int_equal(q.comptes[0].deja, i - 1);
			if (pass)
				continue;
			lots_add(lots, &support, &rec, lea, 0);
			history_add(history, &rec);
			if (i == 2)
				patients_finish(patients); /* some are in the ledger then, some aside */
		}
	assert_int_equal(history_known(history, &rec, (struct moment){1, MOMENT_LAST}), KNOWN_HERE);
	assert_int_equal(history_known(history, &rec, (struct moment){2, MOMENT_LAST}), KNOWN_BEFORE);
	history_free(history);
	lots_free(lots);
	patients_free(patients);
	seen_free(seen);
	ledger_commit(&ledger);
	ledger_close(&ledger);
	record_free(&rec);
	scratch_remove(dir);
}

static void
history_gives_again_what_it_gave_when_the_act_was_billed(void **state)
{
	(void)state;
	bill_and_ask_again(false);
	bill_and_ask_again(true);
}

#define ACTS 70000 /* more than four times what is kept aside */
#define PERSONS 331
#define DAYS 7

static const void *
name_of(unsigned person)
{
	static unsigned char name[PSEUDONYM_SIZE];

	name[0] = (unsigned char)person;
	name[1] = (unsigned char)(person >> 8);
	return name;
}

static bool
is_of(int64_t acte, unsigned person, struct span days)
{
	return acte % PERSONS == person && acte % DAYS >= days.from && acte % DAYS < days.to;
}

/* What is asked for is found whether it is aside, in a table of this emission or, up to the act `last`, in the ledger;
 * and nothing else. That of the emission, the last first. */
static void
ask_of(struct patients *patients, unsigned person, struct span days, int64_t last)
{
	struct had had;
	int64_t sum = 0;

	patients_ask(patients, name_of(person), days, OF_EMISSION);
	for (int64_t acte = ACTS; acte > 0; acte--) {
		if (!is_of(acte, person, days))
			continue;
		sum += acte;
		if (acte <= last)
			continue;
		assert_true(patients_next(patients, &had) && had.acte == acte && had.quantite == acte % 5
			&& had.day == acte % DAYS && text_is(had.acte_code, "G") && !had.executant.at);
		assert_int_equal(had.facture, acte / 3);
	}
	assert_false(patients_next(patients, &had));
	patients_ask(patients, name_of(person), days, OF_ALL);
	while (patients_next(patients, &had)) {
		assert_true(is_of(had.acte, person, days) && had.quantite == had.acte % 5 && had.day == had.acte % DAYS);
		assert_int_equal(had.facture, had.acte > last ? had.acte / 3 : 0);
		sum -= had.acte;
	}
	assert_int_equal(sum, 0);
}

static void
fill(struct db *db, struct patients *patients, int64_t from, int64_t to)
{
	struct query *add = query_new(db, "INSERT INTO acte (numero, lot, facture, ligne, structure, acte_ref, quantite,"
		" amo_cents, patient, date_soins, acte_code) VALUES (?1, 1, 1, ?1, '', ?1, ?1 % 5, 0, ?2, ?3, 'G')");

	for (int64_t acte = from; acte <= to; acte++) {
		const void *name = name_of((unsigned)(acte % PERSONS));
		day_t day = (day_t)(acte % DAYS);
		char text[DAY_SIZE];

		query_int(add, 1, acte);
		query_bytes(add, 2, name, PSEUDONYM_SIZE);
		query_text(add, 3, text_of(day_format(day, text)));
		query_run(add);
		patients_add(patients, name, &(struct had){.acte = acte, .quantite = acte % 5, .day = day,
			.acte_code = TEXT("G"), .facture = (uint64_t)acte / 3});
	}
	query_free(add);
}

static void
a_patient_has_the_acts_that_are_aside_and_in_the_ledger(void **state)
{
	const char *dir = scratch_make();
	struct ledger ledger;
	struct seen *seen = seen_new(8); /* of no use: all is asked */
	struct patients *patients;
	char path[128];

	(void)state;
	snprintf(path, sizeof(path), "%s/l", dir);
	ledger_open(&ledger, path);
	references_suspend(ledger.db);
	ledger_begin(&ledger);
	patients = patients_new(ledger.db);
	patients_learn(patients, seen);
	for (int64_t last = 0; last <= ACTS / 3; last += ACTS / 3) {
		fill(ledger.db, patients, last + 1, last ? ACTS : ACTS / 3);
		for (unsigned person = 0; last && person < PERSONS + 2; person += 3) {
			ask_of(patients, person, (struct span){DAY_NONE, INT32_MAX}, last);
			ask_of(patients, person, (struct span){3, 4}, last);
			ask_of(patients, person, (struct span){5, 9}, last);
		}
		patients_ask(patients, NULL, (struct span){DAY_NONE, INT32_MAX}, OF_ALL);
		assert_false(patients_next(patients, &(struct had){0}));
		patients_finish(patients);
	}
	ask_of(patients, 1, (struct span){0, 2}, ACTS);
	assert_int_equal(db_number(ledger.db, "SELECT count(*) FROM patient_acte AS p JOIN acte ON numero = p.acte"
		" AND acte.patient = p.patient AND acte.date_soins = p.date_soins", 0), ACTS);
	patients_free(patients);
	seen_free(seen);
	ledger_commit(&ledger);
	ledger_close(&ledger);
	scratch_remove(dir);
}

/* What cannot be kept aside goes where the rest goes. */
static void
no_day_and_texts_without_end_are_put_at_once(void **state)
{
	static char endless[2000001];
	static const struct text executants[] = {{"E", 1}, {endless, 2000000}, {NULL, 0}, {endless, 400000}, {endless, 400000}};
	const char *dir = scratch_make();
	unsigned char name[PSEUDONYM_SIZE] = {7};
	struct patients *patients;
	struct ledger ledger;
	struct query *add;
	char path[128];

	(void)state;
	memset(endless, 'x', sizeof(endless) - 1);
	snprintf(path, sizeof(path), "%s/l", dir);
	ledger_open(&ledger, path);
	references_suspend(ledger.db);
	ledger_begin(&ledger);
	patients = patients_new(ledger.db);
	add = query_new(ledger.db, "INSERT INTO acte (numero, lot, facture, ligne, structure, acte_ref, quantite, amo_cents,"
		" patient, date_soins, executant) VALUES (?1, 1, 1, ?1, '', ?1, 1, 0, ?2, ?3, ?4)");
	for (int i = 0; i < 10; i++) {
		struct had had = {.acte = i + 1, .quantite = 1, .day = i % 2 ? 1 : DAY_NONE, .executant = executants[i / 2]};

		query_int(add, 1, had.acte);
		query_bytes(add, 2, name, sizeof(name));
		query_text(add, 3, i % 2 ? TEXT("1970-01-02") : TEXT_ABSENT);
		query_text(add, 4, had.executant);
		query_run(add);
		patients_add(patients, name, &had);
	}
	patients_finish(patients);
	assert_int_equal(db_number(ledger.db, "SELECT count(*) FROM patient_acte AS p JOIN acte AS a ON numero = p.acte"
		" AND a.patient = p.patient AND coalesce(a.date_soins, '') = p.date_soins AND p.executant IS a.executant"
		" AND p.acte_code IS NULL AND p.quantite = 1", 0), 10);
	query_free(add);
	patients_free(patients);
	ledger_commit(&ledger);
	ledger_close(&ledger);
	scratch_remove(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refusals),
		cmocka_unit_test(identities_compare_across_spellings),
		cmocka_unit_test(a_name_without_end_stays_in_its_room),
		cmocka_unit_test(a_seance_is_a_patient_a_day_and_a_performer),
		cmocka_unit_test(an_invoice_is_of_one_structure_and_a_table_of_any),
		cmocka_unit_test(case_31_eleven_vaccines_make_two_forms),
		cmocka_unit_test(a_table_holds_the_whole_lot),
		cmocka_unit_test(a_frequency_counts_over_the_days_that_it_names),
		cmocka_unit_test(history_gives_again_what_it_gave_when_the_act_was_billed),
		cmocka_unit_test(a_patient_has_the_acts_that_are_aside_and_in_the_ledger),
		cmocka_unit_test(no_day_and_texts_without_end_are_put_at_once),
		cmocka_unit_test(a_record_that_skipped_a_stage_ends_the_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
