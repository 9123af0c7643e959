/* SPDX-License-Identifier: MIT
 * sweep.c - worker: remove what has had its time, every hour.
 * A message that puts itself off, so that it runs once in an installation
 * however many workers there are.
 */
#include "kinds.h"

#include "once.h"

#include <string.h>

#define SWEEP_EVERY HIRE_HOUR
/* Well within a worker's lease; the rest waits for the next time. */
#define SWEEP_MOST  (10 * HIRE_SECOND)
#define SWEEP_AGAIN HIRE_MINUTE

enum { SWEEP_PAGE = 200 };

/* A log-in's first token stands for all its successors: it stays while one of
 * them is good. */
static hire_status
is_head_in_use(hire__work *w, const void *row, bool *keep)
{
	const hire_login *l = row;
	hire_login later;
	const hire_filter good[] = {HIRE_IS("family", l->id),
	    HIRE_NUM("expires_at", HIRE_GT, w->now.wall)};
	*keep = false;
	return strcmp(l->id, l->family)
	           ? HIRE_OK
	           : hire__find(w, &hire_login_record, good, 2, &later, keep);
}

/* Rows whose time `since` is longer ago than `life` go. */
typedef struct rubbish {
	const hire_record *record;
	const char *since;
	hire_time life;
	hire_filter also; /* field NULL: none */
	hire_status (*keep)(hire__work *w, const void *row, bool *keep);
} rubbish;

static const rubbish kinds[] = {
    {&hire_request_record, "created_at", HIRE__ONCE_LIFE, {0}, NULL},
    {&hire_login_record, "expires_at", 0, {0}, is_head_in_use},
    {&hire_one_time_token_record, "expires_at", HIRE_HOUR, {0}, NULL},
    {&hire_guess_record, "updated_at", 30 * HIRE_DAY, {0}, NULL},
    {&hire_provider_event_record, "created_at", 90 * HIRE_DAY, {0}, NULL},
    {&hire_webhook_delivery_record, "updated_at", 30 * HIRE_DAY,
        HIRE_NUM("state", HIRE_NE, HIRE_DELIVERY_WAITING), NULL},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* A sweep under way: the kind in hand and where its next page begins. */
typedef struct sweeping {
	hire_message *message;
	size_t kind;
	const char *after;
	bool out_of_time;
} sweeping;

static hire_status
drop(hire__work *w, const rubbish *r, const hire_record_head *row)
{
	const hire_store *s = &w->p->store;
	bool keep = false;
	hire_status st = r->keep ? r->keep(w, row, &keep) : HIRE_OK;
	return st || keep ? st
	                  : s->ops.remove(s->state, w->tx, r->record, row->id,
	                        row->version, w->err);
}

static hire_status
sweep_page(hire__work *w, void *args)
{
	sweeping *s = args;
	const rubbish *r = &kinds[s->kind];
	const hire_filter old[] = {
	    HIRE_NUM(r->since, HIRE_LE, w->now.wall - r->life), r->also};
	hire_rows rows = {0};
	hire_status st = hire__list(w, r->record, old, r->also.field ? 2 : 1,
	    r->since, false, (hire_page){s->after, SWEEP_PAGE}, &rows);
	const char *row = rows.rows;
	for (size_t i = 0; !st && i < rows.count; i++)
		st = drop(w, r,
		    (const hire_record_head *)(const void
		            *)(row + i * r->record->size));
	if (!st)
		s->after = rows.next;
	return st;
}

static hire_status
put_off(hire__work *w, void *args)
{
	const sweeping *s = args;
	hire_time pause = s->out_of_time ? SWEEP_AGAIN : SWEEP_EVERY;
	return hire__later(w, s->message, w->now.wall + pause);
}

hire_status
hire__handle_sweep(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err)
{
	(void)id;
	sweeping s = {.message = m};
	hire_time began = hire_ctx_now(p->ctx).steady;
	hire_status st = HIRE_OK;
	while (!st && s.kind < KINDS && !s.out_of_time) {
		st = hire__write(p, sweep_page, &s, mem, err);
		s.kind += !s.after;
		s.out_of_time =
		    hire_ctx_now(p->ctx).steady - began > SWEEP_MOST;
	}
	return st ? st : hire__write(p, put_off, &s, mem, err);
}

static hire_status
order(hire__work *w, void *args)
{
	(void)args;
	return hire__enqueue(w, (hire__job_order){.kind = HIRE__KIND_SWEEP,
	                            .key = "sweep",
	                            .run_at = w->now.wall + SWEEP_EVERY,
	                            .priority = 9});
}

hire_status
hire__order_sweep(hire_platform *p, hire_arena *mem, hire_error *err)
{
	return hire__write(p, order, NULL, mem, err);
}
