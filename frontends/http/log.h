/* SPDX-License-Identifier: MIT
 * log.h - one JSON object a line on stderr, for machines that collect them.
 * Nothing in a line names a person or opens a door: no ids of records, paths,
 * query strings, addresses or tokens; a request is known by its route's name.
 */
#ifndef HIRE_HTTP_LOG_H
#define HIRE_HTTP_LOG_H

#include <hire/base.h>
#include <hire/record.h>

typedef struct logger {
	hire_log_level least; /* lines below are dropped */
	int fd;
} logger;

/* The words of HIRE_LOG. */
extern const hire_words log_level_words;

/* One line: time, level, event, and the members of `json`, an object's text or
 * NULL.  Any thread.  `user` is a logger: this is hire_ctx_options.log. */
void
log_event(
    void *user, hire_log_level level, const char *event, const char *json);

/* The same with one member, a text: what is wrong, in words that hold nothing
 * of what was sent. */
void
log_text(const logger *l, hire_log_level level, const char *event,
    const char *name, const char *text);

/* A request that failed for a reason of ours: what its reply keeps back. */
void
log_fault(
    const logger *l, const char *id, const char *status, const char *message);

/* A request and its reply. */
typedef struct log_request {
	const char *id, *route, *method, *role;
	int status;
	int64_t micros; /* from its head until the reply is ready */
	uint64_t bytes; /* of the reply's body */
	bool quiet;     /* a machine that asks all the time: debug */
} log_request;
void
log_answered(const logger *l, const log_request *r);

#endif
