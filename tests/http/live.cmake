# SPDX-License-Identifier: MIT
# Live interviews, over a server within the test's own process ...
hire_http_suite(live_docs test_live_docs.c)
hire_http_suite(live_talk test_live_talk.c live_room.c talker.c)
hire_http_suite(live_lines test_live_lines.c live_room.c talker.c)
hire_http_suite(live_many test_live_many.c talker.c)
set_tests_properties(live_talk live_lines live_many PROPERTIES LABELS threads
    ENVIRONMENT TSAN_OPTIONS=suppressions=${CMAKE_CURRENT_SOURCE_DIR}/tsan.supp)

hire_suites_on_postgres(live_talk live_lines)

# ... and with a real one, which scripts start and kill.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND AND NOT HIRE_SANITIZE)
    add_test(NAME live_holds COMMAND ${Python3_EXECUTABLE}
        ${CMAKE_CURRENT_SOURCE_DIR}/holds.py $<TARGET_FILE_DIR:hire-server> 20 10)
    add_test(NAME live_holds_on_postgres COMMAND ${Python3_EXECUTABLE} -B
        ${CMAKE_SOURCE_DIR}/tests/support/postgres.py at
        ${CMAKE_BINARY_DIR}/postgres.url ${Python3_EXECUTABLE} -B
        ${CMAKE_CURRENT_SOURCE_DIR}/holds.py $<TARGET_FILE_DIR:hire-server> 20 10)
    set_tests_properties(live_holds live_holds_on_postgres PROPERTIES
        LABELS kills TIMEOUT 300)
    hire_needs_postgres(live_holds_on_postgres)
    add_test(NAME http_hostile COMMAND ${Python3_EXECUTABLE} -B
        ${CMAKE_CURRENT_SOURCE_DIR}/hostile.py $<TARGET_FILE_DIR:hire-server> 20)
    set_tests_properties(http_hostile PROPERTIES LABELS plain TIMEOUT 300)
    add_test(NAME live_clients COMMAND ${Python3_EXECUTABLE}
        ${CMAKE_CURRENT_SOURCE_DIR}/clients/run.py $<TARGET_FILE_DIR:hire-server>)
    set_tests_properties(live_clients PROPERTIES LABELS plain
        SKIP_RETURN_CODE 77 TIMEOUT 300)
endif()

# A load to be run by hand: live_load BINARIES INTERVIEWS PAUSE_MS SECONDS
add_executable(live_load live_load.c)
target_link_libraries(live_load PRIVATE
    hire_testing hire_test_support PkgConfig::CHECK)
