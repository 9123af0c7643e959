# SPDX-License-Identifier: MIT
# The program from outside: each script is one suite of Python's unittest.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
foreach(suite process logs pages deploy webhooks walk redis)
    add_test(NAME http_${suite} COMMAND ${Python3_EXECUTABLE} -B
        ${CMAKE_CURRENT_SOURCE_DIR}/test_${suite}.py
        WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    set_tests_properties(http_${suite} PROPERTIES TIMEOUT 600 ENVIRONMENT
        "HIRE_SERVER=$<TARGET_FILE:hire-server>;HIRE_CLI=$<TARGET_FILE:hire-cli>")
endforeach()
