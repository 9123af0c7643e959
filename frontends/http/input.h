/* SPDX-License-Identifier: MIT
 * input.h - what came with a request, read into the rows its route names.
 */
#ifndef HIRE_HTTP_INPUT_H
#define HIRE_HTTP_INPUT_H

#include "call.h"

/* Most bytes of a body that is no upload. */
enum { INPUT_BODY_MAX = 1 << 20 };

/* Read query, condition and body.  EINVAL names the field. */
hire_status
input_read(call *c, hire_error *err);

/* The error of a call whose body broke off: too slow, or not whole. */
hire_status
input_cut(call *c, hire_error *err);

/* Undo percent-encoding; `plus` makes "+" a blank.  NULL: not well formed, or
 * not UTF-8 text. */
char *
input_decode(const char *s, size_t n, bool plus, hire_arena *mem);

#endif
