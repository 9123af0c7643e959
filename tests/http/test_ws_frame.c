/* SPDX-License-Identifier: MIT
 * test_ws_frame.c - scripts of frames and what must come of each, however the
 * stream is split; the first byte that is wrong ends it.
 */
#include "test_ws_support.h"

#include <stdio.h>
#include <string.h>

enum { PIECES = 6, STREAM = 1024, LOG = 1024 };

/* A log of events: T:text, B:binary, P:ping, O:pong, C1000:reason, F1002.
 * `at`: bytes that the fault needs to be seen, counted through the stream; 0
 * is not looked at. */
static const struct script {
	const char *name;
	piece pieces[PIECES];
	const char *log;
	size_t at;
} scripts[] = {
    {"an empty text", {PIECE(0x81, "")}, "T:;", 0},
    {"a text", {PIECE(0x81, "hello")}, "T:hello;", 0},
    {"a binary", {PIECE(0x82, "\x01\x02")}, "B:\x01\x02;", 0},
    {"two messages", {PIECE(0x81, "one"), PIECE(0x81, "two")}, "T:one;T:two;",
        0},
    {"a message in fragments",
        {PIECE(0x01, "he"), PIECE(0x00, "ll"), PIECE(0x80, "o")}, "T:hello;",
        0},
    {"empty fragments",
        {PIECE(0x01, ""), PIECE(0x00, ""), PIECE(0x00, "x"), PIECE(0x80, "")},
        "T:x;", 0},
    {"a fragmented binary", {PIECE(0x02, "\xFF"), PIECE(0x80, "\xFE")},
        "B:\xFF\xFE;", 0},
    {"a ping between fragments",
        {PIECE(0x01, "a"), PIECE(0x89, "now"), PIECE(0x80, "b")}, "P:now;T:ab;",
        0},
    {"ping, pong and close between fragments",
        {PIECE(0x01, "a"), PIECE(0x89, ""), PIECE(0x8A, "x"),
            PIECE(0x88, "\x03\xE8")},
        "P:;O:x;C1000:;", 0},
    {"an empty ping", {PIECE(0x89, "")}, "P:;", 0},
    {"a pong nobody asked for", {PIECE(0x8A, "self")}, "O:self;", 0},
    {"bytes in a ping", {PIECE(0x89, "\xFF\xFE\x01")}, "P:\xFF\xFE\x01;", 0},
    {"a close without a code", {PIECE(0x88, "")}, "C1005:;", 0},
    {"a close with a code", {PIECE(0x88, "\x03\xE8")}, "C1000:;", 0},
    {"a close with a reason",
        {PIECE(0x88, "\x0F\xA1"
                     "newer tab")},
        "C4001:newer tab;", 0},
    {"nothing after a close", {PIECE(0x88, "\x03\xE8"), PIECE(0x81, "late")},
        "C1000:;", 0},
    {"half a code", {PIECE(0x88, "\x03")}, "F1002;", 7},
    {"half a code, the rest left over",
        {PIECE(0x89, "\x03\xE8"), PIECE(0x88, "\x03")}, "P:\x03\xE8;F1002;",
        15},
    {"a code that is not for the wire", {PIECE(0x88, "\x03\xED")}, "F1002;", 8},
    {"a reason that is no UTF-8", {PIECE(0x88, "\x03\xE8\xC3\x28")}, "F1007;",
        10},
    {"a reason cut in a character", {PIECE(0x88, "\x03\xE8\xE2\x82")}, "F1007;",
        10},
    {"reserved bit 1", {PIECE(0xC1, "x")}, "F1002;", 1},
    {"reserved bit 2", {PIECE(0xA1, "x")}, "F1002;", 1},
    {"reserved bit 3", {PIECE(0x91, "x")}, "F1002;", 1},
    {"all reserved bits on a ping", {PIECE(0xF9, "")}, "F1002;", 1},
    {"a reserved bit in a continuation", {PIECE(0x01, ""), PIECE(0xC0, "x")},
        "F1002;", 7},
    {"a message, then a reserved bit", {PIECE(0x81, "a"), PIECE(0xC1, "b")},
        "T:a;F1002;", 8},
    {"opcode 3", {PIECE(0x83, "")}, "F1002;", 1},
    {"opcode 4", {PIECE(0x84, "")}, "F1002;", 1},
    {"opcode 5", {PIECE(0x85, "")}, "F1002;", 1},
    {"opcode 6", {PIECE(0x86, "")}, "F1002;", 1},
    {"opcode 7", {PIECE(0x87, "")}, "F1002;", 1},
    {"opcode 11", {PIECE(0x8B, "")}, "F1002;", 1},
    {"opcode 12", {PIECE(0x8C, "")}, "F1002;", 1},
    {"opcode 13", {PIECE(0x8D, "")}, "F1002;", 1},
    {"opcode 14", {PIECE(0x8E, "")}, "F1002;", 1},
    {"opcode 15", {PIECE(0x8F, "")}, "F1002;", 1},
    {"no mask on a text", {{0x81, "x", 1, 0, true}}, "F1002;", 2},
    {"no mask on a ping", {{0x89, "", 0, 0, true}}, "F1002;", 2},
    {"no mask on a close", {{0x88, "\x03\xE8", 2, 0, true}}, "F1002;", 2},
    {"a ping in fragments", {PIECE(0x09, "x")}, "F1002;", 1},
    {"a pong in fragments", {PIECE(0x0A, "x")}, "F1002;", 1},
    {"a close in fragments", {PIECE(0x08, "\x03\xE8")}, "F1002;", 1},
    {"a ping of 16 bits", {{0x89, "", 0, 16, false}}, "F1002;", 2},
    {"a close of 64 bits", {{0x88, "", 0, 64, false}}, "F1002;", 2},
    {"a continuation of nothing", {PIECE(0x80, "x")}, "F1002;", 1},
    {"a fragment of nothing", {PIECE(0x00, "x")}, "F1002;", 1},
    {"a continuation after the end",
        {PIECE(0x01, "a"), PIECE(0x80, "b"), PIECE(0x80, "c")}, "T:ab;F1002;",
        15},
    {"a text within a text", {PIECE(0x01, "a"), PIECE(0x81, "b")}, "F1002;", 8},
    {"a binary within a text", {PIECE(0x01, "a"), PIECE(0x02, "b")}, "F1002;",
        8},
    {"a length of 16 bits without need", {{0x81, "x", 1, 16, false}}, "F1002;",
        4},
    {"a length of 64 bits without need", {{0x81, "x", 1, 64, false}}, "F1002;",
        10},
    {"a character over two fragments",
        {PIECE(0x01, "\xE2\x82"), PIECE(0x80, "\xAC")}, "T:\xE2\x82\xAC;", 0},
    {"a character over a ping",
        {PIECE(0x01, "\xF0\x9F"), PIECE(0x89, "\xFF"), PIECE(0x80, "\x98\x80")},
        "P:\xFF;T:\xF0\x9F\x98\x80;", 0},
    {"a message that ends in a character", {PIECE(0x81, "a\xE2\x82")}, "F1007;",
        9},
    {"fragments that end in a character",
        {PIECE(0x01, "\xE2\x82"), PIECE(0x80, "")}, "F1007;", 14},
    {"a bad byte in the middle", {PIECE(0x81, "ab\xC3(cd")}, "F1007;", 10},
    {"a bad byte in a first fragment",
        {PIECE(0x01, "ab\xFF"
                     "cd"),
            PIECE(0x80, "")},
        "F1007;", 9},
    {"a bad byte in a second fragment", {PIECE(0x01, "\xCE"), PIECE(0x80, "x")},
        "F1007;", 14},
    {"a code point above the last", {PIECE(0x81, "\xF4\x90\x80\x80")}, "F1007;",
        8},
    {"a surrogate", {PIECE(0x81, "\xED\xA0\x80")}, "F1007;", 8},
    {"an overlong slash", {PIECE(0x81, "\xC0\xAF")}, "F1007;", 7},
    {"a lone second byte", {PIECE(0x81, "\x80")}, "F1007;", 7},
    {"a character around letters",
        {PIECE(0x81, "\xE2"
                     "aaaaaaaa"
                     "\x82\xAC")},
        "F1007;", 8},
    {"the state of a text does not outlast it",
        {PIECE(0x81, "\xE2\x82\xAC"), PIECE(0x82, "\xE2"), PIECE(0x81, "x")},
        "T:\xE2\x82\xAC;B:\xE2;T:x;", 0},
};

