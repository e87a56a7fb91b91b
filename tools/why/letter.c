/*
 * letter - one act on paper: who writes to whom, the act, its price, its rules, and what vouches for it
 *
 * It says what is known, and of what is invented that it is. Nobody is named.
 */
#include "letter.h"

#include "log.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- Who writes (config/departement.yaml), under which article (config/lettres/controle.yaml) */

struct control {
	struct text convention, article, source;
};

static void
load_control(struct letter *letter, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"convention", CONFIG_TEXT, offsetof(struct control, convention), false, 1, 20, NULL},
		{"article", CONFIG_TEXT, offsetof(struct control, article), false, 1, 80, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct control, source), false, 0, 0, NULL},
		{0},
	};
	struct control control = {0};

	config_bind(node, keys, &control);
	if (letter->convention && text_equal(control.convention, letter->convention->id))
		letter->article = control.article;
}

/* A rule book that was kept of an earlier day may have none. */
static void
load_sender(struct letter *letter, const char *dir)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/departement.yaml", dir);
	letter->sender.nom = TEXT("Expéditeur à compléter");
	if (!access(path, F_OK))
		departement_load(&letter->sender, dir);
}

/* Lives until the process ends. A rule book that was kept may have no letters beside it. */
static void
load_letter(struct letter *letter, const char *dir)
{
	char path[4096];
	struct root {
		const struct config_node *controles;
	} root = {0};
	static const struct config_key keys[] = {
		{"controles", CONFIG_NODE, offsetof(struct root, controles), .min = 0},
		{0},
	};

	load_sender(letter, dir);
	snprintf(path, sizeof(path), "%s/lettres/controle.yaml", dir);
	if (access(path, F_OK))
		return;
	config_bind(config_root(config_open(NULL, path)), keys, &root);
	for (size_t i = 0; i < config_count(root.controles); i++)
		load_control(letter, config_item(root.controles, i));
}

/* ---- Its head */

/* A line each part. */
static void
put_address(const struct letter *letter, struct text address)
{
	output_print(letter->out, "<div>");
	while (address.len) {
		const char *comma = memmem(address.at, address.len, ", ", 2);
		size_t len = comma ? (size_t)(comma - address.at) : address.len, used = len + (comma ? 2 : 0);

		html_text(letter->out, (struct text){address.at, len});
		output_print(letter->out, comma ? "<br>" : "");
		address = (struct text){address.at + used, address.len - used};
	}
	output_print(letter->out, "</div>\n");
}

static void
put_party(const struct letter *letter, const char *kind, struct text name, struct text service,
	struct text address)
{
	output_print(letter->out, "<div class=\"%s\">", kind);
	html_element(letter->out, "div", "name", name);
	if (text_given(service))
		html_element(letter->out, "div", NULL, service);
	put_address(letter, address);
	output_print(letter->out, "</div>\n");
}

static void
put_head(const struct letter *letter)
{
	const struct acte *acte = letter->acte;
	char subject[600];

	output_print(letter->out, "<div class=\"heads\">\n");
	put_party(letter, "from", letter->sender.nom, letter->sender.service,
		letter->sender.adresse);
	put_party(letter, "to", letter->payeur ? letter->payeur->nom : TEXT("Destinataire à compléter"),
		TEXT_ABSENT, letter->payeur ? letter->payeur->adresse : TEXT(""));
	output_print(letter->out, "</div>\n<p class=\"place\">À ");
	html_text(letter->out, text_given(letter->sender.signe_a) ? letter->sender.signe_a : TEXT("……………………"));
	output_print(letter->out, ", le ……………………</p>\n");
	snprintf(subject, sizeof(subject), "Objet : contrôle%s%.*s%s%.*s, acte %.*s",
		letter->article.at ? " au titre de l'" : "", TEXT_ARG(letter->article),
		!letter->convention ? "" : letter->article.at ? " de la convention " : ", convention ",
		TEXT_ARG(letter->convention ? letter->convention->id : TEXT_ABSENT),
		TEXT_ARG(acte->seen.acte_ref));
	html_element(letter->out, "h1", NULL, text_of(subject));
	html_element(letter->out, "p", "small", letter->convention ? letter->convention->libelle : TEXT_ABSENT);
	output_print(letter->out, "<p>Cette lettre dit d'où vient l'acte ci-dessous, par quelles règles il a été %s "
		"et ce qui permet de le vérifier. Elle ne nomme ni le patient ni l'assuré.</p>\n",
		acte->seen.billed ? "facturé" : "écarté de la facturation");
}

/* ---- The act and its price */

