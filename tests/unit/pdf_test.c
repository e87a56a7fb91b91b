/*
 * pdf - the same calls give the same bytes, and text stays in its place
 */
#include "pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <math.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "died.h"

static const char *dir;

static struct pdf *
begin(const char *name)
{
	static char path[4200];
	const struct pdf_about about = {TEXT("Essai"), TEXT("un essai"), day_of(2026, 3, 31)};

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return pdf_open(path, &about);
}

static void
draw(const char *name, char sha256[65])
{
	struct pdf *pdf = begin(name);

	pdf_page(pdf);
	pdf_watermark(pdf, TEXT("DUPLICATA"));
	pdf_font(pdf, PDF_BOLD, 14);
	pdf_text(pdf, 20, 20, PDF_LEFT, TEXT("Médecin, œuvre, Łódź"));
	pdf_font(pdf, PDF_MONO, 9);
	pdf_text(pdf, 190, 30, PDF_RIGHT, TEXT("1 234,56"));
	pdf_tick(pdf, 20, 40, true);
	pdf_shade(pdf, 20, 50, 100, 10);
	pdf_page(pdf);
	assert_int_equal(pdf_close(pdf, sha256), 2);
}

static void
the_same_calls_give_the_same_bytes(void **state)
{
	char first[65], second[65];

	(void)state;
	draw("a.pdf", first);
	draw("b.pdf", second);
	assert_string_equal(first, second);
}

static void
text_is_cut_at_its_width_and_broken_at_blanks(void **state)
{
	char sha256[65];
	struct pdf *pdf = begin("c.pdf");
	double one, lines;

	(void)state;
	pdf_page(pdf);
	assert_true(pdf_width(pdf, TEXT("été")) > pdf_width(pdf, TEXT("ét")));
	assert_true(pdf_width(pdf, TEXT("a\xff" "b")) > pdf_width(pdf, TEXT("ab")));
	pdf_text_in(pdf, 10, 10, 20, PDF_LEFT, TEXT("une très longue dénomination de vaccin"));
	pdf_text_in(pdf, 10, 10, 0.1, PDF_LEFT, TEXT("é"));
	one = pdf_paragraph(pdf, 10, 20, 200, TEXT("deux mots")) - 20;
	lines = pdf_paragraph(pdf, 10, 20, 1, TEXT("deux mots")) - 20;
	assert_true(lines > 1.9 * one && lines < 2.1 * one);
	assert_true(pdf_paragraph(pdf, 10, 20, 50, TEXT_ABSENT) == 20);
	pdf_close(pdf, sha256);
}

/* "€" leaves the whole text to cairo; without it each letter's width is one that cairo said before. */
static void
a_text_is_as_wide_as_cairo_says_whatever_its_letters(void **state)
{
	struct pdf *pdf = begin("h.pdf");
	const char *texts[] = {"Aé", "1 234,56", "né·ÿ", "~"};
	char sha256[65], longer[64];

	(void)state;
	pdf_page(pdf);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		for (int size = 4; size < 90; size++) { /* more fonts than are remembered */
			double without;

			pdf_font(pdf, size % 2 ? PDF_PLAIN : PDF_BOLD, size);
			snprintf(longer, sizeof(longer), "%s€", texts[i]);
			without = pdf_width(pdf, text_of(longer)) - pdf_width(pdf, TEXT("€"));
			assert_true(fabs(pdf_width(pdf, text_of(texts[i])) - without) < 1e-9);
		}
	assert_true(pdf_width(pdf, TEXT("")) == 0);
	pdf_close(pdf, sha256);
}

static off_t
size_of_pages(const char *name, unsigned pages, unsigned kinds)
{
	struct pdf *pdf = begin(name);
	char path[4200], sha256[65], word[16];
	struct stat st;

	for (unsigned page = 0; page < pages; page++) {
		pdf_page(pdf);
		for (unsigned row = 0; row < 40; row++) {
			snprintf(word, sizeof(word), "%u-%u", page % kinds, row * 7919 % 1000);
			pdf_label(pdf, 20, 20 + 6 * row, PDF_LEFT, text_of(word));
			pdf_box(pdf, 20, 20 + 6 * row, 100, 6, 0.1);
		}
		pdf_text(pdf, 100, 10, PDF_RIGHT, text_of(word));
	}
	assert_int_equal(pdf_close(pdf, sha256), pages);
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	assert_int_equal(stat(path, &st), 0);
	return st.st_size;
}

/* More kinds of page than are remembered, too. */
static void
pages_share_their_own_words(void **state)
{
	off_t one = size_of_pages("e.pdf", 1, 1), shared = size_of_pages("f.pdf", 100, 1);
	off_t apart = size_of_pages("g.pdf", 100, 100);

	(void)state;
	assert_true(shared < one + 99 * 700);
	assert_true(apart > one + 99 * 900);
}

static void
open_one(void *unused)
{
	(void)unused;
	begin("d.pdf");
}

static void
without_fonts_the_package_is_named(void **state)
{
	struct died d;

	(void)state;
	setenv("PMI_FLUX_FONTS", "/nowhere", 1);
	d = died(open_one, NULL);
	unsetenv("PMI_FLUX_FONTS");
	assert_int_equal(d.code, 69);
	assert_non_null(strstr(d.err, "fonts-dejavu-core"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_fonts_the_package_is_named), /* first: fonts are read once */
		cmocka_unit_test(the_same_calls_give_the_same_bytes),
		cmocka_unit_test(text_is_cut_at_its_width_and_broken_at_blanks),
		cmocka_unit_test(a_text_is_as_wide_as_cairo_says_whatever_its_letters),
		cmocka_unit_test(pages_share_their_own_words),
	};
	int failed;

	dir = scratch_make();
	failed = cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
	scratch_remove(dir);
	return failed;
}
