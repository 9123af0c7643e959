/* SPDX-License-Identifier: MIT
 * webhooks.c - an organisation's endpoints: registering, changing, secrets.
 */
#include "webhooks.h"

#include <string.h>

#include "once.h"
#include "scopes.h"
#include "util/crypto.h"
#include "util/ctx.h"
#include "util/net.h"

/* How long a secret that was replaced signs beside its successor. */
#define OLD_SECRET_LIFE HIRE_DAY

enum { SECRET_BYTES = 32 };

#define SECRET_PREFIX "whsec_"

/* A call on endpoints. */
typedef struct hooking {
	const hire_actor *who;
	const char *id;
	const hire_change *changes;
	size_t count;
	int64_t version; /* 0: any */
	hire_webhook hook;
	const char *secret;
} hooking;

hire_status
hire__own_webhook(
    hire__work *w, const hire_actor *who, const char *id, hire_webhook *out)
{
	hire_webhook hook;
	hire_status st = hire__get(w, &hire_webhook_record, id, &hook);
	if (st)
		return st;
	if (strcmp(hook.organisation_id, who->organisation_id) != 0)
		return hire_fail(w->err, HIRE_ENOTFOUND, "webhook",
		    "there is no webhook %.60s", id);
	*out = hook;
	return HIRE_OK;
}

static hire_status
check_url(const hire_platform *p, const char *text, hire_error *err)
{
	hire__url url;
	hire_status st = hire__url_read(text ? text : "", &url, err);
	if (st)
		return st;
	if (p->production && !url.tls)
		return hire_fail(
		    err, HIRE_EINVAL, "url", "must begin with https://");
	if (!hire__net_may_call(&url, p->webhook_allow))
		return hire_fail(err, HIRE_EINVAL, "url",
		    "%.200s is not a public address", url.host);
	return HIRE_OK;
}

/* Check what people gave, and write the events in the order of their list. */
static hire_status
check_hook(const hire_platform *p, hire_webhook *hook, hire_arena *mem,
    hire_error *err)
{
	uint32_t set = 0;
	hire_status st = check_url(p, hook->url, err);
	if (!st)
		st = hire__words_set(&hire_webhook_event_words, "events",
		    hook->events ? hook->events : "", &set, err);
	if (st)
		return st;
	if (!set)
		set = (UINT32_C(1) << hire_webhook_event_count) - 1;
	hook->events = hire__words_text(&hire_webhook_event_words, set, mem);
	return hook->events ? HIRE_OK : hire__nomem(err);
}

static hire_status
new_secret(hire_arena *mem, const char **out, hire_error *err)
{
	unsigned char raw[SECRET_BYTES];
	hire_status st =
	    hire__random(hire_arena_ctx(mem), raw, sizeof raw, err);
	const char *text = st ? NULL : hire__base64(mem, raw, sizeof raw);
	const char *secret =
	    text ? hire_arena_printf(mem, SECRET_PREFIX "%s", text) : NULL;
	if (!st && !secret)
		st = hire__nomem(err);
	if (!st)
		*out = secret;
	return st;
}

static hire_status
add(hire__work *w, void *args)
{
	hooking *h = args;
	hire_filter ours = HIRE_IS("organisation_id", h->who->organisation_id);
	int64_t count = 0;
	hire_status st = hire__count(w, &hire_webhook_record, &ours, 1, &count);
	if (!st && count >= HIRE_WEBHOOKS_MAX)
		return hire_fail(w->err, HIRE_ELIMIT, "webhooks",
		    "at most %d endpoints", HIRE_WEBHOOKS_MAX);
	h->hook.id = NULL;
	if (!st)
		st = hire__insert(w, &hire_webhook_record, &h->hook);
	return st ? st
	          : hire__audit(w, h->who, "webhook.add", h->hook.id, NULL);
}

static hire_status
made_before(hire__work *w, void *args)
{
	const hooking *h = args;
	return hire_fail(w->err, HIRE_EEXISTS, "Idempotency-Key",
	    "this call was made before, for webhook %s; its secret was shown "
	    "then and cannot be shown again: rotate it",
	    h->hook.id);
}

hire_status
hire_webhooks_add(hire_platform *p, const hire_actor *who,
    const hire_webhook_draft *draft, hire_arena *mem, hire_webhook *out,
    const char **secret, hire_error *err)
{
	hooking h = {.who = who};
	const hire__once once = {
	    who, "webhooks.add", add, made_before, &h.hook.id, &h};
	hire_status st = hire__allow_organisation(who, err);
	if (!st)
		st = hire__need(p, HIRE_NEED_STORE, err);
	if (st)
		return st;
	hire_record_init(&hire_webhook_record, &h.hook);
	h.hook.organisation_id = who->organisation_id;
	h.hook.account_id = who->account_id;
	h.hook.url = draft->url;
	h.hook.events = draft->events;
	h.hook.description = draft->description;
	h.hook.enabled = true;
	st = check_hook(p, &h.hook, mem, err);
	if (!st)
		st = new_secret(mem, &h.hook.secret, err);
	if (!st)
		st = hire__write_once(p, &once, mem, err);
	if (st)
		return st;
	*out = h.hook;
	*secret = h.hook.secret;
	return HIRE_OK;
}

