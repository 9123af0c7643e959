/* SPDX-License-Identifier: MIT
 * test_keys.c - API keys with scopes, and the sweep of what has had its time.
 */
#include "scene.h"

#include <string.h>

#include "services/work.h"

static scene s;
static hire_error err;

static void
setup(void)
{
	scene_open(&s);
}

static void
teardown(void)
{
	scene_close(&s);
}

/* Scopes */

static uint32_t
scopes_of(const char *text, const char *stored)
{
	hire_api_key key;
	const char *secret;
	hire_actor who;
	ck_assert_ok(hire_accounts_key_new(
	    s.p, &s.hr, "k", text, s.mem, &key, &secret, &err));
	ck_assert_str_eq(key.scopes, stored);
	ck_assert_ok(hire_accounts_key_actor(s.p, secret, s.mem, &who, NULL));
	return who.scopes;
}

/* What nobody asked for is not given. */
START_TEST(a_key_names_its_scopes)
{
	static const char *const none[] = {NULL, "", " ", ","};
	hire_api_key key;
	const char *secret;
	for (size_t i = 0; i < 4; i++) {
		err = (hire_error){0};
		ck_assert_status(hire_accounts_key_new(s.p, &s.hr, "k", none[i],
		                     s.mem, &key, &secret, &err),
		    HIRE_EINVAL);
		ck_assert_str_eq(err.field, "scopes");
	}
	ck_assert_int_eq(scene_rows(&s, &hire_api_key_record), 0);
}
END_TEST

START_TEST(keys_have_scopes)
{
	hire_api_key key;
	const char *secret;
	hire_actor who = {
	    .scopes = scopes_of(" reports:read, jobs:read  jobs:read ",
	        "jobs:read reports:read")};
	for (int i = 0; i < hire_scope_count; i++)
		ck_assert_int_eq(hire_actor_may(&who, (hire_scope)i),
		    i == HIRE_SCOPE_JOBS_READ || i == HIRE_SCOPE_REPORTS_READ);
	ck_assert_uint_eq(scopes_of("all", "all"), HIRE_SCOPES_ALL);
	ck_assert_uint_eq(scopes_of("jobs:read all", "all"), HIRE_SCOPES_ALL);
	ck_assert_status(hire_accounts_key_new(s.p, &s.hr, "k",
	                     "jobs:read jobs", s.mem, &key, &secret, &err),
	    HIRE_EINVAL);
	ck_assert_str_eq(err.field, "scopes");
	ck_assert_ptr_nonnull(strstr(err.message, "\"jobs\""));
	ck_assert(!hire_actor_may(NULL, HIRE_SCOPE_JOBS_READ));
}
END_TEST

START_TEST(people_have_every_scope)
{
	hire_actor who;
	ck_assert_ok(
	    hire_accounts_actor(s.p, "hr@example.com", s.mem, &who, NULL));
	for (int i = 0; i < hire_scope_count; i++)
		ck_assert(hire_actor_may(&who, (hire_scope)i));
}
END_TEST

