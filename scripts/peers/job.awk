# awk -v tarifs=tarifs.csv -v dir=DIR -f job.awk actes.csv      (mawk, gawk)
function luhn(s, n,    i, d, sum) {
	if (length(s) != n || s !~ /^[0-9]+$/)
		return 0
	for (i = n; i > 0; i--) {
		d = substr(s, i, 1)
		sum += (n - i) % 2 ? twice[d] : d
	}
	return sum % 10 == 0
}
function key_ok(nir,    n) {
	if (length(nir) != 15)
		return 0
	n = substr(nir, 1, 13)
	if (substr(n, 6, 2) == "2A")
		n = substr(n, 1, 5) "19" substr(n, 8)
	else if (substr(n, 6, 2) == "2B")
		n = substr(n, 1, 5) "18" substr(n, 8)
	return n ~ /^[0-9]+$/ && 97 - n % 97 == substr(nir, 14) + 0
}
function tarif(code, day,    i) {
	for (i = 1; i <= rows[code]; i++)
		if (du[code, i] <= day && day <= au[code, i])
			return cents[code, i]
	return 0
}
BEGIN {
	FS = ";"
	split("0 2 4 6 8 1 3 5 7 9", list, " ")
	for (i in list)
		twice[i - 1] = list[i]
	while ((getline < tarifs) > 0) {
		n = ++rows[$1]
		du[$1, n] = $2; au[$1, n] = $3; cents[$1, n] = $4
	}
}
NR == 1 {
	for (i = 1; i <= NF; i++)
		at[$i] = i
	ref = at["acte_ref"]; finess = at["structure_finess"]; rpps = at["executant_rpps"]; nir = at["assure_nir"]
	caisse = at["organisme"]; day = at["date_soins"]; code = at["acte_code"]; quantite = at["quantite"]
	next
}
{
	price = tarif($code, $day)
	if (!price || !key_ok($nir) || !luhn($finess, 9) || !luhn($rpps, 11))
		next
	base = price * ($quantite == "" ? 1 : $quantite)
	share = int((base * 7000 + 5000) / 10000)
	print $ref ";" base ";7000;" share > (dir "/" ($caisse == "" ? "sans" : substr($caisse, 1, 6)) ".csv")
	good++; sum += share
}
END { print good, sum }
