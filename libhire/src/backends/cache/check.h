/* SPDX-License-Identifier: MIT
 * check.h - what every cache refuses, in the same words.
 */
#ifndef HIRE_BACKENDS_CACHE_CHECK_H
#define HIRE_BACKENDS_CACHE_CHECK_H

#include <hire/sys/cache.h>

HIRE_CHECK hire_status
check_key(const char *key, hire_error *err);

HIRE_CHECK hire_status
check_value(const char *key, size_t len, hire_error *err);

HIRE_CHECK hire_status
check_rate(const char *key, const hire_cache_rate *rate, hire_error *err);

HIRE_CHECK hire_status
check_ttl(const char *key, hire_time ttl, hire_error *err);

#endif