hire_status
hire_webhooks_list(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	const hire__ours of = {&hire_webhook_record, NULL, false};
	return hire__list_ours(p, &of, who, page, mem, out, err);
}

static hire_status
load(hire__work *w, void *args)
{
	hooking *h = args;
	return hire__own_webhook(w, h->who, h->id, &h->hook);
}

hire_status
hire_webhooks_get(hire_platform *p, const hire_actor *who,
    const char *webhook_id, hire_arena *mem, hire_webhook *out, hire_error *err)
{
	hooking h = {.who = who, .id = webhook_id};
	hire_status st = hire__allow_organisation(who, err);
	if (!st)
		st = hire__read(p, load, &h, mem, err);
	if (!st)
		*out = h.hook;
	return st;
}

static hire_status
edit(hire__work *w, void *args)
{
	hooking *h = args;
	hire_webhook next;
	hire_status st = load(w, h);
	/* EBUSY for now: as ECONFLICT it would only be run again. */
	if (!st && h->version && h->version != h->hook.version)
		return hire_fail(w->err, HIRE_EBUSY, "version",
		    "the webhook is at version %lld, not %lld",
		    (long long)h->hook.version, (long long)h->version);
	next = h->hook;
	for (size_t i = 0; !st && i < h->count; i++)
		st = hire_record_set(&hire_webhook_record, &next,
		    h->changes[i].field, h->changes[i].text, HIRE_EDIT, w->mem,
		    w->err);
	if (!st)
		st = check_hook(w->p, &next, w->mem, w->err);
	if (!st && next.enabled && !h->hook.enabled) {
		next.disabled_why = NULL;
		next.failures = 0;
		next.failing_since = next.paused_until = 0;
	}
	if (!st)
		st = hire__update(w, &hire_webhook_record, &next);
	if (!st)
		st = hire__audit(w, h->who, "webhook.edit", next.id, NULL);
	if (!st)
		h->hook = next;
	return st;
}

hire_status
hire_webhooks_edit(hire_platform *p, const hire_actor *who,
    const char *webhook_id, int64_t version, const hire_change *changes,
    size_t count, hire_arena *mem, hire_webhook *out, hire_error *err)
{
	hooking h = {.who = who,
	    .id = webhook_id,
	    .version = version,
	    .changes = changes,
	    .count = count};
	hire_error why = {0};
	hire_status st = hire__allow_organisation(who, &why);
	if (!st)
		st = hire__write(p, edit, &h, mem, &why);
	if (st == HIRE_EBUSY && !strcmp(why.field, "version"))
		st = why.code = HIRE_ECONFLICT;
	if (st && err)
		*err = why;
	if (!st)
		*out = h.hook;
	return st;
}

static hire_status
rotate(hire__work *w, void *args)
{
	hooking *h = args;
	hire_status st = load(w, h);
	if (st)
		return st;
	h->hook.old_secret = h->hook.secret;
	h->hook.old_until = w->now.wall + OLD_SECRET_LIFE;
	h->hook.secret = h->secret;
	st = hire__update(w, &hire_webhook_record, &h->hook);
	return st ? st
	          : hire__audit(w, h->who, "webhook.rotate", h->hook.id, NULL);
}

hire_status
hire_webhooks_rotate(hire_platform *p, const hire_actor *who,
    const char *webhook_id, hire_arena *mem, hire_webhook *out,
    const char **secret, hire_error *err)
{
	hooking h = {.who = who, .id = webhook_id};
	const hire__once once = {
	    who, "webhooks.rotate", rotate, made_before, &h.hook.id, &h};
	hire_status st = hire__allow_organisation(who, err);
	if (!st)
		st = new_secret(mem, &h.secret, err);
	if (!st)
		st = hire__write_once(p, &once, mem, err);
	if (st)
		return st;
	*out = h.hook;
	*secret = h.secret;
	return HIRE_OK;
}

static hire_status
drop(hire__work *w, void *args)
{
	hooking *h = args;
	const hire_store *s = &w->p->store;
	hire_status st = load(w, h);
	if (!st)
		st = s->ops.remove(s->state, w->tx, &hire_webhook_record, h->id,
		    h->hook.version, w->err);
	return st ? st : hire__audit(w, h->who, "webhook.remove", h->id, NULL);
}

hire_status
hire_webhooks_remove(hire_platform *p, const hire_actor *who,
    const char *webhook_id, hire_error *err)
{
	hooking h = {.who = who, .id = webhook_id};
	hire_arena *mem = NULL;
	hire_status st = hire__allow_organisation(who, err);
	if (!st)
		st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__write(p, drop, &h, mem, err);
	hire_arena_free(mem);
	return st;
}
