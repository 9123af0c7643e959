# SPDX-License-Identifier: MIT
# Live interviews, over a server within the test's own process.
hire_http_suite(live_talk test_live_talk.c talker.c)
set_tests_properties(live_talk PROPERTIES LABELS threads)
hire_http_suite(live_docs test_live_docs.c)
