/* SPDX-License-Identifier: MIT
 * hire/model.h - the records of the platform: plain structs.
 * Texts are owned by the arena a record was read into, or borrowed from the
 * caller when given; NULL is "not set".  Fields are described in the tables
 * (hire_<name>_record), where limits and meaning stand.
 */
#ifndef HIRE_MODEL_H
#define HIRE_MODEL_H

#include <hire/record.h>

HIRE_BEGIN_DECLS

typedef struct hire_organisation {
	HIRE_RECORD_HEAD;
	const char *name;
} hire_organisation;

typedef struct hire_account {
	HIRE_RECORD_HEAD;
	const char *email, *name;
	hire_role role;
	hire_account_state state;
	const char *organisation_id; /**< of hr; NULL for others */
	const char *credential;      /**< password hash, PHC format */
	int64_t generation;          /**< tokens of an older one are void */
	hire_time confirmed_at;
} hire_account;

/** Wrong passwords for one e-mail address, with or without an account: from
 * one place, or from all of them. */
typedef struct hire_guess {
	HIRE_RECORD_HEAD;
	const char *hash;       /**< of the address and the place */
	const char *email_hash; /**< of the address */
	int64_t count;
	hire_time since;        /**< when counting began */
	hire_time locked_until; /**< no attempt before */
} hire_guess;

/** One refresh token of a log-in; a use replaces it by a successor. */
typedef struct hire_login {
	HIRE_RECORD_HEAD;
	const char *account_id, *family, *hash;
	int64_t generation; /**< the account's when the log-in began */
	hire_time expires_at, used_at, revoked_at;
} hire_login;

typedef struct hire_one_time_token {
	HIRE_RECORD_HEAD;
	const char *account_id, *hash;
	hire_token_purpose purpose;
	hire_time expires_at, used_at;
	const char *object_id; /**< what it opens; NULL: the account's own */
	const char *login_id;  /**< that it was made in; NULL: in none */
	int64_t line;          /**< of the connection that it opens; 0: none */
} hire_one_time_token;

typedef struct hire_api_key {
	HIRE_RECORD_HEAD;
	const char *organisation_id, *account_id, *name, *hash, *scopes;
	hire_time revoked_at;
	hire_time last_used_at; /**< to the minute; 0: never */
} hire_api_key;

/** A call that made something, so that the same call again gives the same. */
typedef struct hire_request {
	HIRE_RECORD_HEAD;
	const char *account_id, *key, *operation, *hash, *object_id;
} hire_request;

typedef struct hire_job {
	HIRE_RECORD_HEAD;
	const char *organisation_id, *created_by;
	const char *title, *place, *details, *requirements;
	bool remote;
	int64_t salary_min, salary_max;
	const char *currency;
	hire_visibility visibility;
	const char *link; /**< secret of the private link */
	int64_t interview_minutes, question_count, threshold;
	hire_job_state state;
	bool paused, closed;
	hire_time posted_at; /**< first time it opened */
	int64_t seats_bought, seats_reserved, seats_used, seats_refunded;
	const char *facts;    /**< requirements as found, JSON */
	const char *warnings; /**< of hire_job_lint(), JSON */
	int64_t revision;     /**< of title, details and requirements */
} hire_job;

/** A question that the recruiter wrote for a job. */
typedef struct hire_question {
	HIRE_RECORD_HEAD;
	const char *job_id;
	int64_t position;
	const char *text, *ideal;
} hire_question;

typedef struct hire_resume {
	HIRE_RECORD_HEAD;
	const char *candidate_id, *filename, *blob, *sha256;
	int64_t bytes;
	hire_resume_state state;
	const char *text, *facts, *engine;
} hire_resume;

typedef struct hire_application {
	HIRE_RECORD_HEAD;
	const char *job_id, *candidate_id, *resume_id;
	hire_application_state state;
	int64_t score; /**< of the match, 0..100; -1 before it */
	const char *match_id, *interview_id;
	const char *problem, *problem_code; /**< why it is stuck */
	const char *admitted_by;
	bool corrected; /**< the candidate's one correction is spent */
} hire_application;

/** A match as computed; never changed afterwards. */
typedef struct hire_stored_match {
	HIRE_RECORD_HEAD;
	const char *job_id, *resume_id;
	int64_t job_revision, score, threshold, formula;
	bool eligible;
	const char *result, *engine;
} hire_stored_match;

typedef struct hire_interview {
	HIRE_RECORD_HEAD;
	const char *application_id, *job_id, *candidate_id;
	hire_interview_state state;
	hire_interview_end end;
	hire_turn turn;
	hire_event latest; /**< last event that was not about the line */
	int64_t max_questions, max_probes, max_queries;
	int64_t asked, answered, probes, queries;
	int64_t budget, spent, cap, given_back, gap, mode;
	hire_time last_wall;
	int64_t last_steady, last_boot;
	hire_time started_at, ended_at, deadline_at;
	int64_t last_seq;
	int64_t line;  /**< of the candidate's connections, the one that speaks;
	                    0: there was none yet */
	int64_t lines; /**< numbers that such connections were given */
	const char *problem; /**< why it is unscored */
} hire_interview;

/** The questions of one interview, frozen when it was made ready.  Apart from
 * the interview, whose row is written with every event. */
typedef struct hire_interview_plan {
	HIRE_RECORD_HEAD;
	const char *interview_id;
	const char *plan; /**< JSON of a hire_plan */
} hire_interview_plan;

