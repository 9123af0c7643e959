/* SPDX-License-Identifier: MIT
 * main.c - hire-reader: one document on standard input, one JSON object out.
 * Not for people: libhire starts it once per document and kills it when it
 * takes too long.  Whatever a document does to a parser, it does it here.
 */
#include "confine.h"
#include "office.h"
#include "pdf/pdf.h"
#include "selftest.h"

#include "util/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ARENA_MAX = 96 << 20, JSON_MAX = 64 << 20 };

typedef struct options {
	reader_named named;
	size_t output;
	unsigned seconds;
	const char *selftest;
	bool check;
	char **argv;
} options;

static int
usage(void)
{
	static const char text[] =
	    "usage: hire-reader [--named pdf|docx|foreign|other] [--output "
	    "BYTES] [--time SECONDS] < FILE\n"
	    "       hire-reader --check\n"
	    "       hire-reader --self-test parse|exec|parse-bare|exec-bare|"
	    "open|spin|sleep\n";
	return fputs(text, stderr) < 0 ? 1 : 2;
}

static bool
number(const char *s, unsigned long max, unsigned long *out)
{
	char *end;
	errno = 0;
	unsigned long v = strtoul(s, &end, 10);
	*out = v;
	return !errno && *s >= '0' && *s <= '9' && !*end && v && v <= max;
}

static bool
parse(int argc, char **argv, options *o)
{
	*o = (options){NAMED_OTHER, 4 << 20, 5, NULL, false, argv};
	unsigned long n;
	for (int i = 1; i < argc; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : NULL;
		if (!strcmp(argv[i], "--check")) {
			o->check = true;
			continue;
		}
		if (!value)
			return false;
		if (!strcmp(argv[i], "--named"))
			o->named = !strcmp(value, "pdf")       ? NAMED_PDF
			           : !strcmp(value, "docx")    ? NAMED_DOCX
			           : !strcmp(value, "foreign") ? NAMED_FOREIGN
			                                       : NAMED_OTHER;
		else if (!strcmp(argv[i], "--output") &&
		         number(value, READER_RAW_MAX, &n))
			o->output = n;
		else if (!strcmp(argv[i], "--time") && number(value, 600, &n))
			o->seconds = (unsigned)n;
		else if (!strcmp(argv[i], "--self-test"))
			o->selftest = value;
		else
			return false;
		i++;
	}
	return true;
}

static hire_status
load(reading *r, hire_error *err)
{
	struct stat info;
	if (fstat(STDIN_FILENO, &info) || !S_ISREG(info.st_mode))
		return hire_fail(
		    err, HIRE_EUSAGE, NULL, "standard input must be a file");
	if (info.st_size > READER_INPUT_MAX)
		return hire_fail(err, HIRE_ETOOBIG, "resume", "at most %d MB",
		    READER_INPUT_MAX >> 20);
	size_t n = (size_t)info.st_size;
	char *bytes = hire_arena_alloc(r->mem, n + 1);
	if (!bytes)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	for (ssize_t got; r->len < n; r->len += (size_t)got) {
		got = pread(
		    STDIN_FILENO, bytes + r->len, n - r->len, (off_t)r->len);
		if (got <= 0)
			return hire_fail(
			    err, HIRE_EIO, NULL, "the document cannot be read");
	}
	r->bytes = bytes;
	return HIRE_OK;
}

static hire_status
read_document(reading *r, const options *o, hire_error *err)
{
	reader_kind kind;
	hire_status st = confine_limits(o->seconds, err);
	if (!st)
		st = load(r, err);
	if (!st)
		st = reader_sniff(r->bytes, r->len, o->named, &kind, err);
	if (st)
		return st;
	if (kind == KIND_PDF) {
		st = pdf_read(r, err);
	} else if (kind == KIND_DOCX) {
		st = office_read(r, o->argv, err);
	} else {
		st = confine_enter(CONFINE_PARSE, NULL, err);
		if (!st)
			st = reader_plain(r, err);
	}
	if (!st)
		st = reader_clean(r, o->output, err);
	/* The limit is there for documents that attack, so trying again is of
	 * no use. */
	if (st == HIRE_ENOMEM)
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "the document takes more than %d MB of memory to read",
		    CONFINE_PARSE_MEMORY >> 20);
	return st;
}

