# SPDX-License-Identifier: MIT
# What must hold when memory, disk, processes and threads do not.
hire_suite(oom test_oom.c oom.c disk.c scene.c strict_arena.c)
hire_suite(disk test_disk.c disk.c scene.c)
hire_suite(races test_races.c scene.c)
set_tests_properties(races PROPERTIES LABELS threads)
