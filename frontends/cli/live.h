/* SPDX-License-Identifier: MIT
 * live.h - an interview in the terminal: the conversation and its clock.
 */
#ifndef HIRE_CLI_LIVE_H
#define HIRE_CLI_LIVE_H

#include "cli.h"

enum { LIVE_TEXT_MAX = 20000, LIVE_LINE_MAX = LIVE_TEXT_MAX };

/* What the person at the keyboard did. */
typedef enum live_entry {
	LIVE_TEXT,  /* an answer or a question, in `text` */
	LIVE_EMPTY, /* only Enter */
	LIVE_SKIP,
	LIVE_LEAVE,
	LIVE_PAUSE, /* Ctrl-C, or the input ended */
	LIVE_ENDED  /* the time is up or the interview is over */
} live_entry;

typedef struct live {
	cli *c;
	hire_arena *mem; /* of one turn */
	hire_actor who;
	const char *id;
	hire_interview_view view;
	int64_t seen;   /* last entry that was shown */
	int64_t left;   /* as of the last tick, microseconds */
	int64_t ticked; /* steady clock of that tick */
	FILE *ui;
	bool tty, eof, dirty;
	long long drawn;     /* seconds in the prompt as it stands */
	size_t width, shown; /* columns: of the terminal, of that prompt */
	char text[LIVE_TEXT_MAX + 1]; /* finished lines of the answer */
	size_t text_len;
	char line[LIVE_LINE_MAX + 1]; /* the line that is being typed */
	size_t line_len;
	char in[512]; /* bytes read ahead */
	size_t in_at, in_len;
	unsigned escape; /* place within an escape sequence of a key */
	unsigned key;    /* the number in that sequence */
	bool paste;      /* what comes was pasted: Enter is a letter of it */
} live;

/* live_input.c: let the person type until something is to be done.  `many`
 * says that an empty line ends the text; else Enter does. */
hire_status
live_read(live *l, bool many, live_entry *out, hire_error *err);

/* live.c: hold the interview `id` until it ends or the person goes away.
 * `*over` says which. */
hire_status
live_hold(
    cli *c, const hire_actor *who, const char *id, bool *over, hire_error *err);

#endif
