/* SPDX-License-Identifier: MIT
 * multipart.c - a form with files; see multipart.h.
 */
#include "multipart_head.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW = 32 << 10, MARK_MAX = MULTIPART_BOUNDARY_MAX + 4 };

/* A window over the body: [at, end) was read and not used. */
typedef struct reader {
	const multipart_host *host;
	hire_error *err;
	char mark[MARK_MAX + 1]; /* CR LF "--" boundary */
	size_t mark_len, at, end;
	char window[WINDOW];
} reader;

static hire_status
malformed(reader *r, const char *why)
{
	return hire_fail(r->err, HIRE_EUSAGE, "body", "%s", why);
}

static hire_status
broke_off(reader *r)
{
	return hire_fail(r->err, HIRE_ETIMEOUT, "body",
	    "the body did not arrive whole and in time");
}

static hire_status
set_mark(reader *r, const char *type)
{
	char boundary[MULTIPART_BOUNDARY_MAX + 1];
	hire_status st = multipart_boundary(type, boundary, r->err);
	if (st)
		return st;
	memcpy(r->mark, "\r\n--", 4);
	r->mark_len = 4 + strlen(boundary);
	memcpy(r->mark + 4, boundary, strlen(boundary) + 1);
	return HIRE_OK;
}

/* Read more, at least one byte. */
static hire_status
fill(reader *r)
{
	memmove(r->window, r->window + r->at, r->end - r->at);
	r->end -= r->at;
	r->at = 0;
	int n =
	    r->host->pull(r->host->user, r->window + r->end, WINDOW - r->end);
	if (n < 0)
		return broke_off(r);
	if (n == 0)
		return malformed(r, "the form ends before its last boundary");
	r->end += (size_t)n;
	return HIRE_OK;
}

static hire_status
have(reader *r, size_t n)
{
	hire_status st = HIRE_OK;
	while (!st && r->end - r->at < n)
		st = fill(r);
	return st;
}

static const char *
find(const reader *r, const char *what, size_t n)
{
	const char *s = r->window + r->at, *end = r->window + r->end;
	while ((size_t)(end - s) >= n) {
		s = memchr(s, what[0], (size_t)(end - s) - n + 1);
		if (!s || !memcmp(s, what, n))
			return s;
		s++;
	}
	return NULL;
}

/* Hand on the bytes up to the next mark, and pass it.  Others take a boundary
 * behind any line end, so one behind less than CR LF is refused. */
static hire_status
read_bytes(reader *r)
{
	for (;;) {
		const char *dashes = find(r, r->mark + 2, r->mark_len - 2);
		size_t held = r->end - r->at;
		size_t n = dashes ? (size_t)(dashes - r->window) - r->at
		           : held >= r->mark_len ? held - r->mark_len + 1
		                                 : 0;
		if (dashes && (n < 2 || memcmp(dashes - 2, "\r\n", 2)))
			return malformed(
			    r, "a boundary does not stand behind CR LF");
		n -= dashes ? 2 : 0;
		hire_status st = HIRE_OK;
		if (n)
			st = r->host->bytes(
			    r->host->user, r->window + r->at, n, r->err);
		r->at += n + (dashes ? r->mark_len : 0);
		if (st || dashes)
			return st;
		st = fill(r);
		if (st)
			return st;
	}
}

/* A line of a part's head without its end, in `out`. */
static hire_status
read_line(reader *r, char *out, size_t max)
{
	for (;;) {
		const char *end = find(r, "\r\n", 2);
		size_t n =
		    end ? (size_t)(end - r->window) - r->at : r->end - r->at;
		if (n >= max)
			return malformed(r, "a line of a part is too long");
		if (end) {
			memcpy(out, r->window + r->at, n);
			out[n] = '\0';
			r->at += n + 2;
			return memchr(out, '\0', n)
			           ? malformed(r, "a line of a part holds NUL")
			           : HIRE_OK;
		}
		hire_status st = fill(r);
		if (st)
			return st;
	}
}

static hire_status
read_head(reader *r, multipart_part *out)
{
	char line[MULTIPART_HEAD_MAX];
	multipart_lines seen = {0};
	hire_status st = HIRE_OK;
	*out = (multipart_part){"", ""};
	for (;;) {
		st = read_line(r, line, sizeof line);
		if (st)
			return st;
		if (!*line)
			return seen.named ? HIRE_OK
			                  : malformed(r, "a part has no name");
		st = multipart_line(line, &seen, out, r->err);
		if (st)
			return st;
	}
}

/* Behind a mark: "--" ends the form, CR LF begins a part.  RFC 2046 allows
 * blanks there, which some readers take for a part's bytes. */
static hire_status
read_end(reader *r, bool *ended)
{
	hire_status st = have(r, 2);
	if (st)
		return st;
	const char *s = r->window + r->at;
	r->at += 2;
	*ended = !memcmp(s, "--", 2);
	return *ended || !memcmp(s, "\r\n", 2)
	           ? HIRE_OK
	           : malformed(r, "a boundary is followed by something else");
}

/* Nothing but a line end follows the form. */
static hire_status
read_rest(reader *r)
{
	size_t n = r->end - r->at;
	memmove(r->window, r->window + r->at, n);
	while (n <= 2) {
		int got =
		    r->host->pull(r->host->user, r->window + n, WINDOW - n);
		if (got < 0)
			return broke_off(r);
		if (!got)
			break;
		n += (size_t)got;
	}
	return !n || (n == 2 && !memcmp(r->window, "\r\n", 2))
	           ? HIRE_OK
	           : malformed(r, "something follows the form");
}

static hire_status
read_parts(reader *r)
{
	bool ended = false;
	multipart_part part;
	/* The first mark may stand without a line end in front. */
	memcpy(r->window, "\r\n", 2);
	r->end = 2;
	hire_status st = have(r, r->mark_len);
	if (!st && memcmp(r->window, r->mark, r->mark_len))
		st = malformed(r, "the form does not begin with its boundary");
	r->at = r->mark_len;
	if (!st)
		st = read_end(r, &ended);
	for (int i = 0; !st && !ended; i++) {
		if (i == MULTIPART_PARTS_MAX)
			return malformed(r, "the form has too many parts");
		st = read_head(r, &part);
		if (!st)
			st = r->host->part(r->host->user, &part, r->err);
		if (!st)
			st = read_bytes(r);
		if (!st)
			st = read_end(r, &ended);
	}
	return st ? st : read_rest(r);
}

hire_status
multipart_read(
    const char *content_type, const multipart_host *host, hire_error *err)
{
	reader *r = calloc(1, sizeof *r);
	if (!r)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	r->host = host;
	r->err = err;
	hire_status st = set_mark(r, content_type);
	if (!st)
		st = read_parts(r);
	free(r);
	return st;
}
