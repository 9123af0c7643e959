# SPDX-License-Identifier: MIT
# Flags that every target of the project compiles and links with.
add_library(hire_flags INTERFACE)
target_compile_definitions(hire_flags INTERFACE _POSIX_C_SOURCE=200809L)
target_compile_options(hire_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes
    -Wmissing-prototypes -Wvla -Wformat=2
    -fstack-protector-strong -fno-common
    $<$<BOOL:${HIRE_WERROR}>:-Werror>
    $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    # "Untouched on failure" looks unset to it, for it cannot know that
    # hire_fail() returns what it is given; the analyze preset, which is told
    # so (tools/known.h), looks for the same fault more deeply.
    target_compile_options(hire_flags INTERFACE -Wno-maybe-uninitialized)
endif()
target_link_options(hire_flags INTERFACE
    -Wl,-z,relro -Wl,-z,now -Wl,--as-needed)
if(HIRE_SANITIZE)
    target_compile_options(hire_flags INTERFACE
        -fsanitize=${HIRE_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(hire_flags INTERFACE -fsanitize=${HIRE_SANITIZE})
endif()
if(HIRE_FUZZ)
    # Everything is instrumented; only fuzz targets link libFuzzer's main().
    target_compile_options(hire_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(HIRE_ANALYZE)
    target_compile_options(hire_flags INTERFACE
        -fanalyzer -include ${CMAKE_SOURCE_DIR}/tools/known.h
        -I${CMAKE_SOURCE_DIR}/libhire/include)
endif()
