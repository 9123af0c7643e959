/* SPDX-License-Identifier: MIT
 * store_claim.h - what the two halves of the store queue share.
 */
#ifndef HIRE_QUEUE_STORE_CLAIM_H
#define HIRE_QUEUE_STORE_CLAIM_H

#include <hire/sys/queue.h>

#include <stdatomic.h>

enum { HIRE__Q_PRIORITIES = 10, HIRE__Q_MAX = 1000, HIRE__Q_LIMITS = 64 };

/* Waits end so often by themselves where wakes arrive; what is due before that
 * is told at once. */
#define HIRE__Q_WAIT (5 * HIRE_SECOND)

typedef struct hire__queue_store {
	hire_ctx *ctx;     /* borrowed */
	hire_store *store; /* borrowed */
	atomic_bool idle;  /* the last claim found nothing */
} hire__queue_store;

/* A turn, checked, and with one's own copy of the worker's name. */
typedef struct hire__q_turn {
	hire__queue_store *q;
	hire_queue_turn t;
	const char *worker;
	hire_arena *mem;
	hire_queue_got got;
} hire__q_turn;

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

/* Wake who waits for `m`, when `tx` commits. */
HIRE_CHECK hire_status
hire__q_wake(const hire__queue_store *q, hire_tx *tx, const hire_message *m,
    hire_error *err);

/* Whether whoever had `m` last stopped without a word, once too often. */
bool
hire__q_spent(const hire_message *m);
extern const char hire__q_silent[];

/* A turn by select and update, or by take. */
HIRE_CHECK hire_status
hire__q_turn_plain(hire__q_turn *k, hire_error *err);
HIRE_CHECK hire_status
hire__q_turn_take(hire__q_turn *k, hire_error *err);

/* turn() and claim() of the port. */
HIRE_CHECK hire_status
hire__q_turn_of(void *state, const hire_queue_turn *turn, hire_arena *mem,
    hire_queue_got *out, hire_error *err);
HIRE_CHECK hire_status
hire__q_claim(void *state, const char *worker, const char *const *kinds,
    hire_time lease, int32_t max, hire_arena *mem, hire_message **out,
    size_t *count, hire_error *err);

/* When the first message of `kinds` is due, in `*out`; 0: never. */
HIRE_CHECK hire_status
hire__q_first_due(const hire__queue_store *q, hire_tx *tx,
    const char *const *kinds, hire_arena *mem, hire_time *out, hire_error *err);

#endif
