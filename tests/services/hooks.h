/* SPDX-License-Identifier: MIT
 * hooks.h - what the suites of webhooks share: a scene, and a server that
 * listens for it and answers as it is told.
 */
#ifndef TEST_SERVICES_HOOKS_H
#define TEST_SERVICES_HOOKS_H

#include "loopback.h"
#include "scene.h"

#define HOOKS_HERE "127.0.0.0/8"

typedef struct hooks_scene {
	scene s;
	loopback server;
	hire_error err;
} hooks_scene;

extern hooks_scene hooks;
extern const hire_page hooks_page;
/* 204, as a good server says. */
extern const loopback_reply hooks_well;

/* Fixtures of a case. */
void
hooks_open(void);
void
hooks_close(void);

/* Where the server listens. */
const char *
hooks_url(void);

/* An endpoint there for `events`; its secret goes to `secret`, or nowhere. */
hire_webhook
hooks_add(const char *events, const char **secret);

/* As it is now. */
hire_webhook
hooks_get(const hire_webhook *hook);

/* Those in `state`, of which there are `want`. */
const hire_webhook_delivery *
hooks_deliveries(const hire_webhook *hook, int state, size_t want);

void
hooks_job_close(bool closed);

/* One event for every endpoint that wants job.closed. */
void
hooks_happen(void);

/* The event that request `n` told. */
const char *
hooks_kind(size_t n);

#endif
