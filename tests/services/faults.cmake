# SPDX-License-Identifier: MIT
# What must hold when memory, disk, processes and threads do not.
hire_suite(oom test_oom.c oom.c disk.c scene.c strict_arena.c)
hire_suite(oom_live test_oom_live.c oom.c disk.c scene.c strict_arena.c)
hire_suite(oom_people test_oom_people.c oom.c disk.c scene.c strict_arena.c)
hire_suite(oom_rest test_oom_rest.c oom.c disk.c scene.c strict_arena.c)
hire_suite(disk test_disk.c disk.c scene.c)
hire_suite(races test_races.c scene.c)
set_tests_properties(races PROPERTIES LABELS threads)
hire_suite(oom_rules test_oom_rules.c strict_arena.c)
# Malloc itself, so also inside SQLite and the other libraries: each 211th of
# some 30,000 calls.
add_executable(flow_program flow_program.c)
target_link_libraries(flow_program PRIVATE hire_testing)
hire_fail_sweep(flow_failmalloc flow_program STEP 211 MOST 1000000)
