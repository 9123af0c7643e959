# SPDX-License-Identifier: MIT
# The WebSocket layer alone: no server, no library but for the statuses.
function(hire_ws_suite name)
    hire_suite(${name} ${ARGN} test_ws_support.c)
    target_link_libraries(test_${name} PRIVATE hire_ws Threads::Threads)
endfunction()

hire_ws_suite(ws_frame test_ws_frame.c)
hire_ws_suite(ws_limits test_ws_limits.c)
hire_ws_suite(ws_handshake test_ws_handshake.c)
hire_ws_suite(ws_hub test_ws_hub.c test_ws_peer.c)
hire_ws_suite(ws_ends test_ws_ends.c test_ws_peer.c)
hire_ws_suite(ws_threads test_ws_threads.c test_ws_peer.c)
set_tests_properties(ws_hub ws_ends ws_threads PROPERTIES LABELS threads)
