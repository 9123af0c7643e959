/* SPDX-License-Identifier: MIT
 * months.c - a month as the text that JSON carries.
 */
#include "months.h"

#include <stdio.h>
#include <string.h>

const char *
hire__month_text(hire_month m, char out[HIRE__MONTH_LEN])
{
	if (m.year < 1 || m.year > 9999)
		return NULL;
	if (m.month < 1 || m.month > 12)
		snprintf(out, HIRE__MONTH_LEN, "%04d", (int)m.year);
	else
		snprintf(out, HIRE__MONTH_LEN, "%04d-%02d", (int)m.year,
		    (int)m.month);
	return out;
}

static int32_t
digits(const char *s, size_t n)
{
	int32_t v = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

hire_month
hire__month_parse(const char *s)
{
	size_t n = s ? strlen(s) : 0;
	hire_month none = {0, 0};
	if (n != 4 && !(n == 7 && s[4] == '-'))
		return none;
	int32_t year = digits(s, 4), month = n == 7 ? digits(s + 5, 2) : 0;
	if (year < 1 || month < 0 || month > 12 || (n == 7 && !month))
		return none;
	return (hire_month){year, month};
}
