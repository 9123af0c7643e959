/* SPDX-License-Identifier: MIT
 * test_ws_peer.c - clients written with blocking sockets: as unlike the hub as
 * they can be.
 */
#include "test_ws_peer.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 20000 }; /* milliseconds */

/* For what is looked at per frame.  Check's own take a lock and write to a pipe
 * also when they hold: thirty threads, those of the hub among them, would do
 * little else but wait for that. */
#define HOLDS(what, ...)                                                       \
	do {                                                                   \
		if (!(what))                                                   \
			ck_abort_msg(__VA_ARGS__);                             \
	} while (0)

static int
descriptors(void)
{
	int n = 0;
	DIR *dir = opendir("/proc/self/fd");
	while (dir && readdir(dir))
		n++;
	if (dir)
		closedir(dir);
	return n;
}

static bool
on_message(void *user, ws_conn_id id, void *of, bool text, const char *data,
    size_t len)
{
	host *h = user;
	peer *p = of;
	HOLDS(id == p->id, "a message for another connection");
	pthread_mutex_lock(&h->lock);
	p->messages++;
	p->last_len = len;
	memcpy(p->last, data, len < sizeof p->last ? len : sizeof p->last);
	HOLDS(!p->closed, "a message after the end");
	pthread_cond_broadcast(&h->news);
	pthread_mutex_unlock(&h->lock);
	if (h->act)
		return h->act(p, data, len);
	if (text)
		(void)!ws_send(h->hub, id, data, len);
	return true;
}

static void
on_closed(void *user, ws_conn_id id, void *of, uint16_t code, ws_end why)
{
	host *h = user;
	peer *p = of;
	ck_assert_uint_eq(id, p->id);
	pthread_mutex_lock(&h->lock);
	p->closed++;
	p->code = code;
	p->why = why;
	pthread_cond_broadcast(&h->news);
	pthread_mutex_unlock(&h->lock);
}

void
host_open(host *h, ws_hub_options o)
{
	ws_callbacks callbacks = {on_message, on_closed, h};
	memset(h, 0, sizeof *h);
	h->descriptors = descriptors();
	pthread_mutex_init(&h->lock, NULL);
	pthread_cond_init(&h->news, NULL);
	o.mem = test_mem_of(&h->mem);
	ck_assert_ok(ws_hub_new(&o, &callbacks, &h->hub));
}

void
host_close(host *h, peer *peers, size_t n)
{
	ws_hub_free(h->hub);
	for (size_t i = 0; i < n; i++) {
		close(peers[i].fd);
		if (peers[i].id)
			ck_assert_int_eq(peers[i].closed, 1);
	}
	ck_assert_int_eq(h->mem.live, 0);
	ck_assert_int_eq(descriptors(), h->descriptors);
	pthread_mutex_destroy(&h->lock);
	pthread_cond_destroy(&h->news);
}

void
host_close_both(host *h, const peer *p, const peer *q)
{
	ws_hub_stop(h->hub, WS_CODE_AWAY, NULL, 0);
	peer both[] = {*p, *q};
	host_close(h, both, 2);
}

void
tcp_pair(int fds[2])
{
	struct sockaddr_in at = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof at;
	int door = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert(!bind(door, (struct sockaddr *)&at, sizeof at));
	ck_assert(!listen(door, 1));
	ck_assert(!getsockname(door, (struct sockaddr *)&at, &len));
	fds[0] = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert(!connect(fds[0], (struct sockaddr *)&at, sizeof at));
	fds[1] = accept(door, NULL, NULL);
	ck_assert_int_ge(fds[1], 0);
	close(door);
}

static hire_status
enter(host *h, peer *p, int send_buffer)
{
	int fds[2];
	memset(p, 0, sizeof *p);
	p->host = h;
	tcp_pair(fds);
	if (send_buffer)
		ck_assert(!setsockopt(fds[1], SOL_SOCKET, SO_SNDBUF,
		    &send_buffer, sizeof send_buffer));
	p->fd = fds[0];
	hire_status st = ws_hub_adopt(h->hub, fds[1], p, &p->id);
	if (st)
		close(fds[1]);
	return st;
}

hire_status
peer_try(host *h, peer *p)
{
	return enter(h, p, 0);
}

void
peer_open_narrow(host *h, peer *p)
{
	ck_assert_ok(enter(h, p, 4096));
}

