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

/* Let the event leave with this transaction, to every enabled endpoint of the
 * organisation that asked for its kind. */
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

/* The value of webhook-signature for this body, in `mem`: one signature for
 * each secret that is good at `now`. */
HIRE_CHECK hire_status
hire__webhook_sign(const hire_webhook *webhook, const char *event_id,
    hire_time now, const char *body, hire_arena *mem, const char **out,
    hire_error *err);

#endif
