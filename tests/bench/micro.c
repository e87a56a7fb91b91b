/*
 * micro - nanoseconds of the functions that every act passes through
 *
 *	micro CSV STREAM CONFIG      (scripts/bench-micro builds and runs it)
 *
 * Each is measured as often as there is data, ROUNDS times over; the least of five is shown: the machine
 * only ever adds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "csv.h"
#include "digest.h"
#include "file.h"
#include "frame.h"
#include "luhn.h"
#include "nir.h"
#include "params.h"
#include "sha256.h"

#define MOST 20000
#define TURNS 5
#define ROUNDS 20

static struct sample {
	struct text nir, finess, code;
	day_t day;
	const unsigned char *record;
	size_t len;
} samples[MOST];
static size_t count;
static volatile uint64_t kept; /* so that no call is left out */

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void
show(const char *name, const char *unit, uint64_t (*all)(void *arg), void *arg)
{
	double best = 1e18;

	for (int turn = 0; turn < TURNS; turn++) {
		double start = now();
		uint64_t units = 0;

		for (int round = 0; round < ROUNDS; round++)
			units += all(arg);
		if ((now() - start) / (double)units < best)
			best = (now() - start) / (double)units;
	}
	printf("| %s | %.1f ns | %s |\n", name, best, unit);
}

static uint64_t
parse_records(void *arg)
{
	const char *why;

	for (size_t i = 0; i < count; i++)
		kept += record_parse(arg, samples[i].record, samples[i].len, &why);
	return count;
}

static uint64_t
edit_records(void *arg)
{
	struct buffer out = {0};
	const char *why;

	for (size_t i = 0; i < count; i++) {
		record_parse(arg, samples[i].record, samples[i].len, &why);
		record_set_int(arg, F_TARIF_CENTS, 3000);
		record_set_text(arg, F_TARIF_REF, TEXT("tarifs.yaml G 2024-12-22"));
		record_write(arg, &out);
		kept += out.len;
		out.len = 0;
	}
	buffer_free(&out);
	return count;
}

static uint64_t
check_nirs(void *arg)
{
	(void)arg;
	for (size_t i = 0; i < count; i++)
		kept += nir_key_ok(samples[i].nir);
	return count;
}

static uint64_t
check_finess(void *arg)
{
	(void)arg;
	for (size_t i = 0; i < count; i++)
		kept += finess_ok(samples[i].finess);
	return count;
}

static uint64_t
find_tarifs(void *arg)
{
	const struct tarif *tarif;

	for (size_t i = 0; i < count; i++)
		kept += tarif_find(arg, &(struct tarif_key){samples[i].code, samples[i].day, 0, -1}, &tarif);
	return count;
}

static uint64_t
digest_records(void *arg)
{
	(void)arg;
	for (size_t i = 0; i < count; i++)
		kept += digest_of(samples[i].record, samples[i].len, i);
	return count;
}

struct bytes {
	char *at;
	size_t len;
};

static uint64_t
split_cells(void *arg)
{
	struct bytes *csv = arg;
	struct csv_form form = {';', '\n', 0};
	struct csv_row row;
	uint64_t cells = 0;

	for (size_t at = 0; at < csv->len; at += row.len) {
		csv_split(&form, csv->at + at, csv->len - at, true, &row);
		cells += row.count;
	}
	return cells;
}

static uint64_t
hash_bytes(void *arg)
{
	struct bytes *csv = arg;
	char hex[SHA256_HEX];
	struct sha256 hash;

	sha256_start(&hash);
	sha256_add(&hash, csv->at, csv->len);
	sha256_end(&hash, hex);
	return csv->len / 1024;
}

/* The records of the stream, which stays in memory. */
static void
load(struct bytes *stream, struct record *rec)
{
	struct frame frame;
	const char *why;
	size_t size = 0, len;

	for (size_t at = 0; at < stream->len; at += size) {
		if (frame_parse(&frame, (unsigned char *)stream->at + at, stream->len - at, &size, &why)
			!= FRAME_WHOLE)
			exit(65);
		for (size_t from = 0; frame.kind == FRAME_DATA && from < frame.len && count < MOST; from += len) {
			if (!(len = record_parse(rec, frame.body + from, frame.len - from, &why)))
				exit(65);
			samples[count++] = (struct sample){record_text(rec, F_ASSURE_NIR),
				record_text(rec, F_STRUCTURE_FINESS), record_text(rec, F_ACTE_CODE),
				record_day(rec, F_DATE_SOINS), frame.body + from, len};
		}
	}
}

int
main(int argc, char *argv[])
{
	struct bytes csv, stream;
	struct record rec = {0};
	struct tarifs tarifs;

	if (argc != 4)
		return 64;
	csv.at = file_read(argv[1], 64u << 20, &csv.len);
	stream.at = file_read(argv[2], 64u << 20, &stream.len);
	tarifs_load(&tarifs, argv[3]);
	load(&stream, &rec);
	if (!count)
		return 65;
	printf("| function | least | a |\n|---|--:|---|\n");
	show("record read", "record", parse_records, &rec);
	show("record read, two fields added, written", "record", edit_records, &rec);
	show("digest (XXH3)", "record", digest_records, NULL);
	show("key of a NIR", "act", check_nirs, NULL);
	show("FINESS (Luhn)", "act", check_finess, NULL);
	show("tariff by code and day", "act", find_tarifs, &tarifs);
	show("CSV", "cell", split_cells, &csv);
	show("SHA-256", "KiB", hash_bytes, &csv);
	return 0;
}
