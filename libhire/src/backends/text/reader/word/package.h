/* SPDX-License-Identifier: MIT
 * package.h - what a ZIP archive is meant to be.
 */
#ifndef HIRE_READER_PACKAGE_H
#define HIRE_READER_PACKAGE_H

#include <hire/base.h>
#include <zip.h>

/* "word/<stem>.xml" or "word/<stem><digits>.xml". */
bool
package_is_part(const char *name, const char *stem);

/* HIRE_OK for a Word document, else EUNSUPPORTED, EENCRYPTED or ETOOBIG with
 * the advice what to do. */
HIRE_CHECK hire_status
package_check(zip_t *zip, hire_error *err);

#endif
