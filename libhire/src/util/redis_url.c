/* SPDX-License-Identifier: MIT
 * redis_url.c - what the URL of a Redis server says.
 * No message repeats what could hold a password.
 */
#include "redis_inside.h"

#include "ctx.h"
#include "utf8.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <sys/un.h>

#define FORM "redis://USER:PASSWORD@HOST:PORT/DB"

enum { PORT = 6379, PORT_MAX = 65535, DB_MAX = 1 << 20, PART_MAX = 512 };

/* What is being read; `field` names the setting in messages. */
typedef struct reading {
	hire_ctx *ctx;
	const char *field;
	hire__redis_url *out;
} reading;

static hire_status
bad(const reading *r, hire_error *err, const char *why)
{
	return hire_fail(err, HIRE_EINVAL, r->field, "%s: write " FORM, why);
}

static int
digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	                              : -1;
}

/* A part with its %XX undone, as a string of our own. */
static hire_status
decode(const reading *r, const char *s, size_t n, const char *what, char **out,
    hire_error *err)
{
	char *own = hire__zalloc(r->ctx, n + 1), *end = own;
	if (!own)
		return hire__nomem(err);
	bool ok = n <= PART_MAX;
	for (size_t i = 0; ok && i < n; i++) {
		int c = (unsigned char)s[i];
		if (c == '%') {
			ok = i + 2 < n && digit(s[i + 1]) >= 0 &&
			     digit(s[i + 2]) >= 0;
			c = ok ? digit(s[i + 1]) * 16 + digit(s[i + 2]) : 0;
			i += 2;
		}
		ok = ok && c >= 0x20 && c != 0x7F;
		*end++ = (char)c;
	}
	if (ok && hire__utf8_valid(own, (size_t)(end - own))) {
		hire__free(r->ctx, *out);
		*out = own;
		return HIRE_OK;
	}
	hire__free(r->ctx, own);
	return hire_fail(err, HIRE_EINVAL, r->field,
	    "%s cannot be read: at most %d bytes of UTF-8, others than letters "
	    "and digits as %%XX",
	    what, PART_MAX);
}

/* A whole number in a range, or -1. */
static int64_t
number(const char *s, size_t n, int64_t least, int64_t most)
{
	char digits[12] = "";
	if (!n || n >= sizeof digits || strspn(s, "0123456789") < n)
		return -1;
	memcpy(digits, s, n);
	int64_t v = strtoll(digits, NULL, 10);
	return v >= least && v <= most ? v : -1;
}

static hire_status
take_account(const reading *r, const char *s, size_t n, hire_error *err)
{
	const char *colon = memchr(s, ':', n);
	if (!colon)
		return bad(r, err, "a user needs a password");
	hire_status st = HIRE_OK;
	if (colon > s)
		st = decode(
		    r, s, (size_t)(colon - s), "the user", &r->out->user, err);
	if (!st)
		st = decode(r, colon + 1, n - (size_t)(colon + 1 - s),
		    "the password", &r->out->password, err);
	return st;
}

static hire_status
take_port(const reading *r, const char *s, size_t n, hire_error *err)
{
	r->out->port = number(s, n, 1, PORT_MAX);
	return r->out->port > 0
	           ? HIRE_OK
	           : bad(r, err, "the port is no number from 1 to 65535");
}

/* "HOST", "HOST:PORT", "[ADDRESS]:PORT". */
static hire_status
take_host(const reading *r, const char *s, size_t n, hire_error *err)
{
	const char *end = n && *s == '[' ? memchr(s, ']', n) : NULL;
	const char *host = s + (end != NULL);
	const char *colon = end ? end + 1 : memchr(s, ':', n);
	size_t len = end     ? (size_t)(end - host)
	             : colon ? (size_t)(colon - host)
	                     : n;
	if (n && *s == '[' && !end)
		return bad(r, err, "a bracket is not closed");
	if (!len)
		return bad(r, err, "the host is missing");
	hire_status st = decode(r, host, len, "the host", &r->out->host, err);
	if (!st && strpbrk(r->out->host, " \"\\/,"))
		st = bad(r, err, "the host is no name");
	if (st || !colon || colon == s + n)
		return st;
	if (*colon != ':')
		return bad(r, err, "something stands behind the host");
	return take_port(r, colon + 1, (size_t)(s + n - colon - 1), err);
}

static hire_status
take_number(const reading *r, const char *name, const char *s, size_t n,
    hire_error *err)
{
	const struct {
		const char *name;
		int64_t least, most, unit, *to;
	} known[] = {{"pool", 1, HIRE__REDIS_POOL_MAX, 1, &r->out->pool},
	    {"timeout", 10, 60000, 1000, &r->out->timeout},
	    {"db", 0, DB_MAX, 1, &r->out->db}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(name, known[i].name) != 0)
			continue;
		int64_t v = number(s, n, known[i].least, known[i].most);
		if (v < 0)
			return hire_fail(err, HIRE_EINVAL, r->field,
			    "%s=: a number from %lld to %lld", name,
			    (long long)known[i].least,
			    (long long)known[i].most);
		*known[i].to = v * known[i].unit;
		return HIRE_OK;
	}
	return hire_fail(err, HIRE_EINVAL, r->field,
	    "the parameter %s is unknown: pool, prefix, timeout and db are not",
	    name);
}

