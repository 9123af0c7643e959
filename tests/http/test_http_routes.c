/* SPDX-License-Identifier: MIT
 * test_http_routes.c - the whole flow over HTTP: a job with its questions,
 * paid for, found, applied for, talked through without a WebSocket, scored.
 */
#include "served.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static served s;
static char job[300], app_id[300], interview[300];

static const char resume[] =
    "Sample Candidate\nsample@example.com\n\nExperience\n\n"
    "Backend Engineer, Example Ltd\nJanuary 2018 - Present\n"
    "- Built services in Python on PostgreSQL\n\n"
    "Skills\nPython, PostgreSQL\n";

static void
open_server(void)
{
	served_start(&s, "HIRE_LOG=error\nHIRE_SERVER_WORKERS=0\n");
	served_people(&s);
}

static void
close_server(void)
{
	served_stop(&s);
}

/* What waits in the background is done here. */
static void
work(void)
{
	hire_worker_options options = {
	    .size = sizeof options, .until_idle = true};
	ck_assert_ok(hire_worker_run(s.app.platform, &options, NULL));
}

static const char *
path(const char *fmt, ...) HIRE_PRINTF(1, 2);

static const char *
path(const char *fmt, ...)
{
	static char text[700];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return text;
}

/* A member of the reply, which must have that status; the reply is freed. */
static void
expect(reply r, int status, const char *member, char out[300])
{
	ck_assert_msg(r.status == status, "%d instead of %d: %s", r.status,
	    status, r.body);
	if (member)
		reply_text(&r, member, out, 300);
	reply_free(&r);
}

/* The same where the member must say `want`. */
static void
says(reply r, int status, const char *member, const char *want)
{
	char got[300];
	expect(r, status, member, got);
	ck_assert_str_eq(got, want);
}

static reply
upload(const char *target, const char *headers)
{
	char body[1000], all[400];
	snprintf(body, sizeof body,
	    "--x\r\nContent-Disposition: form-data; name=\"resume\"; "
	    "filename=\"resume.txt\"\r\n\r\n%s\r\n--x--\r\n",
	    resume);
	snprintf(all, sizeof all,
	    "Content-Type: multipart/form-data; boundary=x\r\n%s",
	    headers ? headers : "");
	return served_ask(&s, "POST", target, all, body, s.candidate.token);
}

static void
post_job(const char *more)
{
	char got[300], body[600];
	snprintf(body, sizeof body,
	    "{\"title\":\"Backend Engineer\",\"details\":\"We build services."
	    "\",\"requirements\":\"must: 3 years of Python\","
	    "\"question_count\":2%s}",
	    more);
	expect(
	    served_post(&s, "/api/v1/jobs", body, s.hr.token), 201, "id", got);
	memcpy(job, got, sizeof job);
}

static void
pay_for_job(void)
{
	char payment[300], body[400];
	snprintf(body, sizeof body, "{\"job_id\":\"%s\"}", job);
	expect(served_post(&s, "/api/v1/payments", body, s.hr.token), 201, "id",
	    payment);
	expect(served_ask(&s, "POST", path("/pay/sandbox/%s", payment), NULL,
	           "paid=true", NULL),
	    200, NULL, NULL);
}

static void
apply(void)
{
	char got[300];
	expect(upload(path("/api/v1/jobs/%s/applications", job), NULL), 201,
	    "id", got);
	memcpy(app_id, got, sizeof app_id);
	work();
	expect(served_get(&s, path("/api/v1/applications/%s", app_id),
	           s.candidate.token),
	    200, "interview_id", got);
	memcpy(interview, got, sizeof interview);
}

START_TEST(a_job_comes_with_its_questions)
{
	post_job(",\"questions\":[{\"text\":\"How do you test?\"},"
	         "{\"text\":\"Why Python?\",\"ideal\":\"It is quick to "
	         "write.\"}]");
	says(served_get(&s, path("/api/v1/jobs/%s/questions", job), s.hr.token),
	    200, "questions.1.ideal", "It is quick to write.");
	says(served_post(&s, "/api/v1/jobs",
	         "{\"title\":\"A\",\"details\":\"must: Python\",\"questions\":"
	         "[{\"ideal\":\"x\"}]}",
	         s.hr.token),
	    422, "field", "text");
	says(served_post(&s, "/api/v1/jobs",
	         "{\"title\":\"A\",\"details\":\"must: Python\",\"questions\":"
	         "{}}",
	         s.hr.token),
	    422, "field", "questions");
}
END_TEST

