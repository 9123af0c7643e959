/* SPDX-License-Identifier: MIT
 * scan.c - walking the words of a text in place.
 */
#include "scan.h"

#include "terms.h"

#include <string.h>

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

hire__word
hire__word_next(const char *s, size_t n, size_t i)
{
	while (i < n && !is_word(s[i]))
		i++;
	hire__word w = {i, i};
	while (w.end < n && (is_word(s[w.end]) ||
	                        (s[w.end] == '\'' && w.end > w.at &&
	                            w.end + 1 < n && is_word(s[w.end + 1]))))
		w.end++;
	return w;
}

static char
lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool
same(const char *s, size_t n, const char *word, size_t k)
{
	bool open = k && word[k - 1] == '*';
	k -= open;
	if (open ? n < k : n != k)
		return false;
	for (size_t i = 0; i < k; i++)
		if (lower(s[i]) != word[i])
			return false;
	return true;
}

bool
hire__word_in(const char *s, hire__word w, const char *list)
{
	char first = w.at < w.end ? lower(s[w.at]) : '\0';
	for (list += *list == ' '; *list; list += *list == ' ') {
		const char *word = list;
		while (*list && *list != ' ')
			list++;
		if (*word == first &&
		    same(s + w.at, w.end - w.at, word, (size_t)(list - word)))
			return true;
	}
	return false;
}

/* A number below 256 for the first two letters of a word. */
static unsigned
beginning(const char *s, size_t n)
{
	unsigned a = (unsigned char)lower(s[0]);
	unsigned b = n > 1 ? (unsigned char)lower(s[1]) : 0;
	return (a * 29 + b * 5) & 255;
}

hire__list
hire__list_of(const char *words)
{
	hire__list list = {words, {0}};
	for (const char *s = words + strspn(words, " "); *s;) {
		size_t n = strcspn(s, " ");
		unsigned bit = beginning(s, n);
		list.begin[bit / 64] |= UINT64_C(1) << bit % 64;
		s += n + (s[n] == ' ');
	}
	return list;
}

bool
hire__word_on(const char *s, hire__word w, const hire__list *list)
{
	if (w.at == w.end)
		return false;
	unsigned bit = beginning(s + w.at, w.end - w.at);
	return list->begin[bit / 64] >> bit % 64 & 1 &&
	       hire__word_in(s, w, list->words);
}

bool
hire__word_is_capital(const char *s, hire__word w)
{
	char c = w.at < w.end ? s[w.at] : ' ';
	return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

size_t
hire__sentence_end(const char *s, size_t n, size_t i)
{
	for (; i < n; i++)
		if (s[i] == '\n' || s[i] == ';' ||
		    (memchr(".!?", s[i], 3) &&
		        (i + 1 == n || memchr(" \t\n\"')", s[i + 1], 6))))
			return i;
	return n;
}

void
hire__hide(char *s, size_t at, size_t end)
{
	memset(s + at, HIRE__HOLE, end - at);
}
