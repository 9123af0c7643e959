/* SPDX-License-Identifier: MIT
 * applications.c - field tables of resumes, applications and matches.
 */
#include "fields.h"

enum { RESUME_MAX = 10 << 20 };

#define T hire_resume
static const hire_field resume_fields[] = {
    HEAD(T),
    ID(T, candidate_id, HIRE_REQUIRED | HIRE_INDEXED, "whose resume"),
    TEXT(T, filename, HIRE_REQUIRED | HIRE_PERSONAL, 1, 255,
        "name of the file as uploaded"),
    TEXT(T, blob, HIRE_REQUIRED | HIRE_STAFF, 1, 200, "key of the bytes"),
    TEXT(T, sha256, HIRE_STAFF, 64, 64, "digest of the bytes, hex"),
    INT(T, bytes, 0, 1, RESUME_MAX, 1, "size, at most 10 MB"),
    ENUM(T, state, 0, hire_resume_state_words, "whether it was read"),
    TEXT(T, text, HIRE_PERSONAL | HIRE_STAFF, 0, JSON_MAX, "visible text"),
    JSON(T, facts, HIRE_PERSONAL, JSON_MAX, "facts that the match may use"),
    TEXT(T, engine, 0, 0, 100, "what read it"),
};
RECORD_PLAIN(resume, "res");
#undef T

#define T hire_application
static const hire_field application_fields[] = {
    HEAD(T),
    ID(T, job_id, HIRE_REQUIRED, "job applied for"),
    ID(T, candidate_id, HIRE_REQUIRED | HIRE_INDEXED, "who applies"),
    ID(T, resume_id, HIRE_REQUIRED, "with which resume"),
    ENUM(T, state, 0, hire_application_state_words, "how far it is"),
    INT(T, score, HIRE_NULL_BELOW_ZERO, -1, 100, -1,
        "match, 0..100; -1 (null in JSON) before it is known"),
    ID(T, match_id, 0, "the match"),
    ID(T, interview_id, 0, "the interview"),
    TEXT(T, problem, 0, 0, 500, "what is wrong and what to do"),
    TEXT(T, problem_code, 0, 0, 40, "the error's name"),
    ID(T, admitted_by, HIRE_STAFF, "who let it in below the threshold"),
    BOOL(T, corrected, 0, "the candidate corrected the facts"),
};
static const hire_index application_indexes[] = {
    {"job_id candidate_id", true},
    {"state created_at", false},
    {"created_at", false},
};
RECORD(application, "app");
#undef T

#define T hire_stored_match
static const hire_field stored_match_fields[] = {
    HEAD(T),
    ID(T, job_id, HIRE_REQUIRED | HIRE_INDEXED, "job"),
    ID(T, resume_id, HIRE_REQUIRED, "resume"),
    INT(T, job_revision, 0, 1, INT64_MAX, 1, "text of the job it is for"),
    INT(T, resume_version, HIRE_STAFF, 0, INT64_MAX, 0,
        "version of the resume it is for"),
    INT(T, score, 0, 0, 100, 0, "0..100"),
    INT(T, threshold, HIRE_STAFF, 0, 100, 0, "needed to be eligible"),
    INT(T, formula, 0, 1, INT64_MAX, 1, "version of the formula"),
    BOOL(T, eligible, 0, "score reaches the threshold"),
    JSON(T, result, HIRE_REQUIRED, JSON_MAX, "one row per requirement"),
    TEXT(T, engine, 0, 0, 100, "what found the facts"),
    TEXT(T, slot, HIRE_UNIQUE | HIRE_STAFF, 0, 100,
        "candidate and job whose latest look it is; none: an application's"),
};
static const hire_index stored_match_indexes[] = {
    {"resume_id job_id", false},
};
RECORD(stored_match, "mat");
