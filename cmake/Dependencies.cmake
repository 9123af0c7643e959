# SPDX-License-Identifier: MIT
# Everything comes from the system's packages; docs/dependencies.md says why.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(CJSON REQUIRED IMPORTED_TARGET libcjson)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(ARGON2 REQUIRED IMPORTED_TARGET libargon2)
# Only its header: the library is loaded by the first call that needs it.
pkg_check_modules(CURL REQUIRED libcurl)
# Without it a libhire knows no postgres: stores.
pkg_check_modules(LIBPQ libpq>=14)
# Without it a libhire knows no redis: caches and queues.
pkg_check_modules(HIREDIS IMPORTED_TARGET hiredis)
set(HIRE_REDIS $<$<BOOL:${HIREDIS_FOUND}>:PkgConfig::HIREDIS>)
# Only the document reader, a program of its own, links these four.
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(LIBXML2 REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
# Debian's civetweb has no .pc file, and its CMake package fails unless the
# program of that name is installed too.
find_path(CIVETWEB_INCLUDE civetweb.h REQUIRED)
find_library(CIVETWEB_LIBRARY civetweb REQUIRED)
add_library(civetweb INTERFACE)
target_include_directories(civetweb SYSTEM INTERFACE ${CIVETWEB_INCLUDE})
target_link_libraries(civetweb INTERFACE ${CIVETWEB_LIBRARY})
if(HIRE_TESTS)
    pkg_check_modules(CHECK REQUIRED IMPORTED_TARGET check)
endif()
