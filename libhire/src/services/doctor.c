/* SPDX-License-Identifier: MIT
 * doctor.c - each port tried on its own, so that one failure hides no other.
 */
#include "platform.h"

#include "model/record.h"
#include "util/ctx.h"

#include <string.h>

static const char *const ports[] = {"HIRE_STORE", "HIRE_QUEUE", "HIRE_CACHE",
    "HIRE_BLOBS", "HIRE_MAIL", "HIRE_IDENTITY", "HIRE_PAYMENTS", "HIRE_LLM",
    "HIRE_READER"};

enum { PORTS = sizeof ports / sizeof *ports, NEED_NO_STORE_FROM = 7 };

static hire_status
ping(hire_platform *p, const char *key, hire_arena *mem, const char **line,
    hire_error *err)
{
#define LINE(name, port)                                                       \
	if (!strcmp(key, name))                                                \
		return p->port.ops.ping                                        \
		           ? p->port.ops.ping(p->port.state, mem, line, err)   \
		           : HIRE_OK;
#define PLAIN(name, port)                                                      \
	if (!strcmp(key, name))                                                \
		return p->port.ops.ping ? p->port.ops.ping(p->port.state, err) \
		                        : HIRE_OK;
	LINE("HIRE_STORE", store)
	LINE("HIRE_QUEUE", queue)
	PLAIN("HIRE_CACHE", cache)
	PLAIN("HIRE_BLOBS", blobs)
	PLAIN("HIRE_MAIL", mail)
	PLAIN("HIRE_IDENTITY", identity)
	PLAIN("HIRE_PAYMENTS", payments)
	if (!strcmp(key, "HIRE_READER") && p->reader.ops.describe)
		return p->reader.ops.describe(p->reader.state, mem, line, err);
	PLAIN("HIRE_READER", reader)
#undef LINE
#undef PLAIN
	*line = hire_engine_name(p->engine);
	return HIRE_OK;
}

/* A row that clashes with nobody's. */
static hire_status
write_probe(hire__work *w, const hire_record *record)
{
	void *row = hire_arena_alloc(w->mem, record->size);
	const hire_store *s = &w->p->store;
	if (!row)
		return hire__nomem(w->err);
	hire_record_init(record, row);
	hire_status st =
	    hire__record_new(record, row, w->mem, w->now.wall, w->err);
	const char *id = ((hire_record_head *)row)->id;
	for (size_t i = 0; !st && i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (hire__field_is_text(f))
			hire__field_set_text(f, row, id);
		else if (f->flags & HIRE_UNIQUE)
			hire__field_set_number(f, row, f->max);
	}
	return st ? st : s->ops.insert(s->state, w->tx, record, row, w->err);
}

/* Each table can be read. */
static hire_status
read_all(hire__work *w, void *args)
{
	size_t n;
	const hire_record *const *all = hire_records(&n);
	hire_status st = HIRE_OK;
	(void)args;
	for (size_t i = 0; !st && i < n; i++) {
		hire_rows rows;
		st = hire__list(w, all[i], NULL, 0, NULL, false,
		    (hire_page){NULL, 1}, &rows);
	}
	return st;
}

/* And written to: a row of each that is taken back at once. */
static hire_status
write_all(hire__work *w, void *args)
{
	size_t n;
	const hire_record *const *all = hire_records(&n);
	hire_status st = HIRE_OK;
	bool *written = args;
	for (size_t i = 0; !st && i < n; i++)
		st = write_probe(w, all[i]);
	*written = !st;
	/* Whatever is not HIRE_OK rolls it back. */
	return st ? st : hire_fail(w->err, HIRE_ESTATE, NULL, "a rehearsal");
}

/* An account may log in and still lack a right to some table. */
static hire_status
try_tables(hire_platform *p, hire_arena *mem, hire_error *err)
{
	bool written = false;
	hire_status st = hire__read(p, read_all, NULL, mem, err);
	if (!st)
		st = hire__write(p, write_all, &written, mem, err);
	return written ? HIRE_OK : st;
}

/* "HIRE_STORE" is shown as "store"; NULL: out of memory. */
static const char *
port_name(const char *key, hire_arena *mem)
{
	char *port = hire_arena_strdup(mem, key + strlen("HIRE_"));
	for (char *s = port; s && *s; s++)
		*s = (char)(*s + ('a' - 'A'));
	return port;
}

