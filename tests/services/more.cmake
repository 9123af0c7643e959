# SPDX-License-Identifier: MIT
hire_suite(payments test_payments.c platform_fixture.c)
hire_suite(payment_events test_payment_events.c platform_fixture.c)
