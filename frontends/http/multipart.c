/* SPDX-License-Identifier: MIT
 * multipart.c - a form with files; see multipart.h.
 */
#include "multipart.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* The value of a parameter such as boundary="x"; false when there is none or
 * it is longer than `max` - 1. */
static bool
parameter(const char *line, const char *name, char *out, size_t max)
{
	size_t n = strlen(name), len = 0;
	for (const char *s = strchr(line, ';'); s; s = strchr(s, ';')) {
		s += 1 + strspn(s + 1, " \t");
		if (strncasecmp(s, name, n) || s[n] != '=')
			continue;
		s += n + 1;
		bool quoted = *s == '"';
		s += quoted;
		while (*s && len < max &&
		       (quoted ? *s != '"' : !strchr("; \t", *s))) {
			if (quoted && *s == '\\' && s[1])
				s++;
			out[len++] = *s++;
		}
		if (len == max || (quoted && *s != '"'))
			return false;
		out[len] = '\0';
		return true;
	}
	return false;
}

static hire_status
set_mark(reader *r, const char *type)
{
	static const char bchars[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	    "'()+_,-./:=? ";
	static const char wanted[] = "multipart/form-data";
	char boundary[MULTIPART_BOUNDARY_MAX + 1];
	if (!type || strncasecmp(type, wanted, sizeof wanted - 1))
		return hire_fail(r->err, HIRE_EUNSUPPORTED, "Content-Type",
		    "must be multipart/form-data");
	if (!parameter(type, "boundary", boundary, sizeof boundary) ||
	    !*boundary || strspn(boundary, bchars) != strlen(boundary))
		return hire_fail(r->err, HIRE_EUSAGE, "Content-Type",
		    "needs a boundary of 1 to %d characters",
		    MULTIPART_BOUNDARY_MAX);
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
		return hire_fail(r->err, HIRE_ETIMEOUT, "body",
		    "the body did not arrive whole and in time");
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

/* Hand on the bytes up to the next mark, and pass it. */
static hire_status
read_bytes(reader *r)
{
	for (;;) {
		const char *mark = find(r, r->mark, r->mark_len);
		size_t held = r->end - r->at;
		size_t n = mark ? (size_t)(mark - r->window) - r->at
		           : held >= r->mark_len ? held - r->mark_len + 1
		                                 : 0;
		hire_status st = HIRE_OK;
		if (n)
			st = r->host->bytes(
			    r->host->user, r->window + r->at, n, r->err);
		r->at += n + (mark ? r->mark_len : 0);
		if (st || mark)
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
	static const char name[] = "Content-Disposition:";
	char line[MULTIPART_HEAD_MAX];
	hire_status st = HIRE_OK;
	*out = (multipart_part){"", ""};
	for (int i = 0; i < 8; i++) {
		st = read_line(r, line, sizeof line);
		if (st)
			return st;
		if (!*line)
			return *out->name ? HIRE_OK
			                  : malformed(r, "a part has no name");
		if (strncasecmp(line, name, sizeof name - 1))
			continue;
		if (!parameter(line, "name", out->name, sizeof out->name))
			return malformed(r, "a part has no plain name");
		if (!parameter(
		        line, "filename", out->filename, sizeof out->filename))
			out->filename[0] = '\0';
	}
	return malformed(r, "a part has too many lines");
}

/* Behind a mark: "--" ends the form, CR LF begins a part. */
static hire_status
read_end(reader *r, bool *ended)
{
	hire_status st = have(r, 2);
	/* RFC 2046 allows blanks there. */
	while (!st && (r->window[r->at] == ' ' || r->window[r->at] == '\t')) {
		r->at++;
		st = have(r, 2);
	}
	if (st)
		return st;
	const char *s = r->window + r->at;
	r->at += 2;
	*ended = !memcmp(s, "--", 2);
	return *ended || !memcmp(s, "\r\n", 2)
	           ? HIRE_OK
	           : malformed(r, "a boundary is followed by something else");
}

static hire_status
skip_rest(reader *r)
{
	int n;
	do
		n = r->host->pull(r->host->user, r->window, WINDOW);
	while (n > 0);
	return n < 0 ? hire_fail(r->err, HIRE_ETIMEOUT, "body",
	                   "the body did not arrive whole and in time")
	             : HIRE_OK;
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
	return st ? st : skip_rest(r);
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