enum { SCRIPTS = sizeof scripts / sizeof *scripts };

static const ws_limits limits = {4096, 4096, true};

typedef struct run {
	ws_reader r;
	char log[LOG];
	size_t n, fed, fault_at;
} run;

static void
write_down(run *u, const ws_event *e)
{
	static const char kinds[] = "-TPOCF";
	char c = kinds[e->kind] == 'T' && !e->text ? 'B' : kinds[e->kind];
	u->log[u->n++] = c;
	if (c == 'C' || c == 'F')
		u->n +=
		    (size_t)snprintf(u->log + u->n, LOG - u->n, "%u", e->code);
	if (c == 'F')
		u->fault_at = u->fed;
	else
		u->log[u->n++] = ':';
	if (e->len)
		memcpy(u->log + u->n, e->data, e->len);
	u->n += e->len;
	u->log[u->n++] = ';';
	u->log[u->n] = 0;
}

/* Feed exactly these bytes, from a block of their size. */
static void
feed(run *u, const unsigned char *bytes, size_t n)
{
	unsigned char part[STREAM];
	memcpy(part, bytes, n);
	const unsigned char *p = part;
	u->fed += n;
	for (ws_event e; (e = ws_reader_next(&u->r, &p, &n)).kind;)
		write_down(u, &e);
	ck_assert_uint_eq(n, 0);
}

