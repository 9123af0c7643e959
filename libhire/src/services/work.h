/* SPDX-License-Identifier: MIT
 * work.h - what all services share: the open platform, and one transaction
 * with the few steps that every workflow is made of.
 */
#ifndef HIRE_SERVICES_WORK_H
#define HIRE_SERVICES_WORK_H

#include <hire/money.h>
#include <hire/platform.h>

#include "util/json.h"

#include <pthread.h>
#include <stdatomic.h>

struct hire_platform {
	hire_ctx *ctx; /* borrowed */
	/* Messages that workers have in hand. */
	pthread_mutex_t leases_lock;
	struct hire__lease *leases;
	unsigned needs;
	hire_store store;
	hire_queue queue;
	hire_cache cache;
	hire_cache spare;  /* rate limits of this process while `cache` is gone;
	                      zero where that cannot be */
	atomic_bool alone; /* limits are `spare`'s for now */
	hire_blobs blobs;
	hire_mail mail;
	hire_identity identity;
	hire_payments payments;
	hire_text_reader reader;
	hire_engine *engine;
	hire_money price;    /* of HIRE_SEATS_PER_PAYMENT seats */
	char *public_url;    /* owned */
	char *webhook_allow; /* owned */
	bool production;
};

/* A transaction under way.  `now` is read once, so that everything in one
 * transaction carries the same time. */
typedef struct hire__work {
	hire_platform *p;
	hire_tx *tx;
	hire_arena *mem;
	hire_instant now;
	hire_error *err;
	/* An interview whose transcript or state this transaction changes, to
	 * be announced once it is durable; id NULL: none. */
	const char *told_id;
	int64_t told_seq;
} hire__work;

/* A workflow's body.  It may run several times (optimistic concurrency), so
 * it must not leave anything behind but its outputs and the transaction. */
typedef hire_status (*hire__step)(hire__work *w, void *args);

/* Run `step` in one transaction: commit on HIRE_OK, else roll back; run it
 * again when another transaction was faster (ECONFLICT), some 30 times. */
HIRE_CHECK hire_status
hire__write(hire_platform *p, hire__step step, void *args, hire_arena *mem,
    hire_error *err);
/* The same without changes. */
HIRE_CHECK hire_status
hire__read(hire_platform *p, hire__step step, void *args, hire_arena *mem,
    hire_error *err);

/* The row of that id.  ENOTFOUND names the kind of record. */
HIRE_CHECK hire_status
hire__get(hire__work *w, const hire_record *record, const char *id, void *out);

/* The first row that fulfils all `filters`; `*found` false when none. */
HIRE_CHECK hire_status
hire__find(hire__work *w, const hire_record *record, const hire_filter *filters,
    size_t count, void *out, bool *found);

/* A page of rows in the order of `order` (NULL: by id). */
HIRE_CHECK hire_status
hire__list(hire__work *w, const hire_record *record, const hire_filter *filters,
    size_t count, const char *order, bool descending, hire_page page,
    hire_rows *out);

/* Number of rows that fulfil all `filters`. */
HIRE_CHECK hire_status
hire__count(hire__work *w, const hire_record *record,
    const hire_filter *filters, size_t count, int64_t *out);

/* Check and add `row`, giving it its id and times (an id that is set stays). */
HIRE_CHECK hire_status
hire__insert(hire__work *w, const hire_record *record, void *row);

/* Check and replace `row`. */
HIRE_CHECK hire_status
hire__update(hire__work *w, const hire_record *record, void *row);

/* A message that leaves with this transaction. */
typedef struct hire__job_order {
	const char *kind;
	const char *key;  /* NULL: none */
	const char *id;   /* body {"id": ...} */
	hire_time run_at; /* 0: now */
	int64_t priority; /* 0 first .. 9 last */
} hire__job_order;

HIRE_CHECK hire_status
hire__enqueue(hire__work *w, hire__job_order order);

/* Note in the audit log; `detail` carries no personal data. */
HIRE_CHECK hire_status
hire__audit(hire__work *w, const hire_actor *who, const char *action,
    const char *object_id, const char *detail);

/* Mail that leaves with this transaction. */
HIRE_CHECK hire_status
hire__post(
    hire__work *w, const char *to, const char *subject, const char *text);

/* The same to an account; nothing when it is gone. */
HIRE_CHECK hire_status
hire__post_account(hire__work *w, const char *account_id, const char *subject,
    const char *text);

/* EDENIED unless the actor has one of the roles (a set of 1 << role), and a
 * confirmed address where the set is without HIRE__UNCONFIRMED. */
HIRE_CHECK hire_status
hire__allow(const hire_actor *who, unsigned roles, hire_error *err);
#define HIRE__HR          (1u << HIRE_ROLE_HR)
#define HIRE__CANDIDATE   (1u << HIRE_ROLE_CANDIDATE)
#define HIRE__ADMIN       (1u << HIRE_ROLE_ADMIN)
#define HIRE__UNCONFIRMED (1u << 16)
/* Everybody, about themselves. */
#define HIRE__SELF                                                             \
	(HIRE__HR | HIRE__CANDIDATE | HIRE__ADMIN | HIRE__UNCONFIRMED)

/* hr with an organisation, or EDENIED. */
HIRE_CHECK hire_status
hire__allow_organisation(const hire_actor *who, hire_error *err);

/* What hr lists of their organisation, the last first. */
typedef struct hire__ours {
	const hire_record *record; /* has an organisation_id */
	const char *order;         /* NULL: by id */
	bool admins;               /* administrators list those of all */
} hire__ours;

/* A page of them.  EDENIED for everybody else. */
HIRE_CHECK hire_status
hire__list_ours(hire_platform *p, const hire__ours *of, const hire_actor *who,
    hire_page page, hire_arena *mem, hire_rows *out, hire_error *err);

/* A job that the actor (hr of its organisation, or admin) works on. */
HIRE_CHECK hire_status
hire__own_job(
    hire__work *w, const hire_actor *who, const char *job_id, hire_job *out);

/* Formatted text in the work's arena; HIRE_ENOMEM otherwise. */
HIRE_CHECK hire_status
hire__text(hire__work *w, const char **out, const char *fmt, ...)
    HIRE_PRINTF(3, 4);

/* The needed part is open, or EUSAGE. */
HIRE_CHECK hire_status
hire__need(const hire_platform *p, unsigned needs, hire_error *err);

/* limits.c: take() of the cache port.  While that is out of reach this process
 * counts for itself: HIRE_OK also then. */
HIRE_CHECK hire_status
hire__take(hire_platform *p, const char *key, const hire_cache_rate *rate,
    hire_cache_verdict *out, hire_error *err);

#endif
