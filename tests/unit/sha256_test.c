#include "sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static char bytes[1000];

static void
of_parts(const char *at, size_t len, size_t part, bool by_processor, char hex[SHA256_HEX])
{
	struct sha256 hash;

	sha256_start(&hash);
	hash.by_processor &= by_processor;
	for (size_t n; len; at += n, len -= n) {
		n = len < part ? len : part;
		sha256_add(&hash, at, n);
	}
	sha256_end(&hash, hex);
}

/* FIPS 180-2, appendix B. */
static void
the_examples_of_the_norm(void **state)
{
	static const struct {
		const char *text, *hex;
	} cases[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
			"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	};
	char hex[SHA256_HEX];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		of_parts(cases[i].text, strlen(cases[i].text), 1000, true, hex);
		assert_string_equal(hex, cases[i].hex);
	}
}

static void
a_million_letters_a(void **state)
{
	char hex[SHA256_HEX];
	struct sha256 hash;

	(void)state;
	memset(bytes, 'a', sizeof(bytes));
	sha256_start(&hash);
	for (unsigned i = 0; i < 1000; i++)
		sha256_add(&hash, bytes, sizeof(bytes));
	sha256_end(&hash, hex);
	assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* However it comes in, and whoever computes it. */
static void
every_length_and_every_part(void **state)
{
	char whole[SHA256_HEX], hex[SHA256_HEX];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 131 + i / 7);
	for (size_t len = 0; len < 300; len++) {
		of_parts(bytes, len, len + 1, false, whole);
		for (size_t part = 1; part < 200; part += part < 70 ? 1 : 13) {
			of_parts(bytes, len, part, true, hex);
			assert_string_equal(hex, whole);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_examples_of_the_norm),
		cmocka_unit_test(a_million_letters_a),
		cmocka_unit_test(every_length_and_every_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
