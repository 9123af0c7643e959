/* SPDX-License-Identifier: MIT
 * post.c - what any thread may ask of a connection.
 * Apart from the loop: here every touch is under its lock, and short; copies
 * are made before it is taken.
 */
#include "loop.h"

/* Lock the loop of `id`; NULL (and no lock) when there is no such connection,
 * or one that takes nothing more. */
static ws_conn *
lock_conn(ws_hub *hub, ws_conn_id id, ws_loop **loop)
{
	ws_loop *l = ws_loop_of(hub, id);
	*loop = l;
	if (!l)
		return NULL;
	pthread_mutex_lock(&l->lock);
	ws_conn *c = ws_slot_find(l, id);
	if (c && !c->sealed)
		return c;
	pthread_mutex_unlock(&l->lock);
	return NULL;
}

static void
unlock_served(ws_loop *l, ws_conn *c)
{
	bool wake = ws_loop_mark(l, c);
	pthread_mutex_unlock(&l->lock);
	if (wake)
		ws_loop_wake(l);
}

/* With the lock held: `node` joins, or the connection is given up. */
static hire_status
enqueue(ws_hub *hub, ws_conn *c, ws_node *node)
{
	size_t weight = ws_node_weight(node);
	if (weight > hub->options.queue_max - c->queued) {
		c->overflowed = c->sealed = true;
		return HIRE_ELIMIT;
	}
	c->queued += weight;
	ws_list_add(&c->posted, node);
	ws_count_add(hub, WS_N_QUEUED, weight);
	ws_count_add(hub, WS_N_MESSAGES_OUT, 1);
	return HIRE_OK;
}

hire_status
ws_send(ws_hub *hub, ws_conn_id id, const char *text, size_t len)
{
	const ws_mem *mem = &hub->options.mem;
	ws_loop *l = NULL;
	hire_status st = HIRE_ENOTFOUND;
	if (len > INT32_MAX)
		return HIRE_ETOOBIG;
	ws_node *node = ws_node_new(mem, WS_TEXT, text, len, 0);
	if (!node)
		return HIRE_ENOMEM;
	ws_conn *c = lock_conn(hub, id, &l);
	if (c) {
		st = enqueue(hub, c, node);
		unlock_served(l, c);
	}
	if (st)
		ws_free(mem, node);
	return st;
}

hire_status
ws_close(ws_hub *hub, ws_conn_id id, uint16_t code, const char *reason)
{
	unsigned char payload[WS_CONTROL_MAX];
	const ws_mem *mem = &hub->options.mem;
	ws_loop *l = NULL;
	if (!ws_code_valid(code))
		return HIRE_EINVAL;
	size_t n = ws_write_close(payload, code, reason);
	ws_node *node = ws_node_new(mem, WS_CLOSE, payload, n, 0);
	if (!node)
		return HIRE_ENOMEM;
	ws_conn *c = lock_conn(hub, id, &l);
	if (!c) {
		ws_free(mem, node);
		return HIRE_ENOTFOUND;
	}
	c->asked = code;
	c->sealed = true;
	ws_list_add(&c->posted, node);
	unlock_served(l, c);
	return HIRE_OK;
}

void
ws_resume(ws_hub *hub, ws_conn_id id)
{
	ws_loop *l = NULL;
	ws_conn *c = lock_conn(hub, id, &l);
	if (!c)
		return;
	c->resumed = true;
	unlock_served(l, c);
}

size_t
ws_queued(ws_hub *hub, ws_conn_id id)
{
	ws_loop *l = NULL;
	ws_conn *c = lock_conn(hub, id, &l);
	if (!c)
		return 0;
	size_t n = c->queued;
	pthread_mutex_unlock(&l->lock);
	return n;
}
