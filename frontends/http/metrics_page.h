/* SPDX-License-Identifier: MIT
 * metrics_page.h - everything that is measured, as one page for Prometheus.
 */
#ifndef HIRE_HTTP_METRICS_PAGE_H
#define HIRE_HTTP_METRICS_PAGE_H

#include "app.h"
#include "buf.h"

/* Append the page, as it is now.  A queue that does not answer is left out. */
void
metrics_page(app *a, hire_arena *mem, buf *out);

#endif
