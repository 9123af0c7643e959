/* SPDX-License-Identifier: MIT
 * topics.c - who hears what, inside this process.
 */
#include "topics.h"

#include "util/ctx.h"

#include <string.h>

typedef struct listener {
	struct listener *next;
	uint64_t id;
	hire_cache_heard heard;
	void *user;   /* borrowed until topics_remove() */
	char topic[]; /* ours */
} listener;

void
topics_init(topics *t, hire_ctx *ctx)
{
	*t = (topics){.ctx = ctx};
	pthread_mutex_init(&t->lock, NULL);
}

void
topics_fini(topics *t)
{
	while (t->first) {
		listener *l = t->first;
		t->first = l->next;
		hire__free(t->ctx, l);
	}
	pthread_mutex_destroy(&t->lock);
}

hire_status
topics_add(topics *t, const char *topic, hire_cache_heard heard, void *user,
    uint64_t *id, hire_error *err)
{
	size_t n = strlen(topic) + 1;
	listener *l = hire__zalloc(t->ctx, sizeof *l + n);
	if (!l)
		return hire__nomem(err);
	memcpy(l->topic, topic, n);
	l->heard = heard;
	l->user = user;
	pthread_mutex_lock(&t->lock);
	*id = l->id = ++t->last_id;
	l->next = t->first;
	t->first = l;
	pthread_mutex_unlock(&t->lock);
	return HIRE_OK;
}

void
topics_remove(topics *t, uint64_t id)
{
	pthread_mutex_lock(&t->lock);
	listener **at = &t->first;
	while (*at && (*at)->id != id)
		at = &(*at)->next;
	listener *gone = *at;
	if (gone)
		*at = gone->next;
	pthread_mutex_unlock(&t->lock);
	hire__free(t->ctx, gone);
}

void
topics_publish(topics *t, const char *topic, const void *bytes, size_t len)
{
	pthread_mutex_lock(&t->lock);
	for (listener *l = t->first; l; l = l->next)
		if (!strcmp(l->topic, topic))
			l->heard(l->user, topic, bytes, len);
	pthread_mutex_unlock(&t->lock);
}
