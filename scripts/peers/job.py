# python3 job.py tarifs.csv DIR actes.csv
import csv
import sys

TWICE = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def luhn(s, n):
    if len(s) != n or not s.isdigit():
        return False
    return (sum(map(int, s[::-2])) + sum(TWICE[int(c)] for c in s[-2::-2])) % 10 == 0


def key_ok(nir):
    n = nir[:13]
    if len(nir) != 15:
        return False
    if n[5:7] in ("2A", "2B"):
        n = n[:5] + ("19" if n[6] == "A" else "18") + n[7:]
    return n.isdigit() and nir[13:].isdigit() and 97 - int(n) % 97 == int(nir[13:])


tarifs, files, good, total = {}, {}, 0, 0
for code, du, au, cents in csv.reader(open(sys.argv[1]), delimiter=";"):
    tarifs.setdefault(code, []).append((du, au, int(cents)))
rows = csv.reader(open(sys.argv[3], encoding="utf-8", errors="surrogateescape", newline=""), delimiter=";")
at = {name: i for i, name in enumerate(next(rows))}
ref, finess, rpps, nir, caisse, day, code, quantite = (at[name] for name in (
    "acte_ref", "structure_finess", "executant_rpps", "assure_nir", "organisme", "date_soins", "acte_code",
    "quantite"))
for row in rows:
    price = next((c for du, au, c in tarifs.get(row[code], ()) if du <= row[day] <= au), 0)
    if not price or not key_ok(row[nir]) or not luhn(row[finess], 9) or not luhn(row[rpps], 11):
        continue
    base = price * int(row[quantite] or 1)
    share = (base * 7000 + 5000) // 10000
    name = row[caisse][:6] or "sans"
    if name not in files:
        files[name] = open(f"{sys.argv[2]}/{name}.csv", "w")
    files[name].write(f"{row[ref]};{base};7000;{share}\n")
    good += 1
    total += share
print(good, total)
