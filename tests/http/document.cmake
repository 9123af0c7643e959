# SPDX-License-Identifier: MIT
# The routes, the document made of them, and others' tools over it.
hire_http_suite(http_document test_http_document.c)
hire_http_suite(http_routes test_http_routes.c)

add_test(NAME openapi_lint COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/openapi_lint
    ${CMAKE_SOURCE_DIR}/docs/openapi.yaml)
add_test(NAME schemathesis COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/schemathesis
    $<TARGET_FILE:hire-server> $<TARGET_FILE:hire-cli>
    ${CMAKE_BINARY_DIR}/tools 20)
set_tests_properties(openapi_lint schemathesis PROPERTIES
    LABELS lint TIMEOUT 900 SKIP_RETURN_CODE 77)
