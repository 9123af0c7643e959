/* SPDX-License-Identifier: MIT
 * scorecard.c - a scorecard and a transcript for people.
 * Shared by the commands that end with one.
 */
#include "interviews.h"
#include "out.h"
#include "view.h"

typedef struct verdict {
	int64_t question;
	const char *level, *quote, *reason;
} verdict;

static const hire_field verdict_fields[] = {
    VIEW_INT(verdict, question, "number of the question"),
    VIEW_TEXT(verdict, level, "0..4"),
    VIEW_TEXT(verdict, quote, "words of the transcript"),
    VIEW_TEXT(verdict, reason, "why"),
};
VIEW(verdict);
static const cli_shape levels_shape = {.form = CLI_ROWS,
    .record = &verdict_view,
    .title = "Questions",
    .empty = "No question was judged."};

static hire_status
print_levels(cli *c, const hire_scorecard_result *r, hire_error *err)
{
	verdict *rows =
	    hire_arena_alloc(c->mem, (r->level_count + 1) * sizeof *rows);
	if (!rows)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	for (size_t i = 0; i < r->level_count; i++) {
		const hire_level *l = &r->levels[i];
		rows[i] = (verdict){l->question,
		    l->level < 0 ? "-"
		                 : hire_arena_printf(c->mem, "%d of %d",
		                       (int)l->level, HIRE_LEVEL_MAX),
		    l->quote, l->reason};
	}
	return out_rows(c, &levels_shape, rows, r->level_count, NULL, err);
}

static void
print_remarks(
    cli *c, const char *title, const hire_remark *remarks, size_t count)
{
	if (count)
		out_heading(c, title);
	for (size_t i = 0; i < count; i++) {
		out_text(c, "  - %s\n", out_safe(remarks[i].text, c->mem));
		if (remarks[i].quote)
			out_text(c, "    %s\"%s\"%s (entry %lld)\n",
			    out_on(c, OUT_DIM),
			    out_safe(remarks[i].quote, c->mem),
			    out_on(c, OUT_PLAIN), (long long)remarks[i].seq);
	}
}

hire_status
scorecard_print(cli *c, const hire_scorecard_result *r, hire_error *err)
{
	if (c->json)
		return HIRE_OK;
	if (r->scored)
		out_text(c, "%sRole fit %d.%d of 10%s (%s)\n",
		    out_on(c, OUT_BOLD), (int)r->role_fit / 10,
		    (int)r->role_fit % 10, out_on(c, OUT_PLAIN),
		    r->engine ? r->engine : "");
	else
		out_text(c, "%sUnscored%s: %s\n", out_on(c, OUT_BOLD),
		    out_on(c, OUT_PLAIN), out_safe(r->reason, c->mem));
	print_remarks(c, "Strengths", r->strengths, r->strength_count);
	print_remarks(c, "To improve", r->improvements, r->improvement_count);
	return r->scored ? print_levels(c, r, err) : HIRE_OK;
}

/* Who speaks in an entry of a transcript. */
static const char *
speaker(hire_event event)
{
	switch (event) {
	case HIRE_EVENT_GREET:
	case HIRE_EVENT_ASK:
	case HIRE_EVENT_PROBE:
	case HIRE_EVENT_INVITE:
	case HIRE_EVENT_REPLY:
	case HIRE_EVENT_CONCLUDE:
		return "Interviewer";
	case HIRE_EVENT_ANSWER:
	case HIRE_EVENT_QUERY:
		return "Candidate";
	default:
		return NULL;
	}
}

bool
event_is_ours(hire_event event)
{
	const char *who = speaker(event);
	return who && *who == 'I';
}

void
event_print(cli *c, FILE *f, const hire_interview_event *e)
{
	const char *who = speaker(e->event);
	const char *text = out_safe(e->text, c->mem);
	long long s = (long long)(e->left / HIRE_SECOND);
	fprintf(f, "%s%3lld:%02lld%s ", out_on(c, OUT_DIM), s / 60, s % 60,
	    out_on(c, OUT_PLAIN));
	if (who)
		fprintf(f, "%s%s%s: %s\n", out_on(c, OUT_BOLD), who,
		    out_on(c, OUT_PLAIN), text);
	else
		fprintf(f, "(%s%s%s)\n",
		    hire_word(&hire_event_words, (int)e->event),
		    *text ? ": " : "", text);
}
