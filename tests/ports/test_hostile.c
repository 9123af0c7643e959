/* SPDX-License-Identifier: MIT
 * test_hostile.c - documents that attack whoever reads them: a clear error
 * within five seconds and 512 MB, for the program and all that it starts.
 */
#include "conform.h"
#include "hostile.h"

#include "backends/text/sandbox.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <zip.h>

/* The program and the one that it starts, each. */
enum { RSS_KB = 256 << 10, SECONDS = 5 };

static test_host host;
static hire_arena *mem;
static hire_text_reader reader;

static void
setup(void)
{
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, (size_t)2 << 30, &mem, NULL));
	ck_assert_ok(hire__text_sandbox_open(host.ctx, NULL, &reader, NULL));
}

static void
teardown(void)
{
	hire_text_reader_fini(&reader);
	hire_arena_free(mem);
	test_host_close(&host);
}

static double
seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The largest of all children so far, theirs included. */
static long
largest_kb(void)
{
	struct rusage use;
	ck_assert_int_eq(getrusage(RUSAGE_CHILDREN, &use), 0);
	return use.ru_maxrss;
}

#define BODY "word/document.xml"
#define W    "<w:document " HOSTILE_NAMES "><w:body>"
#define END  "</w:body></w:document>"
#define PARA "<w:p><w:r><w:t>Sample</w:t></w:r></w:p>"

static char *
repeat(const char *what, size_t count)
{
	size_t n = strlen(what);
	char *s = hire_arena_alloc(mem, n * count + 1);
	ck_assert_ptr_nonnull(s);
	for (size_t i = 0; i < count; i++)
		memcpy(s + i * n, what, n);
	return s;
}

static char *
wrap(const char *head, const char *middle, const char *tail)
{
	size_t h = strlen(head), m = strlen(middle), t = strlen(tail);
	char *s = hire_arena_alloc(mem, h + m + t + 1);
	ck_assert_ptr_nonnull(s);
	memcpy(s, head, h);
	memcpy(s + h, middle, m);
	memcpy(s + h + m, tail, t);
	return s;
}

/* A document with this body, and another part beside it. */
static const char *
with(const char *body, const char *name, const char *bytes, size_t *len)
{
	const hostile_part parts[] = {{BODY, body, 0}, {name, bytes, 0}};
	return hostile_package(mem, parts, 2, len);
}

static const char *
above_the_limit(size_t *len)
{
	*len = HIRE_TEXT_INPUT_MAX + 1;
	return repeat("x", *len);
}

static const char *
flat_bomb(size_t *len)
{
	return hostile_docx(mem, W "<w:p><w:r><w:t>", "0123456789",
	    (size_t)10 << 20, "</w:t></w:r></w:p>" END, len);
}

static const char *
bomb_in_a_bomb(size_t *len)
{
	size_t n;
	const char *inner = flat_bomb(&n);
	const hostile_part part = {"inner.zip", inner, n};
	return hostile_package(mem, &part, 1, len);
}

static const char *
bomb_of_many(size_t *len)
{
	enum { MANY = 60 };
	hostile_part parts[MANY + 1] = {{BODY, W PARA END, 0}};
	const char *megabyte =
	    wrap("<w:hdr " HOSTILE_NAMES ">", repeat(PARA, 14000), "</w:hdr>");
	for (int i = 1; i <= MANY; i++)
		parts[i] = (hostile_part){
		    hire_arena_printf(mem, "word/header%d.xml", i), megabyte,
		    0};
	return hostile_package(mem, parts, MANY + 1, len);
}

static uint32_t
number_at(const char *s, int bytes)
{
	uint32_t v = 0;
	for (int i = bytes - 1; i >= 0; i--)
		v = v << 8 | (unsigned char)s[i];
	return v;
}

static void
put_number(char *s, int bytes, uint32_t v)
{
	for (int i = 0; i < bytes; i++)
		s[i] = (char)(v >> 8 * i);
}

/* An archive (without comment) whose `n` central entries are its last one
 * again, each under its own number: all over the same bytes. */
static const char *
overlapping(const char *zip, size_t len, size_t entry, size_t n, size_t *out)
{
	const char *end = zip + len - 22;
	size_t start = number_at(end + 16, 4);
	char *s = hire_arena_alloc(mem, start + n * entry + 22);
	ck_assert_ptr_nonnull(s);
	memcpy(s, zip, start);
	char *at = s + start;
	for (size_t i = 0; i < n; i++, at += entry) {
		char digits[6];
		memcpy(at, end - entry, entry);
		snprintf(digits, sizeof digits, "%05u", (unsigned)i % 100000u);
		char *name = at + 46;
		char *five = strstr(name, "00000");
		if (five && five < at + entry)
			memcpy(five, digits, 5);
	}
	memcpy(at, end, 22);
	put_number(at + 8, 2, (uint32_t)n);
	put_number(at + 10, 2, (uint32_t)n);
	put_number(at + 12, 4, (uint32_t)(n * entry));
	*out = (size_t)(at - s) + 22;
	return s;
}

