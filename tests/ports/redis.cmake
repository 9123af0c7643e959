# SPDX-License-Identifier: MIT
# The queue over Redis.
set(lines conform_queue.c conform_queue_kit.c conform_turn.c conform_threads.c conform_record.c stores.c
    stores_postgres.c)
hire_suite(queue_redis test_queue_redis.c ${lines})
hire_suite(queue_redis_threads test_queue_redis.c ${lines})
target_compile_definitions(test_queue_redis_threads PRIVATE TEST_THREADS)
set_tests_properties(queue_redis_threads PROPERTIES LABELS threads)
hire_suite(queue_lines test_queue_lines.c lines_kit.c stores.c)
hire_suite(queue_outage test_queue_outage.c conform_record.c stores.c)
hire_needs_postgres(queue_redis queue_redis_threads queue_outage)
hire_needs_redis(queue_redis queue_redis_threads queue_lines queue_outage)
