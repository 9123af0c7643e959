/* SPDX-License-Identifier: MIT
 * test_reader.c - the parts of hire-reader under the sanitizers, on documents
 * cut short and bent at random.  The program itself is built without them.
 */
#include "conform.h"
#include "hostile.h"

#include "backends/text/reader/reader.h"

#include <string.h>

static test_host host;
static hire_arena *mem;

static void
setup(void)
{
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, (size_t)256 << 20, &mem, NULL));
}

static void
teardown(void)
{
	hire_arena_free(mem);
	test_host_close(&host);
}

/* As main.c does it, without the confinement; PDF is not ours to parse. */
static hire_status
read_all(const char *bytes, size_t len)
{
	reading r = {.ctx = host.ctx,
	    .bytes = bytes,
	    .len = len,
	    .raw = HIRE__BUF(host.ctx, READER_RAW_MAX)};
	hire_error err = {.code = HIRE_OK};
	reader_kind kind = KIND_TEXT;
	ck_assert_ok(hire_arena_new(host.ctx, 0, &r.mem, NULL));
	hire_status st = reader_sniff(bytes, len, NAMED_OTHER, &kind, &err);
	if (!st && kind != KIND_PDF)
		st = kind == KIND_DOCX ? reader_docx(&r, &err)
		                       : reader_plain(&r, &err);
	if (!st && kind != KIND_PDF)
		st = reader_clean(&r, 1 << 20, &err);
	ck_assert_msg(
	    !st || *err.message, "%s without words", hire_status_name(st));
	reader_fini(&r);
	hire_arena_free(r.mem);
	return st;
}

static const char *
sample(size_t *len)
{
	return hostile_docx_body(mem,
	    "<w:p><w:r><w:t>Sample Candidate</w:t><w:tab/></w:r></w:p>"
	    "<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x"
	    "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
	    len);
}

START_TEST(bent_documents_do_no_harm)
{
	size_t len;
	const char *good = sample(&len);
	char *bent = hire_arena_alloc(mem, len);
	uint64_t seed = 1;
	ck_assert_ok(read_all(good, len));
	for (size_t n = 0; n < len; n++)
		(void)read_all(good, n);
	for (int i = 0; i < 2000; i++) {
		memcpy(bent, good, len);
		for (uint64_t k = 1 + test_random(&seed, 4); k; k--)
			bent[test_random(&seed, len)] =
			    (char)test_random(&seed, 256);
		(void)read_all(bent, len);
	}
}
END_TEST

START_TEST(random_bytes_do_no_harm)
{
	static const char *const starts[] = {
	    "", "\xFF\xFE", "\xFE\xFF", "\xEF\xBB\xBF", "PK\x03\x04", "%PDF-"};
	char bytes[300];
	uint64_t seed = 2;
	for (int i = 0; i < 3000; i++) {
		const char *start = starts[i % 6];
		size_t n = (size_t)test_random(&seed, sizeof bytes);
		for (size_t k = 0; k < n; k++)
			bytes[k] = (char)(1 + test_random(&seed, 255));
		for (size_t k = 0; start[k] && k < n; k++)
			bytes[k] = start[k];
		(void)read_all(bytes, n);
	}
}
END_TEST

START_TEST(broken_xml_is_damaged)
{
	size_t len;
	const char *bytes =
	    hostile_docx(mem, HOSTILE_HEAD, "<w:p>", 1000, "", &len);
	ck_assert_status(read_all(bytes, len), HIRE_EDAMAGED);
	bytes = hostile_docx(
	    mem, "<x xmlns:w=\"other\">", "<w:t>a</w:t>", 9, "</x>", &len);
	ck_assert_status(read_all(bytes, len), HIRE_ENOTEXT);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("reader");
	TCase *c = tcase_create("parts");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, bent_documents_do_no_harm);
	tcase_add_test(c, random_bytes_do_no_harm);
	tcase_add_test(c, broken_xml_is_damaged);
	suite_add_tcase(s, c);
	return test_run(s);
}
