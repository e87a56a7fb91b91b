#include "latin.h"

#include <string.h>

/* U+00C0 to U+017F; '-': no letter, '2': a ligature of two. */
static const char base[] =
	"AAAAAA2CEEEEIIII" "DNOOOOO-OUUUUYTS" "AAAAAA2CEEEEIIII" "DNOOOOO-OUUUUYTY"
	"AAAAAACCCCCCCCDD" "DDEEEEEEEEEEGGGG" "GGGGHHHHIIIIIIII" "II22JJKKKLLLLLLL"
	"LLLNNNNNNNNNOOOO" "OO22RRRRRRSSSSSS" "SSTTTTTTUUUUUUUU" "UUUUWWYYYZZZZZZS";

static const char *
ligature(unsigned code)
{
	return code == 0xC6 || code == 0xE6 ? "AE" : code < 0x134 ? "IJ" : "OE";
}

static size_t
ascii(char c, char letters[3])
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 32);
	letters[0] = c >= 'A' && c <= 'Z' ? c : '\0';
	return 1;
}

size_t
latin_letters(struct text t, char letters[3])
{
	unsigned char first = (unsigned char)t.at[0];
	unsigned code;

	letters[0] = letters[1] = letters[2] = '\0';
	if (first < 0x80)
		return ascii(t.at[0], letters);
	if (t.len < 2 || first < 0xC3 || first > 0xC5)
		return 1; /* the bytes of another script, of a mark: nothing to compare */
	code = (first & 0x1Fu) << 6 | ((unsigned char)t.at[1] & 0x3Fu);
	if (base[code - 0xC0] == '2')
		memcpy(letters, ligature(code), 2);
	else if (base[code - 0xC0] != '-')
		letters[0] = base[code - 0xC0];
	return 2;
}

/* Of UTF-8: ASCII stands alone, U+00A0 to U+00FF are C2 or C3 and a byte behind it. */
bool
latin1_fits(struct text t, size_t *characters)
{
	size_t count = 0;

	for (size_t i = 0; i < t.len; i++, count++) {
		unsigned char c = (unsigned char)t.at[i];

		if (c < 0x20 || c == 0x7F)
			return false;
		if (c < 0x80)
			continue;
		if (++i == t.len || (c != 0xC3 && (c != 0xC2 || (unsigned char)t.at[i] < 0xA0)))
			return false;
	}
	*characters = count;
	return true;
}
