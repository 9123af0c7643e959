/* SPDX-License-Identifier: MIT
 * peers.c - watch over connections; see peers.h.
 */
#include "peers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROUND_MS = 50, HEAD_GRACE_MS = 1000 };

struct peer {
	peer_state state;
	struct sockaddr_in address; /* port 0: not known yet */
	int fd;                     /* -1: not looked for yet */
	int64_t since, deadline;
};

struct peers {
	pthread_mutex_t lock;
	pthread_cond_t stop_word;
	pthread_t watch;
	bool watching, stop;
	int most, used, in_hand;
	int server_port; /* 0 before the first request */
	/* Sockets that were taken over get numbers from here on, so that
	 * looking for the library's own stays short. */
	int fd_taken;
	peer rows[];
};

static int64_t
now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The other side of a connection to our port. */
static bool
far_end(const peers *all, int fd, struct sockaddr_in *out)
{
	struct sockaddr_in near;
	socklen_t out_len = sizeof *out, near_len = sizeof near;
	return !getpeername(fd, (struct sockaddr *)out, &out_len) &&
	       out->sin_family == AF_INET &&
	       !getsockname(fd, (struct sockaddr *)&near, &near_len) &&
	       ntohs(near.sin_port) == all->server_port;
}

static bool
same_address(const struct sockaddr_in *a, const struct sockaddr_in *b)
{
	return a->sin_port == b->sin_port &&
	       a->sin_addr.s_addr == b->sin_addr.s_addr;
}

/* The library does not tell its descriptors, but two addresses name one
 * socket. */
static int
find_fd(peers *all, peer *p)
{
	struct sockaddr_in far;
	if (p->fd >= 0 || !p->address.sin_port)
		return p->fd;
	for (int fd = 0; fd < all->fd_taken && p->fd < 0; fd++)
		if (far_end(all, fd, &far) && same_address(&far, &p->address))
			p->fd = fd;
	return p->fd;
}

static void
shut(peers *all, peer *p, int how)
{
	int fd = p->state == PEER_LEFT ? -1 : find_fd(all, p);
	if (fd >= 0)
		shutdown(fd, how);
}

static peer *
longest_idle(peers *all)
{
	peer *found = NULL;
	for (int i = 0; i < all->most; i++) {
		peer *p = &all->rows[i];
		if (p->state == PEER_IDLE &&
		    (!found || p->since < found->since))
			found = p;
	}
	return found;
}

static bool
is_known(const peers *all, const struct sockaddr_in *far)
{
	for (int i = 0; i < all->most; i++)
		if (all->rows[i].state != PEER_FREE &&
		    same_address(&all->rows[i].address, far))
			return true;
	return false;
}

/* Milliseconds for which the other side has sent nothing. */
static int64_t
silence(int fd)
{
	struct tcp_info info;
	socklen_t len = sizeof info;
	if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len))
		return -1;
	return info.tcpi_last_data_recv;
}

/* Among those that never said what they want, the one that is silent for the
 * longest time. */
static int
slowest_stranger(peers *all)
{
	int found = -1;
	int64_t most = HEAD_GRACE_MS;
	for (int fd = 0; fd < all->fd_taken; fd++) {
		struct sockaddr_in far;
		if (!far_end(all, fd, &far) || is_known(all, &far))
			continue;
		int64_t ms = silence(fd);
		if (ms > most) {
			most = ms;
			found = fd;
		}
	}
	return found;
}

/* It is crowded: somebody who waits for nothing has to go. */
static bool
send_away(peers *all, int64_t now)
{
	peer *idle = longest_idle(all);
	int stranger = idle ? -1 : slowest_stranger(all);
	if (idle) {
		shut(all, idle, SHUT_RD);
		idle->since = now;
		idle->state = PEER_LEAVING;
	} else if (stranger >= 0) {
		shutdown(stranger, SHUT_RDWR);
	}
	return idle || stranger >= 0;
}

static void
look_round(peers *all)
{
	int64_t now = now_ms();
	for (int i = 0; i < all->most; i++) {
		peer *p = &all->rows[i];
		if (p->state != PEER_FREE && p->deadline && now > p->deadline) {
			p->deadline = 0;
			shut(all, p, SHUT_RDWR);
		}
	}
	int spare = all->most / 8 - (all->most - all->used);
	while (spare-- > 0 && send_away(all, now))
		;
}

static void *
watch(void *arg)
{
	peers *all = arg;
	pthread_mutex_lock(&all->lock);
	while (!all->stop) {
		struct timespec t;
		clock_gettime(CLOCK_REALTIME, &t);
		t.tv_nsec += ROUND_MS * 1000000L;
		t.tv_sec += t.tv_nsec / 1000000000L;
		t.tv_nsec %= 1000000000L;
		pthread_cond_timedwait(&all->stop_word, &all->lock, &t);
		look_round(all);
	}
	pthread_mutex_unlock(&all->lock);
	return NULL;
}

/* As many descriptors as we may have; where taken sockets begin. */
static int
raise_limit(int most)
{
	struct rlimit limit = {0, 0};
	int wanted = 4 * most + 256;
	if (!getrlimit(RLIMIT_NOFILE, &limit) &&
	    limit.rlim_cur < limit.rlim_max) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	bool room = limit.rlim_cur / 2 > (rlim_t)wanted;
	return room ? wanted : (int)(limit.rlim_cur / 2);
}

peers *
peers_new(int most)
{
	peers *all = calloc(1, sizeof *all + (size_t)most * sizeof(peer));
	if (!all)
		return NULL;
	all->most = most;
	all->fd_taken = raise_limit(most);
	pthread_mutex_init(&all->lock, NULL);
	pthread_cond_init(&all->stop_word, NULL);
	all->watching = !pthread_create(&all->watch, NULL, watch, all);
	if (!all->watching) {
		peers_free(all);
		return NULL;
	}
	return all;
}

void
peers_free(peers *all)
{
	if (!all)
		return;
	if (all->watching) {
		pthread_mutex_lock(&all->lock);
		all->stop = true;
		pthread_cond_signal(&all->stop_word);
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
		*p = (peer){.state = PEER_HEAD, .fd = -1, .since = now_ms()};
		all->used++;
	}
	pthread_mutex_unlock(&all->lock);
	return p;
}

void
peers_name(
    peers *all, peer *who, const char *address, int port, int server_port)
{
	pthread_mutex_lock(&all->lock);
	who->address.sin_port = htons((uint16_t)port);
	inet_pton(AF_INET, address, &who->address.sin_addr);
	all->server_port = server_port;
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
peers_answer(peers *all, peer *who)
{
	pthread_mutex_lock(&all->lock);
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
	who->since = now_ms();
	who->deadline = 0;
	all->in_hand--;
	pthread_mutex_unlock(&all->lock);
}

void
peers_limit(peers *all, peer *who, int64_t ms)
{
	pthread_mutex_lock(&all->lock);
	who->deadline = ms ? now_ms() + ms : 0;
	pthread_mutex_unlock(&all->lock);
}

/* Put a socket whose other end is closed in the place of `fd`: the library
 * shuts and closes that one. */
static bool
leave_dead(int fd)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return false;
	bool ok = dup2(pair[0], fd) == fd;
	close(pair[0]);
	close(pair[1]);
	return ok;
}

int
peers_take(peers *all, peer *who)
{
	pthread_mutex_lock(&all->lock);
	int fd = find_fd(all, who);
	int mine = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, all->fd_taken);
	if (mine >= 0 && leave_dead(fd)) {
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
