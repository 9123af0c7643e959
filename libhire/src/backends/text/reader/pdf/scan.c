/* SPDX-License-Identifier: MIT
 * scan.c - leaf through a PDF for anything that is not letters on paper.
 * No table of contents is trusted: every stream in the file is judged, whoever
 * uses it, and every name, wherever it stands.
 */
#include "scan.h"

#include "util/ctx.h"

#include <string.h>
#include <zlib.h>

enum {
	STREAM_MAX = 4 << 20, /* bytes of one, unpacked */
	TOTAL_MAX = 24 << 20,
	HEAD_MAX = 2048, /* bytes before a stream in which its entries stand */
	NAME_MAX_LEN = 24,
	NOTE_MAX = 64, /* bytes of a text beside its glyphs that are read */
	MANY_PAGES = 12
};

#define NOWHERE 1e7

typedef struct scan {
	hire_ctx *ctx;
	const char *bytes;
	size_t len, unpacked, pages;
	char *room;     /* STREAM_MAX bytes */
	pdf_area paper; /* all pages laid on one another */
	pdf_area shown; /* what no clip takes away */
	pdf_scan found;
} scan;

/* Names that say that a page holds more than letters on paper. */
static const char *const reasons[] = {"Image", "Type3", "PatternType",
    "OCProperties", "OCG", "OC", "SMask", "Encrypt", "Crypt", "LZWDecode",
    "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "UserUnit"};

/* Kinds of annotations that paint more than a link's frame. */
static const char *const notes[] = {"Square", "Circle", "Highlight", "FreeText",
    "Stamp", "Polygon", "PolyLine", "Line", "Ink", "Widget", "Redact",
    "Underline", "Squiggly", "StrikeOut", "Screen", "Watermark", "Caret",
    "FileAttachment", "Text", "Movie", "Sound", "3D", "RichMedia"};

static bool
one_of(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(name, list[i]))
			return true;
	return false;
}

#define ONE_OF(name, list) one_of(name, list, sizeof(list) / sizeof *(list))

static int
hex(char c)
{
	return c >= '0' && c <= '9'                     ? c - '0'
	       : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
	                                                : -1;
}

static bool
is_regular(char c)
{
	return (unsigned char)c > ' ' && !strchr("()<>[]{}/%", c);
}

/* The name behind a "/", unescaped; moves `*at` to its end. */
static void
read_name(const char *s, size_t n, size_t *at, char out[NAME_MAX_LEN])
{
	size_t k = 0;
	for (; *at < n && is_regular(s[*at]); ++*at) {
		char c = s[*at];
		if (c == '#' && *at + 2 < n && hex(s[*at + 1]) >= 0 &&
		    hex(s[*at + 2]) >= 0) {
			c = (char)(hex(s[*at + 1]) << 4 | hex(s[*at + 2]));
			*at += 2;
		}
		if (k < NAME_MAX_LEN - 1)
			out[k++] = c;
	}
	out[k] = '\0';
}

static double
read_number(const char *s, size_t n, size_t *at)
{
	double v = 0, unit = 1;
	while (*at < n && (s[*at] == ' ' || s[*at] == '\n' || s[*at] == '\r'))
		++*at;
	bool minus = *at < n && s[*at] == '-';
	*at += minus;
	for (; *at < n && s[*at] >= '0' && s[*at] <= '9'; ++*at)
		v = v * 10 + (s[*at] - '0');
	*at += *at < n && s[*at] == '.';
	for (; *at < n && s[*at] >= '0' && s[*at] <= '9'; ++*at)
		v += (s[*at] - '0') * (unit /= 10);
	return minus ? -v : v;
}

/* The paper of the largest page; one that is no plain array is not known. */
static void
take_paper(scan *s, const char *bytes, size_t n, size_t at)
{
	while (at < n && (bytes[at] == ' ' || bytes[at] == '\n'))
		at++;
	if (at == n || bytes[at++] != '[') {
		s->found.look = true;
		return;
	}
	double v[4];
	for (int i = 0; i < 4; i++)
		v[i] = read_number(bytes, n, &at);
	s->paper.left = v[0] < s->paper.left ? v[0] : s->paper.left;
	s->paper.bottom = v[1] < s->paper.bottom ? v[1] : s->paper.bottom;
	s->paper.right = v[2] > s->paper.right ? v[2] : s->paper.right;
	s->paper.top = v[3] > s->paper.top ? v[3] : s->paper.top;
}

