# jq -Rrn --rawfile tarifs tarifs.csv -f job.jq actes.csv      a line an act: CAISSE;REF;BASE;RATE;SHARE
def luhn($n): length == $n and test("^[0-9]+$") and
	(explode | reverse | map(. - 48) | . as $d | reduce range($n) as $i (0;
		. + (if $i % 2 == 1 then [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][$d[$i]] else $d[$i] end)) | . % 10 == 0);
def number: if .[5:7] == "2A" then .[0:5] + "19" + .[7:13] elif .[5:7] == "2B" then .[0:5] + "18" + .[7:13]
	else .[0:13] end;
def key_ok: length == 15 and (number | test("^[0-9]+$")) and 97 - (number | tonumber) % 97 == (.[13:] | tonumber);
($tarifs | split("\n") | map(select(. != "") | split(";")) | group_by(.[0]) | map({key: .[0][0], value: .})
	| from_entries) as $t
| (input | split(";") | to_entries | map({key: .value, value: .key}) | from_entries) as $at
| inputs | split(";") | . as $r | $r[$at.date_soins] as $day
| first(($t[$r[$at.acte_code]] // [])[] | select(.[1] <= $day and $day <= .[2]) | .[3] | tonumber) as $price
| select(($r[$at.assure_nir] | key_ok) and ($r[$at.structure_finess] | luhn(9))
	and ($r[$at.executant_rpps] | luhn(11)))
| ($price * ($r[$at.quantite] | if . == "" then 1 else tonumber end)) as $base
| ($r[$at.organisme] | if . == "" then "sans" else .[0:6] end)
	+ ";\($r[$at.acte_ref]);\($base);7000;\(($base * 7000 + 5000) / 10000 | floor)"
