/* SPDX-License-Identifier: MIT
 * json_gate.c - what may pass to the JSON parser (RFC 8259, the strict half).
 */
#include "json.h"

#include "ctx.h"
#include "utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Keys seen in the objects that are open, to refuse duplicates. */
typedef struct key {
	const char *s; /* with its quotes */
	size_t n;
	bool escaped;
} key;

typedef struct gate {
	hire_ctx *ctx;
	const char *s, *at, *end;
	key *keys;
	size_t used, cap;
	hire_error *err;
} gate;

static hire_status
value(gate *g, int depth);

static hire_status
refuse(gate *g, const char *why)
{
	return hire_fail(g->err, HIRE_EINVAL, "json", "%s at byte %zu", why,
	    (size_t)(g->at - g->s));
}

static void
blanks(gate *g)
{
	while (g->at < g->end && memchr(" \t\r\n", *g->at, 4))
		g->at++;
}

static bool
take(gate *g, char c)
{
	if (g->at == g->end || *g->at != c)
		return false;
	g->at++;
	return true;
}

static int
hex4(const char *s)
{
	int v = 0;
	for (int i = 0; i < 4; i++) {
		int c = s[i] | 0x20;
		int d = c >= '0' && c <= '9'   ? c - '0'
		        : c >= 'a' && c <= 'f' ? c - 'a' + 10
		                               : -1;
		if (d < 0 || (s[i] < '0'))
			return -1;
		v = v * 16 + d;
	}
	return v;
}

/* \uXXXX, with the second half of a surrogate pair. */
static hire_status
unicode_escape(gate *g)
{
	int v = g->end - g->at >= 4 ? hex4(g->at) : -1;
	if (v < 0)
		return refuse(g, "bad \\u escape");
	if (v == 0)
		return refuse(g, "U+0000");
	g->at += 4;
	if (v < 0xD800 || v > 0xDFFF)
		return HIRE_OK;
	int low = -1;
	if (v < 0xDC00 && g->end - g->at >= 6 && !memcmp(g->at, "\\u", 2))
		low = hex4(g->at + 2);
	if (low < 0xDC00 || low > 0xDFFF)
		return refuse(g, "lone surrogate");
	g->at += 6;
	return HIRE_OK;
}

static hire_status
escape(gate *g)
{
	if (g->at == g->end)
		return refuse(g, "text ends inside a string");
	char c = *g->at++;
	if (c == 'u')
		return unicode_escape(g);
	return memchr("\"\\/bfnrt", c, 8) ? HIRE_OK : refuse(g, "bad escape");
}

static hire_status
string(gate *g)
{
	if (!take(g, '"'))
		return refuse(g, "a string is missing");
	while (g->at < g->end) {
		size_t len = 1;
		unsigned char c = (unsigned char)*g->at;
		if (c < 0x20)
			return refuse(g, "control character in a string");
		if (c >= 0x80 &&
		    hire__utf8_at(g->at, (size_t)(g->end - g->at), &len) < 0)
			return refuse(g, "bad UTF-8");
		g->at += len;
		if (c == '"')
			return HIRE_OK;
		hire_status st = c == '\\' ? escape(g) : HIRE_OK;
		if (st)
			return st;
	}
	return refuse(g, "text ends inside a string");
}

static size_t
digits(gate *g)
{
	const char *from = g->at;
	while (g->at < g->end && *g->at >= '0' && *g->at <= '9')
		g->at++;
	return (size_t)(g->at - from);
}

static bool
number_shape(gate *g)
{
	take(g, '-');
	const char *first = g->at;
	size_t n = digits(g);
	if (!n || (n > 1 && *first == '0') || n > 300)
		return false;
	if (take(g, '.') && !digits(g))
		return false;
	if (g->at < g->end && (*g->at == 'e' || *g->at == 'E')) {
		g->at++;
		if (!take(g, '+'))
			take(g, '-');
		return digits(g) > 0;
	}
	return true;
}

static hire_status
number(gate *g)
{
	char copy[352];
	const char *from = g->at;
	size_t n = number_shape(g) ? (size_t)(g->at - from) : sizeof copy;
	if (n >= sizeof copy)
		return refuse(g, "bad number");
	memcpy(copy, from, n);
	copy[n] = '\0';
	bool whole = !strpbrk(copy, ".eE");
	double v = strtod(copy, NULL);
	if (!isfinite(v) || (whole && fabs(v) > 9007199254740991.0))
		return refuse(g, "number out of range");
	return HIRE_OK;
}