static const char *
find(const char *s, size_t n, const char *what)
{
	size_t len = strlen(what);
	for (const char *end = s + n; (size_t)(end - s) >= len; s++) {
		s = memchr(s, *what, (size_t)(end - s) - len + 1);
		if (!s)
			return NULL;
		if (!memcmp(s, what, len))
			return s;
	}
	return NULL;
}

/* Whether the text behind "/ActualText" may be letters that were joined: a soft
 * hyphen, which stands for nothing, is the commonest.  What is no plain string
 * may be anything. */
static bool
is_joined(const char *s, size_t n, size_t at)
{
	static const char joined[] = "fijltT";
	while (at < n && s[at] == ' ')
		at++;
	if (n - at < 6 || memcmp(s + at, "<FEFF", 5) != 0)
		return true;
	at += 5;
	for (size_t i = 0; i < NOTE_MAX && at + 4 <= n; i += 4, at += 4) {
		if (s[at] == '>')
			return false;
		int code = 0;
		for (size_t k = 0; k < 4; k++) {
			int digit = hex(s[at + k]);
			if (digit < 0)
				return true;
			code = code << 4 | digit;
		}
		if (code >= 0x80 ? code != 0xAD : strchr(joined, code) != NULL)
			return true;
	}
	return true;
}

static bool
joins_letters(const char *s, size_t n)
{
	static const char note[] = "/ActualText";
	for (size_t at = 0; at < n; at++) {
		const char *found = find(s + at, n - at, note);
		if (!found)
			return false;
		at = (size_t)(found - s) + sizeof note - 1;
		if (is_joined(s, n, at))
			return true;
	}
	return false;
}

static void
judge_names(scan *s, const char *bytes, size_t n)
{
	char name[NAME_MAX_LEN] = "", before[NAME_MAX_LEN];
	for (size_t at = 0; at < n;) {
		if (bytes[at++] != '/')
			continue;
		memcpy(before, name, sizeof before);
		read_name(bytes, n, &at, name);
		if (ONE_OF(name, reasons) ||
		    (!strcmp(before, "Subtype") && ONE_OF(name, notes)) ||
		    (!strcmp(before, "BM") && strcmp(name, "Normal") != 0))
			s->found.look = true;
		if (!strcmp(name, "MediaBox"))
			take_paper(s, bytes, n, at);
		s->found.crops = s->found.crops || !strcmp(name, "CropBox");
		if (!strcmp(name, "ActualText") && is_joined(bytes, n, at))
			s->found.actual = true;
		s->pages += !strcmp(before, "Type") && !strcmp(name, "Page");
	}
}

/* What stands between the last "obj" and the stream. */
static size_t
head_of(const char *bytes, size_t at)
{
	size_t from = at > HEAD_MAX ? at - HEAD_MAX : 0;
	for (size_t i = at; i > from + 3; i--)
		if (!memcmp(bytes + i - 3, "obj", 3))
			return i;
	return from;
}

static bool
has(const char *head, size_t n, const char *word)
{
	return find(head, n, word) != NULL;
}

/* Unpack into `room`; what it takes of the input is at least one byte. */
static size_t
unpack(scan *s, size_t at, size_t *out)
{
	z_stream z = {.zalloc = NULL};
	*out = 0;
	if (inflateInit(&z) != Z_OK)
		return 1;
	memcpy(&z.next_in, &(const char *){s->bytes + at}, sizeof z.next_in);
	z.avail_in = (uInt)(s->len - at);
	z.next_out = (Bytef *)s->room;
	z.avail_out = STREAM_MAX;
	int code = inflate(&z, Z_FINISH);
	*out = (size_t)z.total_out;
	size_t used = (size_t)z.total_in;
	inflateEnd(&z);
	s->unpacked += *out;
	if (code == Z_BUF_ERROR && !z.avail_out)
		s->found.look = true; /* longer than we care to read */
	return used ? used : 1;
}

