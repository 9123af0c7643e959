/* SPDX-License-Identifier: MIT
 * sandbox.c - payments that move no money, for trying things out.
 * It remembers nothing: what it needs to know stands in its references.
 */
#include "sandbox.h"

#include "sandbox_ref.h"
#include "signature.h"

#include "util/buf.h"
#include "util/ctx.h"
#include "util/json.h"

#include <string.h>

enum { SECRET_MIN = 16 };

typedef struct sandbox {
	hire_ctx *ctx;           /* borrowed */
	char *secret, *base_url; /* owned */
} sandbox;

static const struct {
	hire_notice_type type;
	const char *name;
} types[] = {{HIRE_NOTICE_PAID, "payment.paid"},
    {HIRE_NOTICE_FAILED, "payment.failed"},
    {HIRE_NOTICE_EXPIRED, "payment.expired"},
    {HIRE_NOTICE_REFUNDED, "payment.refunded"},
    {HIRE_NOTICE_DISPUTED, "payment.disputed"}};

enum { TYPE_COUNT = sizeof types / sizeof *types };

static hire_status
sandbox_checkout(void *state, const hire_checkout *checkout, hire_arena *mem,
    hire_checkout_page *out, hire_error *err)
{
	sandbox *s = state;
	const char *ref;
	hire_status st = hire_checkout_check(checkout, err);
	if (!st)
		st = sandbox_ref_make(s->secret, checkout->payment,
		    checkout->total, mem, &ref, err);
	if (st)
		return st;
	char *url =
	    hire_arena_printf(mem, "%s/%s", s->base_url, checkout->payment);
	if (!url)
		return hire__nomem(err);
	*out = (hire_checkout_page){
	    ref, url, hire_ctx_now(s->ctx).wall + HIRE_DAY};
	return HIRE_OK;
}

static hire_status
read_event(const sandbox *s, const hire__json *json, hire_arena *mem,
    hire_notice *out, hire_error *err)
{
	const char *type = hire__json_str(json, "type", NULL);
	const char *currency = hire__json_str(json, "currency", "");
	hire_notice e = {.id = hire__json_str(json, "id", NULL),
	    .ref = hire__json_str(json, "ref", ""),
	    .created = hire__json_int(json, "created", 0) * HIRE_SECOND,
	    .amount = {hire__json_int(json, "amount", 0), ""}};
	sandbox_facts facts;
	if (!e.id || !type)
		return hire_fail(err, HIRE_EDAMAGED, "event",
		    "an event needs an id and a type");
	for (size_t i = 0; i < TYPE_COUNT; i++)
		if (!strcmp(types[i].name, type))
			e.type = types[i].type;
	if (e.type == HIRE_NOTICE_IGNORED) {
		*out =
		    (hire_notice){.id = e.id, .ref = "", .created = e.created};
		return HIRE_OK;
	}
	hire_status st = sandbox_ref_read(s->secret, e.ref, mem, &facts, err);
	if (st == HIRE_ENOMEM)
		return st;
	if (st || strcmp(facts.total.currency, currency) != 0)
		return HIRE_EDAMAGED;
	e.payment = facts.payment;
	e.amount.minor = hire__json_int(json, "amount", 0);
	memcpy(
	    e.amount.currency, facts.total.currency, sizeof e.amount.currency);
	*out = e;
	return HIRE_OK;
}

static hire_status
sandbox_parse_event(void *state, const char *body, size_t len,
    const char *signature, hire_time now, hire_arena *mem, hire_notice *out,
    hire_error *err)
{
	sandbox *s = state;
	const hire__json *json;
	if (len > HIRE_NOTICE_MAX)
		return hire_fail(err, HIRE_ETOOBIG, "event",
		    "at most %zu bytes", HIRE_NOTICE_MAX);
	hire_status st = hire__signature_check(
	    s->ctx, s->secret, signature, body, len, now, err);
	if (st)
		return st;
	st = hire__json_parse(mem, body, len, &json, NULL);
	if (!st)
		st = read_event(s, json, mem, out, NULL);
	if (!st)
		return HIRE_OK;
	if (st == HIRE_ENOMEM)
		return hire__nomem(err);
	return hire_fail(err, HIRE_EDAMAGED, "event",
	    "a genuine event that is not understood");
}

