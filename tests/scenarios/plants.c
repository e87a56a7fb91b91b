/*
 * plants - mistakes that apply.c makes where it is told to
 */
#include "scenarios.h"

enum plant planted;

const struct plant_info plants[PLANT_COUNT] = {
	[PLANT_NONE] = {"none", ""},
	[PLANT_LOST] = {"lost", "an attribution is forgotten"},
	[PLANT_TWICE] = {"twice", "a movement that another statement tells again counts again"},
	[PLANT_MIRROR] = {"mirror", "the money that bank and treasury both tell counts twice"},
	[PLANT_SAME] = {"same", "a movement that is told to be another's money stays in the accounts"},
	[PLANT_LOT] = {"lot", "a payment goes to another lot"},
	[PLANT_SIGN] = {"sign", "what a caisse keeps back is counted as paid"},
	[PLANT_CENT] = {"cent", "a refusal is a centime short"},
	[PLANT_INDU] = {"indu", "what is too much makes the debt of the payer smaller than nothing"},
	[PLANT_COLUMN] = {"column", "a refusal is in the lot and in no account"},
	[PLANT_ENTRY] = {"entry", "a refusal is in the accounts and not in the lot"},
	[PLANT_PAYER] = {"payer", "a lot is billed to another payer"},
	[PLANT_PAID] = {"paid", "what is taken back of a lot stays paid"},
	[PLANT_BANK] = {"bank", "a movement is known, and not in the account of the bank"},
	[PLANT_NOBODY] = {"nobody", "what a person took back of a decision is forgotten"},
	[PLANT_CHAIN] = {"chain", "an entry is changed behind its back, and all that it changes, too"},
	[PLANT_HALF] = {"half", "one side of an operation is taken away"},
};
