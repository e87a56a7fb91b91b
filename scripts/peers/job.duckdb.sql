-- node duckdb.mjs job.duckdb.sql, beside actes.csv and tarifs.csv   out/caisse=CAISSE/data_0.csv: REF;BASE;RATE;SHARE
SET threads = 2;
SET preserve_insertion_order = false;
CREATE MACRO twice(d) AS 2 * d - 9 * (d > 4)::INTEGER;
CREATE MACRO sum9(n) AS n % 10 + twice(n // 10 % 10) + n // 100 % 10 + twice(n // 1000 % 10) + n // 10000 % 10
	+ twice(n // 100000 % 10) + n // 1000000 % 10 + twice(n // 10000000 % 10) + n // 100000000;
CREATE MACRO number(nir) AS (CASE nir[6:7] WHEN '2A' THEN nir[1:5] || '19' || nir[8:13]
	WHEN '2B' THEN nir[1:5] || '18' || nir[8:13] ELSE nir[1:13] END)::BIGINT;
CREATE TABLE tarif AS FROM read_csv('tarifs.csv', delim = ';', header = false, auto_detect = false,
	columns = {code: 'VARCHAR', du: 'VARCHAR', au: 'VARCHAR', cents: 'BIGINT'});
CREATE TEMP TABLE done AS
SELECT coalesce(organisme[1:6], 'sans') AS caisse, acte_ref, cents * coalesce(quantite::BIGINT, 1) AS base, 7000 AS rate,
	(base * rate + 5000) // 10000 AS share
FROM read_csv('actes.csv', delim = ';', quote = '', escape = '', header = true, all_varchar = true,
	buffer_size = 1048576)
JOIN tarif ON code = acte_code AND date_soins BETWEEN du AND au
WHERE CASE WHEN regexp_full_match(assure_nir, '\d{5}(\d\d|2[AB])\d{8}')
		THEN 97 - number(assure_nir) % 97 = assure_nir[14:]::INTEGER END
	AND CASE WHEN regexp_full_match(structure_finess, '\d{9}') THEN sum9(structure_finess::INTEGER) % 10 = 0 END
	AND CASE WHEN regexp_full_match(executant_rpps, '\d{11}') THEN (sum9((executant_rpps[3:])::INTEGER)
		+ twice((executant_rpps[2])::INTEGER) + (executant_rpps[1])::INTEGER) % 10 = 0 END;
COPY done TO 'out' (FORMAT csv, PARTITION_BY (caisse), DELIMITER ';', HEADER false, OVERWRITE_OR_IGNORE);
SELECT count(*), sum(share) FROM done;
