/*
 * noemie_entities - the entities of NOEMIE-PS, zone by zone: the one table by which they are read
 *
 *   ENTITY(code, level, label)
 *   ZONE(code, name, first position, last position, kind, presence, label)
 *
 * level     of break, where the dictionary fixes it; 0: any
 * kind      N: digits; A: text; D: a day AAMMJJ, zeros where there is none; S: P or N, the sign of an amount;
 *           E: the @ that ends the entity
 * presence  O: obligatory; F: facultative, blank where it is not given
 *
 * Dictionary of the SESAM-Vitale kit as read in 2007; which entities make up a reference (578, 908) is in a
 * document that could not be read: any order is taken that the levels allow. An entity has the length of its
 * table, every position belongs to one zone: tests/unit/noemie_test.c holds the table to it.
 */
#ifndef NOEMIE_ENTITIES_H
#define NOEMIE_ENTITIES_H

#define NOEMIE_ENTITIES(ENTITY) \
	ENTITY(000, 0, "en-tête") \
	ENTITY(020, 1, "mandataire") \
	ENTITY(040, 2, "destinataire de règlement") \
	ENTITY(070, 2, "date comptable") \
	ENTITY(071, 2, "date comptable et référence du virement") \
	ENTITY(080, 0, "lot") \
	ENTITY(081, 2, "type de retour") \
	ENTITY(100, 0, "facture (ancienne)") \
	ENTITY(102, 0, "facture") \
	ENTITY(103, 0, "assuré et bénéficiaire") \
	ENTITY(110, 0, "assuré") \
	ENTITY(120, 0, "malade") \
	ENTITY(150, 0, "nature d'assurance") \
	ENTITY(160, 0, "critère d'archivage") \
	ENTITY(198, 0, "part AMO") \
	ENTITY(199, 0, "part AMC") \
	ENTITY(210, 0, "acte") \
	ENTITY(250, 0, "mouvement financier, retenue") \
	ENTITY(261, 0, "paiement ponctuel") \
	ENTITY(262, 0, "détail paiement ponctuel") \
	ENTITY(290, 0, "rejet ou signalement") \
	ENTITY(294, 0, "ligne rejet") \
	ENTITY(295, 0, "commentaire") \
	ENTITY(990, 99, "contrôle") \
	ENTITY(999, 0, "fin de fichier")