static hire_status
sandbox_refund(void *state, const char *ref, hire_money amount,
    const char *idempotency, hire_arena *mem, hire_payment_refund *out,
    hire_error *err)
{
	sandbox *s = state;
	sandbox_facts facts;
	const char *tag;
	hire_status st = sandbox_ref_read(s->secret, ref, mem, &facts, err);
	if (st)
		return st;
	if (strcmp(amount.currency, facts.total.currency) != 0 ||
	    amount.minor < 1)
		return hire_fail(err, HIRE_EINVAL, "amount",
		    "at least 1 minor unit of %s", facts.total.currency);
	if (amount.minor > facts.total.minor)
		return hire_fail(err, HIRE_ELIMIT, "amount",
		    "only %lld were paid", (long long)facts.total.minor);
	char *text = hire_arena_printf(mem, "refund %s %s", ref, idempotency);
	st = text ? sandbox_tag(s->secret, text, mem, &tag, err)
	          : hire__nomem(err);
	char *name = st ? NULL : hire_arena_printf(mem, "sbr_%s", tag);
	if (!st && !name)
		st = hire__nomem(err);
	if (!st)
		*out = (hire_payment_refund){name, false};
	return st;
}

static void
sandbox_close(void *state)
{
	sandbox *s = state;
	hire__free(s->ctx, s->secret);
	hire__free(s->ctx, s->base_url);
	hire__free(s->ctx, s);
}

static const hire_payments_ops sandbox_ops = {.size = sizeof sandbox_ops,
    .name = "sandbox",
    .checkout = sandbox_checkout,
    .parse_event = sandbox_parse_event,
    .refund = sandbox_refund,
    .close = sandbox_close};

hire_status
hire__payments_sandbox_open(hire_ctx *ctx, const hire__sandbox *options,
    hire_payments *out, hire_error *err)
{
	const char *base = options->base_url;
	if (options->production)
		return hire_fail(err, HIRE_EDENIED, "payments",
		    "the sandbox charges nobody: in production set "
		    "HIRE_PAYMENTS to a real provider");
	if (!options->secret || strlen(options->secret) < SECRET_MIN)
		return hire_fail(err, HIRE_EINVAL, "secret",
		    "at least %d bytes", SECRET_MIN);
	sandbox *s = hire__zalloc(ctx, sizeof *s);
	if (!s)
		return hire__nomem(err);
	s->ctx = ctx;
	s->secret = hire__strdup(ctx, options->secret);
	s->base_url = hire__strdup(
	    ctx, base ? base : "http://127.0.0.1:8080/pay/sandbox");
	hire_status st = s->secret && s->base_url
	                     ? hire_payments_init(out, &sandbox_ops, s, err)
	                     : hire__nomem(err);
	if (st)
		sandbox_close(s);
	return st;
}

static const char *
type_name(hire_notice_type type)
{
	for (size_t i = 0; i < TYPE_COUNT; i++)
		if (types[i].type == type)
			return types[i].name;
	return "payment.seen";
}

static hire_status
event_body(const sandbox *s, const char *type, const char *ref,
    const sandbox_facts *facts, hire_money amount, const char *key,
    hire_time now, hire_arena *mem, const char **out, hire_error *err)
{
	const char *tag;
	char *text =
	    hire_arena_printf(mem, "event %s %s %s", ref, type, key ? key : "");
	hire_status st = text ? sandbox_tag(s->secret, text, mem, &tag, err)
	                      : hire__nomem(err);
	char *id = st ? NULL : hire_arena_printf(mem, "evt_%s", tag);
	if (!st && !id)
		st = hire__nomem(err);
	if (st)
		return st;
	hire__buf b = HIRE__BUF(s->ctx, HIRE_NOTICE_MAX);
	hire__jw w = {&b, false};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_str(&w, "id", id);
	hire__jw_str(&w, "type", type);
	hire__jw_int(&w, "created", now / HIRE_SECOND);
	hire__jw_str(&w, "ref", ref);
	hire__jw_str(&w, "payment", facts->payment);
	hire__jw_int(&w, "amount", amount.minor);
	hire__jw_str(&w, "currency", amount.currency);
	hire__jw_end(&w, '}');
	return hire__buf_take(&b, mem, out, err);
}

hire_status
hire__sandbox_event(const hire_payments *payments, hire_notice_type type,
    const char *ref, const hire_money *amount, const char *key, hire_time now,
    hire_arena *mem, const char **body, const char **signature, hire_error *err)
{
	sandbox_facts facts;
	const char *text;
	if (payments->ops.checkout != sandbox_checkout)
		return hire_fail(err, HIRE_EUSAGE, "payments",
		    "%s is not the sandbox", payments->ops.name);
	sandbox *s = payments->state;
	hire_status st = sandbox_ref_read(s->secret, ref, mem, &facts, err);
	if (!st)
		st = event_body(s, type_name(type), ref, &facts,
		    amount ? *amount : facts.total, key, now, mem, &text, err);
	if (!st)
		st = hire__signature_make(
		    mem, s->secret, text, strlen(text), now, signature, err);
	if (!st)
		*body = text;
	return st;
}
