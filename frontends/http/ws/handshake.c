/* SPDX-License-Identifier: MIT
 * handshake.c - the rules of RFC 6455 section 4.2.1, one after another.
 */
#include "handshake.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

enum { KEY_LEN = 24, KEY_BYTES = 16, SHA1_LEN = 20, OFFERS_MAX = 32 };

/* A part of a header's value. */
typedef struct span {
	const char *s;
	size_t n;
} span;

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
same(span a, const char *b, bool fold)
{
	if (a.n != strlen(b))
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (a.s[i] != b[i] && !(fold && lower(a.s[i]) == lower(b[i])))
			return false;
	return true;
}

static span
trimmed(span v)
{
	while (v.n && (*v.s == ' ' || *v.s == '\t'))
		v.s++, v.n--;
	while (v.n && (v.s[v.n - 1] == ' ' || v.s[v.n - 1] == '\t'))
		v.n--;
	return v;
}

static bool
is_named(const ws_header *h, const char *name)
{
	return same((span){h->name, strlen(h->name)}, name, true);
}

/* How many lines are called `name`; `*value` is the first one's. */
static size_t
lines(const ws_request *r, const char *name, span *value)
{
	size_t seen = 0;
	for (size_t i = 0; i < r->count; i++) {
		const ws_header *h = &r->headers[i];
		if (!is_named(h, name))
			continue;
		if (!seen++)
			*value = trimmed((span){h->value, strlen(h->value)});
	}
	return seen;
}

/* Walks the items of every line called `name`, which make up one list. */
typedef struct walk {
	const ws_request *request;
	const char *name;
	size_t line;
	const char *at; /* NULL: the line is not begun */
} walk;

static bool
next_item(walk *w, span *item)
{
	for (; w->line < w->request->count; w->line++, w->at = NULL) {
		const ws_header *h = &w->request->headers[w->line];
		if (!is_named(h, w->name))
			continue;
		if (!w->at)
			w->at = h->value;
		w->at += strspn(w->at, ", \t");
		size_t n = strcspn(w->at, ",");
		*item = trimmed((span){w->at, n});
		w->at += n;
		if (n)
			return true;
	}
	return false;
}

static bool
lists(const ws_request *r, const char *name, const char *token)
{
	walk w = {r, name, 0, NULL};
	span item;
	while (next_item(&w, &item))
		if (same(item, token, true))
			return true;
	return false;
}

/* RFC 9110 section 5.6.2. */
static bool
is_token(span v)
{
	static const char marks[] = "!#$%&'*+-.^_`|~";
	for (size_t i = 0; i < v.n; i++) {
		char c = lower(v.s[i]);
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (!plain && (!c || !strchr(marks, c)))
			return false;
	}
	return v.n > 0;
}

static bool
is_repeated(const ws_request *r, const char *name, span wanted)
{
	walk w = {r, name, 0, NULL};
	span item;
	size_t seen = 0;
	while (next_item(&w, &item))
		seen += item.n == wanted.n && !memcmp(item.s, wanted.s, item.n);
	return seen > 1;
}

static const char *
known_as(const char *const *known, span offered)
{
	for (; known && *known; known++)
		if (same(offered, *known, false))
			return *known;
	return NULL;
}

static const char subprotocol[] = "Sec-WebSocket-Protocol";

/* False when the offer is malformed, or longer than anybody's. */
static bool
choose(const ws_request *r, const char *const *known, const char **chosen)
{
	walk w = {r, subprotocol, 0, NULL};
	span item;
	for (size_t n = 1; next_item(&w, &item); n++) {
		if (n > OFFERS_MAX || !is_token(item) ||
		    is_repeated(r, subprotocol, item))
			return false;
		if (!*chosen)
			*chosen = known_as(known, item);
	}
	return true;
}

/* The base64 of 16 bytes and nothing else: 22 characters, the last of which
 * carries four bits that must be 0, and "==". */
static bool
is_key(span key)
{
	unsigned char bytes[KEY_BYTES + 3], again[KEY_LEN + 1];
	if (key.n != KEY_LEN)
		return false;
	if (EVP_DecodeBlock(bytes, (const unsigned char *)key.s, KEY_LEN) < 0)
		return false;
	EVP_EncodeBlock(again, bytes, KEY_BYTES);
	return !memcmp(again, key.s, KEY_LEN);
}

static bool
accept_value(span key, char out[WS_ACCEPT_LEN + 1])
{
	static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
	unsigned char both[KEY_LEN + sizeof guid], sha1[SHA1_LEN];
	unsigned n = 0;
	memcpy(both, key.s, KEY_LEN);
	memcpy(both + KEY_LEN, guid, sizeof guid);
	if (!EVP_Digest(
	        both, KEY_LEN + sizeof guid - 1, sha1, &n, EVP_sha1(), NULL))
		return false;
	EVP_EncodeBlock((unsigned char *)out, sha1, SHA1_LEN);
	return true;
}

static ws_verdict
refuse(int status, const char *why)
{
	return (ws_verdict){.status = status, .why = why};
}

/* What can be refused without looking at the key. */
static ws_verdict
check_request(const ws_request *r)
{
	span v = {"", 0};
	if (strcmp(r->method, "GET"))
		return refuse(405, "a WebSocket is opened with GET");
	if (strcmp(r->version, "1.1"))
		return refuse(505, "a WebSocket is opened over HTTP/1.1");
	if (lines(r, "Host", &v) != 1 || !v.n)
		return refuse(400, "Host must be there once");
	if (lines(r, "Transfer-Encoding", &v) ||
	    (lines(r, "Content-Length", &v) && !same(v, "0", false)))
		return refuse(400, "an upgrade has no body");
	if (!lists(r, "Upgrade", "websocket"))
		return refuse(426, "Upgrade must list websocket");
	if (!lists(r, "Connection", "upgrade"))
		return refuse(400, "Connection must list upgrade");
	size_t versions = lines(r, "Sec-WebSocket-Version", &v);
	if (versions > 1)
		return refuse(400, "Sec-WebSocket-Version is there twice");
	if (!versions || !same(v, "13", false))
		return refuse(426, "Sec-WebSocket-Version must be 13");
	return (ws_verdict){.status = 101};
}

ws_verdict
ws_handshake(const ws_request *request, const char *const *known)
{
	ws_verdict got = check_request(request);
	span key = {"", 0};
	if (got.status != 101)
		return got;
	if (lines(request, "Sec-WebSocket-Key", &key) != 1 || !is_key(key))
		return refuse(400,
		    "Sec-WebSocket-Key must be the base64 of 16 bytes, once");
	if (!choose(request, known, &got.protocol))
		return refuse(
		    400, "Sec-WebSocket-Protocol must list tokens, each once");
	if (!accept_value(key, got.accept))
		return refuse(500, "SHA-1 is not to be had");
	return got;
}

size_t
ws_handshake_reply(const ws_verdict *verdict, char out[WS_REPLY_MAX])
{
	const char *p = verdict->protocol;
	if (verdict->status != 101 || (p && strlen(p) > WS_PROTOCOL_MAX))
		return 0;
	int n = snprintf(out, WS_REPLY_MAX,
	    "HTTP/1.1 101 Switching Protocols\r\n"
	    "Upgrade: websocket\r\n"
	    "Connection: Upgrade\r\n"
	    "Sec-WebSocket-Accept: %s\r\n"
	    "%s%s%s\r\n",
	    verdict->accept, p ? "Sec-WebSocket-Protocol: " : "", p ? p : "",
	    p ? "\r\n" : "");
	return n > 0 && n < WS_REPLY_MAX ? (size_t)n : 0;
}
