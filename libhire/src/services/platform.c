/* SPDX-License-Identifier: MIT
 * platform.c - the composition root: a configuration becomes open backends.
 * The only file that names them.
 */
#include "platform.h"

#include "config.h"
#include "copy_store.h"
#include "settings.h"

#include "backends/blobs/file.h"
#include "backends/cache/memory.h"
#include "backends/identity/local.h"
#include "backends/llm/builtin.h"
#include "backends/mail/file.h"
#include "backends/payments/sandbox.h"
#include "backends/queue/store_queue.h"
#include "backends/store/postgres.h"
#include "backends/store/sqlite.h"
#include "backends/text/sandbox.h"
#include "util/crypto.h"
#include "util/ctx.h"
#include "util/net.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* One port being opened. */
typedef struct opening {
	hire_platform *p;
	const hire_config *config;
	hire_arena *mem;
	const char *url;  /* as configured */
	const char *rest; /* behind the scheme */
	hire_error *err;
} opening;

typedef struct backend {
	const char *key;    /* of the configuration, "HIRE_STORE" */
	const char *scheme; /* "sqlite:" */
	hire_status (*open)(opening *o);
} backend;

/* `path` below the data folder unless it is absolute; NULL: out of memory. */
static const char *
below_data(const opening *o, const char *path)
{
	return *path == '/'
	           ? path
	           : hire_arena_printf(o->mem, "%s/%s", o->config->data, path);
}

static hire_status
make_data_folder(opening *o)
{
	struct stat info;
	if (!mkdir(o->config->data, 0700) || errno == EEXIST)
		if (!stat(o->config->data, &info) && S_ISDIR(info.st_mode))
			return HIRE_OK;
	hire_status st = errno == ENOSPC ? HIRE_ENOSPC : HIRE_EIO;
	return hire_fail(o->err, st, "HIRE_DATA",
	    "%s: %s; give a folder that can be written to", o->config->data,
	    errno == EEXIST ? "is no folder" : strerror(errno));
}

static hire_status
open_sqlite(opening *o)
{
	const char *path = below_data(o, o->rest);
	if (!path)
		return hire__nomem(o->err);
	hire_status st = make_data_folder(o);
	return st ? st
	          : hire__store_sqlite_open(
	                o->p->ctx, path, &o->p->store, o->err);
}

static hire_status
open_postgres(opening *o)
{
	return hire__store_postgres_open(
	    o->p->ctx, o->url, &o->p->store, o->err);
}

static hire_status
open_memory(opening *o)
{
	return hire__cache_memory_open(o->p->ctx, 0, 0, &o->p->cache, o->err);
}

static hire_status
open_store_queue(opening *o)
{
	return hire__queue_store_open(
	    o->p->ctx, &o->p->store, &o->p->queue, o->err);
}

static hire_status
open_files(opening *o)
{
	const char *path = below_data(o, o->rest);
	if (!path)
		return hire__nomem(o->err);
	hire_status st = make_data_folder(o);
	return st ? st
	          : hire__blobs_file_open(
	                o->p->ctx, path, &o->p->blobs, o->err);
}

static hire_status
open_outbox(opening *o)
{
	const char *path = below_data(o, o->rest);
	if (!path)
		return hire__nomem(o->err);
	hire_status st = make_data_folder(o);
	return st ? st
	          : hire__mail_file_open(
	                o->p->ctx, path, "hire@localhost", &o->p->mail, o->err);
}

static hire_status
open_builtin(opening *o)
{
	return hire_engine_new(
	    o->p->ctx, hire__llm_builtin_ops(), NULL, &o->p->engine, o->err);
}

static hire_status
open_sandbox_payments(opening *o)
{
	const char *secret = NULL;
	hire_status st = hire__setting_secret(
	    o->p, "payments.sandbox", o->mem, &secret, o->err);
	const char *page =
	    hire_arena_printf(o->mem, "%s/pay/sandbox", o->config->public_url);
	hire__sandbox with = {secret, page, o->p->production};
	if (!st && !page)
		st = hire__nomem(o->err);
	return st ? st
	          : hire__payments_sandbox_open(
	                o->p->ctx, &with, &o->p->payments, o->err);
}

static hire_status
open_local_identity(opening *o)
{
	const char *text = o->config->secret;
	hire_status st = HIRE_OK;
	if (!text)
		st = hire__setting_secret(
		    o->p, "identity.local", o->mem, &text, o->err);
	if (st)
		return st;
	size_t n = strlen(text);
	bool valid = hire__base64url_valid(text, n);
	const unsigned char *key =
	    valid ? hire__base64url_decode(o->mem, text, n, &n) : NULL;
	if (valid && !key)
		return hire__nomem(o->err);
	if (!valid || n != 32)
		return hire_fail(o->err, HIRE_EINVAL, "HIRE_SECRET",
		    "must be 32 random bytes as base64url (43 characters)");
	hire__identity_local with = {.key = key};
	return hire__identity_local_open(
	    o->p->ctx, &with, &o->p->identity, o->err);
}

