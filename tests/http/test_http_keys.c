/* SPDX-License-Identifier: MIT
 * test_http_keys.c - how far an API key reaches.
 */
#include "visit.h"

#include <string.h>

static const char *
key_new(const char *scopes, const char **id)
{
	const char *body = hire_arena_printf(
	    site.mem, "{\"name\":\"k\",\"scopes\":\"%s\"}", scopes);
	reply r = served_post(&site, "/api/v1/api-keys", body, site.hr.token);
	ck_assert_int_eq(r.status, 201);
	const char *secret = member(&r, "secret.value");
	if (id)
		*id = member(&r, "api_key.id");
	ck_assert_int_eq(strncmp(secret, "hk_", 3), 0);
	reply_free(&r);
	return secret;
}

START_TEST(a_key_without_scopes_is_refused)
{
	static const char *const bodies[] = {"{\"name\":\"k\"}",
	    "{\"name\":\"k\",\"scopes\":\"\"}",
	    "{\"name\":\"k\",\"scopes\":\" \"}",
	    "{\"name\":\"k\",\"scopes\":null}",
	    "{\"name\":\"k\",\"scopes\":\"jobs\"}"};
	served_people(&site);
	for (size_t i = 0; i < 5; i++) {
		reply r = served_post(
		    &site, "/api/v1/api-keys", bodies[i], site.hr.token);
		ck_assert_int_eq(r.status, 422);
		ck_assert_ptr_nonnull(strstr(r.body, "\"scopes\""));
		reply_free(&r);
	}
}
END_TEST

START_TEST(a_key_reaches_as_far_as_its_scopes)
{
	const char *id;
	served_people(&site);
	const char *reads = key_new("jobs:read", &id);
	const char *writes = key_new("jobs:write", NULL);
	ck_assert_int_eq(
	    reply_status(served_get(&site, "/api/v1/jobs", reads)), 200);
	ck_assert_int_eq(
	    reply_status(served_get(&site, "/api/v1/jobs", writes)), 403);
	ck_assert_int_eq(
	    reply_status(served_get(&site, "/api/v1/api-keys", reads)), 403);
	/* No scope's name would help there. */
	reply r = served_get(&site, ME, reads);
	ck_assert_int_eq(r.status, 403);
	ck_assert_ptr_nonnull(strstr(member(&r, "detail"), "for people"));
	reply_free(&r);
	r = served_get(&site, "/api/v1/api-keys", site.hr.token);
	ck_assert_int_eq(r.status, 200);
	ck_assert_ptr_null(strstr(r.body, "hk_"));
	reply_free(&r);
	ck_assert_int_eq(
	    reply_status(served_ask(&site, "DELETE",
	        text("/api/v1/api-keys/", id, ""), NULL, NULL, site.hr.token)),
	    204);
	ck_assert_int_eq(
	    reply_status(served_get(&site, "/api/v1/jobs", reads)), 401);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_keys");
	TCase *t = new_case(suite, "keys", open_site);
	tcase_add_test(t, a_key_without_scopes_is_refused);
	tcase_add_test(t, a_key_reaches_as_far_as_its_scopes);
	return test_run(suite);
}