static bool
is_font(const char *head, size_t n)
{
	static const char *const marks[] = {
	    "/Length1", "/Length2", "/Type1C", "/CIDFontType0C", "/OpenType"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (has(head, n, marks[i]))
			return true;
	return false;
}

static bool
starts_as_font(const char *s, size_t n)
{
	static const char *const marks[] = {
	    "true", "OTTO", "ttcf", "%!PS", "%!Fo", "\x01\x02\x04", "\x80\x01"};
	if (n >= 4 && (!memcmp(s, "\0\1\0\0", 4) || !memcmp(s, "\1\0\4", 3)))
		return true;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (n >= strlen(marks[i]) &&
		    !memcmp(s, marks[i], strlen(marks[i])))
			return true;
	return false;
}

/* A TrueType font by its table of tables. */
static bool
is_sfnt(const char *s, size_t n)
{
	return n > 200 && !memcmp(s, "\0\1\0\0\0", 5) && s[12] >= '0' &&
	       s[13] >= '/' && s[14] >= '/' && s[28] >= '0' && s[29] >= '/';
}

/* A table of contents: binary numbers, most of them small. */
static bool
is_numbers(const char *s, size_t n)
{
	size_t zeroes = 0;
	for (size_t i = 0; i < n; i++)
		zeroes += !s[i];
	return zeroes >= n / 10;
}

/* Colour profiles, character maps and XMP paint nothing. */
static bool
is_table(const char *s, size_t n)
{
	return (n > 40 && !memcmp(s + 36, "acsp", 4)) ||
	       (n > 40 && find(s, n < 400 ? n : 400, "begincmap")) ||
	       (n > 40 && find(s, 40, "<?xpacket"));
}

static void
judge_stream(
    scan *s, const char *head, size_t head_len, const char *data, size_t n)
{
	if (is_table(data, n) || is_sfnt(data, n) ||
	    (has(head, head_len, "/XRef") && is_numbers(data, n)) ||
	    (is_font(head, head_len) && starts_as_font(data, n)))
		return;
	if (has(head, head_len, "/ObjStm")) {
		judge_names(s, data, n);
		return;
	}
	s->found.actual = s->found.actual || joins_letters(data, n);
	if (!s->found.look)
		s->found.look = pdf_paints(data, n) &&
		                !pdf_paints_plainly(data, n,
		                    has(head, head_len, "/Form"), &s->shown);
}

/* One stream that starts at `at`; its length. */
static size_t
take_stream(scan *s, size_t at)
{
	size_t from = head_of(s->bytes, at), n;
	const char *head = s->bytes + from;
	size_t head_len = at - from;
	if (s->found.look && has(head, head_len, "/Image"))
		return 1;
	if (has(head, head_len, "FlateDecode")) {
		size_t used = unpack(s, at, &n);
		judge_stream(s, head, head_len, s->room, n);
		return used;
	}
	const char *end = find(s->bytes + at, s->len - at, "endstream");
	n = end ? (size_t)(end - s->bytes) - at : s->len - at;
	judge_stream(s, head, head_len, s->bytes + at, n);
	return n ? n : 1;
}

static void
leaf_through(scan *s)
{
	size_t at = 0;
	while (at < s->len && s->unpacked < TOTAL_MAX) {
		const char *next = find(s->bytes + at, s->len - at, "stream");
		size_t to = next ? (size_t)(next - s->bytes) : s->len;
		judge_names(s, s->bytes + at, to - at);
		if (!next)
			break;
		at = to + strlen("stream");
		bool ends = to >= 3 && !memcmp(next - 3, "end", 3);
		if (ends || at >= s->len ||
		    (s->bytes[at] != '\r' && s->bytes[at] != '\n'))
			continue;
		at += s->bytes[at] == '\r';
		at += at < s->len && s->bytes[at] == '\n';
		at += take_stream(s, at);
	}
	if (s->unpacked >= TOTAL_MAX)
		s->found.look = s->found.actual = true;
}

static bool
clips_paper(const scan *s)
{
	return s->paper.left > s->paper.right ||
	       s->shown.left > s->paper.left + PDF_EDGE ||
	       s->shown.bottom > s->paper.bottom + PDF_EDGE ||
	       s->shown.right < s->paper.right - PDF_EDGE ||
	       s->shown.top < s->paper.top - PDF_EDGE;
}

pdf_scan
pdf_scan_bytes(hire_ctx *ctx, const char *bytes, size_t len)
{
	scan s = {.ctx = ctx,
	    .bytes = bytes,
	    .len = len,
	    /* Not zeroed: to touch all of it takes longer than most scans. */
	    .room = hire__realloc(ctx, NULL, STREAM_MAX),
	    .paper = {NOWHERE, NOWHERE, -NOWHERE, -NOWHERE},
	    .shown = {-NOWHERE, -NOWHERE, NOWHERE, NOWHERE}};
	if (!s.room)
		return (pdf_scan){true, true, true, true, true};
	leaf_through(&s);
	s.found.look = s.found.look || clips_paper(&s);
	s.found.clips = s.shown.left > -NOWHERE || s.shown.bottom > -NOWHERE ||
	                s.shown.right < NOWHERE || s.shown.top < NOWHERE;
	s.found.many = s.pages > MANY_PAGES;
	hire__free(ctx, s.room);
	return s.found;
}
