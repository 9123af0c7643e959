# SPDX-License-Identifier: MIT
# The store and the store queue, over every store at hand.
set(conform conform_store.c conform_store_kit.c conform_query.c conform_record.c
    conform_queue.c conform_threads.c
    stores.c stores_postgres.c test_store.c)
if(HIRE_EXAMPLES)
    list(APPEND conform stores_memory.c)
endif()
hire_suite(store ${conform})
hire_suite(store_threads ${conform})
target_compile_definitions(test_store_threads PRIVATE TEST_THREADS)
set_tests_properties(store_threads PROPERTIES LABELS threads)
hire_needs_postgres(store store_threads)
# Once more with a pooler in between that gives every transaction another
# server process.
foreach(suite store store_threads)
    add_test(NAME ${suite}_pooled COMMAND test_${suite})
    set_tests_properties(${suite}_pooled PROPERTIES TIMEOUT 600
        FIXTURES_REQUIRED postgres ENVIRONMENT HIRE_TEST_POOLER=1)
endforeach()
if(HIRE_EXAMPLES)
    foreach(suite store store_threads)
        target_link_libraries(test_${suite} PRIVATE own_store)
        target_compile_definitions(test_${suite} PRIVATE TEST_OWN_STORE)
    endforeach()
endif()
foreach(suite disk schema)
    hire_suite(store_${suite} test_store_${suite}.c store_file.c
        conform_record.c store_life.c stores.c)
endforeach()
foreach(suite postgres links outage)
    hire_suite(store_${suite} test_store_${suite}.c postgres_kit.c
        conform_record.c store_life.c)
    hire_needs_postgres(store_${suite})
endforeach()
hire_suite(store_turns test_store_turns.c)
hire_suite(store_words test_store_words.c conform_record.c stores.c
    stores_postgres.c)
hire_suite(store_search test_store_search.c conform_record.c stores.c
    stores_postgres.c)
if(HIRE_EXAMPLES)
    target_sources(test_store_search PRIVATE stores_memory.c)
    target_link_libraries(test_store_search PRIVATE own_store)
    target_compile_definitions(test_store_search PRIVATE TEST_OWN_STORE)
endif()
hire_needs_postgres(store_words store_search)
# It takes the server away from everybody.
set_tests_properties(store_outage PROPERTIES RUN_SERIAL ON)
