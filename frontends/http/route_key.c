/* SPDX-License-Identifier: MIT
 * route_key.c - API keys, with which an organisation's programs call.
 */
#include "call.h"
#include "view.h"

static const shape keys_shape = {.member = "api_keys",
    .form = SHAPE_ROWS,
    .record = &hire_api_key_record,
    .paged = true};
static const shape key_shape = {
    .member = "api_key", .form = SHAPE_ROW, .record = &hire_api_key_record};

typedef struct asked {
	const char *name, *scopes;
} asked;
static const hire_field asked_fields[] = {
    VIEW_ASK(asked, name, HIRE_REQUIRED, 1, 200, "what it is for"),
    VIEW_ASK(asked, scopes, HIRE_REQUIRED, 1, 1000,
        "what it may do: words as in x-scope of each operation, separated by "
        "blanks; all: everything"),
};
VIEW(asked);

typedef struct secret {
	const char *value;
} secret;
static const hire_field secret_fields[] = {
    VIEW_TEXT(secret, value, "the key itself; shown this once"),
};
VIEW(secret);
static const shape secret_shape = {
    .member = "secret", .form = SHAPE_ROW, .record = &secret_view};

static hire_status
run_list(call *c, hire_error *err)
{
	hire_rows rows;
	hire_status st = hire_accounts_keys(
	    c->app->platform, &c->who, c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, &keys_shape, &rows, err);
}

static hire_status
run_new(call *c, hire_error *err)
{
	const asked *in = c->body;
	hire_api_key key;
	secret s = {NULL};
	hire_status st = hire_accounts_key_new(c->app->platform, &c->who,
	    in->name, in->scopes, c->mem, &key, &s.value, err);
	if (!st)
		st = give_row(c, &key_shape, &key, err);
	return st ? st : give_row(c, &secret_shape, &s, err);
}

static hire_status
run_revoke(call *c, hire_error *err)
{
	return hire_accounts_key_revoke(
	    c->app->platform, &c->who, c->params[0], err);
}

static const route rows[] = {
    {GET, "/api/v1/api-keys", "listApiKeys", "The organisation's API keys",
        BY_HR, PAGED | NO_KEYS, .gives = {&keys_shape}, .run = run_list},
    {POST, "/api/v1/api-keys", "createApiKey",
        "Make an API key with scopes; its secret is shown once", BY_HR,
        CREATES | NO_KEYS, .body = &asked_view, .body_flags = HIRE_INPUT,
        .example = "{\"name\":\"Nightly export\",\"scopes\":\"jobs:read "
                   "applications:read\"}",
        .status = 201, .gives = {&key_shape, &secret_shape}, .run = run_new},
    {DELETE, "/api/v1/api-keys/{api_key_id}", "revokeApiKey", "End an API key",
        BY_HR, NO_KEYS, .status = 204, .run = run_revoke},
};
const route_list key_routes = {rows, sizeof rows / sizeof *rows};
