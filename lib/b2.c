#include "b2.h"

#include "latin.h"

#include <string.h>

/* The letter of a complement: in column 36, in norm CP in column 39. */
#define COMPLEMENT 35
#define COMPLEMENT_CP 38

enum { KIND_N = 'N', KIND_A = 'A', KIND_D = 'D', KIND_B = 'B', KIND_R = 'R', PRESENCE_O = 1, PRESENCE_F = 0 };

#define B2_INFO(type, name, from, to, kind, presence, label) \
	[B2_##type##_##name] = {B2_##type, #name, label, from, to - from + 1, KIND_##kind, PRESENCE_##presence},
const struct b2_zone_info b2_zones[B2_ZONE_COUNT] = {B2_ZONES(B2_INFO)};
#undef B2_INFO

static const char *const type_names[B2_TYPE_COUNT] = {[B2_000] = "000", [B2_1] = "1", [B2_2] = "2",
	[B2_2S] = "2S", [B2_2B] = "2B", [B2_2C] = "2C", [B2_4] = "4", [B2_4S] = "4S", [B2_4M] = "4M",
	[B2_5] = "5", [B2_6] = "6", [B2_999] = "999", [B2_2CP] = "2", [B2_4CP] = "4", [B2_5CP] = "5",
	[B2_2SCP] = "2S"};

const char *
b2_type_name(enum b2_type type)
{
	return type_names[type];
}

const struct b2_zone_info *
b2_zones_of(enum b2_type type, unsigned *count)
{
	unsigned first = 0;

	while (b2_zones[first].type != type)
		first++;
	*count = 0;
	while (first + *count < B2_ZONE_COUNT && b2_zones[first + *count].type == type)
		(*count)++;
	return &b2_zones[first];
}

/* The number of the invoice and a figure stand in norm CP where the others have the letter. */
static enum b2_type
type_of_cp(const char record[B2_SIZE])
{
	switch (record[0]) {
	case '2': return record[COMPLEMENT_CP] == 'S' ? B2_2SCP : B2_2CP;
	case '4': return B2_4CP;
	case '5': return B2_5CP;
	default: return record[0] == '1' ? B2_1 : record[0] == '6' ? B2_6 : B2_TYPE_COUNT;
	}
}

enum b2_type
b2_type_of(const char record[B2_SIZE], bool cp)
{
	char name[3] = {record[0], record[COMPLEMENT] == ' ' ? '\0' : record[COMPLEMENT], '\0'};

	if (!memcmp(record, "000", 3) || !memcmp(record, "999", 3))
		return record[0] == '0' ? B2_000 : B2_999;
	if (cp)
		return type_of_cp(record);
	if (name[0] == '1' || name[0] == '5' || name[0] == '6')
		name[1] = '\0';
	for (enum b2_type type = B2_1; type < B2_999; type++)
		if (!strcmp(type_names[type], name))
			return type;
	return B2_TYPE_COUNT;
}

/* ---- writing */

static char
filling(const struct b2_zone_info *zone)
{
	return zone->required && (zone->kind == 'N' || zone->kind == 'D') ? '0' : ' ';
}

void
b2_start(char record[B2_SIZE], enum b2_type type)
{
	const char *name = type_names[type];
	unsigned at = type == B2_2SCP ? COMPLEMENT_CP : COMPLEMENT, count;
	const struct b2_zone_info *zones = b2_zones_of(type, &count);

	for (unsigned i = 0; i < count; i++)
		memset(record + zones[i].from - 1, filling(&zones[i]), zones[i].len);
	memcpy(record, name, zones[0].len);
	if (zones[0].len == 1 && name[1])
		record[at] = name[1];
}

size_t
b2_ascii(struct text value, char *out, size_t room)
{
	size_t len = 0;

	while (value.len && len < room) {
		char c = value.at[0], letters[3];
		size_t step = latin_letters(value, letters), more = strlen(letters);

		if (more > room - len)
			more = room - len;
		memcpy(out + len, letters, more);
		if (!letters[0] && ((unsigned char)c & 0xC0) != 0x80) /* one blank a character */
			out[len + more++] = c && strchr("0123456789'-./,+():&", c) ? c : ' ';
		len += more;
		value.at += step;
		value.len -= step;
	}
	return len;
}

static bool
put_text(char record[B2_SIZE], const struct b2_zone_info *info, struct text value)
{
	char ascii[2 * B2_SIZE];
	size_t len = b2_ascii(value, ascii, sizeof(ascii));

	memset(record + info->from - 1, ' ', info->len);
	memcpy(record + info->from - 1, ascii, len < info->len ? len : info->len);
	return len <= info->len;
}

static bool
put_digits(char record[B2_SIZE], const struct b2_zone_info *info, struct text value)
{
	size_t len = value.len;

	if (len > info->len || !text_digits(value, len))
		return false;
	memset(record + info->from - 1, '0', info->len - len);
	if (len)
		memcpy(record + info->from - 1 + info->len - len, value.at, len);
	return true;
}

bool
b2_put(char record[B2_SIZE], enum b2_zone zone, struct text value)
{
	const struct b2_zone_info *info = &b2_zones[zone];

	return info->kind == 'A' || info->kind == 'R' ? put_text(record, info, value) : put_digits(record, info, value);
}

bool
b2_put_number(char record[B2_SIZE], enum b2_zone zone, int64_t value)
{
	char digits[20];
	size_t at = sizeof(digits);
	uint64_t rest = (uint64_t)value;

	if (value < 0)
		return false;
	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	return put_digits(record, &b2_zones[zone], (struct text){digits + at, sizeof(digits) - at});
}

bool
b2_put_day(char record[B2_SIZE], enum b2_zone zone, day_t day)
{
	char iso[DAY_SIZE], aammjj[6];

	if (!*day_format(day, iso))
		return false;
	memcpy(aammjj, iso + 2, 2);
	memcpy(aammjj + 2, iso + 5, 2);
	memcpy(aammjj + 4, iso + 8, 2);
	return b2_put(record, zone, (struct text){aammjj, 6});
}

/* ---- reading */

struct text
b2_get(const char record[B2_SIZE], enum b2_zone zone)
{
	const struct b2_zone_info *info = &b2_zones[zone];
	struct text value = {record + info->from - 1, info->len};

	while ((info->kind == 'A' || info->kind == 'R') && value.len && value.at[value.len - 1] == ' ')
		value.len--;
	return value;
}

bool
b2_get_number(const char record[B2_SIZE], enum b2_zone zone, int64_t *value)
{
	struct text digits = b2_get(record, zone);

	*value = 0;
	if (!text_trim(digits).len)
		return true;
	if (!text_digits(digits, digits.len))
		return false;
	for (size_t i = 0; i < digits.len && i < 18; i++)
		*value = *value * 10 + (digits.at[i] - '0');
	return true;
}

/* 29 February is one in some century: 2000 was a leap year, and AAMMJJ has no century. */
bool
b2_is_day(struct text aammjj)
{
	char iso[] = "20AA-MM-JJ";

	if (!text_digits(aammjj, 6))
		return false;
	memcpy(iso + 2, aammjj.at, 2);
	memcpy(iso + 5, aammjj.at + 2, 2);
	memcpy(iso + 8, aammjj.at + 4, 2);
	return day_parse(text_of(iso)) != DAY_NONE;
}