/* The port's name, and the scheme of its URL; what has none may be a secret. */
static hire_status
name_port(const hire_config *config, const char *key, hire_arena *mem,
    hire_check *c, hire_error *err)
{
	const char *url = hire__port_url(config, key);
	c->port = port_name(key, mem);
	c->backend = !*url ? "sandboxed child"
	             : !strchr(url, ':')
	                 ? "?"
	                 : hire_arena_strndup(mem, url, strcspn(url, ":") + 1);
	return c->port && c->backend ? HIRE_OK : hire__nomem(err);
}

static hire_status
check_port(hire_platform *p, const hire_config *config, const char *key,
    hire_arena *mem, hire_check *c, hire_error *err)
{
	hire_error why = {0};
	const char *line = "ok";
	hire_status st = !strcmp(key, ports[0])
	                     ? hire__open_store(p, config, mem, &why)
	                     : hire__open_port(p, config, key, mem, &why);
	if (!st && !strcmp(key, ports[0]))
		st = try_tables(p, mem, &why);
	if (!st)
		st = ping(p, key, mem, &line, &why);
	/* That is nothing about the port. */
	if (st == HIRE_ENOMEM)
		return hire__nomem(err);
	c->ok = !st;
	c->status = st;
	c->detail = hire_arena_strdup(mem, st ? why.message : line);
	return c->detail ? HIRE_OK : hire__nomem(err);
}

static hire_status
check_all(hire_platform *p, const hire_config *config, hire_arena *mem,
    hire_check *checks, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < PORTS; i++) {
		hire_check *c = &checks[i];
		st = name_port(config, ports[i], mem, c, err);
		c->detail = "not tried, since the store failed";
		bool blocked = i && i < NEED_NO_STORE_FROM && !checks[0].ok;
		if (!st && !blocked)
			st = check_port(p, config, ports[i], mem, c, err);
	}
	return st;
}

static const char *
backend_name(const hire_platform *p, const char *key)
{
#define NAME(env, port)                                                        \
	if (!strcmp(key, env))                                                 \
		return p->port.ops.name;
	NAME("HIRE_STORE", store)
	NAME("HIRE_QUEUE", queue)
	NAME("HIRE_CACHE", cache)
	NAME("HIRE_BLOBS", blobs)
	NAME("HIRE_MAIL", mail)
	NAME("HIRE_IDENTITY", identity)
	NAME("HIRE_PAYMENTS", payments)
	NAME("HIRE_READER", reader)
#undef NAME
	return hire_engine_name(p->engine);
}

hire_status
hire_platform_check(hire_platform *p, hire_arena *mem, hire_check **out,
    size_t *count, hire_error *err)
{
	hire_check *checks = hire_arena_alloc(mem, PORTS * sizeof *checks);
	hire_status st =
	    checks ? hire__need(p, HIRE_NEED_ALL, err) : hire__nomem(err);
	for (size_t i = 0; !st && i < PORTS; i++) {
		hire_error why = {0};
		const char *line = "ok";
		hire_check *c = &checks[i];
		c->port = port_name(ports[i], mem);
		c->backend = backend_name(p, ports[i]);
		hire_status got = ping(p, ports[i], mem, &line, &why);
		c->ok = !got;
		c->status = got;
		c->detail = hire_arena_strdup(mem, c->ok ? line : why.message);
		if (got == HIRE_ENOMEM || !c->port || !c->detail)
			st = hire__nomem(err);
	}
	if (st)
		return st;
	*out = checks;
	*count = PORTS;
	return HIRE_OK;
}

hire_status
hire_platform_doctor(hire_ctx *ctx, const hire_config *given, hire_arena *mem,
    hire_check **out, size_t *count, hire_error *err)
{
	hire_config config = {0};
	hire_check *checks = hire_arena_alloc(mem, PORTS * sizeof *checks);
	hire_platform *p = checks ? hire__zalloc(ctx, sizeof *p) : NULL;
	if (!p)
		return hire__nomem(err);
	p->ctx = ctx;
	p->needs = HIRE_NEED_ALL;
	hire_status st = hire__config_full(given, &config, err);
	if (!st)
		st = hire__take_values(p, &config, err);
	if (!st)
		st = check_all(p, &config, mem, checks, err);
	if (config.own_store)
		p->store = (hire_store){0};
	hire_platform_close(p);
	if (st)
		return st;
	*out = checks;
	*count = PORTS;
	return HIRE_OK;
}
