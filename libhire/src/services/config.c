/* SPDX-License-Identifier: MIT
 * config.c - the keys of a configuration, described once.
 */
#include "config.h"

#include <stddef.h>
#include <string.h>

#define KEYS(X)                                                                \
	X("HIRE_DATA", data, "hire-data", "folder of the embedded backends",   \
	    false)                                                             \
	X("HIRE_STORE", store, "sqlite:hire.db",                               \
	    "records: sqlite:FILE (relative paths are below HIRE_DATA) or "    \
	    "postgres://USER@HOST/DATABASE",                                   \
	    false)                                                             \
	X("HIRE_CACHE", cache, "memory:", "short-lived values", false)         \
	X("HIRE_QUEUE", queue, "store:", "work for the workers", false)        \
	X("HIRE_BLOBS", blobs, "file:blobs", "uploaded files", false)          \
	X("HIRE_LLM", llm, "builtin:", "model behind the AI tasks", false)     \
	X("HIRE_PAYMENTS", payments, "sandbox:", "payment provider", false)    \
	X("HIRE_MAIL", mail, "file:outbox", "outgoing mail", false)            \
	X("HIRE_IDENTITY", identity, "local:", "log-ins", false)               \
	X("HIRE_READER", reader, NULL,                                         \
	    "path of hire-reader, when it is not where it was installed",      \
	    false)                                                             \
	X("HIRE_PRICE", price, "49.00 EUR", "price of 10 interview seats",     \
	    false)                                                             \
	X("HIRE_PUBLIC_URL", public_url, "http://127.0.0.1:8080",              \
	    "where people reach the platform", false)                          \
	X("HIRE_SECRET", secret, NULL,                                         \
	    "32 random bytes as base64url that sign tokens; made and stored "  \
	    "when absent",                                                     \
	    true)                                                              \
	X("HIRE_WEBHOOK_ALLOW", webhook_allow, "",                             \
	    "addresses beside the public ones that webhooks may call: "        \
	    "10.0.0.0/8, host:port",                                           \
	    false)                                                             \
	X("HIRE_MODE", mode, "development",                                    \
	    "production refuses what is only for trying out", false)

static const hire_config_key keys[] = {
#define ROW(name, member, def, help, secret) {name, def, help, secret},
    KEYS(ROW)
#undef ROW
};

/* Where each key's value stands in a hire_config. */
static const size_t places[] = {
#define PLACE(name, member, def, help, secret) offsetof(hire_config, member),
    KEYS(PLACE)
#undef PLACE
};

static const char **
value_of(hire_config *config, size_t i)
{
	return (const char **)((char *)config + places[i]);
}

const hire_config_key *
hire_config_keys(size_t *count)
{
	*count = sizeof keys / sizeof *keys;
	return keys;
}

hire_status
hire_config_set(
    hire_config *config, const char *name, const char *value, hire_error *err)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!strcmp(name, keys[i].name)) {
			*value_of(config, i) = value;
			return HIRE_OK;
		}
	return hire_fail(
	    err, HIRE_EINVAL, name, "there is no such configuration key");
}

void
hire__config_defaults(hire_config *config)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!*value_of(config, i))
			*value_of(config, i) = keys[i].def;
}
