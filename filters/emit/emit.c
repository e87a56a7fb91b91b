/*
 * pmi-emit - the sink: accepted acts become lots, the others wait to be sent again
 *
 *   reads    acte_ref structure_finess payeur support periode amo_cents pegase_fiche pegase_rang and
 *            what a bordereau shows
 *   writes   lot, facture, ligne_facture; DIR/envois/NNNN, with what pmi-b2 and pmi-form make; the ledger
 *   config   supports.yaml caisses.yaml motifs.yaml actes.yaml frequences.yaml signataires.yaml
 *            indicateurs.yaml
 */
#include "emission.h"
#include "log.h"
#include "preview.h"
#include "publish.h"

#include <malloc.h>

struct arguments {
	const char *dir, *ledger, *key, *resume, *signatory, *no_sorties, *preview;
};

/* Acts that did not cross these stages must not leave, whatever they look like. */
static void
check_stages(const struct head *head)
{
	static const char *const needed[] = {"validate", "check-eligibility", "price", "anonymize",
		"route-to-cpam"};

	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++) {
		bool crossed = false;

		for (unsigned j = 0; j < head->stage_count; j++)
			crossed |= text_is(head->stages[j], needed[i]);
		if (!crossed)
			die(EX_DATAERR, "the stream did not pass through pmi-%s: nothing is published",
				needed[i]);
	}
}

/* The accepted records go on only now that they are published: their end says so. */
static int
emit(struct emission *e, const struct head *came, const struct options *opt)
{
	struct head head = *came;
	struct filter sent;
	int code = EX_OK;

	head.stage_count--; /* without this stage, as it came; under the run and book of a replay */
	e->head = &head;
	if (opt->output_given) {
		filter_open_source(&sent, opt, &head);
		e->sent = &sent;
	}
	malloc_trim(0); /* frames that came over ZeroMQ are no more */
	emission_make(e);
	if (e->preview)
		preview_tell(e, opt->json);
	else
		publish_emission(e->dir, e->ledger, e->numero);
	if (e->sent)
		code = filter_close(&sent);
	return code;
}

static int
run(const struct options *opt, const struct arguments *arg, const struct params *params)
{
	char ledger_name[LEDGER_PATH_SIZE], key_name[PATH_SIZE];
	struct places places = {arg->dir, ledger_path(ledger_name, arg->dir, arg->ledger), arg->key ? arg->key
		: path_join(key_name, sizeof(key_name), arg->dir, "pseudonyme.cle")};
	struct ledger ledger;
	struct pseudonym_key key;
	struct reception reception;
	struct filter f;
	struct progress progress = {.on = opt->progress};
	struct emission e = {.ledger = &ledger, .params = params, .key = &key, .reception = &reception,
		.progress = &progress, .without_sorties = arg->no_sorties, .preview = arg->preview};
	int code = EX_OK, said;

	mallopt(M_ARENA_MAX, 1); /* with ZeroMQ's threads: the end of a heap of their own would not be trimmed in emit() */
	filter_listen(&f, opt);
	if (arg->preview)
		preview_begin(&places);
	e.dir = places.dir;
	directory_make(places.dir);
	ledger_open(&ledger, places.ledger);
	pseudonym_key_load(&key, places.key);
	publish_recover(places.dir, &ledger);
	filter_hear(&f);
	check_stages(&f.head);
	e.book = &f.book;
	e.motifs = &f.book.motifs;
	e.crumb = f.crumb;
	e.explain = f.explain;
	reception_find(&reception, &f, places.dir);
	if (emission_is_over(&e, &f, arg->resume))
		pipe_drain(f.in);
	else if ((code = reception_receive(&reception, &f, emission_next(&ledger))) == EX_OK)
		code = emit(&e, &f.head, opt);
	if (code == EX_OK && !e.preview)
		reception_forget(&reception);
	said = filter_close(&f); /* fin: the whole line may go */
	if (code == EX_OK && !e.preview)
		emission_say(&e);
	pseudonym_key_forget(&key);
	ledger_close(&ledger);
	return code ? code : said;
}

int
main(int argc, char *argv[])
{
	struct arguments arg = {0};
	const struct option_spec specs[] = {
		{"directory", 'd', "DIR", "where lots, refusals and the ledger are kept", &arg.dir},
		{"ledger", 0, "FILE", "the ledger (DIR/" LEDGER_FILE ")", &arg.ledger},
		{"key-file", 0, "FILE", "the key of the pseudonyms (DIR/pseudonyme.cle)", &arg.key},
		{"signatory", 0, "FUNCTION", "who signs the table of delegated acts (signataires.yaml)",
			&arg.signatory},
		{"no-sorties", 0, NULL, "lots only: no B2 file, no form", &arg.no_sorties},
		{"preview", 0, NULL, "tell what would leave, write nothing", &arg.preview},
		{"resume", 0, NULL, "the line was interrupted: if its run is published, it is over",
			&arg.resume},
		{0},
	};
	const struct usage usage = {"pmi-emit", "-d DIR [OPTION]... [FILE]",
		"Makes lots, bordereaux and the ledger of what came through the pipeline.",
		"  pmi-route-to-cpam < acts | pmi-emit -d envoi\n"
		"  pmi-route-to-cpam < acts | pmi-emit -d envoi --preview\n", specs, 1, 0};
	struct options opt;
	struct params params;

	options_parse(&opt, argc, argv, &usage);
	params_load(&params, opt.config);
	if (arg.signatory)
		params_sign(&params, arg.signatory);
	if (opt.check)
		return filter_check(&opt);
	if (!arg.dir)
		die(EX_USAGE, "-d DIR is needed");
	if (arg.preview && (arg.resume || opt.output_given))
		die(EX_USAGE, "--preview sends nothing and ends no run: without -o and --resume");
	return run(&opt, &arg, &params);
}
