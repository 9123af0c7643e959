/* SPDX-License-Identifier: MIT
 * config_check.c - hire-server --check, and what production refuses; see
 * config_check.h.
 */
#include "config_check.h"
#include "config_show.h"
#include "listen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
begins(const char *text, const char *with)
{
	return text && !strncmp(text, with, strlen(with));
}

hire_status
check_production(const settings *s, hire_error *err)
{
	if (strcmp(settings_value(s, "HIRE_MODE"), "production"))
		return HIRE_OK;
	if (!begins(settings_value(s, "HIRE_PUBLIC_URL"), "https://"))
		return hire_fail(err, HIRE_EINVAL, "HIRE_PUBLIC_URL",
		    "must begin with https:// in production");
	if (!settings_value(s, "HIRE_SECRET"))
		return hire_fail(err, HIRE_EINVAL, "HIRE_SECRET",
		    "must be set in production: 32 random bytes as base64url");
	if (begins(settings_value(s, "HIRE_PAYMENTS"), "sandbox:"))
		return hire_fail(err, HIRE_EINVAL, "HIRE_PAYMENTS",
		    "the sandbox takes no money: not for production, and this "
		    "version has no other payment provider");
	if (begins(settings_value(s, "HIRE_MAIL"), "file:"))
		return hire_fail(err, HIRE_EINVAL, "HIRE_MAIL",
		    "a folder sends no mail: not for production, and this "
		    "version has no other way to send it");
	return HIRE_OK;
}

/* Of the build and the tests, and of this program's own command line. */
static bool
is_ours(const char *name, size_t n)
{
	static const char *const others[] = {
	    "HIRE_CONFIG", "HIRE_FIXTURES", "HIRE_NO_BOOTSTRAP"};
	settings_key k;
	for (size_t i = 0; settings_key_at(i, &k); i++)
		if (strlen(k.name) == n && !memcmp(k.name, name, n))
			return true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strlen(others[i]) == n && !memcmp(others[i], name, n))
			return true;
	return false;
}

void
check_environment(
    char *const *environment, void (*tell)(void *, const char *), void *user)
{
	char name[80];
	for (; *environment; environment++) {
		size_t n = strcspn(*environment, "=");
		if (!begins(*environment, "HIRE_") || n >= sizeof name ||
		    is_ours(*environment, n))
			continue;
		memcpy(name, *environment, n);
		name[n] = '\0';
		tell(user, name);
	}
}

static void
print_settings(const settings *s)
{
	settings_key k;
	for (size_t i = 0; settings_key_at(i, &k); i++) {
		const char *value = settings_value(s, k.name);
		if (!value || (k.def && !strcmp(value, k.def)))
			continue;
		buf shown = {0};
		config_show(&shown, &k, value);
		printf("set   %-26s %s\n", k.name, shown.s ? shown.s : "");
		buf_free(&shown);
	}
}

bool
check_is_trial(const settings *s)
{
	return begins(settings_value(s, "HIRE_PAYMENTS"), "sandbox:") ||
	       begins(settings_value(s, "HIRE_MAIL"), "file:");
}

static void
print_trial(const settings *s)
{
	if (check_is_trial(s))
		printf("trial Payments in a sandbox take no money and anybody "
		       "can confirm them;\n      mail into a folder reaches "
		       "nobody: for trying out, not for the public\n");
}

static hire_status
print_ports(const settings *s, hire_ctx *ctx, hire_arena *mem, hire_error *err)
{
	hire_check *checks;
	size_t count, bad = 0, wrong = 0;
	hire_status st =
	    hire_platform_doctor(ctx, &s->config, mem, &checks, &count, err);
	if (st)
		return st;
	for (size_t i = 0; i < count; i++) {
		printf("%-5s %-10s %-16s %s\n", checks[i].ok ? "ok" : "BAD",
		    checks[i].port, checks[i].backend, checks[i].detail);
		bad += !checks[i].ok;
		wrong += checks[i].status == HIRE_EINVAL;
	}
	if (wrong)
		return hire_fail(err, HIRE_EINVAL, NULL,
		    "%zu of %zu backends have a wrong setting", wrong, count);
	return bad ? hire_fail(err, HIRE_EBACKEND, NULL,
	                 "%zu of %zu backends cannot be reached", bad, count)
	           : HIRE_OK;
}

hire_status
check_run(const settings *s, hire_ctx *ctx, hire_arena *mem, hire_error *err)
{
	print_settings(s);
	print_trial(s);
	hire_status st = check_production(s, err);
	if (!st)
		st = listen_try(s->listen, err);
	return st ? st : print_ports(s, ctx, mem, err);
}
