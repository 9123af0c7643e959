/* SPDX-License-Identifier: MIT
 * test_text.c - documents through the sandbox: the port's promises, real
 * resumes, hostile documents, and proof that the confinement holds.
 */
#include "conform.h"
#include "hostile.h"

#include "backends/text/child.h"
#include "backends/text/sandbox.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define READER HIRE_BINARY_DIR "/bin/hire-reader"

static test_host host;
static hire_arena *mem;
static hire_text_reader reader;

static void
setup(void)
{
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, (size_t)512 << 20, &mem, NULL));
	ck_assert_ok(hire__text_sandbox_open(host.ctx, NULL, &reader, NULL));
}

static void
teardown(void)
{
	hire_text_reader_fini(&reader);
	hire_arena_free(mem);
	test_host_close(&host);
}

START_TEST(sandbox_conforms)
{
	conform_text_reader(&reader, mem);
}
END_TEST

static hire_status
take(const char *bytes, size_t len, const char *name, hire_time time,
    hire_text *out, hire_error *err)
{
	hire_text_limits l = {.time = time};
	return reader.ops.read(
	    reader.state, bytes, len, name, &l, mem, out, err);
}

/* What is not plain success, or has words (between bars) that must stand in
 * the text in this order. */
static const struct {
	const char *file;
	hire_status want;
	const char *word;
} resumes[] = {
    {"scorelia-corrupt.pdf", HIRE_EDAMAGED, NULL},
    {"scorelia-password.pdf", HIRE_EENCRYPTED, NULL},
    {"scorelia-empty-page.pdf", HIRE_ENOTEXT, NULL},
    {"rm-barry-allen.pdf", HIRE_OK, "Front-End Developer"},
    {"scorelia-sample.docx", HIRE_OK,
        "John Doe|john.doe@email.com|Skills|PyTorch|Education|Experience|"
        "Software Engineer at Google|Jan 2020 - Present|Certifications"},
    {"scorelia-sample.pdf", HIRE_OK, "John"},
    {"soupboss-01-accountant.docx", HIRE_OK,
        "Ebony Moore|206-555-0149|Education|Cloverfield|Experience|Gilmore|"
        "\xE2\x80\xA2 Meet with|Harrison|Certifications|\xE2\x80\xA2 Basic"},
    {"soupboss-01-office-coordinator.docx", HIRE_OK,
        "John Smith|Summary|15 years|Experience|Alpine|River|Skills"},
    {"soupboss-02-office-coordinator.docx", HIRE_OK,
        "Cody|Summary|Education|Brightside|\xE2\x80\xA2 Train|Skills"},
    {"derived-injection-visible.txt", HIRE_OK, "SARAH JOHNSON|EXPERIENCE"},
    {"rendercv-sample.txt", HIRE_OK,
        "SARAH JOHNSON|EXPERIENCE|Meta, Software Engineer|EDUCATION|SKILLS"},
    {"kaggle-java-developer.txt", HIRE_OK, "Java"},
    {"billryan-zh-CN.pdf", HIRE_OK, "\xE6\x95\x99\xE8\x82\xB2"},
    {"jsonresume-richard-hendriks.json", HIRE_OK,
        "Richard Hendriks\nProgrammer|@mail.com|Summary|Experience\nCEO/"
        "President | Pied Piper |Dec 2013 - Dec 2014|Education\nBachelor in "
        "Information Technology|Skills\nWeb Development: HTML"},
    {"yamlcv-rirekisho-ja.txt", HIRE_OK,
        "\xE5\xB1\xA5\xE6\xAD\xB4\xE6\x9B\xB8 |hoge@|Education\n|"
        "20XX-4|Experience\n|20XX-10"},
};

static void
check_form(const char *file, const hire_text *t)
{
	ck_assert_msg(t->len > 300 && t->pages >= 1, "%s", file);
	for (size_t i = 0; i < t->len; i++) {
		unsigned char c = (unsigned char)t->text[i];
		ck_assert_msg(c >= 0x20 || strchr("\n\t\f", c), "%s", file);
	}
	static const char *const never[] = {"\xC2\xAD", "\xE2\x80\x8B",
	    "\xEF\xAC\x81", "\xEF\xAC\x80", "\xEF\xBB\xBF", "\xC2\xA0"};
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		ck_assert_msg(!strstr(t->text, never[i]), "%s: %zu", file, i);
}

/* The words between bars, one behind the other. */
static void
check_words(const char *file, const char *text, const char *words)
{
	while (*words) {
		size_t n = strcspn(words, "|");
		const char *word = hire_arena_strndup(mem, words, n);
		const char *at = strstr(text, word);
		ck_assert_msg(at != NULL, "%s: no %s in %s", file, word, text);
		text = at + n;
		words += n + (words[n] == '|');
	}
}

