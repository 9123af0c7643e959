/* SPDX-License-Identifier: MIT
 * platform_fixture.h - a platform with its store in a folder of its own, and
 * people to call its services: without the engine, quick to open.
 */
#ifndef HIRE_TEST_PLATFORM_FIXTURE_H
#define HIRE_TEST_PLATFORM_FIXTURE_H

#include "support.h"

#include <hire/accounts.h>
#include <hire/admin.h>
#include <hire/payments.h>

#include "services/work.h"

typedef struct fixture {
	test_host host;
	hire_ctx *ctx; /* the host's, or a plain one for threads */
	hire_arena *mem;
	char folder[64];
	hire_platform *p;
	hire_actor hr, other_hr, candidate, admin;
	hire_job job; /* of hr, a draft */
	int orders; /* made by fixture_checkout(), each a payment of its own */
} fixture;

void
fixture_open(fixture *f);

/* The same on malloc and the real clock: any thread may use it. */
void
fixture_open_plain(fixture *f);

void
fixture_close(fixture *f);

/* Another person; hr with an organisation of their own. */
hire_actor
fixture_person(fixture *f, hire_role role, const char *email);

/* Another job of `who`. */
hire_job
fixture_job(fixture *f, const hire_actor *who);

/* Add a row as it is. */
void
fixture_insert(fixture *f, const hire_record *record, void *row);

/* The row of that id as it is now. */
void
fixture_get(fixture *f, const hire_record *record, const char *id, void *out);

/* Number of rows whose text `field` is `value` (NULL: all rows). */
int64_t
fixture_count(fixture *f, const hire_record *record, const char *field,
    const char *value);

/* All rows (up to 1000) in the order of their ids. */
hire_rows
fixture_rows(fixture *f, const hire_record *record);

/* The first secret behind `mark` in the newest waiting mail, or NULL. */
const char *
fixture_mailed(fixture *f, const char *mark);

/* A checkout of `job`, by hr. */
hire_payment
fixture_checkout(fixture *f, const hire_job *job);

/* Pay `payment` in the sandbox. */
void
fixture_pay(fixture *f, const hire_payment *payment);

/* Every counter of every job is the sum of its ledger. */
void
fixture_check_ledgers(fixture *f);

#endif
