/* SPDX-License-Identifier: MIT
 * test_http_once.c - calls that are repeated act once.
 */
#include "visit.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

static const char job[] =
    "{\"title\":\"Sample job\",\"details\":\"What it is about.\","
    "\"requirements\":\"must: Python\"}";
static const char other_job[] =
    "{\"title\":\"Other job\",\"details\":\"What it is about.\","
    "\"requirements\":\"must: Python\"}";

static reply
post_job(const char *lines, const char *body, const char *token)
{
	return served_ask(&site, "POST", "/api/v1/jobs", lines, body, token);
}

START_TEST(a_repeated_call_acts_once)
{
	static const char key[] = "Idempotency-Key: one\r\n";
	served_people(&site);
	reply a = post_job(key, job, site.hr.token);
	reply b = post_job(key, job, site.hr.token);
	ck_assert_int_eq(a.status, 201);
	ck_assert_int_eq(b.status, 201);
	ck_assert_str_eq(member(&a, "id"), member(&b, "id"));
	reply other = post_job(key, other_job, site.hr.token);
	ck_assert_int_eq(other.status, 422);
	ck_assert_str_eq(member(&other, "field"), "Idempotency-Key");
	reply more = post_job("Idempotency-Key: two\r\n", job, site.hr.token);
	ck_assert_int_eq(more.status, 201);
	ck_assert_str_ne(member(&a, "id"), member(&more, "id"));
	reply_free(&a);
	reply_free(&b);
	reply_free(&other);
	reply_free(&more);
	/* The key is the caller's own. */
	served_person hr =
	    served_person_new(&site, HIRE_ROLE_HR, "other@example.com");
	ck_assert_int_eq(reply_status(post_job(key, other_job, hr.token)), 201);
}
END_TEST

START_TEST(keys_of_calls_are_printable_and_short)
{
	char longest[300], line[400];
	served_people(&site);
	memset(longest, 'k', 256);
	longest[256] = '\0';
	snprintf(line, sizeof line, "Idempotency-Key: %s\r\n", longest);
	ck_assert_int_eq(reply_status(post_job(line, job, site.hr.token)), 422);
	longest[255] = '\0';
	snprintf(line, sizeof line, "Idempotency-Key: %s\r\n", longest);
	ck_assert_int_eq(reply_status(post_job(line, job, site.hr.token)), 201);
	ck_assert_int_eq(
	    reply_status(post_job(
	        "Idempotency-Key: caf\xC3\xA9\r\n", job, site.hr.token)),
	    422);
	ck_assert_int_eq(reply_status(post_job("Idempotency-Key: a\r\n"
	                                       "Idempotency-Key: b\r\n",
	                     job, site.hr.token)),
	    400);
}
END_TEST

static void *
post_at_once(void *arg)
{
	char *id = arg;
	reply r = post_job("Idempotency-Key: at once\r\n", job, site.hr.token);
	if (r.status == 201)
		reply_text(&r, "id", id, 64);
	reply_free(&r);
	return NULL;
}

START_TEST(the_same_call_many_times_at_once_acts_once)
{
	enum { CALLS = 16 };
	pthread_t threads[CALLS];
	char ids[CALLS][64] = {{0}};
	served_people(&site);
	for (int i = 0; i < CALLS; i++)
		ck_assert_int_eq(
		    pthread_create(&threads[i], NULL, post_at_once, ids[i]), 0);
	for (int i = 0; i < CALLS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < CALLS; i++)
		ck_assert_str_eq(ids[i], ids[0]);
	ck_assert_str_ne(ids[0], "");
	reply r = served_get(&site, "/api/v1/jobs", site.hr.token);
	ck_assert_str_ne(member(&r, "jobs.0.id"), "");
	ck_assert_str_eq(member(&r, "jobs.1.id"), "");
	reply_free(&r);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_once");
	TCase *t = new_case(suite, "once", open_site);
	tcase_add_test(t, a_repeated_call_acts_once);
	tcase_add_test(t, keys_of_calls_are_printable_and_short);
	tcase_add_test(t, the_same_call_many_times_at_once_acts_once);
	return test_run(suite);
}
