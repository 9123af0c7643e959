/* SPDX-License-Identifier: MIT
 * store_claim.h - what the two halves of the store queue share.
 */
#ifndef HIRE_QUEUE_STORE_CLAIM_H
#define HIRE_QUEUE_STORE_CLAIM_H

#include <hire/sys/queue.h>

enum { HIRE__Q_PRIORITIES = 10 };

typedef struct hire__queue_store {
	hire_ctx *ctx;     /* borrowed */
	hire_store *store; /* borrowed */
} hire__queue_store;

hire_time
hire__q_now(const hire__queue_store *q);

HIRE_CHECK hire_status
hire__q_begin(
    const hire__queue_store *q, bool write, hire_tx **tx, hire_error *err);

/* Commit, or roll back when `st` is a failure. */
HIRE_CHECK hire_status
hire__q_end(
    const hire__queue_store *q, hire_tx *tx, hire_status st, hire_error *err);

/* Write `m`, which gets its next version. */
HIRE_CHECK hire_status
hire__q_save(
    const hire__queue_store *q, hire_tx *tx, hire_message *m, hire_error *err);

HIRE_CHECK hire_status
hire__q_select_by(const hire__queue_store *q, hire_tx *tx, hire_filter *filters,
    size_t count, const char *order, int32_t limit, hire_arena *mem,
    hire_rows *out, hire_error *err);

/* Mark `m` as a dead letter; borrows `error`. */
void
hire__q_bury(hire_message *m, const char *error);

/* claim() of the port. */
HIRE_CHECK hire_status
hire__q_claim(void *state, const char *worker, const char *const *kinds,
    hire_time lease, int32_t max, hire_arena *mem, hire_message **out,
    size_t *count, hire_error *err);

#endif