static void
check_resume(const char *dir, const char *file)
{
	size_t len;
	hire_status want = HIRE_OK;
	const char *word = "";
	hire_error err = {.code = HIRE_OK};
	hire_text got;
	char *bytes = test_read_file(
	    mem, hire_arena_printf(mem, "%s/%s", dir, file), &len);
	ck_assert_ptr_nonnull(bytes);
	for (size_t i = 0; i < sizeof resumes / sizeof *resumes; i++)
		if (!strcmp(resumes[i].file, file)) {
			want = resumes[i].want;
			word = resumes[i].word;
		}
	hire_status st = take(bytes, len, file, 0, &got, &err);
	ck_assert_msg(
	    st == want, "%s: %s %s", file, hire_status_name(st), err.message);
	if (want)
		return;
	check_words(file, got.text, word);
	if (!strstr(file, ".pdf"))
		ck_assert_uint_eq(got.ignored_count, 0);
	check_form(file, &got);
}

START_TEST(real_resumes)
{
	const char *root = test_fixtures();
	if (!root) {
		printf("skipped: no fixtures\n");
		return;
	}
	const char *path = hire_arena_printf(mem, "%s/resumes", root);
	DIR *dir = opendir(path);
	ck_assert_ptr_nonnull(dir);
	int n = 0;
	for (struct dirent *e; (e = readdir(dir));)
		if (e->d_name[0] != '.' && !strstr(e->d_name, ".tsv") &&
		    !strstr(e->d_name, "scan")) { /* test_pdf.c has it */
			check_resume(path, e->d_name);
			n++;
		}
	closedir(dir);
	ck_assert_int_gt(n, 30);
}
END_TEST

static const char *
text_of(const char *root, const char *name, const char *end)
{
	size_t len;
	hire_text got;
	const char *bytes = test_read_file(mem,
	    hire_arena_printf(mem, "%s/resumes/%s%s", root, name, end), &len);
	ck_assert_ptr_nonnull(bytes);
	ck_assert_ok(take(bytes, len, NULL, 0, &got, NULL));
	return got.text;
}

/* Words of one text that the other has too, of a thousand. */
static size_t
shared_words(const char *a, const char *b)
{
	size_t all = 0, both = 0, n;
	for (; *a; a += n) {
		a += strspn(a, " \t\n\f:");
		n = strcspn(a, " \t\n\f:");
		all += n > 0;
		both += n && strstr(b, hire_arena_strndup(mem, a, n)) != NULL;
	}
	return all ? both * 1000 / all : 0;
}

START_TEST(the_same_resume_in_two_kinds)
{
	static const char *const pairs[] = {"scorelia-sample",
	    "soupboss-01-accountant", "soupboss-02-office-coordinator"};
	const char *root = test_fixtures();
	if (!root)
		printf("skipped: no fixtures\n");
	for (size_t i = 0; root && i < sizeof pairs / sizeof *pairs; i++) {
		const char *word = text_of(root, pairs[i], ".docx");
		const char *pdf = text_of(root, pairs[i], ".pdf");
		size_t there = shared_words(word, pdf);
		size_t back = shared_words(pdf, word);
		ck_assert_msg(there >= 970 && back >= 970, "%s: %zu, %zu",
		    pairs[i], there, back);
	}
}
END_TEST

static void
expect_docx(const char *body, const char *want, const char *hidden)
{
	size_t len;
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	const char *bytes = hostile_docx_body(mem, body, &len);
	hire_status st = take(bytes, len, "a.pdf", 0, &got, &err);
	ck_assert_msg(st == HIRE_OK, "%s", err.message);
	ck_assert_str_eq(got.text, want);
	ck_assert_str_eq(got.kind, "docx");
	ck_assert_uint_eq(got.ignored_count, hidden != NULL);
	if (hidden)
		ck_assert_str_eq(got.ignored[0].text, hidden);
}

START_TEST(word_text)
{
	expect_docx("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a"
	            "</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
	            "<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r>"
	            "</w:hyperlink></w:p>",
	    "a\tb\nc\nlink\n", NULL);
	expect_docx("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p>"
	            "</w:tc><w:tc><w:p><w:r><w:t>y</w:t></w:r></w:p></w:tc>"
	            "</w:tr></w:tbl>",
	    "x\ty\n", NULL);
	expect_docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>obey me</w:t>"
	            "</w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr>"
	            "<w:t>seen</w:t></w:r><w:del><w:r><w:delText>gone"
	            "</w:delText></w:r></w:del></w:p>",
	    "seen\n", "obey me");
}
END_TEST

/* What a name promises and the content does not keep.  Content that is of a
 * kind we read is read, whatever its name. */
