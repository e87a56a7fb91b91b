#include "accounts.h"

#include "log.h"

void
accounts_read(struct filter *f)
{
	f->trail.count = 0;
	if (f->frame.trail && trail_read(&f->trail, f->frame.trail, f->frame.trail_len) != f->frame.trail_len)
		die(EX_DATAERR, "frame %llu: its accounts are none", (unsigned long long)f->frame.seq);
}

void
accounts_of_trail(struct filter *f)
{
	const struct trail *trail = &f->trail;

	f->received = f->sent = (struct totals){0};
	if (f->index && trail->count >= f->index)
		f->received = trail->at[f->index - 1];
	if (trail->count > f->index)
		f->sent = trail->at[f->index];
}

void
accounts_take(struct filter *f)
{
	accounts_read(f);
	accounts_of_trail(f);
}

const char *
accounts_differ(const struct filter *f)
{
	if (!f->index || f->trail.count < f->index)
		return NULL; /* bare records come without */
	return totals_differ(&f->received, &f->trail.at[f->index - 1]);
}

void
accounts_write(const struct filter *f, enum frame_kind kind, struct buffer *out)
{
	struct trail trail = f->trail;

	if (kind != FRAME_HEAD) { /* a head tells every stage behind where it was */
		while (trail.count < f->index)
			trail.at[trail.count++] = (struct totals){0};
		trail.at[f->index] = f->sent;
		trail.count = f->index + 1;
	}
	trail_write(&trail, out);
}
