/*
 * tap - frames shown to whoever looks on, before and after a stage (pmi-tap)
 *
 * While nobody does, it costs one look at an empty queue a frame. Who looks on and does not keep up loses
 * frames; the stage never waits. A message is TAP_BEFORE or TAP_AFTER and the frame.
 */
#ifndef TAP_H
#define TAP_H

#include "frame.h"

#define TAP_BEFORE 'I'
#define TAP_AFTER 'O'

struct tap;

struct tap *tap_open(const char *endpoint);
void tap_show(struct tap *tap, char side, const struct frame *frame); /* tap NULL: nothing */
void tap_close(struct tap *tap);

#endif