/** One entry of a transcript; never changed. */
typedef struct hire_interview_event {
	HIRE_RECORD_HEAD;
	const char *interview_id;
	int64_t seq; /**< 1, 2, 3 ... without gaps */
	hire_event event;
	int64_t question;      /**< 1-based; 0 outside the questions */
	const char *text;      /**< what was said, or a reason */
	const char *client_id; /**< the client's own id: counted once */
	int64_t left;          /**< time left then, microseconds */
} hire_interview_event;

typedef struct hire_scorecard {
	HIRE_RECORD_HEAD;
	const char *interview_id, *application_id, *job_id;
	bool scored;
	int64_t role_fit; /**< tenths, 0..100; 0 and unscored: no number */
	const char *result, *reason, *engine;
} hire_scorecard;

typedef struct hire_payment {
	HIRE_RECORD_HEAD;
	const char *organisation_id, *job_id, *created_by;
	const char *provider, *provider_ref, *idempotency_key, *url;
	hire_payment_state state;
	int64_t amount, refunded; /**< minor units */
	const char *currency;
	int64_t seats, seats_refunded;
	hire_time paid_at, expires_at;
} hire_payment;

/** One entry of a job's seat ledger; never changed. */
typedef struct hire_seat_entry {
	HIRE_RECORD_HEAD;
	const char *job_id;
	hire_seat_kind kind;
	int64_t count;
	const char *cause; /**< unique: what can only happen once */
	const char *payment_id, *interview_id;
} hire_seat_entry;

typedef struct hire_invoice {
	HIRE_RECORD_HEAD;
	const char *organisation_id, *payment_id;
	hire_invoice_kind kind;
	int64_t number; /**< 1, 2, 3 ... of the platform */
	int64_t amount;
	const char *currency, *description, *cause;
} hire_invoice;

/** An event of a payment provider, stored before it acts. */
typedef struct hire_provider_event {
	HIRE_RECORD_HEAD;
	const char *provider_event; /**< "provider:its id" */
	const char *kind, *payment_id;
	int64_t amount; /**< minor units of the payment's currency */
	const char *outcome;
} hire_provider_event;

/** A message of the queue. */
typedef struct hire_message {
	HIRE_RECORD_HEAD;
	const char *kind;
	const char *key;  /**< unique while it waits; NULL: none */
	const char *body; /**< JSON */
	hire_message_state state;
	int64_t priority; /**< 0 first .. 9 last */
	hire_time run_at; /**< due; while leased, the lease's end */
	const char *leased_by;
	int64_t attempts, max_attempts;
	const char *last_error;
} hire_message;

/** An endpoint of an organisation that is told of events. */
typedef struct hire_webhook {
	HIRE_RECORD_HEAD;
	const char *organisation_id, *account_id, *url, *events, *description;
	bool enabled;
	const char *disabled_why; /**< when the platform did it */
	const char *secret, *old_secret;
	hire_time old_until;     /**< until then the old secret signs too */
	int64_t failures;        /**< in a row */
	hire_time failing_since; /**< first of them; 0: none */
	hire_time paused_until;  /**< no attempt before */
} hire_webhook;

/** One event on its way to one endpoint. */
typedef struct hire_webhook_delivery {
	HIRE_RECORD_HEAD;
	const char *webhook_id, *organisation_id;
	hire_webhook_event event;
	const char *event_id; /**< one for all endpoints: their webhook-id */
	const char *body;
	hire_delivery_state state;
	int64_t attempts;
	int64_t last_status; /**< HTTP; 0: no reply */
	const char *last_error;
	hire_time next_at, delivered_at;
} hire_webhook_delivery;

typedef struct hire_audit_entry {
	HIRE_RECORD_HEAD;
	const char *actor_id, *action, *object_id, *detail;
} hire_audit_entry;

/** What all processes of an installation share, such as keys. */
typedef struct hire_setting {
	HIRE_RECORD_HEAD;
	const char *name, *value;
} hire_setting;

/** Struct and table name, id prefix. */
#define HIRE_RECORD_MAP(X)                                                     \
	X(organisation, "org")                                                 \
	X(account, "acct")                                                     \
	X(login, "login")                                                      \
	X(one_time_token, "ott")                                               \
	X(api_key, "key")                                                      \
	X(job, "job")                                                          \
	X(question, "qst")                                                     \
	X(resume, "res")                                                       \
	X(application, "app")                                                  \
	X(stored_match, "mat")                                                 \
	X(interview, "int")                                                    \
	X(interview_event, "iev")                                              \
	X(interview_plan, "ipl")                                               \
	X(scorecard, "sco")                                                    \
	X(payment, "pay")                                                      \
	X(seat_entry, "sea")                                                   \
	X(invoice, "inv")                                                      \
	X(provider_event, "pev")                                               \
	X(message, "msg")                                                      \
	X(audit_entry, "aud")                                                  \
	X(setting, "set")                                                      \
	X(request, "req")                                                      \
	X(guess, "guess")                                                      \
	X(webhook, "whk")                                                      \
	X(webhook_delivery, "whd")

#define HIRE__DECLARE(name, prefix)                                            \
	/** Field table of this record. */                                     \
	HIRE_API extern const hire_record hire_##name##_record;
HIRE_RECORD_MAP(HIRE__DECLARE)
#undef HIRE__DECLARE

HIRE_END_DECLS
#endif
