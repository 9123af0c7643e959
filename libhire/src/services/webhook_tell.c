/* SPDX-License-Identifier: MIT
 * webhook_tell.c - an event leaves with the transaction that made it.
 */
#include "webhooks.h"

#include <string.h>

#include "kinds.h"
#include "scopes.h"
#include "util/crypto.h"
#include "util/ctx.h"
#include "util/id.h"
#include "util/when.h"

enum { BODY_MAX = 4000, SECRET_PREFIX = 6, KEY_BYTES = 32 };

static void
write_fact(hire__jw *j, const hire__fact *f)
{
	switch (f->type) {
	case HIRE__FACT_TEXT:
		hire__jw_str(j, f->key, f->text);
		break;
	case HIRE__FACT_NUMBER:
		hire__jw_int(j, f->key, f->number);
		break;
	case HIRE__FACT_BOOL:
		hire__jw_bool(j, f->key, f->number != 0);
		break;
	}
}

static hire_status
write_body(hire__work *w, hire_webhook_event event, const hire__fact *facts,
    size_t count, const char **out)
{
	char when[HIRE__WHEN_LEN];
	hire__buf b = HIRE__BUF(w->p->ctx, BODY_MAX);
	hire__jw j = {&b, false};
	hire__when_text(w->now.wall, when);
	hire__jw_begin(&j, NULL, '{');
	hire__jw_str(
	    &j, "type", hire_word(&hire_webhook_event_words, (int)event));
	hire__jw_str(&j, "timestamp", when);
	hire__jw_begin(&j, "data", '{');
	for (size_t i = 0; i < count; i++)
		write_fact(&j, &facts[i]);
	hire__jw_end(&j, '}');
	hire__jw_end(&j, '}');
	return hire__buf_take(&b, w->mem, out, w->err);
}

hire_status
hire__webhook_queue(hire__work *w, const hire_webhook_delivery *delivery)
{
	const char *key;
	hire_status st = hire__text(w, &key, "webhook:%s", delivery->id);
	return st ? st
	          : hire__enqueue(w, (hire__job_order){HIRE__KIND_WEBHOOK, key,
	                                 delivery->id, 0, 7});
}

/* One event: the same id and body for every endpoint. */
typedef struct telling {
	hire_webhook_event event;
	const char *event_id, *body;
} telling;

/* What happens while the endpoint is disabled can be replayed later. */
static hire_status
tell_one(hire__work *w, const telling *t, const hire_webhook *hook)
{
	hire_webhook_delivery d;
	hire_record_init(&hire_webhook_delivery_record, &d);
	d.webhook_id = hook->id;
	d.organisation_id = hook->organisation_id;
	d.event = t->event;
	d.event_id = t->event_id;
	d.body = t->body;
	if (hook->enabled) {
		d.next_at = w->now.wall;
	} else {
		d.state = HIRE_DELIVERY_DEAD;
		d.last_error = HIRE__WEBHOOK_OFF;
	}
	hire_status st = hire__insert(w, &hire_webhook_delivery_record, &d);
	return st || !hook->enabled ? st : hire__webhook_queue(w, &d);
}

static hire_status
wants(hire__work *w, const hire_webhook *hook, hire_webhook_event event,
    bool *out)
{
	uint32_t set = 0;
	hire_status st = hire__words_set(
	    &hire_webhook_event_words, "events", hook->events, &set, w->err);
	*out = !st && set >> event & 1;
	return st;
}

hire_status
hire__webhook_tell(hire__work *w, hire_webhook_event event,
    const char *organisation_id, const hire__fact *facts, size_t count)
{
	telling t = {event, NULL, NULL};
	hire_filter ours = HIRE_IS("organisation_id", organisation_id);
	hire_rows rows = {0};
	hire_status st = hire__list(w, &hire_webhook_record, &ours, 1, NULL,
	    false, (hire_page){NULL, HIRE_WEBHOOKS_MAX}, &rows);
	const hire_webhook *hooks = rows.rows;
	for (size_t i = 0; !st && i < rows.count; i++) {
		bool wanted = false;
		st = wants(w, &hooks[i], event, &wanted);
		if (st || !wanted)
			continue;
		if (!t.body)
			st = write_body(w, event, facts, count, &t.body);
		if (!st && !t.event_id)
			st = hire__id_new(
			    w->mem, "evt", w->now.wall, &t.event_id, w->err);
		if (!st)
			st = tell_one(w, &t, &hooks[i]);
	}
	return st;
}

/* "v1," and the HMAC over id, time and body, under one secret. */
static hire_status
sign_once(const char *secret, const char *signed_text, hire_arena *mem,
    const char **out, hire_error *err)
{
	unsigned char digest[HIRE__SHA256];
	size_t len = 0;
	const unsigned char *key =
	    hire__base64_decode(mem, secret + SECRET_PREFIX, &len);
	if (!key)
		return hire__nomem(err);
	if (len != KEY_BYTES)
		return hire_fail(err, HIRE_ECORRUPT, "webhook",
		    "the stored secret is not one of ours");
	hire_status st = hire__hmac_sha256(
	    key, len, signed_text, strlen(signed_text), digest, err);
	const char *text = st ? NULL : hire__base64(mem, digest, sizeof digest);
	*out = text ? hire_arena_printf(mem, "v1,%s", text) : NULL;
	return st ? st : *out ? HIRE_OK : hire__nomem(err);
}

hire_status
hire__webhook_sign(const hire_webhook *hook, const char *event_id,
    hire_time now, const char *body, hire_arena *mem, const char **out,
    hire_error *err)
{
	const char *one = NULL, *other = NULL;
	const char *text = hire_arena_printf(
	    mem, "%s.%lld.%s", event_id, (long long)(now / HIRE_SECOND), body);
	bool two = hook->old_secret && hook->old_until > now;
	if (!text)
		return hire__nomem(err);
	hire_status st = sign_once(hook->secret, text, mem, &one, err);
	if (!st && two)
		st = sign_once(hook->old_secret, text, mem, &other, err);
	if (st)
		return st;
	const char *both =
	    two ? hire_arena_printf(mem, "%s %s", one, other) : one;
	if (!both)
		return hire__nomem(err);
	*out = both;
	return HIRE_OK;
}
