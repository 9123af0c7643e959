/* SPDX-License-Identifier: MIT
 * queue.c - field table of the messages between workflows and workers.
 */
#include "fields.h"

#define T hire_message
static const hire_field message_fields[] = {
    HEAD(T),
    TEXT(T, kind, HIRE_REQUIRED, 1, 60, "which handler takes it"),
    TEXT(T, key, HIRE_UNIQUE, 0, 120, "one message of a key waits at most"),
    JSON(T, body, HIRE_REQUIRED, LONG_TEXT_MAX, "what the handler needs"),
    ENUM(T, state, 0, hire_message_state_words, "waiting or given up"),
    INT(T, priority, 0, 0, 9, 5, "0 first .. 9 last"),
    TIME(T, run_at, 0, "due from then; while leased, the lease's end"),
    TEXT(T, leased_by, 0, 0, 100, "worker that has it"),
    INT(T, attempts, 0, 0, 1000000, 0, "times it was taken"),
    INT(T, max_attempts, 0, 1, 1000, 5, "then it is a dead letter"),
    TEXT(T, last_error, 0, 0, 500, "why it failed last"),
};
static const hire_index message_indexes[] = {
    {"state kind priority run_at", false},
};
RECORD(message, "msg");