#define NOEMIE_ZONES(ZONE) \
	ZONE(000, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(000, EMETTEUR_TYPE, 4, 5, A, O, "Type d'émetteur") \
	ZONE(000, EMETTEUR, 6, 19, N, O, "Numéro d'émetteur") \
	ZONE(000, EMETTEUR_PROGRAMME, 20, 25, A, F, "Programme émetteur") \
	ZONE(000, DESTINATAIRE_TYPE, 26, 27, A, O, "Type de destinataire") \
	ZONE(000, DESTINATAIRE, 28, 41, A, O, "Numéro de destinataire") \
	ZONE(000, DESTINATAIRE_PROGRAMME, 42, 47, A, F, "Programme destinataire") \
	ZONE(000, APPLICATION, 48, 49, A, F, "Application-type d'échange") \
	ZONE(000, FICHIER, 50, 55, A, O, "Identification du fichier") \
	ZONE(000, DATE, 56, 61, D, O, "Date de création du fichier") \
	ZONE(000, REFERENCE, 62, 65, A, O, "Norme utilisée - référence de l'échange") \
	ZONE(000, VERSION, 66, 67, A, F, "Version utilisée") \
	ZONE(000, COMPACTAGE, 68, 68, A, F, "Compactage") \
	ZONE(000, CRYPTAGE, 69, 69, A, F, "Cryptage") \
	ZONE(000, MONNAIE, 70, 70, A, O, "Unité monétaire") \
	ZONE(000, FLUX, 71, 71, A, F, "Type de flux") \
	ZONE(000, BLANC, 72, 82, A, F, "(blanc)") \
	ZONE(000, LONGUEUR, 83, 85, N, O, "Longueur d'enregistrement") \
	ZONE(000, MOT_DE_PASSE, 86, 91, A, F, "Mot de passe") \
	ZONE(000, MESSAGE, 92, 128, A, F, "Zone message") \
	ZONE(020, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(020, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(020, DESTINATAIRE, 6, 20, N, O, "Numéro de destinataire de règlement") \
	ZONE(020, FIN, 21, 21, E, O, "Délimiteur fin d'entité") \
	ZONE(040, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(040, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(040, DESTINATAIRE, 6, 20, N, O, "Numéro de destinataire de règlement") \
	ZONE(040, FIN, 21, 21, E, O, "Délimiteur fin d'entité") \
	ZONE(070, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(070, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(070, DATE, 6, 11, D, O, "Date de la journée comptable") \
	ZONE(070, FIN, 12, 12, E, O, "Délimiteur fin d'entité") \
	ZONE(071, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(071, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(071, DATE, 6, 11, D, O, "Date de la journée comptable ou date d'émission du virement") \
	ZONE(071, LIBELLE_1, 12, 43, A, O, "Libellé du virement - ligne 1") \
	ZONE(071, LIBELLE_2, 44, 75, A, F, "Libellé du virement - ligne 2") \
	ZONE(071, PAYEUR, 76, 85, A, F, "Organisme payeur") \
	ZONE(071, FIN, 86, 86, E, O, "Délimiteur fin d'entité") \
	ZONE(080, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(080, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(080, DATE, 6, 11, D, O, "Date de constitution du lot") \
	ZONE(080, LOT, 12, 14, N, O, "Numéro de lot") \
	ZONE(080, FIN, 15, 15, E, O, "Délimiteur fin d'entité") \
	ZONE(081, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(081, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(081, RETOUR, 6, 7, N, O, "Code du type de retour") \
	ZONE(081, LIEU, 8, 21, A, F, "Numéro du lieu d'exécution de l'acte") \
	ZONE(081, FIN, 22, 22, E, O, "Délimiteur fin d'entité") \
	ZONE(100, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(100, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(100, FACTURE, 6, 14, N, O, "Numéro de facture") \
	ZONE(100, FIN, 15, 15, E, O, "Délimiteur fin d'entité") \
	ZONE(102, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(102, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(102, FACTURE, 6, 14, A, O, "N° de facture") \
	ZONE(102, COMPLEMENT, 15, 20, A, F, "Complément au n° de facture") \
	ZONE(102, LOT, 21, 23, A, F, "N° de lot") \
	ZONE(102, DATE_LOT, 24, 29, D, F, "Date de création du lot") \
	ZONE(102, FACTURE_TYPE, 30, 30, A, O, "Type de facture") \
	ZONE(102, DATE, 31, 36, D, F, "Date de facturation") \
	ZONE(102, AMC, 37, 37, A, F, "Traitement effectué sur la part AMC") \
	ZONE(102, NATURE, 38, 39, A, F, "Nature d'assurance") \
	ZONE(102, FIN, 40, 40, E, O, "Délimiteur fin d'entité") \
	ZONE(103, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(103, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(103, NIR, 6, 18, A, O, "N° immatriculation") \
	ZONE(103, CLE, 19, 20, N, O, "Clé du numéro d'immatriculation") \
	ZONE(103, NOM, 21, 45, A, F, "Nom patronymique") \
	ZONE(103, NOM_USAGE, 46, 70, A, F, "Nom d'usage") \
	ZONE(103, PRENOM, 71, 85, A, F, "Prénom") \
	ZONE(103, NIR_INDIVIDUEL, 86, 98, A, F, "N° immatriculation individuel") \
	ZONE(103, CLE_INDIVIDUELLE, 99, 100, N, F, "Clé du numéro d'immatriculation individuel") \
	ZONE(103, NAISSANCE, 101, 106, N, O, "Date de naissance") \
	ZONE(103, NAISSANCE_RANG, 107, 107, N, O, "Rang de naissance") \
	ZONE(103, NOM_2, 108, 132, A, F, "Nom") \
	ZONE(103, PRENOM_2, 133, 147, A, F, "Prénom") \
	ZONE(103, GESTION, 148, 151, N, F, "Unité de gestion de rattachement") \
	ZONE(103, FIN, 152, 152, E, O, "Délimiteur fin d'entité") \
	ZONE(110, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(110, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(110, NIR, 6, 18, A, O, "Numéro de sécurité sociale") \
	ZONE(110, CLE, 19, 20, N, O, "Clé du numéro de sécurité sociale") \
	ZONE(110, NOM_NATURE, 21, 21, A, O, "Nature du nom") \
	ZONE(110, NOM, 22, 46, A, O, "Nom du bénéficiaire") \
	ZONE(110, BLANC, 47, 72, A, O, "(blanc)") \
	ZONE(110, PRENOM, 73, 87, A, O, "Prénom du bénéficiaire") \
	ZONE(110, FIN, 88, 88, E, O, "Délimiteur fin d'entité") \
	ZONE(120, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(120, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(120, NAISSANCE, 6, 11, N, O, "Date de naissance du bénéficiaire") \
	ZONE(120, RANG, 12, 12, A, O, "Rang du bénéficiaire") \
	ZONE(120, NOM, 13, 37, A, O, "Nom du malade") \
	ZONE(120, PRENOM, 38, 52, A, O, "Prénom du malade") \
	ZONE(120, GESTION, 53, 56, A, O, "Unité de gestion de rattachement") \
	ZONE(120, FIN, 57, 57, E, O, "Délimiteur fin d'entité") \
	ZONE(150, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(150, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(150, NATURE, 6, 7, A, O, "Nature de l'assurance") \
	ZONE(150, FIN, 8, 8, E, O, "Délimiteur fin d'entité") \
	ZONE(160, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(160, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(160, ARCHIVE, 6, 22, N, O, "Numéro d'archivage") \
	ZONE(160, FIN, 23, 23, E, O, "Délimiteur fin d'entité") \
	ZONE(198, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(198, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(198, DEMANDE, 6, 13, N, O, "Montant AMO demandé") \
	ZONE(198, ETAT, 14, 14, A, O, "État paiement part AMO") \
	ZONE(198, PAYE, 15, 22, N, F, "Montant AMO payé") \
	ZONE(198, SIGNE, 23, 23, S, O, "Signe du montant AMO payé") \
	ZONE(198, FIN, 24, 24, E, O, "Délimiteur fin d'entité") \
	ZONE(199, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(199, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(199, DEMANDE, 6, 13, N, O, "Montant AMC demandé") \
	ZONE(199, ETAT, 14, 14, A, O, "État paiement part AMC") \
	ZONE(199, PAYE, 15, 22, N, F, "Montant AMC payé") \
	ZONE(199, SIGNE, 23, 23, S, O, "Signe du montant AMC payé") \
	ZONE(199, AMC, 24, 33, N, O, "N° AMC destinataire") \
	ZONE(199, ADHERENT, 34, 48, A, F, "N° identification AMC de l'adhérent") \
	ZONE(199, FIN, 49, 49, E, O, "Délimiteur fin d'entité") \
	ZONE(210, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(210, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(210, LIGNE, 6, 7, N, O, "N° de ligne") \
	ZONE(210, GESTION, 8, 9, N, O, "Code gestion technique pour régime") \
	ZONE(210, EXONERATION, 10, 10, A, O, "Justification pour exonération") \
	ZONE(210, TRAITEMENT, 11, 12, N, O, "Mode de traitement") \
	ZONE(210, DISCIPLINE, 13, 15, N, O, "Discipline médico-tarifaire") \
	ZONE(210, PRESCRIPTION, 16, 21, D, O, "Date de prescription d'un acte") \
	ZONE(210, DATE, 22, 27, D, O, "Date des soins ou date début") \
	ZONE(210, DATE_FIN, 28, 33, D, O, "Date de fin de soins") \
	ZONE(210, PRIX, 34, 41, N, O, "Prix unitaire d'un acte") \
	ZONE(210, BASE, 42, 49, N, O, "Base de remboursement d'un acte") \
	ZONE(210, TAUX, 50, 52, N, O, "Taux de remboursement") \
	ZONE(210, AMO, 53, 60, N, O, "Montant remboursé") \
	ZONE(210, SIGNE, 61, 61, S, O, "Signe de l'acte") \
	ZONE(210, ACTE, 62, 64, A, O, "Nature de la prestation") \
	ZONE(210, ACTE_COMPLEMENT, 65, 66, A, O, "Code complémentaire à la nature d'acte") \
	ZONE(210, QUANTITE, 67, 69, N, O, "Quantité d'actes") \
	ZONE(210, COEFFICIENT, 70, 74, N, O, "Coefficient de l'acte") \
	ZONE(210, DENOMBREMENT, 75, 77, N, O, "Dénombrement des actes") \
	ZONE(210, DEPENSE, 78, 85, N, O, "Montant de la dépense") \
	ZONE(210, QUALIFICATIF, 86, 87, A, O, "Qualificatif de la dépense") \
	ZONE(210, LOCAL_TAUX, 88, 90, N, O, "Taux complémentaire Alsace/Moselle") \
	ZONE(210, LOCAL, 91, 98, N, O, "Montant complémentaire Alsace/Moselle") \
	ZONE(210, AMC_TAUX, 99, 101, N, O, "Taux part complémentaire Mutuelle") \
	ZONE(210, AMC, 102, 109, N, O, "Montant part complémentaire") \
	ZONE(210, AMC_BASE, 110, 117, N, O, "Base remboursement Mutuelle") \
	ZONE(210, FIN, 118, 118, E, O, "Délimiteur fin d'entité") \
	ZONE(250, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(250, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(250, LIGNE, 6, 7, N, O, "Numéro de ligne pour noemie") \
	ZONE(250, REFERENCE, 8, 17, A, O, "Référence de la dette") \
	ZONE(250, DATE, 18, 23, D, O, "Date d'enregistrement de la dette") \
	ZONE(250, NATURE, 24, 26, A, O, "Nature de la dette") \
	ZONE(250, OPERATION, 27, 29, A, O, "Nature des opérations de récupération") \
	ZONE(250, MONTANT, 30, 37, N, O, "Montant du mouvement financier") \
	ZONE(250, SIGNE, 38, 38, S, O, "Signe de l'acte") \
	ZONE(250, SOLDE, 39, 46, N, F, "Montant du solde d'une dette") \
	ZONE(250, FIN, 47, 47, E, O, "Délimiteur fin d'entité") \
	ZONE(261, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(261, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(261, CODE, 6, 10, N, O, "Code paiement ponctuel ou forfaitaire") \
	ZONE(261, MONTANT, 11, 18, N, O, "Montant paiement ponctuel ou forfaitaire") \
	ZONE(261, FIN, 19, 19, E, O, "Délimiteur fin d'entité") \
	ZONE(262, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(262, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(262, CODE, 6, 10, A, F, "Codification") \
	ZONE(262, LIBELLE, 11, 90, A, F, "Libellé associé") \
	ZONE(262, NIR, 91, 103, A, F, "N° d'immatriculation") \
	ZONE(262, CLE, 104, 105, N, F, "Clé du numéro d'immatriculation") \
	ZONE(262, NAISSANCE, 106, 111, N, F, "Date de naissance") \
	ZONE(262, NAISSANCE_RANG, 112, 112, N, F, "Rang de naissance") \
	ZONE(262, PERIODE, 113, 113, A, O, "Période") \
	ZONE(262, DU, 114, 119, D, F, "Date début période") \
	ZONE(262, AU, 120, 125, D, F, "Date fin période") \
	ZONE(262, MONTANT, 126, 133, N, O, "Montant") \
	ZONE(262, FIN, 134, 134, E, O, "Délimiteur fin d'entité") \
	ZONE(290, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(290, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(290, LIGNE, 6, 7, N, O, "N° de ligne") \
	ZONE(290, CODE, 8, 17, A, O, "Codification") \
	ZONE(290, LIBELLE, 18, 97, A, O, "Libellé") \
	ZONE(290, FIN, 98, 98, E, O, "Délimiteur fin d'entité") \
	ZONE(294, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(294, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(294, CODE, 6, 9, A, O, "Codification du rejet") \
	ZONE(294, LIBELLE, 10, 95, A, O, "Libellé du rejet") \
	ZONE(294, REJET_NIVEAU, 96, 96, A, O, "Niveau de rejet") \
	ZONE(294, PART, 97, 97, A, O, "Part concerné") \
	ZONE(294, ACTE, 98, 102, A, F, "Nature de prestation concernée") \
	ZONE(294, DATE, 103, 108, D, F, "Date des soins") \
	ZONE(294, EXECUTANT, 109, 117, N, F, "N° exécutant") \
	ZONE(294, LIGNE, 118, 120, N, F, "N° de ligne") \
	ZONE(294, RANG, 121, 122, N, F, "Rang du rejet") \
	ZONE(294, INFORMATION, 123, 152, A, F, "Information complémentaire sur le rejet") \
	ZONE(294, FIN, 153, 153, E, O, "Délimiteur fin d'entité") \
	ZONE(295, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(295, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(295, CODE, 6, 6, A, F, "Code commentaire") \
	ZONE(295, COMMENTAIRE, 7, 134, A, O, "Commentaire") \
	ZONE(295, FIN, 135, 135, E, O, "Délimiteur fin d'entité") \
	ZONE(990, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(990, NIVEAU, 4, 5, N, O, "Niveau de rupture") \
	ZONE(990, IDENTIFICATION, 6, 22, A, F, "Identification du niveau de rupture") \
	ZONE(990, COMPTEUR, 23, 30, N, O, "Compteur du niveau inférieur dans la hierarchie") \
	ZONE(990, CUMUL, 31, 41, N, O, "Cumul des montants de niveau inférieur") \
	ZONE(990, SIGNE, 42, 42, S, O, "Signe de l'acte") \
	ZONE(990, FIN, 43, 43, E, O, "Délimiteur fin d'entité") \
	ZONE(999, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(999, EMETTEUR_TYPE, 4, 5, A, O, "Type d'émetteur") \
	ZONE(999, EMETTEUR, 6, 19, N, O, "Numéro d'émetteur") \
	ZONE(999, EMETTEUR_PROGRAMME, 20, 25, A, F, "Programme émetteur") \
	ZONE(999, DESTINATAIRE_TYPE, 26, 27, A, O, "Type de destinataire") \
	ZONE(999, DESTINATAIRE, 28, 41, A, O, "Numéro de destinataire") \
	ZONE(999, DESTINATAIRE_PROGRAMME, 42, 47, A, F, "Programme destinataire") \
	ZONE(999, APPLICATION, 48, 49, A, F, "Application-type d'échange") \
	ZONE(999, FICHIER, 50, 55, A, O, "Identification du fichier") \
	ZONE(999, ENREGISTREMENTS, 56, 63, N, O, "Nombre d'enregistrements") \
	ZONE(999, FLUX, 64, 64, A, F, "Type de flux") \
	ZONE(999, BLANC, 65, 82, A, F, "(blanc)") \
	ZONE(999, LOTS, 83, 85, N, O, "Nombre de lots") \
	ZONE(999, CUMUL, 86, 96, N, O, "Cumul des montants du fichier") \
	ZONE(999, SIGNE, 97, 97, S, O, "Signe du montant du fichier") \
	ZONE(999, CUMUL_AUTRE, 98, 108, N, F, "Cumul des montants du fichier dans l'autre monnaie") \
	ZONE(999, BLANC_2, 109, 128, A, F, "(blanc)")

#endif
