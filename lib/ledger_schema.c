#include "ledger_schema.h"

#include <stddef.h>

/* Each table and column is told in ledger.5, which a test compares with what is made here. */

/* Each number is given inside the transaction that uses it: a run that dies leaves no gap. */
static const char base[] =
	/* one run of pmi-emit; etat: prete (committed, its directory may still be staged), publiee */
	"CREATE TABLE emission ("
	" numero INTEGER PRIMARY KEY,"
	" run TEXT NOT NULL, source TEXT, source_sha256 TEXT,"
	" livre_hash TEXT NOT NULL, livre_nom TEXT NOT NULL, as_of TEXT NOT NULL,"
	" recus INTEGER NOT NULL, montant_cents INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" etat TEXT NOT NULL CHECK (etat IN ('prete', 'publiee'))"
	") STRICT;"
	/* received = accepted + held + rejected */
	"CREATE TABLE bilan ("
	" emission INTEGER NOT NULL REFERENCES emission,"
	" statut TEXT NOT NULL CHECK (statut IN ('accepted', 'held', 'rejected')),"
	" actes INTEGER NOT NULL, montant_cents INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" PRIMARY KEY (emission, statut)"
	") STRICT, WITHOUT ROWID;"
	/* each refused act once, under its first motif */
	"CREATE TABLE refus ("
	" emission INTEGER NOT NULL REFERENCES emission,"
	" etape TEXT NOT NULL, code TEXT NOT NULL,"
	" statut TEXT NOT NULL CHECK (statut IN ('held', 'rejected')),"
	" actes INTEGER NOT NULL, montant_cents INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" PRIMARY KEY (emission, etape, code, statut)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE lot ("
	" numero INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
	" emission INTEGER NOT NULL REFERENCES emission,"
	" payeur TEXT NOT NULL, support TEXT NOT NULL, periode TEXT NOT NULL,"
	" factures INTEGER NOT NULL, lignes INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" paye_cents INTEGER NOT NULL DEFAULT 0," /* the sum of its affectations */
	" UNIQUE (emission, payeur, support, periode)"
	") STRICT;"
	"CREATE INDEX lot_reste ON lot (payeur, amo_cents - paye_cents);"
	/* a lot may hold acts of both titles: one budget line each */
	"CREATE TABLE lot_imputation ("
	" lot INTEGER NOT NULL REFERENCES lot, imputation TEXT NOT NULL,"
	" lignes INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" PRIMARY KEY (lot, imputation)"
	") STRICT, WITHOUT ROWID;"
	/* patient, executant, date_soins: what its lines have in common; absent: nothing in common */
	"CREATE TABLE facture ("
	" lot INTEGER NOT NULL REFERENCES lot, numero INTEGER NOT NULL,"
	" patient BLOB, executant TEXT, date_soins TEXT,"
	" lignes INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" PRIMARY KEY (lot, numero)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX facture_groupe ON facture (lot, date_soins, executant, patient, numero);"
	"CREATE TABLE acte ("
	" numero INTEGER PRIMARY KEY,"
	" lot INTEGER NOT NULL, facture INTEGER NOT NULL, ligne INTEGER NOT NULL,"
	" structure TEXT NOT NULL, acte_ref TEXT NOT NULL, id TEXT,"
	" activite TEXT, site TEXT, executant TEXT, date_soins TEXT,"
	" acte_code TEXT, libelle TEXT, nature_assurance TEXT, quantite INTEGER NOT NULL,"
	" tarif_cents INTEGER, base_cents INTEGER, taux_bp INTEGER, amo_cents INTEGER NOT NULL,"
	" imputation TEXT, tarif_ref TEXT, prix_statut TEXT,"
	" FOREIGN KEY (lot, facture) REFERENCES facture,"
	" UNIQUE (structure, acte_ref),"
	" UNIQUE (lot, facture, ligne)"
	") STRICT;"
	/* a PEGASE bilan, by the act that bills it: one of a fiche, one of a child and rank; and the same
	 * child, day and doctor is no act for the CPAM */
	"CREATE TABLE bilan_pegase ("
	" structure TEXT NOT NULL, acte_ref TEXT NOT NULL,"
	" emission INTEGER NOT NULL REFERENCES emission,"
	" patient BLOB, date_soins TEXT, executant TEXT,"
	" fiche TEXT UNIQUE, rang INTEGER,"
	" PRIMARY KEY (structure, acte_ref),"
	" UNIQUE (patient, rang)"
	") STRICT;"
	"CREATE INDEX bilan_pegase_jour ON bilan_pegase (patient, date_soins, executant);"
	"CREATE INDEX bilan_pegase_emission ON bilan_pegase (emission);"
	"CREATE TABLE fichier ("
	" emission INTEGER NOT NULL REFERENCES emission, chemin TEXT NOT NULL,"
	" sha256 TEXT NOT NULL, octets INTEGER NOT NULL,"
	" PRIMARY KEY (emission, chemin)"
	") STRICT, WITHOUT ROWID;"
	/* a bank statement that was read */
	"CREATE TABLE releve ("
	" numero INTEGER PRIMARY KEY, source TEXT, sha256 TEXT NOT NULL UNIQUE,"
	" as_of TEXT NOT NULL, livre_hash TEXT NOT NULL,"
	" credits INTEGER NOT NULL, credits_cents INTEGER NOT NULL," /* new to the ledger */
	" debits INTEGER NOT NULL, debits_cents INTEGER NOT NULL"
	") STRICT;"
	/* a credit on the convention's account. libelle only where a payer or a lot is recognised: any
	 * other may be that of a person. identite: what tells it from any other, hashed */
	"CREATE TABLE virement ("
	" numero INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
	" releve INTEGER NOT NULL REFERENCES releve DEFERRABLE INITIALLY DEFERRED,"
	" identite TEXT NOT NULL UNIQUE,"
	" date_comptable TEXT NOT NULL, libelle TEXT, payeur TEXT,"
	" cents INTEGER NOT NULL CHECK (cents >= 0),"
	" candidats INTEGER NOT NULL," /* lots that it may pay, where it is not matched */
	" raison TEXT NOT NULL"
	") STRICT;"
	"CREATE TABLE affectation ("
	" virement INTEGER NOT NULL REFERENCES virement, lot INTEGER NOT NULL REFERENCES lot,"
	" cents INTEGER NOT NULL,"
	" PRIMARY KEY (virement, lot)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX affectation_lot ON affectation (lot);"
	"CREATE TRIGGER affectation_paye AFTER INSERT ON affectation BEGIN"
	" UPDATE lot SET paye_cents = paye_cents + NEW.cents WHERE numero = NEW.lot; END;";

/* Refusals that a person closed for good (pmi-refus drop). The refusal of `emission` is
 * meant: another one of the same act, later, is open. id is the key where an act has no acte_ref (''). */
static const char abandon[] =
	"CREATE TABLE abandon ("
	" structure TEXT NOT NULL, acte_ref TEXT NOT NULL, id TEXT NOT NULL,"
	" etape TEXT NOT NULL, code TEXT NOT NULL,"
	" emission INTEGER NOT NULL REFERENCES emission,"
	" raison TEXT NOT NULL, as_of TEXT NOT NULL,"
	" PRIMARY KEY (structure, acte_ref, id, emission)"
	") STRICT, WITHOUT ROWID;";

/* What the rules of history ask, and what the yearly review counts. patient: who was cared
 * for, on every line and not only where an invoice is one person's. tranche: the age of a child, as a
 * range of indicateurs.yaml; no birth date can be told from it. A piece is a paper that is counted with
 * an act billed before, and never by itself (annexe 1.2 art. 6).
 * The last statement: what an older ledger knows of who was cared for. */
static const char histoire[] =
	"ALTER TABLE acte ADD COLUMN patient BLOB;"
	"ALTER TABLE acte ADD COLUMN cip13 TEXT;"
	"ALTER TABLE acte ADD COLUMN lot_vaccin TEXT;"
	"ALTER TABLE acte ADD COLUMN situation TEXT;"
	"ALTER TABLE acte ADD COLUMN tranche TEXT;"
	"ALTER TABLE acte ADD COLUMN fse_degradee TEXT;"
	"ALTER TABLE acte ADD COLUMN delegue_finess TEXT;"
	"ALTER TABLE acte ADD COLUMN delegue_rpps TEXT;"
	"CREATE INDEX acte_patient ON acte (patient) WHERE patient IS NOT NULL;"
	"CREATE TABLE piece ("
	" structure TEXT NOT NULL, acte_ref TEXT NOT NULL,"
	" genre TEXT NOT NULL CHECK (genre IN ('jumeau', 'duplicata')),"
	" emission INTEGER NOT NULL REFERENCES emission,"
	" acte INTEGER NOT NULL REFERENCES acte," /* the one it is counted with */
	" PRIMARY KEY (structure, acte_ref, genre)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX piece_emission ON piece (emission);"
	"CREATE INDEX piece_acte ON piece (acte);"
	"UPDATE acte SET patient = coalesce("
	" (SELECT patient FROM facture WHERE facture.lot = acte.lot AND facture.numero = acte.facture),"
	" (SELECT patient FROM bilan_pegase AS b WHERE b.structure = acte.structure"
	"  AND b.acte_ref = acte.acte_ref));";

/* What became of a lot, and of the account. A movement may go out now (cents below 0), so its table is made
 * anew, and with it the one that points at it. meme: the same money, seen by bank and treasury; it counts
 * once. What is still owed of a lot is reste_cents; below 0, it is to be given back (art. 17). */
static const char mouvements[] =
	"ALTER TABLE releve ADD COLUMN format TEXT NOT NULL DEFAULT 'cfonb120';"
	/* acts of one kind only: a correction never leaves among originals */
	"PRAGMA defer_foreign_keys = ON;"
	"CREATE TEMP TABLE lot_4 AS SELECT * FROM lot;"
	"DROP TABLE lot;"
	"CREATE TABLE lot ("
	" numero INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
	" emission INTEGER NOT NULL REFERENCES emission,"
	" payeur TEXT NOT NULL, support TEXT NOT NULL, periode TEXT NOT NULL,"
	" factures INTEGER NOT NULL, lignes INTEGER NOT NULL, amo_cents INTEGER NOT NULL,"
	" paye_cents INTEGER NOT NULL DEFAULT 0," /* the sum of its affectations */
	" rejete_cents INTEGER NOT NULL DEFAULT 0," /* refused by the caisse */
	" annule_cents INTEGER NOT NULL DEFAULT 0," /* taken back by us */
	" date_reception TEXT," /* as the payer says it */
	/* as acte.genre; without a CHECK, which with a computed column VACUUM INTO cannot copy (SQLite 3.40) */
	" genre TEXT NOT NULL DEFAULT 'original',"
	" reste_cents INTEGER AS (amo_cents - rejete_cents - annule_cents - paye_cents),"
	" UNIQUE (emission, payeur, support, periode, genre)"
	") STRICT;"
	"INSERT INTO lot (numero, id, emission, payeur, support, periode, factures, lignes, amo_cents, paye_cents)"
	" SELECT * FROM lot_4;"
	"DROP TABLE lot_4;"
	"CREATE INDEX lot_reste ON lot (payeur, reste_cents);"
	"CREATE INDEX lot_periode ON lot (payeur, periode);"
	/* of three names, IN would make a table of them for each act */
	"ALTER TABLE acte ADD COLUMN genre TEXT NOT NULL DEFAULT 'original'"
	" CHECK (genre = 'original' OR genre = 'correction' OR genre = 'annulation');"
	"ALTER TABLE acte ADD COLUMN remplace INTEGER REFERENCES acte;"
	"DROP INDEX facture_groupe;" /* what finds the acts of a patient finds the invoice, too */
	"CREATE UNIQUE INDEX acte_remplace ON acte (remplace) WHERE remplace IS NOT NULL;"
	/* what was taken back of the act that this one replaces: the claim, and what was paid already */
	"ALTER TABLE acte ADD COLUMN repris_cents INTEGER;"
	/* the acts that count, each once */
	"CREATE VIEW acte_compte AS SELECT * FROM acte WHERE genre <> 'annulation'"
	" AND NOT EXISTS (SELECT 1 FROM acte AS suite WHERE suite.remplace = acte.numero);"
	"CREATE TABLE virement_5 ("
	" numero INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
	" releve INTEGER NOT NULL REFERENCES releve DEFERRABLE INITIALLY DEFERRED,"
	" identite TEXT NOT NULL UNIQUE,"
	" date_comptable TEXT NOT NULL, libelle TEXT, payeur TEXT,"
	" cents INTEGER NOT NULL, candidats INTEGER NOT NULL, raison TEXT NOT NULL,"
	" origine TEXT NOT NULL DEFAULT 'releve' CHECK (origine IN ('releve', 'p503')),"
	" date_valeur TEXT, operation TEXT, piece_orig TEXT, exercice INTEGER,"
	" meme INTEGER REFERENCES virement_5, affecte_cents INTEGER NOT NULL DEFAULT 0,"
	" retour_ref TEXT" /* what the bank calls the entry */
	") STRICT;"
	"INSERT INTO virement_5 (numero, id, releve, identite, date_comptable, libelle, payeur, cents,"
	" candidats, raison, affecte_cents) SELECT virement.*, (SELECT coalesce(sum(a.cents), 0)"
	" FROM affectation AS a WHERE a.virement = virement.numero) FROM virement;"
	"CREATE TEMP TABLE affectation_4 AS SELECT * FROM affectation;"
	"DROP TABLE affectation; DROP TABLE virement;"
	"ALTER TABLE virement_5 RENAME TO virement;"
	"CREATE UNIQUE INDEX virement_meme ON virement (meme) WHERE meme IS NOT NULL;"
	"CREATE INDEX virement_jour ON virement (cents, date_comptable);"
	"CREATE INDEX virement_ouvert ON virement (numero)"
	" WHERE affecte_cents <> cents AND meme IS NULL;"
	"CREATE TABLE affectation ("
	" virement INTEGER NOT NULL REFERENCES virement, lot INTEGER NOT NULL REFERENCES lot,"
	" cents INTEGER NOT NULL, rang INTEGER NOT NULL DEFAULT 1,"
	" regle TEXT NOT NULL DEFAULT 'avant-version-5', score INTEGER, pourquoi TEXT,"
	" PRIMARY KEY (virement, lot, rang)"
	") STRICT, WITHOUT ROWID;"
	"INSERT INTO affectation (virement, lot, cents) SELECT * FROM affectation_4;"
	"DROP TABLE affectation_4;"
	"CREATE INDEX affectation_lot ON affectation (lot);"
	"CREATE TRIGGER affectation_paye AFTER INSERT ON affectation BEGIN"
	" UPDATE lot SET paye_cents = paye_cents + NEW.cents WHERE numero = NEW.lot;"
	" UPDATE virement SET affecte_cents = affecte_cents + NEW.cents WHERE numero = NEW.virement;"
	"END;";

/* What a caisse says, what a person decided, and what is not known yet. */
static const char retours[] =
	/* what a caisse says of a transfer; its parts are sums of `retour` */
	"CREATE TABLE reglement ("
	" numero INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
	" releve INTEGER NOT NULL REFERENCES releve DEFERRABLE INITIALLY DEFERRED,"
	" identite TEXT NOT NULL UNIQUE,"
	" payeur TEXT, date_comptable TEXT, cents INTEGER NOT NULL, libelle TEXT,"
	" factures_cents INTEGER NOT NULL, retenues_cents INTEGER NOT NULL,"
	" forfaits_cents INTEGER NOT NULL,"
	" virement INTEGER REFERENCES virement, raison TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX reglement_virement ON reglement (virement) WHERE virement IS NOT NULL;"
	"CREATE INDEX reglement_ouvert ON reglement (cents, date_comptable) WHERE virement IS NULL;"
	/* what it says of an invoice (facture NULL: a lot), of a line (acte), of a debt, of a forfait */
	"CREATE TABLE retour ("
	" numero INTEGER PRIMARY KEY,"
	" releve INTEGER NOT NULL REFERENCES releve DEFERRABLE INITIALLY DEFERRED,"
	" identite TEXT NOT NULL UNIQUE,"
	" reglement INTEGER REFERENCES reglement DEFERRABLE INITIALLY DEFERRED,"
	" genre TEXT NOT NULL CHECK (genre IN ('facture', 'ligne', 'retenue', 'forfait')),"
	" lot INTEGER REFERENCES lot, facture INTEGER, acte INTEGER REFERENCES acte,"
	" etat TEXT CHECK (etat IN ('paye', 'rejete', 'differe')),"
	" demande_cents INTEGER, paye_cents INTEGER NOT NULL,"
	" code TEXT, libelle TEXT, date_comptable TEXT, raison TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX retour_facture ON retour (lot, facture) WHERE lot IS NOT NULL;"
	"CREATE INDEX retour_acte ON retour (acte) WHERE acte IS NOT NULL;"
	"CREATE INDEX retour_reglement ON retour (reglement) WHERE reglement IS NOT NULL;"
	"CREATE TABLE accuse ("
	" numero INTEGER PRIMARY KEY,"
	" releve INTEGER NOT NULL REFERENCES releve DEFERRABLE INITIALLY DEFERRED,"
	" identite TEXT NOT NULL UNIQUE,"
	" lot INTEGER REFERENCES lot, facture INTEGER,"
	" etat TEXT NOT NULL CHECK (etat IN ('accepte', 'refuse')),"
	" code TEXT, libelle TEXT, date_reception TEXT, raison TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX accuse_lot ON accuse (lot, facture) WHERE lot IS NOT NULL;"
	/* the queue: what a movement may be for, and why it is not taken to be */
	"CREATE TABLE candidat ("
	" virement INTEGER NOT NULL REFERENCES virement,"
	" genre TEXT NOT NULL CHECK (genre IN ('lot', 'reglement', 'virement')),"
	" cible INTEGER NOT NULL, regle TEXT NOT NULL, score INTEGER NOT NULL, pourquoi TEXT NOT NULL,"
	" PRIMARY KEY (virement, genre, cible)"
	") STRICT, WITHOUT ROWID;"
	/* the balances of the account, as statements say them */
	"CREATE TABLE solde ("
	" date_comptable TEXT NOT NULL, avant_cents INTEGER NOT NULL, cents INTEGER NOT NULL,"
	" releve INTEGER NOT NULL REFERENCES releve DEFERRABLE INITIALLY DEFERRED,"
	" PRIMARY KEY (date_comptable, avant_cents, cents)"
	") STRICT, WITHOUT ROWID;"
	/* what a person decided */
	"CREATE TABLE decision ("
	" numero INTEGER PRIMARY KEY,"
	" virement INTEGER NOT NULL REFERENCES virement, lot INTEGER REFERENCES lot,"
	" cents INTEGER NOT NULL, raison TEXT NOT NULL, as_of TEXT NOT NULL"
	") STRICT;";

/* Double entry (ecriture.h): what was written is never changed, and each row seals the ones before it. */
static const char ecritures[] =
	"CREATE TABLE ecriture ("
	" numero INTEGER PRIMARY KEY, operation INTEGER NOT NULL,"
	" date_operation TEXT NOT NULL, compte TEXT NOT NULL,"
	" cents INTEGER NOT NULL CHECK (cents <> 0)," /* above 0: debit */
	" piece TEXT NOT NULL, objet TEXT NOT NULL, empreinte TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX ecriture_compte ON ecriture (compte, date_operation);"
	"CREATE TRIGGER ecriture_reste BEFORE UPDATE ON ecriture BEGIN"
	" SELECT RAISE(ABORT, 'an entry is never changed'); END;"
	"CREATE TRIGGER ecriture_demeure BEFORE DELETE ON ecriture BEGIN"
	" SELECT RAISE(ABORT, 'an entry is never taken away'); END;"
	/* a closed month: the last entry then, and its seal */
	"CREATE TABLE cloture ("
	" mois TEXT PRIMARY KEY, as_of TEXT NOT NULL,"
	" ecriture INTEGER NOT NULL, empreinte TEXT NOT NULL"
	") STRICT, WITHOUT ROWID;";

/* What pmi-deposit put where others take it. A file leaves once, for one destination; its row is there before
 * the directory is, and stays when that is taken away. */
static const char depots[] =
	"CREATE TABLE depot ("
	" destination TEXT NOT NULL, emission INTEGER NOT NULL REFERENCES emission,"
	" sha256 TEXT NOT NULL," /* of its manifest.json */
	" lots INTEGER NOT NULL, fichiers INTEGER NOT NULL,"
	" PRIMARY KEY (destination, emission)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE depot_fichier ("
	" emission INTEGER NOT NULL, chemin TEXT NOT NULL, destination TEXT NOT NULL,"
	" lot INTEGER NOT NULL REFERENCES lot, nom TEXT NOT NULL,"
	" PRIMARY KEY (emission, chemin),"
	" FOREIGN KEY (emission, chemin) REFERENCES fichier,"
	" FOREIGN KEY (destination, emission) REFERENCES depot DEFERRABLE INITIALLY DEFERRED"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX depot_fichier_depot ON depot_fichier (destination, emission);"
	"CREATE INDEX depot_fichier_lot ON depot_fichier (lot);";

/* Titres de recette (pmi-titre). type is its TypBord, as it was written; id_bord and id_pce are without gap. A lot has
 * one line of each budget line in ordinary titres, a P503 one titre: the trigger and UNIQUE see to it. */
static const char titres[] =
	"CREATE TABLE bordereau_titre ("
	" numero INTEGER PRIMARY KEY,"
	" genre TEXT NOT NULL CHECK (genre IN ('ordinaire', 'encaissement', 'annulation')),"
	" exercice INTEGER NOT NULL, type TEXT NOT NULL, id_bord INTEGER NOT NULL,"
	" as_of TEXT NOT NULL, choix TEXT NOT NULL, livre_hash TEXT NOT NULL,"
	" pieces INTEGER NOT NULL, cents INTEGER NOT NULL, sha256 TEXT NOT NULL,"
	" UNIQUE (exercice, type, id_bord)"
	") STRICT;"
	"CREATE TABLE titre ("
	" numero INTEGER PRIMARY KEY,"
	" bordereau INTEGER NOT NULL REFERENCES bordereau_titre,"
	" exercice INTEGER NOT NULL, id_pce INTEGER NOT NULL, payeur TEXT NOT NULL,"
	" virement INTEGER UNIQUE REFERENCES virement," /* of a P503 */
	" origine INTEGER REFERENCES titre,"            /* the one that it takes back from */
	" cents INTEGER NOT NULL,"
	" UNIQUE (exercice, id_pce)"
	") STRICT;"
	"CREATE INDEX titre_bordereau ON titre (bordereau, id_pce);"
	"CREATE TABLE titre_ligne ("
	" titre INTEGER NOT NULL REFERENCES titre, ligne INTEGER NOT NULL,"
	" lot INTEGER NOT NULL REFERENCES lot, imputation TEXT NOT NULL,"
	" cents INTEGER NOT NULL CHECK (cents > 0),"
	" PRIMARY KEY (titre, ligne), UNIQUE (titre, lot, imputation)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX titre_ligne_lot ON titre_ligne (lot, imputation);"
	"CREATE TRIGGER titre_ligne_une BEFORE INSERT ON titre_ligne"
	" WHEN EXISTS (SELECT 1 FROM titre_ligne AS l JOIN titre AS t ON t.numero = l.titre"
	"  JOIN bordereau_titre AS b ON b.numero = t.bordereau"
	"  JOIN titre AS n ON n.numero = NEW.titre JOIN bordereau_titre AS m ON m.numero = n.bordereau"
	"  WHERE l.lot = NEW.lot AND l.imputation = NEW.imputation"
	"  AND b.genre = 'ordinaire' AND m.genre = 'ordinaire') BEGIN"
	" SELECT RAISE(ABORT, 'a lot has one titre'); END;";

/* Which acts each patient had, and what rules of history ask of them; none that voids. A table that is filled many acts
 * at a time, sorted (filters/emit/patients.h), where an index would be written at random. */
static const char patients[] =
	"CREATE TABLE patient_acte ("
	" patient BLOB NOT NULL, date_soins TEXT NOT NULL, acte INTEGER NOT NULL REFERENCES acte,"
	" acte_code TEXT, executant TEXT, quantite INTEGER NOT NULL,"
	" PRIMARY KEY (patient, date_soins, acte)"
	") STRICT, WITHOUT ROWID;"
	"INSERT INTO patient_acte SELECT patient, coalesce(date_soins, ''), numero, acte_code, executant, quantite"
	" FROM acte WHERE patient IS NOT NULL AND genre <> 'annulation' ORDER BY 1, 2, 3;"
	"DROP INDEX acte_patient;";

const struct ledger_step ledger_steps[] = {
	{2, base},
	{3, abandon},
	{4, histoire},
	{5, mouvements},
	{5, retours},
	{5, ecritures},
	{5, depots},
	{5, titres},
	{6, patients},
	{0, NULL},
};
