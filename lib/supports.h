/*
 * supports - what config/supports.yaml names, for who makes it and who hands it over
 */
#ifndef SUPPORTS_H
#define SUPPORTS_H

/* The files of a lot that are sent, made from its lot.msgpack. */
enum sortie { SORTIE_B2, SORTIE_PDF, SORTIE_CSV, SORTIE_JSON, SORTIE_ENVOI, SORTIE_COUNT };
extern const char *const sortie_files[]; /* "lot.b2"; ended by NULL */

#endif
