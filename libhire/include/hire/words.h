/* SPDX-License-Identifier: MIT
 * hire/words.h - the words of the field: every enumeration, listed once.
 * From each list come the C constants, the texts in JSON and URLs, and the
 * checks of input.  Stores keep the numbers: new rows go to the end.
 */
#ifndef HIRE_WORDS_H
#define HIRE_WORDS_H

#include <hire/base.h>

HIRE_BEGIN_DECLS

/** The texts of one enumeration; value i is written as names[i]. */
typedef struct hire_words {
	const char *name;
	const char *const *names;
	size_t count;
} hire_words;

/** Text of `value`, or "?" when there is no such value; static. */
HIRE_API const char *
hire_word(const hire_words *words, int64_t value);

/** Value of `text` (exact match); false when it is none of them. */
HIRE_API HIRE_CHECK bool
hire_word_parse(const hire_words *words, const char *text, int *out);

#define HIRE_ROLE_MAP(X)                                                       \
	X(ROLE_HR, "hr")                                                       \
	X(ROLE_CANDIDATE, "candidate")                                         \
	X(ROLE_ADMIN, "admin")

#define HIRE_ACCOUNT_STATE_MAP(X)                                              \
	X(ACCOUNT_ACTIVE, "active")                                            \
	X(ACCOUNT_DISABLED, "disabled")

#define HIRE_TOKEN_PURPOSE_MAP(X)                                              \
	X(TOKEN_CONFIRM_EMAIL, "confirm_email")                                \
	X(TOKEN_RESET_PASSWORD, "reset_password")                              \
	X(TOKEN_INTERVIEW, "interview") /* one connection to an interview */

/** What an API key may do; all: everything its maker may, also what later
 * versions add. */
#define HIRE_SCOPE_MAP(X)                                                      \
	X(SCOPE_ALL, "all")                                                    \
	X(SCOPE_JOBS_READ, "jobs:read")                                        \
	X(SCOPE_JOBS_WRITE, "jobs:write")                                      \
	X(SCOPE_APPLICATIONS_READ, "applications:read")                        \
	X(SCOPE_APPLICATIONS_WRITE, "applications:write")                      \
	X(SCOPE_INTERVIEWS_READ, "interviews:read")                            \
	X(SCOPE_INTERVIEWS_WRITE, "interviews:write")                          \
	X(SCOPE_PAYMENTS_READ, "payments:read")                                \
	X(SCOPE_PAYMENTS_WRITE, "payments:write")                              \
	X(SCOPE_WEBHOOKS_READ, "webhooks:read")                                \
	X(SCOPE_WEBHOOKS_WRITE, "webhooks:write")                              \
	X(SCOPE_REPORTS_READ, "reports:read")

#define HIRE_VISIBILITY_MAP(X)                                                 \
	X(VISIBILITY_PUBLIC, "public")                                         \
	X(VISIBILITY_PRIVATE, "private")

/** draft: never paid; open: seats are free; paused by HR; full: every paid
 * seat is taken, closed until paid again; closed by HR. */
#define HIRE_JOB_STATE_MAP(X)                                                  \
	X(JOB_DRAFT, "draft")                                                  \
	X(JOB_OPEN, "open")                                                    \
	X(JOB_PAUSED, "paused")                                                \
	X(JOB_FULL, "full")                                                    \
	X(JOB_CLOSED, "closed")

#define HIRE_QUESTION_SOURCE_MAP(X)                                            \
	X(QUESTION_RECRUITER, "recruiter")                                     \
	X(QUESTION_GENERATED, "generated")

/** submitted: the resume is being read; unreadable: upload another;
 * eligible: the interview is open; the rest say what they mean. */
#define HIRE_APPLICATION_STATE_MAP(X)                                          \
	X(APPLICATION_SUBMITTED, "submitted")                                  \
	X(APPLICATION_UNREADABLE, "unreadable")                                \
	X(APPLICATION_NOT_ELIGIBLE, "not_eligible")                            \
	X(APPLICATION_ELIGIBLE, "eligible")                                    \
	X(APPLICATION_INTERVIEWING, "interviewing")                            \
	X(APPLICATION_INTERVIEWED, "interviewed")                              \
	X(APPLICATION_SCORED, "scored")                                        \
	X(APPLICATION_UNSCORED, "unscored")                                    \
	X(APPLICATION_WITHDRAWN, "withdrawn")

