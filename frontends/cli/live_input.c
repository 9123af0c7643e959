/* SPDX-License-Identifier: MIT
 * live_input.c - typing against the clock.
 * The countdown stands in the prompt and moves while one types; without a
 * terminal the same code reads lines.
 */
#include "live.h"
#include "out.h"
#include "term.h"

#include <string.h>
#include <unistd.h>

enum { WAIT_MS = 100, ESCAPE = 27, PASTE_BEGINS = 200, PASTE_ENDS = 201 };

/* The clock is read at least once a second (hire/interviews.h). */
#define TICK_EVERY (HIRE_SECOND / 2)

/* What was typed is sent when less than this is left. */
#define LAST_MOMENT (HIRE_SECOND + HIRE_SECOND / 2)

/* Characters at the end of `line` that fit into `room` columns. */
static const char *
tail(const char *line, size_t room)
{
	size_t n = table_width(line);
	while (n > room) {
		line++;
		while (((unsigned char)*line & 0xC0) == 0x80)
			line++;
		n--;
	}
	return line;
}

/* Away with the prompt as it stands: a terminal that became narrower has
 * broken it into several lines. */
static void
clear_prompt(live *l, size_t width)
{
	if (width && width < l->width && l->shown > width)
		fprintf(l->ui, "\033[%zuA", (l->shown - 1) / width);
	fputs(width != l->width ? "\r\033[J" : "\r\033[K", l->ui);
	l->width = width;
}

static void
draw(live *l)
{
	size_t width = term_width();
	long long s = (long long)((l->left + HIRE_SECOND - 1) / HIRE_SECOND);
	if (!l->tty || (!l->dirty && s == l->drawn && width == l->width))
		return;
	l->drawn = s;
	l->dirty = false;
	const char *style = out_on(l->c, s <= 60 ? OUT_BAD : OUT_DIM);
	l->line[l->line_len] = '\0';
	const char *text = tail(l->line, width > 20 ? width - 12 : 60);
	clear_prompt(l, width);
	l->shown = table_width(text) + sizeof "[0:00]";
	fprintf(l->ui, "%s[%lld:%02lld]%s %s", style, s / 60, s % 60,
	    out_on(l->c, OUT_PLAIN), text);
	fflush(l->ui);
}

static void
erase_character(live *l)
{
	while (l->line_len &&
	       ((unsigned char)l->line[l->line_len - 1] & 0xC0) == 0x80)
		l->line_len--;
	if (l->line_len)
		l->line_len--;
}

static void
erase_word(live *l)
{
	while (l->line_len && l->line[l->line_len - 1] == ' ')
		l->line_len--;
	while (l->line_len && l->line[l->line_len - 1] != ' ')
		l->line_len--;
}

/* Keys such as the arrows come as ESC [ ... letter: nothing to do for us,
 * except that ESC [ 200 ~ begins a pasted text and ESC [ 201 ~ ends it. */
static bool
in_escape(live *l, unsigned char byte)
{
	if (byte == ESCAPE) {
		l->escape = 1;
		l->key = 0;
		return true;
	}
	if (!l->escape)
		return false;
	bool goes_on = (l->escape == 1 && (byte == '[' || byte == 'O')) ||
	               (l->escape > 1 && byte < 0x40);
	if (byte >= '0' && byte <= '9' && l->key < 1000)
		l->key = l->key * 10 + (byte - '0');
	if (byte == '~' && (l->key == PASTE_BEGINS || l->key == PASTE_ENDS))
		l->paste = l->tty && l->key == PASTE_BEGINS;
	l->escape = goes_on ? l->escape + 1 : 0;
	return true;
}

static void
type(live *l, unsigned char byte)
{
	if (in_escape(l, byte))
		return;
	if (l->paste && byte < 32 && byte != '\t')
		return; /* no keys: part of what was copied */
	if (byte == 127 || byte == 8)
		erase_character(l);
	else if (byte == 21) /* Ctrl-U */
		l->line_len = 0;
	else if (byte == 23) /* Ctrl-W */
		erase_word(l);
	else if (byte >= 0x80 && byte <= 0x9F && l->line_len &&
	         (unsigned char)l->line[l->line_len - 1] == 0xC2)
		l->line_len--; /* U+0080 to U+009F steer terminals */
	else if ((byte >= 32 || byte == '\t') && l->line_len < LIVE_LINE_MAX)
		l->line[l->line_len++] = (char)byte;
}

static void
help(live *l)
{
	fprintf(l->ui,
	    "An empty line ends the answer.  /skip passes the question, "
	    "/leave ends the\ninterview, Ctrl-C pauses it: the same command "
	    "goes on with the time left.  What is typed and not sent is lost "
	    "with a pause,\nand pauses longer than the interview itself, in "
	    "all, count as its time.\n");
}

