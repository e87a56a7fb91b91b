#include "lot.h"

#include "log.h"

#include <string.h>

static _Noreturn void
refuse(const struct lot *lot, const char *why)
{
	die(EX_DATAERR, "%s: record %llu: %s", lot->path, (unsigned long long)lot->totals.records, why);
}

static void
check_end(struct lot *lot)
{
	struct totals end;
	const char *differs;

	if (lot->frame.kind != FRAME_END || !totals_read(&end, lot->frame.body, lot->frame.len))
		die(EX_DATAERR, "%s: it stops without its end: the file was cut", lot->path);
	if ((differs = totals_differ(&lot->totals, &end)))
		die(EX_DATAERR, "%s: its end announces another %s", lot->path, differs);
	if (intake_has_more(lot->input))
		intake_refuse(lot->input, "bytes behind the end of the stream: one stream at a time");
}

/* Where frames have numbers, the next one. */
static struct frame
next_frame(struct lot *lot)
{
	enum verdict verdict = FRAME_TAKE;
	struct frame frame;

	do {
		frame = intake_next(lot->input);
		if (frame.kind && intake_framed(lot->input))
			verdict = reader_step(&lot->reader, frame.kind, frame.epoch, frame.seq);
	} while (frame.kind && verdict == FRAME_DROP);
	if (frame.kind && !lot->head_bytes.len)
		memcpy(lot->run, frame.run, sizeof(lot->run));
	if (frame.kind && (verdict != FRAME_TAKE || memcmp(lot->run, frame.run, sizeof(lot->run)) != 0))
		intake_refuse(lot->input, "a frame of another run, or not the next one: something was lost");
	return frame;
}

/* False at the end. */
static bool
next(struct lot *lot)
{
	const unsigned char *at;
	const char *why;
	size_t len;

	if (lot->at == lot->frame.len) {
		lot->frame = next_frame(lot);
		lot->at = 0;
		if (lot->frame.kind != FRAME_DATA) {
			check_end(lot);
			return false;
		}
	}
	at = lot->frame.body + lot->at;
	len = record_parse(&lot->record, at, lot->frame.len - lot->at, &why);
	if (!len)
		refuse(lot, why);
	totals_add(&lot->totals, &lot->record, at, len);
	lot->bytes = (struct text){(const char *)at, len};
	lot->at += len;
	return true;
}

static struct text
keep(struct lot *lot, enum field field, char name[LOT_NAME])
{
	struct text value = record_text(&lot->record, field);

	if (!text_given(value) || value.len > LOT_NAME)
		refuse(lot, "no record of a lot: lot, payeur, support or periode is missing, or is none");
	memcpy(name, value.at, value.len);
	return (struct text){name, value.len};
}

void
lot_open(struct lot *lot, const char *path)
{
	struct frame frame;

	*lot = (struct lot){.path = path, .input = intake_open(path), .first = true};
	reader_start(&lot->reader);
	frame = next_frame(lot);
	buffer_add(&lot->head_bytes, frame.body, frame.len);
	if (frame.kind != FRAME_HEAD || !head_read(&lot->head, lot->head_bytes.at, lot->head_bytes.len))
		die(EX_DATAERR, "%s: it begins with no head of this project", path);
	if (!next(lot))
		die(EX_DATAERR, "%s: a lot without an act", path);
	lot->id = keep(lot, F_LOT, lot->names[0]);
	lot->payeur = keep(lot, F_PAYEUR, lot->names[1]);
	lot->support = keep(lot, F_SUPPORT, lot->names[2]);
	lot->periode = keep(lot, F_PERIODE, lot->names[3]);
}

static void
check_place(struct lot *lot)
{
	const struct record *rec = &lot->record;
	int64_t facture = record_int(rec, F_FACTURE, 0), ligne = record_int(rec, F_LIGNE_FACTURE, 0);
	bool begins = facture == lot->facture + 1 && ligne == 1;

	if (!text_equal(record_text(rec, F_LOT), lot->id) || !text_equal(record_text(rec, F_PAYEUR), lot->payeur)
		|| !text_equal(record_text(rec, F_SUPPORT), lot->support)
		|| !text_equal(record_text(rec, F_PERIODE), lot->periode))
		refuse(lot, "it is of another lot");
	if (!begins && !(facture == lot->facture && ligne == lot->ligne + 1))
		refuse(lot, "its invoice or line does not follow the one before");
	lot->facture = facture;
	lot->ligne = ligne;
}

const struct record *
lot_read(struct lot *lot)
{
	if (!lot->first && !next(lot))
		return NULL;
	lot->first = false;
	check_place(lot);
	return &lot->record;
}

bool
lot_begins_facture(const struct lot *lot)
{
	return lot->ligne == 1;
}

void
lot_close(struct lot *lot)
{
	intake_close(lot->input);
	record_free(&lot->record);
	buffer_free(&lot->head_bytes);
}
