/* SPDX-License-Identifier: MIT
 * sandbox_ref.c - references that carry their own facts under a signature.
 */
#include "sandbox_ref.h"

#include "util/crypto.h"
#include "util/ctx.h"

#include <string.h>

enum { TAG_BYTES = 12, REF_MAX = 200 };

#define REF_PREFIX "sbx."

/* A short name for `text` that only this secret gives. */
hire_status
sandbox_tag(const char *secret, const char *text, hire_arena *mem,
    const char **out, hire_error *err)
{
	unsigned char mac[HIRE__SHA256];
	hire_status st = hire__hmac_sha256(
	    secret, strlen(secret), text, strlen(text), mac, err);
	if (st)
		return st;
	char *tag = hire__hex(mem, mac, TAG_BYTES);
	if (!tag)
		return hire__nomem(err);
	*out = tag;
	return HIRE_OK;
}

hire_status
sandbox_ref_make(const char *secret, const char *payment, hire_money total,
    hire_arena *mem, const char **out, hire_error *err)
{
	const char *tag;
	char *facts = hire_arena_printf(mem, REF_PREFIX "%s.%lld%s", payment,
	    (long long)total.minor, total.currency);
	if (!facts)
		return hire__nomem(err);
	hire_status st = sandbox_tag(secret, facts, mem, &tag, err);
	if (st)
		return st;
	char *ref = hire_arena_printf(mem, "%s.%s", facts, tag);
	if (!ref)
		return hire__nomem(err);
	*out = ref;
	return HIRE_OK;
}

/* Split what was signed: our own writing, so of our form. */
static void
facts_read(char *facts, sandbox_facts *out)
{
	char *dot = strrchr(facts, '.');
	const char *at = dot + 1;
	*dot = '\0';
	out->payment = facts + strlen(REF_PREFIX);
	out->total.minor = 0;
	for (; *at >= '0' && *at <= '9'; at++)
		out->total.minor = out->total.minor * 10 + (*at - '0');
	memcpy(out->total.currency, at, sizeof out->total.currency);
}

static hire_status
unknown(hire_error *err)
{
	return hire_fail(
	    err, HIRE_ENOTFOUND, "ref", "no payment of this sandbox");
}

hire_status
sandbox_ref_read(const char *secret, const char *ref, hire_arena *mem,
    sandbox_facts *out, hire_error *err)
{
	const char *tag;
	const char *dot = ref && strnlen(ref, REF_MAX) < REF_MAX &&
	                          !strncmp(ref, REF_PREFIX, 4)
	                      ? strrchr(ref, '.')
	                      : NULL;
	if (!dot || strlen(dot + 1) != 2 * TAG_BYTES)
		return unknown(err);
	char *facts = hire_arena_strndup(mem, ref, (size_t)(dot - ref));
	if (!facts)
		return hire__nomem(err);
	hire_status st = sandbox_tag(secret, facts, mem, &tag, err);
	if (st)
		return st;
	if (hire__same_secret(tag, dot + 1, 2 * TAG_BYTES)) {
		facts_read(facts, out);
		return HIRE_OK;
	}
	return unknown(err);
}