static hire_status
open_reader(opening *o)
{
	return hire__text_sandbox_open(
	    o->p->ctx, o->config->reader, &o->p->reader, o->err);
}

/* In the order of opening: identity and payments keep secrets in the store. */
static const backend backends[] = {
    {"HIRE_STORE", "sqlite:", open_sqlite},
    {"HIRE_STORE", "postgres:", open_postgres},
    {"HIRE_STORE", "postgresql:", open_postgres},
    {"HIRE_QUEUE", "store:", open_store_queue},
    {"HIRE_CACHE", "memory:", open_memory},
    {"HIRE_BLOBS", "file:", open_files},
    {"HIRE_MAIL", "file:", open_outbox},
    {"HIRE_IDENTITY", "local:", open_local_identity},
    {"HIRE_PAYMENTS", "sandbox:", open_sandbox_payments},
    {"HIRE_LLM", "builtin:", open_builtin},
    {"HIRE_READER", "", open_reader},
};

const char *
hire__port_url(const hire_config *c, const char *key)
{
	const struct {
		const char *key, *url;
	} urls[] = {{"HIRE_STORE", c->store}, {"HIRE_QUEUE", c->queue},
	    {"HIRE_CACHE", c->cache}, {"HIRE_BLOBS", c->blobs},
	    {"HIRE_MAIL", c->mail}, {"HIRE_IDENTITY", c->identity},
	    {"HIRE_PAYMENTS", c->payments}, {"HIRE_LLM", c->llm}};
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++)
		if (!strcmp(urls[i].key, key))
			return urls[i].url;
	return "";
}

static hire_status
unknown_scheme(const char *key, const char *url, hire_error *err)
{
	char known[200] = "";
	size_t n = 0;
	for (size_t i = 0; i < sizeof backends / sizeof *backends; i++)
		if (!strcmp(backends[i].key, key) && n < sizeof known)
			n += (size_t)snprintf(known + n, sizeof known - n,
			    "%s%s", n ? ", " : "", backends[i].scheme);
	/* Without a scheme it may be the secret alone. */
	size_t len = strcspn(url, ":");
	return hire_fail(err, HIRE_EINVAL, key,
	    "does not begin with a known backend (%s): %.*s", known,
	    url[len] ? (int)len : 0, url);
}

hire_status
hire__open_port(hire_platform *p, const hire_config *config, const char *key,
    hire_arena *mem, hire_error *err)
{
	const char *url = hire__port_url(config, key);
	for (size_t i = 0; i < sizeof backends / sizeof *backends; i++) {
		const backend *b = &backends[i];
		size_t n = strlen(b->scheme);
		if (strcmp(b->key, key) || strncmp(url, b->scheme, n))
			continue;
		opening o = {p, config, mem, url, url + n, err};
		return b->open(&o);
	}
	return unknown_scheme(key, url, err);
}

hire_status
hire__open_store_as_is(hire_platform *p, const hire_config *config,
    hire_arena *mem, hire_error *err)
{
	if (config->own_store)
		return hire_store_init(
		    &p->store, config->own_store, config->own_store_state, err);
	return hire__open_port(p, config, "HIRE_STORE", mem, err);
}

hire_status
hire__open_store(hire_platform *p, const hire_config *config, hire_arena *mem,
    hire_error *err)
{
	const char *plan;
	size_t count;
	const hire_record *const *all = hire_records(&count);
	hire_status st = hire__open_store_as_is(p, config, mem, err);
	if (!st && p->store.ops.migrate)
		st = p->store.ops.migrate(
		    p->store.state, all, count, false, mem, &plan, err);
	return st ? st : hire__copy_refuse(p, mem, err);
}

static hire_status
open_needed(hire_platform *p, const hire_config *config, hire_arena *mem,
    hire_error *err)
{
	static const char *const stored[] = {"HIRE_QUEUE", "HIRE_CACHE",
	    "HIRE_BLOBS", "HIRE_MAIL", "HIRE_IDENTITY", "HIRE_PAYMENTS"};
	hire_status st = HIRE_OK;
	if (p->needs & HIRE_NEED_STORE) {
		st = hire__open_store(p, config, mem, err);
		for (size_t i = 0; !st && i < sizeof stored / sizeof *stored;
		     i++)
			st = hire__open_port(p, config, stored[i], mem, err);
	} else if (p->needs & HIRE_NEED_STORE_AS_IS) {
		st = hire__open_store_as_is(p, config, mem, err);
	}
	if (!st && p->needs & HIRE_NEED_ENGINE)
		st = hire__open_port(p, config, "HIRE_LLM", mem, err);
	if (!st && p->needs & HIRE_NEED_TEXT)
		st = hire__open_port(p, config, "HIRE_READER", mem, err);
	return st;
}

