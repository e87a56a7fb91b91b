#include "camt_leaf.h"

#include <string.h>

#define TX "Ntry/NtryDtls/TxDtls/"

static const struct camt_known_leaf leaves[] = {
	{"CreDtTm", LEAF_MADE, 0},
	{"Acct/Id/IBAN", LEAF_COMPTE, 0},
	{"Acct/Id/Othr/Id", LEAF_COMPTE, 0},
	{"Acct/Ccy", LEAF_DEVISE, 0},
	{"Bal/Tp/CdOrPrtry/Cd", LEAF_BAL_CODE, 0},
	{"Bal/Amt", LEAF_BAL_AMOUNT, 0},
	{"Bal/CdtDbtInd", LEAF_BAL_SENSE, 0},
	{"Bal/Dt/Dt", LEAF_BAL_DAY, 0},
	{"Bal/Dt/DtTm", LEAF_BAL_DAY, 0},
	{"Ntry/NtryRef", LEAF_OWN, CAMT_REF},
	{"Ntry/Amt", LEAF_AMOUNT, 0},
	{"Ntry/CdtDbtInd", LEAF_SENSE, 0},
	{"Ntry/RvslInd", LEAF_REVERSAL, 0},
	{"Ntry/Sts", LEAF_STATUS, 0},
	{"Ntry/Sts/Cd", LEAF_STATUS, 0},
	{"Ntry/BookgDt/Dt", LEAF_COMPTABLE, 0},
	{"Ntry/BookgDt/DtTm", LEAF_COMPTABLE, 0},
	{"Ntry/ValDt/Dt", LEAF_VALEUR, 0},
	{"Ntry/ValDt/DtTm", LEAF_VALEUR, 0},
	{"Ntry/AcctSvcrRef", LEAF_OWN, CAMT_REF},
	{"Ntry/BkTxCd/Domn/Cd", LEAF_OWN, CAMT_OPERATION},
	{"Ntry/BkTxCd/Domn/Fmly/Cd", LEAF_OWN, CAMT_OPERATION},
	{"Ntry/BkTxCd/Domn/Fmly/SubFmlyCd", LEAF_OWN, CAMT_OPERATION},
	{"Ntry/BkTxCd/Prtry/Cd", LEAF_OWN, CAMT_OPERATION},
	{"Ntry/AddtlNtryInf", LEAF_OWN, CAMT_LIBELLE},
	{TX "Refs/AcctSvcrRef", LEAF_TX, CAMT_REF},
	{TX "Refs/MsgId", LEAF_TX, CAMT_REFERENCE},
	{TX "Refs/PmtInfId", LEAF_TX, CAMT_REFERENCE},
	{TX "Refs/InstrId", LEAF_TX, CAMT_REFERENCE},
	{TX "Refs/EndToEndId", LEAF_TX, CAMT_REFERENCE},
	{TX "Refs/TxId", LEAF_TX, CAMT_REFERENCE},
	{TX "Refs/MndtId", LEAF_TX, CAMT_REFERENCE},
	{TX "Refs/ChqNb", LEAF_TX, CAMT_REFERENCE},
	{TX "Refs/ClrSysRef", LEAF_TX, CAMT_REFERENCE},
	{TX "Refs/Prtry/Ref", LEAF_TX, CAMT_REFERENCE},
	{TX "Amt", LEAF_TX_AMOUNT, 0},
	{TX "AmtDtls/TxAmt/Amt", LEAF_TX_AMOUNT, 0},
	{TX "CdtDbtInd", LEAF_TX_SENSE, 0},
	{TX "BkTxCd/Domn/Cd", LEAF_TX, CAMT_OPERATION},
	{TX "BkTxCd/Domn/Fmly/Cd", LEAF_TX, CAMT_OPERATION},
	{TX "BkTxCd/Domn/Fmly/SubFmlyCd", LEAF_TX, CAMT_OPERATION},
	{TX "BkTxCd/Prtry/Cd", LEAF_TX, CAMT_OPERATION},
	{TX "RltdPties/InitgPty/Nm", LEAF_TX, CAMT_LIBELLE},
	{TX "RltdPties/InitgPty/Pty/Nm", LEAF_TX, CAMT_LIBELLE},
	{TX "RltdPties/Dbtr/Nm", LEAF_TX, CAMT_DEBITEUR},
	{TX "RltdPties/Dbtr/Pty/Nm", LEAF_TX, CAMT_DEBITEUR},
	{TX "RltdPties/UltmtDbtr/Nm", LEAF_TX, CAMT_DEBITEUR},
	{TX "RltdPties/UltmtDbtr/Pty/Nm", LEAF_TX, CAMT_DEBITEUR},
	{TX "Purp/Cd", LEAF_TX, CAMT_LIBELLE},
	{TX "Purp/Prtry", LEAF_TX, CAMT_LIBELLE},
	{TX "RmtInf/Ustrd", LEAF_TX, CAMT_LIBELLE},
	{TX "RmtInf/Strd/RfrdDocInf/Nb", LEAF_TX, CAMT_REFERENCE},
	{TX "RmtInf/Strd/CdtrRefInf/Ref", LEAF_TX, CAMT_REFERENCE},
	{TX "RmtInf/Strd/AddtlRmtInf", LEAF_TX, CAMT_LIBELLE},
	{TX "RtrInf/Rsn/Cd", LEAF_TX, CAMT_REJET},
	{TX "RtrInf/Rsn/Prtry", LEAF_TX, CAMT_REJET},
	{TX "RtrInf/AddtlInf", LEAF_TX, CAMT_LIBELLE},
	{TX "AddtlTxInf", LEAF_TX, CAMT_LIBELLE},
};

