/* SPDX-License-Identifier: MIT
 * redis_settled.c - what workers are done with and Redis does not know yet.
 * Apart from the claim: a message is settled inside a transaction of the
 * worker's, and may leave the line only when that is over.
 */
#include "redis_lines.h"

#include "util/buf.h"
#include "util/ctx.h"

#include <stdio.h>

enum { FIRST_ROOM = 16, TEXT_MAX = HIRE__RL_SETTLED * 96 };

/* Under the lock. */
static bool
make_room(hire__queue_redis *q)
{
	size_t room = q->settled_room ? 2 * q->settled_room : FIRST_ROOM;
	if (q->settled_count < q->settled_room)
		return true;
	if (room > HIRE__RL_SETTLED)
		return false;
	void *more =
	    hire__realloc(q->ctx, q->settled, room * sizeof *q->settled);
	if (!more)
		return false;
	q->settled = more;
	q->settled_room = room;
	return true;
}

/* One that finds no room is found when its lease runs out. */
void
hire__rl_settle(
    hire__queue_redis *q, const char *id, int64_t version, const char *worker)
{
	pthread_mutex_lock(&q->lock);
	if (make_room(q)) {
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
