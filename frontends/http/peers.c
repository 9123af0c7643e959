/* SPDX-License-Identifier: MIT
 * peers.c - watch over connections; see peers.h.
 */
#include "peers.h"
#include "sockets.h"
#include "steady.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	ROUND_MS = 50,
	HURRIED_MS = 5,
	HEAD_GRACE_MS = 1000,
	LINGER_MS = 2000,        /* for one who still sends */
	LINGER_CROWDED_MS = 200, /* while others want the thread */
	BODY_GRACE_MS = 1000,    /* a body that just began counts as one of */
	BODY_PACE = 16 << 10,    /* so many bytes a second */
	/* Open files of one request (its socket, an upload) and of all else:
	 * the port, connections that wait for a thread, store, workers. */
	FILES_EACH = 2,
	FILES_OTHERS = 160,
};

struct peer {
	peer_state state;
	struct sockaddr_in address; /* port 0: not known yet */
	int fd;                     /* -1: not looked for yet */
	int64_t since, deadline;
	bool reading; /* a body is awaited: only that ends with the deadline */
	int64_t body_since, body_bytes;
};

struct peers {
	pthread_mutex_t lock;
	pthread_cond_t stop_word;
	pthread_t watch;
	bool watching, stop, ending, hurried;
	int most, bodies, used, in_hand;
	int port;
	/* Sockets that were taken over get numbers from here on, so that
	 * looking for the library's own stays short. */
	int fd_taken;
	peer rows[];
};

static int
find_fd(peers *all, peer *p)
{
	if (p->fd < 0 && p->address.sin_port)
		p->fd = sockets_find(&p->address, all->port, all->fd_taken);
	return p->fd;
}

static void
shut(peers *all, peer *p, int how)
{
	int fd = p->state == PEER_LEFT ? -1 : find_fd(all, p);
	if (fd >= 0)
		shutdown(fd, how);
}

/* What comes in ends; the deadline stays, so that its thread can tell. */
static void
end_body(peers *all, peer *p)
{
	shut(all, p, SHUT_RD);
	p->deadline = 1;
}

static bool
is_awaited(const peer *p)
{
	return p->state == PEER_ANSWER && p->reading && p->deadline > 1;
}

/* Bytes a second. */
static int64_t
pace(const peer *p, int64_t now)
{
	int64_t ms = now - p->body_since;
	int64_t pace = p->body_bytes * 1000 / (ms + 1);
	return ms < BODY_GRACE_MS && pace < BODY_PACE ? BODY_PACE : pace;
}

/* Of the same pace, the older one had its chance. */
static bool
is_slower(const peer *p, const peer *than, int64_t now)
{
	int64_t a = pace(p, now), b = pace(than, now);
	return a < b || (a == b && p->body_since < than->body_since);
}

/* Threads that wait for bodies are not there for anybody else.  The newest
 * one has had no chance yet. */
static void
end_slowest_body(peers *all, const peer *newest, int64_t now)
{
	peer *slowest = NULL;
	int bodies = 1;
	for (int i = 0; i < all->most; i++) {
		peer *p = &all->rows[i];
		if (p == newest || !is_awaited(p))
			continue;
		bodies++;
		if (!slowest || is_slower(p, slowest, now))
			slowest = p;
	}
	if (slowest && bodies > all->bodies)
		end_body(all, slowest);
}

/* What came and was not read yet may be its next request. */
static bool
waits_for_nothing(peers *all, peer *p)
{
	int fd = p->state == PEER_IDLE ? find_fd(all, p) : -1;
	return fd >= 0 && !sockets_unread(fd);
}

static peer *
longest_idle(peers *all)
{
	peer *found = NULL;
	for (int i = 0; i < all->most; i++) {
		peer *p = &all->rows[i];
		if ((!found || p->since < found->since) &&
		    waits_for_nothing(all, p))
			found = p;
	}
	return found;
}

static bool
is_known(const peers *all, const struct sockaddr_in *far)
{
	for (int i = 0; i < all->most; i++)
		if (all->rows[i].state != PEER_FREE &&
		    sockets_same(&all->rows[i].address, far))
			return true;
	return false;
}

/* Those that never said what they want, and are silent for a while: `count` of
 * them at most.  Whoever waits for a thread to read him is not silent. */
static int
send_strangers_away(peers *all, int count)
{
	int gone = 0;
	for (int fd = 0; fd < all->fd_taken && gone < count; fd++) {
		struct sockaddr_in far;
		if (!sockets_far_end(fd, all->port, &far) ||
		    is_known(all, &far) || sockets_unread(fd) ||
		    sockets_silence(fd) <= HEAD_GRACE_MS)
			continue;
		shutdown(fd, SHUT_RDWR);
		gone++;
	}
	return gone;
}

