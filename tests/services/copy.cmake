# SPDX-License-Identifier: MIT
# Moving an installation to another store.
set(copy copy_kit.c ../ports/folder.c)
hire_suite(copy_store test_copy_store.c scene.c ${copy})
hire_suite(copy_faults test_copy_faults.c strict_arena.c ${copy})
foreach(suite copy_store copy_faults)
    target_include_directories(test_${suite} PRIVATE ../ports)
    hire_needs_postgres(${suite})
    # And with a pooler in between.
    add_test(NAME ${suite}_pooled COMMAND test_${suite})
    set_tests_properties(${suite}_pooled PROPERTIES TIMEOUT 600
        FIXTURES_REQUIRED postgres ENVIRONMENT HIRE_TEST_POOLER=1)
endforeach()
