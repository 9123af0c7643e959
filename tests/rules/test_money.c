/* SPDX-License-Identifier: MIT
 * test_money.c - amounts: a golden table of texts, shares that add up, limits.
 */
#include "must.h"
#include "stage.h"

#include <hire/money.h>

#include <string.h>

static const struct {
	const char *code;
	int decimals;
} currencies[] = {
    {"EUR", 2},
    {"USD", 2},
    {"GBP", 2},
    {"CHF", 2},
    {"INR", 2},
    {"CNY", 2},
    {"MGA", 2},
    {"MRU", 2},
    {"HUF", 2},
    {"TWD", 2},
    {"IDR", 2},
    {"AED", 2},
    {"ZWG", 2},
    {"BIF", 0},
    {"CLP", 0},
    {"DJF", 0},
    {"GNF", 0},
    {"ISK", 0},
    {"JPY", 0},
    {"KMF", 0},
    {"KRW", 0},
    {"PYG", 0},
    {"RWF", 0},
    {"UGX", 0},
    {"VND", 0},
    {"VUV", 0},
    {"XAF", 0},
    {"XOF", 0},
    {"XPF", 0},
    {"BHD", 3},
    {"IQD", 3},
    {"JOD", 3},
    {"KWD", 3},
    {"LYD", 3},
    {"OMR", 3},
    {"TND", 3},
    {"", -1},
    {"EU", -1},
    {"EURO", -1},
    {"eur", -1},
    {"XAU", -1},
    {"XXX", -1},
    {"XTS", -1},
    {"UYI", -1},
    {"R U", -1},
    {" EU", -1},
    {"UR ", -1},
    {"DEM", -1},
    {"HRK", -1},
};

START_TEST(decimals_of_currencies)
{
	ck_assert_int_eq(hire_currency_decimals(currencies[_i].code),
	    currencies[_i].decimals);
	ck_assert_int_eq(hire_currency_decimals(NULL), -1);
}
END_TEST

/* What is read, in minor units, and how it is written again. */
static const struct {
	const char *text;
	int64_t minor;
	const char *again;
} amounts[] = {
    {"49.00 EUR", 4900, "49.00 EUR"},
    {"49 EUR", 4900, "49.00 EUR"},
    {"0.07 USD", 7, "0.07 USD"},
    {"-0.07 USD", -7, "-0.07 USD"},
    {"-49.90 GBP", -4990, "-49.90 GBP"},
    {"-0 EUR", 0, "0.00 EUR"},
    {"007.50 EUR", 750, "7.50 EUR"},
    {"4900 JPY", 4900, "4900 JPY"},
    {"-1 KRW", -1, "-1 KRW"},
    {"0 VND", 0, "0 VND"},
    {"1.234 KWD", 1234, "1.234 KWD"},
    {"1 BHD", 1000, "1.000 BHD"},
    {"0.005 OMR", 5, "0.005 OMR"},
    {"90071992547409.91 EUR", HIRE_MONEY_MAX, "90071992547409.91 EUR"},
    {"-9007199254740991 JPY", -HIRE_MONEY_MAX, "-9007199254740991 JPY"},
};

START_TEST(amounts_go_round)
{
	hire_money m;
	const char *again;
	hire_error err = {0};
	hire_status st = hire_money_parse(amounts[_i].text, &m, &err);
	ck_assert_msg(st == HIRE_OK, "%s: %s", amounts[_i].text, err.message);
	ck_assert_int_eq(m.minor, amounts[_i].minor);
	ck_assert_ok(hire_money_format(m, stage_mem, &again, NULL));
	ck_assert_str_eq(again, amounts[_i].again);
}
END_TEST

static const struct {
	const char *text, *field;
} refusals[] = {
    {"", "currency"},
    {"49.00", "currency"},
    {"49.00 ", "currency"},
    {"49.00EUR", "currency"},
    {"49.00 eur", "currency"},
    {"49.00 XXX", "currency"},
    {"49.00 EUR ", "currency"},
    {"49.00  EUR", "currency"},
    {"49.00 EURO", "currency"},
    {" EUR", "amount"},
    {"- EUR", "amount"},
    {"--1 EUR", "amount"},
    {"+1 EUR", "amount"},
    {".50 EUR", "amount"},
    {"49. EUR", "amount"},
    {"49.0 EUR", "amount"},
    {"49.000 EUR", "amount"},
    {"49,00 EUR", "amount"},
    {"4,900.00 EUR", "amount"},
    {"1e3 EUR", "amount"},
    {"0x10 EUR", "amount"},
    {"4900.00 JPY", "amount"},
    {"4900. JPY", "amount"},
    {"1.23 KWD", "amount"},
    {"90071992547409.92 EUR", "amount"},
    {"9007199254740992 JPY", "amount"},
    {"99999999999999999999999999999999 EUR", "amount"},
};