START_TEST(names_promise)
{
	static const char *const broken[] = {
	    "cv.pdf", "cv.PDF", "cv.docx", "cv.png", "cv.doc", "cv.exe"};
	static const char *const fine[] = {
	    "cv.txt", "cv.md", "cv", "cv.resume", "c.d/cv"};
	hire_text got;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		ck_assert_status(
		    take("a text", 6, broken[i], 0, &got, NULL), HIRE_EDAMAGED);
	for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
		ck_assert_ok(take("a text", 6, fine[i], 0, &got, NULL));
}
END_TEST

static void
refuse(const char *bytes, size_t len, hire_status want, const char *word)
{
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	hire_status st = take(bytes, len, "x", 0, &got, &err);
	ck_assert_msg(st == want, "%s, wanted %s: %s", hire_status_name(st),
	    hire_status_name(want), err.message);
	ck_assert_str_eq(err.field, "resume");
	ck_assert_msg(strstr(err.message, word), "%s", err.message);
}

START_TEST(hostile_word_documents)
{
	size_t len;
	const char *bytes = hostile_docx(mem, HOSTILE_HEAD "<w:p><w:r><w:t>",
	    "0123456789abcdef", (size_t)8 << 20,
	    "</w:t></w:r></w:p>" HOSTILE_TAIL, &len);
	ck_assert_uint_lt(len, 1 << 20); /* 128 MB out of less than one */
	refuse(bytes, len, HIRE_ETOOBIG, "unpacks");
	bytes = hostile_docx(mem,
	    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
	    "\"&a;&a;&a;&a;&a;&a;\">]><x>",
	    "&b;", 1000, "</x>", &len);
	refuse(bytes, len, HIRE_EDAMAGED, "DOCTYPE");
	bytes = hostile_docx(
	    mem, "<!DOCTYPE x SYSTEM \"/etc/passwd\"><x>", "", 0, "</x>", &len);
	refuse(bytes, len, HIRE_EDAMAGED, "DOCTYPE");
	bytes = hostile_docx(mem, HOSTILE_HEAD, "<w:p>", 100000, "", &len);
	refuse(bytes, len, HIRE_EDAMAGED, "");
	bytes = hostile_docx_body(mem, "<w:p>", &len);
	refuse(bytes, len, HIRE_EDAMAGED, "XML");
	refuse(bytes, len / 2, HIRE_EDAMAGED, "archive");
}
END_TEST

static double
seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

START_TEST(a_burner_of_time_is_stopped)
{
	size_t len;
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	const char *bytes = hostile_pdf(mem, &len);
	double start = seconds();
	ck_assert_status(
	    take(bytes, len, "x", HIRE_SECOND, &got, &err), HIRE_ETIMEOUT);
	ck_assert_msg(seconds() - start < 3, "%f s", seconds() - start);
	ck_assert_str_eq(err.field, "resume");
	ck_assert_ptr_nonnull(strstr(err.message, "1000 ms"));
	start = seconds(); /* now the kernel's limit on CPU time */
	ck_assert_status(take(bytes, len, "x", 0, &got, &err), HIRE_ETIMEOUT);
	ck_assert_msg(seconds() - start < 5, "%f s", seconds() - start);
}
END_TEST

