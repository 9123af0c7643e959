/* SPDX-License-Identifier: MIT
 * sandbox.c - documents read by a confined program, one process each.
 * Nothing of a document is parsed in this process; what the program answers is
 * taken as a stranger's word too.
 */
#include "sandbox.h"

#include "child.h"
#include "locate.h"

#include "util/ctx.h"
#include "util/json.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* JSON takes at most six characters for one. */
enum { ANSWER_ROOM = 64 << 10, ANSWER_PER_BYTE = 6, PING_SECONDS = 1 };

typedef struct sandbox {
	hire_ctx *ctx; /* borrowed */
	char *program; /* owned */
} sandbox;

/* The failures that the program may report. */
static const hire_status reported[] = {HIRE_ETOOBIG, HIRE_EUNSUPPORTED,
    HIRE_EDAMAGED, HIRE_EENCRYPTED, HIRE_ENOTEXT, HIRE_ETIMEOUT, HIRE_EBACKEND,
    HIRE_EBUSY};

static size_t
lower_of(size_t want, size_t max)
{
	return want && want < max ? want : max;
}

static hire_text_limits
limits_of(const hire_text_limits *given)
{
	const hire_text_limits none = {0};
	given = given ? given : &none;
	bool quick = given->time > 0 && given->time < HIRE_TEXT_TIME_MAX;
	return (hire_text_limits){lower_of(given->input, HIRE_TEXT_INPUT_MAX),
	    lower_of(given->output, HIRE_TEXT_OUTPUT_MAX),
	    quick ? given->time : HIRE_TEXT_TIME_MAX};
}

/* Kinds that are no text; what claims to be one and is a text is neither. */
static const char *const foreign[] = {".doc", ".docm", ".dot", ".dotx", ".odt",
    ".rtf", ".pages", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff",
    ".webp", ".heic", ".zip", ".rar", ".7z", ".gz", ".exe", ".dll", ".xls",
    ".xlsx", ".ppt", ".pptx", ".mp3", ".mp4"};

/* What the name promises, as the program's word for it. */
static const char *
named(const char *filename)
{
	const char *dot = filename ? strrchr(filename, '.') : NULL;
	char low[8] = "";
	for (size_t i = 0; dot && dot[i] && i < sizeof low - 1; i++)
		low[i] = dot[i] >= 'A' && dot[i] <= 'Z'
		             ? (char)(dot[i] + ('a' - 'A'))
		             : dot[i];
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		if (!strcmp(low, foreign[i]))
			return "foreign";
	return !strcmp(low, ".pdf")    ? "pdf"
	       : !strcmp(low, ".docx") ? "docx"
	                               : "other";
}

/* One line for people out of a stranger's text. */
static hire_status
fail_as_told(const hire__json *answer, hire_error *err)
{
	char line[300] = "";
	const char *status = hire__json_str(answer, "status", "");
	const char *message = hire__json_str(answer, "message", "");
	snprintf(line, sizeof line, "%s", message);
	for (char *c = line; *c; c++)
		if ((unsigned char)*c < 0x20 || (unsigned char)*c >= 0x7F)
			*c = '?';
	for (size_t i = 0; i < sizeof reported / sizeof *reported; i++)
		if (!strcmp(status, hire_status_name(reported[i])))
			return hire_fail(
			    err, reported[i], "resume", "%s", line);
	return hire_fail(err, HIRE_EBACKEND, "resume",
	    "the document reader fails: %s", line);
}

static hire_status
late(const hire_text_limits *limits, hire_error *err)
{
	return hire_fail(err, HIRE_ETIMEOUT, "resume",
	    "the document takes more than %lld ms to read",
	    (long long)(limits->time / 1000));
}

/* It ended without an answer. */
static hire_status
fail_as_ended(const hire__child_result *r, const hire_text_limits *limits,
    hire_error *err)
{
	bool by_time = r->end == HIRE__CHILD_KILLED &&
	               (r->code == SIGXCPU || r->code == SIGALRM);
	if (r->end == HIRE__CHILD_LATE || by_time)
		return late(limits, err);
	if (r->end == HIRE__CHILD_LOUD)
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "its text is longer than %zu bytes", limits->output);
	if (r->end == HIRE__CHILD_KILLED)
		return hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the document is damaged: reading it fails");
	return hire_fail(err, HIRE_EBACKEND, "resume",
	    "the document reader ends with code %d", r->code);
}

static hire_status
take_ignored(
    const hire__json *answer, hire_arena *mem, hire_text *out, hire_error *err)
{
	const hire__json *list = hire__json_get(answer, "ignored");
	size_t n = hire__json_count(list);
	hire_text_ignored *spans =
	    hire_arena_alloc(mem, (n + 1) * sizeof *spans);
	if (!spans)
		return hire__nomem(err);
	const hire__json *item = hire__json_first(list);
	for (size_t i = 0; item; item = hire__json_next(item), i++)
		spans[i] = (hire_text_ignored){hire__json_str(item, "text", ""),
		    hire__json_str(item, "why", "")};
	out->ignored = spans;
	out->ignored_count = n;
	return HIRE_OK;
}

static hire_status
improper(hire_error *err)
{
	return hire_fail(err, HIRE_EBACKEND, "resume",
	    "the document reader gives no proper answer");
}

/* No control characters but those that a text has. */
static bool
is_clean(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 && !strchr("\t\n\f", *s))
			return false;
	return true;
}

