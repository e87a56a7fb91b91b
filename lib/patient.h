/*
 * patient - who was cared for: the beneficiary where one is named, else the insured
 *
 * A form carries the insured always, the beneficiary only where it is another person (art. 6.2,
 * annexe 1.3): a name, a birth date or a NIR of a beneficiary says that it is.
 */
#ifndef PATIENT_H
#define PATIENT_H

#include "record.h"

bool patient_is_beneficiaire(const struct record *rec);

/* The organisme d'affiliation: that of a section locale mutualiste (01M, caisse, section: 9 characters)
 * where the source gives only this one. Absent when there is neither. */
struct text patient_organisme(const struct record *rec);

/* The field that holds the birth date of the patient. */
enum field patient_naissance(const struct record *rec);

#endif
