-- sqlite3 :memory: <job.sql, beside actes.csv and tarifs.csv      all.txt: CAISSE;REF;BASE;RATE;SHARE
.mode csv
.separator ;
CREATE TABLE tarif (code TEXT, du TEXT, au TEXT, cents INTEGER, PRIMARY KEY (code, du)) WITHOUT ROWID;
.import tarifs.csv tarif
.import actes.csv acte
CREATE TABLE done AS SELECT acte_ref, iif(organisme = '', 'sans', substr(organisme, 1, 6)) AS caisse,
	cents * iif(quantite = '', 1, CAST(quantite AS INTEGER)) AS base
FROM acte CROSS JOIN tarif ON code = acte_code AND date_soins BETWEEN du AND au
WHERE length(assure_nir) = 15
	AND (substr(assure_nir, 1, 5) || replace(replace(substr(assure_nir, 6, 2), '2A', '19'), '2B', '18')
		|| substr(assure_nir, 8, 6)) NOT GLOB '*[^0-9]*'
	AND 97 - (substr(assure_nir, 1, 5) || replace(replace(substr(assure_nir, 6, 2), '2A', '19'), '2B', '18')
		|| substr(assure_nir, 8, 6)) % 97 = CAST(substr(assure_nir, 14) AS INTEGER)
	AND length(structure_finess)=9 AND structure_finess NOT GLOB '*[^0-9]*'
	AND (substr(structure_finess,1,1) + substr('0246813579',substr(structure_finess,2,1)+1,1) + substr(structure_finess,3,1)
	+ substr('0246813579',substr(structure_finess,4,1)+1,1) + substr(structure_finess,5,1) + substr('0246813579',substr(structure_finess,6,1)+1,1)
	+ substr(structure_finess,7,1) + substr('0246813579',substr(structure_finess,8,1)+1,1) + substr(structure_finess,9,1)) % 10 = 0
	AND length(executant_rpps)=11 AND executant_rpps NOT GLOB '*[^0-9]*'
	AND (substr(executant_rpps,1,1) + substr('0246813579',substr(executant_rpps,2,1)+1,1) + substr(executant_rpps,3,1)
	+ substr('0246813579',substr(executant_rpps,4,1)+1,1) + substr(executant_rpps,5,1) + substr('0246813579',substr(executant_rpps,6,1)+1,1)
	+ substr(executant_rpps,7,1) + substr('0246813579',substr(executant_rpps,8,1)+1,1) + substr(executant_rpps,9,1)
	+ substr('0246813579',substr(executant_rpps,10,1)+1,1) + substr(executant_rpps,11,1)) % 10 = 0;
.output all.txt
SELECT caisse, acte_ref, base, 7000, (base * 7000 + 5000) / 10000 FROM done;
.output
.separator " "
SELECT count(*), sum((base * 7000 + 5000) / 10000) FROM done;