static size_t
stream_of(const struct script *s, unsigned char *out)
{
	size_t n = 0;
	for (int i = 0; i < PIECES && s->pieces[i].payload; i++)
		n += piece_write(&s->pieces[i], out + n);
	return n;
}

static void
check(const struct script *s, run *u, test_mem *m, const char *how)
{
	ck_assert_msg(!strcmp(u->log, s->log), "%s, %s: %s, wanted %s", s->name,
	    how, u->log, s->log);
	ws_reader_fini(&u->r);
	ck_assert_int_eq(m->live, 0);
}

START_TEST(the_script_gives_its_log_however_split)
{
	const struct script *s = &scripts[_i];
	unsigned char bytes[STREAM];
	size_t n = stream_of(s, bytes);
	test_mem m;
	ws_mem mem = test_mem_of(&m);
	for (size_t cut = 0; cut <= n; cut++)
		for (size_t second = cut; second <= n; second++) {
			run u = {.n = 0};
			ws_reader_init(&u.r, &mem, &limits);
			feed(&u, bytes, cut);
			feed(&u, bytes + cut, second - cut);
			feed(&u, bytes + second, n - second);
			check(s, &u, &m, "in three parts");
		}
}
END_TEST

START_TEST(a_fault_is_seen_at_its_first_byte)
{
	const struct script *s = &scripts[_i];
	unsigned char bytes[STREAM];
	size_t n = stream_of(s, bytes);
	run u = {.n = 0};
	test_mem m;
	ws_mem mem = test_mem_of(&m);
	ws_reader_init(&u.r, &mem, &limits);
	for (size_t i = 0; i < n; i++)
		feed(&u, bytes + i, 1);
	if (s->at)
		ck_assert_msg(u.fault_at == s->at, "%s: at %zu, wanted %zu",
		    s->name, u.fault_at, s->at);
	check(s, &u, &m, "byte by byte");
}
END_TEST

