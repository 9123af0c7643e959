/* SPDX-License-Identifier: MIT
 * metrics.h - what is counted while the server works, for Prometheus.
 * Only counters: counting is a few atomic additions and never waits.
 */
#ifndef HIRE_HTTP_METRICS_H
#define HIRE_HTTP_METRICS_H

#include "buf.h"

struct route;

typedef struct metrics metrics;

/* NULL: out of memory. */
metrics *
metrics_new(void);
void
metrics_free(metrics *m);

/* A request that was answered; `of` NULL: there was no route for it.
 */
void
metrics_answered(
    metrics *m, const struct route *of, int status, int64_t micros);

/* A message that a worker had in hand. */
void
metrics_worked(metrics *m, const char *kind, hire_status status, bool dead);

/* All that was counted, in the text format (version 0.0.4). */
void
metrics_write(const metrics *m, buf *out);

/* For others that write families: its head, and a sample `name{labels} value`;
 * `labels` are pairs, or NULL. */
void
metrics_family(buf *out, const char *name, const char *type, const char *help);
void
metrics_sample(buf *out, const char *name, const char *labels, double value);

#endif
