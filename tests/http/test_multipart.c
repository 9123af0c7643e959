/* SPDX-License-Identifier: MIT
 * test_multipart.c - forms with files: which are read, however they come in
 * pieces, and which are refused.
 */
#include "support.h"

#include "buf.h"
#include "multipart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TYPE       "multipart/form-data; boundary=xYz"
#define PART(name) "Content-Disposition: form-data; name=\"" name "\"\r\n"

/* A body that comes in pieces, and what was read of it, as text:
 * "name(filename)=bytes;". */
typedef struct form {
	const char *body;
	size_t n, at, piece, split;
	bool breaks; /* off instead of ending */
	char *got;
	size_t len, room;
	int parts;
} form;

static int
pull(void *user, void *out, size_t n)
{
	form *f = user;
	size_t left = f->n - f->at;
	if (!left)
		return f->breaks ? -1 : 0;
	n = n < left ? n : left;
	if (f->piece && n > f->piece)
		n = f->piece;
	if (f->at < f->split && n > f->split - f->at)
		n = f->split - f->at;
	memcpy(out, f->body + f->at, n);
	f->at += n;
	return (int)n;
}

static void
put(form *f, const void *bytes, size_t n)
{
	ck_assert_uint_lt(f->len + n, f->room);
	memcpy(f->got + f->len, bytes, n);
	f->len += n;
	f->got[f->len] = '\0';
}

static hire_status
begin(void *user, const multipart_part *part, hire_error *err)
{
	char text[2 * MULTIPART_NAME_MAX + 8];
	(void)err;
	snprintf(text, sizeof text,
	    "%s%s(%s)=", ((form *)user)->parts++ ? ";" : "", part->name,
	    part->filename);
	put(user, text, strlen(text));
	return HIRE_OK;
}

static hire_status
bytes(void *user, const void *at, size_t n, hire_error *err)
{
	(void)err;
	ck_assert_uint_gt(n, 0);
	put(user, at, n);
	return HIRE_OK;
}

/* Room for what is read: as much as was sent, and names. */
static hire_status
read_form(form *f, const char *type)
{
	hire_error err = {0};
	const multipart_host host = {pull, begin, bytes, f};
	f->room = f->n + 4096;
	f->got = realloc(f->got, f->room);
	ck_assert_ptr_nonnull(f->got);
	f->got[0] = '\0';
	f->len = f->at = 0;
	f->parts = 0;
	hire_status st = multipart_read(type, &host, &err);
	ck_assert(!st || *err.message);
	return st;
}

static const struct good {
	const char *body, *read;
} goods[] = {
    {"--xYz--", ""},
    {"--xYz--\r\n", ""},
    {"--xYz\r\n" PART("a") "\r\nvalue\r\n--xYz--\r\n", "a()=value"},
    {"--xYz\r\n" PART("a") "\r\n\r\n--xYz--\r\n", "a()="},
    {"--xYz\r\n" PART("a") "\r\n1\r\n--xYz\r\n" PART(
         "b") "\r\n2\r\n--xYz--\r\n",
        "a()=1;b()=2"},
    {"--xYz\r\nContent-Disposition: form-data; name=\"resume\"; "
     "filename=\"cv.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
     "%PDF\r\n--xYz--\r\n",
        "resume(cv.pdf)=%PDF"},
    {"--xYz\r\ncontent-disposition:form-data;name=a;filename=b.txt\r\n\r\n"
     "v\r\n--xYz--",
        "a(b.txt)=v"},
    {"--xYz\r\nContent-Disposition: form-data; filename=\"r\xC3\xA9sum\xC3\xA9 "
     "(1); x.pdf\"; name=\"a\"\r\n\r\nv\r\n--xYz--",
        "a(r\xC3\xA9sum\xC3\xA9 (1); x.pdf)=v"},
    {"--xYz\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\"\r\n"
     "\r\nv\r\n--xYz--",
        "a()=v"},
    {"--xYz\r\nContent-Transfer-Encoding: binary\r\n" PART(
         "a") "\r\nv\r\n--xYz--",
        "a()=v"},
    /* Nearly a boundary. */
    {"--xYz\r\n" PART("a") "\r\n\r\n--xY\r\n--xy\r\n-\r\n--\r\r\n\r\n--xYz--",
        "a()=\r\n--xY\r\n--xy\r\n-\r\n--\r\r\n"},
    {"--xYz\r\n" PART("a") "\r\n--\r\n---xY\n\r\n\r\r\n--xYz--",
        "a()=--\r\n---xY\n\r\n\r"},
};

