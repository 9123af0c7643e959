/* SPDX-License-Identifier: MIT
 * hire/platform.h - the whole platform: backends opened from a configuration,
 * and what the services over it share.
 */
#ifndef HIRE_PLATFORM_H
#define HIRE_PLATFORM_H

#include <hire/engine.h>
#include <hire/model.h>
#include <hire/sys/blobs.h>
#include <hire/sys/cache.h>
#include <hire/sys/identity.h>
#include <hire/sys/mail.h>
#include <hire/sys/payments.h>
#include <hire/sys/queue.h>
#include <hire/sys/store.h>
#include <hire/sys/text.h>

HIRE_BEGIN_DECLS

/** One value of a configuration: its name is that of the environment variable
 * that frontends read it from; the library itself reads none. */
typedef struct hire_config_key {
	const char *name; /**< such as "HIRE_STORE" */
	const char *def;  /**< embedded default; NULL: none */
	const char *help; /**< meaning, one line */
	bool secret;      /**< never shown */
} hire_config_key;

/** All keys; static, `*count` rows. */
HIRE_API const hire_config_key *
hire_config_keys(size_t *count);

/** What to open and how.  Values that are NULL take the default.  Everything
 * is borrowed until hire_platform_open() returns. */
typedef struct hire_config {
	size_t size;
	const char *data; /**< folder of the embedded backends */
	const char *store, *cache, *queue, *blobs, *llm, *payments, *mail,
	    *identity;          /**< URLs, as in the table of DESIGN.md 4 */
	const char *reader;     /**< path of hire-reader; NULL: found */
	const char *price;      /**< of 10 seats: "49.00 EUR" */
	const char *public_url; /**< where people reach the platform */
	const char *secret;     /**< signs tokens; NULL: made and stored */
	const char *mode;       /**< "development" or "production" */
	/** A store of the host's own, instead of `store`, and its state, which
	 * the platform owns from HIRE_OK on. */
	const hire_store_ops *own_store;
	void *own_store_state;
	/** Addresses beside the public ones that webhooks may call: blocks
	 * (10.0.0.0/8) and host:port pairs, separated by commas. */
	const char *webhook_allow;
} hire_config;

/** Set the value called `name` (such as "HIRE_STORE"); borrows `value`.
 * EINVAL when there is no such key. */
HIRE_API HIRE_CHECK hire_status
hire_config_set(
    hire_config *config, const char *name, const char *value, hire_error *err);

/** Parts of a platform, so that a small job opens few things. */
enum hire_need {
	HIRE_NEED_ENGINE = 1 << 0, /**< the AI tasks */
	HIRE_NEED_TEXT = 1 << 1,   /**< reading documents */
	HIRE_NEED_STORE = 1 << 2,  /**< store, queue, cache, blobs, mail,
	                                identity and payments */
	HIRE_NEED_ALL = 7
};

/** An open platform.  Any thread may call its services. */
typedef struct hire_platform hire_platform;

/** Open the backends of `config` that `needs` (a set of hire_need) names, and
 * bring an embedded store's tables up to date.  Borrows `ctx` until
 * hire_platform_close().  EINVAL names the key at fault; EIO, EBACKEND. */
HIRE_API HIRE_CHECK hire_status
hire_platform_open(hire_ctx *ctx, const hire_config *config, unsigned needs,
    hire_platform **out, hire_error *err);

/** Close `platform` after every call to it returned.  NULL is a no-op. */
HIRE_API void
hire_platform_close(hire_platform *platform);

/** The engine; borrowed until hire_platform_close(). */
HIRE_API hire_engine *
hire_platform_engine(hire_platform *platform);

/** Where people reach the platform (HIRE_PUBLIC_URL); borrowed until
 * hire_platform_close(). */
HIRE_API const char *
hire_platform_url(const hire_platform *platform);

/** Text of a document; see hire_text_ops.read(). */
HIRE_API HIRE_CHECK hire_status
hire_platform_read(hire_platform *platform, const void *bytes, size_t len,
    const char *filename, hire_arena *mem, hire_text *out, hire_error *err);

