/* SPDX-License-Identifier: MIT
 * sign_program.c - sign the text on standard input as a webhook: for
 * webhook_signature.py, which checks it by other means.
 * usage: sign_program ID SECONDS SECRET [OLD-SECRET]
 */
#include "services/webhooks.h"

#include <stdio.h>
#include <stdlib.h>

int
main(int argc, char **argv)
{
	char body[8192];
	const char *signature = NULL;
	hire_ctx *ctx = NULL;
	hire_arena *mem = NULL;
	if (argc < 4)
		return 2;
	body[fread(body, 1, sizeof body - 1, stdin)] = '\0';
	hire_time now = strtoll(argv[2], NULL, 10) * HIRE_SECOND;
	hire_webhook hook = {.secret = argv[3],
	    .old_secret = argc > 4 ? argv[4] : NULL,
	    .old_until = now + 1};
	hire_status st = hire_ctx_new(NULL, &ctx, NULL);
	if (!st)
		st = hire_arena_new(ctx, 0, &mem, NULL);
	if (!st)
		st = hire__webhook_sign(
		    &hook, argv[1], now, body, mem, &signature, NULL);
	if (!st)
		puts(signature);
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return hire_status_exit(st);
}
