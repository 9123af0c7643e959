/* SPDX-License-Identifier: MIT
 * webhook_deliveries.c - what became of the events, and sending them again.
 */
#include "webhooks.h"

#include <string.h>

#include "once.h"
#include "util/ctx.h"

enum { REPLAY_MAX = 1000 };

/* A call on deliveries. */
typedef struct looking {
	const hire_actor *who;
	const char *hook_id, *id;
	int state; /* < 0: any */
	hire_page page;
	hire_webhook hook;
	hire_webhook_delivery delivery;
	hire_rows rows;
} looking;

static hire_status
list(hire__work *w, void *args)
{
	looking *l = args;
	const hire_filter by[] = {HIRE_IS("webhook_id", l->hook_id),
	    HIRE_NUM("state", HIRE_EQ, l->state)};
	hire_status st = hire__own_webhook(w, l->who, l->hook_id, &l->hook);
	return st ? st
	          : hire__list(w, &hire_webhook_delivery_record, by,
	                l->state < 0 ? 1 : 2, NULL, true, l->page, &l->rows);
}

hire_status
hire_webhooks_deliveries(hire_platform *p, const hire_actor *who,
    const char *webhook_id, int state, hire_page page, hire_arena *mem,
    hire_rows *out, hire_error *err)
{
	looking l = {
	    .who = who, .hook_id = webhook_id, .state = state, .page = page};
	hire_status st = hire__allow_organisation(who, err);
	if (!st)
		st = hire__read(p, list, &l, mem, err);
	if (!st)
		*out = l.rows;
	return st;
}

static hire_status
load(hire__work *w, void *args)
{
	looking *l = args;
	const char *id = l->id ? l->id : l->delivery.id;
	hire_webhook_delivery d;
	hire_status st = hire__get(w, &hire_webhook_delivery_record, id, &d);
	if (!st)
		st = hire__own_webhook(w, l->who, d.webhook_id, &l->hook);
	if (st == HIRE_ENOTFOUND)
		return hire_fail(
		    w->err, st, "delivery", "there is no delivery %.60s", id);
	if (!st)
		l->delivery = d;
	return st;
}

/* Whoever asks for it knows that the endpoint is well: no pause is left. */
static hire_status
wake(hire__work *w, hire_webhook *hook)
{
	if (!hook->enabled)
		return hire_fail(w->err, HIRE_ESTATE, "webhook",
		    "the endpoint is disabled; enable it first");
	if (!hook->paused_until)
		return HIRE_OK;
	hook->paused_until = 0;
	return hire__update(w, &hire_webhook_record, hook);
}

static hire_status
send_again(hire__work *w, hire_webhook_delivery *d)
{
	d->state = HIRE_DELIVERY_WAITING;
	d->attempts = 0;
	d->next_at = w->now.wall;
	hire_status st = hire__update(w, &hire_webhook_delivery_record, d);
	return st ? st : hire__webhook_queue(w, d);
}

static hire_status
replay(hire__work *w, void *args)
{
	looking *l = args;
	hire_status st = load(w, l);
	if (!st && l->delivery.state == HIRE_DELIVERY_WAITING)
		st = hire_fail(w->err, HIRE_ESTATE, "delivery",
		    "it is still waiting to be sent");
	if (!st)
		st = wake(w, &l->hook);
	if (!st)
		st = send_again(w, &l->delivery);
	return st ? st
	          : hire__audit(
	                w, l->who, "webhook.replay", l->delivery.id, NULL);
}

/* A repeated call: the delivery as it is. */
static hire_status
reread(hire__work *w, void *args)
{
	looking *l = args;
	l->id = NULL;
	return load(w, l);
}

hire_status
hire_webhooks_replay(hire_platform *p, const hire_actor *who,
    const char *delivery_id, hire_arena *mem, hire_webhook_delivery *out,
    hire_error *err)
{
	looking l = {.who = who, .id = delivery_id ? delivery_id : ""};
	const hire__once once = {
	    who, "webhooks.replay", replay, reread, &l.delivery.id, &l};
	hire_status st = hire__allow_organisation(who, err);
	if (!st)
		st = hire__write_once(p, &once, mem, err);
	if (!st)
		*out = l.delivery;
	return st;
}

static hire_status
replay_dead(hire__work *w, void *args)
{
	looking *l = args;
	hire_status st = list(w, l);
	hire_webhook_delivery *dead = l->rows.rows;
	if (!st)
		st = wake(w, &l->hook);
	for (size_t i = 0; !st && i < l->rows.count; i++)
		st = send_again(w, &dead[i]);
	return st ? st
	          : hire__audit(
	                w, l->who, "webhook.replay_dead", l->hook_id, NULL);
}

hire_status
hire_webhooks_replay_dead(hire_platform *p, const hire_actor *who,
    const char *webhook_id, int64_t *count, hire_error *err)
{
	looking l = {.who = who,
	    .hook_id = webhook_id,
	    .state = HIRE_DELIVERY_DEAD,
	    .page = {NULL, REPLAY_MAX}};
	const hire__once once = {
	    who, "webhooks.replay_dead", replay_dead, NULL, &l.hook_id, &l};
	hire_arena *mem = NULL;
	hire_status st = hire__allow_organisation(who, err);
	if (!st)
		st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__write_once(p, &once, mem, err);
	if (!st && count)
		*count = (int64_t)l.rows.count;
	hire_arena_free(mem);
	return st;
}
