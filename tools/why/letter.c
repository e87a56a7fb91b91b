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

/* ---- config/lettres/controle.yaml */

struct sender {
	struct text nom, adresse, source;
};

struct control {
	struct text convention, article, source;
};

static void
load_sender(struct letter *letter, const struct config_node *node)
{
	static const struct config_key keys[] = {
		{"nom", CONFIG_TEXT, offsetof(struct sender, nom), false, 1, 200, NULL},
		{"adresse", CONFIG_TEXT, offsetof(struct sender, adresse), false, 1, 400, NULL},
		{"source", CONFIG_SOURCE, offsetof(struct sender, source), false, 0, 0, NULL},
		{0},
	};
	struct sender sender = {0};

	config_bind(node, keys, &sender);
	letter->nom = sender.nom;
	letter->adresse = sender.adresse;
	letter->source = sender.source;
}

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

/* Lives until the process ends. */
static void
load_letter(struct letter *letter, const char *dir)
{
	struct root {
		const struct config_node *expediteur, *controles;
	} root = {0};
	static const struct config_key keys[] = {
		{"expediteur", CONFIG_NODE, offsetof(struct root, expediteur), .min = 0},
		{"controles", CONFIG_NODE, offsetof(struct root, controles), .min = 0},
		{0},
	};
	struct config *config = config_open(dir, "lettres/controle.yaml");

	config_bind(config_root(config), keys, &root);
	load_sender(letter, root.expediteur);
	for (size_t i = 0; i < config_count(root.controles); i++)
		load_control(letter, config_item(root.controles, i));
}

/* ---- Its head */

static void
put_party(const struct letter *letter, const char *kind, struct text name, struct text address)
{
	output_print(letter->out, "<div class=\"%s\">", kind);
	html_element(letter->out, "div", "name", name);
	html_element(letter->out, "div", "address", address);
	output_print(letter->out, "</div>\n");
}

static void
put_head(const struct letter *letter)
{
	const struct acte *acte = letter->acte;
	char subject[600];

	output_print(letter->out, "<div class=\"heads\">\n");
	put_party(letter, "from", letter->nom, letter->adresse);
	put_party(letter, "to", letter->payeur ? letter->payeur->nom : TEXT("Destinataire à compléter"),
		letter->payeur ? letter->payeur->adresse : TEXT(""));
	output_print(letter->out, "</div>\n<p class=\"place\">À ……………………, le ……………………</p>\n");
	snprintf(subject, sizeof(subject), "Objet : contrôle%s%.*s%s%.*s, acte %.*s",
		letter->convention ? ", convention " : "",
		TEXT_ARG(letter->convention ? letter->convention->id : TEXT_ABSENT),
		letter->article.at ? ", " : "", TEXT_ARG(letter->article), TEXT_ARG(acte->seen.acte_ref));
	html_element(letter->out, "h1", NULL, text_of(subject));
	html_element(letter->out, "p", "small", letter->convention ? letter->convention->libelle : TEXT_ABSENT);
	output_print(letter->out, "<p>Cette lettre dit d'où vient l'acte ci-dessous, par quelles règles il a été %s, "
		"et ce qui permet de le vérifier. Aucune identité n'y figure ; le dossier reste accessible au "
		"contrôle médical dans les formes de la loi.</p>\n",
		acte->seen.billed ? "facturé" : "écarté de la facturation");
}

/* ---- The act and its price */

static void
put_act(const struct letter *letter)
{
	const struct acte *acte = letter->acte;
	char day[SAY_SIZE], place[200];

	output_print(letter->out, "<h2>L'acte</h2>\n<table class=\"facts\">\n");
	html_row(letter->out, "Référence", acte->seen.acte_ref);
	html_row(letter->out, "Identifiant", acte->seen.id);
	html_row(letter->out, "Structure (FINESS)", acte->seen.structure);
	html_row(letter->out, "Lieu", acte->site);
	html_row(letter->out, "Date des soins", text_of(say_day(letter->why, acte->date_soins, day)));
	html_row(letter->out, "Code de l'acte", acte->acte_code);
	html_row(letter->out, "Libellé", acte->libelle);
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

static void
put_price(const struct letter *letter)
{
	const struct acte *acte = letter->acte;
	char sum[512];
	bool priced = acte->seen.billed || acte->verdict.priced;

	if (!priced)
		return;
	output_print(letter->out, "<h2>Le montant</h2>\n");
	html_element(letter->out, "p", "sum", text_of(say_arithmetic(letter->why, acte, sum)));
	output_print(letter->out, "<table class=\"facts\">\n");
	html_row(letter->out, "Tarif", acte->verdict.priced ? acte->verdict.tarif_ref : acte->tarif_ref);
	if (acte->seen.billed)
		put_paid(letter);
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
	struct query *query = query_new(letter->why->db, "SELECT chemin, sha256 FROM fichier"
		" WHERE emission = ?1 AND chemin GLOB 'lots/' || ?2 || '-*' ORDER BY chemin");

	query_int(query, 1, letter->acte->emission.numero);
	query_text(query, 2, letter->acte->place.lot);
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

/* ---- What it cannot say */

static bool
is_invented(struct text source)
{
	return text_starts(source, "[invented");
}

static void
put_item(const struct letter *letter, const char *sentence)
{
	html_element(letter->out, "li", NULL, text_of(sentence));
}

static void
put_marks(const struct letter *letter)
{
	if (letter->convention && is_invented(letter->convention->source))
		put_item(letter, "Valeur supposée dans le livre de règles : la date de signature de la convention. "
			"À remplacer avant envoi.");
	if (letter->payeur && is_invented(letter->payeur->source))
		put_item(letter, "Valeur supposée dans le livre de règles : l'adresse du destinataire. À vérifier "
			"avant envoi.");
	for (unsigned i = 0; i < letter->acte->line_count; i++)
		for (unsigned j = 0; j < letter->acte->lines[i]->regle_count; j++) {
			const struct looked *looked = &letter->acte->lines[i]->regles[j];

			for (unsigned k = 0; k < looked->pris_count; k++) {
				char line[200];

				if (!is_invented(letter_mark(letter->why, looked->pris[k])))
					continue;
				snprintf(line, sizeof(line), "Valeur supposée dans le livre de règles : %.*s "
					"(règle %.*s). À remplacer avant envoi.", TEXT_ARG(looked->pris[k]),
					TEXT_ARG(looked->regle));
				put_item(letter, line);
			}
		}
}

static void
put_limits(const struct letter *letter)
{
	output_print(letter->out, "<h2>Réserves</h2>\n<ul class=\"small\">\n");
	put_marks(letter);
	for (enum limit limit = LIMIT_INGEST; limit < LIMIT_COUNT; limit++)
		if (letter->acte->limits[limit])
			put_item(letter, say_limit(letter->why, limit));
	put_item(letter, "Les énoncés des règles sont des résumés : le texte de la convention fait foi.");
	output_print(letter->out, "</ul>\n");
}

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
	letter_rules(&letter);
	put_origin(&letter);
	put_limits(&letter);
	output_print(letter.out, "<div class=\"sign\"><div></div><div>Nom, qualité et signature</div></div>\n");
	html_end(letter.out);
	output_close(letter.out, sha256);
}