START_TEST(questions_are_edited_by_version)
{
	char id[300], one[400], got[300];
	post_job("");
	expect(served_post(&s, path("/api/v1/jobs/%s/questions", job),
	           "{\"text\":\"How?\"}", s.hr.token),
	    201, "id", id);
	snprintf(one, sizeof one, "/api/v1/questions/%s", id);
	expect(served_ask(&s, "PATCH", one, "If-Match: \"1\"\r\n",
	           "{\"text\":\"Why?\"}", s.hr.token),
	    200, NULL, NULL);
	expect(served_ask(&s, "PATCH", one, "If-Match: \"1\"\r\n",
	           "{\"text\":\"When?\"}", s.hr.token),
	    412, "field", got);
	ck_assert_str_eq(got, "If-Match");
	expect(
	    served_ask(&s, "DELETE", one, "If-Match: *\r\n", NULL, s.hr.token),
	    204, NULL, NULL);
	says(served_get(&s, path("/api/v1/jobs/%s/questions", job), s.hr.token),
	    200, "questions", "[]");
}
END_TEST

START_TEST(a_repeated_call_acts_once)
{
	char body[400], first[300], field[300];
	static const char key[] = "Idempotency-Key: one\r\n";
	post_job("");
	snprintf(body, sizeof body, "{\"job_id\":\"%s\"}", job);
	expect(
	    served_ask(&s, "POST", "/api/v1/payments", key, body, s.hr.token),
	    201, "id", first);
	says(served_ask(&s, "POST", "/api/v1/payments", key, body, s.hr.token),
	    201, "id", first);
	expect(
	    served_ask(&s, "POST", "/api/v1/jobs", key,
	        "{\"title\":\"A\",\"details\":\"must: Python\"}", s.hr.token),
	    422, "field", field);
	ck_assert_str_eq(field, "Idempotency-Key");
}
END_TEST

START_TEST(a_job_is_held_closed_and_linked)
{
	char link[300];
	post_job("");
	pay_for_job();
	const struct {
		const char *tail, *state;
	} steps[] = {{"pause", "paused"}, {"resume", "open"},
	    {"close", "closed"}, {"reopen", "open"}};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		says(served_post(&s,
		         path("/api/v1/jobs/%s/%s", job, steps[i].tail), NULL,
		         s.hr.token),
		    200, "state", steps[i].state);
	expect(served_post(
	           &s, path("/api/v1/jobs/%s/link", job), NULL, s.hr.token),
	    200, "link", link);
	says(served_get(&s, path("/api/v1/links/%s", link), NULL), 200, "id",
	    job);
	says(served_ask(&s, "DELETE", path("/api/v1/jobs/%s/link", job), NULL,
	         NULL, s.hr.token),
	    200, "link", "null");
	expect(served_get(&s, path("/api/v1/links/%s", link), NULL), 404, NULL,
	    NULL);
	says(served_get(&s, path("/api/v1/jobs/%s/seats", job), s.hr.token),
	    200, "entries.0.kind", "bought");
	says(served_get(&s, path("/api/v1/jobs/%s/metrics", job), s.hr.token),
	    200, "seats_free", "10");
	says(served_post(&s, "/api/v1/lint",
	         "{\"details\":\"We look for a young engineer.\"}", s.hr.token),
	    200, "warnings.0.concern", "age");
}
END_TEST

START_TEST(strangers_find_open_jobs_alone)
{
	post_job(",\"place\":\"Hamburg\"");
	says(served_get(&s, "/api/v1/board", NULL), 200, "jobs", "[]");
	expect(served_get(&s, path("/api/v1/board/%s", job), NULL), 404, NULL,
	    NULL);
	pay_for_job();
	says(served_get(&s, "/api/v1/board?words=backend&place=Hamburg", NULL),
	    200, "jobs.0.id", job);
	says(served_get(&s, "/api/v1/board?remote=true", NULL), 200, "jobs",
	    "[]");
	says(served_get(&s, path("/api/v1/board/%s", job), NULL), 200, "link",
	    "");
}
END_TEST

