#include "rows.h"

#include "log.h"

#include <string.h>

char
rows_line_end(const struct window *w)
{
	return memchr(w->at, '\r', w->len) && !memchr(w->at, '\n', w->len) ? '\r' : '\n';
}

bool
rows_next(const struct csv_form *form, struct window *w, struct csv_row *row)
{
	if (!w->len && !(window_more(w) && w->len))
		return false;
	while (!csv_split(form, w->at, w->len, w->last, row))
		if (!window_more(w))
			die(EX_SOFTWARE, "a row larger than the window");
	return true;
}

unsigned
rows_step_over(const struct csv_form *form, struct window *w, const struct csv_row *row)
{
	window_use(w, row->len);
	if (!row->open)
		return row->lines;
	window_skip_line(w, form->line_end);
	return row->lines + 1;
}