/* The length of the last central entry. */
static size_t
last_entry(const char *zip, size_t len)
{
	size_t at = len - 22;
	while (memcmp(zip + at, "PK\1\2", 4) != 0)
		at--;
	return len - 22 - at;
}

static const char *
overlap(size_t count, size_t *len)
{
	size_t n;
	const char *megabyte = wrap(W, repeat(PARA, 14000), END);
	const hostile_part part = {"word/document00000.xml", megabyte, 0};
	const char *zip = hostile_package(mem, &part, 1, &n);
	return overlapping(zip, n, last_entry(zip, n), count, len);
}

static const char *
overlapping_parts(size_t *len)
{
	return overlap(3000, len);
}

static const char *
entries_65k(size_t *len)
{
	return overlap(65535, len);
}

static const char *
wrong_sizes(size_t *len)
{
	const hostile_part part = {BODY, W PARA END, 0};
	const char *zip = hostile_package(mem, &part, 1, len);
	char *s = hire_arena_strndup(mem, zip, *len);
	char *entry = s + *len - 22 - last_entry(zip, *len);
	put_number(entry + 20, 4, 7);
	put_number(entry + 24, 4, 0x7FFFFFF0);
	return s;
}

static const char *
directory_outside(size_t *len)
{
	const hostile_part part = {BODY, W PARA END, 0};
	const char *zip = hostile_package(mem, &part, 1, len);
	char *s = hire_arena_strndup(mem, zip, *len);
	put_number(s + *len - 6, 4, 0x7FFFFFF0);
	return s;
}

static const char *
cut_archive(size_t *len)
{
	const char *zip = flat_bomb(len);
	*len -= 40;
	return zip;
}

static const char *
locked_archive(size_t *len)
{
	const hostile_part part = {BODY, W PARA END, 0};
	const char *zip = hostile_package(mem, &part, 1, len);
	char *s = hire_arena_strndup(mem, zip, *len);
	char *entry = s + *len - 22 - last_entry(zip, *len);
	entry[8] |= 1; /* general purpose flag: encrypted */
	s[6] |= 1;
	return s;
}

static const char *
entities(size_t *len)
{
	return hostile_docx(mem,
	    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">"
	    "<!ENTITY c \"&b;&b;&b;\">]><x>",
	    "&c;", 1000, "</x>", len);
}

static const char *
entities_in_styles(size_t *len)
{
	return with(W PARA END, "word/styles.xml",
	    "<!DOCTYPE x [<!ENTITY a \"a\">]><x>&a;</x>", len);
}

static const char *
external_dtd(size_t *len)
{
	return hostile_docx(mem,
	    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x>", "", 0, "</x>",
	    len);
}

static const char *
parameter_entities(size_t *len)
{
	return hostile_docx(mem,
	    "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1/x\"> %p;]><x>",
	    "", 0, "</x>", len);
}

static const char *
doctype_in_utf16(size_t *len)
{
	static const char xml[] = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
	                          "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>";
	char *wide = hire_arena_alloc(mem, 2 * sizeof xml);
	memcpy(wide, "\xFF\xFE", 2);
	for (size_t i = 0; i < sizeof xml - 1; i++)
		wide[2 + 2 * i] = xml[i];
	const hostile_part part = {BODY, wide, 2 * sizeof xml};
	return hostile_package(mem, &part, 1, len);
}

static const char *
deep(size_t *len)
{
	return hostile_docx(mem, W, "<w:p>", 100000, "", len);
}

/* Tables in tables down to the limit, each with much in its rows. */
static const char *
deep_tables(size_t *len)
{
	const char *down = repeat("<w:tbl><w:tr><w:tc>" PARA, 60);
	const char *up = repeat("</w:tc></w:tr></w:tbl>", 60);
	return hostile_docx(mem, wrap(W, down, ""),
	    "<w:p><w:r><w:t>0123456789</w:t></w:r></w:p>", 400000,
	    wrap(up, END, ""), len);
}

static const char *
many_paragraphs(size_t *len)
{
	return hostile_docx(
	    mem, W, "<w:p><w:r><w:t>x</w:t></w:r></w:p>", 540000, END, len);
}

