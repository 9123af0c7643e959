/* SPDX-License-Identifier: MIT
 * accounts.c - field tables of who people are and how they log in.
 */
#include "fields.h"

#define T hire_organisation
static const hire_field organisation_fields[] = {
    HEAD(T),
    TEXT(T, name, HIRE_REQUIRED | HIRE_INPUT | HIRE_EDIT, 1, NAME_MAX_BYTES,
        "name of the organisation"),
};
static const hire_index organisation_indexes[] = {
    {"created_at", false},
};
RECORD(organisation, "org");
#undef T

#define T hire_account
static const hire_field account_fields[] = {
    HEAD(T),
    TEXT(T, email, HIRE_REQUIRED | HIRE_UNIQUE | HIRE_PERSONAL | HIRE_INPUT, 3,
        254, "e-mail address, lower case"),
    TEXT(T, name, HIRE_REQUIRED | HIRE_PERSONAL | HIRE_INPUT | HIRE_EDIT, 1,
        NAME_MAX_BYTES, "name as the person writes it"),
    ENUM(T, role, HIRE_INPUT, hire_role_words, "what the account may do"),
    ENUM(T, state, 0, hire_account_state_words, "whether it may log in"),
    ID(T, organisation_id, HIRE_INDEXED, "organisation of a recruiter"),
    TEXT(T, credential, HIRE_SECRET, 0, 512, "password hash"),
    INT(T, generation, HIRE_SECRET, 0, INT64_MAX, 0,
        "tokens of an older one are void"),
    TIME(T, confirmed_at, 0, "when the e-mail address was confirmed"),
};
static const hire_index account_indexes[] = {
    {"role id", false}, /* a few administrators among a million */
    {"created_at", false},
};
RECORD(account, "acct");
#undef T

#define T hire_guess
static const hire_field guess_fields[] = {
    HEAD(T),
    TEXT(T, hash, HIRE_REQUIRED | HIRE_UNIQUE | HIRE_SECRET, 64, 64,
        "SHA-256 of the address and the place"),
    TEXT(T, email_hash, HIRE_REQUIRED | HIRE_INDEXED | HIRE_SECRET, 64, 64,
        "SHA-256 of the address"),
    INT(T, count, 0, 0, INT64_MAX, 0, "wrong passwords"),
    TIME(T, since, 0, "when counting began"),
    TIME(T, locked_until, 0, "no attempt before"),
};
static const hire_index guess_indexes[] = {
    {"updated_at", false},
};
RECORD(guess, "guess");
#undef T

#define T hire_login
static const hire_field login_fields[] = {
    HEAD(T),
    ID(T, account_id, HIRE_REQUIRED | HIRE_INDEXED, "whose log-in"),
    ID(T, family, HIRE_REQUIRED | HIRE_INDEXED,
        "first token of the log-in: all its successors share it"),
    TEXT(T, hash, HIRE_REQUIRED | HIRE_UNIQUE | HIRE_SECRET, 64, 64,
        "SHA-256 of the refresh token"),
    INT(T, generation, HIRE_SECRET, 0, INT64_MAX, 0,
        "of the account when the log-in began: void once it moves on"),
    TIME(T, expires_at, 0, "end of the token's life"),
    TIME(T, used_at, 0, "when it was exchanged"),
    TIME(T, revoked_at, 0, "when it was ended"),
};
static const hire_index login_indexes[] = {
    {"expires_at", false},
};
RECORD(login, "login");
#undef T

#define T hire_one_time_token
static const hire_field one_time_token_fields[] = {
    HEAD(T),
    ID(T, account_id, HIRE_REQUIRED | HIRE_INDEXED, "whose token"),
    TEXT(T, hash, HIRE_REQUIRED | HIRE_UNIQUE | HIRE_SECRET, 64, 64,
        "SHA-256 of the token"),
    ENUM(T, purpose, 0, hire_token_purpose_words, "what it is good for"),
    TIME(T, expires_at, 0, "end of its life"),
    TIME(T, used_at, 0, "when it was used"),
    ID(T, object_id, 0, "what it opens; unset: the account's own"),
    ID(T, login_id, 0, "log-in that it was made in; unset: in none"),
    INT(T, line, 0, 0, INT64_MAX, 0, "number of the connection it opens"),
};
static const hire_index one_time_token_indexes[] = {
    {"expires_at", false},
};
RECORD(one_time_token, "ott");
#undef T

#define T hire_api_key
static const hire_field api_key_fields[] = {
    HEAD(T),
    ID(T, organisation_id, HIRE_REQUIRED | HIRE_INDEXED, "whose data"),
    ID(T, account_id, HIRE_REQUIRED, "who made it"),
    TEXT(T, name, HIRE_REQUIRED | HIRE_INPUT, 1, NAME_MAX_BYTES,
        "what it is for"),
    TEXT(T, hash, HIRE_REQUIRED | HIRE_UNIQUE | HIRE_SECRET, 64, 64,
        "SHA-256 of the key"),
    TEXT(T, scopes, HIRE_INPUT, 0, 1000, "what it may do, blank-separated"),
    TIME(T, revoked_at, 0, "when it was ended"),
    TIME(T, last_used_at, 0, "when it last called, to the minute"),
};
RECORD_PLAIN(api_key, "key");
#undef T

#define T hire_request
static const hire_field request_fields[] = {
    HEAD(T),
    ID(T, account_id, HIRE_REQUIRED, "who called"),
    TEXT(T, key, HIRE_REQUIRED | HIRE_SECRET, 1, 255,
        "the caller's own name of the call"),
    TEXT(T, operation, HIRE_REQUIRED, 1, 60, "what was called"),
    TEXT(T, hash, 0, 0, 64, "SHA-256 of what it was called with"),
    ID(T, object_id, HIRE_REQUIRED, "what it made or changed"),
};
static const hire_index request_indexes[] = {
    {"account_id key", true},
    {"created_at", false},
};
RECORD(request, "req");
#undef T

#define T hire_audit_entry
static const hire_field audit_entry_fields[] = {
    HEAD(T),
    ID(T, actor_id, HIRE_INDEXED, "who did it; unset: the platform"),
    TEXT(T, action, HIRE_REQUIRED, 1, 100, "what was done"),
    ID(T, object_id, HIRE_INDEXED, "to what"),
    TEXT(T, detail, 0, 0, 1000, "in words, without personal data"),
};
RECORD_PLAIN(audit_entry, "aud");
#undef T

#define T hire_setting
static const hire_field setting_fields[] = {
    HEAD(T),
    TEXT(T, name, HIRE_REQUIRED | HIRE_UNIQUE, 1, 100, "name"),
    TEXT(T, value, HIRE_SECRET, 0, LONG_TEXT_MAX, "value"),
};
RECORD_PLAIN(setting, "set");
