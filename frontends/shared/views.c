/* SPDX-License-Identifier: MIT
 * views.c - results of the library that are no records; see views.h.
 */
#include "views.h"
#include "view.h"

static const hire_field job_numbers_fields[] = {
    VIEW_INT(job_numbers, seats_bought, "seats paid for"),
    VIEW_INT(job_numbers, seats_reserved, "interviews that are running"),
    VIEW_INT(job_numbers, seats_used, "interviews held"),
    VIEW_INT(job_numbers, seats_refunded, "seats paid back"),
    VIEW_INT(job_numbers, seats_free, "seats that are free"),
    VIEW_INT(job_numbers, applications, "applications"),
    VIEW_INT(job_numbers, eligible, "of them eligible"),
    VIEW_INT(job_numbers, interviewed, "of them interviewed"),
    VIEW_INT(job_numbers, scored, "of them scored"),
    VIEW_MAYBE(job_numbers, mean_match, "percent; null: none"),
    VIEW_MAYBE(job_numbers, mean_role_fit, "tenths; null: none"),
};
VIEW_SHARED(job_numbers);

static const hire_field remark_fields[] = {
    VIEW_ENUM(remark, concern, hire_concern_words, "what it is about"),
    VIEW_TEXT(remark, part, "title, details or requirements"),
    VIEW_INT(remark, line, "line of that part; 0: the text as a whole"),
    VIEW_TEXT(remark, words, "the words"),
    VIEW_TEXT(remark, sentence, "the sentence they stand in"),
    VIEW_TEXT(remark, reason, "why it is a matter"),
    VIEW_TEXT(remark, instead, "what to write instead"),
};
VIEW_SHARED(remark);

static const hire_field remaining_fields[] = {
    VIEW_INT(remaining, left, "the candidate's time left, microseconds"),
};
VIEW_SHARED(remaining);

static const hire_field replayed_fields[] = {
    VIEW_INT(replayed, count, "deliveries that wait again"),
};
VIEW_SHARED(replayed);

static const hire_field hire_event_outcome_fields[] = {
    VIEW_TEXT(hire_event_outcome, payment_id, "payment it is about"),
    VIEW_BOOL(hire_event_outcome, duplicate, "it had acted before"),
    VIEW_TEXT(hire_event_outcome, text, "what it came to"),
};
VIEW_SHARED(hire_event_outcome);

job_numbers
job_numbers_of(const hire_job_metrics *m)
{
	return (job_numbers){m->seats.bought, m->seats.reserved, m->seats.used,
	    m->seats.refunded, hire_seats_free(&m->seats), m->applications,
	    m->eligible, m->interviewed, m->scored, m->mean_match,
	    m->mean_role_fit};
}

remark *
remarks_of(const hire_warnings *w, hire_arena *mem)
{
	remark *rows = hire_arena_alloc(mem, (w->count + 1) * sizeof *rows);
	for (size_t i = 0; rows && i < w->count; i++) {
		const hire_warning *v = &w->list[i];
		rows[i] = (remark){v->concern, v->part, v->words, v->sentence,
		    v->reason, v->instead, v->line};
	}
	return rows;
}
