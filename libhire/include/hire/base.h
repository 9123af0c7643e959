/* SPDX-License-Identifier: MIT
 * hire/base.h - statuses, errors and the context that every call stands on.
 * Apart from the rest so that one pure rule can be linked without a platform.
 */
#ifndef HIRE_BASE_H
#define HIRE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define HIRE_BEGIN_DECLS extern "C" {
#define HIRE_END_DECLS   }
#else
#define HIRE_BEGIN_DECLS
#define HIRE_END_DECLS
#endif

#if defined(__GNUC__)
#define HIRE_API __attribute__((visibility("default")))
/** The result must be looked at: it is the only news of a failure. */
#define HIRE_CHECK             __attribute__((warn_unused_result))
#define HIRE_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define HIRE_API
#define HIRE_CHECK
#define HIRE_PRINTF(fmt, args)
#endif

HIRE_BEGIN_DECLS

#define HIRE_VERSION_MAJOR 0
#define HIRE_VERSION_MINOR 1
#define HIRE_VERSION_PATCH 0
#define HIRE_VERSION       "0.1.0"

/** Version of the loaded library, "MAJOR.MINOR.PATCH"; static. */
HIRE_API const char *
hire_version(void);

/** Everything a call can come to: name, process exit code, HTTP status, text.
 * Numbers are part of the ABI: new rows go to the end. */
#define HIRE_STATUS_MAP(X)                                                     \
	X(OK, 0, 200, "done")                                                  \
	X(EINVAL, 3, 422, "a value is not acceptable")                         \
	X(EUSAGE, 2, 400, "the call is malformed")                             \
	X(ENOTFOUND, 4, 404, "there is no such thing")                         \
	X(EDENIED, 5, 403, "not allowed for this account")                     \
	X(EAUTH, 5, 401, "the log-in is missing, wrong or over")               \
	X(EEXISTS, 3, 409, "it exists already")                                \
	X(ECONFLICT, 1, 409, "someone else changed it meanwhile")              \
	X(ESTATE, 5, 409, "not possible in the present state")                 \
	X(ETURN, 5, 409, "it is the other side's turn")                        \
	X(ETIMEUP, 5, 409, "the interview time is up")                         \
	X(ENOSEATS, 5, 409, "no interview seats are left")                     \
	X(ECLOSED, 5, 409, "the job is closed")                                \
	X(ELIMIT, 5, 429, "a limit is reached")                                \
	X(EPAYMENT, 5, 402, "the payment did not go through")                  \
	X(ETOOBIG, 3, 413, "larger than the limit")                            \
	X(EUNSUPPORTED, 3, 415, "this kind of file cannot be read")            \
	X(EDAMAGED, 3, 422, "the file is damaged")                             \
	X(EENCRYPTED, 3, 422, "the file is locked by a password")              \
	X(ENOTEXT, 3, 422, "the file holds no text")                           \
	X(ETIMEOUT, 6, 504, "it took longer than its limit")                   \
	X(EBUSY, 6, 503, "a backend is busy")                                  \
	X(EBACKEND, 6, 503, "a backend is out of reach")                       \
	X(EIO, 1, 500, "reading or writing failed")                            \
	X(ENOSPC, 1, 507, "no space is left")                                  \
	X(ECORRUPT, 1, 500, "stored data is not what was written")             \
	X(ENOMEM, 1, 503, "out of memory")                                     \
	X(EINTERNAL, 1, 500, "a fault in the library")

typedef enum hire_status {
#define HIRE__X(name, exit, http, text) HIRE_##name,
	HIRE_STATUS_MAP(HIRE__X)
#undef HIRE__X
} hire_status;

/** Name of `st` as scripts see it, such as "EINVAL"; static, never NULL. */
HIRE_API const char *
hire_status_name(hire_status st);

/** One line in English on `st`; static, never NULL. */
HIRE_API const char *
hire_status_text(hire_status st);

/** Process exit code for `st`: 0 done, 2 usage, 3 bad input, 4 not found,
 * 5 not allowed, 6 a backend is out of reach, 1 anything else. */
HIRE_API int
hire_status_exit(hire_status st);

/** HTTP status for `st`. */
HIRE_API int
hire_status_http(hire_status st);

/** Details of a failure, owned by the caller; may be NULL wherever asked for.
 * The first error stays: a call that fails writes it once.  Frozen layout. */
typedef struct hire_error {
	hire_status code;
	char field[64];    /**< the input at fault, or "" */
	char message[400]; /**< one line, UTF-8, no secrets */
	/** ELIMIT and EBUSY: microseconds after which another try is worth
	 * while; 0: not known. */
	int64_t retry_after;
} hire_error;

/** Write `err` (when not NULL) and return `st`, for backends and frontends.
 * `field` may be NULL. */
