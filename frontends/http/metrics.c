/* SPDX-License-Identifier: MIT
 * metrics.c - counters of requests and of background work; see metrics.h.
 */
#include "metrics.h"
#include "route.h"

#include <hire/worker.h>

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Upper bounds in microseconds; the last bucket has none. */
static const int64_t bounds[] = {1000, 2500, 5000, 10000, 25000, 50000, 100000,
    250000, 500000, 1000000, 2500000, 5000000, 10000000};
enum { BOUNDS = sizeof bounds / sizeof *bounds, CLASSES = 5, KINDS_MAX = 64 };

typedef atomic_uint_fast64_t counter;

/* Of one route. */
typedef struct tally {
	const route *route;        /* NULL: requests for which there is none */
	counter by_class[CLASSES]; /* 1xx to 5xx */
	counter by_bound[BOUNDS + 1];
	counter micros;
} tally;

enum outcome { WORK_DONE, WORK_FAILED, WORK_DEAD, OUTCOMES };
static const char *const outcome_names[] = {"done", "failed", "dead"};

struct metrics {
	const hire_work_kind *kinds;
	size_t kind_count;
	counter worked[KINDS_MAX][OUTCOMES];
	size_t count;
	tally tallies[];
};

metrics *
metrics_new(void)
{
	size_t n = 0;
	while (routes_at(n))
		n++;
	metrics *m = calloc(1, sizeof *m + (n + 1) * sizeof *m->tallies);
	if (!m)
		return NULL;
	for (m->count = 0; m->count < n; m->count++)
		m->tallies[m->count].route = routes_at(m->count);
	m->count++;
	m->kinds = hire_work_kinds(&m->kind_count);
	return m;
}

void
metrics_free(metrics *m)
{
	free(m);
}

static void
add(counter *c, uint64_t n)
{
	atomic_fetch_add_explicit(c, n, memory_order_relaxed);
}

static uint64_t
value_of(const counter *c)
{
	return atomic_load_explicit(c, memory_order_relaxed);
}

void
metrics_answered(metrics *m, const struct route *of, int status, int64_t micros)
{
	tally *t = m->tallies;
	size_t at = 0, class = (size_t)status / 100 - 1;
	while (t->route != of && t < m->tallies + m->count - 1)
		t++;
	while (at < BOUNDS && micros > bounds[at])
		at++;
	add(&t->by_class[class < CLASSES ? class : CLASSES - 1], 1);
	add(&t->by_bound[at], 1);
	add(&t->micros, micros > 0 ? (uint64_t)micros : 0);
}

void
metrics_worked(metrics *m, const char *kind, hire_status status, bool dead)
{
	enum outcome o = dead ? WORK_DEAD : status ? WORK_FAILED : WORK_DONE;
	for (size_t i = 0; i < m->kind_count && i < KINDS_MAX; i++)
		if (!strcmp(m->kinds[i].kind, kind))
			add(&m->worked[i][o], 1);
}

void
metrics_family(buf *out, const char *name, const char *type, const char *help)
{
	buf_addf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

void
metrics_sample(buf *out, const char *name, const char *labels, double value)
{
	if (labels)
		buf_addf(out, "%s{%s} %.15g\n", name, labels, value);
	else
		buf_addf(out, "%s %.15g\n", name, value);
}

static void
write_requests(const metrics *m, buf *out)
{
	static const char name[] = "hire_http_requests_total";
	char labels[160];
	metrics_family(out, name, "counter",
	    "Requests answered, by the route's name and the class of status.");
	for (size_t i = 0; i < m->count; i++)
		for (int k = 0; k < CLASSES; k++) {
			const tally *t = &m->tallies[i];
			uint64_t n = value_of(&t->by_class[k]);
			snprintf(labels, sizeof labels,
			    "route=\"%s\",code=\"%dxx\"",
			    t->route ? t->route->name : "none", k + 1);
			if (n)
				metrics_sample(out, name, labels, (double)n);
		}
}

static void
write_durations_of(const tally *t, buf *out)
{
	static const char name[] = "hire_http_request_duration_seconds";
	const char *label = t->route ? t->route->name : "none";
	uint64_t total = 0;
	for (int i = 0; i <= BOUNDS; i++)
		total += value_of(&t->by_bound[i]);
	if (!total)
		return;
	uint64_t below = 0;
	for (int i = 0; i < BOUNDS; i++) {
		below += value_of(&t->by_bound[i]);
		buf_addf(out, "%s_bucket{route=\"%s\",le=\"%g\"} %" PRIu64 "\n",
		    name, label, (double)bounds[i] / 1e6, below);
	}
	buf_addf(out,
	    "%s_bucket{route=\"%s\",le=\"+Inf\"} %" PRIu64 "\n"
	    "%s_sum{route=\"%s\"} %.6f\n%s_count{route=\"%s\"} %" PRIu64 "\n",
	    name, label, total, name, label, (double)value_of(&t->micros) / 1e6,
	    name, label, total);
}

/* From the rows of the route that logs in: no counter of its own. */
static void
write_log_ins(const metrics *m, buf *out)
{
	static const char name[] = "hire_log_ins_total";
	metrics_family(out, name, "counter", "Log-ins, by what came of them.");
	for (size_t i = 0; i + 1 < m->count; i++) {
		const tally *t = &m->tallies[i];
		if (strcmp(t->route->name, "logIn"))
			continue;
		metrics_sample(out, name, "outcome=\"done\"",
		    (double)value_of(&t->by_class[1]));
		metrics_sample(out, name, "outcome=\"refused\"",
		    (double)value_of(&t->by_class[3]));
		metrics_sample(out, name, "outcome=\"failed\"",
		    (double)value_of(&t->by_class[4]));
	}
}

static void
write_work(const metrics *m, buf *out)
{
	static const char name[] = "hire_worker_messages_total";
	char labels[160];
	metrics_family(out, name, "counter",
	    "Messages that workers of this process had in hand.");
	for (size_t i = 0; i < m->kind_count && i < KINDS_MAX; i++)
		for (int o = 0; o < OUTCOMES; o++) {
			snprintf(labels, sizeof labels,
			    "kind=\"%s\",outcome=\"%s\"", m->kinds[i].kind,
			    outcome_names[o]);
			metrics_sample(out, name, labels,
			    (double)value_of(&m->worked[i][o]));
		}
}

void
metrics_write(const metrics *m, buf *out)
{
	write_requests(m, out);
	metrics_family(out, "hire_http_request_duration_seconds", "histogram",
	    "From the head of a request until its reply is ready.");
	for (size_t i = 0; i < m->count; i++)
		write_durations_of(&m->tallies[i], out);
	write_log_ins(m, out);
	write_work(m, out);
}
