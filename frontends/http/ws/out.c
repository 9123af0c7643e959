/* SPDX-License-Identifier: MIT
 * out.c - the queue of a connection and what its socket takes of it.
 * Apart from reading: a peer that does not read is met here alone.
 */
#include "loop.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* Pings are answered one by one while so many answers wait. */
enum { PARTS = 16, NODE_WEIGHT = 64, PONGS_MAX = 16 };

ws_node *
ws_node_new(const ws_mem *mem, ws_opcode opcode, const void *payload,
    size_t len, size_t room)
{
	unsigned char head[WS_HEAD_MAX];
	size_t head_len = ws_write_head(head, opcode, len);
	size_t size = head_len + (room > len ? room : len);
	ws_node *node = ws_realloc(mem, NULL, sizeof *node + size);
	if (!node)
		return NULL;
	*node = (ws_node){
	    .len = (uint32_t)(head_len + len), .data = opcode < WS_CLOSE};
	memcpy(node->bytes, head, head_len);
	if (len)
		memcpy(node->bytes + head_len, payload, len);
	return node;
}

size_t
ws_node_weight(const ws_node *node)
{
	return node->data ? node->len + (size_t)NODE_WEIGHT : 0;
}

void
ws_list_add(ws_list *list, ws_node *node)
{
	if (list->last)
		list->last->next = node;
	else
		list->first = node;
	list->last = node;
}

void
ws_list_free(const ws_mem *mem, ws_list *list)
{
	while (list->first) {
		ws_node *node = list->first;
		list->first = node->next;
		ws_free(mem, node);
	}
	list->last = NULL;
}

/* Take over what other threads have posted. */
static void
splice(ws_loop *l, ws_conn *c)
{
	pthread_mutex_lock(&l->lock);
	ws_list more = c->posted;
	c->posted = (ws_list){NULL, NULL};
	pthread_mutex_unlock(&l->lock);
	if (!more.first)
		return;
	c->active = l->now;
	ws_list_add(&c->out, more.first);
	c->out.last = more.last;
}

bool
ws_out_control(
    ws_loop *l, ws_conn *c, ws_opcode opcode, const void *payload, size_t len)
{
	bool many = opcode == WS_PONG && c->pongs >= PONGS_MAX;
	ws_node *old = many ? c->pong : NULL;
	if (old) {
		/* Only the last of several pings needs an answer. */
		size_t head = ws_write_head(old->bytes, opcode, len);
		if (len)
			memcpy(old->bytes + head, payload, len);
		old->len = (uint32_t)(head + len);
		return true;
	}
	size_t room = opcode == WS_PONG ? WS_CONTROL_MAX : len;
	ws_node *node =
	    ws_node_new(&l->hub->options.mem, opcode, payload, len, room);
	if (!node)
		return false;
	splice(l, c);
	ws_list_add(&c->out, node);
	if (opcode == WS_PONG) {
		c->pong = node;
		c->pongs++;
	}
	return true;
}

/* One system call with as many frames as fit. */
static ssize_t
send_some(const ws_conn *c)
{
	struct iovec parts[PARTS];
	struct msghdr message = {.msg_iov = parts};
	size_t skip = c->sent, n = 0;
	for (ws_node *node = c->out.first; node && n < PARTS;
	     node = node->next, skip = 0)
		parts[n++] =
		    (struct iovec){node->bytes + skip, node->len - skip};
	message.msg_iovlen = n;
	return sendmsg(c->fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static bool
is_pong(const ws_node *node)
{
	return (node->bytes[0] & 0x0F) == WS_PONG;
}

/* `n` more bytes are gone; returns the weight of the frames that are. */
static size_t
forget_sent(ws_loop *l, ws_conn *c, size_t n)
{
	size_t weight = 0;
	ws_count_add(l->hub, WS_N_BYTES_OUT, n);
	n += c->sent;
	for (ws_node *node; (node = c->out.first) && n >= node->len;) {
		n -= node->len;
		weight += ws_node_weight(node);
		if (node == c->pong)
			c->pong = NULL;
		c->pongs -= is_pong(node);
		c->out.first = node->next;
		ws_free(&l->hub->options.mem, node);
	}
	c->sent = n;
	if (!c->out.first)
		c->out.last = NULL;
	else if (n && c->out.first == c->pong)
		c->pong = NULL; /* begun: it can no more be replaced */
	return weight;
}

static void
lighten(ws_loop *l, ws_conn *c, size_t weight)
{
	if (!weight)
		return;
	pthread_mutex_lock(&l->lock);
	c->queued -= weight;
	pthread_mutex_unlock(&l->lock);
	ws_count_add(l->hub, WS_N_QUEUED, 0 - (uint64_t)weight);
}

void
ws_out_flush(ws_loop *l, ws_conn *c)
{
	size_t weight = 0;
	bool lost = false;
	splice(l, c);
	while (c->out.first && !lost) {
		ssize_t n = send_some(c);
		if (n >= 0)
			weight += forget_sent(l, c, (size_t)n);
		else if (errno == EAGAIN || errno == EWOULDBLOCK)
			break;
		else
			lost = errno != EINTR;
	}
	lighten(l, c, weight);
	if (lost) {
		ws_end_lost(l, c);
		return;
	}
	if (!c->out.first)
		ws_end_sent(l, c);
	ws_in_arm(l, c);
}

void
ws_out_cut(ws_loop *l, ws_conn *c)
{
	size_t weight = 0;
	splice(l, c);
	ws_list rest = c->out;
	c->out = (ws_list){NULL, NULL};
	c->pong = NULL;
	c->pongs = 0;
	if (rest.first && c->sent) {
		/* The peer has a part of it: it must get the rest. */
		c->out = (ws_list){rest.first, rest.first};
		rest.first = rest.first->next;
		c->out.first->next = NULL;
		c->pongs = is_pong(c->out.first);
	}
	for (const ws_node *node = rest.first; node; node = node->next)
		weight += ws_node_weight(node);
	ws_list_free(&l->hub->options.mem, &rest);
	lighten(l, c, weight);
}