START_TEST(forms_are_read_in_every_split)
{
	form f = {.body = goods[_i].body, .n = strlen(goods[_i].body)};
	for (size_t i = 0; i <= 2 * f.n; i++) {
		f.split = i <= f.n ? i : 0;
		f.piece = i <= f.n ? 0 : i - f.n;
		ck_assert_ok(read_form(&f, TYPE));
		ck_assert_str_eq(f.got, goods[_i].read);
		ck_assert_uint_eq(f.at, f.n);
	}
	free(f.got);
}
END_TEST

/* Whatever is missing at the end is missed. */
START_TEST(a_form_that_ends_too_soon_is_refused)
{
	form f = {.body = goods[_i].body};
	size_t whole = strlen(f.body);
	if (!strcmp(f.body + whole - 2, "\r\n"))
		whole -= 2;
	for (f.n = 0; f.n < whole; f.n++) {
		f.breaks = false;
		ck_assert_status(read_form(&f, TYPE), HIRE_EUSAGE);
		f.breaks = true;
		ck_assert_status(read_form(&f, TYPE), HIRE_ETIMEOUT);
	}
	free(f.got);
}
END_TEST

#define BODY(lines, data) "--xYz\r\n" lines "\r\n" data "\r\n--xYz--\r\n"
static const struct bad {
	const char *body;
	size_t n;
} bads[] = {
#define BAD(text)                                                              \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}
    /* Around the form. */
    BAD(""),
    BAD("--"),
    BAD("--xY"),
    BAD("-xYz--"),
    BAD("preamble\r\n--xYz--"),
    BAD("\r\n--xYz--\r\n"),
    BAD("--xYz--\r\nepilogue"),
    BAD("--xYz--x"),
    BAD("--xYz--\n"),
    BAD("--xYz--\r\n\r\n"),
    BAD("--xYz--\r\n--xYz\r\n" PART("a") "\r\nv\r\n--xYz--"),
    BAD(" --xYz--"),
    BAD("--xYZ--"),
    /* Behind a boundary. */
    BAD("--xYzz\r\n" PART("a") "\r\nv\r\n--xYz--"),
    BAD("--xYz \r\n" PART("a") "\r\nv\r\n--xYz--"),
    BAD("--xYz\t\r\n" PART("a") "\r\nv\r\n--xYz--"),
    BAD("--xYz\n" PART("a") "\r\nv\r\n--xYz--"),
    BAD("--xYz-\r\n" PART("a") "\r\nv\r\n--xYz--"),
    BAD(BODY(PART("a"), "v\r\n--xYzz\r\nw")),
    BAD(BODY(PART("a"), "v\r\n--xYz w")),
    /* In front of one. */
    BAD(BODY(PART("a"), "v\n--xYz\n" PART("b") "\nw")),
    BAD(BODY(PART("a"), "v--xYz")),
    BAD(BODY(PART("a"), "--xYz")),
    BAD(BODY(PART("a"), "v\r--xYz")),
    BAD(BODY(PART("a"), "v\n\r--xYz")),
    BAD("--xYz\r\n" PART("a") "\r\n--xYz--"),
    /* Lines. */
    BAD(BODY("", "v")),
    BAD(BODY("Content-Type: text/plain\r\n", "v")),
    BAD(BODY(PART("a") PART("a"), "v")),
    BAD(BODY(PART("a") PART("b"), "v")),
    BAD(BODY(PART("a") " folded\r\n", "v")),
    BAD(BODY("Content-Disposition: form-data;\r\n name=\"a\"\r\n", "v")),
    BAD(BODY("Content-Disposition : form-data; name=\"a\"\r\n", "v")),
    BAD(BODY(" Content-Disposition: form-data; name=\"a\"\r\n", "v")),
    BAD(BODY(PART("a") "no colon\r\n", "v")),
    BAD(BODY(PART("a") ": no name\r\n", "v")),
    BAD(BODY(PART("a") "x y: z\r\n", "v")),
    BAD(BODY(PART("a") "X: a\nY: b\r\n", "v")),
    BAD(BODY(PART("a") "X: a\rY: b\r\n", "v")),
    BAD(BODY(PART("a") "X: a\0b\r\n", "v")),
    BAD(BODY(PART("a") "X: a\x7F\r\n", "v")),
    BAD("--xYz\r\nContent-Disposition: form-data; name=\"a\"\n\r\nv\r\n"
        "--xYz--"),
    BAD(BODY(PART("a") "Content-Transfer-Encoding: base64\r\n", "dg==")),
    BAD(BODY(PART("a") "Content-Transfer-Encoding: quoted-printable\r\n", "v")),
    BAD(BODY(PART("a") "Content-Transfer-Encoding: 8bit\r\n"
                       "Content-Transfer-Encoding: 8bit\r\n",
        "v")),
    BAD(BODY(
        PART("a") "A:\r\nB:\r\nC:\r\nD:\r\nE:\r\nF:\r\nG:\r\nH:\r\n", "v")),
#define NAMED(rest) BAD(BODY("Content-Disposition: " rest "\r\n", "v"))
    /* Names. */
    NAMED("form-data"),
    NAMED("form-data; "),
    NAMED("form-data; name"),
    NAMED("form-data; name="),
    NAMED("form-data; name=\"\""),
    NAMED("form-data; name=\"a"),
    NAMED("form-data; name=a\""),
    NAMED("form-data; name=\"a\"b"),
    NAMED("form-data; name=\"a\" b"),
    NAMED("form-data; name=\"a\";"),
    NAMED("form-data; name=\"a\"; ;"),
    NAMED("form-data name=\"a\""),
    NAMED("form-data, name=\"a\""),
    NAMED("form-data; name =\"a\""),
    NAMED("form-data; name= \"a\""),
    NAMED("attachment; name=\"a\""),
    NAMED("form-datax; name=\"a\""),
    NAMED("; name=\"a\""),
    NAMED("name=\"a\""),
    NAMED("form-data; name=\"a\"; name=\"a\""),
    NAMED("form-data; name=\"a\"; NAME=\"b\""),
    NAMED("form-data; name=\"a\"; filename=\"b\"; filename=\"c\""),
    NAMED("form-data; name=\"a\"; filename=\"b\\\"; x=\\\"c\""),
    NAMED("form-data; name=\"a\"; filename=\"b\\\"c\""),
    NAMED("form-data; name=\"a\"; filename=\"C:\\b\""),
    NAMED("form-data; name=\"a\"; filename*=UTF-8''b"),
    NAMED("form-data; name=\"a\"; filename=\"b\"; filename*=UTF-8''c"),
    NAMED("form-data; name=\"a\"; filename=\"\xFF\""),
    NAMED("form-data; name=\"a\"; filename=\"\xC3\""),
    NAMED("form-data; name=\"a\"; filename=\"\xED\xA0\x80\""),
    NAMED("form-data; name=\"\xC0\x80\""),
};

