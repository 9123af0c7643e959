/* SPDX-License-Identifier: MIT
 * once.c - a call that is repeated under its own name acts once.
 */
#include "once.h"

#include <string.h>

#include "util/crypto.h"
#include "util/ctx.h"

#define FIELD "Idempotency-Key"

enum { KEY_MAX = 255 };

static hire_status
check_key(const char *key, hire_error *err)
{
	size_t n = strlen(key);
	bool good = n >= 1 && n <= KEY_MAX;
	for (const char *c = key; good && *c; c++)
		good = *c >= 0x20 && *c <= 0x7E;
	return good ? HIRE_OK
	            : hire_fail(err, HIRE_EINVAL, FIELD,
	                  "1 to %d printable ASCII characters", KEY_MAX);
}

static bool
same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static hire_status
compare(hire__work *w, const hire__once *once, const hire_request *before)
{
	if (strcmp(before->operation, once->operation) != 0)
		return hire_fail(w->err, HIRE_EINVAL, FIELD,
		    "it was used for another call (%s); use a new one",
		    before->operation);
	if (!same_text(before->hash, once->who->request_hash))
		return hire_fail(w->err, HIRE_EINVAL, FIELD,
		    "it was used for this call with other content; use a new "
		    "one");
	*once->object = before->object_id;
	return HIRE_OK;
}

hire_status
hire__once_look(hire__work *w, const hire__once *once, bool *made)
{
	const hire_actor *who = once->who;
	const hire_store *s = &w->p->store;
	hire_request before;
	bool found = false;
	*made = false;
	if (!who || !who->request_key)
		return HIRE_OK;
	const hire_filter by[] = {HIRE_IS("account_id", who->account_id),
	    HIRE_IS("key", who->request_key)};
	hire_status st = check_key(who->request_key, w->err);
	if (!st)
		st =
		    hire__find(w, &hire_request_record, by, 2, &before, &found);
	if (st || !found)
		return st;
	/* The sweep comes by from time to time only. */
	if (before.created_at + HIRE__ONCE_LIFE <= w->now.wall)
		return s->ops.remove(s->state, w->tx, &hire_request_record,
		    before.id, before.version, w->err);
	st = compare(w, once, &before);
	*made = !st;
	return st;
}

hire_status
hire__once_note(hire__work *w, const hire__once *once)
{
	hire_request r;
	if (!once->who || !once->who->request_key)
		return HIRE_OK;
	hire_record_init(&hire_request_record, &r);
	r.account_id = once->who->account_id;
	r.key = once->who->request_key;
	r.hash = once->who->request_hash;
	r.operation = once->operation;
	r.object_id = *once->object;
	hire_status st = hire__insert(w, &hire_request_record, &r);
	/* It was not there when we looked: the same call, at the same time. */
	return st == HIRE_EEXISTS ? HIRE_ECONFLICT : st;
}

static hire_status
step(hire__work *w, void *args)
{
	const hire__once *once = args;
	bool made = false;
	hire_status st = hire__once_look(w, once, &made);
	if (st)
		return st;
	if (made)
		return once->again ? once->again(w, once->args) : HIRE_OK;
	st = once->act(w, once->args);
	return st ? st : hire__once_note(w, once);
}

hire_status
hire__write_once(
    hire_platform *p, const hire__once *once, hire_arena *mem, hire_error *err)
{
	hire__once copy = *once;
	return hire__write(p, step, &copy, mem, err);
}

hire_status
hire_request_hash(const hire_request_part *parts, size_t count, hire_arena *mem,
    const char **out, hire_error *err)
{
	unsigned char whole[HIRE__SHA256];
	unsigned char *each = hire_arena_alloc(mem, (count + 1) * HIRE__SHA256);
	hire_status st = each ? HIRE_OK : hire__nomem(err);
	for (size_t i = 0; i < count && !st; i++)
		st = hire__sha256(
		    parts[i].bytes, parts[i].len, each + i * HIRE__SHA256, err);
	if (!st)
		st = hire__sha256(each, count * HIRE__SHA256, whole, err);
	if (st)
		return st;
	const char *hex = hire__hex(mem, whole, sizeof whole);
	if (!hex)
		return hire__nomem(err);
	*out = hex;
	return HIRE_OK;
}