static void
send_idle_away(peers *all, peer *idle, int64_t now)
{
	shut(all, idle, SHUT_RD);
	idle->since = now;
	idle->state = PEER_LEAVING;
}

/* It is crowded: `count` of those who wait for nothing have to go.  False:
 * nobody has. */
static bool
send_away(peers *all, int count, int64_t now)
{
	peer *idle = NULL;
	int left = count;
	while (left > 0 && (idle = longest_idle(all))) {
		send_idle_away(all, idle, now);
		left--;
	}
	if (left > 0)
		left -= send_strangers_away(all, left);
	return left < count;
}

/* Soon again when somebody was sent away: others wait for those places. */
static void
look_round(peers *all)
{
	int64_t now = sockets_now_ms();
	int leaving = 0;
	for (int i = 0; i < all->most; i++) {
		peer *p = &all->rows[i];
		leaving += p->state == PEER_LEAVING;
		if (p->state != PEER_FREE && p->deadline && now > p->deadline) {
			if (p->reading) {
				end_body(all, p);
				continue;
			}
			shut(all, p, SHUT_RDWR);
			p->deadline = 0;
		}
		if (all->ending && p->state == PEER_IDLE)
			send_idle_away(all, p, now);
	}
	int wanted = all->most / 8 - (all->most - all->used) - leaving;
	all->hurried = send_away(all, wanted, now);
}

/* Wait for a word, one round long. */
static void
wait_round(peers *all)
{
	struct timespec t = steady_in(all->hurried ? HURRIED_MS : ROUND_MS);
	pthread_cond_timedwait(&all->stop_word, &all->lock, &t);
}

static void *
watch(void *arg)
{
	peers *all = arg;
	pthread_mutex_lock(&all->lock);
	while (!all->stop) {
		wait_round(all);
		look_round(all);
	}
	pthread_mutex_unlock(&all->lock);
	return NULL;
}

/* Half of them are for sockets that were taken over. */
int
peers_files(int most)
{
	return 2 * (FILES_EACH * most + FILES_OTHERS);
}

peers *
peers_new(int most, int bodies)
{
	int half = sockets_raise_limit() / 2;
	peers *all = calloc(1, sizeof *all + (size_t)most * sizeof(peer));
	if (!all)
		return NULL;
	all->most = most;
	all->bodies = bodies;
	all->fd_taken = 4 * most + 256;
	if (all->fd_taken > half)
		all->fd_taken = half;
	pthread_mutex_init(&all->lock, NULL);
	steady_cond(&all->stop_word);
	all->watching = !pthread_create(&all->watch, NULL, watch, all);
	if (!all->watching) {
		peers_free(all);
		return NULL;
	}
	return all;
}

void
peers_serve(peers *all, int port)
{
	pthread_mutex_lock(&all->lock);
	all->port = port;
	pthread_mutex_unlock(&all->lock);
}

/* The library looks whether it should stop when something happens on a
 * socket, and otherwise every other second. */
static void
shut_port(peers *all)
{
	struct sockaddr_in far;
	int port = sockets_listener(all->port, all->fd_taken);
	if (port >= 0)
		shutdown(port, SHUT_RDWR);
	for (int fd = 0; fd < all->fd_taken; fd++)
		if (sockets_far_end(fd, all->port, &far))
			shutdown(fd, SHUT_RD);
}

void
peers_end(peers *all, int64_t ms)
{
	int64_t end = sockets_now_ms() + ms;
	pthread_mutex_lock(&all->lock);
	all->ending = true;
	look_round(all);
	while (all->in_hand && sockets_now_ms() < end)
		wait_round(all);
	shut_port(all);
	pthread_mutex_unlock(&all->lock);
}

void
peers_free(peers *all)
{
	if (!all)
		return;
	if (all->watching) {
		pthread_mutex_lock(&all->lock);
		all->stop = true;
		pthread_cond_broadcast(&all->stop_word);
		pthread_mutex_unlock(&all->lock);
		pthread_join(all->watch, NULL);
	}
	pthread_cond_destroy(&all->stop_word);
	pthread_mutex_destroy(&all->lock);
	free(all);
}