static hire_status
take_text(const hire__json *answer, size_t output_max, hire_arena *mem,
    hire_text *out, hire_error *err)
{
	hire_text got = {.text = hire__json_str(answer, "text", NULL),
	    .kind = hire__json_str(answer, "kind", NULL),
	    .engine = hire__json_str(answer, "engine", NULL)};
	int64_t pages = hire__json_int(answer, "pages", 0);
	if (!got.text || !got.kind || !got.engine || pages < 1 ||
	    pages > INT32_MAX || strlen(got.text) > output_max ||
	    !is_clean(got.text))
		return improper(err);
	got.len = strlen(got.text);
	got.pages = (int32_t)pages;
	hire_status st = take_ignored(answer, mem, &got, err);
	if (!st)
		*out = got;
	return st;
}

static hire_status
parse_answer(const char *s, size_t n, hire_arena *mem, const hire__json **out,
    hire_error *err)
{
	hire_status st = hire__json_parse(mem, s, n, out, NULL);
	if (st == HIRE_ENOMEM)
		return hire__nomem(err);
	return st ? improper(err) : HIRE_OK;
}

hire_status
hire__text_answer(const char *printed, size_t len, size_t output_max,
    hire_arena *mem, hire_text *out, hire_error *err)
{
	const hire__json *answer;
	hire_status st = parse_answer(printed, len, mem, &answer, err);
	if (st)
		return st;
	if (strcmp(hire__json_str(answer, "status", ""), "OK") != 0)
		return fail_as_told(answer, err);
	return take_text(answer, output_max, mem, out, err);
}

/* Run the program; what it printed is whole then. */
static hire_status
ask(const char *const args[], const void *bytes, size_t len,
    const hire_text_limits *limits, hire__buf *b, hire_error *err)
{
	hire__child_result r = {HIRE__CHILD_EXITED, 0};
	hire_status st =
	    hire__child_run(args, bytes, len, limits->time, b, &r, err);
	if (!st && (r.end == HIRE__CHILD_LATE || r.end == HIRE__CHILD_LOUD ||
	               !b->len || b->s[b->len - 1] != '\n'))
		st = fail_as_ended(&r, limits, err);
	return st;
}

static hire__buf
room_for(const sandbox *s, const hire_text_limits *limits)
{
	return HIRE__BUF(
	    s->ctx, ANSWER_ROOM + ANSWER_PER_BYTE * limits->output);
}

static hire_status
sandbox_read(void *state, const void *bytes, size_t len, const char *filename,
    const hire_text_limits *limits, hire_arena *mem, hire_text *out,
    hire_error *err)
{
	sandbox *s = state;
	const hire_text_limits l = limits_of(limits);
	char output[24], seconds[24];
	if (len > l.input)
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "%zu bytes, the limit is %zu (%zu MB)", len, l.input,
		    l.input >> 20);
	snprintf(output, sizeof output, "%zu", l.output);
	/* Ends by itself should this process die meanwhile. */
	snprintf(seconds, sizeof seconds, "%lld",
	    (long long)(l.time / HIRE_SECOND + 1));
	const char *const args[] = {s->program, "--named", named(filename),
	    "--output", output, "--time", seconds, NULL};
	hire__buf b = room_for(s, &l);
	hire_status st = ask(args, bytes, len, &l, &b, err);
	if (!st)
		st = hire__text_answer(b.s, b.len, l.output, mem, out, err);
	hire__buf_free(&b);
	return st;
}

static hire_status
sandbox_describe(
    void *state, hire_arena *mem, const char **line, hire_error *err)
{
	sandbox *s = state;
	const hire_text_limits l = {0, ANSWER_ROOM, PING_SECONDS * HIRE_SECOND};
	const char *const args[] = {s->program, "--check", NULL};
	const hire__json *answer = NULL;
	hire__buf b = room_for(s, &l);
	hire_status st = ask(args, "", 0, &l, &b, err);
	if (!st)
		st = parse_answer(b.s, b.len, mem, &answer, err);
	hire__buf_free(&b);
	if (st)
		return st;
	if (strcmp(hire__json_str(answer, "status", ""), "OK") != 0)
		return fail_as_told(answer, err);
	const char *told = hire__json_str(answer, "engine", "ok");
	if (!is_clean(told))
		return improper(err);
	*line = told;
	return HIRE_OK;
}

static hire_status
sandbox_ping(void *state, hire_error *err)
{
	const sandbox *s = state;
	const char *line;
	hire_arena *mem;
	hire_status st = hire_arena_new(s->ctx, 0, &mem, err);
	if (st)
		return st;
	st = sandbox_describe(state, mem, &line, err);
	hire_arena_free(mem);
	return st;
}

static void
sandbox_close(void *state)
{
	sandbox *s = state;
	hire__free(s->ctx, s->program);
	hire__free(s->ctx, s);
}

static const hire_text_ops sandbox_ops = {.size = sizeof sandbox_ops,
    .name = "sandbox",
    .read = sandbox_read,
    .ping = sandbox_ping,
    .close = sandbox_close,
    .describe = sandbox_describe};

hire_status
hire__text_sandbox_open(
    hire_ctx *ctx, const char *program, hire_text_reader *out, hire_error *err)
{
	sandbox *s = hire__zalloc(ctx, sizeof *s);
	if (!s)
		return hire__nomem(err);
	s->ctx = ctx;
	hire_status st = hire__reader_locate(ctx, program, &s->program, err);
	if (!st)
		st = hire_text_reader_init(out, &sandbox_ops, s, err);
	if (st)
		sandbox_close(s);
	return st;
}
