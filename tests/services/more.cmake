# SPDX-License-Identifier: MIT
hire_suite(requests test_requests.c scene.c)
hire_suite(keys test_keys.c scene.c)
hire_suite(payments test_payments.c platform_fixture.c)
hire_suite(payment_events test_payment_events.c platform_fixture.c)
hire_suite(accounts test_accounts.c platform_fixture.c)
hire_suite(accounts_confirm test_confirm.c platform_fixture.c)
hire_suite(guesses test_guesses.c platform_fixture.c)
hire_suite(log_ins test_log_ins.c platform_fixture.c)
hire_suite(admin test_admin.c platform_fixture.c)
hire_suite(services_memory test_memory.c platform_fixture.c)
hire_suite(live test_live.c scene.c)
hire_suite(webhooks test_webhooks.c scene.c)
add_executable(sign_program sign_program.c)
target_link_libraries(sign_program PRIVATE hire_testing)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME webhook_signature COMMAND ${Python3_EXECUTABLE} -B
    ${CMAKE_CURRENT_SOURCE_DIR}/webhook_signature.py
    $<TARGET_FILE:sign_program>)
