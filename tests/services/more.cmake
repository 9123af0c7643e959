# SPDX-License-Identifier: MIT
hire_suite(requests test_requests.c scene.c)
hire_suite(keys test_keys.c scene.c)
hire_suite(payments test_payments.c platform_fixture.c)
hire_suite(payment_events test_payment_events.c platform_fixture.c)
hire_suite(accounts test_accounts.c platform_fixture.c)
hire_suite(admin test_admin.c platform_fixture.c)
hire_suite(services_memory test_memory.c platform_fixture.c)
