/* SPDX-License-Identifier: MIT
 * webhook_send.c - worker: bring one event to one endpoint.
 * The queue only wakes us; attempts, pauses and the end are the delivery's
 * own, since an endpoint may be away for days and a worker never is.
 */
#include "webhooks.h"

#include <stdio.h>
#include <string.h>

#include "kinds.h"
#include "util/ctx.h"
#include "util/http.h"

#define FAILING_LIMIT (5 * HIRE_DAY)
#define PAUSE_FIRST   (5 * HIRE_SECOND)
#define PAUSE_MOST    (5 * HIRE_MINUTE)
#define WAIT_MOST     HIRE_DAY

enum { REPLY_MAX = 4096, GONE = 410, TOO_MANY = 429, UNAVAILABLE = 503 };

/* After the first attempt and each that follows; then it is dead. */
static const hire_time waits[] = {5 * HIRE_SECOND, 5 * HIRE_MINUTE,
    30 * HIRE_MINUTE, 2 * HIRE_HOUR, 5 * HIRE_HOUR, 10 * HIRE_HOUR,
    14 * HIRE_HOUR, 20 * HIRE_HOUR, 24 * HIRE_HOUR};

enum { WAITS = sizeof waits / sizeof *waits };

/* A delivery in hand. */
typedef struct sending {
	hire_message *message;
	const char *id;
	hire_webhook hook;
	hire_webhook_delivery delivery;
	bool over;          /* nothing is left to do */
	hire_time put_off;  /* not now; 0: now */
	unsigned dice;      /* 0..255: spreads what would come at once */
	int32_t status;     /* of the reply; 0: none */
	hire_time asked;    /* pause the endpoint asks for */
	const char *failed; /* why it is no success, or NULL */
} sending;

static hire_status
finish(hire__work *w, sending *s, const char *why)
{
	s->over = true;
	s->delivery.state = HIRE_DELIVERY_DEAD;
	s->delivery.last_error = why;
	s->delivery.next_at = 0;
	hire_status st =
	    hire__update(w, &hire_webhook_delivery_record, &s->delivery);
	return st ? st : hire__done(w, s->message);
}

static hire_status
wait_until(hire__work *w, sending *s, hire_time at)
{
	s->delivery.next_at = at;
	hire_status st =
	    hire__update(w, &hire_webhook_delivery_record, &s->delivery);
	return st ? st : hire__later(w, s->message, at);
}

/* Both rows as they are now; `over` when there is nothing to send. */
static hire_status
load(hire__work *w, sending *s)
{
	hire_status st =
	    hire__get(w, &hire_webhook_delivery_record, s->id, &s->delivery);
	s->over = st == HIRE_ENOTFOUND ||
	          (!st && s->delivery.state != HIRE_DELIVERY_WAITING);
	if (s->over)
		return hire__done(w, s->message);
	if (!st)
		st = hire__get(
		    w, &hire_webhook_record, s->delivery.webhook_id, &s->hook);
	if (st == HIRE_ENOTFOUND)
		return finish(w, s, "the endpoint was removed");
	if (!st && !s->hook.enabled)
		return finish(w, s, HIRE__WEBHOOK_OFF);
	return st;
}

static hire_status
look(hire__work *w, void *args)
{
	sending *s = args;
	hire_status st =
	    hire__get(w, &hire_webhook_delivery_record, s->id, &s->delivery);
	if (!st)
		st = hire__get(
		    w, &hire_webhook_record, s->delivery.webhook_id, &s->hook);
	s->over = st == HIRE_ENOTFOUND ||
	          (!st && (s->delivery.state != HIRE_DELIVERY_WAITING ||
	                      !s->hook.enabled));
	if (!st && s->hook.paused_until > w->now.wall)
		s->put_off =
		    s->hook.paused_until + s->dice * (HIRE_SECOND / 256);
	return st == HIRE_ENOTFOUND ? HIRE_OK : st;
}

static hire_status
put_away(hire__work *w, void *args)
{
	sending *s = args;
	hire_status st = load(w, s);
	return st || s->over ? st : wait_until(w, s, s->put_off);
}

static hire_status
tell_maker(hire__work *w, const hire_webhook *hook)
{
	const char *text;
	hire_status st = hire__text(w, &text,
	    "The webhook %s is disabled: %s.\n\nEvents are not sent to it any "
	    "more. When your server is well again, enable it and replay what "
	    "was missed:\nPATCH %s/api/v1/webhooks/%s\n",
	    hook->id, hook->disabled_why, w->p->public_url, hook->id);
	return st ? st
	          : hire__post_account(
	                w, hook->account_id, "A webhook is disabled", text);
}

/* One more failure of the endpoint, and what follows from it. */
static hire_status
note_failure(hire__work *w, sending *s)
{
	hire_webhook *h = &s->hook;
	hire_time now = w->now.wall;
	int64_t doublings = h->failures < 10 ? h->failures : 10;
	hire_time pause = PAUSE_FIRST << doublings;
	pause = pause < PAUSE_MOST ? pause : PAUSE_MOST;
	pause = pause > s->asked ? pause : s->asked;
	h->failures++;
	h->failing_since = h->failing_since ? h->failing_since : now;
	h->paused_until = now + pause;
	if (s->status == GONE)
		h->disabled_why = "it answered 410, gone";
	else if (now - h->failing_since >= FAILING_LIMIT)
		h->disabled_why = "nothing but failures for 5 days";
	h->enabled = !h->disabled_why;
	hire_status st = hire__update(w, &hire_webhook_record, h);
	if (!st && !h->enabled)
		st = hire__audit(
		    w, NULL, "webhook.disabled", h->id, h->disabled_why);
	return st || h->enabled ? st : tell_maker(w, h);
}

