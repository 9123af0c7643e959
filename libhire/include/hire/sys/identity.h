/* SPDX-License-Identifier: MIT
 * hire/sys/identity.h - the identity port: who is this?
 * Passwords, tokens of our own, and log-in at somebody else's page.  What an
 * account may do is not asked here.
 */
#ifndef HIRE_SYS_IDENTITY_H
#define HIRE_SYS_IDENTITY_H

#include <hire/base.h>

HIRE_BEGIN_DECLS

/** Password limits: characters at least, bytes at most. */
#define HIRE_PASSWORD_MIN 8
#define HIRE_PASSWORD_MAX 256
/** Longest token in bytes. */
#define HIRE_TOKEN_MAX 4096

/** What verify() found.  Frozen layout. */
typedef struct hire_identity_match {
	bool same;   /**< the password is the right one */
	bool rehash; /**< and should be hashed anew: its cost is outdated */
} hire_identity_match;

/** What a token says.  Strings are UTF-8 without control characters; a NULL
 * one is absent.  Frozen layout. */
typedef struct hire_identity_claims {
	const char *account;      /**< account id; required */
	const char *role;         /**< "hr", "candidate" or "admin"; required */
	const char *organisation; /**< organisation id; NULL for candidates */
	const char *purpose;      /**< such as "access"; required */
	const char *id;           /**< names this token; made when NULL */
	int64_t generation; /**< the account's token generation, >= 0: when the
	                         account moves on, older tokens are void */
	hire_time issued;   /**< rounded down to seconds */
	hire_time expires;  /**< rounded down to seconds; after `issued` */
} hire_identity_claims;

/** Where to send a browser, and what to remember until it is back.
 * Frozen layout. */
typedef struct hire_identity_redirect {
	const char *url;
	/** Opaque, secret; kept for this browser only, handed to finish(). */
	const char *pending;
	hire_time expires; /**< a return after this is refused */
} hire_identity_redirect;

/** Who logged in elsewhere.  Identify by issuer and subject together; an
 * address that is not verified proves nothing.  Frozen layout. */
typedef struct hire_identity_person {
	const char *issuer;
	const char *subject;
	const char *email; /**< or NULL */
	const char *name;  /**< or NULL */
	bool email_verified;
} hire_identity_person;

/** An identity backend.  Methods are only appended; past `size` they read as
 * NULL.  Every method may be called from any thread and from several at once.
 * Outputs are written only on HIRE_OK.  Common errors: EINVAL with the field,
 * EBUSY, EBACKEND, ENOMEM.  Passwords and tokens never reach an error. */
typedef struct hire_identity_ops {
	size_t size;      /**< sizeof(hire_identity_ops) at the build */
	const char *name; /**< static; shown in errors and by doctor */

	/** A hash of `password` to be stored, in `mem` (PHC string format).
	 * EINVAL, field "password", when it is shorter than HIRE_PASSWORD_MIN
	 * characters, longer than HIRE_PASSWORD_MAX bytes, not UTF-8, or among
	 * the most common ones: no path around the policy.  Blocks for tens of
	 * milliseconds of CPU and some MiB; EBUSY when too many wait.  May be
	 * NULL where passwords live elsewhere. */
	hire_status (*hash)(void *state, const char *password, hire_arena *mem,
	    const char **out, hire_error *err);

	/** Compare `password` with `hash`; a wrong one is HIRE_OK with `same`
	 * false.  `hash` NULL means there is no such account: takes the same
	 * time and says false.  Blocks like hash(); ECORRUPT when `hash` is no
	 * hash.  May be NULL together with hash(). */
	hire_status (*verify)(void *state, const char *password,
	    const char *hash, hire_identity_match *out, hire_error *err);

	/** Sign a token with these claims, in `mem`.  Does not block.
	 * May be NULL where others issue the tokens. */
	hire_status (*issue)(void *state, const hire_identity_claims *claims,
	    hire_arena *mem, const char **token, hire_error *err);

	/** Check `token` at `now` and give its claims in `mem`.  `purpose` must
	 * be the token's: one kind of token never passes for another.  EAUTH
	 * for everything wrong with it, with no word on which check failed
	 * except that it is over.  The caller compares `generation`.  May
	 * block when keys have to be fetched. */
	hire_status (*read)(void *state, const char *token, const char *purpose,
	    hire_time now, hire_arena *mem, hire_identity_claims *out,
	    hire_error *err);

	/** Begin a log-in at the provider's page that comes back to
	 * `return_url` (configured, never from a request).  May block.  May be
	 * NULL: there is no such page. */
	hire_status (*begin)(void *state, const char *return_url, hire_time now,
	    hire_arena *mem, hire_identity_redirect *out, hire_error *err);

	/** Finish it: `query` is the returned query string as it came,
	 * `pending` what begin() gave to the same browser.  Blocks on the
	 * provider.  EAUTH when they do not belong together, were used, are
	 * over, or the provider says no.  May be NULL together with begin(). */
	hire_status (*finish)(void *state, const char *return_url,
	    const char *query, const char *pending, hire_time now,
	    hire_arena *mem, hire_identity_person *out, hire_error *err);

	/** Whether the backend answers.  May be NULL: always. */
	hire_status (*ping)(void *state, hire_error *err);

	/** Release `state`, once, after all other calls have returned. */
	void (*close)(void *state);
} hire_identity_ops;

/** Open identity: call `id->ops.read(id->state, ...)`. */
typedef struct hire_identity {
	hire_identity_ops ops; /**< our copy: methods it lacks are NULL */
	void *state;           /**< owned from hire_identity_init() on */
} hire_identity;

/** Fill `out` from a backend's table; copies `ops`, owns `state` from HIRE_OK
 * on.  EUSAGE when a method without the words "may be NULL" is missing. */
HIRE_API HIRE_CHECK hire_status
hire_identity_init(hire_identity *out, const hire_identity_ops *ops,
    void *state, hire_error *err);

/** Close the backend and zero `identity`; a zeroed one or NULL is a no-op. */
HIRE_API void
hire_identity_fini(hire_identity *identity);

HIRE_END_DECLS
#endif
