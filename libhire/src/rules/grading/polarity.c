/* SPDX-License-Identifier: MIT
 * polarity.c - the first word of a text as a yes or a no.
 */
#include "polarity.h"

#include "scan.h"

#include <string.h>

hire__polarity
hire__polarity_of(const char *s, size_t n)
{
	static const char YES[] = " yes yeah yep true correct ";
	static const char NO[] = " no nope false incorrect untrue ";
	/* "no, ...", "no it is not"; "no copies are made" is a statement. */
	static const char GOES_ON[] = " it they this that there because since "
	                              "as you i we is are ";
	hire__word w = hire__word_next(s, n, 0);
	hire__word next = hire__word_next(s, n, w.end);
	hire__polarity p = {
	    hire__word_in(s, w, YES) - hire__word_in(s, w, NO), false};
	if (w.at == w.end || !p.sign)
		return (hire__polarity){0, false};
	p.alone = next.at == next.end;
	bool mark = w.end < n && memchr(",.;:!-\n", s[w.end], 7);
	if (!p.alone && !mark && !hire__word_in(s, next, GOES_ON))
		p.sign = 0;
	return p;
}
