/* SPDX-License-Identifier: MIT
 * hire/sys/blobs.h - the blobs port: documents and recordings under a key.
 * Apart from the store because these are large, written once and never
 * searched.
 */
#ifndef HIRE_SYS_BLOBS_H
#define HIRE_SYS_BLOBS_H

#include <hire/base.h>

HIRE_BEGIN_DECLS

/** Longest key in bytes.  A key is one or more parts of a-z 0-9 _ - joined by
 * single slashes, such as "resumes/app_01jd0000"; nothing a user typed. */
#define HIRE_BLOB_KEY_MAX 200

/** What is known of a blob without reading it.  Frozen layout. */
typedef struct hire_blob_info {
	uint64_t bytes;
	hire_time modified;
} hire_blob_info;

/** One page of keys in ascending byte order.  Frozen layout. */
typedef struct hire_blob_page {
	const char *const *keys;
	size_t count;
	const char *next; /**< cursor of the following page; NULL: the end */
} hire_blob_page;

/** What a presigned URL lets its holder do. */
typedef enum hire_blob_grant {
	HIRE_BLOB_READ,
	HIRE_BLOB_WRITE
} hire_blob_grant;

/** A blobs backend.  Methods are only appended; past `size` they read as NULL.
 * Every method may be called from any thread and from several at once, and may
 * block on disk or network.  Outputs are written only on HIRE_OK.  Common
 * errors: EINVAL (malformed key, field "key"), EIO (what could not be done and
 * what to do about it), EBACKEND (out of reach), ENOMEM. */
typedef struct hire_blobs_ops {
	size_t size;      /**< sizeof(hire_blobs_ops) at the backend's build */
	const char *name; /**< static; shown in errors and by doctor */

	/** Keep `bytes` under `key`, in place of what was there.  Durable
	 * before it returns: after a crash a reader sees the old blob or the
	 * new one, whole.  Called by uploads and workers.  ENOSPC when the
	 * disk or quota is full: nothing has changed then. */
	hire_status (*put)(void *state, const char *key, const void *bytes,
	    size_t len, hire_error *err);

	/** The bytes of `key` in `mem`, with a NUL behind them.  ENOTFOUND;
	 * ETOOBIG when longer than `max` (nothing is read then). */
	hire_status (*get)(void *state, const char *key, size_t max,
	    hire_arena *mem, const void **out, size_t *len, hire_error *err);

	/** Remove `key`, durably; HIRE_OK also when it was not there, so that
	 * an erasure can be repeated. */
	hire_status (*remove)(void *state, const char *key, hire_error *err);

	/** Size and age of `key`.  ENOTFOUND. */
	hire_status (*stat)(
	    void *state, const char *key, hire_blob_info *out, hire_error *err);

	/** Up to `limit` (1..1000) keys that begin with `prefix` ("" for all)
	 * and follow `cursor` (NULL: from the start), in `mem`.  Keys put or
	 * removed meanwhile may or may not show; others show exactly once.
	 * For erasure and clean-up, not for requests: may read everything. */
	hire_status (*list)(void *state, const char *prefix, const char *cursor,
	    size_t limit, hire_arena *mem, hire_blob_page *out,
	    hire_error *err);

	/** A URL, in `mem`, by which a browser reads or writes `key` without
	 * us for `ttl` microseconds (1 s .. 7 days).  May be NULL: bytes then
	 * pass through the server.  Does not block. */
	hire_status (*presign)(void *state, const char *key,
	    hire_blob_grant grant, hire_time ttl, hire_arena *mem,
	    const char **url, hire_error *err);

	/** Whether the backend can be written to, for doctor and readiness.
	 * May be NULL: always. */
	hire_status (*ping)(void *state, hire_error *err);

	/** Release `state`, once, after all other calls have returned. */
	void (*close)(void *state);
} hire_blobs_ops;

/** Open blobs: call `blobs->ops.get(blobs->state, ...)`. */
typedef struct hire_blobs {
	hire_blobs_ops ops; /**< our copy: methods it lacks are NULL */
	void *state;        /**< owned from hire_blobs_init() on */
} hire_blobs;

/** Whether `key` has the form that every backend takes. */
HIRE_API bool
hire_blob_key_valid(const char *key);

/** Fill `out` from a backend's table; copies `ops`, owns `state` from HIRE_OK
 * on.  EUSAGE when a method without the words "may be NULL" is missing. */
HIRE_API HIRE_CHECK hire_status
hire_blobs_init(
    hire_blobs *out, const hire_blobs_ops *ops, void *state, hire_error *err);

/** Close the backend and zero `blobs`; a zeroed one or NULL is a no-op. */
HIRE_API void
hire_blobs_fini(hire_blobs *blobs);

HIRE_END_DECLS
#endif
