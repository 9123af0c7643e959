/* SPDX-License-Identifier: MIT
 * scorecard.c - a scorecard and a transcript for people.
 * Shared by the commands that end with one.
 */
#include "interviews.h"
#include "out.h"
#include "term.h"

#include <string.h>

enum { INDENT = 4, CLOCK_COLUMNS = 7 };

/* A line of the card behind its mark, on as many lines as it takes. */
static void
print_line(cli *c, const char *mark, const char *text)
{
	out_text(c, "%*s%s", INDENT, "", mark);
	out_wrap(stdout, INDENT + table_width(mark), INDENT, term_width(),
	    out_safe(text, c->mem));
}

static void
print_quote(cli *c, const char *quote, int64_t seq)
{
	const char *text =
	    !quote ? NULL
	    : seq  ? hire_arena_printf(
	                 c->mem, "\"%s\" (entry %lld)", quote, (long long)seq)
	          : hire_arena_printf(c->mem, "\"%s\"", quote);
	if (!text)
		return;
	out_text(c, "%s", out_on(c, OUT_DIM));
	print_line(c, "", text);
	out_text(c, "%s", out_on(c, OUT_PLAIN));
}

static void
print_levels(cli *c, const hire_scorecard_result *r)
{
	out_heading(c, "Questions");
	if (!r->level_count)
		out_text(c, "No question was judged.\n");
	for (size_t i = 0; i < r->level_count; i++) {
		const hire_level *l = &r->levels[i];
		if (l->level < 0)
			out_text(c, "%3d. not judged\n", (int)l->question);
		else
			out_text(c, "%3d. %d of %d\n", (int)l->question,
			    (int)l->level, HIRE_LEVEL_MAX);
		print_quote(c, l->quote, 0);
		if (l->reason)
			print_line(c, "", l->reason);
	}
}

static void
print_remarks(
    cli *c, const char *title, const hire_remark *remarks, size_t count)
{
	if (count)
		out_heading(c, title);
	for (size_t i = 0; i < count; i++) {
		out_text(c, "  - ");
		out_wrap(stdout, INDENT, INDENT, term_width(),
		    out_safe(remarks[i].text, c->mem));
		print_quote(c, remarks[i].quote, remarks[i].seq);
	}
}

void
scorecard_print(cli *c, const hire_scorecard_result *r)
{
	if (c->json)
		return;
	if (r->scored)
		out_text(c, "%sRole fit %d.%d of 10%s (%s)\n",
		    out_on(c, OUT_BOLD), (int)r->role_fit / 10,
		    (int)r->role_fit % 10, out_on(c, OUT_PLAIN),
		    r->engine ? r->engine : "");
	else
		out_text(c, "%sUnscored%s: %s\n", out_on(c, OUT_BOLD),
		    out_on(c, OUT_PLAIN), out_safe(r->reason, c->mem));
	if (r->scored && r->reason)
		out_text(c, "%s\n", out_safe(r->reason, c->mem));
	print_remarks(c, "Strengths", r->strengths, r->strength_count);
	print_remarks(c, "To improve", r->improvements, r->improvement_count);
	if (r->scored)
		print_levels(c, r);
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
		fprintf(f, "%s%s%s: ", out_on(c, OUT_BOLD), who,
		    out_on(c, OUT_PLAIN));
	if (who)
		out_wrap(f, CLOCK_COLUMNS + strlen(who) + 2, CLOCK_COLUMNS,
		    term_width(), text);
	else
		fprintf(f, "(%s%s%s)\n",
		    hire_word(&hire_event_words, (int)e->event),
		    *text ? ": " : "", text);
}
