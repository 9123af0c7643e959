/* SPDX-License-Identifier: MIT
 * hire/sys/llm.h - the llm port: text in, text out, and nothing that decides.
 * Prompts, schemas and checks belong to the tasks above it, so that a backend
 * is only transport.
 */
#ifndef HIRE_SYS_LLM_H
#define HIRE_SYS_LLM_H

#include <hire/base.h>

HIRE_BEGIN_DECLS

typedef enum hire_llm_role { HIRE_LLM_USER, HIRE_LLM_MODEL } hire_llm_role;

typedef struct hire_llm_message {
	hire_llm_role role;
	const char *text; /**< UTF-8; what candidates wrote is always USER */
} hire_llm_message;

/** One call.  Everything is borrowed for the call. */
typedef struct hire_llm_request {
	size_t size;
	const char *task;   /**< "extract", "score" ...: for logs and metrics */
	const char *system; /**< our instructions; never candidate text */
	const char *prefix; /**< a handle from cache(), or NULL */
	const hire_llm_message *messages;
	size_t message_count;
	const char *schema; /**< JSON schema the reply must follow, or NULL */
	int32_t max_tokens; /**< of the reply; 0: the backend's default */
	hire_instant deadline; /**< steady clock; give up at that time */
	/** Called with each piece of text as it arrives, from the calling
	 * thread; false cancels the call (HIRE_ESTATE).  May be NULL. */
	bool (*on_text)(void *user, const char *text, size_t n);
	void *user;
} hire_llm_request;

typedef struct hire_llm_reply {
	const char *text;  /**< complete; in the call's arena */
	const char *model; /**< the exact model that answered */
	int64_t tokens_in, tokens_cached, tokens_out;
	bool cut; /**< max_tokens ended it */
} hire_llm_reply;

typedef struct hire_llm_vectors {
	int32_t dimensions;
	float *values; /**< count x dimensions, each row of length 1 */
	const char *model;
} hire_llm_vectors;

/** A backend.  Methods are only appended; past `size` they read as NULL.
 * Every method may block until its deadline, is called from any thread, many
 * at once, and on failure fills `err` and leaves its outputs untouched:
 * EBACKEND (out of reach), EBUSY (overloaded; `err->message` says for how
 * long), ETIMEOUT, EDENIED (key, quota), EINVAL (the request is refused). */
typedef struct hire_llm_ops {
	size_t size;
	const char *name; /**< static; shown in errors and results */
	/** Answer `request`.  NULL in a backend without a model: the tasks
	 * then use their rules and say so. */
	hire_status (*generate)(void *state, const hire_llm_request *request,
	    hire_arena *mem, hire_llm_reply *out, hire_error *err);
	/** Vectors of `texts`.  NULL when the backend has none. */
	hire_status (*embed)(void *state, const char *const *texts,
	    size_t count, hire_arena *mem, hire_llm_vectors *out,
	    hire_error *err);
	/** Text of speech.  `media_type` as in RFC 6838; `language` is a BCP
	 * 47 tag or NULL.  NULL when the backend has none. */
	hire_status (*transcribe)(void *state, const void *audio, size_t n,
	    const char *media_type, const char *language, hire_arena *mem,
	    const char **out, hire_error *err);
	/** Keep a prompt's beginning at the provider for `ttl`; the handle is
	 * good in requests until then.  NULL when the backend has none. */
	hire_status (*cache)(void *state, const char *system, const char *text,
	    hire_time ttl, hire_arena *mem, const char **out, hire_error *err);
	/** Reach the backend; `*out` becomes a line on it, in `mem`. */
	hire_status (*ping)(
	    void *state, hire_arena *mem, const char **out, hire_error *err);
	/** Release `state`, once.  Optional. */
	void (*close)(void *state);
} hire_llm_ops;

/** An open backend. */
typedef struct hire_llm {
	hire_llm_ops ops; /**< our copy: methods it lacks are NULL */
	void *state;      /**< owned from hire_llm_init() on */
} hire_llm;

/** Fill `out` from a backend's table; copies `ops`, owns `state` from HIRE_OK
 * on.  EUSAGE when it has no name. */
HIRE_API HIRE_CHECK hire_status
hire_llm_init(
    hire_llm *out, const hire_llm_ops *ops, void *state, hire_error *err);

/** Close the backend and zero `llm`; a zeroed one or NULL is a no-op. */
HIRE_API void
hire_llm_fini(hire_llm *llm);

HIRE_END_DECLS
#endif
