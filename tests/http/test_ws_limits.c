/* SPDX-License-Identifier: MIT
 * test_ws_limits.c - sizes, memory and UTF-8 at their boundaries, and long
 * random streams through the frame reader.
 */
#include "test_ws_support.h"
#include "util/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { BIG = 256 * 1024 };

static unsigned char stream[4 * BIG];
static char payload[2 * BIG];

typedef struct outcome {
	ws_kind kind; /* of the last event */
	uint16_t code;
	size_t len, fed; /* of the last message; bytes until the last event */
	int messages;
} outcome;

/* Feed `n` bytes of `stream` in parts of `part`. */
static outcome
feed(ws_reader *r, size_t n, size_t part)
{
	outcome o = {.kind = WS_GOT_NOTHING};
	for (size_t at = 0; at < n; at += part) {
		const unsigned char *p = stream + at;
		size_t left = n - at < part ? n - at : part;
		for (ws_event e; (e = ws_reader_next(r, &p, &left)).kind;) {
			o.kind = e.kind;
			o.code = e.code;
			o.len = e.len;
			o.fed = (size_t)(p - stream);
			o.messages += e.kind == WS_GOT_MESSAGE;
		}
	}
	return o;
}

static size_t
text(size_t at, int first, size_t n)
{
	piece p = {first, payload, n, 0, false};
	return at + piece_write(&p, stream + at);
}

START_TEST(a_frame_may_have_its_limit_and_not_a_byte_more)
{
	static const size_t sizes[] = {1, 125, 126, 127, 65535, 65536, 70000};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		test_mem m;
		ws_mem mem = test_mem_of(&m);
		ws_limits l = {sizes[i], 2 * BIG, false};
		ws_reader r;
		ws_reader_init(&r, &mem, &l);
		outcome o = feed(&r, text(0, 0x81, sizes[i]), 1000);
		ck_assert_int_eq(o.kind, WS_GOT_MESSAGE);
		ck_assert_uint_eq(o.len, sizes[i]);
		ws_reader_fini(&r);
		ws_reader_init(&r, &mem, &l);
		long before = m.calls;
		o = feed(&r, text(0, 0x81, sizes[i] + 1), 1);
		ck_assert_int_eq(o.kind, WS_GOT_FAULT);
		ck_assert_uint_eq(o.code, WS_CODE_TOO_BIG);
		ck_assert_uint_le(o.fed, 10); /* the head was enough */
		ck_assert_int_eq(m.calls, before);
		ws_reader_fini(&r);
		ck_assert_int_eq(m.live, 0);
	}
}
END_TEST

START_TEST(fragments_together_may_have_the_message_limit)
{
	test_mem m;
	ws_mem mem = test_mem_of(&m);
	ws_limits l = {1000, 2020, false};
	for (size_t last = 19; last <= 22; last++) {
		ws_reader r;
		ws_reader_init(&r, &mem, &l);
		size_t n = text(0, 0x01, 1000);
		n = text(n, 0x00, 1000);
		n = text(n, 0x80, last);
		outcome o = feed(&r, n, 7);
		ck_assert_int_eq(
		    o.kind, last <= 20 ? WS_GOT_MESSAGE : WS_GOT_FAULT);
		if (last > 20)
			ck_assert_uint_eq(o.code, WS_CODE_TOO_BIG);
		else
			ck_assert_uint_eq(o.len, 2000 + last);
		ck_assert_int_le(m.most, 2020);
		ws_reader_fini(&r);
		ck_assert_int_eq(m.bytes, 0);
	}
}
END_TEST

/* A head that promises much costs nothing until the bytes come. */
START_TEST(memory_follows_what_came_not_what_was_promised)
{
	test_mem m;
	ws_mem mem = test_mem_of(&m);
	ws_limits l = {BIG, BIG, false};
	ws_reader r;
	ws_reader_init(&r, &mem, &l);
	text(0, 0x81, BIG);
	for (size_t n = 14; n < BIG; n += 997) {
		const unsigned char *p = stream + (n == 14 ? 0 : n - 997);
		size_t left = n == 14 ? 14 : 997;
		ck_assert_int_eq(
		    ws_reader_next(&r, &p, &left).kind, WS_GOT_NOTHING);
		ck_assert_int_le(m.bytes, 2 * (long)n + 128);
	}
	ws_reader_fini(&r);
	ck_assert_int_eq(m.live, 0);
}
END_TEST

