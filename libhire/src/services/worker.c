/* SPDX-License-Identifier: MIT
 * worker.c - takes messages, runs their handlers, tries again, gives up.
 */
#include "kinds.h"
#include "worker_lease.h"

#include "util/ctx.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { BATCH = 1 }; /* a killed worker holds no more than it works on */

#define LEASE_LOST  "lease"
#define QUEUE_GRACE (60 * HIRE_SECOND)
/* Without a queue that wakes; and as often as the caller is asked to stop. */
#define IDLE_SLEEP (200 * HIRE_SECOND / 1000)
#define STOP_LOOK  HIRE_SECOND

/* Kind, what it is for, attempts, handler, what follows from giving up. */
#define KIND_MAP(X)                                                            \
	X(HIRE__KIND_RESUME, "read a resume, find facts, match", 5,            \
	    hire__handle_resume, hire__give_up_resume)                         \
	X(HIRE__KIND_TIMER, "end an interview whose time is up", 1000,         \
	    hire__handle_timer, NULL)                                          \
	X(HIRE__KIND_SCORE, "score an interview", 5, hire__handle_score,       \
	    hire__give_up_score)                                               \
	X(HIRE__KIND_MAIL, "hand a mail over", 10, hire__handle_mail, NULL)    \
	X(HIRE__KIND_REFUND, "tell the provider of a refund", 20,              \
	    hire__handle_refund, NULL)                                         \
	X(HIRE__KIND_SWEEP, "remove what has had its time", 100,               \
	    hire__handle_sweep, NULL)                                          \
	X(HIRE__KIND_WEBHOOK, "tell an organisation's server of an event", 20, \
	    hire__handle_webhook, hire__give_up_webhook)

#define KIND_ROW(kind, help, attempts, handle, give_up)    {kind, help, attempts},
#define HANDLER_ROW(kind, help, attempts, handle, give_up) {handle, give_up},

static const hire_work_kind kinds[] = {KIND_MAP(KIND_ROW)};

static const struct handling {
	hire__handler handle;
	hire__give_up give_up;
} handlings[] = {KIND_MAP(HANDLER_ROW)};

enum { KINDS = sizeof kinds / sizeof *kinds };

static const struct handling *
find(const char *kind)
{
	const hire_work_kind *k = hire__work_kind(kind);
	return k ? &handlings[k - kinds] : NULL;
}

const hire_work_kind *
hire__work_kind(const char *kind)
{
	for (size_t i = 0; i < KINDS; i++)
		if (!strcmp(kinds[i].kind, kind))
			return &kinds[i];
	return NULL;
}

const hire_work_kind *
hire_work_kinds(size_t *count)
{
	*count = KINDS;
	return kinds;
}

/* A lost lease is no lost race: running the step again would not help.  But a
 * transaction that began before the lease was renewed cannot see that it was,
 * and one that comes after it can. */
static hire_status
judge(hire__work *w, hire_status st, bool renewed)
{
	if (st != HIRE_ECONFLICT || renewed)
		return st;
	return hire_fail(w->err, HIRE_ESTATE, LEASE_LOST,
	    "another worker has taken the message over");
}

hire_status
hire__done(hire__work *w, const hire_message *m)
{
	const hire_queue *q = &w->p->queue;
	hire_message now;
	bool renewed = hire__lease_settle(w->p, m, &now);
	return judge(
	    w, q->ops.complete(q->state, w->tx, &now, w->err), renewed);
}

hire_status
hire__later(hire__work *w, const hire_message *m, hire_time at)
{
	const hire_queue *q = &w->p->queue;
	hire_message now;
	bool renewed = hire__lease_settle(w->p, m, &now);
	return judge(
	    w, q->ops.again(q->state, w->tx, &now, at, NULL, w->err), renewed);
}

