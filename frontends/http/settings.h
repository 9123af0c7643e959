/* SPDX-License-Identifier: MIT
 * settings.h - how the server is set up: from a file, the environment and the
 * command line, the later ones winning.
 */
#ifndef HIRE_HTTP_SETTINGS_H
#define HIRE_HTTP_SETTINGS_H

#include <hire/platform.h>

typedef struct settings {
	const char *listen, *log, *proxies;
	int64_t threads, workers, live;
	int64_t head_seconds, body_seconds, idle_seconds, drain_seconds;
	int64_t rate, costly_rate;
	hire_config config; /* of the platform */
	bool check, openapi, help, version;
} settings;

/* Read everything; texts live in `mem`.  EUSAGE and EINVAL name the option or
 * key at fault. */
HIRE_CHECK hire_status
settings_read(
    settings *out, int argc, char **argv, hire_arena *mem, hire_error *err);

/* All options and keys with their defaults, for people. */
void
settings_help(void);

#endif
