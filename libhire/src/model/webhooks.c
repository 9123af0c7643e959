/* SPDX-License-Identifier: MIT
 * webhooks.c - field tables of outbound webhooks and their deliveries.
 */
#include "fields.h"

#define DRAFTED (HIRE_INPUT | HIRE_EDIT)

#define T hire_webhook
static const hire_field webhook_fields[] = {
    HEAD(T),
    ID(T, organisation_id, HIRE_REQUIRED | HIRE_INDEXED, "whose endpoint"),
    ID(T, account_id, HIRE_REQUIRED, "who made it"),
    TEXT(T, url, HIRE_REQUIRED | DRAFTED, 1, 2000, "where events are sent"),
    TEXT(T, events, HIRE_REQUIRED | DRAFTED, 1, 500,
        "which events, blank-separated"),
    TEXT(T, description, DRAFTED, 0, NAME_MAX_BYTES, "what it is for"),
    BOOL(T, enabled, DRAFTED, "whether events are sent"),
    TEXT(T, disabled_why, 0, 0, 300, "why the platform disabled it"),
    TEXT(T, secret, HIRE_REQUIRED | HIRE_SECRET, 1, 100, "signs what is sent"),
    TEXT(T, old_secret, HIRE_SECRET, 0, 100, "the secret before"),
    TIME(T, old_until, 0, "until then the secret before signs too"),
    INT(T, failures, 0, 0, INT64_MAX, 0, "failed attempts in a row"),
    TIME(T, failing_since, 0, "first of them"),
    TIME(T, paused_until, 0, "no attempt before"),
};
RECORD_PLAIN(webhook, "whk");
#undef T

#define T hire_webhook_delivery
static const hire_field webhook_delivery_fields[] = {
    HEAD(T),
    ID(T, webhook_id, HIRE_REQUIRED, "to which endpoint"),
    ID(T, organisation_id, HIRE_REQUIRED, "whose endpoint"),
    ENUM(T, event, 0, hire_webhook_event_words, "what happened"),
    ID(T, event_id, HIRE_REQUIRED, "names the event in every delivery of it"),
    JSON(T, body, HIRE_REQUIRED, 4000, "what is sent"),
    ENUM(T, state, 0, hire_delivery_state_words, "how far it is"),
    INT(T, attempts, 0, 0, 1000000, 0, "times it was tried"),
    INT(T, last_status, 0, 0, 999, 0, "HTTP status last; 0: no reply"),
    TEXT(T, last_error, 0, 0, 300, "why it failed last"),
    TIME(T, next_at, 0, "when it is tried next"),
    TIME(T, delivered_at, 0, "when the endpoint took it"),
};
static const hire_index webhook_delivery_indexes[] = {
    {"webhook_id event_id", true},
    {"webhook_id state", false},
    {"state updated_at", false},
};
RECORD(webhook_delivery, "whd");