#define HIRE_RESUME_STATE_MAP(X)                                               \
	X(RESUME_UPLOADED, "uploaded")                                         \
	X(RESUME_READ, "read")                                                 \
	X(RESUME_FAILED, "failed")

#define HIRE_REQUIREMENT_KIND_MAP(X)                                           \
	X(REQUIREMENT_MUST, "must")                                            \
	X(REQUIREMENT_NICE, "nice")

#define HIRE_REQUIREMENT_STATE_MAP(X)                                          \
	X(REQUIREMENT_NOT_FOUND, "not_found")                                  \
	X(REQUIREMENT_PARTLY, "partly")                                        \
	X(REQUIREMENT_MET, "met")

/** What a part of a requirement asks for. */
#define HIRE_ASK_MAP(X)                                                        \
	X(ASK_SKILL, "skill")                                                  \
	X(ASK_YEARS, "years")                                                  \
	X(ASK_DEGREE, "degree")

/** Why a part of a requirement earned what it did (docs/matching.md). */
#define HIRE_CREDIT_MAP(X)                                                     \
	X(CREDIT_NONE, "none")       /* nothing shows it */                    \
	X(CREDIT_SAME, "same")       /* the skill itself */                    \
	X(CREDIT_COVERED, "covered") /* a skill that cannot be without it */   \
	X(CREDIT_WORK, "work")       /* a tool of that line of work */         \
	X(CREDIT_CLAIMED, "claimed") /* that work, but in no dated job */      \
	X(CREDIT_SIBLING, "sibling") /* another skill of its family */         \
	X(CREDIT_WIDER, "wider")     /* only the wider thing */                \
	X(CREDIT_NAMED, "named")     /* months of jobs that name the skill */  \
	X(CREDIT_LISTED, "listed")   /* 3/4 of all months: it is listed */     \
	X(CREDIT_ALL, "all")         /* all months of experience */            \
	X(CREDIT_UNDATED, "undated") /* no job is dated */                     \
	X(CREDIT_REACHED, "reached") /* the degree, or a higher one */         \
	X(CREDIT_FIELD, "field")     /* the degree, in another field */        \
	X(CREDIT_BELOW, "below")     /* one degree below */                    \
	X(CREDIT_INSTEAD, "instead") /* experience in its place */             \
	X(CREDIT_UNSHOWN,                                                      \
	    "unshown")         /* only listed, by a work of another kind */    \
	X(CREDIT_BARE, "bare") /* only listed, by nothing dated */             \
	X(CREDIT_COPIED, "copied") /* only in sentences copied from the job */

#define HIRE_DEGREE_MAP(X)                                                     \
	X(DEGREE_NONE, "none")                                                 \
	X(DEGREE_ASSOCIATE, "associate")                                       \
	X(DEGREE_BACHELOR, "bachelor")                                         \
	X(DEGREE_MASTER, "master")                                             \
	X(DEGREE_DOCTORATE, "doctorate")

#define HIRE_INTERVIEW_STATE_MAP(X)                                            \
	X(INTERVIEW_READY, "ready")                                            \
	X(INTERVIEW_GREETING, "greeting")                                      \
	X(INTERVIEW_QUESTION, "question")                                      \
	X(INTERVIEW_FOLLOW_UP, "follow_up")                                    \
	X(INTERVIEW_CANDIDATE_QUESTIONS, "candidate_questions")                \
	X(INTERVIEW_CONCLUDED, "concluded")                                    \
	X(INTERVIEW_SCORING, "scoring")                                        \
	X(INTERVIEW_SCORED, "scored")                                          \
	X(INTERVIEW_UNSCORED, "unscored")

/** How a conversation ended; none while it has not. */
#define HIRE_INTERVIEW_END_MAP(X)                                              \
	X(END_NONE, "none")                                                    \
	X(END_ALL_ASKED, "all_asked")                                          \
	X(END_TIME_UP, "time_up")                                              \
	X(END_LEFT, "left")                                                    \
	X(END_CANCELLED, "cancelled")

/** Who has to act next. */
#define HIRE_TURN_MAP(X)                                                       \
	X(TURN_NOBODY, "nobody")                                               \
	X(TURN_CANDIDATE, "candidate")                                         \
	X(TURN_OURS, "ours")

