/* SPDX-License-Identifier: MIT
 * sandbox.h - documents read by a confined program, one process each.
 */
#ifndef HIRE_BACKENDS_TEXT_SANDBOX_H
#define HIRE_BACKENDS_TEXT_SANDBOX_H

#include <hire/sys/text.h>

/* Open the reader.  `program` is the path of hire-reader; NULL looks beside
 * libhire (../bin, ../libexec/hire) and then where it was to be installed.
 * Borrows `ctx` until hire_text_reader_fini().  Errors: EBACKEND (no such
 * program), ENOMEM. */
HIRE_CHECK hire_status
hire__text_sandbox_open(
    hire_ctx *ctx, const char *program, hire_text_reader *out, hire_error *err);

/* What the program printed, as the answer to read(): the text, or the failure
 * that it reports.  EBACKEND when it is no proper answer.  Apart from the run
 * for the fuzzer, since a document may have taken the program over. */
HIRE_CHECK hire_status
hire__text_answer(const char *printed, size_t len, size_t output_max,
    hire_arena *mem, hire_text *out, hire_error *err);

#endif