START_TEST(what_two_readers_could_read_in_two_ways_is_refused)
{
	form f = {.body = bads[_i].body, .n = bads[_i].n};
	for (f.piece = 0; f.piece < 3; f.piece++)
		ck_assert_msg(read_form(&f, TYPE) == HIRE_EUSAGE,
		    "read: %.*s as %s", (int)f.n, f.body, f.got);
	free(f.got);
}
END_TEST

static const struct type {
	const char *type;
	hire_status st;
} types[] = {
    {"multipart/form-data; boundary=xYz", HIRE_OK},
    {"Multipart/Form-Data;boundary=\"xYz\"", HIRE_OK},
    {"multipart/form-data ; charset=utf-8 ; BOUNDARY=xYz ", HIRE_OK},
    {NULL, HIRE_EUNSUPPORTED},
    {"", HIRE_EUNSUPPORTED},
    {"text/plain; boundary=xYz", HIRE_EUNSUPPORTED},
    {"multipart/mixed; boundary=xYz", HIRE_EUNSUPPORTED},
    {"multipart/form-datax; boundary=xYz", HIRE_EUNSUPPORTED},
    {"application/x-www-form-urlencoded", HIRE_EUNSUPPORTED},
    {"multipart/form-data", HIRE_EUSAGE},
    {"multipart/form-data;", HIRE_EUSAGE},
    {"multipart/form-data; boundary", HIRE_EUSAGE},
    {"multipart/form-data; boundary=", HIRE_EUSAGE},
    {"multipart/form-data; boundary=\"\"", HIRE_EUSAGE},
    {"multipart/form-data; boundary=\"xYz", HIRE_EUSAGE},
    {"multipart/form-data; boundary=\"xY\\z\"", HIRE_EUSAGE},
    {"multipart/form-data; boundary=\"xYz \"", HIRE_EUSAGE},
    {"multipart/form-data; boundary=xYz; boundary=xYz", HIRE_EUSAGE},
    {"multipart/form-data; boundary=xYz; boundary=b", HIRE_EUSAGE},
    {"multipart/form-data; x=\"; boundary=b\"; boundary=xYz", HIRE_OK},
    {"multipart/form-data; boundary=xYz, x", HIRE_EUSAGE},
    {"multipart/form-data; boundary=xYz x", HIRE_EUSAGE},
    {"multipart/form-data boundary=xYz", HIRE_EUSAGE},
    {"multipart/form-data; boundary=x*z", HIRE_EUSAGE},
    {"multipart/form-data; boundary=x\xC3\xA9z", HIRE_EUSAGE},
};