static const char *
many_styles(size_t *len)
{
	return with(W PARA END, "word/styles.xml",
	    wrap("<w:styles " HOSTILE_NAMES ">",
	        repeat(
	            "<w:style w:type=\"paragraph\" w:styleId=\"a\"/>", 100000),
	        "</w:styles>"),
	    len);
}

static const char *
words_that_grow(size_t *len)
{
	*len = (size_t)9 << 20;
	return repeat("\xEF\xB7\xBA", *len / 3); /* 18 letters each */
}

static const char *
deep_json(size_t *len)
{
	*len = (size_t)9 << 20;
	char *s = repeat("[", *len);
	memcpy(s, "{\"work\":", 8);
	return s;
}

static const char *
missing_document(size_t *len)
{
	const hostile_part part = {"word/styles.xml", "<x/>", 0};
	return hostile_package(mem, &part, 1, len);
}

static const char *
burner_of_time(size_t *len)
{
	return hostile_pdf(mem, len);
}

static const struct {
	const char *name;
	const char *(*make)(size_t *len);
	hire_status want;
} attacks[] = {
    {"above 10 MB", above_the_limit, HIRE_ETOOBIG},
    {"flat bomb", flat_bomb, HIRE_ETOOBIG},
    {"bomb in a bomb", bomb_in_a_bomb, HIRE_EUNSUPPORTED},
    {"bomb of many parts", bomb_of_many, HIRE_ETOOBIG},
    {"overlapping parts", overlapping_parts, HIRE_ETOOBIG},
    {"65535 entries", entries_65k, HIRE_ETOOBIG},
    {"wrong sizes", wrong_sizes, HIRE_EDAMAGED},
    {"directory outside", directory_outside, HIRE_EDAMAGED},
    {"cut archive", cut_archive, HIRE_EDAMAGED},
    {"locked archive", locked_archive, HIRE_EENCRYPTED},
    {"entities", entities, HIRE_EDAMAGED},
    {"entities in styles", entities_in_styles, HIRE_EDAMAGED},
    {"external DTD", external_dtd, HIRE_EDAMAGED},
    {"parameter entities", parameter_entities, HIRE_EDAMAGED},
    {"DOCTYPE in UTF-16", doctype_in_utf16, HIRE_EDAMAGED},
    {"deep XML", deep, HIRE_EDAMAGED},
    {"deep tables", deep_tables, HIRE_ETOOBIG},
    {"many paragraphs", many_paragraphs, HIRE_ETOOBIG},
    {"many styles", many_styles, HIRE_ETOOBIG},
    {"words that grow", words_that_grow, HIRE_ETOOBIG},
    {"deep JSON", deep_json, HIRE_ETOOBIG},
    {"missing document", missing_document, HIRE_EDAMAGED},
    {"a PDF that burns CPU time", burner_of_time, HIRE_ETIMEOUT},
};

START_TEST(an_attack_gets_an_answer)
{
	size_t len;
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	const char *bytes = attacks[_i].make(&len);
	double start = seconds();
	hire_status st = reader.ops.read(
	    reader.state, bytes, len, "cv", NULL, mem, &got, &err);
	double took = seconds() - start;
	long kb = largest_kb();
	ck_assert_msg(st == attacks[_i].want, "%s: %s %s", attacks[_i].name,
	    hire_status_name(st), err.message);
	ck_assert_msg(took < SECONDS, "%s: %f s", attacks[_i].name, took);
	ck_assert_msg(kb < RSS_KB, "%s: %ld KB", attacks[_i].name, kb);
	if (st)
		ck_assert_str_eq(err.field, "resume");
	printf("%-28s %6.2f s %7ld KB\n", attacks[_i].name, took, kb);
}
END_TEST

/* What a document refers to elsewhere is never looked for. */
START_TEST(nothing_outside_is_read)
{
	size_t len;
	hire_text got;
	const char *bytes = with(W PARA END, "word/_rels/document.xml.rels",
	    "<Relationships><Relationship Id=\"rId1\" Type=\"header\" "
	    "Target=\"file:///etc/passwd\" TargetMode=\"External\"/>"
	    "<Relationship Id=\"rId2\" Type=\"header\" "
	    "Target=\"../../../etc/passwd\"/></Relationships>",
	    &len);
	ck_assert_ok(reader.ops.read(
	    reader.state, bytes, len, "cv.docx", NULL, mem, &got, NULL));
	ck_assert_str_eq(got.text, "Sample\n");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("hostile");
	TCase *c = tcase_create("hostile");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, an_attack_gets_an_answer, 0,
	    (int)(sizeof attacks / sizeof *attacks));
	tcase_add_test(c, nothing_outside_is_read);
	suite_add_tcase(s, c);
	return test_run(s);
}
