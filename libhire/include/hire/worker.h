/* SPDX-License-Identifier: MIT
 * hire/worker.h - the background work: read resumes, match, time interviews,
 * score, send mail.  Any number of workers may run, in threads or processes.
 */
#ifndef HIRE_WORKER_H
#define HIRE_WORKER_H

#include <hire/platform.h>
#include <hire/sys/queue.h>

HIRE_BEGIN_DECLS

/** News of one message that a worker had in hand. */
typedef struct hire_worker_news {
	const hire_message *message; /**< borrowed for the call */
	hire_status status;          /**< what its handler came to */
	const char *error;           /**< "" or one line */
	bool dead;                   /**< it went to the dead letters */
	bool given_back; /**< its lease was: see `abandon`; still in hand */
} hire_worker_news;

typedef struct hire_worker_options {
	size_t size;
	const char *name; /**< of this worker; NULL: made up */
	/** Return when nothing is due instead of waiting for more. */
	bool until_idle;
	/** Asked between messages and at least each second; true ends the run
	 * after the message in hand.  May be NULL. */
	bool (*stop)(void *user);
	/** Told after each message.  May be NULL. */
	void (*news)(void *user, const hire_worker_news *news);
	void *user;
	/** Kinds to take, NULL at the end; NULL: all.  A host keeps those that
	 * wait for others ("webhook.send", "mail.send") off the thread that
	 * times interviews, and off each other's.  Borrowed for the run. */
	const char *const *kinds;
	/** Of some of `kinds`, how many may be in work at once, with all
	 * workers.  Borrowed for the run. */
	const hire_queue_limit *limits;
	size_t limit_count;
	/** Asked four times a second while a message is in hand, in a thread of
	 * its own; true gives its lease back, so that another worker may have
	 * it at once: what its handler still does comes to nothing.  `news`
	 * tells of it, in that thread.  For a process that must end now.  May
	 * be NULL. */
	bool (*abandon)(void *user);
} hire_worker_options;

/** Work until told to stop.  A message whose handler fails is tried again,
 * later each time, and after its last attempt is a dead letter; so are at
 * once those that can never succeed.  Fails only when the queue is out of
 * reach for a minute. */
HIRE_API HIRE_CHECK hire_status
hire_worker_run(
    hire_platform *p, const hire_worker_options *options, hire_error *err);

/** The kinds of messages and what handles them, for docs; static. */
typedef struct hire_work_kind {
	const char *kind, *help;
	int32_t max_attempts;
} hire_work_kind;

HIRE_API const hire_work_kind *
hire_work_kinds(size_t *count);

HIRE_END_DECLS
#endif
