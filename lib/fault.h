/*
 * fault - what the machine refused: the exit code that says whether trying again helps, and how to go on
 *
 * The one place that knows: no room, no right to write, no descriptor, no memory are 75 whatever was
 * being done, since nothing is wrong with the data or with us. An input that may not be read stays 66,
 * an input/output error is 74, and what is merely missing or of another kind keeps the caller's code.
 */
#ifndef FAULT_H
#define FAULT_H

struct fault {
	int code;         /* of sysexits.h */
	const char *hint; /* what to do, an order to whom runs the line; NULL: nothing to add */
};

/* `error` is an errno, `code` what the caller would end with. */
struct fault fault_of(int error, int code);

#endif
