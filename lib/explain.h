/*
 * explain - what --explain writes of each act: a JSON line that tells which rules looked at it
 *
 *	{"id":…,"acte_ref":…,"etape":"price","livre":HASH,"regles":[
 *	   {"regle":"R016","article":"2023-212 art. 3","etat":"sans-objet","condition":"affilie"},
 *	   {"regle":"R021","article":…,"etat":"suivie","entrees":{"date_soins":"2026-01-08"},
 *	    "pris":["tarifs.yaml:23"]},
 *	   {"regle":…,"etat":"levee","motifs":[{"code":…,"champ":…,"niveau":"reject"}]}],
 *	 "statut":"accepted","ecrit":{"amo_cents":2100}}
 *
 * What is about a person is hidden: "(donné)" stands for a value that is there.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "record.h"
#include "rulebook.h"

struct explain;

/* Loads config/regles.yaml. Dies with 64 for "-" (the stream's), 73 (cannot create), 78. */
struct explain *explain_open(const char *path, const struct rulebook *book);

/* Where the rules of the next record leave their trace, empty again. */
struct trace *explain_trace(struct explain *explain);

/* The record as the stage leaves it. NULL is accepted. */
void explain_write(struct explain *explain, const struct record *rec);

/* `well` false: a file is not published. NULL is accepted. */
void explain_close(struct explain *explain, bool well);

#endif
