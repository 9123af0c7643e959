/* SPDX-License-Identifier: MIT
 * jobs.c - field tables of jobs and the recruiter's own questions.
 */
#include "fields.h"

#define DRAFTED (HIRE_INPUT | HIRE_EDIT)

#define T hire_job
static const hire_field job_fields[] = {
    HEAD(T),
    ID(T, organisation_id, HIRE_REQUIRED | HIRE_INDEXED, "who hires"),
    ID(T, created_by, HIRE_REQUIRED | HIRE_STAFF, "account that posted it"),
    TEXT(T, title, HIRE_REQUIRED | HIRE_SEARCHED | DRAFTED, 1, NAME_MAX_BYTES,
        "title of the job"),
    TEXT(T, place, HIRE_SEARCHED | HIRE_FACET | DRAFTED, 0, NAME_MAX_BYTES,
        "where the work is done"),
    TEXT(T, details, HIRE_REQUIRED | HIRE_SEARCHED | HIRE_BULKY | DRAFTED, 1,
        LONG_TEXT_MAX, "the advertisement"),
    TEXT(T, requirements, HIRE_SEARCHED | HIRE_BULKY | DRAFTED, 0,
        LONG_TEXT_MAX,
        "requirements, one a line (must: or nice: in front); empty: they are "
        "read from the details"),
    BOOL(T, remote, HIRE_FACET | DRAFTED, "may be done from anywhere"),
    INT(T, salary_min, DRAFTED, 0, INT64_C(1000000000000), 0,
        "from, in minor units a year; 0: not told"),
    INT(T, salary_max, DRAFTED, 0, INT64_C(1000000000000), 0,
        "to, in minor units a year; 0: not told"),
    INT(T, salary_top, HIRE_FACET, 0, INT64_C(1000000000000), 0,
        "the highest salary told, in minor units a year; 0: none is"),
    TEXT(
        T, currency, HIRE_FACET | DRAFTED, 3, 3, "ISO 4217 code of the salary"),
    TEXT(T, skills, HIRE_FACET, 0, LONG_TEXT_MAX,
        "skills that the requirements name, in lower case, one a line"),
    ENUM(T, visibility, HIRE_FACET | DRAFTED, hire_visibility_words,
        "on the board, or by the private link alone"),
    TEXT(
        T, link, HIRE_UNIQUE | HIRE_STAFF, 0, 64, "secret of the private link"),
    INT(T, interview_minutes, DRAFTED, 1, 240, 30,
        "length of the interview in minutes"),
    INT(T, question_count, DRAFTED, 1, 50, 10, "questions in the interview"),
    INT(T, threshold, DRAFTED | HIRE_STAFF, 0, 100, 70,
        "match from which the interview opens by itself, percent"),
    ENUM(T, state, HIRE_FACET, hire_job_state_words,
        "whether candidates can apply"),
    BOOL(T, paused, HIRE_STAFF, "held by HR"),
    BOOL(T, closed, HIRE_STAFF, "ended by HR"),
    TIME(T, posted_at, 0, "when it first opened"),
    INT(T, seats_bought, HIRE_STAFF, 0, INT64_MAX, 0, "interviews paid for"),
    INT(T, seats_reserved, HIRE_STAFF, 0, INT64_MAX, 0,
        "interviews that are running"),
    INT(T, seats_used, HIRE_STAFF, 0, INT64_MAX, 0, "interviews held"),
    INT(T, seats_refunded, HIRE_STAFF, 0, INT64_MAX, 0,
        "unused seats paid back"),
    JSON(T, facts, HIRE_STAFF, JSON_MAX, "requirements as they were read"),
    JSON(T, warnings, HIRE_STAFF, JSON_MAX,
        "criteria in the text that should not be asked for"),
    INT(T, revision, HIRE_STAFF, 1, INT64_MAX, 1, "counts changes of the text"),
};
static const hire_index job_indexes[] = {
    {"state visibility created_at", false},
    {"created_at", false},
};
RECORD(job, "job");
#undef T

#define T hire_question
static const hire_field question_fields[] = {
    HEAD(T),
    ID(T, job_id, HIRE_REQUIRED, "job it belongs to"),
    INT(T, position, 0, 1, 50, 1, "order, 1 first"),
    TEXT(T, text, HIRE_REQUIRED | DRAFTED, 1, 2000, "the question, verbatim"),
    TEXT(T, ideal, DRAFTED, 0, 4000, "what a full answer says"),
};
static const hire_index question_indexes[] = {
    {"job_id position", false},
};
RECORD(question, "qst");
