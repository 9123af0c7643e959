/* SPDX-License-Identifier: MIT
 * locate.h - where hire-reader is.
 */
#ifndef HIRE_BACKENDS_TEXT_LOCATE_H
#define HIRE_BACKENDS_TEXT_LOCATE_H

#include <hire/base.h>

/* Path of a program that may be run, as heap text of `ctx`: `given`, or one of
 * the usual places.  EBACKEND, ENOMEM. */
HIRE_CHECK hire_status
hire__reader_locate(
    hire_ctx *ctx, const char *given, char **out, hire_error *err);

#endif