/** Everything that can happen in an interview.  begin..done and leave come
 * from the candidate or speak to them; the rest is the platform's doing. */
#define HIRE_EVENT_MAP(X)                                                      \
	X(EVENT_BEGIN, "begin")       /* the candidate consents, starts */     \
	X(EVENT_GREET, "greet")       /* our greeting */                       \
	X(EVENT_PROCEED, "proceed")   /* the candidate is ready */             \
	X(EVENT_ASK, "ask")           /* our next question */                  \
	X(EVENT_PROBE, "probe")       /* our follow-up to an answer */         \
	X(EVENT_ANSWER, "answer")     /* the candidate answers */              \
	X(EVENT_SKIP, "skip")         /* ... or passes the question */         \
	X(EVENT_INVITE, "invite")     /* "your questions, please" */           \
	X(EVENT_QUERY, "query")       /* the candidate asks us */              \
	X(EVENT_REPLY, "reply")       /* our reply */                          \
	X(EVENT_DONE, "done")         /* the candidate has no more */          \
	X(EVENT_CONCLUDE, "conclude") /* our closing words */                  \
	X(EVENT_LEAVE, "leave")       /* the candidate walks out */            \
	X(EVENT_CANCEL, "cancel")     /* called off by HR or a fault */        \
	X(EVENT_TIME_UP, "time_up")   /* the clock ran out */                  \
	X(EVENT_AWAY, "away")         /* the line broke */                     \
	X(EVENT_BACK, "back")         /* the line is back */                   \
	X(EVENT_TICK, "tick")         /* a sign of life, not recorded */       \
	X(EVENT_SCORE, "score")       /* a worker begins to score */           \
	X(EVENT_SCORED, "scored")     /* the scorecard is stored */            \
	X(EVENT_UNSCORED, "unscored") /* no score, with a reason */

#define HIRE_SEAT_KIND_MAP(X)                                                  \
	X(SEAT_BOUGHT, "bought")                                               \
	X(SEAT_RESERVED, "reserved")                                           \
	X(SEAT_USED, "used")                                                   \
	X(SEAT_GIVEN_BACK, "given_back")                                       \
	X(SEAT_REFUNDED, "refunded")

#define HIRE_PAYMENT_STATE_MAP(X)                                              \
	X(PAYMENT_PENDING, "pending")                                          \
	X(PAYMENT_PAID, "paid")                                                \
	X(PAYMENT_FAILED, "failed")                                            \
	X(PAYMENT_EXPIRED, "expired")                                          \
	X(PAYMENT_PARTLY_REFUNDED, "partly_refunded")                          \
	X(PAYMENT_REFUNDED, "refunded")

#define HIRE_INVOICE_KIND_MAP(X)                                               \
	X(INVOICE_BILL, "invoice")                                             \
	X(INVOICE_CREDIT, "credit_note")

#define HIRE_MESSAGE_STATE_MAP(X)                                              \
	X(MESSAGE_READY, "ready")                                              \
	X(MESSAGE_DEAD, "dead")

/** What an organisation's own server can be told of (docs/webhooks.md). */
#define HIRE_WEBHOOK_EVENT_MAP(X)                                              \
	X(WEBHOOK_APPLICATION_MATCHED, "application.matched")                  \
	X(WEBHOOK_INTERVIEW_STARTED, "interview.started")                      \
	X(WEBHOOK_INTERVIEW_ENDED, "interview.ended")                          \
	X(WEBHOOK_SCORECARD_READY, "scorecard.ready")                          \
	X(WEBHOOK_JOB_CLOSED, "job.closed")

/** waiting: to be tried, now or later; dead: given up, may be replayed. */
#define HIRE_DELIVERY_STATE_MAP(X)                                             \
	X(DELIVERY_WAITING, "waiting")                                         \
	X(DELIVERY_DELIVERED, "delivered")                                     \
	X(DELIVERY_DEAD, "dead")

