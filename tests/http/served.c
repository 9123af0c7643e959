/* SPDX-License-Identifier: MIT
 * served.c - a server within the test's own process; see served.h.
 */
#define _GNU_SOURCE
#include "served.h"
#include "postgres.h"
#include "serve.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
read_settings(served *s)
{
	static char name[] = "hire-server", listen[] = "--listen=127.0.0.1:0";
	hire_error err = {0};
	char *argv[] = {name,
	    hire_arena_printf(s->mem, "--config=%s/settings", s->folder),
	    hire_arena_printf(s->mem, "--data=%s/data", s->folder), listen};
	hire_status st = settings_read(&s->app.settings, 4, argv, s->mem, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
}

static void
begin(served *s)
{
	hire_error err = {0};
	hire_status st = app_open(&s->app, &err);
	if (!st)
		st = serve_start(&s->app, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	s->port = http_server_port(s->app.server);
	ck_assert_int_gt(s->port, 0);
}

void
served_start(served *s, const char *lines)
{
	/* In memory where there is such a folder: durability is not ours. */
	bool shm = !access("/dev/shm", W_OK);
	char path[100];
	snprintf(s->folder, sizeof s->folder, "%s/hire-test-XXXXXX",
	    shm ? "/dev/shm" : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(s->folder));
	snprintf(path, sizeof path, "%s/settings", s->folder);
	FILE *f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	/* All tests call from one address. */
	fputs("HIRE_SERVER_RATE=1000000\nHIRE_SERVER_COSTLY_RATE=1000000\n", f);
	const char *store = test_store_new();
	if (store)
		fprintf(f, "HIRE_STORE=%s\n", store);
	fprintf(f, "HIRE_LOG=error\n%s", lines ? lines : "");
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_ok(hire_ctx_new(NULL, &s->ctx, NULL));
	ck_assert_ok(hire_arena_new(s->ctx, 0, &s->mem, NULL));
	read_settings(s);
	begin(s);
}

static void
end(served *s)
{
	serve_stop(&s->app);
	app_close(&s->app);
	s->app.draining = false;
}

void
served_restart(served *s)
{
	end(s);
	begin(s);
}

static int
remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info, (void)type, (void)at;
	return remove(path);
}

void
served_stop(served *s)
{
	end(s);
	test_store_drop();
	hire_arena_free(s->mem);
	hire_ctx_free(s->ctx);
	nftw(s->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void
sign_up(served *s, hire_role role, const char *email)
{
	char body[400];
	hire_account account;
	bool hr = role == HIRE_ROLE_HR;
	if (role == HIRE_ROLE_ADMIN) {
		ck_assert_ok(hire_admin_create(s->app.platform, email,
		    "Sample Person", SERVED_PASSWORD, s->mem, &account, NULL));
		return;
	}
	snprintf(body, sizeof body,
	    "{\"email\":\"%s\",\"name\":\"Sample Person\",\"password\":"
	    "\"" SERVED_PASSWORD "\",\"role\":\"%s\"%s}",
	    email, hr ? "hr" : "candidate",
	    hr ? ",\"organisation\":\"Sample Organisation\"" : "");
	reply r = served_post(s, "/api/v1/accounts", body, NULL);
	ck_assert_msg(r.status == 202, "sign-up: %d %s", r.status, r.body);
	reply_free(&r);
}

/* As the operator does: some servers here send no mail.  How people do it is
 * http_confirm's. */
static void
confirm(served *s, const char *email)
{
	hire_actor who;
	hire_account account;
	ck_assert_ok(
	    hire_accounts_actor(s->app.platform, email, s->mem, &who, NULL));
	ck_assert_ok(hire_admin_confirm(
	    s->app.platform, who.account_id, s->mem, &account, NULL));
}

served_person
served_person_new(served *s, hire_role role, const char *email)
{
	served_person who;
	char body[400];
	sign_up(s, role, email);
	confirm(s, email);
	snprintf(body, sizeof body,
	    "{\"email\":\"%s\",\"password\":\"" SERVED_PASSWORD "\"}", email);
	reply r = served_post(s, "/api/v1/sessions", body, NULL);
	ck_assert_msg(r.status == 200, "log-in: %d %s", r.status, r.body);
	reply_text(&r, "tokens.access", who.token, sizeof who.token);
	reply_text(&r, "account.id", who.id, sizeof who.id);
	ck_assert_str_ne(who.token, "");
	ck_assert_str_ne(who.id, "");
	reply_free(&r);
	return who;
}

void
served_people(served *s)
{
	s->hr = served_person_new(s, HIRE_ROLE_HR, "hr@example.com");
	s->candidate =
	    served_person_new(s, HIRE_ROLE_CANDIDATE, "candidate@example.com");
	s->admin = served_person_new(s, HIRE_ROLE_ADMIN, "admin@example.com");
}

void
served_counts(const served *s, int open, int idle)
{
	int o = -1, i = -1;
	for (int round = 0; round < 500; round++) {
		http_server_counts(s->app.server, &o, &i);
		if (o == open && (idle < 0 || i == idle))
			return;
		usleep(10000);
	}
	ck_abort_msg("%d open, %d idle; wanted %d, %d", o, i, open, idle);
}

void
served_start_narrow(served *s)
{
	served_start(s,
	    "HIRE_SERVER_THREADS=4\nHIRE_SERVER_BODY_SECONDS=3\n"
	    "HIRE_SERVER_HEAD_SECONDS=3\nHIRE_SERVER_RATE=1000000\n");
}
