# tarifs.yaml to CODE;DU;AU;CENTS; a row that begins while another of its code holds is for some only, and left out
/- \{code:/ {
	gsub(/[{},]/, " ")
	code = du = ""; au = "9999-12-31"; cents = 0
	for (i = 1; i < NF; i++) {
		if ($i == "code:") code = $(i + 1)
		if ($i == "du:") du = $(i + 1)
		if ($i == "au:") au = $(i + 1)
		if ($i == "euros:") cents = int($(i + 1) * 100 + 0.5)
	}
	if (du > until[code])
		print code ";" du ";" (until[code] = au) ";" cents
}
