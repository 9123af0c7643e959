/* SPDX-License-Identifier: MIT
 * platform.h - what the composition root offers to the services alone.
 */
#ifndef HIRE_SERVICES_PLATFORM_H
#define HIRE_SERVICES_PLATFORM_H

#include "work.h"

/* A caller's configuration in the present layout, with all defaults. */
HIRE_CHECK hire_status
hire__config_full(const hire_config *given, hire_config *full, hire_error *err);

/* Take the values that name no backend. */
HIRE_CHECK hire_status
hire__take_values(hire_platform *p, const hire_config *config, hire_error *err);

/* The configured URL of a port ("HIRE_CACHE"); "" for the reader. */
const char *
hire__port_url(const hire_config *config, const char *key);

/* Open the backend of one port into `p`.  `mem` is scratch. */
HIRE_CHECK hire_status
hire__open_port(hire_platform *p, const hire_config *config, const char *key,
    hire_arena *mem, hire_error *err);

/* Open the store and leave its tables as they are. */
HIRE_CHECK hire_status
hire__open_store_as_is(hire_platform *p, const hire_config *config,
    hire_arena *mem, hire_error *err);

/* Open the store and bring its tables up to date.  ESTATE: it is an unfinished
 * copy. */
HIRE_CHECK hire_status
hire__open_store(hire_platform *p, const hire_config *config, hire_arena *mem,
    hire_error *err);

/* The signed event that the sandbox's page would send for `ref`, in `mem`.
 * EUSAGE with another provider. */
HIRE_CHECK hire_status
hire__sandbox_pay(hire_platform *p, const char *ref, bool paid, hire_arena *mem,
    const char **body, const char **signature, hire_error *err);

#endif
