/* SPDX-License-Identifier: MIT
 * test_oom_people.c - log-ins, accounts and what administrators do with them,
 * with every allocation failing.
 */
#include "oom.h"

#include "services/accounts.h"
#include "services/kinds.h"

#include <string.h>

static scene s;
static const hire_page page = {NULL, 100};
static const char first[] = "correct horse battery";
static const char second[] = "battery horse correct";

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

/* Bodies: one call each. */

static hire_status
sign_up(oom_call *c)
{
	hire_sign_up in = {HIRE_ROLE_HR, c->text, "Sample Person", first,
	    "Example Organisation"};
	return hire_accounts_sign_up(c->s->p, &in, c->mem, c->out, &c->err);
}

/* The same to a stranger, who shall not see which it was. */
static hire_status
sign_up_again(oom_call *c)
{
	hire_status st = sign_up(c);
	return st == HIRE_EEXISTS ? HIRE_OK : st;
}

static hire_status
enter(oom_call *c)
{
	return hire_accounts_log_in(
	    c->s->p, c->text, first, NULL, c->mem, c->out, &c->err);
}

static hire_status
enter_unknown(oom_call *c)
{
	hire_status st = enter(c);
	return st == HIRE_EAUTH ? HIRE_OK : st;
}

static hire_status
refresh(oom_call *c)
{
	return hire_accounts_refresh(c->s->p, c->text, c->mem, c->out, &c->err);
}

static hire_status
authenticate(oom_call *c)
{
	return hire_accounts_authenticate(
	    c->s->p, c->text, c->mem, c->out, &c->err);
}

static hire_status
key_new(oom_call *c)
{
	const char *secret;
	return hire_accounts_key_new(
	    c->s->p, c->who, "key", "all", c->mem, c->out, &secret, &c->err);
}

static hire_status
sessions(oom_call *c)
{
	hire_account_session *list;
	size_t count;
	return hire_accounts_sessions(
	    c->s->p, c->who, c->mem, &list, &count, &c->err);
}

static hire_status
csrf(oom_call *c)
{
	const char *token;
	hire_status st =
	    hire_accounts_csrf_new(c->s->p, c->who, c->mem, &token, &c->err);
	return st ? st
	          : hire_accounts_csrf_check(c->s->p, c->who, token, &c->err);
}

static hire_status
request_hash(oom_call *c)
{
	const hire_request_part part = {"x", 1};
	const char *hash;
	return hire_request_hash(&part, 1, c->mem, &hash, &c->err);
}

static hire_status
session_end(oom_call *c)
{
	return hire_accounts_session_end(
	    c->s->p, c->who, c->who->login_id, &c->err);
}

static hire_status
change_password(oom_call *c)
{
	return hire_accounts_change_password(
	    c->s->p, c->who, first, second, &c->err);
}

static hire_status
forgot(oom_call *c)
{
	return hire_accounts_forgot(c->s->p, c->text, &c->err);
}

static hire_status
confirm_again(oom_call *c)
{
	return hire_accounts_confirm_again(c->s->p, c->text, &c->err);
}

static hire_status
vouch(oom_call *c)
{
	hire_account out;
	return hire_admin_confirm(c->s->p, c->id, c->mem, &out, &c->err);
}

static hire_status
me(oom_call *c)
{
	hire_account out;
	return hire_accounts_me(c->s->p, c->who, c->mem, &out, &c->err);
}

static hire_status
edit_me(oom_call *c)
{
	hire_account out;
	const hire_change changes[] = {{"name", "Another Name"}};
	return hire_accounts_edit(
	    c->s->p, c->who, 0, changes, 1, c->mem, &out, &c->err);
}

static hire_status
go_on(oom_call *c)
{
	bool good = false;
	hire_status st =
	    hire_accounts_go_on(c->s->p, c->who, 1, &good, &c->err);
	ck_assert(st || good);
	return st;
}

