/* SPDX-License-Identifier: MIT
 * hire/accounts.h - sign-up, log-in, sessions, profiles, API keys.
 * All results live in `mem`.  Any thread.  Errors beyond those named: what
 * the store, identity and queue ports say.
 */
#ifndef HIRE_ACCOUNTS_H
#define HIRE_ACCOUNTS_H

#include <hire/platform.h>

HIRE_BEGIN_DECLS

typedef struct hire_sign_up {
	hire_role role;    /**< hr or candidate; admin: see admin.h */
	const char *email; /**< folded to lower case */
	const char *name;
	const char *password;
	const char *organisation; /**< name of a new one; hr only */
} hire_sign_up;

/** Open an account and send the confirmation mail.  Until the address is
 * confirmed the account can do nothing for others (hire_actor.unconfirmed),
 * and the next sign-up with it takes the account over: with its own password,
 * name and mail; log-ins and mails from before are void.  EINVAL names the
 * field; EEXISTS when the address has a confirmed account, or 5 mails went to
 * it within the hour (frontends that face strangers answer as if it had
 * worked): that takes the same time, and the owner of a confirmed one is told
 * by mail, at most once an hour. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_sign_up(hire_platform *p, const hire_sign_up *in, hire_arena *mem,
    hire_account *out, hire_error *err);

/** What a log-in gives. */
typedef struct hire_tokens {
	const char *access; /**< bearer token, minutes */
	/** Exchanged once for the next pair; 30 days, 90 after the log-in at
	 * the most. */
	const char *refresh;
	hire_time access_expires, refresh_expires;
	hire_account account;
	const char *login_id; /**< see hire_actor.login_id */
	/** Shows that a request comes from a page that may read our replies,
	 * for those who keep the two above in cookies; as long as refresh. */
	const char *csrf;
} hire_tokens;

/** Where a log-in is asked from, so that strangers who guess hold up
 * themselves.  Borrowed for the call. */
typedef struct hire_log_in_from {
	const char *address; /**< of the client; NULL: all such are one place */
	/** A refresh token that the client has from a log-in of the account
	 * that goes on, or NULL: then that log-in is the place. */
	const char *refresh;
} hire_log_in_from;

/** Log in.  EAUTH for every wrong pair, with the same words and time; ELIMIT
 * while the attempt has to wait: in one place 1 second after 5 wrong passwords
 * for the e-mail address in a row, twice as long after each more, at most 15
 * minutes; everywhere after 100 within an hour for the rest of it, but for log-
 * ins that go on (`from->refresh`).  With or without an account.  `from` NULL:
 * nothing is known. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_log_in(hire_platform *p, const char *email, const char *password,
    const hire_log_in_from *from, hire_arena *mem, hire_tokens *out,
    hire_error *err);

/** Exchange a refresh token.  A used one ends the whole log-in (EAUTH), but
 * for 10 seconds, in which a second tab gets a successor too. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_refresh(hire_platform *p, const char *refresh, hire_arena *mem,
    hire_tokens *out, hire_error *err);

/** End the log-in of `refresh`, or with NULL every one of the account; its
 * access tokens die with it. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_log_out(hire_platform *p, const hire_actor *who,
    const char *refresh, hire_error *err);

/** Another hire_tokens.csrf for the log-in of `who`; EDENIED without one. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_csrf_new(hire_platform *p, const hire_actor *who, hire_arena *mem,
    const char **out, hire_error *err);

/** Whether `csrf` was made for the log-in of `who`; EDENIED. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_csrf_check(
    hire_platform *p, const hire_actor *who, const char *csrf, hire_error *err);

/** One log-in that goes on. */
typedef struct hire_account_session {
	const char *id;       /**< of the log-in */
	hire_time created_at; /**< when it began */
	hire_time seen_at;    /**< when it was refreshed last, or began */
	hire_time expires_at; /**< unless it is refreshed */
	bool current;         /**< the caller's own */
} hire_account_session;