static hire_status
take_prefix(const reading *r, const char *s, size_t n, hire_error *err)
{
	hire_status st = decode(r, s, n, "prefix=", &r->out->prefix, err);
	if (!st && strlen(r->out->prefix) > HIRE__REDIS_PREFIX_MAX)
		st = hire_fail(err, HIRE_EINVAL, r->field,
		    "prefix=: at most %d bytes", HIRE__REDIS_PREFIX_MAX);
	return st;
}

/* "name=value", one after the other. */
static hire_status
take_query(const reading *r, const char *s, hire_error *err)
{
	hire_status st = HIRE_OK;
	while (!st && *s) {
		size_t n = strcspn(s, "&"), named = strcspn(s, "=&");
		char name[16] = "";
		if (!named || named >= sizeof name || s[named] != '=' ||
		    strspn(s, "abcdefghijklmnopqrstuvwxyz") < named)
			return bad(r, err,
			    "what stands behind ? is not "
			    "name=value");
		memcpy(name, s, named);
		const char *value = s + named + 1;
		st = strcmp(name, "prefix")
		         ? take_number(r, name, value, n - named - 1, err)
		         : take_prefix(r, value, n - named - 1, err);
		s += n + (s[n] == '&');
	}
	return st;
}

static hire_status
take_path(const reading *r, const char *s, size_t n, hire_error *err)
{
	struct sockaddr_un room;
	if (r->out->local) {
		hire_status st =
		    decode(r, s, n, "the path", &r->out->host, err);
		if (!st && strlen(r->out->host) >= sizeof room.sun_path)
			st = bad(r, err, "the path of the socket is too long");
		return st;
	}
	r->out->db = n > 1 ? number(s + 1, n - 1, 0, DB_MAX) : 0;
	return r->out->db >= 0 ? HIRE_OK
	                       : bad(r, err, "the database is no number");
}

static hire_status
take_rest(const reading *r, const char *s, hire_error *err)
{
	size_t whole = strcspn(s, "?");
	/* A password may hold a slash: the last @ before ? ends it. */
	const char *at = NULL;
	for (size_t i = 0; i < whole; i++)
		at = s[i] == '@' ? s + i : at;
	hire_status st = HIRE_OK;
	if (at)
		st = take_account(r, s, (size_t)(at - s), err);
	const char *host = at ? at + 1 : s;
	size_t n = strcspn(host, "/?");
	if (!st && r->out->local && (n || *host != '/'))
		st = hire_fail(err, HIRE_EINVAL, r->field,
		    "the path of the socket begins with /: write "
		    "redis+unix:///PATH");
	if (!st && !r->out->local)
		st = take_host(r, host, n, err);
	if (!st)
		st =
		    take_path(r, host + n, (size_t)(s + whole - host) - n, err);
	return st || !s[whole] ? st : take_query(r, s + whole + 1, err);
}

static hire_status
take_scheme(
    const reading *r, const char *url, const char **rest, hire_error *err)
{
	static const char plain[] = "redis://", local[] = "redis+unix://";
	if (!strncmp(url, "rediss:", 7))
		return hire_fail(err, HIRE_EINVAL, r->field,
		    "rediss: (TLS) is not spoken: let stunnel or haproxy carry "
		    "a redis: connection over TLS (docs/redis.md)");
	r->out->local = !strncmp(url, local, sizeof local - 1);
	if (!r->out->local && strncmp(url, plain, sizeof plain - 1) != 0)
		return bad(r, err, "this is no URL of a Redis server");
	*rest = url + (r->out->local ? sizeof local : sizeof plain) - 1;
	return HIRE_OK;
}

static hire_status
take_all(const reading *r, const char *url, hire_error *err)
{
	const char *rest;
	hire__redis_url *u = r->out;
	hire_status st = decode(r, "hire:", 5, "", &u->prefix, err);
	if (!st)
		st = take_scheme(r, url, &rest, err);
	if (!st)
		st = take_rest(r, rest, err);
	if (st)
		return st;
	hire__buf b = HIRE__BUF(r->ctx, 4096);
	if (u->local)
		hire__buf_addf(&b, "%s", u->host);
	else
		hire__buf_addf(&b,
		    strchr(u->host, ':') ? "[%s]:%lld" : "%s:%lld", u->host,
		    (long long)u->port);
	hire__buf_addf(&b, "/%lld", (long long)u->db);
	u->place = b.s;
	return hire__buf_check(&b, err);
}

hire_status
hire__redis_url_parse(hire_ctx *ctx, const char *field, const char *url,
    hire__redis_url *out, hire_error *err)
{
	hire__redis_url u = {.port = PORT,
	    .pool = HIRE__REDIS_POOL,
	    .timeout = HIRE__REDIS_TIMEOUT_MS * (HIRE_SECOND / 1000)};
	reading r = {ctx, field, &u};
	hire_status st = take_all(&r, url, err);
	if (st)
		hire__redis_url_free(ctx, &u);
	else
		*out = u;
	return st;
}

void
hire__redis_url_free(hire_ctx *ctx, hire__redis_url *url)
{
	hire__free(ctx, url->host);
	hire__free(ctx, url->user);
	hire__free(ctx, url->password);
	hire__free(ctx, url->prefix);
	hire__free(ctx, url->place);
	*url = (hire__redis_url){0};
}