static void
put_ignored(hire__jw *w, const char *text, const char *why)
{
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "text", text);
	hire__jw_str(w, "why", why);
	hire__jw_end(w, '}');
}

static void
put_removed(hire__jw *w, const reading *r)
{
	char text[16], why[64];
	for (size_t i = 0; i < r->removed_count; i++) {
		snprintf(
		    text, sizeof text, "U+%04X", (unsigned)r->removed[i].code);
		snprintf(why, sizeof why, "%s character, %d time%s",
		    r->removed[i].code < 0xA0 ? "control" : "invisible",
		    (int)r->removed[i].count,
		    r->removed[i].count == 1 ? "" : "s");
		put_ignored(w, text, why);
	}
}

static void
put_result(hire__jw *w, reading *r)
{
	hire__jw_str(w, "status", "OK");
	hire__jw_str(w, "kind", r->kind);
	hire__jw_str(w, "engine", r->engine);
	hire__jw_int(w, "pages", r->pages);
	hire__jw_strn(w, "text", r->text, r->text_len);
	hire__jw_begin(w, "ignored", '[');
	put_removed(w, r);
	for (size_t i = 0; i < r->aside_count; i++)
		if (r->aside[i].text.len)
			put_ignored(w, r->aside[i].text.s, r->aside[i].why);
	hire__jw_end(w, ']');
}

/* Whether documents could be read here. */
static hire_status
check(reading *r, hire_error *err)
{
	if (!pdf_program(err))
		return HIRE_EBACKEND;
	r->kind = r->text = "";
	r->engine = pdf_scans();
	hire_status st = office_check(err);
	return st ? st : confine_enter(CONFINE_PARSE, NULL, err);
}

/* One line of JSON; the newline says that it is whole. */
static int
answer(hire_ctx *ctx, hire_status st, const hire_error *err, reading *r)
{
	hire__buf b = HIRE__BUF(ctx, JSON_MAX);
	hire__jw w = {&b, false};
	hire__jw_begin(&w, NULL, '{');
	if (st) {
		hire__jw_str(&w, "status", hire_status_name(st));
		hire__jw_str(&w, "message", err->message);
	} else {
		put_result(&w, r);
	}
	hire__jw_end(&w, '}');
	hire__buf_addc(&b, '\n');
	bool ok = !b.failed;
	for (size_t done = 0; ok && done < b.len;) {
		ssize_t n = write(STDOUT_FILENO, b.s + done, b.len - done);
		ok = n > 0 || errno == EINTR;
		done += n > 0 ? (size_t)n : 0;
	}
	hire__buf_free(&b);
	return ok ? hire_status_exit(st) : 1;
}

static int
read_and_answer(hire_ctx *ctx, const options *o)
{
	hire_error err = {.code = HIRE_OK};
	reading r = {.ctx = ctx, .raw = HIRE__BUF(ctx, READER_RAW_MAX)};
	hire_status st = hire_arena_new(ctx, ARENA_MAX, &r.mem, &err);
	if (!st && o->check)
		st = check(&r, &err);
	else if (!st)
		st = read_document(&r, o, &err);
	int code = answer(ctx, st, &err, &r);
	reader_fini(&r);
	hire_arena_free(r.mem);
	return code;
}

int
main(int argc, char **argv)
{
	options o;
	hire_ctx *ctx;
	if (!parse(argc, argv, &o))
		return usage();
	if (o.selftest) {
		int code = selftest(o.selftest, o.seconds);
		return code == 2 ? usage() : code;
	}
	if (hire_ctx_new(NULL, &ctx, NULL))
		return 1;
	int code = read_and_answer(ctx, &o);
	hire_ctx_free(ctx);
	return code;
}
