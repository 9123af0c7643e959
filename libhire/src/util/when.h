/* SPDX-License-Identifier: MIT
 * when.h - civil dates and RFC 3339 text without time zones or locale.
 */
#ifndef HIRE_UTIL_WHEN_H
#define HIRE_UTIL_WHEN_H

#include <hire/base.h>

typedef struct hire__date {
	int32_t year, month, day; /* month 1..12, day 1..31 */
} hire__date;

/* Days since 1970-01-01 in the proleptic Gregorian calendar, and back. */
int64_t
hire__days(hire__date d);
hire__date
hire__date_of_days(int64_t days);
hire__date
hire__date_of(hire_time t);

/* "2026-11-22T13:02:28.000000Z" into `out`. */
enum { HIRE__WHEN_LEN = 28 };
void
hire__when_text(hire_time t, char out[HIRE__WHEN_LEN]);

/* Read "2026-11-22" or an RFC 3339 time in UTC or with an offset; false when
 * it is neither or the date does not exist. */
bool
hire__when_parse(const char *s, hire_time *out);

#endif
