# SPDX-License-Identifier: MIT
# The store and the store queue.
hire_suite(store_sqlite test_store_sqlite.c conform_store.c conform_record.c)
if(HIRE_EXAMPLES)
    hire_suite(store_memory
        test_store_memory.c conform_store.c conform_record.c)
    target_link_libraries(test_store_memory PRIVATE own_store)
endif()