/* A worker at work. */
typedef struct worker {
	hire_platform *p;
	hire_worker_options o;
	char name[40];
	const char *all[KINDS + 1]; /* what this program can do */
	hire__lease lease;
	int64_t seen; /* see wait() of the queue */
	hire_time next_due;
	hire_time down_since; /* the queue is out of reach */
	bool sweeps;          /* the next sweep is ordered */
} worker;

/* A message whose handler failed. */
typedef struct failing {
	hire_message *message;
	const char *id;
	hire_status st;
	const char *why;
	bool dead;
} failing;

/* Trying again changes nothing about these. */
static bool
is_final(hire_status st)
{
	return st == HIRE_EINVAL || st == HIRE_EUNSUPPORTED ||
	       st == HIRE_ECORRUPT || st == HIRE_ENOTFOUND ||
	       st == HIRE_ESTATE || st == HIRE_EDENIED;
}

/* 2, 4, 8 ... seconds, at most 10 minutes. */
static hire_time
delay(int64_t attempts)
{
	int64_t n = attempts < 1 ? 1 : attempts > 10 ? 10 : attempts;
	hire_time t = HIRE_SECOND << n;
	return t > 10 * HIRE_MINUTE ? 10 * HIRE_MINUTE : t;
}

static hire_status
settle_failure(hire__work *w, void *args)
{
	failing *f = args;
	const struct handling *h = find(f->message->kind);
	const hire_queue *q = &w->p->queue;
	if (!f->dead)
		return q->ops.again(q->state, w->tx, f->message,
		    w->now.wall + delay(f->message->attempts), f->why, w->err);
	hire_status st =
	    q->ops.bury(q->state, w->tx, f->message, f->why, w->err);
	if (!st && h && h->give_up && f->id)
		st = h->give_up(w, f->id, f->st, f->why);
	return st;
}

static void
fail(worker *w, hire_message *m, const char *id, hire_status st,
    const char *why, hire_arena *mem, bool *dead)
{
	hire_message copy = *m;
	failing f = {
	    &copy, id, st, why, is_final(st) || m->attempts >= m->max_attempts};
	hire_error err = {0};
	*dead = f.dead;
	/* When even this fails the lease runs out and it comes again. */
	if (hire__write(w->p, settle_failure, &f, mem, &err))
		hire_ctx_log(
		    w->p->ctx, HIRE_LOG_WARN, "worker.not_settled", NULL);
}

static hire_status
body_id(
    const hire_message *m, hire_arena *mem, const char **id, hire_error *err)
{
	const hire__json *body = NULL;
	hire_status st =
	    hire__json_parse(mem, m->body, strlen(m->body), &body, err);
	if (!st)
		*id = hire__json_str(body, "id", NULL);
	return st;
}

static void
handle(worker *w, hire_message *m, hire_arena *mem)
{
	hire_error err = {0};
	const char *id = NULL;
	bool dead = false;
	const struct handling *h = find(m->kind);
	hire_message before = *m;
	hire__lease_keep(&w->lease, m);
	hire_status st = body_id(m, mem, &id, &err);
	if (!st)
		st = h ? h->handle(w->p, m, id, mem, &err)
		       : hire_fail(&err, HIRE_EINVAL, "kind",
		             "no handler for %.60s", m->kind);
	hire__lease_drop(&w->lease, &before);
	/* With the lease, the message and its effect are another's. */
	if (st && strcmp(err.field, LEASE_LOST))
		fail(w, &before, id, st, err.message, mem, &dead);
	if (w->o.news)
		w->o.news(w->o.user, &(hire_worker_news){.message = &before,
		                         .status = st,
		                         .error = err.message,
		                         .dead = dead});
}

static bool
told_to_stop(const worker *w)
{
	return w->o.stop && w->o.stop(w->o.user);
}

