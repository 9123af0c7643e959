/* SPDX-License-Identifier: MIT
 * payments.c - field tables of payments, seats, invoices and provider events.
 */
#include "fields.h"

#define MINOR_MAX INT64_C(9007199254740991)

#define T hire_payment
static const hire_field payment_fields[] = {
    HEAD(T),
    ID(T, organisation_id, HIRE_REQUIRED | HIRE_INDEXED, "who pays"),
    ID(T, job_id, HIRE_REQUIRED | HIRE_INDEXED, "for which job"),
    ID(T, created_by, HIRE_REQUIRED, "account that began it"),
    TEXT(T, provider, HIRE_REQUIRED, 1, 40, "who handles the money"),
    TEXT(T, provider_ref, HIRE_INDEXED, 0, 255, "the provider's own id"),
    TEXT(T, idempotency_key, HIRE_UNIQUE | HIRE_SECRET, 0, 340,
        "the same key: the same payment"),
    TEXT(T, url, 0, 0, 2000, "where to pay"),
    ENUM(T, state, 0, hire_payment_state_words, "how far it is"),
    INT(T, amount, 0, 0, MINOR_MAX, 0, "price in minor units"),
    INT(T, refunded, 0, 0, MINOR_MAX, 0, "paid back, in minor units"),
    TEXT(T, currency, HIRE_REQUIRED, 3, 3, "ISO 4217 code"),
    INT(T, seats, 0, 1, 1000000, 10, "interview seats it buys"),
    INT(T, seats_refunded, 0, 0, 1000000, 0, "of them paid back"),
    TIME(T, paid_at, 0, "when the money was there"),
    TIME(T, expires_at, 0, "until when it can be paid"),
};
static const hire_index payment_indexes[] = {
    {"state paid_at", false},
};
RECORD(payment, "pay");
#undef T

#define T hire_seat_entry
static const hire_field seat_entry_fields[] = {
    HEAD(T),
    ID(T, job_id, HIRE_REQUIRED | HIRE_INDEXED, "whose ledger"),
    ENUM(T, kind, 0, hire_seat_kind_words, "what happened"),
    INT(T, count, 0, 1, 1000000, 1, "to how many seats"),
    TEXT(T, cause, HIRE_REQUIRED | HIRE_UNIQUE, 1, 200,
        "what can only happen once"),
    ID(T, payment_id, 0, "payment behind it"),
    ID(T, interview_id, 0, "interview behind it"),
};
RECORD_PLAIN(seat_entry, "sea");
#undef T

#define T hire_invoice
static const hire_field invoice_fields[] = {
    HEAD(T),
    ID(T, organisation_id, HIRE_REQUIRED | HIRE_INDEXED, "who pays"),
    ID(T, payment_id, HIRE_REQUIRED | HIRE_INDEXED, "payment it is for"),
    ENUM(T, kind, 0, hire_invoice_kind_words, "bill or credit note"),
    INT(T, number, HIRE_UNIQUE, 1, INT64_MAX, 1, "number, without gaps"),
    INT(T, amount, 0, 0, MINOR_MAX, 0, "in minor units"),
    TEXT(T, currency, HIRE_REQUIRED, 3, 3, "ISO 4217 code"),
    TEXT(T, description, HIRE_REQUIRED, 1, 500, "what for"),
    TEXT(T, cause, HIRE_REQUIRED | HIRE_UNIQUE | HIRE_STAFF, 1, 200,
        "what can only be billed once"),
};
RECORD_PLAIN(invoice, "inv");
#undef T

#define T hire_provider_event
static const hire_field provider_event_fields[] = {
    HEAD(T),
    TEXT(T, provider_event, HIRE_REQUIRED | HIRE_UNIQUE, 3, 300,
        "provider and its event id"),
    TEXT(T, kind, HIRE_REQUIRED, 1, 100, "what it tells"),
    ID(T, payment_id, HIRE_INDEXED, "payment it is about"),
    INT(T, amount, 0, 0, MINOR_MAX, 0, "what it tells of, in minor units"),
    TEXT(T, outcome, HIRE_REQUIRED, 1, 300, "what was done with it"),
};
static const hire_index provider_event_indexes[] = {
    {"created_at", false},
};
RECORD(provider_event, "pev");