static hire_status
actor(oom_call *c)
{
	hire_actor out;
	return hire_accounts_actor(c->s->p, c->text, c->mem, &out, &c->err);
}

static hire_status
log_out(oom_call *c)
{
	return hire_accounts_log_out(c->s->p, c->who, c->text, &c->err);
}

static hire_status
confirm(oom_call *c)
{
	return hire_accounts_confirm(c->s->p, c->text, &c->err);
}

static hire_status
reset(oom_call *c)
{
	return hire_accounts_reset(c->s->p, c->text, second, &c->err);
}

static hire_status
keys(oom_call *c)
{
	hire_rows rows;
	return hire_accounts_keys(
	    c->s->p, c->who, page, c->mem, &rows, &c->err);
}

static hire_status
revoke(oom_call *c)
{
	return hire_accounts_key_revoke(c->s->p, c->who, c->id, &c->err);
}

static hire_status
create_admin(oom_call *c)
{
	return hire_admin_create(c->s->p, "admin2@example.com", "Sample Person",
	    first, c->mem, c->out, &c->err);
}

static hire_status
users(oom_call *c)
{
	hire_rows rows;
	return hire_admin_users(
	    c->s->p, c->who, -1, page, c->mem, &rows, &c->err);
}

static hire_status
disable(oom_call *c)
{
	hire_account out;
	return hire_admin_user_state(c->s->p, c->who, c->id,
	    HIRE_ACCOUNT_DISABLED, c->mem, &out, &c->err);
}

static hire_status
audit(oom_call *c)
{
	hire_rows rows;
	return hire_admin_audit(c->s->p, c->who, page, c->mem, &rows, &c->err);
}

/* A message about nothing that there is dies at once. */
static hire_status
put_dead(hire__work *w, void *args)
{
	(void)args;
	return hire__enqueue(
	    w, (hire__job_order){.kind = HIRE__KIND_REFUND, .id = "crn_0"});
}

static const char *
die(void)
{
	hire_rows rows;
	ck_assert_ok(hire__write(s.p, put_dead, NULL, s.mem, NULL));
	scene_work(&s);
	ck_assert_ok(hire_admin_messages(s.p, &s.admin, HIRE_MESSAGE_DEAD,
	    (hire_page){NULL, 1}, s.mem, &rows, NULL));
	const hire_message *m = rows.rows;
	return rows.count ? m->id : "";
}

/* Each time another one, since it is alive after the first of two steps. */
static hire_status
retry(oom_call *c)
{
	test_host *h = &c->s->host;
	const test_host before = *h;
	h->fail_at = 0;
	const char *id = die();
	h->fail_at = before.fail_at;
	return hire_admin_retry(c->s->p, c->who, id, &c->err);
}

/* A token as it would stand in a mail. */
typedef struct mailed {
	hire_token_purpose purpose;
	const char *account_id, *secret;
} mailed;

static hire_status
write_mail(hire__work *w, void *args)
{
	mailed *m = args;
	return hire__one_time_new(
	    w, m->account_id, m->purpose, HIRE_HOUR, &m->secret);
}

static const char *
mail(const hire_actor *who, hire_token_purpose purpose)
{
	mailed m = {purpose, who->account_id, NULL};
	ck_assert_ok(hire__write(s.p, write_mail, &m, s.mem, NULL));
	return m.secret;
}

static const char *
log_in(const char *email, const char *password)
{
	hire_tokens t;
	ck_assert_ok(
	    hire_accounts_log_in(s.p, email, password, NULL, s.mem, &t, NULL));
	return t.refresh;
}

