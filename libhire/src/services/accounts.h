/* SPDX-License-Identifier: MIT
 * accounts.h - what the files of the accounts service share.
 */
#ifndef HIRE_SERVICES_ACCOUNTS_H
#define HIRE_SERVICES_ACCOUNTS_H

#include <hire/accounts.h>

#include "work.h"

/* How long things live. */
#define HIRE__ACCESS_LIFE  (15 * HIRE_MINUTE)
#define HIRE__REFRESH_LIFE (30 * HIRE_DAY)
#define HIRE__LOGIN_LIFE   (90 * HIRE_DAY) /* however often refreshed */
#define HIRE__RESET_LIFE   HIRE_HOUR
#define HIRE__CONFIRM_LIFE (3 * HIRE_DAY)

/* `email` trimmed and folded to lower case; EINVAL when it is no address. */
HIRE_CHECK hire_status
hire__email(
    hire_arena *mem, const char *email, const char **out, hire_error *err);

/* A name, trimmed: one line within the limits of the `name` field of `record`;
 * errors speak of `field`. */
HIRE_CHECK hire_status
hire__name(const hire_record *record, const char *field, const char *given,
    hire_arena *mem, const char **out, hire_error *err);

/* Hash by the identity port, which holds the policy.  Takes its time: never
 * inside a transaction, where it would block every writer. */
HIRE_CHECK hire_status
hire__password_new(hire_platform *p, const char *password, hire_arena *mem,
    const char **out, hire_error *err);

HIRE_CHECK hire_status
hire__account_find(
    hire__work *w, const char *email, hire_account *out, bool *found);

/* Add `account` (email, name, role, credential set) or EEXISTS. */
HIRE_CHECK hire_status
hire__account_add(hire__work *w, hire_account *account);

/* The actor's own account, active; else EAUTH. */
HIRE_CHECK hire_status
hire__account_of(hire__work *w, const hire_actor *who, hire_account *out);

/* Give the account another password, which ends every log-in. */
HIRE_CHECK hire_status
hire__account_rekey(hire__work *w, hire_account *account, const char *hash);

/* An attempt to show with a password who one is.  Wrong ones are counted after
 * they were compared, where a lock of meanwhile hides what came of those at the
 * same time, right or wrong: side by side one does not guess more. */
typedef struct hire__attempt {
	const char *email;
	const char *address;  /* where it comes from, or NULL */
	const char *login_id; /* of the log-in that it comes from, or NULL */
	const char *refresh;  /* shows which log-in that is, or NULL */
	bool known;
	hire_time wait;
	hire_account account;               /* when known */
	const char *email_hash, *hashes[2]; /* of rows: the place, all places */
} hire__attempt;

/* Compare the password.  `*hash` becomes a new hash to be stored when the old
 * one is outdated, else NULL.  EAUTH with the same words and time for
 * everything wrong; ELIMIT while it waits. */
HIRE_CHECK hire_status
hire__attempt_verify(hire_platform *p, hire__attempt *a, const char *password,
    hire_arena *mem, const char **hash, hire_error *err);

/* It was right: forget what was wrong before in the same place.  `a->wait`
 * above 0: it is locked meanwhile, and nothing may come of it. */
HIRE_CHECK hire_status
hire__attempt_passed(hire__work *w, hire__attempt *a);

/* ELIMIT with how long `a` has to wait. */
hire_status
hire__attempt_refuse(const hire__attempt *a, hire_error *err);

/* Forget every wrong password for the address. */
HIRE_CHECK hire_status
hire__guesses_forget(hire__work *w, const char *email);

/* accounts_log_in.c: the log-in of `account_id` that goes on and that `refresh`
 * is of, in `*login_id`; NULL: there is none. */
HIRE_CHECK hire_status
hire__login_known(hire__work *w, const char *refresh, const char *account_id,
    const char **login_id);

/* A person who acts for themselves: their role limits them, and whether their
 * address is confirmed. */
hire_actor
hire__person(const hire_account *account);

hire_status
hire__wrong_pair(hire_error *err);

/* tokens.c: a secret for one use, stored by its hash. */
HIRE_CHECK hire_status
hire__one_time_new(hire__work *w, const char *account_id,
    hire_token_purpose purpose, hire_time life, const char **secret);

/* The same for an interview of `who`, within their log-in: for the connection
 * of that number. */
HIRE_CHECK hire_status
hire__one_time_ticket(hire__work *w, const hire_actor *who,
    const char *interview_id, int64_t line, const char **secret);

/* The active account of a token that is good, else EAUTH. */
HIRE_CHECK hire_status
hire__one_time_account(hire__work *w, const char *secret,
    hire_token_purpose purpose, hire_one_time_token *token, hire_account *out);

/* The token of that secret while it is good, else EAUTH. */
HIRE_CHECK hire_status
hire__one_time_find(hire__work *w, const char *secret,
    hire_token_purpose purpose, hire_one_time_token *out);

/* Make every unused token of that purpose void. */
HIRE_CHECK hire_status
hire__one_time_spend(
    hire__work *w, const char *account_id, hire_token_purpose purpose);

/* tokens.c: the log-in that the id of an access token names, or NULL. */
HIRE_CHECK hire_status
hire__login_of(
    hire_arena *mem, const char *token_id, const char **out, hire_error *err);

/* tokens.c: the number of tokens of that purpose made after `since`. */
HIRE_CHECK hire_status
hire__one_time_count(hire__work *w, const char *account_id,
    hire_token_purpose purpose, hire_time since, int64_t *out);

/* accounts_password.c: the account of an address that has none: of the form of
 * an id, the same each time, so that whoever asks twice waits as well. */
HIRE_CHECK hire_status
hire__nobody(hire__work *w, const char *email, hire_account *out);

/* accounts_password.c: the same rows as for somebody, so that the time does not
 * tell: a token that nobody learns, and a mail to no address. */
HIRE_CHECK hire_status
hire__mail_nobody(
    hire__work *w, const hire_account *nobody, hire_token_purpose purpose);

/* accounts_confirm.c: whether `account` waits for its address to be confirmed
 * and may be sent a mail about it now. */
HIRE_CHECK hire_status
hire__confirm_due(hire__work *w, const hire_account *account, bool *out);

/* accounts_confirm.c: send it. */
HIRE_CHECK hire_status
hire__confirm_mail(hire__work *w, const hire_account *account);

/* tokens.c: see hire_accounts_csrf_new(); for who->login_id. */
#define HIRE__CSRF "csrf"
HIRE_CHECK hire_status
hire__csrf_sign(hire_platform *p, const hire_actor *who, hire_time now,
    hire_arena *mem, const char **out, hire_error *err);

/* accounts_session.c: whether what was begun in the log-in `login_id` (NULL: in
 * none) may go on, as far as `account` and the log-in say. */
HIRE_CHECK hire_status
hire__login_good(hire__work *w, const hire_account *account,
    const char *login_id, bool *good);

/* accounts_session.c: end a log-in.  Its first token stands for all of it. */
HIRE_CHECK hire_status
hire__login_revoke(hire__work *w, const char *family);

/* accounts_attempt.c: a change of nothing, where one is due only for those who
 * have an account: so that its time does not tell. */
HIRE_CHECK hire_status
hire__write_as_much(hire__work *w);

/* tokens.c: the pair for a new log-in (`before` NULL) or the successor of a
 * refresh token. */
HIRE_CHECK hire_status
hire__tokens_issue(hire__work *w, const hire_account *account,
    const hire_login *before, hire_tokens *out);

#endif
