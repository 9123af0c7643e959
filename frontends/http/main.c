/* SPDX-License-Identifier: MIT
 * main.c - hire-server: read the settings, open the platform, serve until told
 * to stop.
 */
#include "app.h"
#include "openapi.h"
#include "serve.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static hire_status
serve(app *a, hire_error *err)
{
	sigset_t stops;
	int got = 0;
	sigemptyset(&stops);
	sigaddset(&stops, SIGTERM);
	sigaddset(&stops, SIGINT);
	pthread_sigmask(SIG_BLOCK, &stops, NULL);
	hire_status st = serve_start(a, err);
	if (st)
		return st;
	printf("hire-server %s on http://%.*s:%d\n", hire_version(),
	    (int)strcspn(a->settings.listen, ":"), a->settings.listen,
	    http_server_port(a->server));
	fflush(stdout);
	sigwait(&stops, &got);
	serve_stop(a);
	return HIRE_OK;
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

static hire_status
run(app *a, int argc, char **argv, hire_arena *mem, hire_error *err)
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
	if (a->settings.openapi)
		return print_openapi(mem, err);
	st = app_open(a, err);
	return st ? st : serve(a, err);
}

int
main(int argc, char **argv)
{
	static app a;
	hire_error err = {0};
	hire_ctx *ctx = NULL;
	hire_arena *mem = NULL;
	hire_status st = hire_ctx_new(NULL, &ctx, &err);
	if (!st)
		st = hire_arena_new(ctx, 1 << 20, &mem, &err);
	if (!st)
		st = run(&a, argc, argv, mem, &err);
	if (st)
		fprintf(stderr, "hire-server: %s%s%s\n", err.field,
		    *err.field ? ": " : "", err.message);
	app_close(&a);
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return hire_status_exit(st);
}
