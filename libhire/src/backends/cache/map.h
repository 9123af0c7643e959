/* SPDX-License-Identifier: MIT
 * map.h - a hash map whose entries expire and that never outgrows its limits.
 * Apart from memory.c, which adds the lock and the meaning.
 */
#ifndef HIRE_BACKENDS_CACHE_MAP_H
#define HIRE_BACKENDS_CACHE_MAP_H

#include <hire/base.h>

typedef enum map_kind { MAP_VALUE, MAP_COUNTER, MAP_RATE } map_kind;

typedef struct map_entry {
	struct map_entry *next;          /* in its bucket */
	struct map_entry *older, *newer; /* by the time of writing */
	uint64_t hash;
	int64_t expires; /* on the map's clock */
	int64_t number;  /* of a counter or rate */
	map_kind kind;
	size_t len;
	const char *bytes; /* inside this block, behind the key */
	char key[];
} map_entry;

typedef struct map {
	hire_ctx *ctx; /* borrowed */
	map_entry **buckets;
	size_t bucket_count; /* a power of two */
	size_t count, bytes, max_count, max_bytes;
	map_entry *oldest, *newest;
	uint64_t seed;
	int64_t swept; /* when expired entries were last looked for */
} map;

HIRE_CHECK hire_status
map_init(
    map *m, hire_ctx *ctx, size_t max_count, size_t max_bytes, hire_error *err);

/* Takes a zeroed map too. */
void
map_fini(map *m);

/* The live entry, or NULL; valid until the next change. */
map_entry *
map_find(map *m, map_kind kind, const char *key, int64_t now);

/* A new entry in place of an old one; `bytes` may be NULL with `len` 0.  NULL
 * when memory is out; the old one is gone in any case. */
map_entry *
map_set(map *m, map_kind kind, const char *key, const void *bytes, size_t len,
    int64_t expires, int64_t now);

void
map_remove(map *m, map_kind kind, const char *key);

#endif
