/* SPDX-License-Identifier: MIT
 * demo.h - the people and the words of hire-cli demo.
 * Data only: what comes of them is decided by the services.
 */
#ifndef HIRE_CLI_DEMO_H
#define HIRE_CLI_DEMO_H

#include "../cli.h"

/* How a candidate of the demo behaves. */
typedef enum demo_manner {
	DEMO_FULL,  /* answers what the data has an answer for */
	DEMO_HALF,  /* ... every second question; passes the others */
	DEMO_BRIEF, /* one word each */
	DEMO_SKIP,  /* answers the first question, passes the others */
	DEMO_LEAVE  /* answers the first question, then leaves */
} demo_manner;

extern const hire_words demo_manner_words;

typedef struct demo_answer {
	const char *about; /* words of the question */
	const char *text;
} demo_answer;

typedef struct demo_person {
	demo_manner manner;
	int since; /* year */
	const char *title;
	const char *work; /* lines of the resume */
	const char *skills;
} demo_person;

extern const char demo_title[], demo_details[], demo_requirements[];
extern const hire_own_question demo_questions[];
extern const size_t demo_question_count;

/* The candidates after the first, again and again until the job is full. */
extern const demo_person demo_people[];
extern const size_t demo_people_count;

/* The answer to `question`; one for questions that no answer is about. */
const char *
demo_answer_to(const char *question);

/* The resume that the program carries. */
extern const unsigned char demo_resume[];
extern const size_t demo_resume_len;

/* Hold a whole interview as `manner` does; with `show` it is printed as it
 * happens. */
hire_status
demo_hold(cli *c, const hire_actor *who, const char *interview_id,
    demo_manner manner, bool show, hire_error *err);

/* Let people read: nothing with --fast, --json or without a terminal. */
void
demo_pause(cli *c);

#endif
