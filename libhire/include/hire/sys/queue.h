/* SPDX-License-Identifier: MIT
 * hire/sys/queue.h - the queue port: work that leaves with the change.
 * At least once: a worker that dies loses its lease, so effects must be
 * idempotent or commit together with complete().
 */
#ifndef HIRE_SYS_QUEUE_H
#define HIRE_SYS_QUEUE_H

#include <hire/model.h>
#include <hire/sys/store.h>

HIRE_BEGIN_DECLS

/** Messages in a state, by kind. */
typedef struct hire_queue_count {
	const char *kind;
	hire_message_state state;
	int64_t count;
} hire_queue_count;

/** At most `most` messages of `kind` leased at once, by all workers. */
typedef struct hire_queue_limit {
	const char *kind;
	int64_t most; /**< at least 1 */
} hire_queue_limit;

/** A worker's turn: what it is done with, and what it wants next. */
typedef struct hire_queue_turn {
	size_t size;
	const char *worker;
	const char *const *kinds; /**< NULL-terminated; NULL: all */
	hire_time lease;
	int32_t max; /**< 0..1000; at most 1 with limits */
	/** Taken by this worker, and done.  Not for a message whose effect
	 * commits with it: that is complete()'s. */
	const hire_message *const *done;
	size_t done_count;              /**< at most 1000 */
	const hire_queue_limit *limits; /**< for some of `kinds` */
	size_t limit_count;             /**< at most 64 */
} hire_queue_turn;

typedef struct hire_queue_got {
	hire_message *messages;
	size_t count;
	size_t lost; /**< of `done`: their leases were lost before */
	/** Nothing is due: when the next message of these kinds is; 0 when none
	 * waits.  Bounds are not looked at. */
	hire_time next_due;
} hire_queue_got;

/** A backend.  Methods are only appended; past `size` they read as NULL.
 * `tx` is a transaction of the platform's store: what a method does becomes
 * real when it commits.  Any thread; methods may block as the store does. */
typedef struct hire_queue_ops {
	size_t size;
	const char *name;
	/** Add `message`: its kind, body, priority, run_at, key and
	 * max_attempts; the rest is the backend's.  With a `key` that waits or
	 * is leased already nothing is added; a dead letter gives its key away.
	 * EINVAL names a field that breaks its limit.  A backend outside the
	 * store writes an outbox row here. */
	hire_status (*put)(void *state, hire_tx *tx,
	    const hire_message *message, hire_error *err);
	/** Take up to `max` (1..1000) due messages for `lease`, by priority,
	 * then run_at, of `kinds` (NULL-terminated; NULL: all).  attempts is
	 * counted up.  One whose last lease ran out without a word goes to the
	 * dead letters instead.  `*count` 0 when none is due.  The messages and
	 * their texts live in `mem`. */
	hire_status (*claim)(void *state, const char *worker,
	    const char *const *kinds, hire_time lease, int32_t max,
	    hire_arena *mem, hire_message **out, size_t *count,
	    hire_error *err);
	/** It is done.  ECONFLICT: the lease was lost meanwhile. */
	hire_status (*complete)(void *state, hire_tx *tx,
	    const hire_message *message, hire_error *err);
	/** Run it again at `run_at`.  `error` (cut to the field's limit) NULL:
	 * no failure, the attempt does not count.  `message` follows; its
	 * last_error borrows `error`.  ECONFLICT as complete. */
	hire_status (*again)(void *state, hire_tx *tx, hire_message *message,
	    hire_time run_at, const char *error, hire_error *err);
	/** Give up: it goes to the dead letters with `error`.  `message` and
	 * errors as again. */
	hire_status (*bury)(void *state, hire_tx *tx, hire_message *message,
	    const char *error, hire_error *err);
	/** Messages in `message_state`, newest first, a page at a time. */
	hire_status (*list)(void *state, hire_message_state message_state,
	    const char *after, int32_t limit, hire_arena *mem, hire_rows *out,
	    hire_error *err);
	/** Make a dead letter ready again, with its attempts forgotten.
	 * ENOTFOUND when it is not among them. */
	hire_status (*replay)(void *state, const char *id, hire_error *err);
	/** Sizes by kind and state, in `mem`. */
	hire_status (*counts)(void *state, hire_arena *mem,
	    hire_queue_count **out, size_t *count, hire_error *err);
	/** When the next message is due, in `*out`; 0 when none waits. */
	hire_status (*next_due)(void *state, hire_time *out, hire_error *err);
	/** Reach the queue; `*out` becomes a line on it, in `mem`. */
	hire_status (*ping)(
	    void *state, hire_arena *mem, const char **out, hire_error *err);
	void (*close)(void *state);

	/* The following may be NULL. */

	/** put() of `count` messages in as few round trips as there can be. */
	hire_status (*put_many)(void *state, hire_tx *tx,
	    const hire_message *messages, size_t count, hire_error *err);
	/** complete() what is done and claim() what is next, in one
	 * transaction; its messages and their texts live in `mem`.  Without it:
	 * complete() and claim(). */
	hire_status (*turn)(void *state, const hire_queue_turn *turn,
	    hire_arena *mem, hire_queue_got *out, hire_error *err);
	/** Let the lease of `message`, which follows, last `lease` from now.
	 * ECONFLICT as complete. */
	hire_status (*renew)(void *state, hire_message *message,
	    hire_time lease, hire_error *err);
	/** The message of that id in any state, with its texts in `mem`.
	 * ENOTFOUND: there is none. */
	hire_status (*find)(void *state, const char *id, hire_arena *mem,
	    hire_message *out, hire_error *err);
	/** Wait until there may be a message of `kinds` (NULL: any), for at
	 * most `most`; may end earlier.  `*seen`, 0 at first, belongs to the
	 * worker: what was put since its last wait ends this one at once.
	 * Without it: look again and again. */
	hire_status (*wait)(void *state, const char *const *kinds,
	    hire_time most, int64_t *seen, hire_error *err);
} hire_queue_ops;

/** An open queue: call `queue->ops.put(queue->state, ...)`. */
typedef struct hire_queue {
	hire_queue_ops ops; /**< our copy: methods it lacks are NULL */
	void *state;        /**< owned from hire_queue_init() on */
} hire_queue;

/** Fill `out` from a backend's table; copies `ops`, owns `state` from HIRE_OK
 * on.  EUSAGE when a method is missing that every queue needs. */
HIRE_API HIRE_CHECK hire_status
hire_queue_init(
    hire_queue *out, const hire_queue_ops *ops, void *state, hire_error *err);

/** Close the backend and zero `queue`; a zeroed one or NULL is a no-op. */
HIRE_API void
hire_queue_fini(hire_queue *queue);

HIRE_END_DECLS
#endif
