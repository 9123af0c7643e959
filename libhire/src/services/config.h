/* SPDX-License-Identifier: MIT
 * config.h - defaults of a configuration.
 */
#ifndef HIRE_SERVICES_CONFIG_H
#define HIRE_SERVICES_CONFIG_H

#include <hire/platform.h>

/* Every value that is NULL takes its default. */
void
hire__config_defaults(hire_config *config);

#endif
