#include "drain.h"

#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t asked_to_stop;

/* Once asked to stop, a call that blocks is woken every second: a signal that comes just before it
 * would be lost on it. */
static void
on_signal(int number)
{
	if (number == SIGALRM || !asked_to_stop)
		asked_to_stop++;
	alarm(1);
}

bool
draining(void)
{
	return asked_to_stop;
}

bool
drain_overdue(void)
{
	return asked_to_stop > DRAIN_S;
}

void
drain_catch_signals(void)
{
	struct sigaction stop = {.sa_handler = on_signal}, ignore = {.sa_handler = SIG_IGN}, hangup;

	sigemptyset(&stop.sa_mask);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGHUP, NULL, &hangup);
	if (hangup.sa_handler != SIG_IGN) /* nohup(1) */
		sigaction(SIGHUP, &stop, NULL);
	sigaction(SIGALRM, &stop, NULL);
	sigaction(SIGPIPE, &ignore, NULL); /* a reader that left is an error of write(2) */
	sigaction(SIGXFSZ, &ignore, NULL); /* and so is a file size limit */
}