static hire_api_key
only_key(void)
{
	hire_rows rows;
	ck_assert_ok(hire_accounts_keys(
	    s.p, &s.hr, (hire_page){NULL, 10}, s.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	return *(const hire_api_key *)rows.rows;
}

START_TEST(use_of_a_key_is_noted_each_minute)
{
	hire_api_key key;
	hire_actor who;
	const char *secret;
	ck_assert_ok(hire_accounts_key_new(
	    s.p, &s.hr, "k", "all", s.mem, &key, &secret, &err));
	ck_assert_int_eq(key.last_used_at, 0);
	ck_assert_ok(hire_accounts_key_actor(s.p, secret, s.mem, &who, NULL));
	hire_time first = only_key().last_used_at;
	ck_assert_int_eq(first, s.host.now.wall);
	test_host_sleep(&s.host, HIRE_MINUTE - 1);
	ck_assert_ok(hire_accounts_key_actor(s.p, secret, s.mem, &who, NULL));
	ck_assert_int_eq(only_key().last_used_at, first);
	test_host_sleep(&s.host, 1);
	ck_assert_ok(hire_accounts_key_actor(s.p, secret, s.mem, &who, NULL));
	ck_assert_int_eq(only_key().last_used_at, s.host.now.wall);
}
END_TEST

/* The sweep */

typedef struct planting {
	const hire_record *record;
	void *row;
} planting;

static hire_status
plant_row(hire__work *w, void *args)
{
	planting *p = args;
	return hire__insert(w, p->record, p->row);
}

static void
plant(const hire_record *record, void *row)
{
	planting p = {record, row};
	ck_assert_ok(hire__write(s.p, plant_row, &p, s.mem, NULL));
}

static const char *
plant_login(const char *family, hire_time expires)
{
	static int n;
	hire_login l;
	hire_record_init(&hire_login_record, &l);
	l.id = hire_arena_printf(s.mem, "login_%026d", ++n);
	l.account_id = s.hr.account_id;
	l.family = family ? family : l.id;
	l.hash = hire_arena_printf(s.mem, "%064d", n);
	l.expires_at = expires;
	plant(&hire_login_record, &l);
	return l.id;
}

static void
plant_token(hire_time expires)
{
	static int n;
	hire_one_time_token t;
	hire_record_init(&hire_one_time_token_record, &t);
	t.account_id = s.hr.account_id;
	t.hash = hire_arena_printf(s.mem, "%064d", ++n);
	t.expires_at = expires;
	plant(&hire_one_time_token_record, &t);
}

static void
plant_event(const char *name)
{
	hire_provider_event e;
	hire_record_init(&hire_provider_event_record, &e);
	e.provider_event = name;
	e.kind = "paid";
	e.outcome = "done";
	plant(&hire_provider_event_record, &e);
}

START_TEST(the_sweep_takes_what_is_over)
{
	hire_question q;
	hire_own_question own = {"Why Python?", NULL};
	hire_time now = s.host.now.wall;
	hire_actor a = s.hr;
	a.request_key = "k";
	ck_assert_ok(
	    hire_jobs_question_add(s.p, &a, s.job.id, &own, s.mem, &q, &err));
	plant_event("sandbox:1");
	const char *head = plant_login(NULL, now + HIRE_HOUR);
	plant_login(head, now + 100 * HIRE_DAY);
	const char *gone = plant_login(NULL, now + HIRE_HOUR);
	plant_login(gone, now + 2 * HIRE_HOUR);
	for (int i = 0; i < 450; i++)
		plant_token(now);
	plant_token(now + 2 * HIRE_DAY);
	scene_work(&s); /* orders the sweep, in an hour */
	ck_assert_int_eq(scene_rows(&s, &hire_login_record), 4);
	test_host_sleep(&s.host, HIRE_HOUR);
	scene_work(&s);
	ck_assert_int_eq(scene_rows(&s, &hire_request_record), 1);
	ck_assert_int_eq(scene_rows(&s, &hire_one_time_token_record), 1);
	ck_assert_int_eq(scene_rows(&s, &hire_login_record), 4);
	test_host_sleep(&s.host, HIRE_DAY);
	scene_work(&s);
	ck_assert_int_eq(scene_rows(&s, &hire_request_record), 0);
	ck_assert_int_eq(scene_rows(&s, &hire_login_record), 2);
	ck_assert_int_eq(scene_rows(&s, &hire_provider_event_record), 1);
	test_host_sleep(&s.host, 90 * HIRE_DAY);
	plant_event("sandbox:2");
	scene_work(&s);
	ck_assert_int_eq(scene_rows(&s, &hire_provider_event_record), 1);
	ck_assert_int_eq(scene_rows(&s, &hire_login_record), 2);
	test_host_sleep(&s.host, 10 * HIRE_DAY);
	scene_work(&s);
	scene_work(&s);
	ck_assert_int_eq(scene_rows(&s, &hire_login_record), 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("keys");
	TCase *t = tcase_create("keys");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_key_names_its_scopes);
	tcase_add_test(t, keys_have_scopes);
	tcase_add_test(t, people_have_every_scope);
	tcase_add_test(t, use_of_a_key_is_noted_each_minute);
	tcase_add_test(t, the_sweep_takes_what_is_over);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
