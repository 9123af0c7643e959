/* SPDX-License-Identifier: MIT
 * settings.h - values that all processes of an installation share.
 */
#ifndef HIRE_SERVICES_SETTINGS_H
#define HIRE_SERVICES_SETTINGS_H

#include "work.h"

/* The secret called `name`: 32 random bytes as base64url, made at its first
 * use by whichever process is first.  In `mem`. */
HIRE_CHECK hire_status
hire__setting_secret(hire_platform *p, const char *name, hire_arena *mem,
    const char **out, hire_error *err);

#endif
