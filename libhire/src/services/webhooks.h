/* SPDX-License-Identifier: MIT
 * webhooks.h - telling an organisation's own server, inside the library.
 */
#ifndef HIRE_SERVICES_WEBHOOKS_H
#define HIRE_SERVICES_WEBHOOKS_H

#include <hire/webhooks.h>

#include "work.h"

/* One value of an event's data: ids, states and numbers, never a person's
 * words or name. */
typedef struct hire__fact {
	const char *key;
	enum { HIRE__FACT_TEXT, HIRE__FACT_NUMBER, HIRE__FACT_BOOL } type;
	const char *text;
	int64_t number;
} hire__fact;

#define HIRE__TEXT(key, text)                                                  \
	{                                                                      \
		(key), HIRE__FACT_TEXT, (text), 0                              \
	}
#define HIRE__NUMBER(key, number)                                              \
	{                                                                      \
		(key), HIRE__FACT_NUMBER, NULL, (number)                       \
	}
#define HIRE__BOOL(key, yes)                                                   \
	{                                                                      \
		(key), HIRE__FACT_BOOL, NULL, (yes)                            \
	}

/* Why a delivery to an endpoint that is disabled is dead. */
#define HIRE__WEBHOOK_OFF "the endpoint is disabled"

/* Let the event leave with this transaction, to every endpoint of the
 * organisation that asked for its kind; for those that are disabled it is kept
 * as a dead delivery. */
HIRE_CHECK hire_status
hire__webhook_tell(hire__work *w, hire_webhook_event event,
    const char *organisation_id, const hire__fact *facts, size_t count);

/* Queue the sending of a delivery. */
HIRE_CHECK hire_status
hire__webhook_queue(hire__work *w, const hire_webhook_delivery *delivery);

/* An endpoint of the actor's organisation, or ENOTFOUND. */
HIRE_CHECK hire_status
hire__own_webhook(
    hire__work *w, const hire_actor *who, const char *id, hire_webhook *out);

/* A place to call an organisation's servers from: it has one at a time in all
 * workers that share the cache, so that its slow endpoints keep no more than
 * one of them waiting. `*busy_until` becomes 0 when the place is ours, else
 * when to ask again.  Without a cache everybody has a place. */
HIRE_CHECK hire_status
hire__webhook_enter(hire_platform *p, const hire_webhook_delivery *delivery,
    unsigned dice, hire_arena *mem, hire_time *busy_until, hire_error *err);

/* Give it back after `took` microseconds.  What was slow rests as long. */
HIRE_CHECK hire_status
hire__webhook_leave(hire_platform *p, const hire_webhook_delivery *delivery,
    hire_time took, hire_arena *mem, hire_error *err);

/* How long one call may take, from the name's look-up to the reply's end. */
#define HIRE__WEBHOOK_CALL_LIMIT (10 * HIRE_SECOND)

/* The value of webhook-signature for this body, in `mem`: one signature for
 * each secret that is good at `now`. */
HIRE_CHECK hire_status
hire__webhook_sign(const hire_webhook *webhook, const char *event_id,
    hire_time now, const char *body, hire_arena *mem, const char **out,
    hire_error *err);

#endif
