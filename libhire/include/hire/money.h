/* SPDX-License-Identifier: MIT
 * hire/money.h - amounts as integer minor units and an ISO 4217 currency.
 */
#ifndef HIRE_MONEY_H
#define HIRE_MONEY_H

#include <hire/base.h>

HIRE_BEGIN_DECLS

/** Most of an amount, either sign, in minor units: a double and JSON hold
 * it exactly. */
#define HIRE_MONEY_MAX INT64_C(9007199254740991)

typedef struct hire_money {
	int64_t minor;    /**< cents for EUR, yen for JPY, fils for KWD */
	char currency[4]; /**< three capital letters and NUL */
} hire_money;

/** Decimals of a currency: 0 (JPY, KRW ...), 2 or 3 (KWD ...); -1 when ISO
 * 4217 lists no such code as money in use.  Fund codes, metals and test codes
 * are not money one can pay with. */
HIRE_API int
hire_currency_decimals(const char *code);

/** Read "49.00 EUR" or "4900 JPY": perhaps "-", digits, a point and all
 * decimals of the currency (left out together when they are zero), one blank,
 * the code.  EINVAL with field "amount" or "currency". */
HIRE_API HIRE_CHECK hire_status
hire_money_parse(const char *text, hire_money *out, hire_error *err);

/** The same form back, in `mem`, always with all decimals.  EINVAL with field
 * "amount" (beyond HIRE_MONEY_MAX) or "currency". */
HIRE_API HIRE_CHECK hire_status
hire_money_format(
    hire_money money, hire_arena *mem, const char **out, hire_error *err);

/** Worth of `parts` of `of` equal parts (seats) after `before` parts were
 * taken, such that the shares of any split add up to the whole exactly.
 * EINVAL unless 0 <= before, 0 <= parts, before + parts <= of and
 * 1 <= of <= 1,000,000,000 (field "parts"), or as for hire_money_format(). */
HIRE_API HIRE_CHECK hire_status
hire_money_share(hire_money whole, int64_t before, int64_t parts, int64_t of,
    hire_money *out, hire_error *err);

/** Sum of two amounts.  EINVAL when the currencies differ (field "currency")
 * or the sum is beyond HIRE_MONEY_MAX ("amount"). */
HIRE_API HIRE_CHECK hire_status
hire_money_add(hire_money a, hire_money b, hire_money *out, hire_error *err);

HIRE_END_DECLS
#endif