/** The caller's log-ins that go on, the one seen last first, at most 1000. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_sessions(hire_platform *p, const hire_actor *who, hire_arena *mem,
    hire_account_session **out, size_t *count, hire_error *err);

/** End one of the caller's log-ins with its access tokens; one that is over
 * stays so.  ENOTFOUND. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_session_end(hire_platform *p, const hire_actor *who,
    const char *session_id, hire_error *err);

/** Whether what `count` actors began may go on: `good[i]` is false when the
 * account of who[i] was disabled, or the log-in (hire_actor.login_id) ended
 * here or everywhere.  For connections that outlive their token: one call for
 * all of them.  Few transactions. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_go_on(hire_platform *p, const hire_actor *who, size_t count,
    bool *good, hire_error *err);

/** Who an access token speaks for.  EAUTH when it is wrong or over, or the
 * account was disabled or logged out, here or everywhere. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_authenticate(hire_platform *p, const char *access,
    hire_arena *mem, hire_actor *out, hire_error *err);

/** Act for an account by its e-mail or id, for programs that hold the store
 * itself (hire-cli).  ENOTFOUND; EDENIED when it is disabled. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_actor(hire_platform *p, const char *email_or_id, hire_arena *mem,
    hire_actor *out, hire_error *err);

/** The caller's account. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_me(hire_platform *p, const hire_actor *who, hire_arena *mem,
    hire_account *out, hire_error *err);

/** Change fields of the caller's account that have HIRE_EDIT; EDENIED for the
 * others.  `version` 0 takes any; else ECONFLICT, field "version", when the
 * account is not at it any more. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_edit(hire_platform *p, const hire_actor *who, int64_t version,
    const hire_change *changes, size_t count, hire_arena *mem,
    hire_account *out, hire_error *err);

/** EAUTH when `old_password` is wrong, which counts and waits as in a log-in.
 * Ends every log-in. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_change_password(hire_platform *p, const hire_actor *who,
    const char *old_password, const char *new_password, hire_error *err);

/** Mail a reset token if there is such an account, at most one a minute;
 * HIRE_OK either way. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_forgot(hire_platform *p, const char *email, hire_error *err);

/** Set a password with a reset token.  EAUTH when it is wrong, used or over.
 * Ends every log-in. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_reset(hire_platform *p, const char *token,
    const char *new_password, hire_error *err);

/** Confirm the address with the token that was mailed.  EAUTH. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_confirm(hire_platform *p, const char *token, hire_error *err);

/** Mail another token if there is such an account that is not confirmed, at
 * most 5 an hour; HIRE_OK either way. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_confirm_again(
    hire_platform *p, const char *email, hire_error *err);

/** Make an API key of the caller's organisation (role hr); `*secret` is shown
 * once, so a repeated call (hire_actor.request_key) is EEXISTS.  It may do
 * what its maker may, within `scopes`: words of hire_scope_words separated by
 * blanks or commas, at least one.  EINVAL names a word that is none. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_key_new(hire_platform *p, const hire_actor *who, const char *name,
    const char *scopes, hire_arena *mem, hire_api_key *out, const char **secret,
    hire_error *err);

/** Keys of the caller's organisation (rows: hire_api_key). */
HIRE_API HIRE_CHECK hire_status
hire_accounts_keys(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err);

HIRE_API HIRE_CHECK hire_status
hire_accounts_key_revoke(hire_platform *p, const hire_actor *who,
    const char *key_id, hire_error *err);

/** Who an API key speaks for, with its scopes.  EAUTH.  Notes when the key was
 * used last, at most once a minute. */
HIRE_API HIRE_CHECK hire_status
hire_accounts_key_actor(hire_platform *p, const char *secret, hire_arena *mem,
    hire_actor *out, hire_error *err);

HIRE_END_DECLS
#endif
