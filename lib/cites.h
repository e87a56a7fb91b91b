/*
 * cites - which rules of config/regles.yaml a piece of code is about, where no act is judged
 *
 *	CITES("R093", "R170");
 *	static bool
 *	is_our_account(…)
 *
 * Where an act is judged, rule() of defects.h says so. This one leaves nothing in the program: it is
 * there for who looks for a rule, and for scripts/check-house, which looks for holes.
 */
#ifndef CITES_H
#define CITES_H

#define CITES(...) \
	_Static_assert(sizeof((const char *const[]){__VA_ARGS__}) > 0, "ids of config/regles.yaml")

#endif
