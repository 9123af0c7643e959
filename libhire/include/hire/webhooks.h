/* SPDX-License-Identifier: MIT
 * hire/webhooks.h - an organisation's own server is told of events, signed by
 * the Standard Webhooks scheme; docs/webhooks.md describes what it gets.
 * All results live in `mem`.  Any thread.  Role hr, for its organisation;
 * others' endpoints are ENOTFOUND.
 */
#ifndef HIRE_WEBHOOKS_H
#define HIRE_WEBHOOKS_H

#include <hire/platform.h>

HIRE_BEGIN_DECLS

/** Endpoints of one organisation at most. */
#define HIRE_WEBHOOKS_MAX 20

/** What to register. */
typedef struct hire_webhook_draft {
	const char *url; /**< https, or http in development mode */
	/** Words of hire_webhook_event_words, separated by blanks or commas;
	 * NULL or "": all that there are now. */
	const char *events;
	const char *description; /**< or NULL */
} hire_webhook_draft;

/** Register an endpoint, enabled.  `*secret` ("whsec_" and 32 random bytes in
 * base64) is shown once, so a repeated call (hire_actor.request_key) is
 * EEXISTS.  EINVAL names the field, also for an address that is not public;
 * ELIMIT past HIRE_WEBHOOKS_MAX. */
HIRE_API HIRE_CHECK hire_status
hire_webhooks_add(hire_platform *p, const hire_actor *who,
    const hire_webhook_draft *draft, hire_arena *mem, hire_webhook *out,
    const char **secret, hire_error *err);

/** Endpoints, newest first (rows: hire_webhook). */
HIRE_API HIRE_CHECK hire_status
hire_webhooks_list(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err);

HIRE_API HIRE_CHECK hire_status
hire_webhooks_get(hire_platform *p, const hire_actor *who,
    const char *webhook_id, hire_arena *mem, hire_webhook *out,
    hire_error *err);

/** Change HIRE_EDIT fields.  `version` 0 takes any; else ECONFLICT when the
 * endpoint is not at it any more.  Enabling it forgets its failures. */
HIRE_API HIRE_CHECK hire_status
hire_webhooks_edit(hire_platform *p, const hire_actor *who,
    const char *webhook_id, int64_t version, const hire_change *changes,
    size_t count, hire_arena *mem, hire_webhook *out, hire_error *err);

/** Give the endpoint another secret, shown once as in hire_webhooks_add().
 * The one before signs beside it for 24 hours. */
HIRE_API HIRE_CHECK hire_status
hire_webhooks_rotate(hire_platform *p, const hire_actor *who,
    const char *webhook_id, hire_arena *mem, hire_webhook *out,
    const char **secret, hire_error *err);

/** Remove the endpoint; what still waits for it is not sent. */
HIRE_API HIRE_CHECK hire_status
hire_webhooks_remove(hire_platform *p, const hire_actor *who,
    const char *webhook_id, hire_error *err);

/** Deliveries of an endpoint, newest first, in one state when `state` >= 0
 * (rows: hire_webhook_delivery). */
HIRE_API HIRE_CHECK hire_status
hire_webhooks_deliveries(hire_platform *p, const hire_actor *who,
    const char *webhook_id, int state, hire_page page, hire_arena *mem,
    hire_rows *out, hire_error *err);

/** Send a delivery again, delivered or dead, with all attempts anew and the
 * same event id.  ESTATE while it waits or the endpoint is disabled. */
HIRE_API HIRE_CHECK hire_status
hire_webhooks_replay(hire_platform *p, const hire_actor *who,
    const char *delivery_id, hire_arena *mem, hire_webhook_delivery *out,
    hire_error *err);

/** The same for every dead delivery of an endpoint, up to 1,000 at a time;
 * `*count` (may be NULL) is their number. */
HIRE_API HIRE_CHECK hire_status
hire_webhooks_replay_dead(hire_platform *p, const hire_actor *who,
    const char *webhook_id, int64_t *count, hire_error *err);

HIRE_END_DECLS
#endif
