/* SPDX-License-Identifier: MIT
 * head.c - checks of a request's head; see head.h.
 */
#include "head.h"

#include <string.h>
#include <strings.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool
http_has_token(const char *list, const char *token)
{
	size_t n = strlen(token);
	while (*list) {
		while (*list == ',' || is_blank(*list))
			list++;
		const char *end = strchr(list, ',');
		size_t len = end ? (size_t)(end - list) : strlen(list);
		while (len && is_blank(list[len - 1]))
			len--;
		if (len == n && !strncasecmp(list, token, n))
			return true;
		list = end ? end : list + strlen(list);
	}
	return false;
}

const char *
http_header_get(const http_request *r, const char *name)
{
	for (size_t i = 0; i < r->header_count; i++)
		if (!strcasecmp(r->headers[i].name, name))
			return r->headers[i].value;
	return NULL;
}

size_t
http_header_count(const http_request *r, const char *name)
{
	size_t n = 0;
	for (size_t i = 0; i < r->header_count; i++)
		n += !strcasecmp(r->headers[i].name, name);
	return n;
}

/* civetweb cuts the lines of a head where they lie: NUL for CR, NUL for LF,
 * NUL for a blank of the first line.  It passes over any white space between
 * the words of that line, line ends too. */
static bool
first_line_is_whole(const http_request *r)
{
	static const char http[] = "HTTP/";
	const char *method_end = r->method + strlen(r->method);
	const char *target_end = r->target + strlen(r->target);
	const char *version_end = r->version + strlen(r->version);
	if (*r->query || r->query == target_end + 1)
		target_end = r->query + strlen(r->query);
	const char *next =
	    r->header_count ? r->headers[0].name : version_end + 2;
	return r->target == method_end + 1 &&
	       r->version == target_end + 1 + strlen(http) &&
	       next == version_end + 2 &&
	       (r->header_count || (!next[0] && !next[1]));
}

/* The next line begins two bytes behind a value.  It begins elsewhere behind
 * a bare LF, and lines that were left out (folded ones, odd names, too many)
 * lie where the empty line should be.  A blank before the colon became a NUL
 * too. */
static bool
lines_are_whole(const http_request *r)
{
	for (size_t i = 0; i < r->header_count; i++) {
		const char *value = r->headers[i].value;
		const char *colon =
		    r->headers[i].name + strlen(r->headers[i].name);
		if (value != colon + 1 && !is_blank(colon[1]))
			return false;
		const char *next = value + strlen(value) + 2;
		bool last = i + 1 == r->header_count;
		if (!last && r->headers[i + 1].name != next)
			return false;
		if (last && (next[0] != '\r' || next[1]))
			return false;
	}
	return true;
}

static bool
is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

static bool
is_token(const char *s)
{
	static const char marks[] = "!#$%&'*+-.^_`|~";
	const char *begin = s;
	for (; *s; s++)
		if (!is_alnum(*s) && !strchr(marks, *s))
			return false;
	return s != begin;
}

static bool
is_clean(const char *s)
{
	for (; *s; s++)
		if (((unsigned char)*s < 32 && *s != '\t') || *s == 127)
			return false;
	return true;
}

/* A segment "." or "..". */
static bool
has_dots(const char *s)
{
	for (; (s = strstr(s, "/.")); s++) {
		size_t n = 1 + (s[2] == '.');
		if (!s[1 + n] || s[1 + n] == '/')
			return true;
	}
	return false;
}

/* A path with no second spelling: RFC 3986 characters, whole escapes, no
 * escaped NUL, slash or dot, no empty or dot segments. */
static bool
path_is_plain(const char *s)
{
	static const char marks[] = "-._~!$&'()*+,;=:@/";
	if (*s != '/' || strstr(s, "//") || has_dots(s))
		return false;
	for (; *s; s++) {
		if (*s == '%') {
			size_t hex = strspn(s + 1, "0123456789abcdefABCDEF");
			if (hex < 2 || !strncmp(s + 1, "00", 2) ||
			    !strncasecmp(s + 1, "2f", 2) ||
			    !strncasecmp(s + 1, "2e", 2) ||
			    !strncasecmp(s + 1, "5c", 2))
				return false;
		} else if (!is_alnum(*s) && !strchr(marks, *s)) {
			return false;
		}
	}
	return true;
}