/* Append the typed line to the text. */
static void
keep_line(live *l)
{
	size_t room = LIVE_TEXT_MAX - l->text_len;
	size_t n = l->line_len < room ? l->line_len : room;
	if (l->text_len && room) {
		l->text[l->text_len++] = '\n';
		n = n < room - 1 ? n : room - 1;
	}
	memcpy(l->text + l->text_len, l->line, n);
	l->text_len += n;
	l->text[l->text_len] = '\0';
	l->line_len = 0;
}

/* A line of a pasted text ended: shown and kept, empty or not. */
static void
end_pasted_line(live *l)
{
	l->dirty = true;
	draw(l);
	fputc('\n', l->ui);
	keep_line(l);
}

/* Enter was pressed.  True when the entry is complete. */
static bool
end_line(live *l, bool many, live_entry *out)
{
	static const struct {
		const char *word;
		live_entry entry;
	} commands[] = {{"/skip", LIVE_SKIP}, {"/leave", LIVE_LEAVE}};
	l->line[l->line_len] = '\0';
	if (l->tty)
		fputc('\n', l->ui);
	for (size_t i = 0; i < COUNT(commands); i++)
		if (!strcmp(l->line, commands[i].word)) {
			*out = commands[i].entry;
			return true;
		}
	if (!strcmp(l->line, "/help")) {
		help(l);
		l->line_len = 0;
		return false;
	}
	bool blank = !l->line[strspn(l->line, " \t")];
	if (blank && !l->text_len) {
		l->line_len = 0;
		*out = LIVE_EMPTY;
		return !many;
	}
	if (!blank)
		keep_line(l);
	*out = LIVE_TEXT;
	return blank || !many;
}

/* The input ended: what is there counts, else the person went away. */
static void
end_input(live *l, live_entry *out)
{
	if (l->line_len)
		keep_line(l);
	*out = l->text_len ? LIVE_TEXT : LIVE_PAUSE;
}

/* Take what was read.  True when the entry is complete. */
static bool
take_bytes(live *l, bool many, live_entry *out)
{
	l->dirty |= l->in_at < l->in_len;
	while (l->in_at < l->in_len) {
		unsigned char byte = (unsigned char)l->in[l->in_at++];
		if ((byte == '\n' || byte == '\r') && l->paste) {
			end_pasted_line(l);
		} else if (byte == '\n' || byte == '\r') {
			if (end_line(l, many, out))
				return true;
		} else if (byte == 4 && l->tty && !l->paste) { /* Ctrl-D */
			end_input(l, out);
			return true;
		} else {
			type(l, byte);
		}
	}
	return false;
}

/* Wait a moment for input; the bytes are in `in`. */
static void
fill(live *l)
{
	if (!term_wait(WAIT_MS) || term_caught())
		return;
	ssize_t n = read(STDIN_FILENO, l->in, sizeof l->in);
	l->in_at = 0;
	l->in_len = n > 0 ? (size_t)n : 0;
	l->eof = n == 0;
}

/* A sign of life; `*ended` when there is no time left. */
static hire_status
tick(live *l, bool *ended, hire_error *err)
{
	int64_t now = hire_ctx_now(l->c->ctx).steady;
	if (now - l->ticked < TICK_EVERY)
		return HIRE_OK;
	l->ticked = now;
	hire_status st =
	    hire_interviews_tick(l->c->platform, l->id, &l->left, err);
	*ended = !st && !l->left;
	return st;
}

/* The last moment: send what was typed while there is time. */
static bool
last_moment(live *l, live_entry *out)
{
	if (l->left >= LAST_MOMENT || !(l->line_len + l->text_len))
		return false;
	end_input(l, out);
	fprintf(l->ui, "%sThe time is nearly up: what you wrote is sent.\n",
	    l->tty ? "\n" : "");
	return true;
}

hire_status
live_read(live *l, bool many, live_entry *out, hire_error *err)
{
	bool ended = false;
	hire_status st = HIRE_OK;
	l->text_len = l->line_len = 0;
	l->text[0] = '\0';
	l->dirty = true;
	draw(l);
	while (!st) {
		if (take_bytes(l, many, out))
			return HIRE_OK;
		if (term_caught()) {
			*out = LIVE_PAUSE;
			return HIRE_OK;
		}
		if (l->eof) {
			end_input(l, out);
			return HIRE_OK;
		}
		if (many && last_moment(l, out))
			return HIRE_OK;
		draw(l);
		fill(l);
		st = tick(l, &ended, err);
		if (!st && ended) {
			*out = LIVE_ENDED;
			return HIRE_OK;
		}
	}
	return st;
}
