/* SPDX-License-Identifier: MIT
 * hire/sys/payments.h - the payments port: a provider's page takes the money,
 * its signed events say what happened.
 * Apart because card data never comes near us; seats are counted elsewhere.
 */
#ifndef HIRE_SYS_PAYMENTS_H
#define HIRE_SYS_PAYMENTS_H

#include <hire/money.h>
#include <hire/words.h>

HIRE_BEGIN_DECLS

/** Largest amount in minor units that every provider takes. */
#define HIRE_AMOUNT_MAX INT64_C(99999999)
/** Longest event body in bytes. */
#define HIRE_NOTICE_MAX ((size_t)256 << 10)

/** What is to be paid for.  Strings are borrowed for the call, UTF-8, and
 * required.  Frozen layout. */
typedef struct hire_checkout {
	const char *payment;     /**< our payment id, at most 100 bytes */
	const char *idempotency; /**< same key and values: same page; <= 255 */
	const char *description; /**< one line for the payer, <= 200 bytes */
	const char *success_url; /**< http(s); where the page leads back to */
	const char *cancel_url;
	hire_money total; /**< for all of `quantity`; 1..HIRE_AMOUNT_MAX */
	int32_t quantity; /**< 1..10,000 */
} hire_checkout;

/** The provider's page.  Frozen layout. */
typedef struct hire_checkout_page {
	const char *ref; /**< the provider's name of the payment */
	const char *url; /**< where to send the payer */
	hire_time expires;
} hire_checkout_page;

typedef enum hire_notice_type {
	HIRE_NOTICE_IGNORED, /**< genuine, but nothing to us: acknowledge */
	HIRE_NOTICE_PAID,
	HIRE_NOTICE_FAILED,
	HIRE_NOTICE_EXPIRED,
	HIRE_NOTICE_REFUNDED, /**< `amount` is the sum of this refund */
	HIRE_NOTICE_DISPUTED
} hire_notice_type;

/** One genuine event.  Frozen layout. */
typedef struct hire_notice {
	const char *id; /**< unique with the provider: store before acting */
	hire_notice_type type;
	const char *ref;     /**< the provider's; "" when ignored */
	const char *payment; /**< our payment id, or NULL */
	hire_money amount;
	hire_time created;
} hire_notice;

/** What the provider knows now.  Frozen layout. */
typedef struct hire_payment_report {
	hire_payment_state state;
	hire_money total;
	int64_t refunded_minor;
	const char *payment; /**< our payment id, or NULL */
} hire_payment_report;

/** What a refund came to.  Frozen layout. */
typedef struct hire_payment_refund {
	const char *ref; /**< the provider's name of the refund */
	bool pending;    /**< final only with its event */
} hire_payment_refund;

/** A payments backend.  Methods are only appended; past `size` they read as
 * NULL.  Every method may be called from any thread and from several at once.
 * Outputs are written only on HIRE_OK.  Common errors: EINVAL with the field,
 * EBACKEND (out of reach), EBUSY (told to come back), ETIMEOUT (unknown
 * outcome: ask again with the same idempotency key), ENOMEM. */
typedef struct hire_payments_ops {
	size_t size;      /**< sizeof(hire_payments_ops) at the build */
	const char *name; /**< static, such as "sandbox"; kept with a payment */

	/** Make a page to pay on; strings in `mem`.  Called while serving a
	 * request: blocks on the provider up to the backend's deadline.
	 * Repeating a call with the same key gives the same page; ECONFLICT
	 * when the values differ and the provider remembers them. */
	hire_status (*checkout)(void *state, const hire_checkout *checkout,
	    hire_arena *mem, hire_checkout_page *out, hire_error *err);

	/** Check and read an event as it came: `body` byte for byte,
	 * `signature` the provider's signature header.  `now` judges its age.
	 * EAUTH when it is not genuine or too old, ETOOBIG, EDAMAGED when
	 * genuine but not understood.  Does not trust order or uniqueness: the
	 * caller does that by `id`.  May block where the provider has to be
	 * asked. */
	hire_status (*parse_event)(void *state, const char *body, size_t len,
	    const char *signature, hire_time now, hire_arena *mem,
	    hire_notice *out, hire_error *err);

	/** Give back `amount` of the payment `ref`.  Called by workers, which
	 * repeat with the same key.  ENOTFOUND, ELIMIT (more than was paid or,
	 * where the provider counts, than is left), ESTATE (known as unpaid).
	 * Blocks on the provider. */
	hire_status (*refund)(void *state, const char *ref, hire_money amount,
	    const char *idempotency, hire_arena *mem, hire_payment_refund *out,
	    hire_error *err);

	/** What the provider knows of `ref`, for when an event went missing.
	 * ENOTFOUND.  Blocks on the provider.  May be NULL: wait for events. */
	hire_status (*fetch)(void *state, const char *ref, hire_arena *mem,
	    hire_payment_report *out, hire_error *err);

	/** Whether the provider answers.  May be NULL: always. */
	hire_status (*ping)(void *state, hire_error *err);

	/** Release `state`, once, after all other calls have returned. */
	void (*close)(void *state);
} hire_payments_ops;

/** Open payments: call `p->ops.checkout(p->state, ...)`. */
typedef struct hire_payments {
	hire_payments_ops ops; /**< our copy: methods it lacks are NULL */
	void *state;           /**< owned from hire_payments_init() on */
} hire_payments;

/** Check the limits above: what every backend does first.  EINVAL with the
 * field at fault. */
HIRE_API HIRE_CHECK hire_status
hire_checkout_check(const hire_checkout *checkout, hire_error *err);

/** Fill `out` from a backend's table; copies `ops`, owns `state` from HIRE_OK
 * on.  EUSAGE when a method without the words "may be NULL" is missing. */
HIRE_API HIRE_CHECK hire_status
hire_payments_init(hire_payments *out, const hire_payments_ops *ops,
    void *state, hire_error *err);

/** Close the backend and zero `payments`; a zeroed one or NULL is a no-op. */
HIRE_API void
hire_payments_fini(hire_payments *payments);

HIRE_END_DECLS
#endif
