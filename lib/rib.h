/*
 * rib - French bank account: bank 5, branch 5, account 11, key 2; and IBAN
 *
 * Letters count as the RIB table says (A,J=1 B,K,S=2 ...); key = 97 - (89 bank + 15 branch +
 * 3 account) mod 97. An account printed with 13 characters is account and key glued together.
 */
#ifndef RIB_H
#define RIB_H

#include "text.h"

/* The key, 1-97; 0 if a part is malformed. */
unsigned rib_key(struct text banque, struct text guichet, struct text compte);

/* FR IBAN: 27 characters, blanks allowed between, mod 97 = 1 and the RIB key inside right. */
bool iban_fr_ok(struct text iban);

/* The same account as the IBAN? bank 5, branch 5, account 11 characters. */
bool iban_fr_is(struct text iban, struct text banque, struct text guichet, struct text compte);

#endif
