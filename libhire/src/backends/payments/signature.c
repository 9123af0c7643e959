/* SPDX-License-Identifier: MIT
 * signature.c - signed events: "t=<seconds>,v1=<hex>" over "<t>.<body>".
 */
#include "signature.h"

#include "util/buf.h"
#include "util/crypto.h"
#include "util/ctx.h"

#include <stdio.h>
#include <string.h>

enum {
	AGE_MAX = 300,
	AHEAD_MAX = 60,
	HEX = 2 * HIRE__SHA256,
	HEADER_MAX = 4096
};

static hire_status
sign(hire_ctx *ctx, const char *secret, int64_t t, const char *body, size_t len,
    char out[HEX + 1], hire_error *err)
{
	unsigned char mac[HIRE__SHA256];
	hire__buf b = HIRE__BUF(ctx, len + 32);
	hire__buf_addf(&b, "%lld.", (long long)t);
	hire__buf_add(&b, body, len);
	hire_status st = hire__buf_check(&b, err);
	if (!st)
		st = hire__hmac_sha256(
		    secret, strlen(secret), b.s, b.len, mac, err);
	hire__buf_free(&b);
	for (size_t i = 0; !st && i < sizeof mac; i++)
		snprintf(out + 2 * i, 3, "%02x", mac[i]);
	return st;
}

hire_status
hire__signature_make(hire_arena *mem, const char *secret, const char *body,
    size_t len, hire_time now, const char **out, hire_error *err)
{
	char hex[HEX + 1];
	int64_t t = now / HIRE_SECOND;
	hire_status st =
	    sign(hire_arena_ctx(mem), secret, t, body, len, hex, err);
	if (st)
		return st;
	char *header =
	    hire_arena_printf(mem, "t=%lld,v1=%s", (long long)t, hex);
	if (!header)
		return hire__nomem(err);
	*out = header;
	return HIRE_OK;
}

static hire_status
refuse(hire_error *err, const char *why)
{
	return hire_fail(err, HIRE_EAUTH, "signature", "%s", why);
}

/* Seconds in "t=<digits>", or -1. */
static int64_t
read_time(const char *item, size_t n)
{
	int64_t t = 0;
	if (n < 3 || n > 14)
		return -1;
	for (size_t i = 2; i < n; i++) {
		if (item[i] < '0' || item[i] > '9')
			return -1;
		t = t * 10 + (item[i] - '0');
	}
	return t;
}

/* Call for each item between commas; `want` NULL looks for the time. */
static bool
find_item(const char *header, const char *want, int64_t *t)
{
	bool found = false;
	while (*header) {
		size_t n = strcspn(header, ",");
		if (!want && !strncmp(header, "t=", 2)) {
			*t = read_time(header, n);
			return *t >= 0;
		}
		if (want && n == 3 + HEX && !strncmp(header, "v1=", 3) &&
		    hire__same_secret(header + 3, want, HEX))
			found = true;
		header += n + (header[n] == ',');
	}
	return found;
}

hire_status
hire__signature_check(hire_ctx *ctx, const char *secret, const char *header,
    const char *body, size_t len, hire_time now, hire_error *err)
{
	char hex[HEX + 1];
	int64_t t;
	if (!header || strnlen(header, HEADER_MAX) == HEADER_MAX ||
	    !find_item(header, NULL, &t))
		return refuse(err, "the event carries no signature");
	hire_status st = sign(ctx, secret, t, body, len, hex, err);
	if (st)
		return st;
	if (!find_item(header, hex, NULL))
		return refuse(err, "the event's signature is wrong");
	int64_t age = now / HIRE_SECOND - t;
	if (age > AGE_MAX || age < -AHEAD_MAX)
		return refuse(err, "the event's signature is out of date");
	return HIRE_OK;
}