HIRE_API hire_status
hire_fail(hire_error *err, hire_status st, const char *field, const char *fmt,
    ...) HIRE_PRINTF(4, 5);

/** Microseconds since 1970-01-01T00:00:00Z; 0 means "not set". */
typedef int64_t hire_time;

#define HIRE_SECOND ((hire_time)1000000)
#define HIRE_MINUTE (60 * HIRE_SECOND)
#define HIRE_HOUR   (60 * HIRE_MINUTE)
#define HIRE_DAY    (24 * HIRE_HOUR)

/** A reading of two clocks.  `steady` counts through suspend and ignores
 * changes of the wall clock; it compares only within one `boot`. */
typedef struct hire_instant {
	hire_time wall; /**< microseconds UTC */
	int64_t steady; /**< microseconds since `boot` */
	int64_t boot;   /**< names the machine's run; 0 = steady is unknown */
} hire_instant;

typedef enum hire_log_level {
	HIRE_LOG_DEBUG,
	HIRE_LOG_INFO,
	HIRE_LOG_WARN,
	HIRE_LOG_ERROR
} hire_log_level;

/** What the library takes from its host.  Set `size`; leave the rest zero for
 * malloc, the system's clocks and random numbers, and no log. */
typedef struct hire_ctx_options {
	size_t size;
	/** realloc's contract; `size` 0 frees and returns NULL.  Any thread. */
	void *(*alloc)(void *user, void *ptr, size_t size);
	void *alloc_user;
	/** Both clocks at once.  Any thread; never blocks. */
	hire_instant (*now)(void *user);
	void *now_user;
	/** Fill `out` with `n` unpredictable bytes; false fails the call. */
	bool (*random)(void *user, void *out, size_t n);
	void *random_user;
	/** One event: a short name and a JSON object without personal data or
	 * secrets.  Borrowed for the call.  Any thread. */
	void (*log)(void *user, hire_log_level level, const char *event,
	    const char *json);
	void *log_user;
} hire_ctx_options;

/** The host's services; immutable after creation, so any thread may use it. */
typedef struct hire_ctx hire_ctx;

/** Create a context; copies `options`, which may be NULL.  `*out` is written
 * only on HIRE_OK.  Errors: EUSAGE (unknown options), ENOMEM. */
HIRE_API HIRE_CHECK hire_status
hire_ctx_new(const hire_ctx_options *options, hire_ctx **out, hire_error *err);

/** Free `ctx` after all that was made with it.  NULL is a no-op. */
HIRE_API void
hire_ctx_free(hire_ctx *ctx);

/** Read both clocks. */
HIRE_API hire_instant
hire_ctx_now(const hire_ctx *ctx);

/** Pass an event to the log hook; `json` is an object's text or NULL. */
HIRE_API void
hire_ctx_log(const hire_ctx *ctx, hire_log_level level, const char *event,
    const char *json);

/** A region of memory with one end.  Whatever a call "returns in `mem`" lives
 * until hire_arena_reset() or hire_arena_free().  One thread at a time. */
typedef struct hire_arena hire_arena;

/** Create an arena holding at most `max` bytes (0: 64 MiB).  Borrows `ctx`. */
HIRE_API HIRE_CHECK hire_status
hire_arena_new(hire_ctx *ctx, size_t max, hire_arena **out, hire_error *err);

/** Release everything in `mem` and `mem` itself.  NULL is a no-op. */
HIRE_API void
hire_arena_free(hire_arena *mem);

/** Release everything in `mem`, which stays usable. */
HIRE_API void
hire_arena_reset(hire_arena *mem);

/** `n` zeroed bytes aligned for any type, or NULL when memory or the arena's
 * limit is out. */
HIRE_API void *
hire_arena_alloc(hire_arena *mem, size_t n);

/** A copy of the `n` bytes at `s` with a NUL behind, or NULL. */
HIRE_API char *
hire_arena_strndup(hire_arena *mem, const char *s, size_t n);

/** A copy of `s`, or NULL; NULL gives NULL. */
HIRE_API char *
hire_arena_strdup(hire_arena *mem, const char *s);

/** Formatted text, or NULL. */
HIRE_API char *
hire_arena_printf(hire_arena *mem, const char *fmt, ...) HIRE_PRINTF(2, 3);

/** Call `fn(ptr)` when `mem` is reset or freed, newest first.  On failure the
 * function is called at once and false returned: nothing leaks either way. */
HIRE_API HIRE_CHECK bool
hire_arena_defer(hire_arena *mem, void (*fn)(void *ptr), void *ptr);

/** The context `mem` was made with; borrowed. */
HIRE_API hire_ctx *
hire_arena_ctx(const hire_arena *mem);

HIRE_END_DECLS
#endif
