# SPDX-License-Identifier: MIT
# The server as it is shipped: over the shared library, not over the objects
# that other suites link.
add_library(hire_http_support STATIC served.c wire.c
    ${CMAKE_SOURCE_DIR}/tests/support/postgres.c
    ${CMAKE_SOURCE_DIR}/tests/support/support.c
    ${CMAKE_SOURCE_DIR}/tests/support/stage.c)
target_include_directories(hire_http_support PUBLIC
    ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/tests/support)
target_compile_definitions(hire_http_support PUBLIC
    HIRE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" HIRE_BINARY_DIR="${CMAKE_BINARY_DIR}")
hire_tests_ask_postgres(hire_http_support)
target_link_libraries(hire_http_support PUBLIC hire_http PkgConfig::CHECK)

# hire_http_suite(name source...): as hire_suite(), with a server in it.
function(hire_http_suite name)
    add_executable(test_${name} ${ARGN})
    target_link_libraries(test_${name} PRIVATE hire_http_support)
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endfunction()

hire_http_suite(http_server test_http_server.c)
foreach(of accounts browsers keys limits lockout log_ins once)
    hire_http_suite(http_${of} test_http_${of}.c visit.c)
endforeach()
hire_http_suite(http_head test_http_head.c)
hire_http_suite(http_body test_http_body.c)
hire_http_suite(http_crowd test_http_crowd.c)
hire_http_suite(http_peers test_http_peers.c)
hire_http_suite(http_leaks test_http_leaks.c)
hire_http_suite(http_matrix test_matrix.c matrix_ask.c matrix_ids.c)
hire_http_suite(http_contract test_http_contract.c matrix_ask.c matrix_ids.c)
hire_http_suite(http_manners test_http_manners.c matrix_ask.c matrix_ids.c)
hire_http_suite(http_guesses test_http_guesses.c)
hire_http_suite(multipart test_multipart.c)
hire_http_suite(http_json test_http_json.c)
hire_http_suite(http_upload test_http_upload.c)
hire_http_suite(http_ready test_http_ready.c)
target_link_options(test_http_ready PRIVATE LINKER:--wrap=hire_platform_check)
# Sanitizers have stacks and an allocator of their own.
if(NOT HIRE_SANITIZE)
    hire_http_suite(http_memory test_http_memory.c)
    target_link_options(test_http_memory PRIVATE
        LINKER:--wrap=malloc,--wrap=calloc,--wrap=realloc)
    set_tests_properties(http_memory PROPERTIES LABELS plain)
endif()

hire_suites_on_postgres(http_accounts http_contract http_guesses http_keys
    http_log_ins http_matrix http_once http_upload)