START_TEST(nothing_is_held_between_messages)
{
	test_mem m;
	ws_mem mem = test_mem_of(&m);
	ws_limits l = {BIG, BIG, false};
	ws_reader r;
	ws_reader_init(&r, &mem, &l);
	for (int i = 0; i < 3; i++) {
		outcome o = feed(&r, text(0, 0x81, 5000), 100);
		ck_assert_int_eq(o.messages, 1);
		ck_assert_int_eq(m.bytes, 0);
	}
	ck_assert_uint_le(sizeof r, 256);
	ws_reader_fini(&r);
}
END_TEST

START_TEST(lengths_beyond_any_limit_are_refused_by_their_head)
{
	static const struct {
		const char *head;
		uint16_t code;
	} rows[] = {
	    {"\x81\xFF\x80\x00\x00\x00\x00\x00\x00\x00", WS_CODE_PROTOCOL},
	    {"\x81\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", WS_CODE_PROTOCOL},
	    {"\x81\xFF\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF", WS_CODE_TOO_BIG},
	    {"\x01\xFF\x00\x00\x00\x01\x00\x00\x00\x00", WS_CODE_TOO_BIG},
	    {"\x81\xFF\x00\x00\x00\x00\x00\x00\xFF\xFF", WS_CODE_PROTOCOL},
	    {"\x81\xFE\x00\x7D......", WS_CODE_PROTOCOL}};
	ws_mem mem = {NULL, NULL};
	ws_limits l = {BIG, BIG, false};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ws_reader r;
		ws_reader_init(&r, &mem, &l);
		memcpy(stream, rows[i].head, 10);
		outcome o = feed(&r, 10, 1);
		ck_assert_int_eq(o.kind, WS_GOT_FAULT);
		ck_assert_msg(o.code == rows[i].code, "row %zu: %u", i, o.code);
		ws_reader_fini(&r);
	}
}
END_TEST

START_TEST(where_binary_is_not_taken_it_is_refused_at_once)
{
	ws_mem mem = {NULL, NULL};
	ws_limits l = {BIG, BIG, false};
	ws_reader r;
	ws_reader_init(&r, &mem, &l);
	outcome o = feed(&r, text(0, 0x82, 10), 1);
	ck_assert_int_eq(o.kind, WS_GOT_FAULT);
	ck_assert_uint_eq(o.code, WS_CODE_UNSUPPORTED);
	ck_assert_uint_eq(o.fed, 1);
	ws_reader_fini(&r);
}
END_TEST

START_TEST(every_failing_allocation_is_a_fault_and_leaks_nothing)
{
	ws_limits l = {BIG, BIG, false};
	size_t n = text(0, 0x01, 3000);
	n = text(n, 0x80, 3000);
	for (long at = 1;; at++) {
		test_mem m;
		ws_mem mem = test_mem_of(&m);
		ws_reader r;
		m.fail_at = at;
		ws_reader_init(&r, &mem, &l);
		outcome o = feed(&r, n, 100);
		ws_reader_fini(&r);
		ck_assert_int_eq(m.live, 0);
		if (!m.failed) {
			ck_assert_int_gt(at, 3);
			ck_assert_int_eq(o.kind, WS_GOT_MESSAGE);
			return;
		}
		ck_assert_int_eq(o.kind, WS_GOT_FAULT);
		ck_assert_uint_eq(o.code, WS_CODE_INTERNAL);
	}
}
END_TEST

/* Is `s` UTF-8, and if not, at which byte does that show?  Told by the
 * library's own, quite different check of whole texts: a prefix can go on when
 * some tail makes it whole. */
static size_t
first_bad(const unsigned char *s, size_t n)
{
	static const char *const tails[] = {"", "\x80", "\xBF", "\x80\x80",
	    "\xBF\x80", "\x80\x80\x80", "\x90\x80\x80", "\xA0\x80"};
	for (size_t len = 1; len <= n; len++) {
		bool may = false;
		for (size_t i = 0; i < 8 && !may; i++) {
			char whole[12];
			size_t tail = strlen(tails[i]);
			memcpy(whole, s, len);
			memcpy(whole + len, tails[i], tail);
			may = hire__utf8_valid(whole, len + tail);
		}
		if (!may)
			return len - 1;
	}
	return n;
}

static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
    0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
    0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFC, 0xFE, 0xFF};

