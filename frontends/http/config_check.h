/* SPDX-License-Identifier: MIT
 * config_check.h - is everything fit to be served: settings, production,
 * backends.
 */
#ifndef HIRE_HTTP_CONFIG_CHECK_H
#define HIRE_HTTP_CONFIG_CHECK_H

#include "settings.h"

/* What production does not allow: EINVAL names the first key at fault.  Always
 * HIRE_OK in development. */
HIRE_CHECK hire_status
check_production(const settings *s, hire_error *err);

/* Whether payments or mail are those for trying out. */
bool
check_is_trial(const settings *s);

/* Names in the environment that begin as our keys do but are none: one call of
 * `tell` each. */
void
check_environment(
    char *const *environment, void (*tell)(void *, const char *), void *user);

/* Print the settings that differ from their defaults and a line for each port;
 * the port to serve on must be free.
 * EINVAL, EBACKEND: something is not as it should be. */
HIRE_CHECK hire_status
check_run(const settings *s, hire_ctx *ctx, hire_arena *mem, hire_error *err);

#endif
