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

/* FNV-1a. */
static size_t
list_of(const char *topic)
{
	uint64_t h = 14695981039346656037u;
	for (; *topic; topic++)
		h = (h ^ (unsigned char)*topic) * 1099511628211u;
	return (size_t)(h % TOPICS_LISTS);
}

void
topics_init(topics *t, hire_ctx *ctx)
{
	*t = (topics){.ctx = ctx};
	pthread_mutex_init(&t->lock, NULL);
}

void
topics_fini(topics *t)
{
	for (size_t i = 0; i < TOPICS_LISTS; i++)
		while (t->lists[i]) {
			listener *l = t->lists[i];
			t->lists[i] = l->next;
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
	size_t list = list_of(topic);
	pthread_mutex_lock(&t->lock);
	/* An id says which list to look through. */
	*id = l->id = ++t->last * TOPICS_LISTS + list;
	l->next = t->lists[list];
	t->lists[list] = l;
	pthread_mutex_unlock(&t->lock);
	return HIRE_OK;
}

static bool
has_topic(const topics *t, size_t list, const char *topic)
{
	const listener *l = t->lists[list];
	while (l && strcmp(l->topic, topic) != 0)
		l = l->next;
	return l;
}

bool
topics_remove(topics *t, uint64_t id, char topic[HIRE_CACHE_KEY_MAX + 1])
{
	size_t list = id % TOPICS_LISTS;
	bool last = false;
	pthread_mutex_lock(&t->lock);
	listener **at = &t->lists[list];
	while (*at && (*at)->id != id)
		at = &(*at)->next;
	listener *gone = *at;
	if (gone) {
		*at = gone->next;
		last = !has_topic(t, list, gone->topic);
		memcpy(topic, gone->topic, strlen(gone->topic) + 1);
	}
	pthread_mutex_unlock(&t->lock);
	hire__free(t->ctx, gone);
	return last;
}

void
topics_each(topics *t, void (*each)(void *user, const char *topic), void *user)
{
	pthread_mutex_lock(&t->lock);
	for (size_t i = 0; i < TOPICS_LISTS; i++)
		for (const listener *l = t->lists[i]; l; l = l->next)
			each(user, l->topic);
	pthread_mutex_unlock(&t->lock);
}

void
topics_publish(topics *t, const char *topic, const void *bytes, size_t len)
{
	size_t list = list_of(topic);
	pthread_mutex_lock(&t->lock);
	for (listener *l = t->lists[list]; l; l = l->next)
		if (!strcmp(l->topic, topic))
			l->heard(l->user, topic, bytes, len);
	pthread_mutex_unlock(&t->lock);
}
