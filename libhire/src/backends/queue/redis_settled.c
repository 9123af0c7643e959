/* SPDX-License-Identifier: MIT
 * redis_settled.c - what workers are done with and Redis does not know yet.
 * Apart from the claim: a message is settled inside a transaction of the
 * worker's, and may leave the line only when that is over.
 */
#include "redis_lines.h"

#include "util/buf.h"
#include "util/ctx.h"

#include <stdio.h>

enum { TEXT_MAX = HIRE__RL_SETTLED * 96 };

hire_status
hire__rl_reserve(hire__queue_redis *q, size_t more, hire_error *err)
{
	hire_status st = HIRE_OK;
	pthread_mutex_lock(&q->lock);
	size_t room = q->settled_count + q->out + more;
	room = room > HIRE__RL_SETTLED ? HIRE__RL_SETTLED : room;
	if (room > q->settled_room) {
		void *grown = hire__realloc(
		    q->ctx, q->settled, room * sizeof *q->settled);
		if (grown) {
			q->settled = grown;
			q->settled_room = room;
		} else {
			st = hire__nomem(err);
		}
	}
	pthread_mutex_unlock(&q->lock);
	return st;
}

void
hire__rl_handed_out(hire__queue_redis *q, size_t count)
{
	pthread_mutex_lock(&q->lock);
	q->out += count;
	pthread_mutex_unlock(&q->lock);
}

/* One that finds no room is found when its lease runs out. */
void
hire__rl_settle(
    hire__queue_redis *q, const char *id, int64_t version, const char *worker)
{
	pthread_mutex_lock(&q->lock);
	q->out -= q->out > 0;
	if (q->settled_count < q->settled_room) {
		hire__rl_settled *s = &q->settled[q->settled_count++];
		s->version = version;
		snprintf(s->id, sizeof s->id, "%s", id);
		snprintf(s->worker, sizeof s->worker, "%s", worker);
	}
	pthread_mutex_unlock(&q->lock);
}

hire_status
hire__rl_settled_of(hire__queue_redis *q, const char *worker, hire_arena *mem,
    const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(q->ctx, TEXT_MAX);
	size_t kept = 0;
	pthread_mutex_lock(&q->lock);
	for (size_t i = 0; i < q->settled_count; i++) {
		const hire__rl_settled *s = &q->settled[i];
		if (strncmp(s->worker, worker, sizeof s->worker - 1) != 0)
			q->settled[kept++] = *s;
		else
			hire__buf_addf(
			    &b, "%s %lld\n", s->id, (long long)s->version);
	}
	if (!b.failed)
		q->settled_count = kept;
	pthread_mutex_unlock(&q->lock);
	if (b.failed || b.len)
		return hire__buf_take(&b, mem, out, err);
	*out = "";
	return HIRE_OK;
}