static void
put_pair(const struct letter *letter, const char *name, struct text one, struct text other)
{
	char both[600];

	snprintf(both, sizeof(both), "%.*s%s%.*s", TEXT_ARG(one),
		text_given(one) && text_given(other) ? ", " : "", TEXT_ARG(other));
	html_row(letter->out, name, text_of(both));
}

static void
put_act(const struct letter *letter)
{
	const struct acte *acte = letter->acte;
	char day[SAY_SIZE], place[200];

	output_print(letter->out, "<h2>L'acte</h2>\n<table class=\"facts\">\n");
	put_pair(letter, "Référence, identifiant", acte->seen.acte_ref, acte->seen.id);
	put_pair(letter, "Structure, lieu", acte->seen.structure, acte->site);
	html_row(letter->out, "Date des soins", text_of(say_day(letter->why, acte->date_soins, day)));
	put_pair(letter, "Acte", acte->acte_code, acte->libelle);
	if (acte->seen.billed) {
		snprintf(place, sizeof(place), "lot %.*s, facture %lld, ligne %lld (%.*s, période %.*s)",
			TEXT_ARG(acte->place.lot), (long long)acte->place.facture,
			(long long)acte->place.ligne, TEXT_ARG(acte->place.support),
			TEXT_ARG(acte->place.periode));
		html_row(letter->out, "Bordereau", text_of(place));
	}
	output_print(letter->out, "</table>\n");
}

static void
put_paid(const struct letter *letter)
{
	struct query *query = query_new(letter->why->db, "SELECT virement.date_comptable, virement.id,"
		" affectation.cents FROM affectation JOIN virement ON virement.numero = affectation.virement"
		" WHERE affectation.lot = ?1 ORDER BY virement.numero");
	char due[SAY_SIZE], paid[SAY_SIZE], day[SAY_SIZE], line[300];

	snprintf(line, sizeof(line), "%s dus, %s reçus",
		say_euros(letter->why, letter->acte->place.lot_cents, due),
		say_euros(letter->why, letter->acte->place.paye_cents, paid));
	html_row(letter->out, "Le lot entier", text_of(line));
	query_int(query, 1, letter->acte->place.lot_numero);
	while (query_row(query)) {
		snprintf(line, sizeof(line), "%s le %s (%.*s)",
			say_euros(letter->why, column_int(query, 2), paid),
			say_day(letter->why, column_text(query, 0), day), TEXT_ARG(column_text(query, 1)));
		html_row(letter->out, "Virement affecté au lot", text_of(line));
	}
	query_free(query);
}

/* The row of the rule book that the tariff names, where a rule took it: "tarifs.yaml:32 [sourced S7]". */
static void
put_tariff_row(const struct letter *letter, struct text ref)
{
	const struct acte *acte = letter->acte;
	const char *blank = ref.len ? memchr(ref.at, ' ', ref.len) : NULL;
	size_t len = blank ? (size_t)(blank - ref.at) : 0;

	for (unsigned i = 0; len && i < acte->line_count; i++)
		for (unsigned j = 0; j < acte->lines[i]->regle_count; j++)
			for (unsigned k = 0; k < acte->lines[i]->regles[j].pris_count; k++) {
				struct text where = acte->lines[i]->regles[j].pris[k];
				struct text mark = letter_mark(letter->why, where);
				char row[300];

				if (where.len <= len || memcmp(where.at, ref.at, len) || where.at[len] != ':')
					continue;
				snprintf(row, sizeof(row), "%.*s %.*s", TEXT_ARG(where), TEXT_ARG(mark));
				html_row(letter->out, "Ligne du livre de règles", text_of(row));
				return;
			}
}

static void
put_price(const struct letter *letter)
{
	const struct acte *acte = letter->acte;
	struct text ref = acte->verdict.priced ? acte->verdict.tarif_ref : acte->tarif_ref;
	char sum[512];
	bool priced = acte->seen.billed || acte->verdict.priced;

	if (!priced)
		return;
	output_print(letter->out, "<h2>Le montant</h2>\n");
	html_element(letter->out, "p", "sum", text_of(say_arithmetic(letter->why, acte, sum)));
	output_print(letter->out, "<table class=\"facts\">\n");
	html_row(letter->out, "Tarif", ref);
	put_tariff_row(letter, ref);
	if (acte->seen.billed)
		put_paid(letter);
	output_print(letter->out, "</table>\n");
}

