/* SPDX-License-Identifier: MIT
 * conform_text.c - what every reader of documents must do.
 */
#include "conform.h"

#include <string.h>

static hire_text_reader *reader;
static hire_arena *arena;

static hire_text
take(const char *bytes, size_t len, const char *want)
{
	hire_text got = {.text = NULL};
	hire_error err = {.code = HIRE_OK};
	hire_status st = reader->ops.read(
	    reader->state, bytes, len, "resume.txt", NULL, arena, &got, &err);
	ck_assert_msg(st == HIRE_OK, "%s: %s", want, err.message);
	ck_assert_str_eq(got.text, want);
	ck_assert_uint_eq(got.len, strlen(want));
	ck_assert_int_ge(got.pages, 1);
	ck_assert_str_eq(got.kind, "text");
	ck_assert(got.engine && *got.engine);
	return got;
}

static void
refuse(const char *bytes, size_t len, hire_status want)
{
	hire_text got = {.kind = "untouched"};
	hire_error err = {.code = HIRE_OK};
	ck_assert_status(reader->ops.read(reader->state, bytes, len, NULL, NULL,
	                     arena, &got, &err),
	    want);
	ck_assert_str_eq(got.kind, "untouched");
	ck_assert_str_eq(err.field, "resume");
	ck_assert(*err.message);
}

#define TAKE(bytes, want)   take(bytes, sizeof(bytes) - 1, want)
#define REFUSE(bytes, want) refuse(bytes, sizeof(bytes) - 1, want)

static void
encodings(void)
{
	TAKE("one\r\ntwo\rthree", "one\ntwo\nthree");
	TAKE("\xEF\xBB\xBFZo\xC3\xAB", "Zo\xC3\xAB");
	TAKE("\xFF\xFEZ\0o\0\xEB\0", "Zo\xC3\xAB");
	TAKE("\xFE\xFF\0Z\0o\0\xEB", "Zo\xC3\xAB");
	TAKE("Zo\xEB \x80 \x93q\x94", "Zo\xC3\xAB \xE2\x82\xAC \xE2\x80\x9Cq"
	                              "\xE2\x80\x9D");
	TAKE("\xEF\xAC\x81ne of\xEF\xAC\x81"
	     "ce",
	    "fine office");
	TAKE("exam\xC2\xADple and bro\xC2\xAD\nken", "example and broken");
	TAKE("exam\xC2\xAD ple \xC2\xAD\xC2\xAD end\xC2\xAD Word",
	    "example end Word");
	TAKE("wide\xC2\xA0space", "wide space");
	TAKE("\xEF\xBC\xA3\xEF\xBC\x8B\xEF\xBC\x8B", "C++");
	TAKE("Z\0o\0\xEB\0 \0C\0V\0", "Zo\xC3\xAB CV"); /* no mark */
	TAKE("\0Z\0o\0\xEB\0 \0C\0V", "Zo\xC3\xAB CV");
	TAKE("\xFF\xFE\0\0Z\0\0\0o\0\0\0", "Zo");
	TAKE("\0\0\xFE\xFF\0\0\0Z\0\0\0o", "Zo");
}

static void
unseen(void)
{
	hire_text got = TAKE("a\xE2\x80\x8B"
	                     "b \xE2\x80\xAE"
	                     "c\xE2\x80\x8B",
	    "ab c");
	ck_assert_uint_eq(got.ignored_count, 2);
	for (size_t i = 0; i < got.ignored_count; i++)
		ck_assert(*got.ignored[i].text && *got.ignored[i].why);
	got = TAKE("plain", "plain");
	ck_assert_uint_eq(got.ignored_count, 0);
}

static void
refusals(void)
{
	REFUSE("", HIRE_ENOTEXT);
	REFUSE(" \n \n", HIRE_ENOTEXT);
	REFUSE(" \xC2\xA0\xE3\x80\x80\n", HIRE_ENOTEXT);
	REFUSE("a\0b", HIRE_EDAMAGED);
	/* UTF-8 that was cut, or mixed with something else */
	REFUSE("Zo\xC3\xAB and Zo\xC3", HIRE_EDAMAGED);
	REFUSE("caf\xC3( and more", HIRE_EDAMAGED);
	REFUSE("not \x81 in any table", HIRE_EDAMAGED);
	REFUSE("\x89PNG\r\n\x1A\n", HIRE_EUNSUPPORTED);
	REFUSE("{\\rtf1 x}", HIRE_EUNSUPPORTED);
	REFUSE("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", HIRE_EUNSUPPORTED);
	REFUSE("<!DOCTYPE html><p>x", HIRE_EUNSUPPORTED);
	REFUSE("\xEF\xBB\xBF <HTML>x", HIRE_EUNSUPPORTED);
	REFUSE("<?xml version=\"1.0\"?><cv/>", HIRE_EUNSUPPORTED);
	REFUSE("PK\x05\x06\0\0", HIRE_EUNSUPPORTED);
	REFUSE("PK\x03\x04zip?", HIRE_EDAMAGED);
	REFUSE("%PDF-1.7\nnothing", HIRE_EDAMAGED);
}

static void
limits(void)
{
	static char big[HIRE_TEXT_INPUT_MAX + 1];
	hire_error err = {.code = HIRE_OK};
	hire_text got;
	memset(big, 'x', sizeof big);
	refuse(big, sizeof big, HIRE_ETOOBIG);
	hire_text_limits l = {.input = 10};
	ck_assert_status(reader->ops.read(reader->state, big, 11, NULL, &l,
	                     arena, &got, &err),
	    HIRE_ETOOBIG);
	ck_assert_ptr_nonnull(strstr(err.message, "10"));
	l = (hire_text_limits){.output = 100};
	ck_assert_status(reader->ops.read(reader->state, big, 101, NULL, &l,
	                     arena, &got, NULL),
	    HIRE_ETOOBIG);
	ck_assert_ok(reader->ops.read(
	    reader->state, big, 100, NULL, &l, arena, &got, NULL));
	refuse(big, HIRE_TEXT_INPUT_MAX, HIRE_ETOOBIG); /* 4 MiB of text */
}

void
conform_text_reader(hire_text_reader *r, hire_arena *mem)
{
	reader = r;
	arena = mem;
	encodings();
	unseen();
	refusals();
	limits();
	if (r->ops.ping)
		ck_assert_ok(r->ops.ping(r->state, NULL));
}
