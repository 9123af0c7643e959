/* SPDX-License-Identifier: MIT
 * accounts_attempt.c - comparing a password so that guessing does not pay.
 * Wrong ones are counted for each place they come from, and for an address as
 * a whole, in the same rows whether the address has an account or not: nobody
 * learns by trying who has one.
 */
#include "accounts.h"

#include <string.h>

#include "util/crypto.h"
#include "util/ctx.h"

/* From one place these many are free, then it waits a second, twice as long
 * after each more. */
enum { FREE_ATTEMPTS = 5, DOUBLINGS_MAX = 10 };
#define LONGEST_WAIT (15 * HIRE_MINUTE)

/* From everywhere together, but for log-ins that go on. */
enum { HOURLY_ATTEMPTS = 100 };

enum { HERE, EVERYWHERE };

hire_status
hire__write_as_much(hire__work *w)
{
	hire_setting s;
	bool found = false;
	hire_record_init(&hire_setting_record, &s);
	s.name = "accounts.unknown";
	hire_filter by_name = HIRE_IS("name", s.name);
	hire_status st =
	    hire__find(w, &hire_setting_record, &by_name, 1, &s, &found);
	if (st)
		return st;
	st = found ? hire__update(w, &hire_setting_record, &s)
	           : hire__insert(w, &hire_setting_record, &s);
	return st == HIRE_EEXISTS ? HIRE_ECONFLICT : st;
}

static hire_status
name_rows(hire__work *w, hire__attempt *a)
{
	const char *place;
	hire_status st =
	    hire__secret_hash(w->mem, a->email, &a->email_hash, w->err);
	if (!st)
		st = hire__text(w, &place, "%s\n%s\n%s", a->email,
		    a->login_id ? "log-in" : "address",
		    a->login_id  ? a->login_id
		    : a->address ? a->address
		                 : "");
	if (!st)
		st = hire__secret_hash(w->mem, place, &a->hashes[HERE], w->err);
	a->hashes[EVERYWHERE] = a->email_hash;
	return st;
}

static hire_status
find_row(hire__work *w, const char *hash, hire_guess *out, bool *found)
{
	hire_filter by = HIRE_IS("hash", hash);
	hire_record_init(&hire_guess_record, out);
	return hire__find(w, &hire_guess_record, &by, 1, out, found);
}

/* How long it has to wait.  A log-in that goes on is not held up by what others
 * tried elsewhere. */
static hire_status
read_wait(hire__work *w, hire__attempt *a)
{
	hire_status st = HIRE_OK;
	a->wait = 0;
	for (int i = HERE; !st && i <= (a->login_id ? HERE : EVERYWHERE); i++) {
		hire_guess g;
		bool found;
		st = find_row(w, a->hashes[i], &g, &found);
		hire_time wait = g.locked_until - w->now.wall;
		if (!st && found && wait > a->wait)
			a->wait = wait;
	}
	return st;
}

static hire_status
look(hire__work *w, void *args)
{
	hire__attempt *a = args;
	a->known = false;
	hire_status st =
	    hire__account_find(w, a->email, &a->account, &a->known);
	if (!st && a->refresh)
		st = hire__login_known(
		    w, a->refresh, a->known ? a->account.id : "", &a->login_id);
	if (!st)
		st = name_rows(w, a);
	return st ? st : read_wait(w, a);
}