START_TEST(bad_amounts_name_the_field)
{
	hire_money m = {42, "EUR"};
	hire_error err = {0};
	ck_assert_status(
	    hire_money_parse(refusals[_i].text, &m, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, refusals[_i].field);
	ck_assert_int_eq(m.minor, 42);
}
END_TEST

START_TEST(only_money_is_written)
{
	const char *s = "before";
	hire_error err = {0};
	hire_money bad = {1, {'E', 'U', 'R', 'O'}};
	ck_assert_status(
	    hire_money_format(bad, stage_mem, &s, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "currency");
	hire_money huge = {INT64_MIN, "EUR"};
	ck_assert_status(
	    hire_money_format(huge, stage_mem, &s, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "amount");
	ck_assert_str_eq(s, "before");
}
END_TEST

START_TEST(ten_seats_of_an_odd_price)
{
	hire_money share;
	const hire_money whole = {4999, "EUR"};
	ck_assert_ok(hire_money_share(whole, 0, 3, 10, &share, NULL));
	ck_assert_int_eq(share.minor, 1499);
	ck_assert_ok(hire_money_share(whole, 3, 7, 10, &share, NULL));
	ck_assert_int_eq(share.minor, 3500);
	ck_assert_str_eq(share.currency, "EUR");
	ck_assert_ok(hire_money_share(whole, 10, 0, 10, &share, NULL));
	ck_assert_int_eq(share.minor, 0);
}
END_TEST

START_TEST(any_split_adds_up_to_the_whole)
{
	uint64_t seed = 1;
	for (int i = 0; i < 20000; i++) {
		int64_t most = i % 3 ? 100000 : HIRE_MONEY_MAX;
		int64_t of =
		    1 + (int64_t)test_random(&seed, i % 2 ? 12 : 1000000000);
		hire_money whole = {
		    (int64_t)test_random(&seed, (uint64_t)most + 1), "EUR"};
		whole.minor = i % 5 ? whole.minor : -whole.minor;
		int64_t sum = 0, taken = 0;
		for (int part = 0; taken < of; part++) {
			int64_t rest = of - taken;
			int64_t n = part > 20 ? rest
			                      : (int64_t)test_random(
			                            &seed, (uint64_t)rest + 1);
			hire_money share;
			MUST(!hire_money_share(
			    whole, taken, n, of, &share, NULL));
			/* No share is off its worth by a whole unit. */
			double worth =
			    (double)whole.minor * (double)n / (double)of;
			double off = (double)share.minor - worth;
			double most_off = most > 100000 ? 16 : 1;
			MUST(off <= most_off && -off <= most_off);
			sum += share.minor;
			taken += n;
		}
		MUST(sum == whole.minor);
	}
}
END_TEST

static const struct {
	int64_t before, parts, of;
} bad_shares[] = {{0, 1, 0}, {0, 0, -1}, {-1, 1, 10}, {0, -1, 10}, {0, 11, 10},
    {5, 6, 10}, {0, 1, 1000000001}, {1, INT64_MAX, 10},
    {INT64_MAX, INT64_MAX, 10}};

START_TEST(bad_shares_are_refused)
{
	hire_money share = {42, "EUR"};
	hire_error err = {0};
	ck_assert_status(
	    hire_money_share((hire_money){100, "EUR"}, bad_shares[_i].before,
	        bad_shares[_i].parts, bad_shares[_i].of, &share, &err),
	    HIRE_EINVAL);
	ck_assert_str_eq(err.field, "parts");
	ck_assert_int_eq(share.minor, 42);
}
END_TEST

START_TEST(sums_stay_in_one_currency_and_in_range)
{
	hire_money sum = {42, "EUR"};
	hire_error err = {0};
	const hire_money eur = {100, "EUR"}, jpy = {100, "JPY"};
	const hire_money most = {HIRE_MONEY_MAX, "EUR"};
	ck_assert_status(hire_money_add(eur, jpy, &sum, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "currency");
	ck_assert_status(hire_money_add(eur, most, &sum, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "amount");
	ck_assert_int_eq(sum.minor, 42);
	ck_assert_ok(hire_money_add(most, (hire_money){-1, "EUR"}, &sum, NULL));
	ck_assert_int_eq(sum.minor, HIRE_MONEY_MAX - 1);
	sum = eur;
	ck_assert_ok(hire_money_add(sum, sum, &sum, NULL));
	ck_assert_int_eq(sum.minor, 200);
}
END_TEST

static hire_status
format_both(hire_ctx *ctx)
{
	hire_arena *own;
	const char *text;
	hire_status st = hire_arena_new(ctx, 0, &own, NULL);
	if (st)
		return st;
	st = hire_money_format((hire_money){1, "EUR"}, own, &text, NULL);
	if (!st)
		st =
		    hire_money_format((hire_money){1, "JPY"}, own, &text, NULL);
	hire_arena_free(own);
	return st;
}

START_TEST(writing_survives_lack_of_memory)
{
	test_every_allocation(format_both);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

int
main(void)
{
	Suite *suite = suite_create("money");
	TCase *t = tcase_create("money");
	tcase_add_checked_fixture(t, stage_open, stage_close);
	tcase_add_loop_test(t, decimals_of_currencies, 0, ROWS(currencies));
	tcase_add_loop_test(t, amounts_go_round, 0, ROWS(amounts));
	tcase_add_loop_test(t, bad_amounts_name_the_field, 0, ROWS(refusals));
	tcase_add_test(t, only_money_is_written);
	tcase_add_test(t, ten_seats_of_an_odd_price);
	tcase_add_test(t, any_split_adds_up_to_the_whole);
	tcase_add_loop_test(t, bad_shares_are_refused, 0, ROWS(bad_shares));
	tcase_add_test(t, sums_stay_in_one_currency_and_in_range);
	tcase_add_test(t, writing_survives_lack_of_memory);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
