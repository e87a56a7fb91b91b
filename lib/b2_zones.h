/*
 * b2_zones - the records of norm B2, zone by zone: the one table by which files are written and read
 *
 *   ZONE(type, name, first column, last column, kind, presence, label)
 *
 * kind      N: digits, right-justified, filled with zeros; A: text, left-justified, filled with blanks; D: a
 *           day AAMMJJ; B: blank; R: reserved, or where a blank is a value: text that nobody has to fill
 * presence  O: obligatory; F: facultative, blank (A) or zeros or blank (N, D) where it is not given
 *
 * Dictionary of the SESAM-Vitale kit (version of 2003, as read in 2007), start columns of types 6 and 999
 * corrected, cross-checked with the columns that ATIH quotes; norm CP (establishments) has types 2, 4 and 5
 * of its own. 2S and 4S past column 71 depend on the version of the norm: we leave them blank. Every record
 * is covered from column 1 to 128 without gap or overlap: tests/unit/b2_test.c holds the table to it.
 */
#ifndef B2_ZONES_H
#define B2_ZONES_H

#define B2_ZONES(ZONE) \
	ZONE(000, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(000, EMETTEUR_TYPE, 4, 5, A, O, "Type d'émetteur") \
	ZONE(000, EMETTEUR, 6, 19, N, O, "Numéro d'émetteur") \
	ZONE(000, BLANC, 20, 25, B, O, "(blanc)") \
	ZONE(000, DESTINATAIRE_TYPE, 26, 27, A, O, "Type de destinataire") \
	ZONE(000, DESTINATAIRE, 28, 41, A, O, "N° de destinataire") \
	ZONE(000, RECEPTION, 42, 47, D, F, "Date de réception du flux sur le frontal") \
	ZONE(000, APPLICATION, 48, 49, A, O, "Application") \
	ZONE(000, FICHIER, 50, 55, A, O, "Identification du fichier") \
	ZONE(000, DATE, 56, 61, D, O, "Date de création du fichier") \
	ZONE(000, NORME, 62, 65, A, O, "Norme") \
	ZONE(000, VERSION, 66, 67, A, O, "Version de la norme") \
	ZONE(000, BLANC_2, 68, 68, B, O, "(blanc)") \
	ZONE(000, BLANC_3, 69, 69, B, O, "(blanc)") \
	ZONE(000, SESAM, 70, 72, R, O, "zone reservée SESAM") \
	ZONE(000, BLANC_4, 73, 82, B, O, "(blanc)") \
	ZONE(000, LONGUEUR, 83, 85, N, O, "Longueur d'enregistrement") \
	ZONE(000, BLANC_5, 86, 91, B, O, "(blanc)") \
	ZONE(000, MESSAGE, 92, 128, R, O, "Zone message") \
	ZONE(1, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(1, PARTENAIRE, 2, 10, N, O, "N° partenaire de santé + clé") \
	ZONE(1, ORIGINE, 11, 16, A, F, "Origine du fichier") \
	ZONE(1, DESTINATAIRE, 17, 19, N, O, "N° d'organisme destinataire") \
	ZONE(1, LOT, 20, 22, N, O, "N° de lot") \
	ZONE(1, CATEGORIE, 23, 25, A, F, "Catégorie") \
	ZONE(1, STATUT, 26, 27, A, F, "Statut juridique") \
	ZONE(1, TARIFS, 28, 29, A, F, "Mode de fixation des tarifs") \
	ZONE(1, RAISON, 30, 69, A, O, "Nom ou raison sociale du partenaire de santé") \
	ZONE(1, VERSION, 70, 71, A, O, "Version de la norme utilisée") \
	ZONE(1, DATE, 72, 77, D, O, "Date de création du lot") \
	ZONE(1, BLANC, 78, 78, B, O, "(blanc)") \
	ZONE(1, NORME, 79, 80, A, O, "Code norme") \
	ZONE(1, CERTIFICATION, 81, 81, A, F, "Top certification du lot") \
	ZONE(1, VERSION_NUMERO, 82, 87, N, O, "Numéro de version de norme") \
	ZONE(1, MONNAIE, 88, 88, A, F, "Unité monétaire de facturation") \
	ZONE(1, PIVOT_REGIME, 89, 90, A, F, "Grand régime de la caisse pivot") \
	ZONE(1, PIVOT_CAISSE, 91, 93, A, F, "N° de la caisse pivot") \
	ZONE(1, CCP, 94, 94, A, F, "Indication de dispositif Caisse Centralisatrice des Paiements") \
	ZONE(1, BLANC_2, 95, 128, B, O, "(blanc)") \
	ZONE(2, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(2, PARTENAIRE, 2, 10, N, O, "N° du partenaire santé") \
	ZONE(2, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(2, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(2, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(2, FACTURE, 27, 35, N, O, "N° facture") \
	ZONE(2, COMPLEMENT, 36, 36, A, F, "Complément du type") \
	ZONE(2, MARQUAGE, 37, 37, A, F, "Marquage de la facture") \
	ZONE(2, FORCAGE_AMO, 38, 38, A, F, "Indicateur de forçage de la tarification de la part AMO") \
	ZONE(2, OPERATION, 39, 39, N, O, "Nature d'opération") \
	ZONE(2, DATE, 40, 45, D, O, "Date de facturation") \
	ZONE(2, ECLATEMENT, 46, 46, A, F, "Top éclatement des flux par le PS") \
	ZONE(2, FACTURE_TYPE, 47, 47, A, F, "Type de facture") \
	ZONE(2, PORTABLE, 48, 48, A, F, "Facture établie sur un dispositif portable") \
	ZONE(2, REGIME, 49, 50, N, O, "Code Grand Régime") \
	ZONE(2, CAISSE, 51, 53, N, O, "N° Caisse gestionnaire") \
	ZONE(2, CENTRE, 54, 57, N, O, "N° Centre gestionnaire") \
	ZONE(2, PIECE, 58, 58, N, O, "Nature de la pièce justificative des droits") \
	ZONE(2, PRESCRIPTEUR, 59, 67, N, O, "N° prescripteur + clé") \
	ZONE(2, PRESCRIPTION, 68, 73, D, O, "Date de prescription") \
	ZONE(2, PRESTATION, 74, 76, A, F, "Régime de prestation de l'assuré") \
	ZONE(2, NATURE, 77, 78, N, O, "Nature d'assurance") \
	ZONE(2, EXONERATION, 79, 79, A, O, "Justification d'exonération ou de modulation du ticket modérateur") \
	ZONE(2, MATERNITE, 80, 85, D, F, "Date Maternité") \
	ZONE(2, ACCIDENT, 86, 94, N, F, "Numéro accident du travail ou date d'accident de droit commun") \
	ZONE(2, REMPLACANT, 95, 95, N, O, "Présence d'une CPS de remplaçant pour sécurisation de la facture") \
	ZONE(2, NAISSANCE, 96, 101, D, O, "Date de naissance du bénéficiaire") \
	ZONE(2, NAISSANCE_RANG, 102, 102, N, F, "Rang de naissance") \
	ZONE(2, RANG, 103, 104, A, F, "Rang de bénéficiaire") \
	ZONE(2, ADHERENT, 105, 112, A, F, "N° d'adhérent") \
	ZONE(2, PRESCRIPTEUR_SPECIALITE, 113, 114, N, F, "Spécialité de prescripteur") \
	ZONE(2, REGLEMENT, 115, 116, N, O, "Destinataire du règlement") \
	ZONE(2, CONTRAT, 117, 118, N, F, "Type de contrat souscrit auprès d'un organisme complémentaire") \
	ZONE(2, AMC, 119, 128, A, F, "N° d'organisme complémentaire") \
	ZONE(2S, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(2S, PARTENAIRE, 2, 10, N, O, "N° du partenaire santé") \
	ZONE(2S, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(2S, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(2S, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(2S, FACTURE, 27, 35, N, O, "N° facture") \
	ZONE(2S, COMPLEMENT, 36, 36, A, F, "Complément du type") \
	ZONE(2S, BLANC_2, 37, 49, B, F, "(blanc)") \
	ZONE(2S, NIR_INDIVIDUEL, 50, 62, A, F, "N° immatriculation individuel") \
	ZONE(2S, CLE_2, 63, 64, N, F, "Clé du N° immatriculation") \
	ZONE(2S, OPPOSITION, 65, 70, N, F, "Référence de la liste d'opposition") \
	ZONE(2S, BLANC_3, 71, 128, B, F, "(blanc)") \
	ZONE(2B, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(2B, PARTENAIRE, 2, 10, N, O, "N° du partenaire santé") \
	ZONE(2B, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(2B, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(2B, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(2B, FACTURE, 27, 35, N, O, "N° facture") \
	ZONE(2B, COMPLEMENT, 36, 36, A, O, "Complément du type") \
	ZONE(2B, BLANC_2, 37, 37, B, O, "(blanc)") \
	ZONE(2B, QUALITE, 38, 39, A, O, "Qualité du bénéficiaire") \
	ZONE(2B, CIVILITE, 40, 42, A, O, "Code civilité") \
	ZONE(2B, NOM, 43, 67, A, O, "Nom du bénéficiaire") \
	ZONE(2B, PRENOM, 68, 82, A, O, "Prénom") \
	ZONE(2B, VOIE_NUMERO, 83, 86, N, F, "N° de la voie") \
	ZONE(2B, VOIE_COMPLEMENT, 87, 87, A, F, "Complément N° voie") \
	ZONE(2B, VOIE_TYPE, 88, 91, A, F, "Type de voie") \
	ZONE(2B, VOIE, 92, 116, A, F, "Libellé de la voie") \
	ZONE(2B, BLANC_3, 117, 128, B, O, "(blanc)") \
	ZONE(2C, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(2C, PARTENAIRE, 2, 10, N, O, "N° du partenaire santé") \
	ZONE(2C, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(2C, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(2C, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(2C, FACTURE, 27, 35, N, O, "N° facture") \
	ZONE(2C, COMPLEMENT, 36, 36, A, F, "Complément du type") \
	ZONE(2C, BLANC_2, 37, 40, B, O, "(blanc)") \
	ZONE(2C, ADRESSE, 41, 65, A, F, "Complément d'adresse") \
	ZONE(2C, COMMUNE, 66, 90, A, O, "Commune résidence") \
	ZONE(2C, CODE_POSTAL, 91, 95, A, O, "Code postal") \
	ZONE(2C, NOM, 96, 120, A, F, "Nom de l'assuré") \
	ZONE(2C, PRENOM, 121, 128, A, F, "Prénom de l'assuré") \
	ZONE(4, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(4, PARTENAIRE, 2, 10, N, O, "N° partenaire de santé") \
	ZONE(4, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(4, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(4, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(4, FACTURE, 27, 35, N, O, "N° facture") \
	ZONE(4, COMPLEMENT, 36, 36, A, F, "Complément de type") \
	ZONE(4, SEQUENCE, 37, 38, N, F, "Séquence") \
	ZONE(4, TRAITEMENT, 39, 40, N, F, "Mode de traitement") \
	ZONE(4, DISCIPLINE, 41, 43, N, F, "Discipline de prestations") \
	ZONE(4, ACCORD_DATE, 44, 49, D, F, "Date de la demande d'accord préalable ou date d'accord de prise en charge CMU") \
	ZONE(4, ACCORD, 50, 50, N, O, "Code accord préalable") \
	ZONE(4, RENOUVELLEMENT, 51, 52, A, F, "Séquence de renouvellement") \
	ZONE(4, BLANC_2, 53, 53, B, F, "(blanc)") \
	ZONE(4, EXONERATION, 54, 54, A, F, "Justification d'exonération ou de modulation du ticket modérateur au niveau de l'acte") \
	ZONE(4, EXECUTANT, 55, 63, N, O, "N° exécutant + clé ayant effectué l'acte ou fourni le produit") \
	ZONE(4, ZONE_TARIF, 64, 65, N, F, "Zone tarif de l'exécutant") \
	ZONE(4, SPECIALITE, 66, 67, N, F, "Spécialité de l'exécutant") \
	ZONE(4, DATE, 68, 73, D, O, "Date de l'acte, de la délivrance du produit") \
	ZONE(4, ACTE, 74, 78, A, O, "Code acte") \
	ZONE(4, QUANTITE, 79, 80, N, O, "Quantités d'actes") \
	ZONE(4, COEFFICIENT, 81, 86, N, O, "Coefficient") \
	ZONE(4, DENOMBREMENT, 87, 88, N, O, "Dénombrement") \
	ZONE(4, PRIX, 89, 95, N, O, "Prix unitaire") \
	ZONE(4, BASE, 96, 102, N, O, "Base de remboursement") \
	ZONE(4, TAUX, 103, 105, N, O, "Taux applicable à la prestation") \
	ZONE(4, AMO, 106, 112, N, O, "Montant remboursable par l'organisme d'Assurance Maladie") \
	ZONE(4, DEPENSE, 113, 119, N, O, "Montant des honoraires ou de la dépense (dépassement compris ou après remise pour la norme FR)") \
	ZONE(4, QUALIFICATIF, 120, 120, A, O, "Qualificatif de la dépense") \
	ZONE(4, LIEU, 121, 121, N, O, "Code lieu") \
	ZONE(4, AMC, 122, 128, N, F, "Montant remboursable par l'organisme complémentaire") \
	ZONE(4S, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(4S, PARTENAIRE, 2, 10, N, O, "N° du partenaire santé") \
	ZONE(4S, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(4S, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(4S, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(4S, FACTURE, 27, 35, N, O, "N° facture") \
	ZONE(4S, COMPLEMENT, 36, 36, A, O, "Complément de type") \
	ZONE(4S, SEQUENCE, 37, 38, N, F, "Séquence") \
	ZONE(4S, EXERCICE, 39, 39, A, F, "Condition d'exercice de l'exécutant") \
	ZONE(4S, BLANC_2, 40, 40, B, F, "(blanc)") \
	ZONE(4S, BASE_THEORIQUE, 41, 47, N, F, "Base de remboursement théorique") \
	ZONE(4S, BLANC_3, 48, 48, B, F, "(blanc)") \
	ZONE(4S, ACCORD_DATE, 49, 54, D, F, "Date de la demande d'accord préalable") \
	ZONE(4S, ACCORD, 55, 55, N, O, "Code accord préalable") \
	ZONE(4S, REMPLACANT, 56, 64, A, F, "N° de remplaçant") \
	ZONE(4S, REMPLACANT_COMPLEMENT, 65, 70, A, F, "Complément au n° de remplaçant") \
	ZONE(4S, FORCAGE_AMO, 71, 71, A, F, "Indicateur de forçage de la tarification de la part AMO") \
	ZONE(4S, LIEU, 72, 85, N, F, "Lieu d'exécution de l'acte") \
	ZONE(4S, RESEAU, 86, 99, N, F, "Identification de la filière ou du réseau") \
	ZONE(4S, FORCAGE_AMC, 100, 100, A, F, "Indicateur de forçage de la tarification de la part AMC") \
	ZONE(4S, FORFAIT, 101, 105, N, F, "N° d'ordre du forfait technique") \
	ZONE(4S, APPAREIL, 106, 119, N, F, "N° de l'appareil") \
	ZONE(4S, GHS, 120, 123, N, F, "N° de GHS ou de GHT") \
	ZONE(4S, COURT_SEJOUR, 124, 124, N, F, "Domaine court séjour") \
	ZONE(4S, BLANC_4, 125, 128, B, F, "(blanc)") \
	ZONE(4M, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(4M, PARTENAIRE, 2, 10, N, O, "N° du partenaire santé") \
	ZONE(4M, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(4M, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(4M, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(4M, FACTURE, 27, 35, N, O, "N° facture") \
	ZONE(4M, COMPLEMENT, 36, 36, A, O, "Complément de type") \
	ZONE(4M, SEQUENCE, 37, 38, N, O, "Séquence") \
	ZONE(4M, SESAM, 39, 42, R, F, "Réservé SESAM") \
	ZONE(4M, CCAM, 43, 55, A, O, "Code de l'acte") \
	ZONE(4M, EXTENSION, 56, 56, A, F, "Code extension documentaire") \
	ZONE(4M, ACTIVITE, 57, 57, A, O, "Code activité") \
	ZONE(4M, PHASE, 58, 58, N, F, "Code phase de traitement") \
	ZONE(4M, MODIFICATEUR_1, 59, 59, A, F, "Code modificateur 1") \
	ZONE(4M, MODIFICATEUR_2, 60, 60, A, F, "Code modificateur 2") \
	ZONE(4M, MODIFICATEUR_3, 61, 61, A, F, "Code modificateur 3") \
	ZONE(4M, MODIFICATEUR_4, 62, 62, A, F, "Code modificateur 4") \
	ZONE(4M, ASSOCIATION, 63, 63, A, F, "Code association d'actes non prévue") \
	ZONE(4M, EXCEPTIONNEL, 64, 64, A, F, "Code remboursement exceptionnel") \
	ZONE(4M, SEANCE, 65, 70, D, F, "Date de chaque séance de le phase de traitement") \
	ZONE(4M, DENT_1, 71, 72, A, F, "N° de la dent 1") \
	ZONE(4M, DENT_2, 73, 74, A, F, "N° de la dent 2") \
	ZONE(4M, DENT_3, 75, 76, A, F, "N° de la dent 3") \
	ZONE(4M, DENT_4, 77, 78, A, F, "N° de la dent 4") \
	ZONE(4M, DENT_5, 79, 80, A, F, "N° de la dent 5") \
	ZONE(4M, DENT_6, 81, 82, A, F, "N° de la dent 6") \
	ZONE(4M, DENT_7, 83, 84, A, F, "N° de la dent 7") \
	ZONE(4M, DENT_8, 85, 86, A, F, "N° de la dent 8") \
	ZONE(4M, DENT_9, 87, 88, A, F, "N° de la dent 9") \
	ZONE(4M, DENT_10, 89, 90, A, F, "N° de la dent 10") \
	ZONE(4M, DENT_11, 91, 92, A, F, "N° de la dent 11") \
	ZONE(4M, DENT_12, 93, 94, A, F, "N° de la dent 12") \
	ZONE(4M, DENT_13, 95, 96, A, F, "N° de la dent 13") \
	ZONE(4M, DENT_14, 97, 98, A, F, "N° de la dent 14") \
	ZONE(4M, DENT_15, 99, 100, A, F, "N° de la dent 15") \
	ZONE(4M, DENT_16, 101, 102, A, F, "N° de la dent 16") \
	ZONE(4M, SUPPLEMENT, 103, 103, A, F, "Supplément de charge") \
	ZONE(4M, MODIFICATEUR_OC_1, 104, 104, A, F, "Code modificateur OC 1") \
	ZONE(4M, MODIFICATEUR_OC_2, 105, 105, A, F, "Code modificateur OC 2") \
	ZONE(4M, BLANC_2, 106, 107, B, F, "(blanc)") \
	ZONE(4M, BLANC_3, 108, 128, B, F, "(blanc)") \
	ZONE(5, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(5, PARTENAIRE, 2, 10, N, O, "N° du partenaire santé") \
	ZONE(5, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(5, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(5, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(5, FACTURE, 27, 35, N, O, "N° facture") \
	ZONE(5, BLANC_2, 36, 38, B, O, "(blanc)") \
	ZONE(5, LIGNES, 39, 41, N, O, "Nombre d'enregistrement de Type 4") \
	ZONE(5, SESAM, 42, 57, R, O, "Zone réservée SESAM") \
	ZONE(5, FACTURE_TOTAL, 58, 65, N, O, "Total des montants facturés") \
	ZONE(5, AMO, 66, 73, N, O, "Total remboursable par la Caisse") \
	ZONE(5, ASSURE, 74, 81, N, O, "Total participation assuré avant participation de l'organisme complémentaire") \
	ZONE(5, AMC, 82, 89, N, F, "Total remboursable par l'organisme complémentaire") \
	ZONE(5, ECLATEMENT, 90, 90, R, O, "Top éclatement des flux par l'OCT") \
	ZONE(5, SESAM_2, 91, 93, R, O, "Zone réservée SESAM") \
	ZONE(5, OPPOSITION, 94, 94, R, O, "Liste d'opposition") \
	ZONE(5, BLANC_3, 95, 96, B, O, "(blanc)") \
	ZONE(5, CERTIFICATION, 97, 128, R, O, "Zone de certification") \
	ZONE(6, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(6, PARTENAIRE, 2, 10, N, O, "N° partenaire de santé + clé") \
	ZONE(6, FACTURES, 11, 13, N, O, "Nombre de factures") \
	ZONE(6, LIGNES, 14, 17, N, O, "Nombre de lignes actes") \
	ZONE(6, TYPES_2, 18, 21, N, O, "Compatibilisation des enregistrements des types 2") \
	ZONE(6, TYPES_5, 22, 24, N, O, "Total de tous les enregistrements de type 5") \
	ZONE(6, FACTURE_TOTAL, 25, 33, N, O, "Montant total général du lot prestations facturées") \
	ZONE(6, AMO, 34, 42, N, O, "Montant total général du lot prestations remboursables par l'organisme d'assurance maladie") \
	ZONE(6, AMC, 43, 51, N, O, "Montant total général du lot prestations remboursables par les organismes complémentaires") \
	ZONE(6, LOT, 52, 54, N, O, "N° de lot") \
	ZONE(6, MARQUAGE, 55, 55, A, F, "Indicateur de marquage des factures du lot") \
	ZONE(6, FACTURE_TYPE, 56, 56, A, F, "Type de facture") \
	ZONE(6, BLANC, 57, 60, B, O, "(blanc)") \
	ZONE(6, AGREMENT, 61, 72, A, F, "N° agrément progiciel de santé") \
	ZONE(6, AGREMENT_PORTABLE, 73, 84, A, F, "N° agrément du dispositif portable") \
	ZONE(6, BLANC_2, 85, 87, B, F, "(blanc)") \
	ZONE(6, REMPLACANT, 88, 96, N, F, "N° d'identification du PS remplaçant") \
	ZONE(6, CERTIFICATION, 97, 128, A, F, "Zone de certification") \
	ZONE(999, TYPE, 1, 3, N, O, "Type d'enregistrement") \
	ZONE(999, EMETTEUR_TYPE, 4, 5, A, O, "Type d'émetteur") \
	ZONE(999, EMETTEUR, 6, 19, N, O, "Numéro émetteur") \
	ZONE(999, BLANC, 20, 25, B, O, "(blanc)") \
	ZONE(999, DESTINATAIRE_TYPE, 26, 27, A, O, "Type de destinataire") \
	ZONE(999, DESTINATAIRE, 28, 41, N, O, "Numéro de destinataire") \
	ZONE(999, BLANC_2, 42, 47, B, O, "(blanc)") \
	ZONE(999, APPLICATION, 48, 49, A, O, "Application") \
	ZONE(999, FICHIER, 50, 55, A, O, "Identification du fichier") \
	ZONE(999, VOLUME, 56, 63, N, O, "Volume du fichier") \
	ZONE(999, BLANC_3, 64, 82, B, O, "(blanc)") \
	ZONE(999, LOTS, 83, 85, N, O, "Nombre de lots") \
	ZONE(999, BLANC_4, 86, 128, B, O, "(blanc)") \
	ZONE(2CP, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(2CP, PARTENAIRE, 2, 10, N, O, "N° du partenaire santé") \
	ZONE(2CP, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(2CP, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(2CP, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(2CP, RANG, 27, 29, N, O, "Rang du bénéficiaire") \
	ZONE(2CP, FACTURE, 30, 38, N, O, "N° facture") \
	ZONE(2CP, OPERATION, 39, 39, N, O, "Nature d'opération") \
	ZONE(2CP, ENTREE_NUMERO, 40, 48, A, F, "N° d'entrée") \
	ZONE(2CP, REGIME, 49, 50, N, O, "Code Grand Régime") \
	ZONE(2CP, CAISSE, 51, 53, N, O, "N° Caisse gestionnaire") \
	ZONE(2CP, CENTRE, 54, 57, N, O, "N° Centre gestionnaire") \
	ZONE(2CP, PIECE, 58, 58, N, O, "Nature de la pièce justificative des droits") \
	ZONE(2CP, PEC, 59, 64, D, F, "Prise en charge établie le") \
	ZONE(2CP, DROITS_DU, 65, 70, D, F, "Attestation de droits, carte Vitale ou prise en charge valable à compter du") \
	ZONE(2CP, DELIVREE_PAR, 71, 73, N, F, "Délivrée par") \
	ZONE(2CP, PRESTATION, 74, 76, A, F, "Régime de prestation de l'assuré") \
	ZONE(2CP, NATURE, 77, 78, N, O, "Nature d'assurance") \
	ZONE(2CP, EXONERATION, 79, 79, A, O, "Justification d'exonération ou de modulation du ticket modérateur") \
	ZONE(2CP, MATERNITE, 80, 85, D, F, "Date Maternité") \
	ZONE(2CP, ACCIDENT, 86, 94, N, F, "Numéro accident du travail ou date d'accident de droit commun") \
	ZONE(2CP, REMPLACANT, 95, 95, N, O, "Présence d'une CPS de remplaçant pour sécurisation de la facture") \
	ZONE(2CP, NAISSANCE, 96, 101, D, O, "Date de naissance du bénéficiaire") \
	ZONE(2CP, NAISSANCE_RANG, 102, 102, N, F, "Rang de naissance") \
	ZONE(2CP, ENTREE, 103, 108, D, O, "Date d'entrée") \
	ZONE(2CP, SORTIE, 109, 114, D, O, "Date de sortie") \
	ZONE(2CP, SORTIE_HEURE, 115, 116, N, O, "Heure de sortie") \
	ZONE(2CP, CONTRAT, 117, 118, N, F, "Type de contrat souscrit auprès d'un organisme complémentaire") \
	ZONE(2CP, AMC, 119, 128, A, F, "N° d'organisme complémentaire") \
	ZONE(4CP, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(4CP, PARTENAIRE, 2, 10, N, O, "N° partenaire de santé") \
	ZONE(4CP, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(4CP, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(4CP, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(4CP, RANG, 27, 29, N, F, "Rang du bénéficiaire") \
	ZONE(4CP, FACTURE, 30, 38, N, O, "N° facture") \
	ZONE(4CP, TRAITEMENT, 39, 40, N, F, "Mode de traitement") \
	ZONE(4CP, DISCIPLINE, 41, 43, N, F, "Discipline de prestations") \
	ZONE(4CP, PRESCRIPTEUR, 44, 52, N, O, "N° de prescripteur + clé") \
	ZONE(4CP, BLANC_2, 53, 53, B, F, "(blanc)") \
	ZONE(4CP, EXONERATION, 54, 54, A, F, "Justification d'exonération ou de modulation du ticket modérateur au niveau de l'acte") \
	ZONE(4CP, PRESCRIPTEUR_SPECIALITE, 55, 56, N, F, "Spécialité du prescripteur") \
	ZONE(4CP, EXECUTANT, 57, 65, N, O, "N° exécutant + clé") \
	ZONE(4CP, ZONE_TARIF, 66, 67, N, F, "Zone tarif de l'exécutant") \
	ZONE(4CP, SPECIALITE, 68, 69, N, F, "Spécialité de l'exécutant") \
	ZONE(4CP, DATE, 70, 75, D, O, "Date des soins") \
	ZONE(4CP, ACTE, 76, 80, A, O, "Code acte") \
	ZONE(4CP, QUANTITE, 81, 82, N, O, "Quantité") \
	ZONE(4CP, COEFFICIENT, 83, 88, N, O, "Coefficient") \
	ZONE(4CP, DENOMBREMENT, 89, 90, N, O, "Dénombrement") \
	ZONE(4CP, PRIX, 91, 97, N, O, "Prix unitaire") \
	ZONE(4CP, BASE, 98, 104, N, O, "Base de remboursement") \
	ZONE(4CP, TAUX, 105, 107, N, O, "Taux applicable à la prestation") \
	ZONE(4CP, AMO, 108, 114, N, O, "Montant remboursable par la Caisse") \
	ZONE(4CP, DEPENSE, 115, 121, N, O, "Montant des honoraires (dépassement compris)") \
	ZONE(4CP, QUALIFICATIF, 122, 122, A, F, "Qualificatif de la dépense") \
	ZONE(4CP, AMC, 123, 128, N, F, "Montant remboursable par l'organisme complémentaire") \
	ZONE(5CP, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(5CP, PARTENAIRE, 2, 10, N, O, "N° du partenaire santé") \
	ZONE(5CP, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(5CP, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(5CP, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(5CP, RANG, 27, 29, N, F, "Rang du bénéficiaire") \
	ZONE(5CP, FACTURE, 30, 38, N, O, "N° facture") \
	ZONE(5CP, LIGNES, 39, 41, N, O, "Nombre d'enregistrement de Types 3 et 4") \
	ZONE(5CP, PH_BASE, 42, 49, N, F, "Total base prestations hospitalières") \
	ZONE(5CP, PH_AMO, 50, 57, N, F, "Total AMO prestations hospitalières") \
	ZONE(5CP, FACTURE_TOTAL, 58, 65, N, O, "Total des montants facturés") \
	ZONE(5CP, AMO, 66, 73, N, O, "Total remboursable par la Caisse") \
	ZONE(5CP, ASSURE, 74, 81, N, O, "Total participation assuré avant participation de l'organisme complémentaire") \
	ZONE(5CP, PH_AMC, 82, 89, N, F, "Total AMC prestations hospitalières") \
	ZONE(5CP, AMC, 90, 97, N, F, "Total remboursable par l'organisme complémentaire") \
	ZONE(5CP, BLANC_2, 98, 114, B, F, "(blanc)") \
	ZONE(5CP, PH_TOTAL, 115, 122, N, F, "Total prestations hospitalières facturé") \
	ZONE(5CP, BLANC_3, 123, 128, B, F, "(blanc)") \
	ZONE(2SCP, TYPE, 1, 1, N, O, "Type d'enregistrement") \
	ZONE(2SCP, PARTENAIRE, 2, 10, N, O, "N° du partenaire santé") \
	ZONE(2SCP, BLANC, 11, 11, B, F, "(blanc)") \
	ZONE(2SCP, NIR, 12, 24, A, O, "N° immatriculation assuré") \
	ZONE(2SCP, CLE, 25, 26, N, O, "Clé du N° immatriculation") \
	ZONE(2SCP, RANG, 27, 29, N, O, "Rang du bénéficiaire") \
	ZONE(2SCP, FACTURE, 30, 38, N, O, "N° facture") \
	ZONE(2SCP, COMPLEMENT, 39, 39, A, O, "Complément du type") \
	ZONE(2SCP, SEQUENCE, 40, 41, N, F, "Séquence") \
	ZONE(2SCP, TITRE, 42, 47, A, F, "Complément au n° de titre de recette") \
	ZONE(2SCP, REGLEMENT, 48, 49, A, F, "Destinataire du règlement") \
	ZONE(2SCP, NIR_INDIVIDUEL, 50, 62, A, F, "N° immatriculation individuel") \
	ZONE(2SCP, CLE_2, 63, 64, N, F, "Clé du N° immatriculation") \
	ZONE(2SCP, BLANC_2, 65, 128, B, F, "(blanc)")

#endif
