# SPDX-License-Identifier: MIT
hire_suite(payments test_payments.c platform_fixture.c)
hire_suite(payment_events test_payment_events.c platform_fixture.c)
hire_suite(accounts test_accounts.c platform_fixture.c)
hire_suite(admin test_admin.c platform_fixture.c)
hire_suite(services_memory test_memory.c platform_fixture.c)
