/* SPDX-License-Identifier: MIT
 * office.h - where Word documents are read: in a program of its own.
 * Their libraries take longer to load than most documents take to be read, so
 * only the documents that need them pay for it.
 */
#ifndef HIRE_READER_OFFICE_H
#define HIRE_READER_OFFICE_H

#include "reader.h"

/* Whether the program is there.  EBACKEND names what is missing. */
HIRE_CHECK hire_status
office_check(hire_error *err);

/* Read a Word document, confined: in this process, or by becoming the program
 * that can, with the same arguments and standard input; then only failures
 * return.  The caller has set limits, and has not confined itself. */
HIRE_CHECK hire_status
office_read(reading *r, char **argv, hire_error *err);

#endif
