/* SPDX-License-Identifier: MIT
 * hire/admin.h - how the platform runs: metrics, users, dead letters, audit.
 * Role admin alone, unless it says otherwise.  All results live in `mem`.
 */
#ifndef HIRE_ADMIN_H
#define HIRE_ADMIN_H

#include <hire/platform.h>

HIRE_BEGIN_DECLS

/** Make an administrator's account; for programs that hold the store. */
HIRE_API HIRE_CHECK hire_status
hire_admin_create(hire_platform *p, const char *email, const char *name,
    const char *password, hire_arena *mem, hire_account *out, hire_error *err);

/** Take the e-mail address of an account as confirmed without the mail; for
 * programs that hold the store, and vouch for it.  ENOTFOUND. */
HIRE_API HIRE_CHECK hire_status
hire_admin_confirm(hire_platform *p, const char *account_id, hire_arena *mem,
    hire_account *out, hire_error *err);

/** One day of the platform. */
typedef struct hire_day {
	hire_time day; /**< its start, UTC */
	int64_t jobs, candidates, applications, interviews, payments;
} hire_day;

/** Metrics of the platform between two times: of what was made in them (of
 * interviews: begun; of payments: paid), in the state it has now. */
typedef struct hire_metrics {
	int64_t organisations, recruiters, candidates;
	int64_t jobs, jobs_by_state[hire_job_state_count];
	int64_t applications, by_state[hire_application_state_count];
	int64_t interviews, interviews_by_state[hire_interview_state_count];
	int64_t scored, unscored;
	int32_t mean_role_fit; /**< tenths; -1: none */
	int64_t payments_paid;
	struct hire_revenue {
		char currency[4];
		int64_t paid, refunded; /**< minor units */
	} revenue[8]; /**< `refunded` by credit notes; at most 8 currencies */
	size_t currencies;
	/** applied, matched, eligible, interviewed, scored: each a part of
	 * the one before. */
	int64_t funnel[5];
	hire_day *days;
	size_t day_count;
	int64_t queue_ready, queue_dead; /**< now */
	hire_time counted_at;            /**< the rest: then */
} hire_metrics;

/** Metrics of [from, to); 0, 0: the last 30 days.  At most 400 days.  Where
 * counting takes long they are kept thirty times as long, ten minutes at most,
 * and counted anew for one who asks then: see `counted_at`. */
HIRE_API HIRE_CHECK hire_status
hire_admin_metrics(hire_platform *p, const hire_actor *who, hire_time from,
    hire_time to, hire_arena *mem, hire_metrics *out, hire_error *err);

/** Accounts, newest first, of one role when `role` >= 0 (rows:
 * hire_account). */
HIRE_API HIRE_CHECK hire_status
hire_admin_users(hire_platform *p, const hire_actor *who, int role,
    hire_page page, hire_arena *mem, hire_rows *out, hire_error *err);

/** Disable an account, which ends its log-ins, or enable it again.  ESTATE:
 * administrators cannot disable themselves, so that one is always left. */
HIRE_API HIRE_CHECK hire_status
hire_admin_user_state(hire_platform *p, const hire_actor *who,
    const char *account_id, hire_account_state state, hire_arena *mem,
    hire_account *out, hire_error *err);

/** Sizes of the queue by kind and state. */
HIRE_API HIRE_CHECK hire_status
hire_admin_queue(hire_platform *p, const hire_actor *who, hire_arena *mem,
    hire_queue_count **out, size_t *count, hire_error *err);

/** Messages that wait, or dead letters; newest first (rows: hire_message).
 * The body of a mail is left out ("{}"): it may carry a token.  Role hr: those
 * about applications and interviews of its own organisation; a page may be
 * short though more follow. */
HIRE_API HIRE_CHECK hire_status
hire_admin_messages(hire_platform *p, const hire_actor *who,
    hire_message_state state, hire_page page, hire_arena *mem, hire_rows *out,
    hire_error *err);

/** Make a dead letter run again; role hr: one that it sees.  ENOTFOUND. */
HIRE_API HIRE_CHECK hire_status
hire_admin_retry(hire_platform *p, const hire_actor *who,
    const char *message_id, hire_error *err);

/** The audit log, newest first (rows: hire_audit_entry). */
HIRE_API HIRE_CHECK hire_status
hire_admin_audit(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err);

HIRE_END_DECLS
#endif