START_TEST(a_candidate_is_told_what_was_read)
{
	char one[400], length[40];
	post_job("");
	pay_for_job();
	apply();
	snprintf(one, sizeof one, "/api/v1/applications/%s", app_id);
	says(served_get(&s, one, s.hr.token), 200, "state", "eligible");
	says(served_get(&s, path("%s/facts", one), s.candidate.token), 200,
	    "name", "Sample Candidate");
	says(served_get(&s, path("%s/match", one), s.candidate.token), 200,
	    "eligible", "true");
	/* What is for staff alone is not in a candidate's reply. */
	says(served_get(&s, path("%s/resume", one), s.candidate.token), 200,
	    "blob", "");
	reply file = served_get(&s, path("%s/resume/file", one), s.hr.token);
	ck_assert_uint_eq(file.len, strlen(resume));
	ck_assert_int_eq(memcmp(file.body, resume, file.len), 0);
	reply_header(&file, "Content-Disposition", length, sizeof length);
	ck_assert_int_eq(strncmp(length, "attachment", 10), 0);
	reply_free(&file);
	says(served_get(
	         &s, path("/api/v1/applications?job_id=%s", job), s.hr.token),
	    200, "applications.0.id", app_id);
	says(served_get(
	         &s, path("/api/v1/board/%s/match", job), s.candidate.token),
	    200, "eligible", "true");
	says(served_post(&s, path("%s/withdraw", one), NULL, s.candidate.token),
	    200, "state", "withdrawn");
}
END_TEST

static reply
say(const char *event, int id, const char *more)
{
	char body[300];
	snprintf(body, sizeof body, "{\"event\":\"%s\",\"id\":\"m%d\"%s}",
	    event, id, more);
	return served_post(&s, path("/api/v1/interviews/%s/events", interview),
	    body, s.candidate.token);
}

/* Answer until the interviewer has nothing more to ask. */
static void
talk_through(void)
{
	static const char answer[] =
	    ",\"text\":\"I built a service in Python, measured it and wrote "
	    "tests for each fault that we found.\"";
	char state[300] = "";
	expect(say("begin", 1, ",\"consent\":true"), 200, NULL, NULL);
	expect(say("proceed", 2, ""), 200, "interview.state", state);
	for (int i = 3; i < 20 && (!strcmp(state, "question") ||
	                              !strcmp(state, "follow_up"));
	     i++)
		expect(say("answer", i, answer), 200, "interview.state", state);
	ck_assert_str_eq(state, "candidate_questions");
	says(say("done", 50, ""), 200, "interview.end", "all_asked");
}

START_TEST(an_interview_needs_no_websocket)
{
	char one[400], score[300];
	post_job("");
	pay_for_job();
	apply();
	says(say("begin", 1, ""), 403, "field", "consent");
	says(say("greet", 1, ""), 422, "field", "event");
	talk_through();
	/* Sent again, it is the event of before. */
	says(say("proceed", 2, ""), 200, "events.0.event", "proceed");
	work();
	snprintf(one, sizeof one, "/api/v1/interviews/%s", interview);
	expect(served_get(&s, path("%s/scorecard", one), s.hr.token), 200,
	    "role_fit", score);
	ck_assert_str_ne(score, "null");
	expect(served_get(&s, path("%s/scorecard", one), s.candidate.token),
	    403, NULL, NULL);
	says(served_get(&s, path("%s?after_seq=1", one), s.hr.token), 200,
	    "events.0.seq", "2");
	says(served_get(
	         &s, path("/api/v1/interviews?job_id=%s", job), s.hr.token),
	    200, "interviews.0.state", "scored");
	expect(served_post(&s, path("%s/cancel", one),
	           "{\"reason\":\"The job was filled.\"}", s.hr.token),
	    409, NULL, NULL);
}
END_TEST

START_TEST(money_has_its_papers)
{
	char payment[300], invoice[300], one[400];
	post_job("");
	pay_for_job();
	expect(served_get(&s, "/api/v1/payments", s.hr.token), 200,
	    "payments.0.id", payment);
	snprintf(one, sizeof one, "/api/v1/payments/%s", payment);
	says(served_get(&s, one, s.hr.token), 200, "state", "paid");
	says(served_post(
	         &s, path("%s/refund", one), "{\"seats\":4}", s.hr.token),
	    200, "seats_refunded", "4");
	expect(served_get(&s, "/api/v1/invoices?limit=1", s.hr.token), 200,
	    "invoices.0.id", invoice);
	reply paper =
	    served_get(&s, path("/api/v1/invoices/%s", invoice), s.hr.token);
	ck_assert_int_eq(paper.status, 200);
	ck_assert_ptr_nonnull(strstr(paper.body, "sandbox"));
	reply_free(&paper);
	expect(served_post(&s, "/api/v1/payments/events", "{}", NULL), 401,
	    NULL, NULL);
	reply page = served_get(&s, path("/pay/sandbox/%s", payment), NULL);
	ck_assert_int_eq(page.status, 200);
	ck_assert_ptr_nonnull(strstr(page.body, "<form method=\"post\">"));
	reply_free(&page);
}
END_TEST

