/* SPDX-License-Identifier: MIT
 * map.c - a hash map whose entries expire and that never outgrows its limits.
 */
#include "map.h"

#include "util/ctx.h"

#include <string.h>

enum { FIRST_BUCKETS = 256 };

hire_status
map_init(
    map *m, hire_ctx *ctx, size_t max_count, size_t max_bytes, hire_error *err)
{
	map got = {.ctx = ctx,
	    .bucket_count = FIRST_BUCKETS,
	    .max_count = max_count,
	    .max_bytes = max_bytes};
	hire_status st = hire__random(ctx, &got.seed, sizeof got.seed, err);
	if (st)
		return st;
	got.buckets = hire__zalloc(ctx, FIRST_BUCKETS * sizeof *got.buckets);
	if (!got.buckets)
		return hire__nomem(err);
	*m = got;
	return HIRE_OK;
}

/* FNV-1a from a secret start: strangers choose some of the keys, and must not
 * be able to choose ones that share a bucket. */
static uint64_t
hash_of(const map *m, map_kind kind, const char *key)
{
	uint64_t h = m->seed ^ (uint64_t)kind;
	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return h ^ h >> 32;
}

static map_entry **
slot_of(map *m, uint64_t hash, map_kind kind, const char *key)
{
	map_entry **at = &m->buckets[hash & (m->bucket_count - 1)];
	while (*at && ((*at)->hash != hash || (*at)->kind != kind ||
	                  strcmp((*at)->key, key) != 0))
		at = &(*at)->next;
	return at;
}

static size_t
weight(const map_entry *e)
{
	return sizeof *e + strlen(e->key) + 1 + e->len;
}

static void
drop(map *m, map_entry **slot)
{
	map_entry *e = *slot;
	if (!e)
		return;
	*slot = e->next;
	*(e->older ? &e->older->newer : &m->oldest) = e->newer;
	*(e->newer ? &e->newer->older : &m->newest) = e->older;
	m->count--;
	m->bytes -= weight(e);
	hire__free(m->ctx, e);
}

static void
drop_entry(map *m, map_entry *e)
{
	drop(m, slot_of(m, e->hash, e->kind, e->key));
}

void
map_fini(map *m)
{
	while (m->oldest)
		drop_entry(m, m->oldest);
	if (m->ctx)
		hire__free(m->ctx, m->buckets);
	*m = (map){0};
}

map_entry *
map_find(map *m, map_kind kind, const char *key, int64_t now)
{
	map_entry **slot = slot_of(m, hash_of(m, kind, key), kind, key);
	if (!*slot || (*slot)->expires > now)
		return *slot;
	drop(m, slot);
	return NULL;
}

void
map_remove(map *m, map_kind kind, const char *key)
{
	map_entry **slot = slot_of(m, hash_of(m, kind, key), kind, key);
	if (*slot)
		drop(m, slot);
}

static void
sweep(map *m, int64_t now)
{
	for (map_entry *e = m->oldest, *newer; e; e = newer) {
		newer = e->newer;
		if (e->expires <= now)
			drop_entry(m, e);
	}
	m->swept = now;
}

/* Expired entries go first, then the oldest.  A sweep reads everything, so at
 * most one a second. */
static void
make_room(map *m, size_t bytes, int64_t now)
{
	bool full = m->count >= m->max_count || bytes > m->max_bytes - m->bytes;
	if (full && (now - m->swept >= HIRE_SECOND || !m->swept))
		sweep(m, now);
	while (m->oldest &&
	       (m->count >= m->max_count || bytes > m->max_bytes - m->bytes))
		drop_entry(m, m->oldest);
}

/* Chains get longer, nothing else, when there is no memory for this. */
static void
grow(map *m)
{
	size_t want = m->bucket_count * 2;
	map_entry **wide = m->count < m->bucket_count
	                       ? NULL
	                       : hire__zalloc(m->ctx, want * sizeof *wide);
	if (!wide)
		return;
	hire__free(m->ctx, m->buckets);
	m->buckets = wide;
	m->bucket_count = want;
	for (map_entry *e = m->oldest; e; e = e->newer) {
		map_entry **head = &wide[e->hash & (want - 1)];
		e->next = *head;
		*head = e;
	}
}

static void
link_newest(map *m, map_entry *e)
{
	map_entry **head = &m->buckets[e->hash & (m->bucket_count - 1)];
	e->next = *head;
	*head = e;
	e->older = m->newest;
	*(m->newest ? &m->newest->newer : &m->oldest) = e;
	m->newest = e;
	m->count++;
	m->bytes += weight(e);
	grow(m);
}

map_entry *
map_set(map *m, map_kind kind, const char *key, const void *bytes, size_t len,
    int64_t expires, int64_t now)
{
	map_remove(m, kind, key);
	size_t key_size = strlen(key) + 1;
	size_t total = sizeof(map_entry) + key_size + len;
	make_room(m, total, now);
	map_entry *e = hire__zalloc(m->ctx, total);
	if (!e)
		return NULL;
	memcpy(e->key, key, key_size);
	if (len)
		memcpy(e->key + key_size, bytes, len);
	e->bytes = e->key + key_size;
	e->len = len;
	e->kind = kind;
	e->hash = hash_of(m, kind, key);
	e->expires = expires;
	link_newest(m, e);
	return e;
}