/* When the place may try again after `count` wrong ones in a row. */
static hire_time
wait_here(int64_t count)
{
	int64_t over = count - FREE_ATTEMPTS;
	if (over < 0)
		return 0;
	hire_time wait = HIRE_SECOND
	                 << (over < DOUBLINGS_MAX ? over : DOUBLINGS_MAX);
	return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

static void
add_wrong(hire_guess *g, int which, hire_time now)
{
	bool over = which == EVERYWHERE && now - g->since >= HIRE_HOUR;
	g->since = over || !g->since ? now : g->since;
	g->count = over ? 1 : g->count + 1;
	if (which == HERE)
		g->locked_until = now + wait_here(g->count);
	else
		g->locked_until =
		    g->count < HOURLY_ATTEMPTS ? 0 : g->since + HIRE_HOUR;
}

static hire_status
count_wrong(hire__work *w, void *args)
{
	hire__attempt *a = args;
	hire_status st = read_wait(w, a);
	if (a->wait)
		return st;
	for (int i = HERE; !st && i <= EVERYWHERE; i++) {
		hire_guess g;
		bool found;
		st = find_row(w, a->hashes[i], &g, &found);
		if (st)
			break;
		g.hash = a->hashes[i];
		g.email_hash = a->email_hash;
		add_wrong(&g, i, w->now.wall);
		st = found ? hire__update(w, &hire_guess_record, &g)
		           : hire__insert(w, &hire_guess_record, &g);
	}
	return st == HIRE_EEXISTS ? HIRE_ECONFLICT : st;
}

static hire_status
forget(hire__work *w, const hire_guess *g)
{
	const hire_store *s = &w->p->store;
	return s->ops.remove(
	    s->state, w->tx, &hire_guess_record, g->id, g->version, w->err);
}

hire_status
hire__attempt_passed(hire__work *w, hire__attempt *a)
{
	hire_guess g;
	bool found = false;
	hire_status st = read_wait(w, a);
	if (st || a->wait)
		return st;
	st = find_row(w, a->hashes[HERE], &g, &found);
	return st || !found ? st : forget(w, &g);
}

hire_status
hire__guesses_forget(hire__work *w, const char *email)
{
	const char *hash;
	hire_rows rows = {0};
	hire_status st = hire__secret_hash(w->mem, email, &hash, w->err);
	if (st)
		return st;
	hire_filter by = HIRE_IS("email_hash", hash);
	st = hire__list(w, &hire_guess_record, &by, 1, NULL, true,
	    (hire_page){NULL, 1000}, &rows);
	const hire_guess *g = rows.rows;
	for (size_t i = 0; !st && i < rows.count; i++)
		st = forget(w, &g[i]);
	return st;
}

hire_status
hire__attempt_refuse(const hire__attempt *a, hire_error *err)
{
	hire_status st = hire_fail(err, HIRE_ELIMIT, "password",
	    "too many wrong passwords, wait %lld seconds",
	    (long long)((a->wait + HIRE_SECOND - 1) / HIRE_SECOND));
	if (err)
		err->retry_after = a->wait;
	return st;
}

hire_status
hire__wrong_pair(hire_error *err)
{
	return hire_fail(err, HIRE_EAUTH, "password",
	    "the e-mail address or the password is wrong");
}

/* A new hash where the old one is outdated.  A password that the policy has
 * come to refuse goes on with its old hash. */
static hire_status
hash_anew(hire_platform *p, const char *password, hire_arena *mem,
    const char **hash, hire_error *err)
{
	hire_status st = hire__password_new(p, password, mem, hash, err);
	return st == HIRE_EINVAL ? HIRE_OK : st;
}

static hire_status
wrong(hire_platform *p, hire__attempt *a, hire_arena *mem, hire_error *err)
{
	hire_status st = hire__write(p, count_wrong, a, mem, err);
	if (st)
		return st;
	return a->wait ? hire__attempt_refuse(a, err) : hire__wrong_pair(err);
}

hire_status
hire__attempt_verify(hire_platform *p, hire__attempt *a, const char *password,
    hire_arena *mem, const char **hash, hire_error *err)
{
	const hire_identity *id = &p->identity;
	hire_identity_match m = {false, false};
	*hash = NULL;
	if (!id->ops.verify)
		return hire_fail(err, HIRE_EUNSUPPORTED, "password",
		    "passwords are kept elsewhere");
	hire_status st = hire__read(p, look, a, mem, err);
	if (st || a->wait)
		return st ? st : hire__attempt_refuse(a, err);
	st = id->ops.verify(id->state, password ? password : "",
	    a->known ? a->account.credential : NULL, &m, err);
	if (st)
		return st;
	if (!m.same || !a->known || a->account.state != HIRE_ACCOUNT_ACTIVE)
		return wrong(p, a, mem, err);
	return m.rehash ? hash_anew(p, password, mem, hash, err) : HIRE_OK;
}
