/* SPDX-License-Identifier: MIT
 * sockets.c - sockets found by their addresses; see sockets.h.
 */
#include "sockets.h"

#include <limits.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Nobody is waited for while he sends more than this. */
enum { LINGER_BYTES = 64 << 20, LINGER_PIECE = 1 << 20 };

bool
sockets_same(const struct sockaddr_in *a, const struct sockaddr_in *b)
{
	return a->sin_port == b->sin_port &&
	       a->sin_addr.s_addr == b->sin_addr.s_addr;
}

static bool
is_at(int fd, int port)
{
	struct sockaddr_in near = {0};
	socklen_t len = sizeof near;
	return !getsockname(fd, (struct sockaddr *)&near, &len) &&
	       near.sin_family == AF_INET && ntohs(near.sin_port) == port;
}

bool
sockets_far_end(int fd, int port, struct sockaddr_in *far)
{
	socklen_t len = sizeof *far;
	*far = (struct sockaddr_in){0};
	return !getpeername(fd, (struct sockaddr *)far, &len) &&
	       far->sin_family == AF_INET && is_at(fd, port);
}

int
sockets_find(const struct sockaddr_in *far, int port, int below)
{
	struct sockaddr_in one;
	for (int fd = 0; fd < below; fd++)
		if (sockets_far_end(fd, port, &one) && sockets_same(&one, far))
			return fd;
	return -1;
}

int
sockets_listener(int port, int below)
{
	for (int fd = 0; fd < below; fd++) {
		int listens = 0;
		socklen_t len = sizeof listens;
		if (!getsockopt(
		        fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &len) &&
		    listens && is_at(fd, port))
			return fd;
	}
	return -1;
}

int64_t
sockets_silence(int fd)
{
	struct tcp_info info;
	socklen_t len = sizeof info;
	if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) ||
	    info.tcpi_state != TCP_ESTABLISHED)
		return -1;
	return info.tcpi_last_data_recv;
}

bool
sockets_unread(int fd)
{
	int n = 0;
	return !ioctl(fd, FIONREAD, &n) && n > 0;
}

void
sockets_linger(int fd, int ms)
{
	const int64_t end = sockets_now_ms() + ms;
	struct pollfd p = {fd, POLLIN, 0};
	shutdown(fd, SHUT_WR);
	for (size_t total = 0; total < LINGER_BYTES;) {
		int64_t left = end - sockets_now_ms();
		if (left <= 0 || poll(&p, 1, (int)left) <= 0)
			return;
		/* Linux throws away what MSG_TRUNC asks for. */
		ssize_t n =
		    recv(fd, NULL, LINGER_PIECE, MSG_TRUNC | MSG_DONTWAIT);
		if (n <= 0)
			return;
		total += (size_t)n;
	}
}

bool
sockets_leave_dead(int fd)
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
sockets_raise_limit(void)
{
	struct rlimit limit = {0, 0};
	if (getrlimit(RLIMIT_NOFILE, &limit))
		return 1024;
	if (limit.rlim_cur < limit.rlim_max) {
		limit.rlim_cur = limit.rlim_max;
		(void)!setrlimit(RLIMIT_NOFILE, &limit);
		getrlimit(RLIMIT_NOFILE, &limit);
	}
	return limit.rlim_cur > INT_MAX ? INT_MAX : (int)limit.rlim_cur;
}

int64_t
sockets_now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
