/* SPDX-License-Identifier: MIT
 * accounts.c - opening, looking up and changing accounts.
 */
#include "accounts.h"

#include <string.h>

#include "model/record.h"
#include "util/crypto.h"
#include "util/ctx.h"
#include "util/utf8.h"

hire_status
hire__email(
    hire_arena *mem, const char *email, const char **out, hire_error *err)
{
	const char *s = email ? email : "";
	size_t n = strlen(s);
	hire__trim(&s, &n);
	char *folded = hire_arena_strndup(mem, s, n);
	if (!folded)
		return hire__nomem(err);
	for (char *c = folded; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	/* Whoever we cannot write to has no account. */
	const hire_mail_message probe = {"x", folded, "x", "x"};
	if (hire_mail_check(&probe, NULL))
		return hire_fail(err, HIRE_EINVAL, "email",
		    "not an e-mail address of the form name@domain");
	*out = folded;
	return HIRE_OK;
}

hire_status
hire__name(const hire_record *record, const char *field, const char *given,
    hire_arena *mem, const char **out, hire_error *err)
{
	const hire_field *f = hire_record_field(record, "name");
	const char *s = given ? given : "";
	size_t n = strlen(s);
	hire__trim(&s, &n);
	char *name = hire_arena_strndup(mem, s, n);
	if (!name)
		return hire__nomem(err);
	hire_error why;
	hire_status st = hire__field_check_text(NULL, f, name, &why);
	if (st)
		return hire_fail(err, st, field, "%s", why.message);
	for (const char *c = name; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			return hire_fail(
			    err, HIRE_EINVAL, field, "one line of text");
	*out = name;
	return HIRE_OK;
}

hire_status
hire__password_new(hire_platform *p, const char *password, hire_arena *mem,
    const char **out, hire_error *err)
{
	const hire_identity *id = &p->identity;
	if (!id->ops.hash)
		return hire_fail(err, HIRE_EUNSUPPORTED, "password",
		    "passwords are kept elsewhere");
	return id->ops.hash(id->state, password ? password : "", mem, out, err);
}

hire_status
hire__account_find(
    hire__work *w, const char *email, hire_account *out, bool *found)
{
	hire_filter by_email = HIRE_IS("email", email);
	return hire__find(w, &hire_account_record, &by_email, 1, out, found);
}

static hire_status
account_exists(hire_error *err)
{
	return hire_fail(
	    err, HIRE_EEXISTS, "email", "the address has an account");
}

hire_status
hire__account_add(hire__work *w, hire_account *account)
{
	hire_account other;
	bool found = false;
	hire_status st = hire__account_find(w, account->email, &other, &found);
	if (!st && !found)
		st = hire__insert(w, &hire_account_record, account);
	return found || st == HIRE_EEXISTS ? account_exists(w->err) : st;
}

hire_actor
hire__person(const hire_account *a)
{
	return (hire_actor){.account_id = a->id,
	    .role = a->role,
	    .organisation_id = a->organisation_id,
	    .scopes = HIRE_SCOPES_ALL,
	    .unconfirmed = !a->confirmed_at};
}

hire_status
hire__account_of(hire__work *w, const hire_actor *who, hire_account *out)
{
	hire_account a;
	hire_status st = hire__allow(who, HIRE__SELF, w->err);
	if (st)
		return st;
	st = hire__get(w, &hire_account_record, who->account_id, &a);
	if (st == HIRE_ENOTFOUND || (!st && a.state != HIRE_ACCOUNT_ACTIVE))
		return hire_fail(w->err, HIRE_EAUTH, "account",
		    "the account is gone or disabled");
	if (!st)
		*out = a;
	return st;
}

hire_status
hire__account_rekey(hire__work *w, hire_account *account, const char *hash)
{
	account->credential = hash;
	account->generation++;
	hire_status st = hire__update(w, &hire_account_record, account);
	return st ? st : hire__guesses_forget(w, account->email);
}

typedef struct signing {
	hire_account account;
	const char *organisation; /* name, or NULL */
	bool found;               /* the address has an account that stays */
	bool tell;                /* its owner, by mail */
} signing;

/* The organisation of `a`, which is its founder's alone as long as nobody
 * confirmed the address. */
static hire_status
name_organisation(hire__work *w, const char *name, hire_account *a)
{
	hire_organisation o;
	hire_record_init(&hire_organisation_record, &o);
	hire_status st = a->organisation_id
	                     ? hire__get(w, &hire_organisation_record,
	                           a->organisation_id, &o)
	                     : HIRE_OK;
	o.name = name;
	if (!st)
		st = a->organisation_id
		         ? hire__update(w, &hire_organisation_record, &o)
		         : hire__insert(w, &hire_organisation_record, &o);
	if (!st)
		a->organisation_id = o.id;
	return st;
}

/* About as much as for somebody new, so that its time does not tell. */
static hire_status
sign_up_again(hire__work *w, const signing *s, const hire_account *a)
{
	static const char text[] =
	    "Somebody asked for an account with this address, which has one "
	    "already.\nIf it was you, log in, or choose another password if "
	    "you forgot yours.\nIf it was not you, do nothing.\n";
	hire_status st = hire__write_as_much(w);
	if (!st && s->tell)
		st = hire__post(w, a->email, "You have an account", text);
	return st ? st
	          : hire__audit(w, NULL, "account.sign_up_again", a->id, NULL);
}

/* Nobody has shown yet that the address is theirs: the account is taken over,
 * and what was known of it before (password, log-ins, token) ends. */
static hire_status
take_over(hire__work *w, const hire_account *before, hire_account *a)
{
	hire_account now = *before;
	now.name = a->name;
	now.role = a->role;
	now.organisation_id = a->organisation_id;
	hire_status st =
	    hire__one_time_spend(w, now.id, HIRE_TOKEN_CONFIRM_EMAIL);
	if (!st)
		st = hire__account_rekey(w, &now, a->credential);
	if (!st)
		*a = now;
	return st;
}

/* Whether the sign-up may have the address.  Who fills somebody's mailbox
 * changes nothing any more: what the last mail was about stands. */
static hire_status
is_free(hire__work *w, const char *email, hire_account *before, bool *taken,
    bool *out)
{
	hire_status st = hire__account_find(w, email, before, taken);
	*out = !*taken;
	return st || !*taken ? st : hire__confirm_due(w, before, out);
}

static hire_status
sign_up(hire__work *w, void *args)
{
	signing *s = args;
	hire_account a = s->account, other;
	bool taken = false, open = false;
	hire_status st = is_free(w, a.email, &other, &taken, &open);
	s->found = !open;
	if (st || !open)
		return st ? st : sign_up_again(w, s, &other);
	if (taken && s->organisation)
		a.organisation_id = other.organisation_id;
	if (s->organisation)
		st = name_organisation(w, s->organisation, &a);
	if (!st)
		st =
		    taken ? take_over(w, &other, &a) : hire__account_add(w, &a);
	if (!st)
		st = hire__confirm_mail(w, &a);
	if (!st)
		st = hire__audit(w, NULL, "account.sign_up", a.id,
		    hire_word(&hire_role_words, (int)a.role));
	if (!st)
		s->account = a;
	return st;
}

static hire_status
check_sign_up(
    const hire_sign_up *in, hire_arena *mem, signing *s, hire_error *err)
{
	hire_account *a = &s->account;
	bool hr = in->role == HIRE_ROLE_HR;
	if (!hr && in->role != HIRE_ROLE_CANDIDATE)
		return hire_fail(err, HIRE_EINVAL, "role", "hr or candidate");
	if (!hr && in->organisation)
		return hire_fail(err, HIRE_EINVAL, "organisation",
		    "is for recruiters alone");
	hire_record_init(&hire_account_record, a);
	a->role = in->role;
	hire_status st = hire__email(mem, in->email, &a->email, err);
	if (!st)
		st = hire__name(
		    &hire_account_record, "name", in->name, mem, &a->name, err);
	if (!st && hr)
		st = hire__name(&hire_organisation_record, "organisation",
		    in->organisation, mem, &s->organisation, err);
	return st;
}

static hire_status
look_up(hire__work *w, void *args)
{
	signing *s = args;
	hire_account other;
	hire_status st =
	    hire__account_find(w, s->account.email, &other, &s->found);
	s->found = s->found && other.confirmed_at;
	return st;
}

/* Nobody's mailbox is filled by strangers.  Of an address without an account
 * the cache keeps nothing, but it is asked as often. */
static hire_status
may_tell(hire_platform *p, signing *s, hire_arena *mem, hire_error *err)
{
	const hire_cache *c = &p->cache;
	const hire_cache_rate rate = {HIRE_HOUR, 1};
	hire_cache_verdict v = {.allowed = false};
	const void *kept;
	size_t n;
	const char *hash;
	hire_status st = hire__secret_hash(mem, s->account.email, &hash, err);
	const char *key =
	    st ? NULL : hire_arena_printf(mem, "sign-up:%s", hash);
	if (!key)
		return st ? st : hire__nomem(err);
	st = hire__read(p, look_up, s, mem, err);
	if (st)
		return st;
	st = s->found ? hire__take(p, key, &rate, &v, err)
	              : c->ops.get(c->state, key, mem, &kept, &n, err);
	s->tell = !st && v.allowed;
	return st == HIRE_ENOMEM ? st : HIRE_OK;
}

hire_status
hire_accounts_sign_up(hire_platform *p, const hire_sign_up *in, hire_arena *mem,
    hire_account *out, hire_error *err)
{
	signing s = {.organisation = NULL};
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	if (!st)
		st = check_sign_up(in, mem, &s, err);
	if (!st)
		st = hire__password_new(
		    p, in->password, mem, &s.account.credential, err);
	if (!st)
		st = may_tell(p, &s, mem, err);
	if (!st)
		st = hire__write(p, sign_up, &s, mem, err);
	if (!st && s.found)
		return account_exists(err);
	if (!st)
		*out = s.account;
	return st;
}

typedef struct naming {
	const hire_actor *who;
	const char *name; /* e-mail address or id */
	const hire_change *changes;
	size_t count;
	int64_t version; /* to change; 0: any */
	bool stale;      /* the account is not at it any more */
	hire_account account;
} naming;

static hire_status
find_by_name(hire__work *w, void *args)
{
	naming *n = args;
	bool found = false;
	hire_filter by_id = HIRE_IS("id", n->name);
	hire_filter by_email = HIRE_IS("email", n->name);
	hire_status st = hire__find(w, &hire_account_record,
	    strchr(n->name, '@') ? &by_email : &by_id, 1, &n->account, &found);
	if (st)
		return st;
	if (!found)
		return hire_fail(w->err, HIRE_ENOTFOUND, "account",
		    "there is no account %.60s", n->name);
	if (n->account.state != HIRE_ACCOUNT_ACTIVE)
		return hire_fail(
		    w->err, HIRE_EDENIED, "account", "the account is disabled");
	return HIRE_OK;
}

hire_status
hire_accounts_actor(hire_platform *p, const char *email_or_id, hire_arena *mem,
    hire_actor *out, hire_error *err)
{
	naming n = {.name = email_or_id ? email_or_id : ""};
	if (strchr(n.name, '@') &&
	    hire__email(mem, n.name, &n.name, NULL) == HIRE_ENOMEM)
		return hire__nomem(err);
	hire_status st = hire__read(p, find_by_name, &n, mem, err);
	if (!st)
		*out = hire__person(&n.account);
	return st;
}

static hire_status
read_own(hire__work *w, void *args)
{
	naming *n = args;
	return hire__account_of(w, n->who, &n->account);
}

hire_status
hire_accounts_me(hire_platform *p, const hire_actor *who, hire_arena *mem,
    hire_account *out, hire_error *err)
{
	naming n = {.who = who};
	hire_status st = hire__read(p, read_own, &n, mem, err);
	if (!st)
		*out = n.account;
	return st;
}

static hire_status
edit(hire__work *w, void *args)
{
	naming *n = args;
	hire_account a;
	hire_status st = hire__account_of(w, n->who, &a);
	/* As ECONFLICT it would only be run again. */
	n->stale = !st && n->version && n->version != a.version;
	if (n->stale) {
		n->account = a;
		return HIRE_OK;
	}
	for (size_t i = 0; !st && i < n->count; i++)
		st = hire_record_set(&hire_account_record, &a,
		    n->changes[i].field, n->changes[i].text, HIRE_EDIT, w->mem,
		    w->err);
	if (!st)
		st = hire__name(&hire_account_record, "name", a.name, w->mem,
		    &a.name, w->err);
	if (!st)
		st = hire__update(w, &hire_account_record, &a);
	if (!st)
		n->account = a;
	return st;
}

hire_status
hire_accounts_edit(hire_platform *p, const hire_actor *who, int64_t version,
    const hire_change *changes, size_t count, hire_arena *mem,
    hire_account *out, hire_error *err)
{
	naming n = {
	    .who = who, .changes = changes, .count = count, .version = version};
	hire_status st = hire__write(p, edit, &n, mem, err);
	if (!st && n.stale)
		st = hire_fail(err, HIRE_ECONFLICT, "version",
		    "the account is at version %lld, not %lld",
		    (long long)n.account.version, (long long)version);
	if (!st)
		*out = n.account;
	return st;
}