/* The values that are no backends. */
hire_status
hire__take_values(hire_platform *p, const hire_config *config, hire_error *err)
{
	p->production = !strcmp(config->mode, "production");
	if (!p->production && strcmp(config->mode, "development"))
		return hire_fail(err, HIRE_EINVAL, "HIRE_MODE",
		    "must be development or production");
	hire_status st = hire_money_parse(config->price, &p->price, err);
	if (st || p->price.minor < 1)
		return hire_fail(err, st ? st : HIRE_EINVAL, "HIRE_PRICE",
		    "must be an amount and a currency, such as 49.00 EUR");
	st = hire__net_list_check(
	    config->webhook_allow, "HIRE_WEBHOOK_ALLOW", err);
	if (st)
		return st;
	p->public_url = hire__strdup(p->ctx, config->public_url);
	p->webhook_allow = hire__strdup(p->ctx, config->webhook_allow);
	return p->public_url && p->webhook_allow ? HIRE_OK : hire__nomem(err);
}

hire_status
hire__config_full(const hire_config *given, hire_config *full, hire_error *err)
{
	hire_config none = {.size = sizeof none};
	hire_status st =
	    hire__extend(full, sizeof *full, given ? given : &none, err);
	if (!st)
		hire__config_defaults(full);
	return st;
}

hire_status
hire_platform_open(hire_ctx *ctx, const hire_config *given, unsigned needs,
    hire_platform **out, hire_error *err)
{
	hire_config config;
	hire_arena *mem = NULL;
	hire_status st = hire__config_full(given, &config, err);
	if (st)
		return st;
	hire_platform *p = hire__zalloc(ctx, sizeof *p);
	if (!p)
		return hire__nomem(err);
	p->ctx = ctx;
	p->needs = needs;
	st = hire_arena_new(ctx, 0, &mem, err);
	if (!st)
		st = hire__take_values(p, &config, err);
	if (!st)
		st = open_needed(p, &config, mem, err);
	hire_arena_free(mem);
	if (st) {
		/* A store of the host's own stays the host's on failure. */
		if (config.own_store)
			p->store = (hire_store){0};
		hire_platform_close(p);
		return st;
	}
	*out = p;
	return HIRE_OK;
}

void
hire_platform_close(hire_platform *p)
{
	if (!p)
		return;
	hire_engine_free(p->engine);
	hire_text_reader_fini(&p->reader);
	hire_payments_fini(&p->payments);
	hire_identity_fini(&p->identity);
	hire_mail_fini(&p->mail);
	hire_blobs_fini(&p->blobs);
	hire_cache_fini(&p->cache);
	hire_queue_fini(&p->queue);
	hire_store_fini(&p->store);
	hire__free(p->ctx, p->public_url);
	hire__free(p->ctx, p->webhook_allow);
	hire__free(p->ctx, p);
}

const char *
hire_platform_url(const hire_platform *p)
{
	return p->public_url;
}

hire_engine *
hire_platform_engine(hire_platform *p)
{
	return p->engine;
}

hire_status
hire_platform_read(hire_platform *p, const void *bytes, size_t len,
    const char *filename, hire_arena *mem, hire_text *out, hire_error *err)
{
	hire_status st = hire__need(p, HIRE_NEED_TEXT, err);
	return st ? st
	          : p->reader.ops.read(p->reader.state, bytes, len, filename,
	                NULL, mem, out, err);
}

hire_status
hire_platform_migrate(hire_platform *p, bool dry, hire_arena *mem,
    const char **plan, hire_error *err)
{
	size_t count;
	const hire_record *const *all = hire_records(&count);
	hire_status st = HIRE_OK;
	if (!(p->needs & HIRE_NEED_STORE_AS_IS))
		st = hire__need(p, HIRE_NEED_STORE, err);
	return st ? st
	          : p->store.ops.migrate(
	                p->store.state, all, count, dry, mem, plan, err);
}

hire_status
hire__sandbox_pay(hire_platform *p, const char *ref, bool paid, hire_arena *mem,
    const char **body, const char **signature, hire_error *err)
{
	return hire__sandbox_event(&p->payments,
	    paid ? HIRE_NOTICE_PAID : HIRE_NOTICE_FAILED, ref, NULL, "page",
	    hire_ctx_now(p->ctx).wall, mem, body, signature, err);
}
