/* SPDX-License-Identifier: MIT
 * redis_scripts.h - what the server does in one step.
 */
#ifndef HIRE_BACKENDS_CACHE_REDIS_SCRIPTS_H
#define HIRE_BACKENDS_CACHE_REDIS_SCRIPTS_H

/* KEYS: counter; ARGV: delta, life in ms.  The new value as text (Lua's
 * numbers end at 2^53); false when it would leave int64. */
extern const char *const redis_add_script;

/* KEYS: rate; ARGV: period in us, burst.  {1, 0, left} or {0, us to wait, 0}.
 */
extern const char *const redis_take_script;

#endif
