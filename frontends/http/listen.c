/* SPDX-License-Identifier: MIT
 * listen.c - the address to serve on; see listen.h.
 */
#include "listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char key[] = "HIRE_LISTEN";

static bool
read_address(const char *text, struct sockaddr_in *out)
{
	char host[INET_ADDRSTRLEN];
	size_t n = strcspn(text, ":");
	if (!text[n] || n >= sizeof host)
		return false;
	const char *digits = text + n + 1;
	size_t len = strlen(digits);
	if (!len || len > 5 || strspn(digits, "0123456789") != len)
		return false;
	long port = strtol(digits, NULL, 10);
	memcpy(host, text, n);
	host[n] = '\0';
	*out = (struct sockaddr_in){
	    .sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	return port <= UINT16_MAX &&
	       inet_pton(AF_INET, host, &out->sin_addr) == 1;
}

hire_status
listen_check(const char *text, hire_error *err)
{
	struct sockaddr_in at;
	return read_address(text, &at)
	           ? HIRE_OK
	           : hire_fail(err, HIRE_EINVAL, key,
	                 "must be an IPv4 address and a port, such as "
	                 "127.0.0.1:8080, not %.60s",
	                 text);
}

static hire_status
refuse(const char *text, int why, hire_error *err)
{
	int n = (int)strcspn(text, ":");
	const char *port = text + n + 1;
	if (why == EADDRINUSE)
		return hire_fail(err, HIRE_EINVAL, key,
		    "port %s is in use by another program", port);
	if (why == EADDRNOTAVAIL)
		return hire_fail(err, HIRE_EINVAL, key,
		    "this machine does not have the address %.*s", n, text);
	if (why == EACCES)
		return hire_fail(err, HIRE_EINVAL, key,
		    "port %s is not for this user: take one above 1023", port);
	return hire_fail(err, HIRE_EINVAL, key,
	    "cannot serve on %s: error %d of the system", text, why);
}

hire_status
listen_try(const char *text, hire_error *err)
{
	struct sockaddr_in at;
	const int yes = 1;
	hire_status st = listen_check(text, err);
	if (st || !read_address(text, &at))
		return st;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	bool had =
	    fd >= 0 &&
	    !setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) &&
	    !bind(fd, (struct sockaddr *)&at, sizeof at) && !listen(fd, 1);
	if (!had)
		st = refuse(text, errno, err);
	if (fd >= 0)
		close(fd);
	return st;
}
