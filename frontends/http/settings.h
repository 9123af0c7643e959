/* SPDX-License-Identifier: MIT
 * settings.h - how the server is set up: from a file, the environment and the
 * command line, the later ones winning.
 */
#ifndef HIRE_HTTP_SETTINGS_H
#define HIRE_HTTP_SETTINGS_H

#include <hire/platform.h>

enum { SETTINGS_MAX = 64 };

typedef struct settings {
	const char *listen, *log, *proxies, *metrics_allow;
	hire_log_level log_level; /* that `log` names */
	int64_t threads, workers, live;
	int64_t head_seconds, body_seconds, idle_seconds, drain_seconds;
	int64_t rate, costly_rate;
	hire_config config; /* of the platform */
	bool check, openapi, man, help, version;
	const char *values[SETTINGS_MAX]; /* as they were given, by key */
} settings;

/* Read everything; texts live in `mem`.  EUSAGE and EINVAL name the option or
 * key at fault. */
HIRE_CHECK hire_status
settings_read(
    settings *out, int argc, char **argv, hire_arena *mem, hire_error *err);

/* One key, the server's own or the platform's. */
typedef struct settings_key {
	const char *name, *def, *help; /* `def` NULL: none */
	size_t offset;                 /* of the server's own, in settings */
	int64_t min, max;              /* of numbers; both 0: text */
	bool secret;                   /* never shown */
} settings_key;

/* Key number `i`, the server's own first; false: there are no more. */
bool
settings_key_at(size_t i, settings_key *out);

/* The value of a key as text, or its default; NULL: neither. */
const char *
settings_value(const settings *s, const char *name);

/* All options and keys with their defaults, for people. */
void
settings_help(void);

/* The same as the source of a manual page, hire-server(8). */
void
settings_man(void);

#endif
