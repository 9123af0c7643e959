/* SPDX-License-Identifier: MIT
 * test_http_upload.c - resumes as they are sent: their limit, their file on
 * disk, a disk that is full, forms that are not what they should be.
 */
#define _GNU_SOURCE
#include "served.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define TARGET "/api/v1/jobs/job_00000000000000000000000000/applications"
#define FILE_PART                                                              \
	"--b\r\nContent-Disposition: form-data; name=\"resume\"; "             \
	"filename=\"cv.txt\"\r\n\r\n"
#define END "\r\n--b--\r\n"

static served s;

static void
open_server(void)
{
	served_start(&s, "HIRE_SERVER_BODY_SECONDS=20\n");
	s.candidate =
	    served_person_new(&s, HIRE_ROLE_CANDIDATE, "candidate@example.com");
}

static void
close_server(void)
{
	served_stop(&s);
}

static void
begin(wire *w, size_t length)
{
	char *head = NULL;
	ck_assert_int_gt(
	    asprintf(&head,
	        "POST " TARGET " HTTP/1.1\r\nHost: localhost\r\n"
	        "Authorization: Bearer %s\r\nContent-Length: %zu\r\n"
	        "Content-Type: multipart/form-data; boundary=b\r\n\r\n",
	        s.candidate.token, length),
	    0);
	wire_open(w, &s);
	ck_assert(wire_says(w, head));
	free(head);
}

/* A form with a file of `n` bytes; gives the reply. */
static reply
send_file(size_t n)
{
	enum { PIECE = 64 << 10 };
	static char piece[PIECE];
	wire w;
	reply r;
	memset(piece, 'x', sizeof piece);
	begin(&w, sizeof FILE_PART - 1 + n + sizeof END - 1);
	wire_says(&w, FILE_PART);
	for (size_t sent = 0; sent < n;) {
		size_t some = n - sent < PIECE ? n - sent : PIECE;
		ck_assert(wire_send(&w, piece, some));
		sent += some;
	}
	wire_says(&w, END);
	wire_reply(&w, false, &r);
	wire_close(&w);
	return r;
}

START_TEST(a_resume_has_at_most_10_mib)
{
	char text[64];
	/* The job is not there, and that is found out last. */
	ck_assert_int_eq(reply_status(send_file(1000)), 404);
	ck_assert_int_eq(reply_status(send_file(HIRE_RESUME_MAX)), 404);
	reply r = send_file(HIRE_RESUME_MAX + 1);
	ck_assert_int_eq(r.status, 413);
	ck_assert_str_eq(reply_text(&r, "field", text, sizeof text), "resume");
	reply_free(&r);
	ck_assert_int_eq(reply_status(send_file(4 * HIRE_RESUME_MAX)), 413);
}
END_TEST

/* Open files of the process that nobody can open by name. */
static int
nameless_files(void)
{
	char path[64], target[300];
	int found = 0;
	struct dirent *e;
	DIR *d = opendir("/proc/self/fd");
	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d))) {
		snprintf(path, sizeof path, "/proc/self/fd/%.20s", e->d_name);
		ssize_t n = readlink(path, target, sizeof target - 1);
		target[n > 0 ? n : 0] = '\0';
		found += !strncmp(target, "/tmp/", 5) &&
		         strstr(target, " (deleted)");
	}
	closedir(d);
	return found;
}

START_TEST(the_file_on_disk_has_no_name_and_goes)
{
	wire w;
	/* The suite's own runner has one. */
	const int before = nameless_files();
	int files = before;
	begin(&w, 100000);
	wire_says(&w, FILE_PART "some bytes");
	for (int i = 0; i < 300 && files == before; i++) {
		usleep(10000);
		files = nameless_files();
	}
	ck_assert_int_eq(files, before + 1);
	/* The client goes in the middle of it. */
	wire_close(&w);
	for (int i = 0; i < 300 && files > before; i++) {
		usleep(10000);
		files = nameless_files();
	}
	ck_assert_int_eq(files, before);
}
END_TEST

START_TEST(a_full_disk_is_told)
{
	struct rlimit was, small = {4 << 20, RLIM_INFINITY};
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &was), 0);
	small.rlim_max = was.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	ck_assert_int_eq(reply_status(send_file(8 << 20)), 507);
	ck_assert_int_eq(reply_status(send_file(1 << 20)), 404);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &was), 0);
	ck_assert_int_eq(reply_status(send_file(8 << 20)), 404);
}
END_TEST

#define LINK(value)                                                            \
	"--b\r\nContent-Disposition: form-data; name=\"link\"\r\n\r\n" value   \
	"\r\n"
#define FILE_OF(bytes) FILE_PART bytes "\r\n"
static const struct form {
	const char *body;
	size_t n;
	int status;
	const char *field;
} forms[] = {
#define FORM(body, status, field)                                              \
	{                                                                      \
		body, sizeof(body) - 1, status, field                          \
	}
    FORM(FILE_OF("text") "--b--", 404, ""),
    FORM(FILE_OF("text") LINK("secret") "--b--", 404, ""),
    FORM("--b--", 422, "resume"),
    FORM(LINK("secret") "--b--", 422, "resume"),
    FORM(FILE_OF("a") FILE_OF("b") "--b--", 422, "resume"),
    FORM(FILE_OF("a") LINK("c") LINK("d") "--b--", 422, "link"),
    FORM(FILE_OF("a") LINK("") LINK("d") "--b--", 422, "link"),
    FORM(FILE_OF("a") LINK("c\0d") "--b--", 422, "link"),
    FORM("--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n"
         "--b--",
        422, "other"),
    FORM("no form", 400, "body"),
    FORM(FILE_OF("a") "--b", 400, "body"),
};

START_TEST(forms_are_what_they_should_be)
{
	char text[64];
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		wire w;
		reply r;
		begin(&w, forms[i].n);
		wire_send(&w, forms[i].body, forms[i].n);
		wire_reply(&w, false, &r);
		ck_assert_msg(r.status == forms[i].status, "%s gave %d: %s",
		    forms[i].body, r.status, r.body);
		reply_text(&r, "field", text, sizeof text);
		if (*forms[i].field)
			ck_assert_str_eq(text, forms[i].field);
		reply_free(&r);
		wire_close(&w);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_upload");
	TCase *t = tcase_create("uploads");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, a_resume_has_at_most_10_mib);
	tcase_add_test(t, the_file_on_disk_has_no_name_and_goes);
	tcase_add_test(t, a_full_disk_is_told);
	tcase_add_test(t, forms_are_what_they_should_be);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
