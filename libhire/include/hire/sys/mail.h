/* SPDX-License-Identifier: MIT
 * hire/sys/mail.h - the mail port: hand one message to whoever delivers it.
 * Apart because delivery is somebody else's business; what to say is ours.
 */
#ifndef HIRE_SYS_MAIL_H
#define HIRE_SYS_MAIL_H

#include <hire/base.h>

HIRE_BEGIN_DECLS

/** Longest body in bytes. */
#define HIRE_MAIL_TEXT_MAX ((size_t)256 << 10)

/** A message.  All fields are required, borrowed for the call, UTF-8.
 * Frozen layout. */
typedef struct hire_mail_message {
	/** Names the message for good: the same id is delivered once.
	 * 1..100 of a-z 0-9 _ - (such as the id of the queue's message). */
	const char *id;
	const char *to; /**< one address, local@domain, at most 254 bytes */
	const char *subject; /**< one line of at most 200 characters */
	const char *text;    /**< plain text; lines end in "\n" */
} hire_mail_message;

/** A mail backend.  Methods are only appended; past `size` they read as NULL.
 * Every method may be called from any thread and from several at once. */
typedef struct hire_mail_ops {
	size_t size;      /**< sizeof(hire_mail_ops) at the backend's build */
	const char *name; /**< static; shown in errors and by doctor */

	/** Take charge of `message`: HIRE_OK means it is durable with the next
	 * hop, and the caller forgets it.  Called by workers only, which try
	 * again after a failure; a second call with the same id is HIRE_OK and
	 * sends nothing.  May block up to the backend's deadline.  EINVAL with
	 * the field when the message is malformed (a line break in a header is
	 * refused, never repaired): do not retry.  EBACKEND, EBUSY, ENOSPC,
	 * EIO: retry later. */
	hire_status (*send)(
	    void *state, const hire_mail_message *message, hire_error *err);

	/** Whether mail could be handed over now.  May be NULL: always. */
	hire_status (*ping)(void *state, hire_error *err);

	/** Release `state`, once, after all other calls have returned. */
	void (*close)(void *state);
} hire_mail_ops;

/** Open mail: call `mail->ops.send(mail->state, ...)`. */
typedef struct hire_mail {
	hire_mail_ops ops; /**< our copy: methods it lacks are NULL */
	void *state;       /**< owned from hire_mail_init() on */
} hire_mail;

/** Check the limits above: what every backend does first.  EINVAL with the
 * field, ETOOBIG for the text. */
HIRE_API HIRE_CHECK hire_status
hire_mail_check(const hire_mail_message *message, hire_error *err);

/** Fill `out` from a backend's table; copies `ops`, owns `state` from HIRE_OK
 * on.  EUSAGE when a method without the words "may be NULL" is missing. */
HIRE_API HIRE_CHECK hire_status
hire_mail_init(
    hire_mail *out, const hire_mail_ops *ops, void *state, hire_error *err);

/** Close the backend and zero `mail`; a zeroed one or NULL is a no-op. */
HIRE_API void
hire_mail_fini(hire_mail *mail);

HIRE_END_DECLS
#endif