START_TEST(utf8_fails_at_the_first_byte_that_cannot_be)
{
	enum { E = sizeof edges };
	/* Four bytes of every boundary, the first taken by the loop. */
	for (size_t code = 0; code < (size_t)E * E * E; code++) {
		unsigned char s[4] = {edges[_i], edges[code % E],
		    edges[code / E % E], edges[code / E / E]};
		ws_utf8 u = {0, 0, 0};
		size_t good = 0;
		while (good < 4 && ws_utf8_add(&u, s + good, 1))
			good++;
		ck_assert_msg(good == first_bad(s, 4),
		    "%02x %02x %02x %02x: %zu", s[0], s[1], s[2], s[3], good);
		if (good == 4)
			ck_assert_int_eq(
			    ws_utf8_whole(&u), hire__utf8_valid((char *)s, 4));
		ws_utf8 once = {0, 0, 0};
		ck_assert_int_eq(ws_utf8_add(&once, s, 4), good == 4);
	}
}
END_TEST

START_TEST(utf8_finds_a_bad_byte_wherever_it_stands_in_long_text)
{
	char s[64];
	for (size_t at = 0; at < sizeof s; at++)
		for (size_t cut = 0; cut <= sizeof s; cut += 5) {
			memset(s, 'a', sizeof s);
			s[at] = (char)0xFF;
			const unsigned char *p = (const unsigned char *)s;
			ws_utf8 u = {0, 0, 0};
			bool good = ws_utf8_add(&u, p, cut) &&
			            ws_utf8_add(&u, p + cut, sizeof s - cut);
			ck_assert(!good);
		}
}
END_TEST

/* A message of valid text in `payload`: of one, two, three, four bytes. */
static size_t
random_text(uint64_t *seed, char *out)
{
	static const char *const letters[] = {
	    "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
	size_t n = 0, want = test_random(seed, 3000);
	while (n < want) {
		const char *c = letters[test_random(seed, 4)];
		memcpy(out + n, c, strlen(c));
		n += strlen(c);
	}
	return n;
}

/* `payload` in random fragments with pings between; returns the stream's end.
 */
static size_t
random_frames(uint64_t *seed, size_t len)
{
	size_t n = 0, at = 0;
	for (bool first = true, last = false; !last; first = false) {
		size_t part = test_random(seed, len - at + 1);
		last = at + part == len;
		piece p = {(last ? 0x80 : 0) | (first ? 1 : 0), payload + at,
		    part, 0, false};
		n += piece_write(&p, stream + n);
		at += part;
		piece ping = {0x89, "between", test_random(seed, 8), 0, false};
		if (!last && test_random(seed, 2))
			n += piece_write(&ping, stream + n);
	}
	return n;
}

START_TEST(random_streams_give_back_their_messages)
{
	uint64_t seed = (uint64_t)_i + 1;
	test_mem m;
	ws_mem mem = test_mem_of(&m);
	ws_limits l = {BIG, BIG, false};
	ws_reader r;
	ws_reader_init(&r, &mem, &l);
	for (int round = 0; round < 200; round++) {
		size_t len = random_text(&seed, payload);
		size_t n = random_frames(&seed, len);
		int got = 0;
		for (size_t at = 0, part; at < n; at += part) {
			part = 1 + test_random(&seed, n - at);
			const unsigned char *p = stream + at;
			size_t left = part;
			ws_event e;
			while ((e = ws_reader_next(&r, &p, &left)).kind) {
				if (e.kind == WS_GOT_PING)
					continue;
				ck_assert_int_eq(e.kind, WS_GOT_MESSAGE);
				ck_assert_uint_eq(e.len, len);
				ck_assert(!memcmp(e.data, payload, len));
				got++;
			}
		}
		ck_assert_int_eq(got, 1);
	}
	ws_reader_fini(&r);
	ck_assert_int_eq(m.live, 0);
}
END_TEST

static void
setup(void)
{
	memset(payload, 'x', sizeof payload);
}

int
main(void)
{
	Suite *s = suite_create("ws_limits");
	TCase *t = tcase_create("limits");
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_frame_may_have_its_limit_and_not_a_byte_more);
	tcase_add_test(t, fragments_together_may_have_the_message_limit);
	tcase_add_test(t, memory_follows_what_came_not_what_was_promised);
	tcase_add_test(t, nothing_is_held_between_messages);
	tcase_add_test(t, lengths_beyond_any_limit_are_refused_by_their_head);
	tcase_add_test(t, where_binary_is_not_taken_it_is_refused_at_once);
	tcase_add_test(
	    t, every_failing_allocation_is_a_fault_and_leaks_nothing);
	tcase_add_loop_test(
	    t, utf8_fails_at_the_first_byte_that_cannot_be, 0, sizeof edges);
	tcase_add_test(
	    t, utf8_finds_a_bad_byte_wherever_it_stands_in_long_text);
	tcase_add_loop_test(t, random_streams_give_back_their_messages, 0, 8);
	suite_add_tcase(s, t);
	return test_run(s);
}
