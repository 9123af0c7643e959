/* SPDX-License-Identifier: MIT
 * copy_store.h - what the parts of a copy share, and the mark that servers
 * look for.
 */
#ifndef HIRE_SERVICES_COPY_STORE_H
#define HIRE_SERVICES_COPY_STORE_H

#include "copy_walk.h"
#include "work.h"

#include <hire/copy.h>

/* One run. */
typedef struct hire__copying {
	hire_ctx *ctx;            /* borrowed */
	hire_platform *from, *to; /* with nothing but a store each */
	hire_tx *snapshot;        /* of `from` */
	hire_tx *there;           /* of `to`, when nothing is written to it */
	hire_tx *writing;         /* in `to`; NULL: none is open */
	hire_copy_options options;
	hire_arena *mem; /* the caller's */
	hire_error *err;
} hire__copying;

/* Bring the rows of `record` in the target up to those of the snapshot. */
HIRE_CHECK hire_status
hire__copy_rows(
    hire__copying *c, const hire_record *record, hire_copy_part *part);

/* Compare them, row by row. */
HIRE_CHECK hire_status
hire__copy_compare(
    hire__copying *c, const hire_record *record, hire_copy_part *part);

/* Tell the caller how far `record` is. */
void
hire__copy_tell(const hire__copying *c, const hire_copy_part *part,
    hire_copy_step step, int64_t done);

/* `st` with the record's name in front of the message. */
hire_status
hire__copy_blame(hire__copying *c, const hire_record *record, const char *id,
    hire_status st);

/* ESTATE while the store of `p` is an unfinished copy: nobody else may use it.
 */
HIRE_CHECK hire_status
hire__copy_refuse(hire_platform *p, hire_arena *mem, hire_error *err);

#endif
