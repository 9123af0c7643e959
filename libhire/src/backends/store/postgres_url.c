/* SPDX-License-Identifier: MIT
 * postgres_url.c - loading libpq, and what a store's URL says.
 */
#include "postgres_conn.h"

#include "util/ctx.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "libpq.so.5"
#define FIELD   "HIRE_STORE"

static const struct {
	const char *name;
	size_t place; /* in a hire__pq */
} functions[] = {
#define FUNCTION(type, name, args) {"PQ" #name, offsetof(hire__pq, name)},
    HIRE__PQ_MAP(FUNCTION)
#undef FUNCTION
};

/* Loading it again is a look-up; it stays for the life of the process. */
hire_status
hire__pq_load(hire__pq *out, hire_error *err)
{
	void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	void *at = library;
	for (size_t i = 0; at && i < sizeof functions / sizeof *functions;
	     i++) {
		at = dlsym(library, functions[i].name);
		memcpy((char *)out + functions[i].place, &at, sizeof at);
	}
	if (library)
		dlclose(library);
	return at ? HIRE_OK
	          : hire_fail(err, HIRE_EBACKEND, FIELD,
	                LIBRARY " cannot be loaded; install libpq5, version 14 "
	                        "or newer");
}

static const char *
option(const hire__pg_url *url, const char *name)
{
	for (const PQconninfoOption *o = url->options; o && o->keyword; o++)
		if (!strcmp(o->keyword, name))
			return o->val && *o->val ? o->val : NULL;
	return NULL;
}

/* Cut the parameter `name` out of the URL's query; its value, or NULL. */
static char *
cut(char *url, const char *name)
{
	size_t n = strlen(name);
	char *at = strchr(url, '?');
	while (at && (strncmp(at + 1, name, n) != 0 || at[n + 1] != '='))
		at = strchr(at + 1, '&');
	if (!at)
		return NULL;
	char *value = at + n + 2, *end = strchr(value, '&');
	size_t len = end ? (size_t)(end - value) : strlen(value);
	/* name=VALUE&rest becomes rest, and VALUE moves behind the whole */
	char *all = at + 1, *rest = end ? end + 1 : value + len;
	char keep[16] = "";
	memcpy(keep, value, len < sizeof keep ? len : sizeof keep - 1);
	size_t tail = strlen(rest) + 1;
	memmove(all, rest, tail);
	memcpy(all + tail, keep, strlen(keep) + 1);
	if (!*all)
		*at = '\0';
	return all + tail;
}

static hire_status
take_pool(hire__pg_url *out, char *url, hire_error *err)
{
	char *end, *text = cut(url, "pool");
	out->pool = text ? strtol(text, &end, 10) : HIRE__PG_POOL;
	if (text && (*end || out->pool < 1 || out->pool > HIRE__PG_POOL_MAX))
		return hire_fail(err, HIRE_EINVAL, FIELD,
		    "pool=%s: a number of connections from 1 to %d", text,
		    HIRE__PG_POOL_MAX);
	return HIRE_OK;
}

/* libpq's own words can quote what stood where a password was meant. */
static hire_status
unreadable(const char *why, hire_error *err)
{
	static const char parameter[] = "invalid URI query parameter";
	bool plain = why && !strncmp(why, parameter, sizeof parameter - 1);
	return hire_fail(err, HIRE_EINVAL, FIELD,
	    "the URL cannot be read%s%.*s: write "
	    "postgres://USER:PASSWORD@HOST:PORT/DATABASE",
	    plain ? ", " : "", plain ? (int)strcspn(why, "\n") : 0,
	    plain ? why : "");
}

static char *
place_of(hire_ctx *ctx, const hire__pg_url *url)
{
	const char *host = option(url, "host"), *port = option(url, "port");
	const char *name = option(url, "dbname");
	hire__buf b = HIRE__BUF(ctx, 4096);
	host = host ? host : option(url, "hostaddr");
	hire__buf_addf(&b, "%s:%s/%s", host ? host : "(local)",
	    port ? port : "5432", name ? name : "");
	if (!b.failed)
		return b.s;
	hire__buf_free(&b);
	return NULL;
}

static hire_status
parse(hire__pg *store, char *url, hire_error *err)
{
	char *why = NULL;
	hire_status st = take_pool(&store->url, url, err);
	if (st)
		return st;
	store->url.options = store->pq.conninfoParse(url, &why);
	if (!store->url.options)
		st = why ? unreadable(why, err) : hire__nomem(err);
	store->pq.freemem(why);
	if (st)
		return st;
	store->url.place = place_of(store->ctx, &store->url);
	return store->url.place ? HIRE_OK : hire__nomem(err);
}

hire_status
hire__pg_url_parse(hire__pg *store, const char *url, hire_error *err)
{
	size_t n = strlen(url);
	char *own = hire__zalloc(store->ctx, n + 32);
	if (!own)
		return hire__nomem(err);
	memcpy(own, url, n);
	hire_status st = parse(store, own, err);
	hire__free(store->ctx, own);
	return st;
}

void
hire__pg_url_free(hire__pg *store)
{
	if (store->url.options)
		store->pq.conninfoFree(store->url.options);
	hire__free(store->ctx, store->url.place);
}
