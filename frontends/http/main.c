/* SPDX-License-Identifier: MIT
 * main.c - hire-server: read the settings, open the platform, serve until told
 * to stop.
 */
#define _GNU_SOURCE /* environ */
#include "app.h"
#include "config_check.h"
#include "heap.h"
#include "listen.h"
#include "openapi.h"
#include "serve.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Blocked in every thread: waited for here.  A limit on the size of files is
 * an error of the one who writes, no end. */
static void
hold_signals(sigset_t *stops)
{
	signal(SIGXFSZ, SIG_IGN);
	sigemptyset(stops);
	sigaddset(stops, SIGTERM);
	sigaddset(stops, SIGINT);
	sigaddset(stops, SIGHUP);
	pthread_sigmask(SIG_BLOCK, stops, NULL);
}

/* Until one comes that ends us; the next one of them then ends us at once. */
static void
wait_for_stop(app *a, const sigset_t *stops)
{
	int got = 0;
	while (sigwait(stops, &got) || got == SIGHUP)
		log_event(&a->log, HIRE_LOG_INFO, "reload.nothing", NULL);
	pthread_sigmask(SIG_UNBLOCK, stops, NULL);
}

static hire_status
serve(app *a, const sigset_t *stops, hire_error *err)
{
	hire_status st = serve_start(a, err);
	if (st)
		return st;
	printf("hire-server %s on http://%.*s:%d\n", hire_version(),
	    (int)strcspn(a->settings.listen, ":"), a->settings.listen,
	    http_server_port(a->server));
	fflush(stdout);
	log_event(&a->log, HIRE_LOG_INFO, "started",
	    check_is_trial(&a->settings) ? "{\"trial\":true}" : NULL);
	wait_for_stop(a, stops);
	log_event(&a->log, HIRE_LOG_INFO, "draining", NULL);
	serve_drain(a);
	log_event(&a->log, HIRE_LOG_INFO, "ended", NULL);
	return HIRE_OK;
}

static void
tell_unknown(void *log, const char *name)
{
	log_text(log, HIRE_LOG_WARN, "setting.unknown", "name", name);
}

static hire_status
open_and_serve(app *a, hire_error *err)
{
	sigset_t stops;
	hold_signals(&stops);
	hire_status st = check_production(&a->settings, err);
	if (!st)
		st = listen_try(a->settings.listen, err);
	if (!st)
		st = app_open(a, err);
	if (st)
		return st;
	check_environment(environ, tell_unknown, &a->log);
	return serve(a, &stops, err);
}

static hire_status
print_openapi(hire_arena *mem, hire_error *err)
{
	buf text = {0}, yaml = {0};
	hire_status st = openapi_json(&text, mem, err);
	if (!st)
		st = openapi_yaml(text.s, &yaml, err);
	if (!st)
		fputs(yaml.s, stdout);
	buf_free(&text);
	buf_free(&yaml);
	return st;
}

static void
print_unknown(void *user, const char *name)
{
	(void)user;
	printf("?     %-26s there is no such key\n", name);
}

static hire_status
run_check(app *a, hire_ctx *ctx, hire_arena *mem, hire_error *err)
{
	check_environment(environ, print_unknown, NULL);
	return check_run(&a->settings, ctx, mem, err);
}

static hire_status
run(app *a, int argc, char **argv, hire_ctx *ctx, hire_arena *mem,
    hire_error *err)
{
	hire_status st = settings_read(&a->settings, argc, argv, mem, err);
	if (st)
		return st;
	if (a->settings.help) {
		settings_help();
		return HIRE_OK;
	}
	if (a->settings.version) {
		printf("hire-server %s\n", hire_version());
		return HIRE_OK;
	}
	if (a->settings.man) {
		settings_man();
		return HIRE_OK;
	}
	if (a->settings.openapi)
		return print_openapi(mem, err);
	if (a->settings.check)
		return run_check(a, ctx, mem, err);
	return open_and_serve(a, err);
}

int
main(int argc, char **argv)
{
	static app a;
	hire_error err = {0};
	hire_ctx *ctx = NULL;
	hire_arena *mem = NULL;
	heap_bound();
	hire_status st = hire_ctx_new(NULL, &ctx, &err);
	if (!st)
		st = hire_arena_new(ctx, 1 << 20, &mem, &err);
	if (!st)
		st = run(&a, argc, argv, ctx, mem, &err);
	if (st)
		fprintf(stderr, "hire-server: %s%s%s\n", err.field,
		    *err.field ? ": " : "", err.message);
	app_close(&a);
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return hire_status_exit(st);
}