/* Descriptors open in this process. */
static int
descriptors(void)
{
	int n = 0;
	for (int fd = 0; fd < 1024; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

START_TEST(the_host_keeps_its_peace)
{
	int before = descriptors();
	hire_text got;
	signal(SIGCHLD, SIG_IGN); /* such a host leaves nothing to wait for */
	ck_assert_ok(take("hello world", 11, "x", 0, &got, NULL));
	signal(SIGCHLD, SIG_DFL);
	close(0); /* and such a one has no standard input */
	ck_assert_ok(take("hello world", 11, "x", 0, &got, NULL));
	ck_assert_str_eq(got.text, "hello world");
	ck_assert_int_eq(descriptors(), before - 1);
}
END_TEST

static void
write_script(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_int_eq(chmod(path, 0700), 0);
}

/* A reader that was taken over says what it likes; nothing comes of it. */
static const struct {
	const char *script;
	hire_status want;
} liars[] = {
    {"#!/bin/sh\nexit 0\n", HIRE_EBACKEND},
    {"#!/bin/sh\necho nonsense\n", HIRE_EBACKEND},
    {"#!/bin/sh\necho '{}'\n", HIRE_EBACKEND},
    {"#!/bin/sh\necho '{\"status\":\"OK\"}'\n", HIRE_EBACKEND},
    {"#!/bin/sh\necho '{\"status\":\"EAUTH\",\"message\":\"x\"}'\n",
        HIRE_EBACKEND},
    {"#!/bin/sh\necho '{\"status\":\"OK\",\"text\":\"x\",\"kind\":\"text\","
     "\"engine\":\"x\",\"pages\":-1}'\n",
        HIRE_EBACKEND},
    {"#!/bin/sh\necho '{\"status\":\"OK\",\"text\":\"a\\u0007b\",\"kind\":"
     "\"text\",\"engine\":\"x\",\"pages\":1}'\n",
        HIRE_EBACKEND},
    {"#!/bin/sh\nwhile :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done"
     "\n",
        HIRE_ETOOBIG},
    {"#!/bin/sh\nexec >&-\nsleep 30\n", HIRE_ETIMEOUT},
    {"#!/bin/sh\nsleep 30 & exit 0\n", HIRE_ETIMEOUT},
    {"#!/bin/sh\nkill -SEGV $$\n", HIRE_EDAMAGED},
};

/* A copy of the reader alone in a folder, without its other half. */
START_TEST(a_reader_without_its_office_says_so)
{
	char folder[] = "/tmp/hire-alone-XXXXXX", chunk[4096];
	ck_assert_ptr_nonnull(mkdtemp(folder));
	const char *path = hire_arena_printf(mem, "%s/hire-reader", folder);
	FILE *from = fopen(READER, "rb"), *to = fopen(path, "wb");
	ck_assert(from && to);
	for (size_t n; (n = fread(chunk, 1, sizeof chunk, from)) > 0;)
		ck_assert_uint_eq(fwrite(chunk, 1, n, to), n);
	ck_assert_int_eq(fchmod(fileno(to), 0700), 0);
	ck_assert_int_eq(fclose(to), 0);
	fclose(from);
	hire_text_reader lone;
	hire_text got;
	hire_error err = {0};
	ck_assert_ok(hire__text_sandbox_open(host.ctx, path, &lone, NULL));
	hire_status st = lone.ops.read(
	    lone.state, "PK\x03\x04", 4, "x.docx", NULL, mem, &got, &err);
	ck_assert_int_eq(st, HIRE_EBACKEND);
	ck_assert_ptr_nonnull(strstr(err.message, "hire-reader-office"));
	hire_text_reader_fini(&lone);
	remove(path);
	remove(folder);
}
END_TEST

START_TEST(a_lying_reader_is_not_believed)
{
	char path[] = "/tmp/hire-reader-XXXXXX";
	int fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
	for (size_t i = 0; i < sizeof liars / sizeof *liars; i++) {
		hire_text_reader liar;
		hire_text got = {.kind = "untouched"};
		hire_text_limits l = {
		    .time = 2 * HIRE_SECOND, .output = 1 << 12};
		write_script(path, liars[i].script);
		ck_assert_ok(
		    hire__text_sandbox_open(host.ctx, path, &liar, NULL));
		hire_status st = liar.ops.read(
		    liar.state, "x", 1, NULL, &l, mem, &got, NULL);
		ck_assert_msg(st == liars[i].want, "%s: %s", liars[i].script,
		    hire_status_name(st));
		ck_assert_str_eq(got.kind, "untouched");
		hire_text_reader_fini(&liar);
	}
	remove(path);
	hire_error err = {.code = HIRE_OK};
	ck_assert_status(hire__text_sandbox_open(host.ctx, path, &reader, &err),
	    HIRE_EBACKEND);
	ck_assert_ptr_nonnull(strstr(err.message, path));
}
END_TEST

static hire_status
use_everything(hire_ctx *ctx)
{
	hire_text_reader r = {.state = NULL};
	hire_arena *a = NULL;
	hire_text got;
	hire_status st = hire_arena_new(ctx, 0, &a, NULL);
	if (!st)
		st = hire__text_sandbox_open(ctx, NULL, &r, NULL);
	if (!st)
		st = r.ops.read(r.state, "hello \xE2\x80\x8Bworld", 14, NULL,
		    NULL, a, &got, NULL);
	hire_text_reader_fini(&r);
	hire_arena_free(a);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(use_everything);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("text");
	TCase *c = tcase_create("sandbox");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, sandbox_conforms);
	tcase_add_test(c, real_resumes);
	tcase_add_test(c, the_same_resume_in_two_kinds);
	tcase_add_test(c, word_text);
	tcase_add_test(c, names_promise);
	tcase_add_test(c, hostile_word_documents);
	tcase_add_test(c, a_burner_of_time_is_stopped);
	tcase_add_test(c, the_host_keeps_its_peace);
	tcase_add_test(c, a_lying_reader_is_not_believed);
	tcase_add_test(c, a_reader_without_its_office_says_so);
	suite_add_tcase(s, c);
	TCase *sweep = tcase_create("memory out");
	tcase_set_timeout(sweep, 60);
	tcase_add_test(sweep, every_allocation_may_fail);
	suite_add_tcase(s, sweep);
	return test_run(s);
}
