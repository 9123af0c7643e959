/* SPDX-License-Identifier: MIT
 * redis_topics.h - messages between processes, over one connection that
 * listens for all who do in this process.
 * Apart from redis.c, whose connections are lent from call to call.
 */
#ifndef HIRE_BACKENDS_CACHE_REDIS_TOPICS_H
#define HIRE_BACKENDS_CACHE_REDIS_TOPICS_H

#include "topics.h"

#include "util/buf.h"
#include "util/redis.h"

typedef enum link_state {
	LINK_TRYING, /* nobody knows yet */
	LINK_UP,     /* what is asked for is sent */
	LINK_DOWN    /* to be tried again */
} link_state;

typedef struct redis_topics {
	hire_ctx *ctx;      /* borrowed */
	hire__redis *redis; /* borrowed */
	topics here;        /* who listens in this process */
	int wake[2];        /* a byte for the thread: look at `wanted` */
	pthread_mutex_t lock;
	pthread_cond_t heard; /* one of the following changed */
	/* all that follows: under `lock` */
	pthread_t thread;
	bool started, ending;
	link_state link;
	hire__buf wanted; /* "+topic\0" and "-topic\0" that are not yet sent */
	uint64_t asked;   /* subscriptions sent or wanted over this link */
	uint64_t granted; /* and those that the server has confirmed */
} redis_topics;

HIRE_CHECK hire_status
redis_topics_init(
    redis_topics *t, hire_ctx *ctx, hire__redis *redis, hire_error *err);

/* Ends the thread; takes a zeroed one too. */
void
redis_topics_fini(redis_topics *t);

/* Waits until the server has confirmed it, unless it is gone. */
HIRE_CHECK hire_status
redis_topics_add(redis_topics *t, const char *topic, hire_cache_heard heard,
    void *user, uint64_t *id, hire_error *err);

void
redis_topics_remove(redis_topics *t, uint64_t id);

#endif
