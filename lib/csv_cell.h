/*
 * csv_cell - one cell of a CSV that we write: quoted where it holds a separator, a quote or an end of line
 */
#ifndef CSV_CELL_H
#define CSV_CELL_H

#include "output.h"

void csv_cell(struct output *output, struct text text); /* absent: nothing */

#endif
