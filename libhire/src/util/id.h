/* SPDX-License-Identifier: MIT
 * id.h - typed, time-ordered ids: a prefix and 128 bits in base32.
 * 56 bits of microseconds, then 72 random bits: like ULID, but two ids of one
 * millisecond keep their order too.
 */
#ifndef HIRE_UTIL_ID_H
#define HIRE_UTIL_ID_H

#include <hire/base.h>

/* A new id such as "job_01jd..." made at `now`, in `mem`. */
HIRE_CHECK hire_status
hire__id_new(hire_arena *mem, const char *prefix, hire_time now,
    const char **out, hire_error *err);

#endif