START_TEST(the_type_names_one_boundary)
{
	form f = {.body = "--xYz--", .n = 7};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		hire_status st = read_form(&f, types[i].type);
		ck_assert_msg(st == types[i].st, "%s: %s", types[i].type,
		    hire_status_name(st));
	}
	free(f.got);
}
END_TEST

START_TEST(a_boundary_has_at_most_70_characters)
{
	for (int n = 69; n <= 72; n++) {
		char type[200], body[100], b[100];
		memset(b, 'b', sizeof b);
		snprintf(type, sizeof type,
		    "multipart/form-data; boundary=%.*s", n, b);
		snprintf(body, sizeof body, "--%.*s--", n, b);
		form f = {.body = body, .n = strlen(body)};
		ck_assert_status(
		    read_form(&f, type), n > 70 ? HIRE_EUSAGE : HIRE_OK);
		free(f.got);
	}
}
END_TEST

START_TEST(parts_lines_and_names_have_their_limits)
{
	char body[8192];
	for (int n = MULTIPART_PARTS_MAX; n <= MULTIPART_PARTS_MAX + 1; n++) {
		buf whole = {0};
		buf_adds(&whole, "--xYz");
		for (int i = 0; i < n; i++)
			buf_adds(&whole, "\r\n" PART("a") "\r\nv\r\n--xYz");
		buf_adds(&whole, "--");
		form f = {.body = whole.s, .n = whole.len};
		ck_assert_status(read_form(&f, TYPE),
		    n > MULTIPART_PARTS_MAX ? HIRE_EUSAGE : HIRE_OK);
		buf_free(&whole);
		free(f.got);
	}
	for (int n = 255; n <= 256; n++) {
		snprintf(body, sizeof body,
		    BODY("Content-Disposition: form-data; name=\"a\"; "
		         "filename=\"%0*d\"\r\n",
		        "v"),
		    n, 0);
		form f = {.body = body, .n = strlen(body)};
		ck_assert_status(
		    read_form(&f, TYPE), n > 255 ? HIRE_EUSAGE : HIRE_OK);
		free(f.got);
	}
	for (int n = MULTIPART_HEAD_MAX - 1; n <= MULTIPART_HEAD_MAX; n++) {
		snprintf(body, sizeof body, BODY(PART("a") "X: %0*d\r\n", "v"),
		    n - 3, 0);
		form f = {.body = body, .n = strlen(body)};
		ck_assert_status(read_form(&f, TYPE),
		    n >= MULTIPART_HEAD_MAX ? HIRE_EUSAGE : HIRE_OK);
		free(f.got);
	}
}
END_TEST

