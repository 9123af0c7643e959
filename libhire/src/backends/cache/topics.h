/* SPDX-License-Identifier: MIT
 * topics.h - who hears what, inside this process.
 * Under a lock of its own, so that a listener never holds up the map.
 */
#ifndef HIRE_BACKENDS_CACHE_TOPICS_H
#define HIRE_BACKENDS_CACHE_TOPICS_H

#include <hire/sys/cache.h>
#include <pthread.h>

/* Thousands listen, each to a topic of its own. */
enum { TOPICS_LISTS = 1024 };

typedef struct topics {
	hire_ctx *ctx; /* borrowed */
	pthread_mutex_t lock;
	struct listener *lists[TOPICS_LISTS]; /* under `lock` */
	uint64_t last; /* under `lock`: listeners so far */
} topics;

void
topics_init(topics *t, hire_ctx *ctx);

void
topics_fini(topics *t);

HIRE_CHECK hire_status
topics_add(topics *t, const char *topic, hire_cache_heard heard, void *user,
    uint64_t *id, hire_error *err);

/* Waits until no listener runs.  True when it was the last one of its topic,
 * which is written to `topic`. */
bool
topics_remove(topics *t, uint64_t id, char topic[HIRE_CACHE_KEY_MAX + 1]);

/* Call `each` for the topic of every listener; it must not use `t`. */
void
topics_each(topics *t, void (*each)(void *user, const char *topic), void *user);

void
topics_publish(topics *t, const char *topic, const void *bytes, size_t len);

#endif
