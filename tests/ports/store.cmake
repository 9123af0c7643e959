# SPDX-License-Identifier: MIT
# The store and the store queue.
hire_suite(store_sqlite test_store_sqlite.c conform_store.c conform_record.c)