/* Of an act that was not billed: why, as the record has it. */
static void
put_refusal(const struct letter *letter)
{
	const struct acte *acte = letter->acte;
	struct record_defect found[DEFECTS_MAX];
	unsigned count = record_defects(&acte->record, F_MOTIFS, found, DEFECTS_MAX);

	if (acte->seen.billed)
		return;
	output_print(letter->out, "<h2>La raison</h2>\n<table class=\"facts\">\n");
	html_row(letter->out, "Acte", text_is(acte->seen.statut, statut_name(STATUT_HELD))
		? TEXT("retenu jusqu'à ce qu'on puisse en décider") : TEXT("rejeté, à corriger"));
	for (unsigned i = 0; i < count; i++) {
		const struct motif *motif = motif_find(&letter->why->book.motifs, found[i].code);
		char sentence[1000];

		snprintf(sentence, sizeof(sentence), "%.*s (%.*s) : %.*s", TEXT_ARG(found[i].code),
			TEXT_ARG(found[i].article), TEXT_ARG(say_motif(letter->why, motif)));
		html_row(letter->out, "Motif", text_of(sentence));
		html_row(letter->out, "Suite", motif ? motif->suite : TEXT_ABSENT);
	}
	output_print(letter->out, "</table>\n");
}

/* ---- What vouches for it */

static void
put_hash(const struct letter *letter, const char *name, struct text before, struct text hash)
{
	output_print(letter->out, "<tr><th>%s</th><td>", name);
	html_text(letter->out, before);
	output_print(letter->out, "<br>");
	html_element(letter->out, "span", "hash", hash);
	output_print(letter->out, "</td></tr>\n");
}

/* The files of the lot, as the ledger lists them. */
static void
put_files(const struct letter *letter)
{
	struct query *query = known_files(letter->why, letter->acte);

	while (query_row(query))
		put_hash(letter, "Fichier du lot", column_text(query, 0), column_text(query, 1));
	query_free(query);
}

static void
put_origin(const struct letter *letter)
{
	const struct acte *acte = letter->acte;
	const struct emission *e = &acte->emission;
	char line[300], day[SAY_SIZE];

	output_print(letter->out, "<h2>Ce qui permet de vérifier</h2>\n<table class=\"facts\">\n");
	snprintf(line, sizeof(line), "%lld, jugée au %s, passage %.*s", (long long)e->numero,
		say_day(letter->why, e->as_of, day), TEXT_ARG(e->run));
	html_row(letter->out, "Émission", text_of(line));
	snprintf(line, sizeof(line), "%.*s, ligne %lld ; SHA-256", TEXT_ARG(e->source),
		(long long)record_int(&acte->record, F_LIGNE, 0));
	put_hash(letter, "Fichier source", text_of(line), e->source_sha256);
	snprintf(line, sizeof(line), "%.*s ; SHA-256", TEXT_ARG(e->livre_nom));
	put_hash(letter, "Livre de règles", text_of(line), e->livre);
	if (acte->seen.billed)
		put_files(letter);
	if (letter->why->today)
		put_hash(letter, "Rejugé sous un autre livre", TEXT("celui d'aujourd'hui ; SHA-256"),
			text_of(letter->why->book.hash));
	html_row(letter->out, "Nouvel examen", acte->agreement == AGREES
		? TEXT("les mêmes règles, appliquées de nouveau, donnent le même résultat")
		: acte->agreement == DIFFERS
			? TEXT("les règles, appliquées de nouveau, donnent un AUTRE résultat")
			: TEXT("non fait"));
	output_print(letter->out, "</table>\n");
}

/* ---- The letter */

static void
find_parties(struct letter *letter)
{
	const struct acte *acte = letter->acte;
	struct text payeur = acte->seen.billed ? acte->place.payeur : acte->verdict.payeur;
	struct text convention = record_text(&acte->record, F_CONVENTION);

	payeurs_load(&letter->payeurs, letter->why->book.dir);
	conventions_load(&letter->conventions, letter->why->book.dir);
	for (unsigned i = 0; i < acte->line_count; i++) {
		const struct valued *wrote = explained_wrote(acte->lines[i], "convention");

		convention = wrote ? wrote->text : convention;
	}
	letter->payeur = payeurs_find(&letter->payeurs, payeur);
	letter->convention = conventions_find(&letter->conventions, convention);
}

void
page_letter(const struct why *why, const struct acte *acte, const char *path)
{
	struct letter letter = {.why = why, .acte = acte};
	char sha256[65], title[200];

	find_parties(&letter);
	load_letter(&letter, why->options->config);
	letter.out = output_open(path);
	snprintf(title, sizeof(title), "Contrôle, acte %.*s", TEXT_ARG(acte->seen.acte_ref));
	html_begin(letter.out, text_of(title));
	put_head(&letter);
	put_act(&letter);
	put_price(&letter);
	put_refusal(&letter);
	put_origin(&letter);
	letter_limits(&letter);
	letter_rules(&letter);
	html_end(letter.out);
	output_close(letter.out, sha256);
}
