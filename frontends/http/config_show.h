/* SPDX-License-Identifier: MIT
 * config_show.h - a setting as it may be shown to whoever reads over a
 * shoulder, or a log.
 */
#ifndef HIRE_HTTP_CONFIG_SHOW_H
#define HIRE_HTTP_CONFIG_SHOW_H

#include "buf.h"
#include "settings.h"

/* Add `value` of `key` without what may be secret: passwords, queries, what
 * looks like a key, and all of a URL whose form is not known. */
void
config_show(buf *out, const settings_key *key, const char *value);

#endif
