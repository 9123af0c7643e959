/* SPDX-License-Identifier: MIT
 * interview_table.h - the one table of the interview machine, as lists.
 * From it come the rows that the machine runs on, the rows that people read
 * and the page of docs/interview.md; nothing about the machine stands twice.
 */
#ifndef HIRE_RULES_INTERVIEW_TABLE_H
#define HIRE_RULES_INTERVIEW_TABLE_H

#include <hire/interview.h>

/* What must hold: name, whose turn (NOBODY: whoever's), whether the row needs
 * time left, words.  guard_check() in interview.c tests the rest. */
#define HIRE__GUARD_MAP(X)                                                     \
	X(NONE, NOBODY, false, "")                                             \
	X(NO_TIME, NOBODY, false, "no time left")                              \
	X(HERE, NOBODY, true, "time left, not away")                           \
	X(GONE, NOBODY, true, "time left, away")                               \
	X(OURS, OURS, true, "our turn")                                        \
	X(UNGREETED, OURS, true, "our turn, not greeted yet")                  \
	X(THEIRS, CANDIDATE, true, "the candidate's turn")                     \
	X(QUESTIONS, OURS, true, "our turn, questions left")                   \
	X(PROBES, OURS, true, "our turn after an answer, follow-ups left")     \
	X(QUERIES, CANDIDATE, true, "the candidate's turn, queries left")      \
	X(INVITING, OURS, true, "our turn, all asked, queries allowed")        \
	X(UNINVITING, OURS, true, "our turn, all asked, no queries allowed")   \
	X(QUERIED, OURS, true, "our turn after a query")

/* What happens: name, whose turn it is then (STAYS: as before), effects,
 * words.  Every event but tick is recorded. */
#define HIRE__ACTION_MAP(X)                                                    \
	X(START, OURS, HIRE_EFFECT_RECORD | HIRE_EFFECT_RESERVE,               \
	    "reserve a seat, start the clock; our turn")                       \
	X(TAKE, OURS, HIRE_EFFECT_RECORD, "our turn")                          \
	X(HAND, CANDIDATE, HIRE_EFFECT_RECORD, "the candidate's turn")         \
	X(ASKED, CANDIDATE, HIRE_EFFECT_RECORD,                                \
	    "count the question; the candidate's turn")                        \
	X(PROBED, CANDIDATE, HIRE_EFFECT_RECORD,                               \
	    "count the follow-up; the candidate's turn")                       \
	X(ANSWERED, OURS, HIRE_EFFECT_RECORD, "count the answer; our turn")    \
	X(QUERIED, OURS, HIRE_EFFECT_RECORD, "count the query; our turn")      \
	X(DOWN, STAYS, HIRE_EFFECT_RECORD, "give time back from here on")      \
	X(UP, STAYS, HIRE_EFFECT_RECORD, "the clock goes by the turn again")   \
	X(ACCOUNT, STAYS, 0, "account for the time; not recorded")             \
	X(END, NOBODY, HIRE_EFFECT_RECORD | HIRE_EFFECT_SCORE,                 \
	    "stop the clock, settle the seat, queue the scoring")              \
	X(DROP, NOBODY, HIRE_EFFECT_RECORD | HIRE_EFFECT_SCORE,                \
	    "queue the scoring")                                               \
	X(NOTE, NOBODY, HIRE_EFFECT_RECORD, "record it")

/* In every state of the running talk. */
#define HIRE__LIVE_ROWS(X, state)                                              \
	X(state, LEAVE, NONE, END, CONCLUDED)                                  \
	X(state, CANCEL, NONE, END, CONCLUDED)                                 \
	X(state, TIME_UP, NO_TIME, END, CONCLUDED)                             \
	X(state, AWAY, HERE, DOWN, state)                                      \
	X(state, BACK, GONE, UP, state)                                        \
	X(state, TICK, NONE, ACCOUNT, state)

/* After a question as after a follow-up. */
#define HIRE__ASKED_ROWS(X, state)                                             \
	X(state, ANSWER, THEIRS, ANSWERED, state)                              \
	X(state, SKIP, THEIRS, TAKE, state)                                    \
	X(state, PROBE, PROBES, PROBED, FOLLOW_UP)                             \
	X(state, ASK, QUESTIONS, ASKED, QUESTION)                              \
	X(state, INVITE, INVITING, HAND, CANDIDATE_QUESTIONS)                  \
	X(state, CONCLUDE, UNINVITING, END, CONCLUDED)                         \
	HIRE__LIVE_ROWS(X, state)

/* state, event, guard, action, next state. */
#define HIRE__TRANSITION_MAP(X)                                                \
	X(READY, BEGIN, NONE, START, GREETING)                                 \
	X(READY, CANCEL, NONE, DROP, CONCLUDED)                                \
	X(GREETING, GREET, UNGREETED, HAND, GREETING)                          \
	X(GREETING, PROCEED, THEIRS, TAKE, GREETING)                           \
	X(GREETING, ASK, QUESTIONS, ASKED, QUESTION)                           \
	HIRE__LIVE_ROWS(X, GREETING)                                           \
	HIRE__ASKED_ROWS(X, QUESTION)                                          \
	HIRE__ASKED_ROWS(X, FOLLOW_UP)                                         \
	X(CANDIDATE_QUESTIONS, QUERY, QUERIES, QUERIED, CANDIDATE_QUESTIONS)   \
	X(CANDIDATE_QUESTIONS, REPLY, QUERIED, HAND, CANDIDATE_QUESTIONS)      \
	X(CANDIDATE_QUESTIONS, DONE, THEIRS, TAKE, CANDIDATE_QUESTIONS)        \
	X(CANDIDATE_QUESTIONS, CONCLUDE, OURS, END, CONCLUDED)                 \
	HIRE__LIVE_ROWS(X, CANDIDATE_QUESTIONS)                                \
	X(CONCLUDED, SCORE, NONE, NOTE, SCORING)                               \
	X(SCORING, SCORE, NONE, NOTE, SCORING)                                 \
	X(SCORING, SCORED, NONE, NOTE, SCORED)                                 \
	X(SCORING, UNSCORED, NONE, NOTE, UNSCORED)                             \
	X(UNSCORED, SCORE, NONE, NOTE, SCORING)

#endif