/** What a job text may ask for that it should not; none: nothing. */
#define HIRE_CONCERN_MAP(X)                                                    \
	X(CONCERN_NONE, "none")                                                \
	X(CONCERN_AGE, "age")                                                  \
	X(CONCERN_GENDER, "gender")                                            \
	X(CONCERN_ORIGIN, "origin")                                            \
	X(CONCERN_LANGUAGE, "language")                                        \
	X(CONCERN_CITIZENSHIP, "citizenship")                                  \
	X(CONCERN_RELIGION, "religion")                                        \
	X(CONCERN_FAMILY, "family")                                            \
	X(CONCERN_HEALTH, "health")                                            \
	X(CONCERN_ORIENTATION, "orientation")                                  \
	X(CONCERN_MILITARY, "military")                                        \
	X(CONCERN_APPEARANCE, "appearance")                                    \
	X(CONCERN_RECORD, "record")                                            \
	X(CONCERN_CREDIT, "credit")                                            \
	X(CONCERN_CULTURE, "culture")                                          \
	X(CONCERN_UNPAID, "unpaid")                                            \
	X(CONCERN_SCHOOL, "school")                                            \
	X(CONCERN_GRADUATION, "graduation")                                    \
	X(CONCERN_GAP, "gap")                                                  \
	X(CONCERN_COMMUTE, "commute")                                          \
	X(CONCERN_CAR, "car")                                                  \
	X(CONCERN_YEARS, "years")                                              \
	X(CONCERN_NEWNESS, "newness")                                          \
	X(CONCERN_MUSTS, "musts")                                              \
	X(CONCERN_OPINION, "opinion")                                          \
	X(CONCERN_PAY_HISTORY, "pay_history")

/** C type, list of rows, and the table of texts for each of them. */
/* How the board is listed; see hire_board_list(). */
#define HIRE_BOARD_ORDER_MAP(X)                                                \
	X(BOARD_NEWEST, "newest")                                              \
	X(BOARD_BEST, "best")

#define HIRE_ENUM_MAP(E)                                                       \
	E(hire_role, HIRE_ROLE_MAP)                                            \
	E(hire_account_state, HIRE_ACCOUNT_STATE_MAP)                          \
	E(hire_token_purpose, HIRE_TOKEN_PURPOSE_MAP)                          \
	E(hire_visibility, HIRE_VISIBILITY_MAP)                                \
	E(hire_job_state, HIRE_JOB_STATE_MAP)                                  \
	E(hire_question_source, HIRE_QUESTION_SOURCE_MAP)                      \
	E(hire_application_state, HIRE_APPLICATION_STATE_MAP)                  \
	E(hire_resume_state, HIRE_RESUME_STATE_MAP)                            \
	E(hire_requirement_kind, HIRE_REQUIREMENT_KIND_MAP)                    \
	E(hire_requirement_state, HIRE_REQUIREMENT_STATE_MAP)                  \
	E(hire_ask, HIRE_ASK_MAP)                                              \
	E(hire_credit, HIRE_CREDIT_MAP)                                        \
	E(hire_degree, HIRE_DEGREE_MAP)                                        \
	E(hire_interview_state, HIRE_INTERVIEW_STATE_MAP)                      \
	E(hire_interview_end, HIRE_INTERVIEW_END_MAP)                          \
	E(hire_turn, HIRE_TURN_MAP)                                            \
	E(hire_event, HIRE_EVENT_MAP)                                          \
	E(hire_seat_kind, HIRE_SEAT_KIND_MAP)                                  \
	E(hire_payment_state, HIRE_PAYMENT_STATE_MAP)                          \
	E(hire_invoice_kind, HIRE_INVOICE_KIND_MAP)                            \
	E(hire_message_state, HIRE_MESSAGE_STATE_MAP)                          \
	E(hire_scope, HIRE_SCOPE_MAP)                                          \
	E(hire_webhook_event, HIRE_WEBHOOK_EVENT_MAP)                          \
	E(hire_delivery_state, HIRE_DELIVERY_STATE_MAP)                        \
	E(hire_concern, HIRE_CONCERN_MAP)                                      \
	E(hire_board_order, HIRE_BOARD_ORDER_MAP)

#define HIRE__CONSTANT(name, text) HIRE_##name,
#define HIRE__ONE(name, text)      +1
#define HIRE__ENUM(type, MAP)                                                  \
	typedef enum type { MAP(HIRE__CONSTANT) } type;                        \
	enum { type##_count = 0 MAP(HIRE__ONE) };                              \
	/** Texts of this enumeration. */                                      \
	HIRE_API extern const hire_words type##_words;
HIRE_ENUM_MAP(HIRE__ENUM)
#undef HIRE__ENUM
#undef HIRE__ONE
#undef HIRE__CONSTANT

HIRE_END_DECLS
#endif
