/* SPDX-License-Identifier: MIT
 * http.c - calls to other people's servers, over libcurl.
 */
#include "http.h"

#include "buf.h"
#include "ctx.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CURL_LIBRARY "libcurl.so.4"

/* What we use of libcurl.  It is loaded by the first call that needs it: with
 * the thirty libraries behind it, linking it would double the time in which a
 * program starts that calls nobody. */
#define CURL_MAP(X)                                                            \
	X(CURL *, easy_init, (void))                                           \
	X(CURLcode, easy_setopt, (CURL * curl, CURLoption option, ...))        \
	X(CURLcode, easy_getinfo, (CURL * curl, CURLINFO info, ...))           \
	X(CURLcode, easy_perform, (CURL * curl))                               \
	X(void, easy_cleanup, (CURL * curl))                                   \
	X(const char *, easy_strerror, (CURLcode rc))                          \
	X(struct curl_slist *, slist_append,                                   \
	    (struct curl_slist * list, const char *line))                      \
	X(void, slist_free_all, (struct curl_slist * list))

typedef struct curl_api {
#define MEMBER(type, name, args) type(*name) args;
	CURL_MAP(MEMBER)
#undef MEMBER
} curl_api;

/* A call under way. */
typedef struct calling {
	const hire__http_call *call;
	hire__url url;
	curl_api api;
	CURL *curl;
	struct curl_slist *headers;
	hire__buf body;
	bool cut, refused;
} calling;