/** Bring the store up to the field tables; see hire_store_ops.migrate(). */
HIRE_API HIRE_CHECK hire_status
hire_platform_migrate(hire_platform *platform, bool dry, hire_arena *mem,
    const char **plan, hire_error *err);

/** State of one port. */
typedef struct hire_check {
	const char *port, *backend;
	bool ok;
	const char *detail; /**< version, or what is wrong and what to do */
	hire_status status; /**< EINVAL: a setting is wrong; not tried: OK */
} hire_check;

/** Try every port of `config`, each on its own; in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_platform_doctor(hire_ctx *ctx, const hire_config *config, hire_arena *mem,
    hire_check **out, size_t *count, hire_error *err);

/** Ask every port of an open platform whether it answers; in `mem`.  Nothing is
 * opened or changed.  Any thread.  EUSAGE: opened without HIRE_NEED_ALL. */
HIRE_API HIRE_CHECK hire_status
hire_platform_check(hire_platform *platform, hire_arena *mem, hire_check **out,
    size_t *count, hire_error *err);

/** Who is calling a service.  Texts are borrowed for the call.  A service
 * refuses with EDENIED what the role may not do, and says ENOTFOUND for what
 * belongs to others. */
typedef struct hire_actor {
	const char *account_id;
	hire_role role;
	/** What the call may do, a set of 1 << hire_scope: see
	 * hire_actor_may(). */
	uint32_t scopes;
	const char *organisation_id; /**< of hr; NULL for others */
	/** The caller's own name of this one call, 1..255 printable ASCII
	 * characters, or NULL.  A call that makes or changes something keeps
	 * it for 24 hours, in the transaction of the change: the same call
	 * again gives what the first one made, as it is now, and does nothing.
	 * EINVAL (field "Idempotency-Key") when it names another operation, or
	 * `request_hash` differs.  A call that failed did nothing and keeps
	 * nothing.  See docs/idempotency.md. */
	const char *request_key;
	/** SHA-256 in hex of what the call was given, or NULL: not compared.
	 * hire_request_hash() makes one. */
	const char *request_hash;
	/** The log-in that an access token is of; NULL: there is none, as with
	 * an API key. */
	const char *login_id;
	/** The e-mail address is not confirmed yet: services let the account
	 * see and change itself and refuse the rest with EDENIED (field
	 * "email").  Set in the actors that hire/accounts.h gives; a host that
	 * makes its own vouches for their addresses. */
	bool unconfirmed;
} hire_actor;

/** One thing that a call was given: its path, its body. */
typedef struct hire_request_part {
	const void *bytes;
	size_t len;
} hire_request_part;

/** A hire_actor.request_hash of all `parts` in their order, in `mem`; none can
 * run into the next.  ENOMEM. */
HIRE_API HIRE_CHECK hire_status
hire_request_hash(const hire_request_part *parts, size_t count, hire_arena *mem,
    const char **out, hire_error *err);

/** Every scope: those of people, who are held by their role alone. */
#define HIRE_SCOPES_ALL ((UINT32_C(1) << hire_scope_count) - 1)

/** Whether the call may do what `scope` names.  Services look at the role
 * alone: whoever lets API keys in asks this for each route. */
HIRE_API bool
hire_actor_may(const hire_actor *who, hire_scope scope);

/** Take one call from the rate limit `key` (HIRE_CACHE_KEY_MAX), which all
 * processes with the same cache share: `per_minute` (1..60,000,000) on average,
 * `burst` at once.  Being refused is HIRE_OK with `allowed` false.  A cache
 * that is out of reach lets every call pass.  EINVAL, ENOMEM. */
HIRE_API HIRE_CHECK hire_status
hire_platform_allow(hire_platform *p, const char *key, int64_t per_minute,
    int32_t burst, hire_cache_verdict *out, hire_error *err);

/** A page of a list. */
typedef struct hire_page {
	const char *after; /**< `next` of the page before, or NULL */
	int32_t limit;     /**< 1..1000; 0: 100 */
} hire_page;

HIRE_END_DECLS
#endif