static hire_status
settle_failure(hire__work *w, sending *s)
{
	hire_webhook_delivery *d = &s->delivery;
	hire_status st = note_failure(w, s);
	if (st)
		return st;
	if (!s->hook.enabled || d->attempts > WAITS)
		return finish(w, s, s->failed);
	hire_time wait = waits[d->attempts - 1];
	wait += wait / 5 / 256 * (hire_time)s->dice;
	wait = wait > s->asked ? wait : s->asked;
	d->last_error = s->failed;
	return wait_until(w, s, w->now.wall + wait);
}

static hire_status
settle_success(hire__work *w, sending *s)
{
	hire_webhook *h = &s->hook;
	s->delivery.state = HIRE_DELIVERY_DELIVERED;
	s->delivery.delivered_at = w->now.wall;
	s->delivery.last_error = NULL;
	s->delivery.next_at = 0;
	hire_status st =
	    hire__update(w, &hire_webhook_delivery_record, &s->delivery);
	if (!st && h->failures) {
		h->failures = 0;
		h->failing_since = h->paused_until = 0;
		st = hire__update(w, &hire_webhook_record, h);
	}
	return st ? st : hire__done(w, s->message);
}

static hire_status
settle(hire__work *w, void *args)
{
	sending *s = args;
	hire_status st = load(w, s);
	if (st || s->over)
		return st;
	s->delivery.attempts++;
	s->delivery.last_status = s->status;
	return s->failed ? settle_failure(w, s) : settle_success(w, s);
}

/* What a reply is worth: any 2xx is a success, and nothing else is. */
static hire_status
judge(sending *s, const hire__http_reply *r, hire_arena *mem, hire_error *err)
{
	bool asks = r->status == TOO_MANY || r->status == UNAVAILABLE;
	s->status = r->status;
	s->asked = asks ? r->retry_after : 0;
	s->asked = s->asked < WAIT_MOST ? s->asked : WAIT_MOST;
	if (r->status >= 200 && r->status <= 299)
		return HIRE_OK;
	s->failed = hire_arena_printf(mem, "it answered %d%s", (int)r->status,
	    r->status >= 300 && r->status <= 399 ? ", a redirect" : "");
	return s->failed ? HIRE_OK : hire__nomem(err);
}

static hire_status
call(hire_platform *p, sending *s, hire_arena *mem, hire_error *err)
{
	char stamp[32];
	const char *signature = NULL;
	hire_error why = {0};
	hire__http_reply reply;
	hire_time now = hire_ctx_now(p->ctx).wall;
	const hire_webhook_delivery *d = &s->delivery;
	hire_status st = hire__webhook_sign(
	    &s->hook, d->event_id, now, d->body, mem, &signature, err);
	if (st)
		return st;
	snprintf(stamp, sizeof stamp, "%lld", (long long)(now / HIRE_SECOND));
	const hire__http_header headers[] = {
	    {"content-type", "application/json"}, {"webhook-id", d->event_id},
	    {"webhook-timestamp", stamp}, {"webhook-signature", signature}};
	const hire__http_call http = {.url = s->hook.url,
	    .headers = headers,
	    .header_count = 4,
	    .body = d->body,
	    .body_len = strlen(d->body),
	    .limit = HIRE__WEBHOOK_CALL_LIMIT,
	    .reply_max = REPLY_MAX,
	    .allow = p->webhook_allow};
	st = hire__http_do(&http, mem, &reply, &why);
	if (!st)
		return judge(s, &reply, mem, err);
	if (st != HIRE_ENOMEM)
		s->failed = hire_arena_strdup(mem, why.message);
	return s->failed ? HIRE_OK : hire__nomem(err);
}

static hire_status
call_in_turn(hire_platform *p, sending *s, hire_arena *mem, hire_error *err)
{
	int64_t begun = hire_ctx_now(p->ctx).steady;
	hire_status st = call(p, s, mem, err);
	hire_time took = hire_ctx_now(p->ctx).steady - begun;
	hire_status left =
	    hire__webhook_leave(p, &s->delivery, took, mem, st ? NULL : err);
	return st ? st : left;
}

hire_status
hire__handle_webhook(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err)
{
	sending s = {.message = m, .id = id};
	unsigned char dice = 0;
	hire_status st = hire__random(p->ctx, &dice, 1, err);
	s.dice = dice;
	if (!st)
		st = hire__read(p, look, &s, mem, err);
	if (st)
		return st;
	if (!s.over && !s.put_off)
		st = hire__webhook_enter(
		    p, &s.delivery, dice, mem, &s.put_off, err);
	if (st)
		return st;
	if (s.over || s.put_off)
		return hire__write(p, put_away, &s, mem, err);
	st = call_in_turn(p, &s, mem, err);
	return st ? st : hire__write(p, settle, &s, mem, err);
}

/* Only our own faults lead here: no attempt of the endpoint failed. */
hire_status
hire__give_up_webhook(
    hire__work *w, const char *id, hire_status st, const char *why)
{
	hire_webhook_delivery d;
	hire_status got = hire__get(w, &hire_webhook_delivery_record, id, &d);
	if (got || d.state != HIRE_DELIVERY_WAITING)
		return got == HIRE_ENOTFOUND ? HIRE_OK : got;
	d.state = HIRE_DELIVERY_DEAD;
	d.next_at = 0;
	got = hire__text(
	    w, &d.last_error, "%s: %.200s", hire_status_name(st), why);
	return got ? got : hire__update(w, &hire_webhook_delivery_record, &d);
}
