/* SPDX-License-Identifier: MIT
 * safety.h - what every reply tells browsers about its handling.
 */
#ifndef HIRE_HTTP_SAFETY_H
#define HIRE_HTTP_SAFETY_H

#include "call.h"

/* Append those lines of the head that the handler did not give itself. */
void
safety_write(buf *head, const call *c);

#endif
