/* SPDX-License-Identifier: MIT
 * questions.h - a recruiter's own questions as they are given with a job or
 * alone.
 */
#ifndef HIRE_HTTP_QUESTIONS_H
#define HIRE_HTTP_QUESTIONS_H

#include <hire/record.h>

/* "questions": rows of hire_own_question. */
extern const hire_json_list own_questions;

#endif