/* RFC 6455 section 7.4.1 and 7.4.2, and the codes that IANA added. */
static bool
may_close_with(unsigned code)
{
	static const unsigned ranges[][2] = {
	    {1000, 1003}, {1007, 1014}, {3000, 4999}};
	for (size_t i = 0; i < 3; i++)
		if (code >= ranges[i][0] && code <= ranges[i][1])
			return true;
	return false;
}

START_TEST(of_all_close_codes_those_of_the_standard_pass)
{
	ws_mem mem = {NULL, NULL};
	for (unsigned code = 0; code <= 0xFFFF; code++) {
		char payload[2] = {(char)(code >> 8), (char)(code & 0xFF)};
		piece p = {0x88, payload, 2, 0, false};
		unsigned char bytes[16];
		const unsigned char *at = bytes;
		size_t n = piece_write(&p, bytes);
		ws_reader r;
		ws_reader_init(&r, &mem, &limits);
		ws_event e = ws_reader_next(&r, &at, &n);
		bool may = may_close_with(code);
		ck_assert_int_eq(ws_code_valid(code), may);
		ck_assert_msg(e.kind == (may ? WS_GOT_CLOSE : WS_GOT_FAULT) &&
		                  e.code == (may ? code : WS_CODE_PROTOCOL),
		    "close code %u: %d %u", code, (int)e.kind, e.code);
		ws_reader_fini(&r);
	}
}
END_TEST

START_TEST(the_servers_heads_have_the_shortest_length)
{
	static const struct {
		size_t len, n;
		const char *head;
	} rows[] = {{0, 2, "\x81\x00"}, {1, 2, "\x81\x01"},
	    {125, 2, "\x81\x7D"}, {126, 4, "\x81\x7E\x00\x7E"},
	    {65535, 4, "\x81\x7E\xFF\xFF"},
	    {65536, 10, "\x81\x7F\x00\x00\x00\x00\x00\x01\x00\x00"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unsigned char out[WS_HEAD_MAX];
		ck_assert_uint_eq(
		    ws_write_head(out, WS_TEXT, rows[i].len), rows[i].n);
		ck_assert_mem_eq(out, rows[i].head, rows[i].n);
	}
}
END_TEST

START_TEST(a_close_reason_is_never_cut_in_a_character)
{
	unsigned char out[WS_CONTROL_MAX];
	char reason[200] = "";
	ck_assert_uint_eq(ws_write_close(out, WS_CODE_NONE, "ignored"), 0);
	ck_assert_uint_eq(ws_write_close(out, 1001, NULL), 2);
	ck_assert_mem_eq(out, "\x03\xE9", 2);
	ck_assert_uint_eq(ws_write_close(out, 4001, "bye"), 5);
	ck_assert_mem_eq(out,
	    "\x0F\xA1"
	    "bye",
	    5);
	for (size_t lead = 118; lead <= 123; lead++) {
		memset(reason, 'a', lead);
		memcpy(reason + lead, "\xF0\x9F\x98\x80", 5);
		size_t want = lead + 4 <= 123 ? lead + 4 : lead;
		ck_assert_uint_eq(ws_write_close(out, 1000, reason), want + 2);
		ck_assert_mem_eq(out + 2, reason, want);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ws_frame");
	TCase *t = tcase_create("frames");
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(
	    t, the_script_gives_its_log_however_split, 0, SCRIPTS);
	tcase_add_loop_test(t, a_fault_is_seen_at_its_first_byte, 0, SCRIPTS);
	tcase_add_test(t, of_all_close_codes_those_of_the_standard_pass);
	tcase_add_test(t, the_servers_heads_have_the_shortest_length);
	tcase_add_test(t, a_close_reason_is_never_cut_in_a_character);
	suite_add_tcase(s, t);
	return test_run(s);
}