void
peer_open(host *h, peer *p)
{
	ck_assert_ok(peer_try(h, p));
	ck_assert_uint_ne(p->id, 0);
}

void
peer_send(const peer *p, int first, const void *payload, size_t n)
{
	unsigned char frame[READ_MAX + 14];
	piece one = {first, payload, n, 0, false};
	size_t len = piece_write(&one, frame);
	for (size_t at = 0; at < len;) {
		ssize_t sent = send(p->fd, frame + at, len - at, MSG_NOSIGNAL);
		if (sent < 0)
			return; /* it was closed on us: the test will see */
		at += (size_t)sent;
	}
}

void
peer_says(const peer *p, const char *text)
{
	peer_send(p, 0x81, text, strlen(text));
}

/* `n` bytes; 0 at the end of the stream, -1 when it was reset. */
static int
read_all(int fd, void *to, size_t n)
{
	for (size_t at = 0; at < n;) {
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		HOLDS(poll(&ready, 1, PATIENCE) == 1, "no frame came");
		ssize_t part = recv(fd, (char *)to + at, n - at, 0);
		if (part <= 0) {
			HOLDS(!at, "the stream ends within a frame");
			return part ? -1 : 0;
		}
		at += (size_t)part;
	}
	return 1;
}

static size_t
read_length(int fd, unsigned char short_form)
{
	unsigned char bytes[8];
	size_t n = short_form == 126 ? 2 : 8, len = 0;
	if (short_form < 126)
		return short_form;
	HOLDS(read_all(fd, bytes, n) == 1, "no length came");
	for (size_t i = 0; i < n; i++)
		len = len << 8 | bytes[i];
	return len;
}

void
peer_read(const peer *p, got *g)
{
	unsigned char head[2];
	int st = read_all(p->fd, head, 2);
	g->opcode = st - 1;
	g->len = 0;
	if (st <= 0)
		return;
	HOLDS((head[0] & 0xF0) == 0x80, "FIN and no reserved bits");
	HOLDS(!(head[1] & 0x80), "a server does not mask");
	g->opcode = head[0] & 0x0F;
	g->len = read_length(p->fd, head[1]);
	HOLDS(g->len <= READ_MAX, "a frame of %zu bytes", g->len);
	if (g->len)
		HOLDS(read_all(p->fd, g->data, g->len) == 1, "no payload came");
	g->data[g->len] = 0;
	g->code = WS_CODE_NONE;
	if (g->opcode == WS_CLOSE && g->len >= 2)
		g->code = (unsigned)(unsigned char)g->data[0] << 8 |
		          (unsigned char)g->data[1];
}

void
peer_expects(const peer *p, int opcode, const char *payload)
{
	got g;
	peer_read(p, &g);
	ck_assert_int_eq(g.opcode, opcode);
	ck_assert_str_eq(g.data, payload);
}

void
peer_expects_close(const peer *p, unsigned code)
{
	got g;
	peer_read(p, &g);
	ck_assert_int_eq(g.opcode, WS_CLOSE);
	ck_assert_uint_eq(g.code, code);
}

static void
wait_news(host *h)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += PATIENCE / 1000;
	ck_assert_msg(!pthread_cond_timedwait(&h->news, &h->lock, &until),
	    "the host heard nothing");
}

void
peer_wait_closed(peer *p, uint16_t code, ws_end why)
{
	pthread_mutex_lock(&p->host->lock);
	while (!p->closed)
		wait_news(p->host);
	ck_assert_int_eq(p->closed, 1);
	ck_assert_uint_eq(p->code, code);
	ck_assert_str_eq(ws_end_name(p->why), ws_end_name(why));
	pthread_mutex_unlock(&p->host->lock);
}

void
peer_leaves(peer *p, uint16_t code, ws_end why)
{
	close(p->fd);
	p->fd = -1;
	peer_wait_closed(p, code, why);
}

void
peer_wait_messages(peer *p, int n)
{
	pthread_mutex_lock(&p->host->lock);
	while (p->messages < n)
		wait_news(p->host);
	pthread_mutex_unlock(&p->host->lock);
}

int
peer_messages(peer *p)
{
	pthread_mutex_lock(&p->host->lock);
	int n = p->messages;
	pthread_mutex_unlock(&p->host->lock);
	return n;
}

ws_counters
host_counters(host *h)
{
	ws_counters c;
	ws_hub_counters(h->hub, &c);
	return c;
}
