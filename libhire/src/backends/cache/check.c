/* SPDX-License-Identifier: MIT
 * check.c - what every cache refuses, in the same words.
 */
#include "check.h"

#include "util/utf8.h"

#include <string.h>

hire_status
check_key(const char *key, hire_error *err)
{
	size_t n = strnlen(key, HIRE_CACHE_KEY_MAX + 1);
	bool ok = n && n <= HIRE_CACHE_KEY_MAX && hire__utf8_valid(key, n);
	for (size_t i = 0; ok && i < n; i++)
		ok = (unsigned char)key[i] >= 0x20 && key[i] != 0x7F;
	if (ok)
		return HIRE_OK;
	return hire_fail(err, HIRE_EINVAL, "key",
	    "1 to %d bytes of UTF-8 without control characters",
	    HIRE_CACHE_KEY_MAX);
}

hire_status
check_value(const char *key, size_t len, hire_error *err)
{
	if (len > HIRE_CACHE_VALUE_MAX)
		return hire_fail(err, HIRE_ETOOBIG, "value",
		    "at most %zu bytes", HIRE_CACHE_VALUE_MAX);
	return check_key(key, err);
}

hire_status
check_rate(const char *key, const hire_cache_rate *rate, hire_error *err)
{
	hire_status st = check_key(key, err);
	if (st || (rate->period >= 1 && rate->period <= HIRE_DAY &&
	              rate->burst >= 1 && rate->burst <= 1000000))
		return st;
	return hire_fail(err, HIRE_EINVAL, "rate",
	    "a period of 1 microsecond to a day, a burst of 1 to 1000000");
}

hire_status
check_ttl(const char *key, hire_time ttl, hire_error *err)
{
	hire_status st = check_key(key, err);
	if (st || ttl > 0)
		return st;
	return hire_fail(err, HIRE_EINVAL, "ttl", "more than 0");
}
