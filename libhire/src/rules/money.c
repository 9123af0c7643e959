/* SPDX-License-Identifier: MIT
 * money.c - reading, writing, adding and sharing amounts in minor units.
 * Integers only: no amount ever passes through a floating-point number.
 */
#include <hire/money.h>

#include "util/ctx.h"

#include <string.h>

enum { OF_MAX = 1000000000 };

/* ISO 4217, list one: codes by their number of decimals, without fund codes,
 * precious metals, units of account and codes for testing. */
static const struct {
	int decimals;
	const char *codes; /* three letters each, one blank between */
} currencies[] = {
    {0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"},
    {2, "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD "
        "BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP "
        "ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR "
        "ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL "
        "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR "
        "NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
        "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS "
        "UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"},
    {3, "BHD IQD JOD KWD LYD OMR TND"},
};

static bool
lists(const char *codes, const char *code)
{
	for (size_t n = strlen(codes), i = 0; i < n; i += 4)
		if (!memcmp(codes + i, code, 3))
			return true;
	return false;
}

int
hire_currency_decimals(const char *code)
{
	if (!code || !memchr(code, '\0', 4) || strlen(code) != 3)
		return -1;
	for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
		if (lists(currencies[i].codes, code))
			return currencies[i].decimals;
	return -1;
}

static hire_status
bad_amount(hire_error *err)
{
	return hire_fail(err, HIRE_EINVAL, "amount",
	    "at most %lld in the smallest unit", (long long)HIRE_MONEY_MAX);
}

static hire_status
bad_currency(hire_error *err)
{
	return hire_fail(err, HIRE_EINVAL, "currency",
	    "three capital letters of a currency in use, such as EUR");
}

static hire_status
check(hire_money money, hire_error *err)
{
	if (hire_currency_decimals(money.currency) < 0)
		return bad_currency(err);
	if (money.minor > HIRE_MONEY_MAX || money.minor < -HIRE_MONEY_MAX)
		return bad_amount(err);
	return HIRE_OK;
}

/* Append the digits at `*s` to `*value`, which stops growing past
 * HIRE_MONEY_MAX; returns how many there were. */
static int
digits(const char **s, int64_t *value)
{
	int n = 0;
	for (; **s >= '0' && **s <= '9'; ++*s, n++)
		if (*value <= HIRE_MONEY_MAX)
			*value = *value * 10 + (**s - '0');
	return n;
}

/* The decimals behind the digits at `*s`: a point and all of them, or none,
 * which stand for zeros. */
static bool
decimals(const char **s, int wanted, int64_t *value)
{
	if (**s == '.' && wanted) {
		++*s;
		return digits(s, value) == wanted;
	}
	for (int i = 0; i < wanted && *value <= HIRE_MONEY_MAX; i++)
		*value *= 10;
	return true;
}

hire_status
hire_money_parse(const char *text, hire_money *out, hire_error *err)
{
	const char *blank = strchr(text, ' ');
	int wanted = hire_currency_decimals(blank ? blank + 1 : NULL);
	if (wanted < 0)
		return bad_currency(err);
	hire_money m = {0};
	memcpy(m.currency, blank + 1, sizeof m.currency);
	bool negative = *text == '-';
	text += negative;
	if (!digits(&text, &m.minor) || !decimals(&text, wanted, &m.minor) ||
	    text != blank)
		return hire_fail(err, HIRE_EINVAL, "amount",
		    "digits with %d decimals in %s", wanted, m.currency);
	if (m.minor > HIRE_MONEY_MAX)
		return bad_amount(err);
	if (negative)
		m.minor = -m.minor;
	*out = m;
	return HIRE_OK;
}

hire_status
hire_money_format(
    hire_money money, hire_arena *mem, const char **out, hire_error *err)
{
	hire_status st = check(money, err);
	if (st)
		return st;
	int n = hire_currency_decimals(money.currency);
	int64_t unit = n == 3 ? 1000 : n == 2 ? 100 : 1;
	int64_t size = money.minor < 0 ? -money.minor : money.minor;
	const char *sign = money.minor < 0 ? "-" : "";
	long long major = size / unit;
	const char *s =
	    n ? hire_arena_printf(mem, "%s%lld.%0*lld %s", sign, major, n,
	            (long long)(size % unit), money.currency)
	      : hire_arena_printf(
	            mem, "%s%lld %s", sign, major, money.currency);
	if (!s)
		return hire__nomem(err);
	*out = s;
	return HIRE_OK;
}

/* floor(size * k / of) without overflow: size = q of + r, and r k < 10^18. */
static int64_t
first_parts(int64_t size, int64_t k, int64_t of)
{
	return size / of * k + size % of * k / of;
}

hire_status
hire_money_share(hire_money whole, int64_t before, int64_t parts, int64_t of,
    hire_money *out, hire_error *err)
{
	hire_status st = check(whole, err);
	if (st)
		return st;
	if (of < 1 || of > OF_MAX || before < 0 || before > of || parts < 0 ||
	    parts > of - before)
		return hire_fail(err, HIRE_EINVAL, "parts",
		    "0 or more parts of at most %d", OF_MAX);
	int64_t size = whole.minor < 0 ? -whole.minor : whole.minor;
	/* Differences of one running sum: any split adds up to the whole. */
	int64_t share = first_parts(size, before + parts, of) -
	                first_parts(size, before, of);
	*out = whole;
	out->minor = whole.minor < 0 ? -share : share;
	return HIRE_OK;
}

hire_status
hire_money_add(hire_money a, hire_money b, hire_money *out, hire_error *err)
{
	hire_status st = check(a, err);
	if (!st)
		st = check(b, err);
	if (st)
		return st;
	if (memcmp(a.currency, b.currency, sizeof a.currency) != 0)
		return hire_fail(err, HIRE_EINVAL, "currency",
		    "%s and %s do not add up", a.currency, b.currency);
	a.minor += b.minor;
	st = check(a, err);
	if (!st)
		*out = a;
	return st;
}