/* Loading it again is a look-up; it stays for the life of the process. */
static hire_status
load(curl_api *out, hire_error *err)
{
	void *library =
	    dlopen(CURL_LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	void *at = library;
#define FIND(type, name, args)                                                 \
	at = at ? dlsym(library, "curl_" #name) : NULL;                        \
	memcpy(&out->name, &at, sizeof at);
	CURL_MAP(FIND)
#undef FIND
	if (library)
		dlclose(library);
	return at ? HIRE_OK
	          : hire_fail(err, HIRE_EBACKEND, "url",
	                CURL_LIBRARY " cannot be loaded; install libcurl4");
}

/* The address is checked where the socket is made for it: nothing is asked
 * again afterwards. */
static curl_socket_t
open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *to)
{
	calling *c = user;
	(void)purpose;
	if (!hire__net_may_connect(&to->addr, &c->url, c->call->allow)) {
		c->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t
take_body(char *bytes, size_t size, size_t count, void *user)
{
	calling *c = user;
	size_t n = size * count, room = c->call->reply_max - c->body.len;
	c->cut = n > room;
	hire__buf_add(&c->body, bytes, c->cut ? room : n);
	return c->cut || c->body.failed ? 0 : n;
}

static bool
is_line(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7F)
			return false;
	return true;
}

static hire_status
add_header(calling *c, const char *name, const char *value, hire_arena *mem,
    hire_error *err)
{
	if (!*name || !is_line(name) || strpbrk(name, " :") || !is_line(value))
		return hire_fail(err, HIRE_EINVAL, "header",
		    "names and values are one line each");
	/* For curl, a header without value ends in a semicolon. */
	char *line =
	    hire_arena_printf(mem, "%s%s%s", name, *value ? ": " : ";", value);
	struct curl_slist *longer =
	    line ? c->api.slist_append(c->headers, line) : NULL;
	if (!longer)
		return hire__nomem(err);
	c->headers = longer;
	return HIRE_OK;
}

static hire_status
set_headers(calling *c, hire_arena *mem, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < c->call->header_count; i++)
		st = add_header(c, c->call->headers[i].name,
		    c->call->headers[i].value, mem, err);
	if (st)
		return st;
	/* Waiting for a "go on" costs a second with servers that say none. */
	struct curl_slist *longer = c->api.slist_append(c->headers, "Expect:");
	if (!longer)
		return hire__nomem(err);
	c->headers = longer;
	return HIRE_OK;
}

static CURLcode
set_numbers(calling *c)
{
	long ms = (long)(c->call->limit / 1000);
	const struct {
		CURLoption option;
		long value;
	} set[] = {
	    {CURLOPT_FOLLOWLOCATION, 0},
	    {CURLOPT_DISALLOW_USERNAME_IN_URL, 1},
	    {CURLOPT_NETRC, (long)CURL_NETRC_IGNORED},
	    {CURLOPT_SSL_VERIFYPEER, 1},
	    {CURLOPT_SSL_VERIFYHOST, 2},
	    {CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1},
	    {CURLOPT_NOSIGNAL, 1},
	    {CURLOPT_TIMEOUT_MS, ms > 0 ? ms : 1},
	    /* A name that nobody answers for may not hold us past the limit. */
	    {CURLOPT_QUICK_EXIT, 1},
	    {CURLOPT_POST, c->call->body != NULL},
	    {CURLOPT_POSTFIELDSIZE, (long)c->call->body_len},
	};
	CURLcode rc = CURLE_OK;
	for (size_t i = 0; !rc && i < sizeof set / sizeof *set; i++)
		rc = c->api.easy_setopt(c->curl, set[i].option, set[i].value);
	return rc;
}

static CURLcode
set_pointers(calling *c)
{
	const struct {
		CURLoption option;
		const void *value;
	} set[] = {
	    {CURLOPT_URL, c->call->url},
	    {CURLOPT_PROTOCOLS_STR, "http,https"},
	    {CURLOPT_PROXY, ""},
	    {CURLOPT_USERAGENT, "libhire/" HIRE_VERSION},
	    {CURLOPT_HTTPHEADER, c->headers},
	    {CURLOPT_OPENSOCKETDATA, c},
	    {CURLOPT_WRITEDATA, c},
	    {CURLOPT_POSTFIELDS, c->call->body},
	};
	CURLcode rc = CURLE_OK;
	for (size_t i = 0; !rc && i < sizeof set / sizeof *set; i++)
		if (set[i].value)
			rc = c->api.easy_setopt(
			    c->curl, set[i].option, set[i].value);
	return rc;
}

static CURLcode
set_options(calling *c)
{
	CURLcode rc = set_numbers(c);
	if (!rc)
		rc = set_pointers(c);
	if (!rc)
		rc = c->api.easy_setopt(
		    c->curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	if (!rc)
		rc = c->api.easy_setopt(
		    c->curl, CURLOPT_WRITEFUNCTION, take_body);
	return rc;
}

static hire_status
judge(const calling *c, CURLcode rc, hire_error *err)
{
	if (c->body.failed == HIRE_ENOMEM || rc == CURLE_OUT_OF_MEMORY)
		return hire__nomem(err);
	if (!rc || (rc == CURLE_WRITE_ERROR && c->cut))
		return HIRE_OK;
	if (c->refused)
		return hire_fail(err, HIRE_EDENIED, "url",
		    "%.200s is not a public address", c->url.host);
	if (rc == CURLE_OPERATION_TIMEDOUT)
		return hire_fail(err, HIRE_ETIMEOUT, "url",
		    "no whole reply within %lld ms",
		    (long long)(c->call->limit / 1000));
	return hire_fail(
	    err, HIRE_EBACKEND, "url", "%s", c->api.easy_strerror(rc));
}

static hire_status
take_reply(calling *c, hire_arena *mem, hire__http_reply *out, hire_error *err)
{
	long status = 0;
	curl_off_t wait = 0;
	hire__http_reply r = {.body_len = c->body.len, .cut = c->cut};
	c->api.easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, &status);
	c->api.easy_getinfo(c->curl, CURLINFO_RETRY_AFTER, &wait);
	hire_status st = hire__buf_take(&c->body, mem, &r.body, err);
	if (st)
		return st;
	r.status = (int32_t)status;
	r.retry_after = wait > 0 && wait < 1000000 ? wait * HIRE_SECOND : 0;
	*out = r;
	return HIRE_OK;
}

hire_status
hire__http_do(const hire__http_call *call, hire_arena *mem,
    hire__http_reply *out, hire_error *err)
{
	hire_ctx *ctx = hire_arena_ctx(mem);
	calling c = {.call = call, .body = HIRE__BUF(ctx, call->reply_max + 1)};
	CURLcode rc = CURLE_OK;
	hire_status st = hire__url_read(call->url, &c.url, err);
	if (st)
		return st;
	st = load(&c.api, err);
	if (st)
		return st;
	c.curl = c.api.easy_init();
	st = c.curl ? set_headers(&c, mem, err) : hire__nomem(err);
	if (!st)
		rc = set_options(&c);
	if (!st && !rc)
		rc = c.api.easy_perform(c.curl);
	if (!st)
		st = judge(&c, rc, err);
	if (!st)
		st = take_reply(&c, mem, out, err);
	hire__buf_free(&c.body);
	c.api.slist_free_all(c.headers);
	c.api.easy_cleanup(c.curl);
	return st;
}
