#include "b2_tool.h"

#include "buffer.h"
#include "json.h"
#include "log.h"

#include <string.h>

/* Who the person is: shown only when asked for. */
static const enum b2_zone persons[] = {B2_2_NIR, B2_2_CLE, B2_2_NAISSANCE, B2_2_NAISSANCE_RANG, B2_2_RANG,
	B2_2_ADHERENT, B2_2S_NIR, B2_2S_CLE, B2_2S_NIR_INDIVIDUEL, B2_2S_CLE_2, B2_2B_NIR, B2_2B_CLE,
	B2_2B_CIVILITE, B2_2B_NOM, B2_2B_PRENOM, B2_2B_VOIE_NUMERO, B2_2B_VOIE_COMPLEMENT, B2_2B_VOIE_TYPE,
	B2_2B_VOIE, B2_2C_NIR, B2_2C_CLE, B2_2C_ADRESSE, B2_2C_COMMUNE, B2_2C_CODE_POSTAL, B2_2C_NOM,
	B2_2C_PRENOM, B2_4_NIR, B2_4_CLE, B2_4S_NIR, B2_4S_CLE, B2_4M_NIR, B2_4M_CLE, B2_5_NIR, B2_5_CLE,
	B2_2CP_NIR, B2_2CP_CLE, B2_2CP_NAISSANCE, B2_2CP_NAISSANCE_RANG, B2_2CP_RANG, B2_2SCP_NIR,
	B2_2SCP_CLE, B2_2SCP_NIR_INDIVIDUEL, B2_2SCP_CLE_2, B2_2SCP_RANG, B2_4CP_NIR, B2_4CP_CLE, B2_4CP_RANG,
	B2_5CP_NIR, B2_5CP_CLE, B2_5CP_RANG, B2_2_MATERNITE, B2_2CP_MATERNITE};

static bool
is_person(enum b2_zone zone)
{
	for (size_t i = 0; i < sizeof(persons) / sizeof(*persons); i++)
		if (persons[i] == zone)
			return true;
	return false;
}

static bool
says_nothing(struct text value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.at[i] != ' ' && value.at[i] != '0')
			return false;
	return true;
}

/* One that is in no zone of ours is shown as it is only to who may see persons. */
static void
dump_unknown(const struct b2_tool *tool, const char *record)
{
	if (tool->identity)
		printf("  %.*s\n", B2_SIZE, record);
	else
		printf("  (a record of a type that we know nothing of)\n");
}

static void
dump_zone(const struct b2_tool *tool, const char *record, enum b2_zone zone)
{
	const struct b2_zone_info *info = &b2_zones[zone];
	struct text value = b2_get(record, zone);

	if (!tool->all && (info->kind == 'B' || says_nothing(value)))
		return;
	if (is_person(zone) && !tool->identity && !says_nothing(value))
		value = TEXT("(hidden)");
	printf("  %3u-%-3u %-24s %.*s\n", info->from, info->from + info->len - 1u, info->name,
		TEXT_ARG(value));
}

static void
dump_json(const struct b2_tool *tool, const char *record, enum b2_type type, unsigned long long number)
{
	struct buffer line = {0};
	struct json json = {.out = &line};
	unsigned count;
	enum b2_zone first = (enum b2_zone)(b2_zones_of(type, &count) - b2_zones);

	json_open(&json, '{');
	json_pair_int(&json, "enregistrement", (int64_t)number);
	json_pair_text(&json, "type", text_of(b2_type_name(type)));
	for (enum b2_zone zone = first + 1; zone < first + count; zone++) {
		struct text value = b2_get(record, zone);

		if (!tool->all && (b2_zones[zone].kind == 'B' || says_nothing(value)))
			continue;
		json_key(&json, b2_zones[zone].name);
		json_text(&json, is_person(zone) && !tool->identity && !says_nothing(value)
			? TEXT("(hidden)") : value);
	}
	json_close(&json, '}');
	printf("%.*s\n", (int)line.len, (const char *)line.at);
	buffer_free(&line);
}

int
b2_dump(struct b2_tool *tool)
{
	char record[B2_SIZE];
	unsigned long long number = 0;
	bool cp = false;

	while (b2_file_read(&tool->file, record)) {
		enum b2_type type = b2_type_of(record, cp);
		unsigned count = 0;
		const struct b2_zone_info *zones = type < B2_TYPE_COUNT ? b2_zones_of(type, &count) : NULL;

		number++;
		cp = type == B2_000 ? text_is(b2_get(record, B2_000_NORME), "CP") : cp;
		if (tool->json && zones) {
			dump_json(tool, record, type, number);
			continue;
		}
		printf("%llu: type %s\n", number, zones ? b2_type_name(type) : "?");
		if (!zones)
			dump_unknown(tool, record);
		for (unsigned i = 1; i < count; i++)
			dump_zone(tool, record, (enum b2_zone)(zones - b2_zones + i));
	}
	if (tool->file.rest)
		die(EX_DATAERR, "%zu bytes are left at the end, and a record has %d", tool->file.rest, B2_SIZE);
	return EX_OK;
}

int
b2_list_zones(const struct b2_tool *tool)
{
	(void)tool;
	for (int i = 0; i < B2_ZONE_COUNT; i++)
		printf("%-3s %3u-%-3u %c %c %-24s %s\n", b2_type_name(b2_zones[i].type), b2_zones[i].from,
			b2_zones[i].from + b2_zones[i].len - 1u, b2_zones[i].kind,
			b2_zones[i].required ? 'O' : 'F', b2_zones[i].name, b2_zones[i].label);
	return EX_OK;
}