static hire_status
word(gate *g, const char *w)
{
	size_t n = strlen(w);
	if ((size_t)(g->end - g->at) < n || memcmp(g->at, w, n))
		return refuse(g, "a value is missing");
	g->at += n;
	return HIRE_OK;
}

/* The next character of a string that passed, its escape resolved. */
static int32_t
resolved(const char **at, const char *end)
{
	const char *s = *at;
	size_t len = 1;
	if (*s != '\\') {
		int32_t c = hire__utf8_at(s, (size_t)(end - s), &len);
		*at = s + len;
		return c;
	}
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char *plain = memchr(from, s[1], 5);
	*at = s + (s[1] == 'u' ? 6 : 2);
	if (s[1] != 'u')
		return plain ? to[plain - from] : s[1];
	int high = hex4(s + 2);
	if (high < 0xD800 || high > 0xDFFF)
		return high;
	*at = s + 12;
	return 0x10000 + (high - 0xD800) * 0x400 + (hex4(s + 8) - 0xDC00);
}

/* The same characters, however they are written: "a" is "\u0061". */
static bool
same_key(const key *a, const key *b)
{
	if (!a->escaped && !b->escaped)
		return a->n == b->n && !memcmp(a->s, b->s, a->n);
	const char *x = a->s, *x_end = x + a->n, *y = b->s, *y_end = y + b->n;
	while (x < x_end && y < y_end)
		if (resolved(&x, x_end) != resolved(&y, y_end))
			return false;
	return x == x_end && y == y_end;
}

/* Remember a key; `base` is where its object's keys start. */
static hire_status
remember(gate *g, size_t base, const char *s, size_t n)
{
	key k = {s, n, memchr(s, '\\', n) != NULL};
	for (size_t i = base; i < g->used; i++)
		if (same_key(&g->keys[i], &k))
			return refuse(g, "duplicate key");
	if (g->used - base >= 1024)
		return refuse(g, "more than 1024 keys in one object");
	if (g->used == g->cap) {
		size_t cap = g->cap ? g->cap * 2 : 32;
		key *keys =
		    hire__realloc(g->ctx, g->keys, cap * sizeof *g->keys);
		if (!keys)
			return hire__nomem(g->err);
		g->keys = keys;
		g->cap = cap;
	}
	g->keys[g->used++] = k;
	return HIRE_OK;
}

static hire_status
member(gate *g, size_t base, int depth)
{
	blanks(g);
	const char *from = g->at;
	hire_status st = string(g);
	if (!st)
		st = remember(g, base, from, (size_t)(g->at - from));
	if (st)
		return st;
	blanks(g);
	return take(g, ':') ? value(g, depth) : refuse(g, "':' is missing");
}

/* An object ('}') or an array (']'); the opening bracket is behind us. */
static hire_status
container(gate *g, char close, int depth)
{
	if (depth > HIRE__JSON_DEPTH)
		return refuse(g, "nested deeper than 64");
	size_t base = g->used;
	blanks(g);
	if (take(g, close))
		return HIRE_OK;
	do {
		hire_status st =
		    close == '}' ? member(g, base, depth) : value(g, depth);
		if (st)
			return st;
		blanks(g);
	} while (take(g, ','));
	g->used = base;
	return take(g, close) ? HIRE_OK : refuse(g, "',' or end is missing");
}

static hire_status
value(gate *g, int depth)
{
	blanks(g);
	if (take(g, '{'))
		return container(g, '}', depth + 1);
	if (take(g, '['))
		return container(g, ']', depth + 1);
	if (g->at == g->end)
		return refuse(g, "a value is missing");
	switch (*g->at) {
	case '"':
		return string(g);
	case 't':
		return word(g, "true");
	case 'f':
		return word(g, "false");
	case 'n':
		return word(g, "null");
	default:
		return number(g);
	}
}

hire_status
hire__json_gate(hire_ctx *ctx, const char *s, size_t n, hire_error *err)
{
	gate g = {ctx, s, s, s + n, NULL, 0, 0, err};
	hire_status st = value(&g, 0);
	if (!st) {
		blanks(&g);
		if (g.at != g.end)
			st = refuse(&g, "text after the value");
	}
	hire__free(ctx, g.keys);
	return st;
}
