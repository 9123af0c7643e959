/* SPDX-License-Identifier: MIT
 * input.c - query, conditions and JSON bodies; see input.h.
 */
#include "input.h"
#include "head.h"
#include "openapi_schema.h"
#include "precondition.h"
#include "repeat.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PAGE_MAX = 100, QUERY_FIELDS_MAX = 32 };

static int
hex(char c)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;
	int v = at ? (int)(at - digits) : -1;
	return v > 15 ? v - 6 : v;
}

/* The text ends in NUL or a separator, so looking ahead is safe. */
char *
input_decode(const char *s, size_t n, bool plus, hire_arena *mem)
{
	char *out = hire_arena_alloc(mem, n + 1);
	size_t len = 0;
	for (size_t i = 0; out && i < n; i++) {
		int c = (unsigned char)s[i];
		if (c == '%') {
			int high = hex(s[i + 1]);
			int low = high < 0 ? -1 : hex(s[i + 2]);
			c = low < 0 ? 0 : high * 16 + low;
			i += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		if (!c)
			return NULL;
		out[len++] = (char)c;
	}
	return out;
}

static hire_status
malformed(hire_error *err)
{
	return hire_fail(
	    err, HIRE_EUSAGE, "query", "the query is not well formed");
}

static hire_status
page_limit(call *c, const char *text, hire_error *err)
{
	size_t n = strspn(text, "0123456789");
	/* As in JSON: no sign, no blank, no zero in front. */
	bool plain = n && n <= 3 && !text[n] && *text != '0';
	long v = plain ? strtol(text, NULL, 10) : 0;
	if (v < 1 || v > PAGE_MAX)
		return hire_fail(err, HIRE_EINVAL, "limit",
		    "must be a whole number from 1 to %d", PAGE_MAX);
	c->page.limit = (int32_t)v;
	return HIRE_OK;
}

static hire_status
set_parameter(
    call *c, void *row, const char *name, const char *value, hire_error *err)
{
	const route *r = c->route;
	if (r->marks & PAGED && !strcmp(name, "after")) {
		c->page.after = value;
		return HIRE_OK;
	}
	if (r->marks & PAGED && !strcmp(name, "limit"))
		return page_limit(c, value, err);
	const hire_field *f = row ? hire_record_field(r->query, name) : NULL;
	if (!f)
		return hire_fail(err, HIRE_EUSAGE, name,
		    "there is no such query parameter here");
	/* For a field it would mean none; a condition is given or not. */
	if (!*value && f->min > 0)
		return hire_fail(err, HIRE_EINVAL, name, "is empty");
	if (!schema_takes(name, value))
		return hire_fail(err, HIRE_EINVAL, name, "is no id of a %.*s",
		    (int)strcspn(name, "_"), name);
	return hire_record_set(
	    r->query, row, name, value, HIRE_INPUT, c->mem, err);
}

/* A parameter that comes twice could be read in two ways. */
static hire_status
no_double(const char **seen, size_t *count, const char *name, hire_error *err)
{
	for (size_t i = 0; i < *count; i++)
		if (!strcmp(seen[i], name))
			return hire_fail(
			    err, HIRE_EUSAGE, name, "stands more than once");
	if (*count == QUERY_FIELDS_MAX)
		return malformed(err);
	seen[(*count)++] = name;
	return HIRE_OK;
}

static hire_status
read_query(call *c, hire_error *err)
{
	const char *s = c->http->query, *seen[QUERY_FIELDS_MAX];
	size_t count = 0;
	hire_status st = HIRE_OK;
	const hire_record *record = c->route->query;
	void *row = record ? hire_arena_alloc(c->mem, record->size) : NULL;
	if (record)
		hire_record_init(record, row);
	c->page.limit = 20;
	while (*s && !st) {
		size_t n = strcspn(s, "&"), name_len = strcspn(s, "=&");
		const char *value = s + name_len + (name_len < n);
		const char *name = input_decode(s, name_len, true, c->mem);
		const char *text =
		    input_decode(value, n - (size_t)(value - s), true, c->mem);
		st = name && text ? no_double(seen, &count, name, err)
		                  : malformed(err);
		if (!st)
			st = set_parameter(c, row, name, text, err);
		s += n + (s[n] == '&');
	}
	if (!st && record)
		st = hire_record_check(record, row, err);
	c->query = row;
	return st;
}

static bool
is_type(const call *c, const char *type)
{
	const char *value = http_header_get(c->http, "Content-Type");
	size_t n = strlen(type);
	return value && !strncasecmp(value, type, n) &&
	       (!value[n] || strchr("; \t", value[n]));
}

hire_status
input_cut(call *c, hire_error *err)
{
	c->status = c->http->late ? 408 : 400;
	return c->http->late
	           ? hire_fail(err, HIRE_ETIMEOUT, "body",
	                 "the body did not arrive in time")
	           : hire_fail(err, HIRE_EUSAGE, "body",
	                 "the body broke off, or its chunks are malformed");
}

static hire_status
slurp(call *c, hire_error *err)
{
	buf b = {0};
	char *part = hire_arena_alloc(c->mem, 16 << 10);
	int n = 0;
	if (c->http->length > INPUT_BODY_MAX)
		return hire_fail(err, HIRE_ETOOBIG, "body",
		    "has %lld bytes, at most %d are allowed",
		    (long long)c->http->length, INPUT_BODY_MAX);
	while (part && b.len <= INPUT_BODY_MAX &&
	       (n = http_body_read(c->http, part, 16 << 10)) > 0)
		buf_add(&b, part, (size_t)n);
	hire_status st = HIRE_OK;
	if (n < 0)
		st = input_cut(c, err);
	else if (b.len > INPUT_BODY_MAX)
		st = hire_fail(err, HIRE_ETOOBIG, "body",
		    "at most %d bytes are allowed", INPUT_BODY_MAX);
	else if (b.bad || !part)
		st = hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	if (!st) {
		c->raw_len = b.len;
		c->raw = hire_arena_strndup(c->mem, b.s ? b.s : "", b.len);
		if (!c->raw)
			st = hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	}
	buf_free(&b);
	return st;
}

static hire_status
read_json(call *c, hire_error *err)
{
	const hire_record *record = c->route->body;
	if (!is_type(c, "application/json"))
		return hire_fail(err, HIRE_EUNSUPPORTED, "Content-Type",
		    "must be application/json");
	hire_status st = slurp(c, err);
	if (st)
		return st;
	void *row = hire_arena_alloc(c->mem, record->size);
	if (!row)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	hire_record_init(record, row);
	c->body = row;
	if (!c->route->also) {
		st = hire_record_from_json(record, row, c->raw, c->raw_len,
		    c->route->body_flags, c->mem, err);
		/* What is stored is checked where it is made whole. */
		bool view = !*record->prefix;
		if (!st && view && c->route->body_flags & HIRE_INPUT)
			st = hire_record_check(record, row, err);
		return st;
	}
	c->also = *c->route->also;
	return hire_record_list_from_json(record, row, &c->also, c->raw,
	    c->raw_len, c->route->body_flags, c->mem, err);
}

/* Nothing is unpacked here: what a packed body becomes has no limit. */
static hire_status
check_coding(call *c, hire_error *err)
{
	const char *coding = http_header_get(c->http, "Content-Encoding");
	if (!coding || !strcasecmp(coding, "identity"))
		return HIRE_OK;
	give_header(c, "Accept-Encoding", "identity");
	return hire_fail(err, HIRE_EUNSUPPORTED, "Content-Encoding",
	    "bodies are taken as they are, not packed");
}

static hire_status
read_body(call *c, hire_error *err)
{
	hire_status st = check_coding(c, err);
	if (st)
		return st;
	if (c->route->body)
		return read_json(c, err);
	if (c->route->marks & AS_SENT)
		return slurp(c, err);
	if (!(c->route->marks & UPLOADS) && c->http->length)
		return hire_fail(
		    err, HIRE_EUSAGE, "body", "nothing is expected here");
	return HIRE_OK;
}

hire_status
input_read(call *c, hire_error *err)
{
	hire_status st = read_query(c, err);
	if (!st)
		st = precondition_read(c, err);
	if (!st)
		st = read_body(c, err);
	return st ? st : repeat_read(c, err);
}