/* host[:port] of RFC 3986, or nothing (RFC 9112 section 3.2). */
static bool
is_host(const char *s)
{
	static const char marks[] = "-._~%!$&'()*+;=:[]";
	for (; *s; s++)
		if (!is_alnum(*s) && !strchr(marks, *s))
			return false;
	return true;
}

static bool
is_number(const char *s)
{
	size_t n = strspn(s, "0123456789");
	return n && n < 19 && !s[n];
}

static int
check_length(const http_request *r, const char **why)
{
	size_t lengths = http_header_count(r, "Content-Length");
	size_t codings = http_header_count(r, "Transfer-Encoding");
	const char *length = http_header_get(r, "Content-Length");
	const char *coding = http_header_get(r, "Transfer-Encoding");
	*why = "Content-Length and Transfer-Encoding exclude each other";
	if (lengths && codings)
		return 400;
	*why = "Content-Length must stand once and be a number";
	if (lengths > 1 || (length && !is_number(length)))
		return 400;
	*why = "Transfer-Encoding may stand once, and not in HTTP/1.0";
	if (codings > 1 || (coding && r->http10))
		return 400;
	*why = "chunked is the only Transfer-Encoding known here";
	if (coding && strcasecmp(coding, "chunked"))
		return 501;
	*why = "100-continue is the only Expect known here";
	const char *expect = http_header_get(r, "Expect");
	return expect && strcasecmp(expect, "100-continue") ? 417 : 0;
}

static int
check_lines(const http_request *r, const char **why)
{
	*why = "the head has more than 63 lines";
	if (r->header_count > HTTP_HEADERS_MAX)
		return 431;
	*why = "each line of the head must be name: value and end in CR LF";
	if (!first_line_is_whole(r) || !lines_are_whole(r))
		return 400;
	for (size_t i = 0; i < r->header_count; i++)
		if (!is_token(r->headers[i].name) ||
		    !is_clean(r->headers[i].value))
			return 400;
	return 0;
}

int
http_head_check(const http_request *r, const char **why)
{
	int status = check_lines(r, why);
	if (status)
		return status;
	*why = "the Host line must stand once and name a host";
	const char *host = http_header_get(r, "Host");
	if (http_header_count(r, "Host") != 1 && (!r->http10 || host))
		return 400;
	if (host && !is_host(host))
		return 400;
	*why = "the path is not plainly written";
	if (!is_token(r->method) || !path_is_plain(r->path))
		return 400;
	*why = "the path or query is too long";
	if (strlen(r->path) > 2000 || strlen(r->query) > 4000)
		return 414;
	return check_length(r, why);
}

const char *
http_reason(int status)
{
	static const struct {
		int status;
		const char *reason;
	} rows[] = {{200, "OK"}, {201, "Created"}, {202, "Accepted"},
	    {204, "No Content"}, {303, "See Other"}, {304, "Not Modified"},
	    {400, "Bad Request"}, {401, "Unauthorized"},
	    {402, "Payment Required"}, {403, "Forbidden"}, {404, "Not Found"},
	    {405, "Method Not Allowed"}, {406, "Not Acceptable"},
	    {408, "Request Timeout"}, {409, "Conflict"},
	    {411, "Length Required"}, {412, "Precondition Failed"},
	    {413, "Content Too Large"}, {414, "URI Too Long"},
	    {415, "Unsupported Media Type"}, {417, "Expectation Failed"},
	    {422, "Unprocessable Content"}, {426, "Upgrade Required"},
	    {428, "Precondition Required"}, {429, "Too Many Requests"},
	    {431, "Request Header Fields Too Large"},
	    {500, "Internal Server Error"}, {501, "Not Implemented"},
	    {503, "Service Unavailable"}, {504, "Gateway Timeout"},
	    {505, "HTTP Version Not Supported"}, {507, "Insufficient Storage"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].status == status)
			return rows[i].reason;
	return "Unknown";
}
