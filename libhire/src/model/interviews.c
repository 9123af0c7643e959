/* SPDX-License-Identifier: MIT
 * interviews.c - field tables of interviews, transcripts and scorecards.
 */
#include "fields.h"

#define MICROS(m, help) INT(T, m, HIRE_STAFF, 0, INT64_MAX, 0, help)

#define T hire_interview
static const hire_field interview_fields[] = {
    HEAD(T),
    ID(T, application_id, HIRE_REQUIRED | HIRE_UNIQUE, "application"),
    ID(T, job_id, HIRE_REQUIRED | HIRE_INDEXED, "job"),
    ID(T, candidate_id, HIRE_REQUIRED | HIRE_INDEXED, "who is asked"),
    ENUM(T, state, HIRE_INDEXED, hire_interview_state_words, "how far it is"),
    ENUM(T, end, 0, hire_interview_end_words, "how it ended"),
    ENUM(T, turn, 0, hire_turn_words, "who acts next"),
    ENUM(T, latest, HIRE_STAFF, hire_event_words,
        "last event that was not about the line"),
    INT(T, max_questions, 0, 1, 50, 10, "questions to ask"),
    INT(T, max_probes, HIRE_STAFF, 0, 3, 1, "follow-ups to one question"),
    INT(T, max_queries, 0, 0, 20, 5, "questions the candidate may ask"),
    INT(T, asked, 0, 0, 50, 0, "questions asked"),
    INT(T, answered, 0, 0, 1000, 0, "answers given"),
    INT(T, probes, HIRE_STAFF, 0, 3, 0, "follow-ups to the present question"),
    INT(T, queries, 0, 0, 20, 0, "questions the candidate asked"),
    MICROS(budget, "length, microseconds"),
    MICROS(spent, "of it used, microseconds"),
    MICROS(cap, "most that may be given back, microseconds"),
    MICROS(given_back, "of it given back, microseconds"),
    MICROS(gap, "silence that counts as an outage, microseconds"),
    INT(T, mode, HIRE_STAFF, 0, 3, 0, "what the clock is doing"),
    TIME(T, last_wall, HIRE_STAFF, "last reading of the wall clock"),
    INT(T, last_steady, HIRE_STAFF, INT64_MIN, INT64_MAX, 0,
        "last reading of the steady clock, microseconds"),
    INT(T, last_boot, HIRE_STAFF, INT64_MIN, INT64_MAX, 0,
        "run of the machine that the steady clock counts in"),
    TIME(T, started_at, 0, "when the candidate began"),
    TIME(T, ended_at, 0, "when the conversation ended"),
    TIME(T, deadline_at, 0, "when it ends at the latest"),
    INT(T, last_seq, 0, 0, INT64_MAX, 0, "entries in the transcript"),
    INT(T, line, HIRE_SECRET, 0, INT64_MAX, 0,
        "number of the candidate's newest connection"),
    INT(T, lines, HIRE_SECRET, 0, INT64_MAX, 0,
        "numbers given to the candidate's connections"),
    TEXT(T, problem, 0, 0, 500, "why there is no score"),
};
static const hire_index interview_indexes[] = {
    {"started_at", false},
};
RECORD(interview, "int");
#undef T

#define T hire_interview_plan
static const hire_field interview_plan_fields[] = {
    HEAD(T),
    ID(T, interview_id, HIRE_REQUIRED | HIRE_UNIQUE, "interview"),
    JSON(
        T, plan, HIRE_REQUIRED | HIRE_STAFF, JSON_MAX, "its questions, frozen"),
};
RECORD_PLAIN(interview_plan, "ipl");
#undef T

#define T hire_interview_event
static const hire_field interview_event_fields[] = {
    HEAD(T),
    ID(T, interview_id, HIRE_REQUIRED, "interview"),
    INT(T, seq, 0, 1, INT64_MAX, 1, "1, 2, 3 ... without gaps"),
    ENUM(T, event, 0, hire_event_words, "what happened"),
    INT(T, question, 0, 0, 50, 0, "number of the question; 0: none"),
    TEXT(T, text, HIRE_PERSONAL, 0, ANSWER_MAX, "what was said, or a reason"),
    TEXT(T, client_id, 0, 0, 64, "the client's own id of its message"),
    INT(T, left, 0, 0, INT64_MAX, 0, "time left then, microseconds"),
};
static const hire_index interview_event_indexes[] = {
    {"interview_id seq", true},
};
RECORD(interview_event, "iev");
#undef T

#define T hire_scorecard
static const hire_field scorecard_fields[] = {
    HEAD(T),
    ID(T, interview_id, HIRE_REQUIRED | HIRE_UNIQUE, "interview"),
    ID(T, application_id, HIRE_REQUIRED, "application"),
    ID(T, job_id, HIRE_REQUIRED | HIRE_INDEXED, "job"),
    BOOL(T, scored, 0, "whether there is a number"),
    INT(T, role_fit, 0, 0, 100, 0, "role fit in tenths: 75 is 7.5 of 10"),
    JSON(T, result, HIRE_REQUIRED, JSON_MAX,
        "levels, strengths and improvements with their quotes"),
    TEXT(T, reason, 0, 0, 500, "why there is no number"),
    TEXT(T, engine, 0, 0, 100, "what judged"),
};
static const hire_index scorecard_indexes[] = {
    {"created_at", false},
};
RECORD(scorecard, "sco");
