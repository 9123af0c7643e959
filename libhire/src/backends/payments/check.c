/* SPDX-License-Identifier: MIT
 * check.c - the limits of a checkout, the same for every payments backend.
 */
#include <hire/sys/payments.h>

#include "util/utf8.h"

#include <string.h>

enum { PAYMENT_MAX = 100, KEY_MAX = 255, LINE_MAX = 200, URL_MAX = 2000 };

/* One line of 1..max bytes of UTF-8; without blanks unless `text`. */
static bool
line(const char *s, size_t max, bool text)
{
	size_t n = s ? strnlen(s, max + 1) : 0;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < (text ? 0x20 : 0x21) || s[i] == 0x7F)
			return false;
	return n && n <= max && hire__utf8_valid(s, n);
}

static bool
url(const char *s)
{
	return line(s, URL_MAX, false) &&
	       (!strncmp(s, "https://", 8) || !strncmp(s, "http://", 7));
}

static bool
currency(const char *s)
{
	for (int i = 0; i < 3; i++)
		if (s[i] < 'A' || s[i] > 'Z')
			return false;
	return !s[3];
}

hire_status
hire_checkout_check(const hire_checkout *c, hire_error *err)
{
	if (!line(c->payment, PAYMENT_MAX, false))
		return hire_fail(err, HIRE_EINVAL, "payment",
		    "an id of 1 to %d bytes", PAYMENT_MAX);
	if (!line(c->idempotency, KEY_MAX, false))
		return hire_fail(err, HIRE_EINVAL, "idempotency",
		    "a key of 1 to %d bytes", KEY_MAX);
	if (!line(c->description, LINE_MAX, true))
		return hire_fail(err, HIRE_EINVAL, "description",
		    "one line of 1 to %d bytes", LINE_MAX);
	if (!url(c->success_url) || !url(c->cancel_url))
		return hire_fail(err, HIRE_EINVAL,
		    url(c->success_url) ? "cancel_url" : "success_url",
		    "an http or https address");
	if (c->total.minor < 1 || c->total.minor > HIRE_AMOUNT_MAX)
		return hire_fail(err, HIRE_EINVAL, "amount",
		    "1 to %lld minor units", (long long)HIRE_AMOUNT_MAX);
	if (!currency(c->total.currency))
		return hire_fail(err, HIRE_EINVAL, "currency",
		    "three capital letters, such as USD");
	if (c->quantity < 1 || c->quantity > 10000)
		return hire_fail(err, HIRE_EINVAL, "quantity", "1 to 10000");
	return HIRE_OK;
}