const struct camt_known_leaf *
camt_leaf(const char *path)
{
	for (size_t i = 0; i < sizeof(leaves) / sizeof(leaves[0]); i++)
		if (!strcmp(leaves[i].path, path))
			return &leaves[i];
	return NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The digits behind the point; false where they are more than there may be, but for zeros. */
static bool
take_decimals(struct text t, size_t i, int64_t *value, const char **why)
{
	int decimals = 0;

	for (; i < t.len && is_digit(t.at[i]); i++, decimals++) {
		if (decimals >= CAMT_DECIMALES && t.at[i] != '0') {
			*why = "an amount has at most five decimals";
			return false;
		}
		if (decimals < CAMT_DECIMALES && (__builtin_mul_overflow(*value, 10, value)
				|| __builtin_add_overflow(*value, t.at[i] - '0', value)))
			return false;
	}
	for (; decimals < CAMT_DECIMALES; decimals++)
		if (__builtin_mul_overflow(*value, 10, value))
			return false;
	return i == t.len || !(*why = "an amount is expected: digits, and a point");
}

const char *
camt_amount(struct text t, const char *devise, struct camt_amount *amount)
{
	const char *why = "an amount beyond all bounds";
	int64_t value = 0;
	size_t i = 0;

	t = text_trim(t);
	if (strlen(devise) != 3)
		return "an amount has its currency (Ccy)";
	for (; i < t.len && is_digit(t.at[i]); i++)
		if (__builtin_mul_overflow(value, 10, &value)
			|| __builtin_add_overflow(value, t.at[i] - '0', &value))
			return why;
	if (!i)
		return "an amount is expected: digits, and a point";
	if (!take_decimals(t, i < t.len && t.at[i] == '.' ? i + 1 : i, &value, &why))
		return why;
	*amount = (struct camt_amount){.given = true, .value = value};
	memcpy(amount->devise, devise, sizeof(amount->devise));
	return NULL;
}

day_t
camt_day(struct text t)
{
	t = text_trim(t);
	if (t.len > DAY_SIZE - 1 && strchr("T+-Z", t.at[DAY_SIZE - 1]))
		t.len = DAY_SIZE - 1;
	return day_parse(t);
}
