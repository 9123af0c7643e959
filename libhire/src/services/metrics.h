/* SPDX-License-Identifier: MIT
 * metrics.h - counting in the store for reports.
 * Apart from the reports, which say what to count.
 */
#ifndef HIRE_SERVICES_METRICS_H
#define HIRE_SERVICES_METRICS_H

#include "work.h"

#include <hire/admin.h>

/* Rows of `record` whose time `when` is in [from, to). */
typedef struct hire__span {
	const hire_record *record;
	const char *when;
	hire_time from, to;
} hire__span;

enum { HIRE__FILTERS_MAX = 6 };

/* Groups of the rows in `span` that fulfil `extra` too. */
HIRE_CHECK hire_status
hire__measure(hire__work *w, const hire__span *span, const hire_filter *extra,
    size_t extras, const char *group, const char *sum, hire_bucket **out,
    size_t *count);

/* Their number, and the sum of the field `sum` (NULL: none). */
HIRE_CHECK hire_status
hire__measure_all(hire__work *w, const hire__span *span,
    const hire_filter *extra, size_t extras, const char *sum, int64_t *count,
    int64_t *total);

/* Number of rows by the enumeration `group`, into `by` of `size`. */
HIRE_CHECK hire_status
hire__measure_by(hire__work *w, const hire__span *span,
    const hire_filter *extra, size_t extras, const char *group, int64_t *by,
    size_t size);

/* Number of rows on each day, one entry a day from that of `from`. */
HIRE_CHECK hire_status
hire__measure_days(hire__work *w, const hire__span *span,
    const hire_filter *extra, size_t extras, const int64_t **out, size_t *days);

/* metrics_kept.c: what took long to count is kept for a while, in the cache
 * that all processes share. */
enum { HIRE__METRICS_KEY = 64 };
void
hire__metrics_key(hire_time from, hire_time to, char out[HIRE__METRICS_KEY]);

/* The metrics kept under `key`, in `mem`; false when the caller is to count. */
bool
hire__metrics_kept(
    hire_platform *p, const char *key, hire_arena *mem, hire_metrics *out);

/* Keep `m`, which took `cost` microseconds to count, for thirty times as long;
 * what is quickly counted is counted each time. */
void
hire__metrics_keep(hire_platform *p, const char *key, const hire_metrics *m,
    int64_t cost, hire_arena *mem);

#endif
