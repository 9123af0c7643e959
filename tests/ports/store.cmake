# SPDX-License-Identifier: MIT
# The store and the store queue, over every store at hand.
set(conform conform_store.c conform_store_kit.c conform_query.c conform_record.c
    conform_queue.c conform_threads.c
    stores.c test_store.c)
if(HIRE_EXAMPLES)
    list(APPEND conform stores_memory.c)
endif()
hire_suite(store ${conform})
hire_suite(store_threads ${conform})
target_compile_definitions(test_store_threads PRIVATE TEST_THREADS)
set_tests_properties(store_threads PROPERTIES LABELS threads)
if(HIRE_EXAMPLES)
    foreach(suite store store_threads)
        target_link_libraries(test_${suite} PRIVATE own_store)
        target_compile_definitions(test_${suite} PRIVATE TEST_OWN_STORE)
    endforeach()
endif()
foreach(suite disk schema)
    hire_suite(store_${suite} test_store_${suite}.c store_file.c
        conform_record.c stores.c)
endforeach()
hire_suite(store_turns test_store_turns.c)