/* Wait until work may be due, but not past the next look at `stop`. */
static void
rest(worker *w)
{
	const hire_queue *q = &w->p->queue;
	hire_time now = hire_ctx_now(w->p->ctx).wall, us = STOP_LOOK;
	if (w->next_due && w->next_due - now < us)
		us = w->next_due > now ? w->next_due - now : 1000;
	if (q->ops.wait &&
	    !q->ops.wait(q->state, w->o.kinds, us, &w->seen, NULL))
		return;
	us = us < IDLE_SLEEP ? us : IDLE_SLEEP;
	nanosleep(&(struct timespec){us / HIRE_SECOND,
	              (long)(us % HIRE_SECOND * 1000)},
	    NULL);
}

/* The queue may be away for a while; not for good. */
static hire_status
bear(worker *w, hire_status st)
{
	hire_time now = hire_ctx_now(w->p->ctx).steady;
	if (!st) {
		w->down_since = 0;
		return HIRE_OK;
	}
	if (!w->down_since)
		w->down_since = now ? now : 1;
	return now - w->down_since < QUEUE_GRACE ? HIRE_OK : st;
}

static hire_status
take_turn(worker *w, hire_arena *mem, hire_message **list, size_t *count,
    hire_error *err)
{
	const hire_queue *q = &w->p->queue;
	const hire_queue_turn turn = {.size = sizeof turn,
	    .worker = w->o.name,
	    .kinds = w->o.kinds,
	    .lease = HIRE__LEASE,
	    .max = BATCH,
	    .limits = w->o.limits,
	    .limit_count = w->o.limit_count};
	hire_queue_got got = {.count = 0};
	w->next_due = 0;
	if (!q->ops.turn) {
		hire_status st = q->ops.claim(q->state, w->o.name, w->o.kinds,
		    HIRE__LEASE, BATCH, mem, list, count, err);
		if (!st && !*count)
			st = q->ops.next_due(q->state, &w->next_due, err);
		return st;
	}
	hire_status st = q->ops.turn(q->state, &turn, mem, &got, err);
	*list = got.messages;
	*count = got.count;
	w->next_due = got.next_due;
	return st;
}

static hire_status
round_of_work(worker *w, hire_arena *mem, size_t *count, hire_error *err)
{
	hire_message *list = NULL;
	*count = 0;
	hire_status st = take_turn(w, mem, &list, count, err);
	for (size_t i = 0; !st && i < *count; i++)
		handle(w, &list[i], mem);
	return bear(w, st);
}

static hire_status
work(worker *w, hire_arena *mem, hire_error *err)
{
	size_t count = 0;
	while (!told_to_stop(w)) {
		if (!w->sweeps)
			w->sweeps = !hire__order_sweep(w->p, mem, NULL);
		hire_status st = round_of_work(w, mem, &count, err);
		hire_arena_reset(mem);
		if (st)
			return st;
		if (!count && w->o.until_idle && !w->down_since)
			return HIRE_OK;
		if (!count)
			rest(w);
	}
	return HIRE_OK;
}

hire_status
hire_worker_run(
    hire_platform *p, const hire_worker_options *options, hire_error *err)
{
	hire_arena *mem = NULL;
	worker w = {.p = p};
	uint32_t dice = 0;
	for (size_t i = 0; i < KINDS; i++)
		w.all[i] = kinds[i].kind;
	hire_status st = hire__need(p, HIRE_NEED_ALL, err);
	if (!st)
		st = hire__extend(&w.o, sizeof w.o, options, err);
	if (!st)
		st = hire__random(p->ctx, &dice, sizeof dice, err);
	if (!st)
		st = hire_arena_new(p->ctx, (size_t)256 << 20, &mem, err);
	if (st)
		return st;
	snprintf(w.name, sizeof w.name, "worker-%08" PRIx32, dice);
	if (!w.o.name)
		w.o.name = w.name;
	if (!w.o.kinds) /* those of a newer version are left to its workers */
		w.o.kinds = w.all;
	st = hire__lease_begin(&w.lease, p, &w.o, err);
	if (!st) {
		st = work(&w, mem, err);
		hire__lease_end(&w.lease);
	}
	hire_arena_free(mem);
	return st;
}