peer *
peers_enter(peers *all)
{
	peer *p = NULL;
	pthread_mutex_lock(&all->lock);
	for (int i = 0; i < all->most && !p; i++)
		if (all->rows[i].state == PEER_FREE)
			p = &all->rows[i];
	if (p) {
		*p = (peer){
		    .state = PEER_HEAD, .fd = -1, .since = sockets_now_ms()};
		all->used++;
	}
	pthread_mutex_unlock(&all->lock);
	return p;
}

void
peers_name(peers *all, peer *who, const char *address, int port)
{
	pthread_mutex_lock(&all->lock);
	who->address.sin_port = htons((uint16_t)port);
	inet_pton(AF_INET, address, &who->address.sin_addr);
	pthread_mutex_unlock(&all->lock);
}

void
peers_leave(peers *all, peer *who)
{
	pthread_mutex_lock(&all->lock);
	who->state = PEER_FREE;
	all->used--;
	pthread_mutex_unlock(&all->lock);
}

int
peers_answer(peers *all, peer *who, bool *last)
{
	pthread_mutex_lock(&all->lock);
	*last = *last || who->state == PEER_LEAVING;
	who->state = PEER_ANSWER;
	int in_hand = ++all->in_hand;
	pthread_mutex_unlock(&all->lock);
	return in_hand;
}

void
peers_rest(peers *all, peer *who)
{
	pthread_mutex_lock(&all->lock);
	if (who->state == PEER_ANSWER)
		who->state = PEER_IDLE;
	who->since = sockets_now_ms();
	who->deadline = 0;
	if (!--all->in_hand && all->ending)
		pthread_cond_broadcast(&all->stop_word);
	pthread_mutex_unlock(&all->lock);
}

void
peers_limit(peers *all, peer *who, int64_t ms)
{
	pthread_mutex_lock(&all->lock);
	who->deadline = ms ? sockets_now_ms() + ms : 0;
	who->reading = false;
	pthread_mutex_unlock(&all->lock);
}

void
peers_await(peers *all, peer *who, int64_t ms)
{
	pthread_mutex_lock(&all->lock);
	int64_t now = sockets_now_ms();
	who->deadline = now + ms;
	who->reading = true;
	who->body_since = now;
	who->body_bytes = 0;
	end_slowest_body(all, who, now);
	pthread_mutex_unlock(&all->lock);
}

bool
peers_got(peers *all, peer *who, int n)
{
	pthread_mutex_lock(&all->lock);
	who->body_bytes += n;
	bool in_time = sockets_now_ms() <= who->deadline;
	pthread_mutex_unlock(&all->lock);
	return in_time;
}

int64_t
peers_age(peers *all, const peer *who)
{
	pthread_mutex_lock(&all->lock);
	int64_t ms = sockets_now_ms() - who->since;
	pthread_mutex_unlock(&all->lock);
	return ms;
}

bool
peers_is_first(peers *all, const peer *who)
{
	pthread_mutex_lock(&all->lock);
	bool first = who->state == PEER_HEAD;
	pthread_mutex_unlock(&all->lock);
	return first;
}

static int
its_fd(peers *all, peer *who)
{
	pthread_mutex_lock(&all->lock);
	int fd = who->state == PEER_LEFT ? -1 : find_fd(all, who);
	pthread_mutex_unlock(&all->lock);
	return fd;
}

bool
peers_has_more(peers *all, peer *who)
{
	int fd = its_fd(all, who);
	return fd >= 0 && sockets_unread(fd);
}

void
peers_linger(peers *all, peer *who)
{
	int fd = its_fd(all, who);
	pthread_mutex_lock(&all->lock);
	bool crowded = all->ending || all->used > all->most / 2;
	pthread_mutex_unlock(&all->lock);
	if (fd >= 0)
		sockets_linger(fd, crowded ? LINGER_CROWDED_MS : LINGER_MS);
}

int
peers_take(peers *all, peer *who)
{
	pthread_mutex_lock(&all->lock);
	int fd = find_fd(all, who);
	int mine = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, all->fd_taken);
	if (mine >= 0 && sockets_leave_dead(fd)) {
		who->state = PEER_LEFT;
		who->deadline = 0;
	} else if (mine >= 0) {
		close(mine);
		mine = -1;
	}
	pthread_mutex_unlock(&all->lock);
	return mine;
}

void
peers_counts(peers *all, int *open, int *idle)
{
	*open = *idle = 0;
	pthread_mutex_lock(&all->lock);
	for (int i = 0; i < all->most; i++) {
		*open += all->rows[i].state != PEER_FREE;
		*idle += all->rows[i].state == PEER_IDLE;
	}
	pthread_mutex_unlock(&all->lock);
}