/* The window has 32 KiB: let a boundary and what is nearly one lie at each
 * place around its edge. */
START_TEST(a_boundary_may_lie_at_the_edge_of_the_window)
{
	static const char head[] = "--xYz\r\n" PART("a") "\r\n";
	static const char end[] = "\r\n--xYz--\r\n";
	enum { EDGE = 32 << 10, AROUND = 150 };
	char *body = malloc(EDGE + 1000);
	ck_assert_ptr_nonnull(body);
	for (size_t n = EDGE - AROUND; n < EDGE + AROUND; n++) {
		size_t at = sizeof head - 1;
		memcpy(body, head, at);
		for (size_t i = 0; i < n; i++)
			body[at + i] = "\r\n--xY\r"[i % 7];
		body[at + n - 1] = 'x';
		memcpy(body + at + n, end, sizeof end);
		form f = {.body = body, .n = at + n + sizeof end - 1};
		ck_assert_ok(read_form(&f, TYPE));
		ck_assert_uint_eq(f.len, n + 4);
		ck_assert_int_eq(memcmp(f.got + 4, body + at, n), 0);
		free(f.got);
	}
	free(body);
}
END_TEST

/* Random bytes of the letters that matter, in random pieces, against a search
 * in the whole. */
START_TEST(random_bytes_come_out_as_they_went_in)
{
	static const char head[] = "--xYz\r\n" PART("a") "\r\n";
	uint64_t seed = 3;
	char body[3000];
	for (int round = 0; round < 20000; round++) {
		size_t at = sizeof head - 1, n = test_random(&seed, 60);
		memcpy(body, head, at);
		for (size_t i = 0; i < n; i++)
			body[at + i] = "\r\n-xYz\0"[test_random(&seed, 7)];
		memcpy(body + at + n, "\r\n--xYz--", 10);
		bool mark = false;
		for (size_t i = 0; i + 5 <= n; i++)
			mark = mark || !memcmp(body + at + i, "--xYz", 5);
		form f = {.body = body,
		    .n = at + n + 9,
		    .piece = test_random(&seed, 20)};
		hire_status st = read_form(&f, TYPE);
		if (!mark) {
			ck_assert_ok(st);
			ck_assert_uint_eq(f.len, n + 4);
			ck_assert_int_eq(memcmp(f.got + 4, body + at, n), 0);
		}
		free(f.got);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("multipart");
	TCase *t = tcase_create("forms");
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(
	    t, forms_are_read_in_every_split, 0, sizeof goods / sizeof *goods);
	tcase_add_loop_test(t, a_form_that_ends_too_soon_is_refused, 0,
	    sizeof goods / sizeof *goods);
	tcase_add_loop_test(t,
	    what_two_readers_could_read_in_two_ways_is_refused, 0,
	    sizeof bads / sizeof *bads);
	tcase_add_test(t, the_type_names_one_boundary);
	tcase_add_test(t, a_boundary_has_at_most_70_characters);
	tcase_add_test(t, parts_lines_and_names_have_their_limits);
	tcase_add_test(t, a_boundary_may_lie_at_the_edge_of_the_window);
	tcase_add_test(t, random_bytes_come_out_as_they_went_in);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