START_TEST(endpoints_are_registered_and_removed)
{
	char id[300], one[400];
	expect(served_post(&s, "/api/v1/webhooks",
	           "{\"url\":\"https://hooks.example.com/\",\"events\":"
	           "\"job.closed\"}",
	           s.hr.token),
	    201, "webhook.id", id);
	snprintf(one, sizeof one, "/api/v1/webhooks/%s", id);
	says(served_get(&s, one, s.hr.token), 200, "events", "job.closed");
	says(served_ask(&s, "PATCH", one, "If-Match: \"1\"\r\n",
	         "{\"description\":\"mine\"}", s.hr.token),
	    200, "description", "mine");
	expect(served_ask(
	           &s, "PATCH", one, NULL, "{\"enabled\":true}", s.hr.token),
	    428, NULL, NULL);
	expect(served_post(&s, path("%s/rotate", one), NULL, s.hr.token), 200,
	    "signing.secret", id);
	ck_assert_int_eq(strncmp(id, "whsec_", 6), 0);
	says(served_get(&s, path("%s/deliveries?state=dead", one), s.hr.token),
	    200, "deliveries", "[]");
	says(served_post(&s, path("%s/replay", one), NULL, s.hr.token), 200,
	    "count", "0");
	expect(served_ask(&s, "DELETE", one, NULL, NULL, s.hr.token), 204, NULL,
	    NULL);
	expect(served_get(&s, one, s.hr.token), 404, NULL, NULL);
}
END_TEST

START_TEST(administrators_see_the_platform)
{
	const char *token = s.admin.token;
	post_job("");
	says(served_get(&s, "/api/v1/metrics", token), 200, "totals.jobs", "1");
	says(served_get(&s, "/api/v1/users?role=candidate", token), 200,
	    "users.0.email", "candidate@example.com");
	says(served_post(&s, path("/api/v1/users/%s/disable", s.candidate.id),
	         NULL, token),
	    200, "state", "disabled");
	expect(
	    served_get(&s, "/api/v1/me", s.candidate.token), 401, NULL, NULL);
	says(served_post(&s, path("/api/v1/users/%s/enable", s.candidate.id),
	         NULL, token),
	    200, "state", "active");
	expect(served_get(&s, "/api/v1/queue", token), 200, NULL, NULL);
	says(served_get(&s, "/api/v1/messages?state=dead", token), 200,
	    "messages", "[]");
	expect(served_post(&s,
	           "/api/v1/messages/msg_00000000000000000000000000/retry",
	           NULL, token),
	    404, NULL, NULL);
	expect(served_get(&s, "/api/v1/audit", token), 200, NULL, NULL);
	expect(served_get(&s, "/api/v1/audit", s.hr.token), 403, NULL, NULL);
}
END_TEST

/* The version of a record, and of nothing else. */
START_TEST(records_alone_have_an_etag)
{
	post_job("");
	const struct {
		const char *target, *etag;
	} rows[] = {{"/healthz", ""}, {"/api/v1/jobs", ""},
	    {path("/api/v1/jobs/%s", job), "\"1\""}};
	char got[100];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		reply r = served_get(&s, rows[i].target, s.hr.token);
		ck_assert_int_eq(r.status, 200);
		ck_assert_str_eq(
		    reply_header(&r, "ETag", got, sizeof got), rows[i].etag);
		reply_free(&r);
	}
}
END_TEST

START_TEST(the_document_is_served)
{
	says(
	    served_get(&s, "/api/openapi.json", NULL), 200, "openapi", "3.1.0");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_routes");
	TCase *t = tcase_create("routes");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, a_job_comes_with_its_questions);
	tcase_add_test(t, questions_are_edited_by_version);
	tcase_add_test(t, a_repeated_call_acts_once);
	tcase_add_test(t, a_job_is_held_closed_and_linked);
	tcase_add_test(t, strangers_find_open_jobs_alone);
	tcase_add_test(t, a_candidate_is_told_what_was_read);
	tcase_add_test(t, an_interview_needs_no_websocket);
	tcase_add_test(t, money_has_its_papers);
	tcase_add_test(t, endpoints_are_registered_and_removed);
	tcase_add_test(t, administrators_see_the_platform);
	tcase_add_test(t, records_alone_have_an_etag);
	tcase_add_test(t, the_document_is_served);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
