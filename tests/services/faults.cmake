# SPDX-License-Identifier: MIT
# What must hold when memory, disk, processes and threads do not.
hire_suite(oom test_oom.c oom.c disk.c scene.c strict_arena.c)
hire_suite(disk test_disk.c disk.c scene.c)