#define SWEEP(body, effect, ...)                                               \
	oom_sweep(#body, body, &(oom_call){.s = &s, __VA_ARGS__}, effect)

/* Mails to nobody too: no port would take them. */
static void
is_mailed(scene *of)
{
	hire_queue_count *counts;
	size_t n;
	ck_assert_ok(
	    hire_admin_queue(of->p, &of->admin, of->mem, &counts, &n, NULL));
	for (size_t i = 0; i < n; i++)
		ck_assert_str_ne(counts[i].kind, "mail.send");
}

START_TEST(log_ins)
{
	hire_account account;
	hire_tokens tokens;
	hire_actor who;
	hire_api_key key;
	SWEEP(sign_up, OOM_NOTHING, .text = "new@example.com", .out = &account);
	/* Until it is confirmed, the next one has it. */
	SWEEP(sign_up, OOM_NOTHING, .text = "new@example.com", .out = &account);
	SWEEP(confirm_again, OOM_NOTHING, .text = "new@example.com");
	SWEEP(vouch, OOM_NOTHING, .id = account.id);
	SWEEP(sign_up_again, OOM_COUNTED, .text = "new@example.com",
	    .out = &account);
	SWEEP(enter, OOM_COUNTED, .text = "new@example.com", .out = &tokens);
	SWEEP(enter_unknown, OOM_COUNTED, .text = "nobody@example.com");
	SWEEP(authenticate, OOM_NOTHING, .text = tokens.access, .out = &who);
	SWEEP(refresh, OOM_NOTHING, .text = tokens.refresh, .out = &tokens);
	SWEEP(key_new, OOM_NOTHING, .who = &who, .out = &key);
	SWEEP(sessions, OOM_NOTHING, .who = &who);
	SWEEP(csrf, OOM_NOTHING, .who = &who);
	SWEEP(request_hash, OOM_NOTHING, .who = &who);
	SWEEP(go_on, OOM_NOTHING, .who = &who);
	SWEEP(session_end, OOM_NOTHING, .who = &who);
	SWEEP(change_password, OOM_COUNTED, .who = &who);
	SWEEP(forgot, OOM_NOTHING, .text = "new@example.com");
	SWEEP(forgot, OOM_NOTHING, .text = "nobody@example.com");
	oom_sweep_worker("worker: mail", &s, 0, is_mailed);
	ck_assert_int_gt(oom_points(), 80);
}
END_TEST

START_TEST(people)
{
	hire_api_key key;
	const char *secret;
	hire_actor *who = &s.hr;
	SWEEP(me, OOM_NOTHING, .who = who);
	SWEEP(edit_me, OOM_NOTHING, .who = who);
	SWEEP(actor, OOM_NOTHING, .text = "hr@example.com");
	SWEEP(
	    confirm, OOM_NOTHING, .text = mail(who, HIRE_TOKEN_CONFIRM_EMAIL));
	SWEEP(reset, OOM_NOTHING, .text = mail(who, HIRE_TOKEN_RESET_PASSWORD));
	SWEEP(log_out, OOM_NOTHING, .who = who,
	    .text = log_in("hr@example.com", second));
	SWEEP(log_out, OOM_NOTHING, .who = who);
	ck_assert_ok(hire_accounts_key_new(
	    s.p, who, "k", "all", s.mem, &key, &secret, NULL));
	SWEEP(keys, OOM_NOTHING, .who = who);
	SWEEP(revoke, OOM_NOTHING, .who = who, .id = key.id);
	ck_assert_int_gt(oom_points(), 100);
}
END_TEST

START_TEST(administrators)
{
	hire_account made;
	hire_actor *who = &s.admin;
	SWEEP(create_admin, OOM_NOTHING, .out = &made);
	SWEEP(users, OOM_NOTHING, .who = who);
	SWEEP(disable, OOM_NOTHING, .who = who, .id = made.id);
	SWEEP(audit, OOM_NOTHING, .who = who);
	SWEEP(retry, OOM_STEPS, .who = who);
	ck_assert_int_gt(oom_points(), 50);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("oom_people");
	TCase *t = tcase_create("oom_people");
	tcase_set_timeout(t, 200);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, log_ins);
	tcase_add_test(t, people);
	tcase_add_test(t, administrators);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
