/* SPDX-License-Identifier: MIT
 * conform.h - what every backend of a port must do, by its table only.
 * Run these over a backend of your own: each checks with Check's assertions
 * and leaves the backend open.
 */
#ifndef HIRE_TEST_CONFORM_H
#define HIRE_TEST_CONFORM_H

#include "support.h"

#include <hire/sys/blobs.h>
#include <hire/sys/cache.h>
#include <hire/sys/identity.h>
#include <hire/sys/mail.h>
#include <hire/sys/payments.h>
#include <hire/sys/text.h>

/* Lets time pass for a backend: moves a test's clock, or sleeps. */
typedef void (*conform_sleep)(void *user, hire_time us);

/* The cache may be shared; keys begin with "conform:". */
void
conform_cache(
    hire_cache *cache, conform_sleep sleep, void *user, hire_arena *mem);

/* The same from four threads at once; the cache is at its beginning. */
void
conform_cache_threads(hire_cache *cache);

/* Keys begin with "conform/"; they are removed at the end. */
void
conform_blobs(hire_blobs *blobs, hire_arena *mem);

/* Sends to candidate@example.com; gives the number of messages that must have
 * been delivered. */
int
conform_mail(hire_mail *mail);

void
conform_identity(hire_identity *identity, hire_time now, hire_arena *mem);

/* `event` makes a genuine event of the backend on `ref`. */
typedef void (*conform_event)(hire_payments *payments, hire_notice_type type,
    const char *ref, hire_time now, hire_arena *mem, const char **body,
    const char **signature);
void
conform_payments(hire_payments *payments, conform_event event, hire_time now,
    hire_arena *mem);

void
conform_text_reader(hire_text_reader *reader, hire_arena *mem);

#endif
